"""Two messages that may be one sentence: "I can't feel", "my groin"."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.safety.rules import Tier
from components.events import RESET_ACTION, since_session_start

# Properties of a message: its triage, and that of what it says only with the one before.
TRIAGE, TOGETHER = "triage", "triage_together"
# More words than this in one of them, and they are hardly one sentence.
MOST_WORDS = 14
_SENTENCE_ENDS = (".", "!", "?")
# What half a sentence may be taken for; any other intent that is sure enough is no half.
_HALVES = frozenset({"describe_pain", "inform", "out_of_scope", "nlu_fallback"})
_SURE = 0.9


def joined(tracker: DialogueStateTracker, text: str) -> tuple[str, str] | None:
    """The message before ``text`` and both as one, if they may be one sentence.

    Args:
        tracker: the conversation up to and without ``text``.
        text: what somebody has just written.

    Returns:
        None if there is no message before, if that one ends a sentence, is long, was an
        emergency already, or was surely something whole such as a greeting, or if one of the
        two is a button's payload.
    """
    event = _message_before(tracker)
    before = (event.text or "").strip() if event else ""
    if event is None or before.endswith(_SENTENCE_ENDS):
        return None
    if _was_emergency(event) or _was_whole(event):
        return None
    both = (before, text.strip())
    if any(part.startswith("/") or not 1 <= len(part.split()) <= MOST_WORDS for part in both):
        return None
    return before, " ".join(both)


def _message_before(tracker: DialogueStateTracker) -> UserUttered | None:
    """The latest message that the safety check has not been reset after."""
    for event in reversed(since_session_start(tracker)):
        if isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            return None
        if isinstance(event, UserUttered):
            return event
    return None


def _was_emergency(event: UserUttered) -> bool:
    known = event.parse_data or {}
    readings = (known.get(TRIAGE), known.get(TOGETHER))
    return any(triage and triage["tier"] == Tier.EMERGENCY.value for triage in readings)


def _was_whole(event: UserUttered) -> bool:
    intent = event.intent or {}
    return intent.get("name") not in _HALVES and (intent.get("confidence") or 0) >= _SURE
