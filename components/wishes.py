"""Wishes of a message that are still open: nothing that somebody asked for is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.wish_reader import WISHES


@dataclass(frozen=True)
class Offer:
    """How a wish is offered that another one came before.

    Attributes:
        intent: the wish.
        answer: the action that fulfils it.
        offer: the response that offers it.
        noted: the response that says that it comes after the open questions.
        wish: the value of the slot ``wish`` that makes the safety check lead to it.
    """

    intent: str
    answer: str
    offer: str
    noted: str
    wish: str


EXERCISE = Offer(
    intent="request_exercise",
    answer="action_suggest_exercises",
    offer="utter_also_exercise",
    noted="utter_noted_exercise",
    wish="exercise",
)
MASSAGE = Offer(
    intent="ask_massage",
    answer="action_answer_massage",
    offer="utter_also_massage",
    noted="utter_noted_massage",
    wish="massage",
)
OFFERS = (EXERCISE, MASSAGE)
QUESTIONS = frozenset({"ask_self_care", "ask_treatment", "ask_cause"})
ANSWER_QUESTION = "action_answer_question"


def wishes_of(message: UserUttered | None) -> list[str]:
    """The intents of the wishes in a message, in order."""
    return [wish["intent"] for wish in _read(message)]


def wishes_beside(message: UserUttered, entities: Iterable[dict[str, Any]]) -> list[str]:
    """The intents of the wishes in a message whose words name none of its ``entities``."""
    places = [(entity["start"], entity["end"]) for entity in entities]
    return [
        wish["intent"]
        for wish in _read(message)
        if not any(wish["start"] <= start and end <= wish["end"] for start, end in places)
    ]


def _read(message: UserUttered | None) -> list[dict[str, Any]]:
    found = (message.parse_data or {}).get(WISHES) if message else None
    return found or []


def open_offer(tracker: DialogueStateTracker) -> Offer | None:
    """The first wish that was neither fulfilled nor offered since it was said."""
    done: set[str] = set()
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted):
            done.add(event.action_name)
        elif isinstance(event, UserUttered):
            wishes = wishes_of(event)
            for intent in wishes:
                for offer in OFFERS:
                    if offer.intent == intent and done.isdisjoint({offer.answer, offer.offer}):
                        return offer
            if wishes:
                return None
    return None
