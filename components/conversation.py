"""What the safety gate needs to know of a conversation, read off its events."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
)
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    AllSlotsReset,
    Event,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.guidance.person import NOT_SAID
from backwise.people.retention import SECONDS_PER_DAY
from backwise.safety.check import ALARMS_BEFORE, ANOTHER_PERSON
from backwise.safety.rules import Tier
from components.events import (
    ASK_BACK_CRISIS,
    ASKING_BACK,
    RESET_ACTION,
    before_latest_session,
    is_message,
    latest_session,
    since_session_start,
)
from components.message_joiner import NEAR_MISS, TOGETHER, TRIAGE
from components.slots import as_list

RECEIPT_SLOT = "receipt"
# Whom the conversation is about.
SUBJECT = "subject"
# A place, and the entity that says that it comes on top of what was told.
LOCATION, ALSO = "location", "also"
# What counts as a yes to a question about a sign: unknown is not safe.
_YES = frozenset({"affirm", "agree", "unsure"})
# Rules span one turn; one more makes sure that its beginning is there.
RECENT_TURNS = 3
_NOT_A_STEP = frozenset(
    {ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, ActionExtractSlots(None).name()}
)


# What of the last session still holds in a new one. Answers to safety questions never do.
KEPT = frozenset(
    ["location", "side", "duration", "conditions", "eased_by", "wants_floor", "minutes", "lacks"]
    + ["wants_back", "felt", "stage", "last_routine", "last_felt", "sessions", "country"]
    + [SUBJECT]
)
# What is known of who comes back.
RETURNING, ROUTINE, PAIN = "returning", "routine", "pain"


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


def is_carried_over(tracker: DialogueStateTracker) -> bool:
    """Whether the session has taken over already what still holds of the last one."""
    present = latest_session(list(tracker.events))
    return any(isinstance(event, SlotSet) and event.key == RETURNING for event in present)


def carried_over(tracker: DialogueStateTracker, alarms: list[str]) -> list[Event]:
    """What the first turn of a new session takes over from the last one.

    Args:
        tracker: the conversation.
        alarms: ids of the red flags that were open when the last session ended.

    Returns:
        Slots to set, with ``RETURNING`` telling what is known ("routine" or "pain"); empty in
        later turns, and for somebody who has not been here before.
    """
    if is_carried_over(tracker):
        return []
    events = list(tracker.events)
    new = {event.key for event in latest_session(events) if isinstance(event, SlotSet)}
    old: dict[str, SlotSet] = {}
    for event in before_latest_session(events):
        if isinstance(event, Restarted | AllSlotsReset):
            old.clear()
        elif isinstance(event, SlotSet) and event.key in KEPT:
            old[event.key] = event
    values = {key: event.value for key, event in old.items() if event.value is not None}
    days = values.get("duration")
    if isinstance(days, int | float):
        # It has hurt on since it was told.
        values["duration"] = days + (time.time() - old["duration"].timestamp) / SECONDS_PER_DAY
    known = ROUTINE if values.get("last_routine") else PAIN if values.get("location") else None
    if alarms:
        values[ALARMS_BEFORE] = alarms
    if not values:
        return []
    return [
        *(SlotSet(key, value) for key, value in values.items() if key not in new),
        SlotSet(RETURNING, known or "no"),
    ]


def added_places(tracker: DialogueStateTracker, turn: Turn) -> list[Event]:
    """What "my neck hurts too" makes of the places: those told before are kept.

    Returns:
        The slot to set; empty if nothing is added, and later in the ``turn``.
    """
    message = tracker.latest_message
    added = turn.answered.get(LOCATION)
    is_more = message and any(entity["entity"] == ALSO for entity in message.entities)
    if turn.actions or not added or not is_more:
        return []
    before = before_message(tracker, LOCATION)
    if before in (None, NOT_SAID, added):
        return []
    return [SlotSet(LOCATION, [*as_list(before), *as_list(added)])]


def before_message(tracker: DialogueStateTracker, slot: str) -> Any:
    """The value of ``slot`` before the latest message."""
    values = [
        event.value
        for event in before_latest_message(tracker)
        if isinstance(event, SlotSet) and event.key == slot
    ]
    return values[-1] if values else None


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
    events = since_session_start(tracker)
    begin = _start_of_turn(events)
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
    """Triage of each message that still counts.

    Args:
        tracker: the conversation.
        triage: reads a message that carries no triage, such as a typed payload.
    """
    found: list[dict[str, Any]] = []
    latest: list[dict[str, Any]] = []
    events = since_session_start(tracker)
    for index, event in enumerate(events):
        if is_message(event):
            asked = sign_asked_about(events[:index]) if _says_yes(event) else None
            latest = _readings(event, asked, triage)
            found += latest
        elif isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            found.clear()
        elif isinstance(event, ActionExecuted) and event.action_name == ANOTHER_PERSON:
            found = latest[:1]
    return found


def latest_triages(
    tracker: DialogueStateTracker, triage: Callable[[str], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Triage of the latest message, and of it together with the one before it, if any."""
    message = tracker.latest_message
    asked = sign_asked_about(before_latest_message(tracker)) if _says_yes(message) else None
    return _readings(message, asked, triage)


