"""Two messages that may be one sentence: "I can't feel", "my groin"."""

from __future__ import annotations

from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from components.events import RESET_ACTION, is_message, since_session_start

# Property of a message: the triage of what it says only together with the one before.
TOGETHER = "triage_together"
# More words than this in one of them, and they are hardly one sentence.
MOST_WORDS = 14
_SENTENCE_ENDS = (".", "!", "?")


def joined(tracker: DialogueStateTracker, text: str) -> tuple[str, str] | None:
    """The message before ``text`` and both as one, if they may be one sentence.

    Args:
        tracker: the conversation up to and without ``text``.
        text: what somebody has just written.

    Returns:
        None if there is no message before, if that one ends a sentence or is long, or if
        one of the two is a button's payload.
    """
    before = _message_before(tracker)
    if before is None or before.endswith(_SENTENCE_ENDS):
        return None
    both = (before, text.strip())
    if any(part.startswith("/") or not 1 <= len(part.split()) <= MOST_WORDS for part in both):
        return None
    return before, " ".join(both)


def _message_before(tracker: DialogueStateTracker) -> str | None:
    """The latest message that the safety check has not been reset after."""
    for event in reversed(since_session_start(tracker)):
        if isinstance(event, ActionExecuted) and event.action_name == RESET_ACTION:
            return None
        if is_message(event):
            return (event.text or "").strip()
    return None
