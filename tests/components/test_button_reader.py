"""A typed title is the press of a button that is on the screen, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.button_reader import ButtonReader, Choice, payload_of, together

BUTTONS = {"buttons": [{"title": "16 to 64", "payload": '/inform{"age":40}'}]}


def tracker(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", list(events))


def asked() -> list[Any]:
    return [
        UserUttered("exercises"),
        ActionExecuted("utter_ask_safety_age"),
        BotUttered("How old are you?", BUTTONS),
    ]


@pytest.mark.parametrize("text", ["16 to 64", " 16 TO 64. ", "16-to-64"])
def test_a_title_is_known_however_it_is_typed(text: str) -> None:
    assert payload_of(text, tracker(*asked())) == '/inform{"age":40}'


@pytest.mark.parametrize("text", ["", "16", "i am 16 to 64", "👍"])
def test_other_words_are_no_title(text: str) -> None:
    assert payload_of(text, tracker(*asked())) is None


def test_a_button_of_an_earlier_turn_is_gone() -> None:
    assert payload_of("16 to 64", tracker(*asked(), UserUttered("why"))) is None


def test_who_has_not_been_asked_anything_has_no_buttons() -> None:
    assert payload_of("16 to 64", tracker()) is None


CHOICE = Choice(ButtonReader.gather())
WORK, REST = '/ask_self_care{"topic":"work"}', '/ask_self_care{"topic":"stay_active"}'


def offered(response: str = "utter_which_of_two") -> list[Any]:
    buttons = [
        {"title": "Going to work", "payload": WORK},
        {"title": "Stay active or rest", "payload": REST},
        {"title": "Something else", "payload": "/help"},
    ]
    metadata = {"utter_action": response}
    return [UserUttered("time off?"), BotUttered("Which?", {"buttons": buttons}, metadata)]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("the first one", WORK),
        ("2", REST),
        ("second please", REST),
        ("work", WORK),
        ("rest, i think", REST),
        ("the third", "/help"),
        ("both", '/ask_self_care{"topic": ["work", "stay_active"]}'),
    ],
)
def test_who_was_asked_which_of_several_things_may_choose_in_words(text: str, payload: str) -> None:
    assert CHOICE.payload_of(text, tracker(*offered())) == payload


@pytest.mark.parametrize(
    "text", ["", "no", "fourth", "or", "work and rest", "one of my legs is numb", "the second toe"]
)
def test_what_chooses_none_or_says_more_is_left_as_it_is(text: str) -> None:
    assert CHOICE.payload_of(text, tracker(*offered())) is None


def test_a_number_is_a_choice_only_where_one_was_asked_for() -> None:
    assert CHOICE.payload_of("2", tracker(*offered("utter_ask_intensity"))) is None


def test_payloads_that_name_different_kinds_are_not_put_together() -> None:
    assert together([WORK, '/ask_treatment{"therapy":"tens"}']) is None
    assert together(["/ask_massage", "/help"]) is None
