"""``action_answer_in_short``: the last answer once more, in a sentence or two."""

from __future__ import annotations

import re

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import KINDS, asked_about, find_answers, say_ruled, say_safety_net
from backwise.guidance.person import Person
from backwise.knowledge.queries import Topic

# The first sentences of an answer say the main thing.
SENTENCES = 2
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+")


class ActionAnswerInShort(GuidedAction):
    """Says the main thing of what was answered, for somebody to whom it was too much."""

    action_name = "action_answer_in_short"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says the beginning of each answer, or what stands in its stead for this person."""
        person = Person.from_slots(tracker.slots)
        for answer, rules in await ask_database(find_answers, asked_about(tracker), person):
            if not say_ruled(dispatcher, rules):
                text = answer.answer if isinstance(answer, Topic) else answer.what
                dispatcher.utter_message(response="utter_in_short", answer=_beginning(text))
        say_safety_net(dispatcher)
        return [SlotSet(kind, None) for kind in KINDS]


def _beginning(text: str) -> str:
    return " ".join(_BETWEEN_SENTENCES.split(text)[:SENTENCES])
