"""A typed title is the press of a button that is on the screen, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.button_reader import payload_of

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
