"""Reading a conversation's list of events."""

from __future__ import annotations

from rasa.shared.core.events import Event, Restarted, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# After this action, what was said before no longer counts for the safety check.
# The advice to have it looked at today, and the beginning of what is said to it.
URGENT = "utter_urgent"
RESET_ACTION = "action_reset_safety_check"
# The question whether somebody thinks of ending their life, and that about another sign
# when all questions of the safety check have been answered already.
ASK_BACK_CRISIS, ASK_BACK_NOW = "utter_ask_back_crisis", "utter_ask_back_now"
ASKING_BACK = frozenset({ASK_BACK_CRISIS, ASK_BACK_NOW})
_BEGINNINGS = frozenset({SessionStarted.type_name, Restarted.type_name})


def is_message(event: Event) -> bool:
    """Whether a person wrote this."""
    # Cheaper than isinstance, which asks Rasa's abstract classes one by one.
    return bool(event.type_name == UserUttered.type_name)


def latest_session(events: list[Event]) -> list[Event]:
    """The events from the last start of a session on."""
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], SessionStarted):
            return events[index:]
    return events


def since_session_start(tracker: DialogueStateTracker) -> list[Event]:
    """The events since the session began or the conversation was restarted."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        if events[index].type_name in _BEGINNINGS:
            return events[index:]
    return events
