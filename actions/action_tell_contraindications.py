"""``action_tell_contraindications``: what somebody should not have, before any question."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import conditions_of, in_slot, joined, knowledge, say_sources
from backwise.guidance.contraindications import closed_by, forbids, rules_for
from backwise.guidance.person import Person
from backwise.knowledge.queries import Exercise, Rule, Technique

EXERCISE, MASSAGE = "exercise", "massage"
# The slots that name one of them.
NAMED = {EXERCISE: "exercise", MASSAGE: "technique"}


@dataclass(frozen=True)
class Ruled:
    """What rules out what a person wants.

    Attributes:
        target: an exercise or a kind of massage that was named; None if none was.
        rules: those that rule it out, or some of all there is.
    """

    target: Exercise | Technique | None
    rules: list[Rule]


def find_ruled(person: Person, activity: str, names: list[str]) -> list[Ruled]:
    """Reads the rules, and what was named; blocks."""
    database = knowledge()
    rules = database.rules(activity, person.conditions)
    if not names and activity == EXERCISE:
        # A routine leaves out what else is not for the person.
        return [Ruled(None, closed_by(rules))]
    if not names:
        return [Ruled(None, [rule for rule in rules if forbids([rule])])]
    find = database.exercise if activity == EXERCISE else database.technique
    strictest = {name: forbids(rules_for(name, rules)) for name in names}
    return [Ruled(find(name), [rule]) for name, rule in strictest.items() if rule]


class ActionTellContraindications(GuidedAction):
    """Says what is not for the person, if that is known before the safety check begins.

    It gives reasons and never advice: what suits them instead is for after the check.
    """

    action_name = "action_tell_contraindications"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says why what was asked for is not for the person; nothing if it may be."""
        activity = tracker.get_slot("wish")
        if activity not in NAMED:
            return []
        person = Person.from_slots(tracker.slots)
        names = in_slot(tracker, NAMED[activity])
        found = await ask_database(find_ruled, person, activity, names)
        for ruled in found:
            if not ruled.rules:
                continue
            dispatcher.utter_message(
                response="utter_contraindicated" if ruled.target else "utter_contraindications",
                name=ruled.target.name if ruled.target else None,
                conditions=conditions_of(ruled.rules),
                reason=joined(rule.reason for rule in ruled.rules),
            )
            say_sources(dispatcher, ruled.rules[0].evidence, ruled.rules)
        return []
