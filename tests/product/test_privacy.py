"""Nothing that somebody writes is found in a log, and no id in the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backwise.knowledge.database import open_database
from components.tracker_store import Stored
from tests.product_under_test import Product

pytestmark = pytest.mark.servers

PRIVATE = "Zebulon Quickwater"


@pytest.mark.parametrize(
    "text",
    [
        f"my name is {PRIVATE} and my back hurts",
        f"/{PRIVATE}",
        f'/inform{{"{PRIVATE}":"x"}}',
        f'/inform{{"location":"{PRIVATE}"}}',
        f"/inform {PRIVATE}",
        f"i can't feel my groin says {PRIVATE}",
        f"{PRIVATE} " * 4000,
    ],
)
def test_logs_hold_no_text(product: Product, text: str, tmp_path: Path) -> None:
    conversation = product.conversation()
    conversation.say(text)
    assert conversation.replies
    conversation.say("should i use heat or ice")
    conversation.say("exercises")
    for log in (product.log, product.log.with_name("actions.log")):
        assert PRIVATE not in log.read_text()
        assert conversation.sender not in log.read_text()


def test_conversations_are_stored_under_hashed_ids(product: Product, database_url: str) -> None:
    conversation = product.conversation()
    conversation.say("my back hurts")
    with Session(open_database(database_url), future=True) as session:
        stored = set(session.scalars(select(Stored.sender_id).distinct()))
    assert stored
    assert conversation.sender not in stored
    assert all(len(identifier) == 64 for identifier in stored)
