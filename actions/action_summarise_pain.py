"""``action_summarise_pain``: repeats what was understood, so that it can be corrected."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction
from backwise.guidance.person import Person
from backwise.guidance.phrases import summary


class ActionSummarisePain(GuidedAction):
    """Says what is noted about the pain."""

    action_name = "action_summarise_pain"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says the summary, or asks for something to note."""
        noted = summary(Person.from_slots(tracker.slots))
        if noted:
            dispatcher.utter_message(response="utter_pain_summary", summary=noted)
        else:
            dispatcher.utter_message(response="utter_nothing_noted")
        return []
