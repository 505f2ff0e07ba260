"""``action_apply_condition``: what an illness means for the advice that was just given."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import (
    KINDS,
    find_answers,
    knowledge,
    put_aside,
    say_ruled,
    say_safety_net,
    say_sources,
)
from backwise.guidance.person import Person
from backwise.knowledge.queries import Rule


def find_rules(asked: list[tuple[str, str]], person: Person) -> list[list[Rule]]:
    """Reads what a person's conditions mean for each thing that was asked about; blocks.

    Without any it was massage that was answered.
    """
    if not asked:
        return [knowledge().rules("massage", person.conditions)]
    return [rules for _, rules in find_answers(asked, person)]


class ActionApplyCondition(GuidedAction):
    """Says what a condition, told after an answer, changes about it.

    The gate puts into the slots what was answered.
    """

    action_name = "action_apply_condition"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says what to leave out or to do otherwise, and why; or that nothing is known of it."""
        person = Person.from_slots(tracker.slots)
        found = await ask_database(find_rules, put_aside(tracker), person)
        for rules in filter(None, found):
            if not say_ruled(dispatcher, rules):
                say_sources(dispatcher, rules[0].evidence, rules)
        if not any(found):
            dispatcher.utter_message(response="utter_condition_changes_nothing")
        say_safety_net(dispatcher)
        return [SlotSet(kind, None) for kind in KINDS]
