"""The whole product on PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from backwise.knowledge.content import Content
from tests.conftest import filled
from tests.product_under_test import ActionServer, Conversation, Product

pytestmark = [pytest.mark.servers, pytest.mark.postgresql]


@pytest.fixture
def own_database(postgresql: str, content: Content) -> str:
    """A database of its own in the cluster, with the content."""
    server = create_engine(postgresql, isolation_level="AUTOCOMMIT", future=True)
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS product"))
        connection.execute(text("CREATE DATABASE product"))
    server.dispose()
    return filled(postgresql.replace("/postgres", "/product"), content)


def test_a_conversation_and_a_restart_on_postgresql(
    model: Path, own_database: str, tmp_path: Path
) -> None:
    with (
        ActionServer(own_database, tmp_path) as actions,
        Product(model, own_database, actions.url, tmp_path) as product,
    ):
        conversation = product.conversation()
        conversation.say("give me exercises")
        conversation.answer_safety_check()
        assert "utter_routine" in conversation.names
        product.stop()
        product.start()
        again = Conversation(product.address, conversation.sender)
        again.say("would a massage help")
        assert again.names[0] == "utter_answer"
