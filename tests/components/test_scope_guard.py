"""When a guess is taken back because a message may be about something else."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.scope_guard import ScopeGuard

GUARD = ScopeGuard(
    {
        "intents": ["describe_pain"],
        "elsewhere": "out_of_scope",
        "threshold": 0.2,
        "unless_named": ["location"],
    }
)


def intent_of(name: str, elsewhere: float, *named: str) -> str:
    """The intent after a guess, when so much speaks for something else."""
    ranking = [
        {"name": name, "confidence": 1 - elsewhere},
        {"name": "out_of_scope", "confidence": elsewhere},
    ]
    entities = [{"entity": entity} for entity in named]
    message = Message({"intent": ranking[0], "intent_ranking": ranking, "entities": entities})
    (read,) = GUARD.process([message])
    return str(read.get("intent")["name"])


@pytest.mark.parametrize(("elsewhere", "intent"), [(0.19, "describe_pain"), (0.2, "nlu_fallback")])
def test_a_guess_is_taken_back_from_the_threshold_on(elsewhere: float, intent: str) -> None:
    assert intent_of("describe_pain", elsewhere) == intent


def test_a_message_that_names_a_part_of_the_back_is_about_it() -> None:
    assert intent_of("describe_pain", 0.4, "location") == "describe_pain"
    assert intent_of("describe_pain", 0.4, "elsewhere") == "nlu_fallback"


def test_other_intents_are_left_alone() -> None:
    assert intent_of("thanks", 0.4) == "thanks"


def test_the_guess_that_was_taken_back_stays_in_the_ranking() -> None:
    guess = {"name": "describe_pain", "confidence": 0.7}
    elsewhere = {"name": "out_of_scope", "confidence": 0.3}
    message = Message({"intent": guess, "intent_ranking": [guess, elsewhere]})
    (read,) = GUARD.process([message])
    assert [one["name"] for one in read.get("intent_ranking")] == [
        "nlu_fallback",
        "describe_pain",
        "out_of_scope",
    ]
