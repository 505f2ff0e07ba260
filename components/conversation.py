"""What the safety gate needs to know of a conversation, read off its events."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.people.retention import SECONDS_PER_DAY
from backwise.safety.rules import Tier
from components.red_flag_triage import TRIAGE

RESET_ACTION = "action_reset_safety_check"
RECEIPT_SLOT = "receipt"
# Rules span one turn; one more makes sure that its beginning is there.
RECENT_TURNS = 3
# Two messages of so many words each may be one sentence. One word is an answer.
FEWEST_WORDS, MOST_WORDS = 2, 9
_SENTENCE_ENDS = (".", "!", "?")
_BEGINNINGS = frozenset({SessionStarted.type_name, Restarted.type_name})
_NOT_A_STEP = frozenset(
    {ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, ActionExtractSlots(None).name()}
)


# What of the last session still holds in a new one. Answers to safety questions never do.
KEPT = frozenset(
    ["location", "side", "duration", "conditions", "eased_by", "wants_floor", "minutes", "lacks"]
    + ["wants_back", "felt", "stage", "last_routine", "last_felt", "sessions", "country"]
)
RETURNING = "returning"


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


def carried_over(tracker: DialogueStateTracker) -> list[Event]:
    """What the first turn of a new session takes over from the last one.

    Returns:
        Slots to set, with ``RETURNING`` telling what is known ("routine" or "pain"); empty in
        later turns, and for somebody who has not been here before.
    """
    events = list(tracker.events)
    present = latest_session(events)
    new = {event.key for event in present if isinstance(event, SlotSet)}
    if RETURNING in new:
        return []
    old: dict[str, SlotSet] = {}
    for event in events[: len(events) - len(present)]:
        if isinstance(event, Restarted | AllSlotsReset):
            old.clear()
        elif isinstance(event, SlotSet) and event.key in KEPT:
            old[event.key] = event
    values = {key: event.value for key, event in old.items() if event.value is not None}
    days = values.get("duration")
    if isinstance(days, int | float):
        # It has hurt on since it was told.
        values["duration"] = days + (time.time() - old["duration"].timestamp) / SECONDS_PER_DAY
    known = "routine" if values.get("last_routine") else "pain" if values.get("location") else None
    if not values:
        return []
    return [
        *(SlotSet(key, value) for key, value in values.items() if key not in new),
        SlotSet(RETURNING, known or "no"),
    ]


def country_hint(tracker: DialogueStateTracker) -> str | None:
    """Code of the country that the person's app told the channel; None if it told none."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return (event.metadata or {}).get("country")
    return None


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

    A short message is also read together with the one before it, as people break off
    in the middle of a sentence: "I can't feel", "my groin".

    Args:
        tracker: the conversation.
        triage: reads a message that carries no triage, such as a typed payload.
    """
    found: list[dict[str, Any]] = []
    before: UserUttered | None = None
    for event in _since_session_start(tracker):
        if _is_message(event):
            found.append(triage_of(event, triage))
            if before and _may_belong_together(before, event):
                found.append(_together(before, event, triage))
            before = event
        elif isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            found.clear()
            before = None
    return found


def latest_triages(
    tracker: DialogueStateTracker, triage: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Triage of the latest message, and of it together with the one before it, if any."""
    found: list[dict[str, Any]] = []
    latest: UserUttered | None = None
    for event in reversed(_since_session_start(tracker)):
        if isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            break
        if _is_message(event):
            if latest is not None:
                if _may_belong_together(event, latest):
                    found.append(_together(event, latest, triage))
                break
            latest = event
            found.append(triage_of(event, triage))
    return found or [triage_of(tracker.latest_message, triage)]


def _together(
    before: UserUttered, after: UserUttered, triage: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """What two messages say together that neither says alone."""
    alone = {flag["id"] for event in (before, after) for flag in triage_of(event, triage)["flags"]}
    both = triage(f"{before.text} {after.text}")
    flags = [flag for flag in both["flags"] if flag["id"] not in alone]
    return {**both, "flags": flags, "tier": both["tier"] if flags else Tier.ROUTINE.value}


def _may_belong_together(before: UserUttered, after: UserUttered) -> bool:
    """Whether two messages may be one sentence that was sent in two."""
    texts = [(event.text or "").strip() for event in (before, after)]
    if texts[0].endswith(_SENTENCE_ENDS) or any(text.startswith("/") for text in texts):
        return False
    return all(FEWEST_WORDS <= len(text.split()) <= MOST_WORDS for text in texts)


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


def latest_session(events: list[Event]) -> list[Event]:
    """The events from the last start of a session on."""
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], SessionStarted):
            return events[index:]
    return events


def _since_session_start(tracker: DialogueStateTracker) -> list[Event]:
    """The events since the session began or the conversation was restarted."""
    events = list(tracker.events)
    for index in range(len(events) - 1, -1, -1):
        if events[index].type_name in _BEGINNINGS:
            return events[index:]
    return events
