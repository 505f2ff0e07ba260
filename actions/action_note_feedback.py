"""``action_note_feedback``: how a session felt, and what follows for the next one."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction
from backwise.guidance.session import STAGE_OF, stage_after

# More than the last few sessions say nothing about the next.
REMEMBERED = 10


class ActionNoteFeedback(GuidedAction):
    """Remembers how it felt, for this conversation, and steps the plan back or forward."""

    action_name = "action_note_feedback"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says what changes next time."""
        feeling = next(tracker.get_latest_entity_values("feedback"), None)
        if feeling not in STAGE_OF:
            dispatcher.utter_message(response="utter_session_done")
            return []
        felt = [*(tracker.get_slot("felt") or []), feeling][-REMEMBERED:]
        stage = int(tracker.get_slot("stage") or 0)
        after = stage_after(stage, felt)
        dispatcher.utter_message(response=f"utter_felt_{feeling}")
        if after != stage:
            change = "utter_plan_easier" if after < stage else "utter_plan_harder"
            dispatcher.utter_message(response=change)
        return [SlotSet("felt", felt), SlotSet("stage", after)]