def _says_yes(message: UserUttered) -> bool:
    return message.intent_name in _YES


def before_latest_message(tracker: DialogueStateTracker) -> list[Event]:
    """The events of the session up to the latest message, without it."""
    events = since_session_start(tracker)
    return events[: _start_of_turn(events)]


def _start_of_turn(events: list[Event]) -> int:
    """The place of the latest message."""
    return next((i for i in range(len(events) - 1, -1, -1) if is_message(events[i])), 0)


def sign_asked_about(events: list[Event]) -> dict[str, Any] | None:
    """The near miss that the assistant asked about in its last turn, and perhaps before.

    A form repeats its own question after that about despair; where that is answered with a
    yes or a no, a yes or a no is for the form.

    Args:
        events: those before a message, the oldest first.
    """
    asked = set()
    for event in reversed(events):
        if isinstance(event, ActionExecuted):
            asked.add(event.action_name)
        elif is_message(event):
            sign: dict[str, Any] | None = (event.parse_data or {}).get(NEAR_MISS)
            if ASKING_BACK.isdisjoint(asked):
                return None
            if sign:
                is_other = ASK_BACK_CRISIS in asked and _takes_yes_or_no(_open_question(events))
                return None if is_other else sign
            asked.clear()
    return None


def _takes_yes_or_no(slot: str | None) -> bool:
    return slot == "radiation" or (slot or "").startswith("safety_")


def _open_question(events: list[Event]) -> str | None:
    """The slot that a form asks for; None if none does."""
    for event in reversed(events):
        if isinstance(event, SlotSet) and event.key == REQUESTED_SLOT:
            slot: str | None = event.value
            return slot
    return None


def _readings(
    event: UserUttered,
    asked: dict[str, Any] | None,
    triage: Callable[[str], dict[str, Any]],
) -> list[dict[str, Any]]:
    """What a message says alone, and what it says together with the one before.

    Args:
        event: the message.
        asked: the sign that it says yes to, if it does.
        triage: reads a message that carries no triage.
    """
    known = event.parse_data or {}
    alone = known.get(TRIAGE) or triage(event.text or "")
    if asked:
        flag = {key: value for key, value in asked.items() if key != "score"}
        alone = {**alone, "tier": Tier.EMERGENCY.value, "flags": [*alone["flags"], flag]}
    return [alone, known[TOGETHER]] if known.get(TOGETHER) else [alone]


def recent(
    tracker: DialogueStateTracker,
    intent: str | None,
    left_out: frozenset[str] = frozenset(),
) -> DialogueStateTracker:
    """The last turns of a conversation, with the slots and the form of the rest.

    Rules look at the present turn, the slots and the active form. Rasa would turn
    the whole conversation into states for each prediction, which makes every
    message slower than the one before.

    Args:
        tracker: the conversation.
        intent: as what the latest message is to be taken.
        left_out: actions to be treated as if they had not run in the present turn.
    """
    events = since_session_start(tracker)
    turns = [index for index, event in enumerate(events) if is_message(event)]
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
            _taken_as(intent, event)
            for event in events[present:]
            if not (isinstance(event, ActionExecuted) and event.action_name in left_out)
        ),
    ]
    return DialogueStateTracker.from_events(tracker.sender_id, kept, tracker.slots.values())


def _taken_as(intent: str | None, event: Event) -> Event:
    """The event; a message with ``intent`` in place of the one that was understood."""
    if not isinstance(event, UserUttered) or intent == event.intent_name:
        return event
    taken = copy.copy(event)
    taken.intent = {**event.intent, "name": intent}
    return taken
