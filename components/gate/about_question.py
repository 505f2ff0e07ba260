"""What people say to an open question instead of an answer: "what are blood thinners?"."""

from __future__ import annotations

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import Event, SlotSet

from backwise.safety.rules import OPEN, Tier
from components.conversation import before_message
from components.gate.interjections import is_unanswered
from components.gate.knowledge import NO, YES
from components.gate.situation import SAFETY_FORM, Situation, Step

OF_QUESTION = "utter_question_"
MEANING, LATER, ECHO, CHECKED = "meaning", "later", "echo", "checked_before"
# "Only the left" says neither that both legs have it nor that one is getting weaker.
ONE_LEG, ONE = "one_leg", "one"
_OF_LEGS = frozenset({"location", "radiation"})
# A message of more words tells something.
MOST_WORDS = 12
# What a message may name and still be about the question; see ``GateKnowledge.asks_back``.
# "How many are left" is no side.
_BESIDE = frozenset({"session_command", "elsewhere", "topic", "exercise", "grievance", "side"})
# What the words of a question, or one of them said back, can set.
_BY_ITS_WORDS = ("conditions", "location")


def about_question(now: Situation) -> Step | None:
    """What is said to a message about the open question; None if it is about something else.

    Nothing in such a message is an answer: who asks what blood thinners are takes none, and
    "huh?" is no yes. What tells of a warning sign comes first.
    """
    question = now.tracker.get_slot(REQUESTED_SLOT)
    if not now.form or not question or not is_unanswered(now) or now.near_miss:
        return None
    text = now.message.text or ""
    asks_back = now.form == SAFETY_FORM and now.knowledge.asks_back(question, text)
    if _tells_of_sign(now, except_for=question if asks_back else None):
        return None
    kind = MEANING if asks_back else now.concern("question") or _pause(now) or _one_leg(now)
    only_names = asks_back or (kind == ECHO and "?" in text)
    beside = _BESIDE | _OF_LEGS if kind == ONE_LEG else _BESIDE
    if not kind or len(text.split()) > MOST_WORDS or (not only_names and now.names_beside(beside)):
        return None
    if _answers_first(kind, now):
        return None
    said = MEANING if kind == ECHO else kind
    return Step(f"{OF_QUESTION}{said}", _taken_back(question, now))


def _answers_first(kind: str, now: Situation) -> bool:
    """Whether the message has an answer: "no, hurry up", "i told you no", but not "no idea"."""
    text = now.message.text or ""
    first = now.knowledge.begins_with(text)
    was_heard = now.tracker.get_slot(REQUESTED_SLOT) in now.turn.answered
    if kind == CHECKED and was_heard and now.knowledge.begins_with(text.split()[-1]):
        return True
    return first == YES or (first == NO and was_heard and kind not in (MEANING, ECHO))


def _one_leg(now: Situation) -> str | None:
    """Whether the message only says that it is one leg, where both are asked about."""
    slot = now.tracker.get_slot(REQUESTED_SLOT)
    asked = any(one.slot == slot and ONE in one.unclear_yes for one in now.knowledge.questions)
    is_answer = now.knowledge.begins_with(now.message.text or "")
    return ONE_LEG if asked and not is_answer and now.concern("yes_answer") == ONE else None


def _pause(now: Situation) -> str | None:
    return LATER if ("session_command", "pause") in now.named("session_command") else None


def _tells_of_sign(now: Situation, except_for: str | None) -> bool:
    """Whether the message tells of a warning sign.

    Args:
        now: the situation.
        except_for: a question whose own sign is only asked about, unless it is an emergency:
            "does skin cancer count", but not "can't pee, does that count".
    """
    asked = {one.flag for one in now.knowledge.questions if one.slot == except_for}
    return any(
        flag.tier is Tier.EMERGENCY or (flag.tier is not Tier.ROUTINE and flag.id not in asked)
        for flag, sense in now.told
        if sense in OPEN
    )


def _taken_back(question: str, now: Situation) -> list[Event]:
    """The slots that the message has set, as they were before it."""
    events: list[Event] = []
    for slot in (question, *_BY_ITS_WORDS):
        if slot in now.turn.answered:
            before = before_message(now.tracker, slot)
            # A list that grows forgets only when it is reset.
            events += [SlotSet(slot, None), *([SlotSet(slot, before)] if before else [])]
    return events
