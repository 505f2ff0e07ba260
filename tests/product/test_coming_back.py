"""Somebody comes back after days: what is known, what is asked again, what is forgotten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backwise.knowledge.content import Content
from backwise.knowledge.database import open_database
from components.tracker_store import Stored
from tests.conftest import filled
from tests.product_under_test import ActionServer, Conversation, Product

pytestmark = pytest.mark.servers

SECONDS_PER_DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def database(content: Content, tmp_path_factory: pytest.TempPathFactory) -> str:
    return filled(f"sqlite:///{tmp_path_factory.mktemp('coming_back') / 'own.db'}", content)


@pytest.fixture(scope="module")
def product(
    model: Path, database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    folder = tmp_path_factory.mktemp("product")
    with (
        ActionServer(database, folder) as actions,
        Product(model, database, actions.url, folder) as product,
    ):
        yield product


@pytest.fixture
def days_pass(product: Product, database: str) -> Callable[[float], None]:
    """Lets days pass, with a restart, because the server remembers the last conversations."""

    def pass_(days: float) -> None:
        product.stop()
        with Session(open_database(database), future=True) as session:
            for row in session.scalars(select(Stored)):
                row.timestamp -= days * SECONDS_PER_DAY
                data = json.loads(row.data)
                data["timestamp"] -= days * SECONDS_PER_DAY
                row.data = json.dumps(data)
            session.commit()
        product.start()

    return pass_


def do_a_routine(conversation: Conversation, felt: str) -> None:
    conversation.say('/lead_session{"session_command":"start"}')
    while "utter_session_done" not in conversation.names:
        conversation.say('/lead_session{"session_command":"next"}')
    conversation.say(f'/session_feedback{{"feedback":"{felt}"}}')


def test_who_comes_back_is_greeted_with_where_they_stand(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my lower back has hurt for 2 weeks, exercises please")
    conversation.answer_safety_check()
    do_a_routine(conversation, "hard")
    days_pass(7)
    conversation.say("hello")
    assert "Welcome back" in conversation.text and "Gentle start" in conversation.text
    assert "you said that it was hard" in conversation.text
    assert "Routines done so far: 1" in conversation.text
    conversation.say("hello")
    assert "Welcome back" in conversation.text


def test_the_next_plan_follows_from_what_was_reported_weeks_ago(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my lower back has hurt for 2 weeks, exercises please, i want to garden again")
    conversation.answer_safety_check()
    do_a_routine(conversation, "hard")
    days_pass(35)
    conversation.say("exercises")
    conversation.answer_safety_check()
    assert "a step easier than last time" in conversation.text
    assert "You want to get back to gardening" in conversation.text
    # Two weeks and five more: the pain is not new any more.
    assert "Back on track" in conversation.text


def test_answers_to_safety_questions_do_not_hold_for_another_day(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("exercises")
    conversation.answer_safety_check()
    assert "utter_routine" in conversation.names
    days_pass(1)
    conversation.say("exercises")
    assert "utter_ask_safety_saddle" in conversation.names
    assert "utter_routine" not in conversation.names


def test_what_is_still_known_of_one_person_holds_for_nobody_else(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my mum has osteoporosis and a sore back, exercises for her please")
    conversation.answer_safety_check({10: "71"})
    assert "thin bones" in conversation.text
    days_pass(3)
    conversation.say("exercises for me please")
    assert conversation.names[1:3] == ["utter_another_person", "utter_safety_intro"]
    conversation.answer_safety_check()
    assert "utter_routine" in conversation.names
    assert "thin bones" not in conversation.text


def test_conditions_are_still_known(product: Product, days_pass: Callable[[float], None]) -> None:
    conversation = product.conversation()
    conversation.say("i have osteoporosis, exercises please")
    conversation.answer_safety_check()
    days_pass(3)
    conversation.say("show me how to do the small curl-up")
    conversation.answer_safety_check()
    assert "utter_exercise_not_for_you" in conversation.names


def test_who_only_told_of_their_pain_is_asked_how_it_is(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my neck hurts since monday")
    days_pass(2)
    conversation.say("hello")
    assert "Welcome back. Last time we talked about your neck." in conversation.text


def test_who_began_again_is_a_stranger(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my neck hurts since monday")
    conversation.say("/start_over")
    days_pass(2)
    conversation.say("hello")
    assert "Hello, I am Backwise" in conversation.text


def test_who_was_forgotten_is_a_stranger(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("my neck hurts since monday")
    conversation.say("forget me")
    conversation.say("/confirm_forget")
    days_pass(2)
    conversation.say("hello")
    assert "Hello, I am Backwise" in conversation.text


def test_an_alarm_that_nobody_has_looked_at_is_open_the_next_time_too(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    told = {
        "utter_emergency": "i can't feel my groin",
        "utter_urgent": "temp 38.5 and my back is sore",
        "utter_crisis": "i want to end my life",
    }
    conversations = {alarm: product.conversation() for alarm in told}
    for alarm, conversation in conversations.items():
        conversation.say(told[alarm])
        assert conversation.names == [alarm]
    for days in (1, 2):
        days_pass(days)
        for alarm, conversation in conversations.items():
            conversation.say("exercises please")
            assert conversation.names == [f"{alarm}_before"]
            conversation.say("exercises please")
            assert "utter_ask_safety_saddle" not in conversation.names


def test_who_was_looked_at_since_says_so_and_goes_on(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    conversation = product.conversation()
    conversation.say("temp 38.5 and my back is sore")
    days_pass(3)
    conversation.say("my doctor examined me and says i can exercise again")
    assert "utter_ask_safety_saddle" in conversation.names
    conversation.answer_safety_check()
    days_pass(1)
    conversation.say("hello")
    assert conversation.names == ["utter_greet"]


def test_what_people_say_of_the_last_time_is_understood(
    product: Product, days_pass: Callable[[float], None]
) -> None:
    after_a_routine = {
        "so what's next?": "utter_ask_safety_saddle",
        "yes": "utter_ask_safety_saddle",
        "how many routines have I done so far": "utter_back_last_time",
        "i had no time to do them": "utter_back_not_done",
        "my back is still sore, no difference": "utter_back_unchanged",
        "been doing them each morning": "utter_ask_felt",
        "more pain afterwards": "utter_felt_worse",
    }
    without_one = {
        "what did I tell you the last time?": "utter_back_last_time",
        "still the same": "utter_ask_intensity",
    }
    answers = after_a_routine | without_one
    conversations = {said: product.conversation() for said in answers}
    for said, conversation in conversations.items():
        if said in without_one:
            conversation.say("my neck hurts since monday")
            continue
        conversation.say("my lower back has hurt for 2 weeks, exercises please")
        conversation.answer_safety_check()
        do_a_routine(conversation, "right")
    days_pass(7)
    for said, conversation in conversations.items():
        conversation.say("hello")
        conversation.say(said)
        assert answers[said] in conversation.names, said
