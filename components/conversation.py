"""What the safety gate needs to know of a conversation, read off its events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.red_flag_triage import TRIAGE

RESET_ACTION = "action_reset_safety_check"
RECEIPT_SLOT = "receipt"
_NOT_A_STEP = frozenset(
    {ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, ActionExtractSlots(None).name()}
)


@dataclass(frozen=True)
class Turn:
    """What happened since somebody last wrote.

    Attributes:
        actions: names of the actions that ran, in order.
        answered: slots that the message filled, with their values.
        corrected: those of them that had another value before.
        receipt: True if the last action left its receipt.
        first: True if nothing was said to the person before this turn.
    """

    actions: tuple[str, ...]
    answered: dict[str, Any]
    corrected: frozenset[str]
    receipt: bool
    first: bool


def turn_of(tracker: DialogueStateTracker) -> Turn:
    """The present turn of the conversation."""
    actions: list[str] = []
    answered: dict[str, Any] = {}
    receipt = False
    events = _since_session_start(tracker)
    begin = next(
        (i for i in range(len(events) - 1, -1, -1) if isinstance(events[i], UserUttered)), 0
    )
    for event in events[begin:]:
        if isinstance(event, ActionExecuted) and event.action_name not in _NOT_A_STEP:
            actions.append(event.action_name)
            receipt = False
        elif isinstance(event, SlotSet) and event.key == RECEIPT_SLOT:
            receipt = event.value is not None
        elif isinstance(event, SlotSet) and not actions:
            answered[event.key] = event.value
    before = {event.key: event.value for event in events[:begin] if isinstance(event, SlotSet)}
    corrected = frozenset(
        slot
        for slot, value in answered.items()
        if before.get(slot) is not None and before[slot] != value
    )
    first = not any(
        isinstance(event, ActionExecuted) and event.action_name not in _NOT_A_STEP
        for event in events[:begin]
    )
    return Turn(tuple(actions), answered, corrected, receipt, first)


def triages_of(
    tracker: DialogueStateTracker, triage: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Triage of each message since the safety check was last reset.

    Args:
        tracker: the conversation.
        triage: reads a message that carries no triage, such as a typed payload.
    """
    found: list[dict[str, Any]] = []
    for event in _since_session_start(tracker):
        if isinstance(event, UserUttered):
            found.append(triage_of(event, triage))
        elif isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            found.clear()
    return found


def triage_of(event: UserUttered, triage: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    """Triage of one message."""
    known: dict[str, Any] | None = (event.parse_data or {}).get(TRIAGE)
    return known or triage(event.text or "")


def said_since_reset(tracker: DialogueStateTracker, action: str) -> bool:
    """Whether ``action`` ran since the safety check was last reset."""
    for event in reversed(_since_session_start(tracker)):
        if isinstance(event, ActionExecuted):
            if event.action_name == action:
                return True
            if event.action_name == RESET_ACTION:
                return False
    return False


def without_actions(tracker: DialogueStateTracker, names: frozenset[str]) -> DialogueStateTracker:
    """A copy of the conversation in which the actions ``names`` did not run this turn."""
    events = list(tracker.events)
    begin = max((i for i, event in enumerate(events) if isinstance(event, UserUttered)), default=0)
    kept = events[:begin] + [
        event
        for event in events[begin:]
        if not (isinstance(event, ActionExecuted) and event.action_name in names)
    ]
    return DialogueStateTracker.from_events(
        tracker.sender_id, kept, tracker.slots.values(), domain=None
    )


def _since_session_start(tracker: DialogueStateTracker) -> list[Event]:
    events = list(tracker.applied_events())
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], SessionStarted):
            return events[index:]
    return events
