"""A yes to a question of the safety check that may be none: "yes please", "yes, 20 years ago"."""

from __future__ import annotations

from rasa.shared.core.events import SlotSet

from components.gate.about_question import OF_QUESTION
from components.gate.interjections import is_unanswered
from components.gate.open_question import NEEDED
from components.gate.situation import OLD, Situation, Step

# What makes any yes unclear; all else does only where the question says so.
ALWAYS = frozenset({"polite", "denied"})
SINCE = f"{OF_QUESTION}since"
_ASKED_AGAIN = frozenset({NEEDED, SINCE})


def unclear_yes(now: Situation) -> Step | None:
    """What is said to a yes that may be none; None to a clear one.

    It is asked about once: whoever says yes again means it. A sign that the message itself
    tells of comes first.
    """
    question = now.said_yes_to
    if not question or now.is_press or not is_unanswered(now) or now.raised_in_words:
        return None
    if now.near_miss and now.near_miss.id != question.flag:
        return None
    if not _ASKED_AGAIN.isdisjoint(now.done_before):
        return None
    kind = OLD if now.is_of_long_ago else now.concern("yes_answer")
    is_unclear = kind in ALWAYS.union(question.unclear_yes) or now.is_of_other_alone
    if not is_unclear:
        return None
    said = SINCE if kind == OLD else NEEDED
    return Step(said, [SlotSet(question.slot, None)])
