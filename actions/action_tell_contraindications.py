"""``action_tell_contraindications``: what somebody should not have, before any question."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import joined, knowledge, say_sources
from backwise.guidance.contraindications import closed_by, forbids, rules_for
from backwise.guidance.person import Person
from backwise.knowledge.queries import Exercise, Rule, Technique

EXERCISE, MASSAGE = "exercise", "massage"
# The slots that name one of them.
NAMED = {EXERCISE: "exercise", MASSAGE: "technique"}


def find_target(activity: str, name: str | None) -> Exercise | Technique | None:
    """The exercise or the kind of massage of that id; blocks."""
    if name is None:
        return None
    database = knowledge()
    return database.exercise(name) if activity == EXERCISE else database.technique(name)


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
        rules = await ask_database(lambda: knowledge().rules(activity, person.conditions))
        target = await ask_database(find_target, activity, tracker.get_slot(NAMED[activity]))
        if target:
            strictest = forbids(rules_for(target.id, rules))
            _say(dispatcher, [strictest] if strictest else [], name=target.name)
        elif activity == MASSAGE:
            _say(dispatcher, [rule for rule in rules if forbids([rule])])
        else:
            # A routine leaves out what is not for the person.
            _say(dispatcher, closed_by(rules))
        return []


def _say(dispatcher: CollectingDispatcher, rules: list[Rule], name: str | None = None) -> None:
    if not rules:
        return
    dispatcher.utter_message(
        response="utter_contraindicated" if name else "utter_contraindications",
        name=name,
        conditions=", ".join(dict.fromkeys(rule.condition for rule in rules)),
        reason=joined(rule.reason for rule in rules),
    )
    say_sources(dispatcher, rules[0].evidence, rules)
