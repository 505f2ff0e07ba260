"""Actions fail closed and in silence."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import action_suggest_exercises, action_tell_contraindications, shared
from actions.action_reset_safety_check import ActionResetSafetyCheck
from actions.action_suggest_exercises import ActionSuggestExercises
from actions.action_tell_contraindications import ActionTellContraindications
from actions.guided_action import GuidedAction, ask_database
from actions.shared import is_cleared, questions
from backwise.knowledge.queries import Knowledge

CLEAR = {question.slot: "no" for question in questions()} | {"safety_age": 40}


def tracker(slots: dict[str, Any], *events: dict[str, Any]) -> Tracker:
    return Tracker("somebody", slots, {}, list(events), False, None, {}, None)


class Broken(GuidedAction):
    action_name = "action_broken"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Any:
        dispatcher.utter_message(text="half an answer")
        raise ValueError("my secret")


async def test_a_failed_action_says_nothing_and_leaves_no_receipt(
    caplog: pytest.LogCaptureFixture,
) -> None:
    dispatcher = CollectingDispatcher()
    assert await Broken().run(dispatcher, tracker({}), {}) == []
    assert dispatcher.messages == []
    assert "ValueError" in caplog.text
    assert "my secret" not in caplog.text


async def test_a_slow_database_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setenv("BACKWISE_QUERY_TIMEOUT", "0.05")
    leave = threading.Event()
    with pytest.raises(asyncio.TimeoutError):
        await ask_database(leave.wait, 10)
    leave.set()


async def test_the_action_server_asks_again_whether_somebody_is_cleared() -> None:
    dispatcher = CollectingDispatcher()
    await ActionSuggestExercises().run(dispatcher, tracker({"wish": "exercise"}), {})
    assert [message["response"] for message in dispatcher.messages] == ["utter_closed_unknown"]


def test_cleared_only_with_all_answers_and_no_flag() -> None:
    flag = {"id": "RF01", "status": "present"}
    said = {"event": "user", "parse_data": {"triage": {"flags": [flag]}}}
    reset = {"event": "action", "name": "action_reset_safety_check"}
    assert is_cleared(tracker(CLEAR))
    assert not is_cleared(tracker({}))
    assert not is_cleared(tracker(CLEAR, said))
    assert is_cleared(tracker(CLEAR, said, reset))
    assert not is_cleared(tracker(CLEAR, reset, said))


async def test_a_finished_action_leaves_its_receipt(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "knowledge", lambda: knowledge)
    monkeypatch.setattr(action_suggest_exercises, "knowledge", lambda: knowledge)
    events = await ActionSuggestExercises().run(CollectingDispatcher(), tracker(CLEAR), {})
    assert events[-1]["name"] == "receipt"
    assert events[-1]["value"] == "action_suggest_exercises"


async def test_nothing_is_said_if_no_routine_is_left(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(action_suggest_exercises, "knowledge", lambda: knowledge)
    monkeypatch.setattr(action_suggest_exercises, "choose", lambda *_: None)
    dispatcher = CollectingDispatcher()
    assert await ActionSuggestExercises().run(dispatcher, tracker(CLEAR), {}) == []
    assert dispatcher.messages == []


async def test_the_reset_can_only_ask_again() -> None:
    events = await ActionResetSafetyCheck().run(CollectingDispatcher(), tracker(CLEAR), {})
    values = {event["name"]: event["value"] for event in events}
    assert {values[question.slot] for question in questions()} == {None}


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ({"wish": "massage", "conditions": ["pregnancy"]}, "utter_contraindications"),
        ({"wish": "massage", "technique": "thai", "radiation": "yes"}, "utter_contraindicated"),
        ({"wish": "exercise", "conditions": ["recent_surgery"]}, "utter_contraindications"),
        ({"wish": "exercise", "conditions": ["pregnancy"]}, None),
        ({"wish": "exercise", "exercise": "bridge", "conditions": ["allergy"]}, None),
        ({"wish": "pain", "conditions": ["recent_surgery"]}, None),
    ],
)
async def test_what_is_not_for_somebody_is_told_before_the_safety_check(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, slots: dict[str, Any], told: str | None
) -> None:
    monkeypatch.setattr(action_tell_contraindications, "knowledge", lambda: knowledge)
    dispatcher = CollectingDispatcher()
    await ActionTellContraindications().run(dispatcher, tracker(slots), {})
    expected = [told, "utter_source"] if told else []
    assert [message["response"] for message in dispatcher.messages] == expected
