"""Joins a message with the one before that may be its other half: "I can't feel", "my groin"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from backwise.language.status import Status
from backwise.safety.rules import OPEN, Tier
from components.events import RESET_ACTION, URGENT, said_since_reset, since_session_start
from components.untrained_component import UntrainedComponent

# Properties of a message: its triage, and that of what it says only with the one before.
TRIAGE, TOGETHER = "triage", "triage_together"
# The sign that a message may have meant, which is asked about.
NEAR_MISS = "near_miss"
# The message with the one before, if they may be one sentence: a ``Pair``.
PAIR = "pair"
# More words than this in one of them, and they are hardly one sentence.
MOST_WORDS = 14
# "Fever? No" has come to an end too; what is written next is no part of it.
_IS_ENDED = re.compile(r"(?:[.!?]|[?:]\s*(?:no?|none|nope))$", re.IGNORECASE)
# What half a sentence may be taken for; any other intent that is sure enough is no half.
_HALVES = frozenset({"describe_pain", "inform", "out_of_scope", DEFAULT_NLU_FALLBACK_INTENT_NAME})
_SURE = 0.995
# What is said of a routine that was shown is none either: "I only did three of them".
_OF_ROUTINE = frozenset({"lead_session", "session_feedback"})
_SUGGEST, _RATHER_SURE = "action_suggest_exercises", 0.7


@dataclass(frozen=True)
class Pair:
    """Two messages that may be one sentence.

    Attributes:
        text: what both say.
        words: the number of words in the shorter one.
        known: ids of the red flags that were found in the first, or asked about after it.
        denied: those of them that it only denies, puts in the past, or asks about.
        is_urgent: whether the person was told before to have it looked at today.
    """

    text: str
    words: int
    known: frozenset[str]
    denied: frozenset[str]
    is_urgent: bool = False


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageJoiner(UntrainedComponent):
    """Sets the pair of a message and the one before it, for the red-flag check."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Sets the pair of each message that may be the second half of a sentence."""
        for message in messages:
            message.set(PAIR, joined(tracker, message.get(TEXT) or ""))
        return messages


def joined(tracker: DialogueStateTracker, text: str) -> Pair | None:
    """``text`` with the message before it, if they may be one sentence.

    Args:
        tracker: the conversation up to and without ``text``.
        text: what somebody has just written.

    Returns:
        None if there is no message before, if that one ends a sentence or an answer, is long,
        was an emergency already, or was surely something whole such as a greeting, or if one of the
        two is a button's payload.
    """
    event = _message_before(tracker)
    before = (event.text or "").strip() if event else ""
    if (
        event is None
        or _IS_ENDED.search(before)
        or _was_whole(event)
        or _was_of_routine(event, tracker)
    ):
        return None
    triages = [triage for key in (TRIAGE, TOGETHER) if (triage := event.parse_data.get(key))]
    if any(triage["tier"] == Tier.EMERGENCY.value for triage in triages):
        return None
    both = (before, text.strip())
    words = [len(part.split()) for part in both]
    if (
        any(part.startswith("/") for part in both)
        or not 1 <= min(words) <= max(words) <= MOST_WORDS
    ):
        return None
    found = [flag for triage in triages for flag in triage["flags"]]
    settled = {flag["id"] for flag in found if Status(flag["status"]) in OPEN}
    if asked := event.parse_data.get(NEAR_MISS):
        settled.add(asked["id"])
    known = settled | {flag["id"] for flag in found}
    is_urgent = any(triage["tier"] == Tier.URGENT.value for triage in triages)
    is_urgent = is_urgent or said_since_reset(tracker, URGENT)
    return Pair(" ".join(both), min(words), frozenset(known), frozenset(known - settled), is_urgent)


def _message_before(tracker: DialogueStateTracker) -> UserUttered | None:
    """The latest message that the safety check has not been reset after."""
    for event in reversed(since_session_start(tracker)):
        if isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            return None
        if isinstance(event, UserUttered):
            return event
    return None


def _was_whole(event: UserUttered) -> bool:
    intent = event.intent or {}
    return intent.get("name") not in _HALVES and (intent.get("confidence") or 0) >= _SURE


def _was_of_routine(event: UserUttered, tracker: DialogueStateTracker) -> bool:
    intent = event.intent or {}
    is_of_it = intent.get("name") in _OF_ROUTINE and (intent.get("confidence") or 0) >= _RATHER_SURE
    return is_of_it and said_since_reset(tracker, _SUGGEST)
