"""What people ask or say about the chat itself: "can I print this?", "who made you?"."""

from __future__ import annotations

from rasa.shared.core.constants import REQUESTED_SLOT

from components.gate.interjections import is_unanswered
from components.gate.situation import RECHECK, Situation, Step

OF_CHAT = "utter_chat_"
# A message of more words tells something else as well.
MOST_WORDS = 12
# What a message may name and still be about the chat; a country goes with the number to call.
_BESIDE = frozenset({"session_command", "elsewhere", "topic", "therapy", "exercise", "routine"})
NUMBER, _BESIDE_NUMBER = "number", _BESIDE | {"country"}


def about_chat(now: Situation) -> Step | None:
    """The answer to what a message says of the chat; None if it is about something else."""
    is_answer = now.form and now.tracker.get_slot(REQUESTED_SLOT) in now.turn.answered
    takes_back = now.is_alarmed and now.intent == RECHECK
    if not is_unanswered(now) or is_answer or takes_back or now.told:
        return None
    kind = now.concern("chat")
    is_about = now.says_little(_BESIDE_NUMBER if kind == NUMBER else _BESIDE, MOST_WORDS)
    return Step(f"{OF_CHAT}{kind}", now.numbers()) if kind and is_about else None
