"""What the safety gate needs to know of a conversation, read off its events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.red_flag_triage import TRIAGE

RESET_ACTION = "action_reset_safety_check"
RECEIPT_SLOT = "receipt"
# Rules span one turn; one more makes sure that its beginning is there.
RECENT_TURNS = 3
_BEGINNINGS = frozenset({SessionStarted.type_name, Restarted.type_name})
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
    begin = next((i for i in range(len(events) - 1, -1, -1) if _is_message(events[i])), 0)
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
        if _is_message(event):
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


def recent(
    tracker: DialogueStateTracker, left_out: frozenset[str] = frozenset()
) -> DialogueStateTracker:
    """The last turns of a conversation, with the slots and the form of the rest.

    Rules look at the present turn, the slots and the active form. Rasa would turn
    the whole conversation into states for each prediction, which makes every
    message slower than the one before.

    Args:
        tracker: the conversation.
        left_out: actions to be treated as if they had not run in the present turn.
    """
    events = _since_session_start(tracker)
    turns = [index for index, event in enumerate(events) if _is_message(event)]
    begin = turns[-RECENT_TURNS] if len(turns) >= RECENT_TURNS else 0
    present = turns[-1] if turns else 0
    slots = {event.key: event for event in events[:begin] if isinstance(event, SlotSet)}
    forms = [event for event in events[:begin] if isinstance(event, ActiveLoop)]
    kept = [
        *slots.values(),
        *forms[-1:],
        *([ActionExecuted(ACTION_LISTEN_NAME)] if begin else []),
        *events[begin:present],
        *(
            event
            for event in events[present:]
            if not (isinstance(event, ActionExecuted) and event.action_name in left_out)
        ),
    ]
    return DialogueStateTracker.from_events(tracker.sender_id, kept, tracker.slots.values())


def _is_message(event: Event) -> bool:
    # Cheaper than isinstance, which asks Rasa's abstract classes one by one.
    return bool(event.type_name == UserUttered.type_name)


def _since_session_start(tracker: DialogueStateTracker) -> list[Event]:
    """The events since the session began or the conversation was restarted."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        if events[index].type_name in _BEGINNINGS:
            return events[index:]
    return events
