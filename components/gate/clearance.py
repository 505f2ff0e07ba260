"""What is closed to a person whose safety is not clear."""

from __future__ import annotations

from rasa.shared.core.events import SlotSet

from backwise.guidance.person import Person
from backwise.language.subject import SELF
from backwise.safety.check import Clearance
from components.conversation import SUBJECT
from components.events import URGENT
from components.gate.red_flags import CLOSED_EMERGENCY
from components.gate.situation import AGREEING, RECHECK, SAFETY_FORM, Situation, Step
from components.wishes import ANSWER_QUESTION, OFFERS

LEAD_SESSION, NO_SESSION = "action_lead_session", "utter_no_session"
PAIN_FORM = "pain_form"
# Said instead of an answer, while the questions after an alarm are open.
CHECK_FIRST = "utter_check_first"
SUGGEST, ANSWER_MASSAGE = "action_suggest_exercises", "action_answer_massage"
# Advice that only a person whose safety check is clear may get.
GUARDED_ACTIONS = frozenset({SUGGEST, LEAD_SESSION, ANSWER_MASSAGE})
# "Exercises come right after these questions" is not so while something must be looked at.
PROMISES = frozenset({"utter_noted_exercise", "utter_noted_massage"})
CLOSED = {
    Clearance.EMERGENCY: CLOSED_EMERGENCY,
    Clearance.URGENT: "utter_closed_urgent",
    Clearance.UNKNOWN: "utter_closed_unknown",
    Clearance.UNDER_AGE: "utter_closed_under_age",
}
# "Go on moving", to somebody who says that they feel better, is not for everybody either.
RELIEF = "utter_relief"
# What is said to who asks on; "answer" is said by who can answer now.
OF_OPEN, ANSWER = "utter_open_", "answer"
# Why something is closed.
CLOSED_WHY = "utter_closed_why"
# The questions about the pain would lead to nothing.
_NO_QUESTIONS = frozenset({Clearance.URGENT, Clearance.UNDER_AGE})
# Who says one of these, having read that questions are open, is asked them.
_WILLING = AGREEING | {RECHECK} | {offer.intent for offer in OFFERS}
AGE = "safety_age"
# Said before the first question of the whole check, and if that is for somebody else.
SAFETY_INTRODUCTION, INTRODUCTION_FOR_OTHER = "utter_safety_intro", "utter_safety_intro_other"
SAFETY_INTRODUCTIONS = frozenset({SAFETY_INTRODUCTION, INTRODUCTION_FOR_OTHER})
# Done before that: who has told what they have need not wait to hear what is not for them.
TELL_CONTRAINDICATIONS = "action_tell_contraindications"


def refusal(action: str, now: Situation) -> Step | None:
    """What is said instead of ``action``; None if it may be done."""
    begins_check = action == SAFETY_FORM and now.form != SAFETY_FORM
    clearance = now.state.clearance
    if action == PAIN_FORM and not now.form and clearance in _NO_QUESTIONS:
        return Step(CLOSED[clearance], now.facts())
    if not begins_check and not _is_advice(action, now):
        return None
    if clearance in (Clearance.CLEAR, Clearance.SOON):
        return None
    still_asking = clearance is Clearance.UNKNOWN and bool(now.state.unanswered)
    if begins_check and (still_asking or open_questions(now)):
        return None
    if action == ANSWER_QUESTION and still_asking:
        return Step(CHECK_FIRST, now.facts())
    if action == LEAD_SESSION and still_asking:
        return Step(NO_SESSION, now.facts())
    if clearance is Clearance.URGENT and not now.was_told(URGENT):
        return Step(URGENT, now.facts())
    return Step(CLOSED[clearance], now.facts())


def was_told_open(now: Situation) -> bool:
    """Whether somebody has just read that questions of the safety check are open."""
    said = now.last_said or ""
    is_told = said in (CLOSED[Clearance.UNKNOWN], CLOSED_WHY) or said.startswith(OF_OPEN)
    return is_told and now.state.clearance is Clearance.UNKNOWN and not now.state.unanswered


def open_questions(now: Situation) -> Step | None:
    """The questions that were left open, once more, for somebody who wants to go on."""
    if now.turn.actions or not was_told_open(now):
        return None
    wants = now.intent in _WILLING or (not now.is_press and now.concern("open") == ANSWER)
    return Step(SAFETY_FORM, [SlotSet(slot, None) for slot in now.state.unsure]) if wants else None


def contraindications(action: str, now: Situation) -> Step | None:
    """What is not for the person, before ``action`` if it begins the check."""
    if action != SAFETY_FORM or now.form or TELL_CONTRAINDICATIONS in now.turn.actions:
        return None
    wishes = now.tracker.get_slot("wish") in ("exercise", "massage")
    has_told = bool(Person.from_slots(now.tracker.current_slot_values()).conditions)
    return Step(TELL_CONTRAINDICATIONS) if wishes and has_told and now.state.unanswered else None


def introduction_to_check(action: str, now: Situation) -> Step | None:
    """What is said before ``action`` if it begins the check with its first question."""
    answers = {question.slot for question in now.knowledge.questions if question.must_know}
    # An age may have been told before.
    answered = answers - {AGE, *now.state.unanswered}
    is_first = (
        action == SAFETY_FORM
        and now.form != SAFETY_FORM
        and not answered
        and SAFETY_INTRODUCTIONS.isdisjoint(now.turn.actions)
    )
    is_own = now.tracker.get_slot(SUBJECT) in (None, SELF)
    return Step(SAFETY_INTRODUCTION if is_own else INTRODUCTION_FOR_OTHER) if is_first else None


def _is_advice(action: str, now: Situation) -> bool:
    """Whether ``action`` gives advice that is not good for everybody."""
    clearance = now.state.clearance
    if action in PROMISES or action == RELIEF:
        return clearance in (Clearance.URGENT, Clearance.UNDER_AGE)
    # Who has taken an alarm back may have done so by a word that was misread.
    is_alarmed = clearance is Clearance.URGENT or now.is_rechecked
    return action in GUARDED_ACTIONS or (
        action == ANSWER_QUESTION and is_alarmed and not _holds_while_urgent(now)
    )


def _holds_while_urgent(now: Situation) -> bool:
    """Whether all that is asked about is good advice whatever the person has."""
    asked = now.named("topic", "therapy") or [("topic", now.tracker.get_slot("topic"))]
    return all(kind == "topic" and name in now.knowledge.while_urgent for kind, name in asked)
