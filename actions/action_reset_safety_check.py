"""``action_reset_safety_check``: all safety questions are open again."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction
from actions.shared import questions
from backwise.safety.check import ALARMS_BEFORE


class ActionResetSafetyCheck(GuidedAction):
    """Forgets the answers of the safety check, so that each must be given again.

    It can open nothing: a question without an answer keeps exercises closed.
    """

    action_name = "action_reset_safety_check"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Empties the slots of the safety check, and what was left open the last time."""
        wish = tracker.get_slot("wish") or "exercise"
        return [
            *(SlotSet(question.slot, None) for question in questions()),
            SlotSet(ALARMS_BEFORE, None),
            SlotSet("wish", wish),
        ]
