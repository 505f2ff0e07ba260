"""Messages on websites: numbered, each once, claimed by one process, and forgotten."""

from __future__ import annotations

import concurrent.futures
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from backwise.knowledge.database import open_database
from backwise.knowledge.schema import upgrade
from backwise.people.models import WebMessage
from backwise.people.retention import Retention
from backwise.people.web_messages import Claim, DatabaseMessages, MemoryMessages

ME, OTHER = Claim("me", 60), Claim("other", 60)
HELLO = {"from": "person", "text": "hello"}
ANSWER = {"from": "bot", "text": "hello to you"}
HERE = "a" * 64


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A fresh database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'messages.db'}"
    else:
        server = request.getfixturevalue("postgresql")
        name = f"messages_{uuid.uuid4().hex}"
        admin = open_database(server).execution_options(isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        url = server.rsplit("/", 1)[0] + f"/{name}"
    upgrade(url)
    engine = open_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def messages(engine: Engine) -> DatabaseMessages:
    return DatabaseMessages(engine)


def test_messages_are_numbered_from_one(messages: DatabaseMessages) -> None:
    added = messages.add(HERE, HELLO, "m1", ME)
    answers, _ = messages.answer(HERE, added.message, [ANSWER, ANSWER])
    assert [added.message.number, *(answer.number for answer in answers)] == [1, 2, 3]
    assert [one.body for one in messages.after(HERE, 1, 10)] == [ANSWER, ANSWER]
    assert [one.number for one in messages.before(HERE, 3, 1)] == [2]


def test_a_message_that_is_sent_again_is_kept_once(messages: DatabaseMessages) -> None:
    first = messages.add(HERE, HELLO, "m1", ME)
    again = messages.add(HERE, {"text": "other"}, "m1", ME)
    assert first.is_new and not again.is_new
    assert again.message.body == HELLO and again.message.number == 1


def test_conversations_are_apart(messages: DatabaseMessages) -> None:
    messages.add(HERE, HELLO, "m1", ME)
    assert messages.add("b" * 64, HELLO, "m1", ME).message.number == 1
    assert messages.after("c" * 64, 0, 10) == []


def test_the_first_that_waits_is_claimed_and_the_next_is_not(messages: DatabaseMessages) -> None:
    first = messages.add(HERE, HELLO, "m1", ME)
    assert first.is_claimed and not messages.add(HERE, HELLO, "m2", ME).is_claimed
    assert messages.claim(HERE, OTHER) is None
    _, waits = messages.answer(HERE, first.message, [ANSWER])
    assert waits
    second = messages.claim(HERE, OTHER)
    assert second and second.sent_id == "m2" and not second.was_claimed
    assert messages.answer(HERE, second, [])[1] is False
    assert messages.claim(HERE, ME) is None


def test_a_claim_that_is_over_goes_to_another_process(messages: DatabaseMessages) -> None:
    messages.add(HERE, HELLO, "m1", Claim("dead", -1))
    taken = messages.claim(HERE, ME)
    assert taken and taken.was_claimed
    assert messages.claim(HERE, OTHER) is None
    assert messages.claim(HERE, ME)


def test_processes_that_write_at_once_take_no_number_twice(messages: DatabaseMessages) -> None:
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        added = list(pool.map(lambda name: messages.add(HERE, HELLO, f"m{name}", ME), range(24)))
    assert sorted(one.message.number for one in added) == list(range(1, 25))
    assert sum(one.is_claimed for one in added) == 1


def test_news_tell_the_last_number_and_what_waits(messages: DatabaseMessages) -> None:
    messages.add(HERE, HELLO, "m1", ME)
    other = messages.add("b" * 64, HELLO, "m1", ME)
    messages.answer("b" * 64, other.message, [ANSWER])
    assert messages.news([HERE, "b" * 64, "c" * 64]) == {HERE: (1, True), "b" * 64: (2, False)}


def test_a_conversation_can_be_erased(messages: DatabaseMessages) -> None:
    messages.add(HERE, HELLO, "m1", ME)
    messages.add("b" * 64, HELLO, "m1", ME)
    messages.erase(HERE)
    assert messages.after(HERE, 0, 10) == []
    assert messages.after("b" * 64, 0, 10)


def test_old_conversations_are_forgotten(messages: DatabaseMessages, engine: Engine) -> None:
    retention = Retention(engine, WebMessage.conversation, WebMessage.at, days=30)
    messages.add(HERE, HELLO, "m1", ME)
    retention.forget(time.time() - 60)
    assert messages.after(HERE, 0, 10)
    retention.forget(time.time() + 60)
    assert messages.after(HERE, 0, 10) == []


def test_what_was_kept_in_memory_is_taken_over_once(messages: DatabaseMessages) -> None:
    in_database = messages.add(HERE, HELLO, "m1", ME).message
    memory = MemoryMessages(in_database.number)
    memory.answer(HERE, in_database, [ANSWER])
    memory.add(HERE, HELLO, "m2", ME)
    messages.take_over(HERE, memory.messages, memory.waiting)
    whole = messages.after(HERE, 0, 10)
    assert [one.sent_id for one in whole] == ["m1", None, "m2"]
    waiting = messages.claim(HERE, Claim("me", 60))
    assert waiting and waiting.sent_id == "m2"


def test_memory_goes_on_with_the_numbers_of_the_database() -> None:
    memory = MemoryMessages(7)
    added = memory.add(HERE, HELLO, "m1", ME)
    assert added.message.number == 8 and added.is_claimed
    assert not memory.add(HERE, HELLO, "m1", ME).is_new
    assert memory.claim(HERE, ME) == added.message
    assert memory.answer(HERE, added.message, [ANSWER])[0][0].number == 9
    assert memory.claim(HERE, ME) is None
    assert [one.number for one in memory.after(HERE, 8, 10)] == [9]
