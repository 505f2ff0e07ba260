"""What to say when a message was not understood: never the same thing twice in a row."""

from __future__ import annotations

from collections.abc import Mapping

from rasa.shared.core.events import ActionExecuted, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY

from backwise.guidance.session import is_under_way

NOT_UNDERSTOOD, CLARIFY = "utter_not_understood", "utter_clarify"
OUT_OF_SCOPE, OTHER_HEALTH = "utter_out_of_scope", "utter_other_health"
SORRY, SORRY_AGAIN = "utter_sorry", "utter_sorry_again"
# What an exercise does elsewhere is no reason to turn somebody away in the middle of it.
LEAVE_IT_OUT = "utter_leave_it_out"
# Said instead of one that was just said.
AGAIN = {
    NOT_UNDERSTOOD: "utter_not_understood_again",
    CLARIFY: "utter_not_understood_again",
    OUT_OF_SCOPE: "utter_out_of_scope_again",
    OTHER_HEALTH: "utter_out_of_scope_again",
    SORRY: SORRY_AGAIN,
}
# What the rules do not know of.
INSTEAD = frozenset({CLARIFY, OTHER_HEALTH, SORRY, LEAVE_IT_OUT, *AGAIN.values()})
READING = "reading_"
# A reading less likely than this is not worth asking about.
WORTH_ASKING = 0.15
READINGS = 2
# An entity that says the message is about health, but not about a back.
ELSEWHERE = "elsewhere"
# One that says that somebody is angry with the assistant.
GRIEVANCE = "grievance"


def fallback_for(
    action: str, tracker: DialogueStateTracker, readings: Mapping[str, str]
) -> tuple[str, list[Event]]:
    """The best thing to say instead of ``action``, and the slots that it names.

    Args:
        action: what the rules want to say; any other than a fallback stays.
        tracker: the conversation.
        readings: how to ask about each intent, in words for people.
    """
    message = tracker.latest_message
    chosen, facts = action, list[Event]()
    if action in (NOT_UNDERSTOOD, OUT_OF_SCOPE) and message and _names(message, GRIEVANCE):
        chosen = SORRY
    elif action == NOT_UNDERSTOOD and message and not tracker.active_loop_name:
        likeliest = _readings(message, readings)
        if len(likeliest) == READINGS:
            chosen = CLARIFY
            for number, intent in enumerate(likeliest, start=1):
                facts.append(SlotSet(f"{READING}{number}", readings[intent]))
                facts.append(SlotSet(f"{READING}{number}_intent", intent))
    elif action == OUT_OF_SCOPE and message and _names(message, ELSEWHERE):
        chosen = LEAVE_IT_OUT if is_under_way(tracker.get_slot("session")) else OTHER_HEALTH
    if chosen in AGAIN and AGAIN[chosen] == AGAIN.get(_said_before(tracker) or ""):
        return AGAIN[chosen], []
    return chosen, facts


def _readings(message: UserUttered, readings: Mapping[str, str]) -> list[str]:
    """The likeliest intents that can be asked about."""
    ranking = (message.parse_data or {}).get(INTENT_RANKING_KEY) or []
    return [
        entry[INTENT_NAME_KEY]
        for entry in ranking
        if entry[INTENT_NAME_KEY] in readings and entry[PREDICTED_CONFIDENCE_KEY] >= WORTH_ASKING
    ][:READINGS]


def _names(message: UserUttered, kind: str) -> bool:
    return any(entity.get("entity") == kind for entity in message.entities or [])


def _said_before(tracker: DialogueStateTracker) -> str | None:
    """The fallback of the turn before this one, if there was one."""
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            turns += 1
        elif isinstance(event, ActionExecuted) and turns == 1 and event.action_name in AGAIN:
            return str(event.action_name)
        if turns > 1:
            break
    return None
