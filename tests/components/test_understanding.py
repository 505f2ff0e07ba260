"""What was not understood is asked about, and nothing wished for is lost."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.fallbacks import fallback_for
from components.intent_guard import IntentGuard
from components.wishes import open_offer

READINGS = {"ask_massage": "Know about massage", "request_exercise": "Get exercises"}


def said(text: str = "hm", **parsed: Any) -> UserUttered:
    return UserUttered(text, {"name": "nlu_fallback", "confidence": 0.4}, parse_data=parsed)


def conversation(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("someone", list(events), Domain.empty().slots)


def ranking(**confidences: float) -> list[dict[str, Any]]:
    return [{"name": name, "confidence": value} for name, value in confidences.items()]


class TestFallbacks:
    def test_two_likely_readings_are_asked_about(self) -> None:
        message = said(intent_ranking=ranking(ask_massage=0.4, request_exercise=0.3))
        action, facts = fallback_for("utter_not_understood", conversation(message), READINGS)
        assert action == "utter_clarify"
        assert [fact.value for fact in facts] == [  # type: ignore[attr-defined]
            "Know about massage", "ask_massage", "Get exercises", "request_exercise",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "likely", [ranking(ask_massage=0.4, request_exercise=0.1), ranking(greet=0.4, thanks=0.3)]
    )
    def test_one_reading_is_no_choice(self, likely: list[dict[str, Any]]) -> None:
        tracker = conversation(said(intent_ranking=likely))
        assert fallback_for("utter_not_understood", tracker, READINGS)[0] == "utter_not_understood"

    @pytest.mark.parametrize(
        ("before", "now", "then"),
        [
            ("utter_not_understood", "utter_not_understood", "utter_not_understood_again"),
            ("utter_clarify", "utter_not_understood", "utter_not_understood_again"),
            ("utter_out_of_scope", "utter_out_of_scope", "utter_out_of_scope_again"),
            ("utter_other_health", "utter_out_of_scope", "utter_out_of_scope_again"),
            ("utter_not_understood_again", "utter_not_understood", "utter_not_understood"),
            ("utter_greet", "utter_not_understood", "utter_not_understood"),
        ],
    )
    def test_nothing_is_said_twice_in_a_row(self, before: str, now: str, then: str) -> None:
        tracker = conversation(said(), ActionExecuted(before), said())
        assert fallback_for(now, tracker, READINGS)[0] == then

    @pytest.mark.parametrize("action", ["utter_out_of_scope", "utter_not_understood"])
    def test_anger_at_the_assistant_is_answered(self, action: str) -> None:
        message = UserUttered(
            "you are useless", entities=[{"entity": "grievance", "value": "with the assistant"}]
        )
        assert fallback_for(action, conversation(message), READINGS)[0] == "utter_sorry"

    def test_another_illness_is_told_where_to_turn(self) -> None:
        message = UserUttered(
            "my tooth hurts", entities=[{"entity": "elsewhere", "value": "body part"}]
        )
        tracker = conversation(message)
        assert fallback_for("utter_out_of_scope", tracker, READINGS)[0] == "utter_other_health"


class TestOpenOffers:
    both = said(wishes=[{"intent": "ask_massage"}, {"intent": "request_exercise"}])

    def test_the_second_wish_is_offered_when_the_first_is_done(self) -> None:
        offer = open_offer(conversation(self.both, ActionExecuted("action_answer_massage"), said()))
        assert offer
        assert offer.offer == "utter_also_exercise"

    def test_it_is_offered_once(self) -> None:
        tracker = conversation(
            self.both,
            ActionExecuted("action_answer_massage"),
            ActionExecuted("utter_also_exercise"),
            said(),
        )
        assert open_offer(tracker) is None

    def test_without_several_wishes_nothing_is_offered(self) -> None:
        assert open_offer(conversation(said())) is None


class TestAnswers:
    """A doubtful guess gives way to a yes or a no at the beginning of an answer."""

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("yeah a little", "affirm"),
            ("no not at all", "deny"),
            ("no, only when I sit", "unsure"),
            ("hm", "nlu_fallback"),
            ("yeah hello I have had this in my neck for six weeks and it is no better at all",
             "nlu_fallback"),
            ("no so the first one said this and the second one that and I go with neither",
             "nlu_fallback"),
        ],
    )  # fmt: skip
    def test_a_yes_or_a_no_is_short(self, text: str, meant: str) -> None:
        assert self.heard(text) == meant

    @pytest.mark.parametrize(
        "text",
        ["no comment", "not completely", "no, not right now", "not on the left", "no apart from"
         " after rides", "no actually yeah", "nothing serious", "no i can't feel anything"],
    )  # fmt: skip
    def test_a_no_that_is_not_all_of_one_is_not_sure(self, text: str) -> None:
        assert self.heard(text, "deny", 1.0) == "unsure"

    @pytest.mark.parametrize("text", ["all fine", "nein", "not that i know of", "no, all normal"])
    def test_a_plain_no_is_believed(self, text: str) -> None:
        assert self.heard(text, "deny", 1.0) == "deny"

    @staticmethod
    def heard(text: str, guess: str = "nlu_fallback", confidence: float = 0.4) -> str:
        """The intent of a message that was first guessed to have this one."""
        guard = IntentGuard({}, None, None)
        guard.use(IntentGuard.gather())
        message = Message({TEXT: text, INTENT: {"name": guess, "confidence": confidence}})
        guard.process([message])
        return str(message.get(INTENT)["name"])
