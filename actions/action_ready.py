"""``action_ready``: does the database answer?"""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import knowledge


class ActionReady(GuidedAction):
    """Does nothing and fails when the database is away.

    The safety gate runs it just before it lets another action run.
    """

    action_name = "action_ready"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Asks the database whether it holds content."""
        if not await ask_database(knowledge().is_loaded):
            raise LookupError("no content is loaded")
        return []
