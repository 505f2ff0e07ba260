"""What people say who were here before: "what's next", "I didn't do them", "still the same"."""

from __future__ import annotations

from rasa.shared.core.events import SlotSet

from components.conversation import PAIN, RETURNING, ROUTINE
from components.gate.clearance import LEAD_SESSION, PAIN_FORM, SUGGEST
from components.gate.interjections import is_unanswered
from components.gate.routine import ASK_FELT, BEGINNING
from components.gate.situation import AGREEING, SAFETY_FORM, Situation, Step

OF_BACK = "utter_back_"
# These two have no answer of their own.
NEXT, DID = "next", "did"
LAST_TIME, UNCHANGED = "last_time", "unchanged"
GREETING = "utter_greet"
# What a message may name and still be about the last time.
_BESIDE = frozenset(
    ["session_command", "elsewhere", "feedback", "exercise", "routine", "therapy", "topic"]
    + ["trigger", "also"]
)
# A message of more words tells something new.
MOST_WORDS = 9


def coming_back(action: str, now: Situation) -> Step | None:
    """What to do with a message about the last time, or that only wants to go on.

    Args:
        action: what the rules want to do.
        now: the situation.
    """
    if now.form or now.tracker.get_slot("session") or not is_unanswered(now):
        return None
    said = _said(now)
    has_done = bool(now.tracker.get_slot("sessions"))
    if said == UNCHANGED and not has_done:
        return Step(PAIN_FORM)
    if said == LAST_TIME or (said and said not in (NEXT, DID) and has_done):
        return Step(f"{OF_BACK}{said}", now.facts())
    if said == DID and has_done:
        return Step(ASK_FELT)
    if has_done and (said == NEXT or _goes_on(action, now)):
        return Step(SAFETY_FORM, [SlotSet("wish", "exercise")])
    return None


def _said(now: Situation) -> str | None:
    """What a short message says of the last time, before a routine is shown again."""
    is_back = now.tracker.get_slot(RETURNING) in (ROUTINE, PAIN) and not now.was_said(SUGGEST)
    if not is_back or now.is_press or now.told or not now.says_little(_BESIDE, MOST_WORDS):
        return None
    return now.concern("back")


def _goes_on(action: str, now: Situation) -> bool:
    """Whether somebody who has done a routine wants to do one: "next"."""
    commands = {value for _, value in now.named("session_command")}
    # "I make the next one fit that", they were greeted.
    nods = now.last_said == GREETING and now.intent in AGREEING
    return action == LEAD_SESSION or not BEGINNING.isdisjoint(commands) or nods
