"""Reading a conversation's list of events."""

from __future__ import annotations

from rasa.shared.core.events import (
    ActionExecuted,
    Event,
    Restarted,
    SessionStarted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.safety.check import ANOTHER_PERSON

# The advice to have it looked at today.
URGENT = "utter_urgent"
# What is said to a red flag that should not wait, and to who comes back with one still open.
EMERGENCY, CRISIS = "utter_emergency", "utter_crisis"
OF_LAST_TIME = "_before"
ALARMS = frozenset(
    f"{alarm}{when}" for alarm in (EMERGENCY, CRISIS, URGENT) for when in ("", OF_LAST_TIME)
)
# After this action, what was said before no longer counts for the safety check.
RESET_ACTION = "action_reset_safety_check"
# After one of these, what was said before is no longer of account.
_FRESH_STARTS = frozenset({RESET_ACTION, ANOTHER_PERSON})
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


def before_latest_session(events: list[Event]) -> list[Event]:
    """The events up to the last start of a session; empty in the first one."""
    return events[: len(events) - len(latest_session(events))]


def since_session_start(tracker: DialogueStateTracker) -> list[Event]:
    """The events since the session began or the conversation was restarted."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        if events[index].type_name in _BEGINNINGS:
            return events[index:]
    return events


def said_since_reset(tracker: DialogueStateTracker, action: str) -> bool:
    """Whether ``action`` ran since the safety check was last reset, or began for another person."""
    for event in reversed(since_session_start(tracker)):
        if isinstance(event, ActionExecuted):
            if event.action_name == action:
                return True
            if event.action_name in _FRESH_STARTS:
                return False
    return False
