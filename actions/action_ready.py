"""``action_ready``: the action server can work."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction


class ActionReady(GuidedAction):
    """Does nothing. That it is answered is the answer.

    The safety gate runs it just before it lets another action run. A database
    that is away is not its business: the action that needs it fails by itself.
    """

    action_name = "action_ready"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Does nothing."""
        return []
