"""Plays the conversations of the YAML files beside this one on the real product.

A file holds conversations of one kind. Each step says what the person writes
(``user``, or ``safety_check`` with the answers that differ from "no", ``null`` where
nothing is asked; ``times`` repeats the text and ``then`` ends it) and what
may be expected: the names of the responses in order (``bot``), texts that must
be there (``says``) and texts that must not (``never``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from backwise.knowledge.database import open_database
from backwise.settings import PROJECT_ROOT
from components.tracker_store import Stored
from tests.product_under_test import Conversation, Product

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yml"))
STEP_KEYS = {"user", "times", "then", "safety_check", "bot", "says", "never", "buttons"}
# Heard by who comes back, in tests/product/test_coming_back.py.
NEEDS_ANOTHER_DAY = {
    *(f"utter_{alarm}_before" for alarm in ("emergency", "urgent", "crisis")),
    *(f"utter_back_{said}" for said in ("last_time", "not_done", "unchanged")),
}
# Said only when a part is broken, which tests/product/test_failures.py does.
NEEDS_A_BROKEN_PART = {"utter_unavailable"}
ASKED_OF_THE_SERVER_ALONE = {"action_ready"}

_heard: set[str] = set()
_played: set[str] = set()


def _conversations() -> Iterator[Any]:
    for file in FILES:
        for entry in yaml.safe_load(file.read_text()):
            name = f"{file.stem}: {entry['name']}"
            yield pytest.param(name, entry["steps"], id=name)


@pytest.mark.servers
@pytest.mark.parametrize(("name", "steps"), list(_conversations()))
def test_conversation(name: str, steps: list[dict[str, Any]], product: Product) -> None:
    conversation = product.conversation()
    for number, step in enumerate(steps, start=1):
        assert set(step) <= STEP_KEYS, f"unknown key in step {number}"
        if "safety_check" in step:
            _answer(conversation, step["safety_check"])
        else:
            conversation.say(step["user"] * step.get("times", 1) + step.get("then", ""))
            _heard.update(conversation.names)
        _check(conversation, step, f"step {number}, after {step.get('user')!r}")
    _played.add(name)


def _answer(conversation: Conversation, but: dict[int, str | None] | None) -> None:
    for number in range(1, 11):
        answer = (but or {}).get(number, "40" if number == 10 else "no")
        if answer is not None:
            conversation.say(answer)
            _heard.update(conversation.names)


def _check(conversation: Conversation, step: dict[str, Any], where: str) -> None:
    if "bot" in step:
        assert conversation.names == step["bot"], f"{where}: {conversation.text}"
    for text in step.get("says", []):
        assert text in conversation.text, where
    for text in step.get("never", []):
        assert text not in conversation.text, where
    titles = [
        button["title"] for reply in conversation.replies for button in reply.get("buttons", [])
    ]
    for title in step.get("buttons", []):
        assert title in titles, where


@pytest.mark.servers
def test_every_response_is_heard_in_a_conversation(product: Product) -> None:
    if len(_played) < len(list(_conversations())):
        pytest.skip("only part of the conversations was played")
    domain = yaml.safe_load((PROJECT_ROOT / "domain.yml").read_text())
    assert set(domain["responses"]) - _heard - NEEDS_A_BROKEN_PART - NEEDS_ANOTHER_DAY == set()


@pytest.mark.servers
def test_every_action_runs_in_a_conversation(product: Product, database_url: str) -> None:
    if len(_played) < len(list(_conversations())):
        pytest.skip("only part of the conversations was played")
    domain = yaml.safe_load((PROJECT_ROOT / "domain.yml").read_text())
    with Session(open_database(database_url), future=True) as session:
        ran = set(session.scalars(select(Stored.action_name).distinct()))
    assert set(domain["actions"]) - ran - ASKED_OF_THE_SERVER_ALONE == set()


def test_there_are_conversations_of_every_kind() -> None:
    kinds = {file.stem for file in FILES}
    assert kinds >= {
        "happy_paths",
        "corrections",
        "digressions",
        "negations",
        "invalid_input",
        "cancellations",
        "safety",
    }
    assert len(list(_conversations())) >= 40
