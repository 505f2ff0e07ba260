"""It fails closed: the parts are really killed, frozen and broken here.

Whatever is broken, nobody gets exercises or massage, everybody is told, and an
emergency still gets its answer.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from components.action_server_probe import PAUSE_SECONDS
from tests.product_under_test import ActionServer, Conversation, Product, wait_until

pytestmark = pytest.mark.servers

# Every way that leads to exercises or massage.
WAYS = {
    "exercises": "give me exercises",
    "massage": "would a massage help",
    "one exercise": "how do i do the bird dog",
    "one massage": "is deep tissue massage good",
}
ADVICE = {"utter_routine", "utter_exercise", "utter_technique", "utter_answer"}
# What a person notices: an answer within seconds, not Rasa's five minutes.
PATIENCE_SECONDS = 20


@pytest.fixture
def database(database_url: str, tmp_path: Path) -> Path:
    """A copy of the knowledge database that a test may break."""
    copy = tmp_path / "knowledge.db"
    shutil.copy(database_url.removeprefix("sqlite:///"), copy)
    return copy


@pytest.fixture
def actions(database: Path, tmp_path: Path) -> Iterator[ActionServer]:
    """An action server of the test's own."""
    with ActionServer(f"sqlite:///{database}", tmp_path) as server:
        yield server


@pytest.fixture
def product(
    model: Path, database: Path, actions: ActionServer, tmp_path: Path
) -> Iterator[Product]:
    """A product of the test's own."""
    with Product(model, f"sqlite:///{database}", actions.url, tmp_path) as running:
        yield running


def assert_closed(product: Product) -> None:
    """No way leads to advice, the person is told, and an emergency is answered."""
    for way, wish in WAYS.items():
        conversation = product.conversation()
        conversation.say(wish)
        conversation.answer_safety_check()
        assert conversation.names == ["utter_unavailable"], way
        assert not ADVICE.intersection(conversation.names)
    for text, answer in (
        ("i can't feel my groin", "utter_emergency"),
        ("i want to kill myself", "utter_crisis"),
        ("my back hurts and i have a fever", "utter_urgent"),
    ):
        conversation = product.conversation()
        conversation.say(text)
        assert conversation.names == [answer]


def assert_open(product: Product) -> None:
    """Exercises are there again, for somebody whom it had to disappoint before."""
    conversation = product.conversation()
    conversation.say("give me exercises")
    conversation.answer_safety_check()

    def served() -> bool:
        conversation.say("give me exercises")
        return "utter_routine" in conversation.names

    wait_until(served, within=PAUSE_SECONDS + PATIENCE_SECONDS)


def test_an_action_server_that_is_down(product: Product, actions: ActionServer) -> None:
    actions.stop()
    assert_closed(product)
    actions.start()
    assert_open(product)


def test_an_action_server_that_hangs(product: Product, actions: ActionServer) -> None:
    actions.freeze()
    assert_closed(product)
    actions.thaw()
    assert_open(product)


def test_an_action_server_that_goes_down_in_the_middle_of_a_form(
    product: Product, actions: ActionServer
) -> None:
    conversation = product.conversation()
    conversation.say("my lower back hurts")
    actions.stop()
    conversation.say("should i use heat or ice")
    assert conversation.names == ["utter_unavailable", "utter_ask_duration"]
    conversation.say("three days")
    assert conversation.names == ["utter_ask_intensity"]


def test_a_clear_safety_check_does_not_outlive_the_action_server(
    product: Product, actions: ActionServer
) -> None:
    conversation = product.conversation()
    conversation.say("give me exercises")
    conversation.answer_safety_check()
    assert "utter_routine" in conversation.names
    actions.stop()
    for wish in WAYS.values():
        conversation.say(wish)
        assert conversation.names == ["utter_unavailable"]


def test_a_database_that_is_gone(product: Product, database: Path) -> None:
    conversation = product.conversation()
    conversation.say("my neck hurts")
    for file in database.parent.glob("knowledge.db*"):
        file.unlink()
    database.mkdir()
    assert_closed(product)
    # What somebody said before is not lost, although it could not be written.
    conversation.say("a week, 4 out of 10, stays there, from sitting all day")
    assert "utter_ask_location" not in conversation.names
    assert "utter_ask_duration" not in conversation.names


@pytest.mark.parametrize("probe_works", [True, False])
def test_an_action_server_that_answers_500(
    model: Path, database: Path, tmp_path: Path, probe_works: bool
) -> None:
    with (
        _broken_action_server(probe_works) as url,
        Product(model, f"sqlite:///{database}", url, tmp_path) as product,
    ):
        assert_closed(product)
        assert "secret" not in product.log.read_text()


def test_a_rasa_server_that_was_killed_goes_on_where_it_was(
    product: Product, database: Path
) -> None:
    conversation = product.conversation()
    conversation.say("my neck hurts")
    product.stop()
    product.start()
    again = Conversation(product.address, conversation.sender)
    again.say("a week")
    assert again.names == ["utter_ask_intensity"]


class _broken_action_server:
    """Answers 500 with private text, as rasa_sdk does when an action raises."""

    def __init__(self, probe_works: bool) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fine = probe_works and body["next_action"] == "action_ready"
                answer = {"events": [], "responses": []} if fine else {"error": "secret"}
                self.send_response(200 if fine else 500)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_: object) -> None:
                return None

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/webhook"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
