"""``action_note_feedback``: how a session felt, and what follows for the next one."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction
from backwise.guidance.phrases import phrase
from backwise.guidance.session import (
    STAGE_OF,
    hurts_too_much,
    is_under_way,
    pain_rose,
    stage_after,
)

# More than the last few sessions say nothing about the next.
REMEMBERED = 10
OF_INTENT: dict[str | None, str] = {"affirm": "right", "agree": "right", "express_relief": "right"}


class ActionNoteFeedback(GuidedAction):
    """Remembers how it felt, for this conversation, and steps the plan back or forward."""

    action_name = "action_note_feedback"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says what changes next time."""
        return [*self._note(dispatcher, tracker), SlotSet("heard", None)]

    def _note(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Notes the latest message, or what the gate heard in it."""
        intent = (tracker.latest_message.get("intent") or {}).get("name")
        # "Good", "ok": the gate sends them here after the question how it felt.
        heard = tracker.get_slot("heard") or {}
        named = next(tracker.get_latest_entity_values("feedback"), heard.get("feeling"))
        feeling = named or OF_INTENT.get(intent)
        pain = next(tracker.get_latest_entity_values("intensity"), heard.get("pain"))
        felt = list(tracker.get_slot("felt") or [])
        if feeling == "unwell":
            dispatcher.utter_message(response="utter_felt_unwell")
            return [SlotSet("session", None)]
        if is_under_way(tracker.get_slot("session")) and feeling != "worse":
            return self._in_the_middle(dispatcher, tracker, feeling, pain)
        if pain is not None:
            return self._note_pain(dispatcher, tracker, felt, float(pain))
        if feeling is None and intent == "describe_pain":
            # "My leg tingles now."
            feeling = "worse"
        if feeling not in STAGE_OF:
            # It may be of an exercise, or of how it was.
            is_shown = tracker.get_slot("session") is not None
            response = "utter_leave_it_out" if is_shown else "utter_ask_felt"
            dispatcher.utter_message(response=response)
            return []
        felt = [*felt, feeling][-REMEMBERED:]
        dispatcher.utter_message(response=f"utter_felt_{feeling}")
        events = [
            *self._step(dispatcher, tracker, felt),
            SlotSet("last_felt", phrase(f"felt_{feeling}")),
        ]
        if feeling != "worse":
            dispatcher.utter_message(response="utter_ask_pain_now")
        return events

    @staticmethod
    def _in_the_middle(
        dispatcher: CollectingDispatcher, tracker: Tracker, feeling: str | None, pain: float | None
    ) -> Events:
        """What to do about the exercise that somebody is at; nothing is kept of it."""
        if feeling == "right":
            response = "utter_feels_right"
        elif pain is not None and not hurts_too_much(tracker.get_slot("pain_before"), pain):
            response = "utter_hurts_a_little"
        else:
            # "My knee hurts doing that" says nothing about the back.
            response = "utter_leave_it_out"
        dispatcher.utter_message(response=response)
        return []

    def _note_pain(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, felt: list[str], pain: float
    ) -> Events:
        """What somebody says of their pain after the session counts more than how it felt."""
        if not pain_rose(tracker.get_slot("pain_before"), pain):
            dispatcher.utter_message(response="utter_pain_noted")
            return []
        dispatcher.utter_message(response="utter_felt_worse")
        return [
            *self._step(dispatcher, tracker, [*felt[:-1], "worse"]),
            SlotSet("last_felt", phrase("felt_worse")),
        ]

    @staticmethod
    def _step(dispatcher: CollectingDispatcher, tracker: Tracker, felt: list[str]) -> Events:
        stage = int(tracker.get_slot("stage") or 0)
        after = stage_after(stage, felt)
        if after != stage:
            change = "utter_plan_easier" if after < stage else "utter_plan_harder"
            dispatcher.utter_message(response=change)
        return [SlotSet("felt", felt), SlotSet("stage", after)]
