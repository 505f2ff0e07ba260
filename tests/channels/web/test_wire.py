"""Visitors over Socket.IO, with the real assistant."""

from __future__ import annotations

import asyncio
import gzip
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio
from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from backwise.knowledge.database import open_database
from backwise.people.models import WebMessage
from backwise.settings import PROJECT_ROOT
from components.tracker_store import Stored
from tests.channels.web.client import Client
from tests.product_under_test import ActionServer, Product

pytestmark = pytest.mark.servers

SITE = "https://clinic.example"
QUESTION = "should i use heat or ice"
ANSWER = "utter_answer"


@pytest.fixture(scope="module")
def server(
    model: Path, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """The assistant, which one other site may show."""
    folder = tmp_path_factory.mktemp("wire")
    with (
        ActionServer(database_url, folder) as actions,
        Product(model, database_url, actions.url, folder, BACKWISE_SITES=SITE) as product,
    ):
        yield product


@pytest.fixture
def actions(own_database: str, tmp_path: Path) -> Iterator[ActionServer]:
    """The action server of an assistant that a test may break."""
    with ActionServer(own_database, tmp_path) as actions:
        yield actions


@pytest.fixture
def own_product(
    model: Path, own_database: str, actions: ActionServer, tmp_path: Path
) -> Iterator[Product]:
    """An assistant that a test may break."""
    with Product(model, own_database, actions.url, tmp_path) as product:
        yield product


# ---- conversations -----------------------------------------------------------------


async def test_a_visitor_gets_a_session_and_answers(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        assert await visitor.ask("/greet", "utter_greet", title="") == ["utter_greet"]
        greeting = visitor.bot[-1]
        assert "I am Backwise" in greeting["text"]
        assert greeting["quick_replies"][0]["content_type"] == "text"


async def test_a_client_that_never_asks_for_a_session_is_answered(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.emit("user_uttered", {"message": QUESTION, "session_id": "mine"})
        await visitor.until(lambda: any(one["response"] == ANSWER for one in visitor.bot))


async def test_messages_are_numbered_without_a_gap_and_in_order(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        for text in (QUESTION, "my back hurts", "lower back", "since 3 weeks"):
            await visitor.ask(text)
        await visitor.ask("/start_over", "utter_restart", title="Start again")
        assert visitor.numbers == list(range(1, len(visitor.numbers) + 1))


async def test_what_is_said_in_a_hurry_is_answered_in_order(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        for text in ("hello", QUESTION, "thanks"):
            await visitor.emit("user_uttered", {"message": text, "id": text.replace(" ", "-")})
        await visitor.until(lambda: any(one["response"] == "utter_welcome" for one in visitor.bot))
        names = [one["response"] for one in visitor.bot]
        assert names.index("utter_greet") < names.index(ANSWER) < names.index("utter_welcome")


async def test_the_same_message_sent_twice_is_answered_once(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        receipts = [await visitor.say(QUESTION, "the-same") for _ in range(3)]
        assert {receipt["number"] for receipt in receipts} == {1}
        await visitor.ask("thanks", "utter_welcome")
        assert [one["response"] for one in visitor.bot].count(ANSWER) == 1


async def test_another_tab_sees_both_sides(server: Product) -> None:
    async with Client(server.address) as one, Client(server.address) as other:
        await other.begin(await one.begin())
        await one.ask(QUESTION, ANSWER)
        await other.until(lambda: any(said["response"] == ANSWER for said in other.bot))
        assert other.named("user_uttered")[0]["text"] == QUESTION


async def test_the_country_of_the_page_gives_the_number(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin(country="AU")
        await visitor.ask("i can't feel my groin", "utter_emergency")
        assert "000" in visitor.bot[-1]["phones"] and visitor.bot[-1]["kind"] == "alarm"


# ---- sessions ----------------------------------------------------------------------


async def test_nobody_chooses_a_session(server: Product) -> None:
    async with Client(server.address) as visitor:
        session = await visitor.begin({"session_id": "a" * 40, "secret": "b" * 64})
        assert session["session_id"] != "a" * 40 and not session["resumed"]


async def test_who_knows_the_id_alone_reads_nothing(server: Product) -> None:
    async with Client(server.address) as victim, Client(server.address) as thief:
        session = await victim.begin()
        await victim.ask("my zebra7 back hurts")
        for secret in (None, "", "0" * 64, session["secret"].upper(), 7, {"$ne": 1}):
            stolen = await thief.begin({**session, "secret": secret})
            assert stolen["session_id"] != session["session_id"]
            assert stolen["messages"] == []
        await victim.ask(QUESTION, ANSWER)
        await thief.ask("hello")
        assert "zebra7" not in str(thief.events) and ANSWER not in str(thief.events)


async def test_who_comes_back_gets_what_was_said(server: Product) -> None:
    async with Client(server.address) as visitor:
        session = await visitor.begin()
        await visitor.ask(QUESTION, ANSWER)
    async with Client(server.address) as again:
        resumed = await again.begin(session)
        assert resumed["resumed"]
        assert [one["text"] for one in resumed["messages"] if one["from"] == "person"] == [QUESTION]


async def test_only_what_is_missing_is_sent_again(server: Product) -> None:
    async with Client(server.address) as visitor:
        session = await visitor.begin()
        await visitor.ask(QUESTION, ANSWER)
        resumed = await visitor.begin(session, after=1)
        assert resumed["messages"][0]["number"] == 2
        assert not resumed["afresh"]


async def test_a_long_conversation_comes_in_pages(server: Product, database_url: str) -> None:
    from channels.web.sessions import Session, Sessions

    async with Client(server.address) as visitor:
        given = await visitor.begin()
        await visitor.ask("hello")
        session = Session(given["session_id"], given["secret"])
        stored_as = Sessions(b"a key for tests", 30).stored_as(session)
        with DatabaseSession(open_database(database_url), future=True) as database:
            last = database.scalar(
                select(func.max(WebMessage.number)).where(WebMessage.conversation == stored_as)
            )
            database.add_all(
                WebMessage(
                    conversation=stored_as, number=last + 1 + place, at=0, answered=True,
                    body={"from": "bot", "text": f"line {place}", "kind": "plain"},
                )
                for place in range(10_000)
            )  # fmt: skip
            database.commit()
        resumed = await visitor.begin(given, after=1)
        assert resumed["afresh"] and len(resumed["messages"]) == 100
        seen = resumed["messages"]
        while seen[0]["number"] > 1:
            page = await visitor.call("history_request", {"before": seen[0]["number"]})
            seen = page["messages"] + seen
        assert [one["number"] for one in seen] == list(range(1, len(seen) + 1))
        assert len(seen) > 10_000


async def test_a_session_expires(
    model: Path, database_url: str, product: Product, tmp_path: Path
) -> None:
    action_url = product.environment["ACTION_SERVER_URL"]
    with Product(
        model, database_url, action_url, tmp_path, BACKWISE_SESSION_DAYS="0.00001"
    ) as short:
        async with Client(short.address) as visitor:
            session = await visitor.begin()
            await asyncio.sleep(2)
            assert (await visitor.begin(session))["session_id"] != session["session_id"]


# ---- what is not taken -----------------------------------------------------------------


@pytest.mark.parametrize(
    "payload",
    ["/affirm", "/deny", '/inform{"location":"neck"}', "/confirm_forget", "/session_start"]
    + ['/request_exercise{"exercise":"bridge"}', "/recheck_safety", "/restart", "/back"],
)
async def test_a_payload_that_was_not_offered_is_refused(server: Product, payload: str) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        await visitor.ask("hello")
        assert await visitor.say(payload, title="No") == {"error": "over"}


async def test_a_payload_that_is_typed_is_read_as_words(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        names = await visitor.ask("/thanks")
        assert visitor.named("user_uttered")[0]["text"] == "thanks" and names


async def test_a_button_of_an_earlier_question_is_refused(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        await visitor.ask("my back hurts", "utter_ask_location")
        payload = visitor.bot[-1]["quick_replies"][0]["payload"]
        await visitor.ask("neck", "utter_ask_duration")
        assert await visitor.say(payload, title="Lower back") == {"error": "over"}


async def test_a_button_is_shown_by_what_stands_on_it(server: Product) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        await visitor.ask("hello")
        reply = visitor.bot[-1]["quick_replies"][0]
        await visitor.ask(reply["payload"], title="<b>something else</b>")
        assert visitor.named("user_uttered")[-1]["text"] == reply["title"]


@pytest.mark.parametrize("data", [None, 7, "text", [], {}, {"message": None}, {"message": [1]}])
async def test_what_is_no_message_is_refused(server: Product, data: object) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        assert (await visitor.call("user_uttered", data))["error"] == "no_text"
        assert await visitor.ask(QUESTION, ANSWER)


@pytest.mark.parametrize("data", [None, 7, "text", [], {"after": -1}, {"after": "x"}])
async def test_a_strange_request_for_a_session_gets_a_new_one(
    server: Product, data: object
) -> None:
    async with Client(server.address) as visitor:
        await visitor.emit("session_request", data)
        await visitor.until(lambda: bool(visitor.named("session_confirm")))


async def test_a_huge_packet_ends_only_its_connection(server: Product) -> None:
    async with Client(server.address) as greedy:
        await greedy.begin()
        await greedy.emit("user_uttered", {"message": "x" * 2_000_000})
        await asyncio.sleep(0.1)
    async with Client(server.address) as visitor:
        await visitor.begin()
        assert await visitor.ask(QUESTION, ANSWER)


async def test_a_long_message_is_refused_politely_and_still_read_for_danger(
    server: Product,
) -> None:
    async with Client(server.address) as visitor:
        await visitor.begin()
        assert "utter_too_long" in await visitor.ask("sore " * 1000, "utter_too_long")
        await visitor.ask("sore " * 1000 + " i can't feel my groin", "utter_emergency")


async def test_who_sends_too_fast_has_to_wait_and_loses_nothing(
    model: Path, database_url: str, product: Product, tmp_path: Path
) -> None:
    action_url = product.environment["ACTION_SERVER_URL"]
    with Product(
        model, database_url, action_url, tmp_path, BACKWISE_VISITOR_LIMIT="60/3"
    ) as strict:
        async with Client(strict.address) as visitor:
            await visitor.begin()
            receipts = [await visitor.say("hello", f"m{number}") for number in range(4)]
            assert [("number" in receipt) for receipt in receipts] == [True, True, True, False]
            assert receipts[3]["error"] == "too_fast"
            await asyncio.sleep(receipts[3]["wait_seconds"] + 0.1)
            assert "number" in await visitor.say("hello", "m3")
            # A client that looks at no receipt is told in words.
            for _ in range(4):
                await visitor.emit("user_uttered", {"message": "hello"})
            await visitor.until(lambda: "a little fast" in str(visitor.bot))


async def test_one_address_cannot_connect_without_end(
    model: Path, database_url: str, product: Product, tmp_path: Path
) -> None:
    action_url = product.environment["ACTION_SERVER_URL"]
    with Product(
        model, database_url, action_url, tmp_path, BACKWISE_CONNECTION_LIMIT="1/2"
    ) as strict:
        async with Client(strict.address), Client(strict.address):
            with pytest.raises(socketio.exceptions.ConnectionError):
                await Client(strict.address).connect()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{SITE}.evil.example"])
async def test_a_page_of_another_site_cannot_connect(server: Product, origin: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await Client(server.address, origin).connect()


async def test_the_sites_that_were_named_can_connect(server: Product) -> None:
    for origin in (SITE, server.address, None):
        async with Client(server.address, origin) as visitor:
            assert await visitor.begin()


# ---- privacy ----------------------------------------------------------------------------


async def test_delete_my_data_deletes_it_on_the_server(server: Product, database_url: str) -> None:
    engine = open_database(database_url)

    def holds(text: str) -> bool:
        with DatabaseSession(engine, future=True) as session:
            events = [data for data in session.scalars(select(Stored.data)) if text in data]
            messages = list(session.scalars(select(WebMessage.body)))
        return bool(events) or text in str(messages)

    async with Client(server.address) as visitor:
        session = await visitor.begin()
        await visitor.ask("my quagga3 back hurts since monday")
        assert holds("quagga3")
        await visitor.ask("/forget_me", "utter_ask_forget", title="Delete my data")
        yes = visitor.bot[-1]["quick_replies"][0]
        await visitor.ask(yes["payload"], "utter_forgotten", title=yes["title"])
        await visitor.until(lambda: bool(visitor.named("session_forgotten")))
        assert not holds("quagga3")
        await visitor.ask(QUESTION, ANSWER)
        assert (await visitor.begin(session))["messages"] == []


async def test_neither_text_nor_id_nor_secret_is_logged(server: Product) -> None:
    async with Client(server.address) as visitor:
        session = await visitor.begin()
        await visitor.ask("my name is Zebulon Quickwater and my back hurts")
        await visitor.call("user_uttered", {"message": 7, "Zebulon": 1})
        await visitor.emit("Zebulon", {"Quickwater": 1})
    log = server.log.read_text()
    for private in ("Zebulon", "Quickwater", session["session_id"], session["secret"]):
        assert private not in log


def destroy(database_url: str) -> None:
    """Take a database away for good: a folder stands where its file was."""
    path = Path(database_url.removeprefix("sqlite:///"))
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    path.mkdir()


# ---- failures ------------------------------------------------------------------------------


async def test_an_emergency_is_answered_without_action_server_and_database(
    own_product: Product, actions: ActionServer, own_database: str
) -> None:
    async with Client(own_product.address) as visitor:
        await visitor.begin()
        await visitor.ask("hello", "utter_greet")
        actions.stop()
        destroy(own_database)
        await visitor.ask("i can't feel my groin", "utter_emergency")
        assert visitor.numbers == list(range(1, len(visitor.numbers) + 1))
        await visitor.ask("give me exercises", "utter_closed_emergency")


async def test_an_emergency_is_answered_while_the_action_server_hangs(
    own_product: Product, actions: ActionServer
) -> None:
    async with Client(own_product.address) as visitor:
        await visitor.begin()
        await visitor.ask("hello", "utter_greet")
        actions.freeze()
        await visitor.ask("i can't feel my groin", "utter_emergency")


async def test_a_restart_loses_nothing_and_repeats_nothing(own_product: Product) -> None:
    async with Client(own_product.address) as visitor:
        session = await visitor.begin()
        await visitor.ask("hello", "utter_greet")
        # It is in the outbox when the receipt comes; the answer is not made yet.
        await visitor.say(QUESTION, "in-flight")
        own_product.stop()
        known = visitor.numbers[-1]
    own_product.start()
    async with Client(own_product.address) as visitor:
        resumed = await visitor.begin(session, after=known)
        await visitor.until(
            lambda: any(
                one["response"] == ANSWER
                for one in [*resumed["messages"], *visitor.bot]
                if one["from"] == "bot"
            ),
            within=30,
        )
        await visitor.say(QUESTION, "in-flight")
        await visitor.ask("thanks", "utter_welcome")
        whole = (await visitor.begin(session, after=0))["messages"]
    names = [one.get("response") for one in whole]
    assert names.count(ANSWER) == 1
    assert [one["number"] for one in whole] == list(range(1, len(whole) + 1))


async def test_two_server_processes_serve_one_visitor(
    model: Path, own_product: Product, actions: ActionServer, own_database: str, tmp_path: Path
) -> None:
    folder = tmp_path / "second"
    folder.mkdir()
    with Product(model, own_database, actions.url, folder) as second:
        async with Client(own_product.address) as here, Client(second.address) as there:
            await there.begin(await here.begin())
            await here.ask("my back hurts", "utter_ask_location")
            await there.until(lambda: "utter_ask_location" in str(there.bot))
            await there.ask("neck", "utter_ask_duration")
            await here.until(lambda: "utter_ask_duration" in str(here.bot))
            assert here.numbers == there.numbers == list(range(1, len(here.numbers) + 1))
        product_log = own_product.log.read_text() + second.log.read_text()
        assert "Traceback" not in product_log


def test_an_independent_javascript_client_holds_a_conversation(server: Product) -> None:
    modules = PROJECT_ROOT / "widget" / "node_modules"
    if shutil.which("node") is None or not modules.exists():
        pytest.skip("Node or the packages of widget/ are missing (npm ci --prefix widget)")
    talk = subprocess.run(
        ["node", "tests/channels/web/independent_client.mjs", server.address],
        cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert talk.returncode == 0, talk.stderr
    assert "Heat has the better evidence" in talk.stdout


def test_the_page_is_served_packed(server: Product) -> None:
    request = urllib.request.Request(
        f"{server.address}/chat/widget.js", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        packed = answer.read()
    assert gzip.decompress(packed) == (PROJECT_ROOT / "widget/dist/widget.js").read_bytes()


@pytest.mark.parametrize("path", ["", "widget.js", "page.css", "sample.html", "sample.css"])
def test_the_page_may_run_nothing_from_elsewhere(server: Product, path: str) -> None:
    with urllib.request.urlopen(f"{server.address}/chat/{path}", timeout=10) as response:
        policy = response.headers["Content-Security-Policy"]
        text = response.read().decode()
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert path == "widget.js" or "//" not in text


@pytest.mark.parametrize("path", ["nothing.js", "..%2fendpoints.yml", "src", "dist/widget.js"])
def test_the_page_serves_no_other_file(server: Product, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        urllib.request.urlopen(f"{server.address}/chat/{path}", timeout=10)
    assert missing.value.code == 404
