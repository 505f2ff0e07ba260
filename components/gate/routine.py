"""What is said about a routine that was shown, or that is being done together."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import SlotSet

from backwise.guidance.person import FITTING
from backwise.guidance.session import CHANGES, VERSION_FOR, exercises_in, place_named
from backwise.language.measures import strength_among
from components.gate.clearance import LEAD_SESSION, SUGGEST
from components.gate.follow_up import ALL_RIGHT
from components.gate.interjections import is_unanswered
from components.gate.open_question import NOTE_FEEDBACK, TELLING
from components.gate.situation import AGREEING, Situation, Step
from components.wishes import QUESTIONS

# While a routine is done together these are about it; elsewhere they are not.
LEADING = frozenset({"skip", "stop", "ask_why"}) | AGREEING
# In the middle of a routine this begins it anew, and forgets nothing.
START_OVER = "start_over"
# Either begins a routine that was shown.
BEGINNING = frozenset({"start", "next"})
# What is said of a routine that was shown and is not begun.
BEFORE_BEGINNING = frozenset({"later", "shorter"})
# Pain that has lasted is no pain of an exercise.
OF_BEFORE = frozenset({"duration", "condition"})
# What names an exercise's pain.
PAINS = frozenset({"location", "side", "radiation", "intensity", "feedback"})
# Said in the middle of a routine, these are about it whatever the message was taken for.
SIGNS = frozenset({"unwell", "ouch"})
STOPPED, ASK_FELT = "utter_session_stopped", "utter_ask_felt"
HOW_IT_FELT = frozenset({"utter_session_done", ASK_FELT})
PAIN_NOW, PAIN_NOTED = "utter_ask_pain_now", "utter_pain_noted"
AFTER_ROUTINE = HOW_IT_FELT | {STOPPED, PAIN_NOW}
# What the action server is told of an answer that means something only here.
HEARD_ANSWER = "heard"
# Answers to how it felt; see "felt" in data/language/exercising.yml.
WORSE, UNSURE_OF_IT = "worse", "unsure"
# Who stopped was asked for what was wrong.
OF_TROUBLE = frozenset({WORSE, "hard"})
# What is said of the exercises that are shown; see data/language/exercising.yml.
OF_EXERCISING, HURTS = "utter_exercising_", "hurts"
# What would make a routine fit.
FIT_IT = "utter_fit_it"
# Said of a routine that is not begun, and the answer.
LATER, SESSION_LATER = "later", "utter_session_later"
# What a message may name and still be about them.
_BESIDE = frozenset(
    ["session_command", "elsewhere", "feedback", "topic", "therapy", "side", "trigger", "lacks"]
    + ["routine", "wants_floor", "intensity", "duration"]
)
MOST_WORDS = 10
# "Number 2 makes my leg tingle" does not ask for number 2.
OF_FEELING = frozenset({"session_feedback", "describe_pain"})


def about_feeling(vague: bool, now: Situation) -> Step | None:
    """What to do with the answer to how a routine felt, or how strong the pain is after it.

    Args:
        vague: whether the rules could only ask what was meant.
        now: the situation.
    """
    if now.form or not is_unanswered(now) or now.last_said not in AFTER_ROUTINE:
        return None
    if now.named("feedback"):
        return Step(NOTE_FEEDBACK)
    if step := _felt_in_words(now):
        return step
    agrees = now.last_said in HOW_IT_FELT and now.intent in AGREEING
    if agrees or now.named("intensity") or _hurts_since(now):
        return Step(NOTE_FEEDBACK)
    if now.last_said != ASK_FELT and (vague or now.intent == "lead_session") and _tells_only(now):
        # "I only did three of them."
        return Step(ASK_FELT)
    return None


def _felt_in_words(now: Situation) -> Step | None:
    """What is done with an answer in words that mean something only here: "the same", "boring"."""
    if now.is_press or now.asks or now.told or now.length > MOST_WORDS:
        return None
    strength = strength_among(now.message.text or "")
    said = now.concern("felt")
    if now.last_said == STOPPED and said not in OF_TROUBLE:
        return None
    if now.last_said == PAIN_NOW and strength is not None and said != WORSE:
        return Step(NOTE_FEEDBACK, [SlotSet(HEARD_ANSWER, {"pain": strength})])
    if said == UNSURE_OF_IT:
        return Step(ALL_RIGHT)
    if now.last_said == PAIN_NOW and said and said != WORSE:
        return Step(PAIN_NOTED)
    return Step(NOTE_FEEDBACK, [SlotSet(HEARD_ANSWER, {"feeling": said})]) if said else None


def while_exercising(now: Situation) -> str | None:
    """What is said to a message about the exercises of a routine; None if it is another one."""
    if now.form or now.is_press or not now.tracker.get_slot("session") or not is_unanswered(now):
        return None
    said = now.concern("exercising")
    beside = _BESIDE - OF_BEFORE | PAINS if said == HURTS else _BESIDE
    if now.told or now.named("step") or not now.says_little(beside, MOST_WORDS):
        return None
    if said == LATER:
        return None if now.is_routine_under_way else SESSION_LATER
    if said == HURTS:
        # "Did it, my knee hurts, is that ok?" tells of it, "is it ok if it hurts?" does not.
        tells = now.knowledge.concern("exercising", now.told_first) == HURTS
        return NOTE_FEEDBACK if now.is_routine_under_way and tells else None
    return f"{OF_EXERCISING}{said}" if said else None


def leads_with_command(now: Situation) -> bool:
    """Whether a message says what to do before it asks something: "next. What if it hurts?"."""
    return any(
        entity["entity"] == "session_command" and entity["end"] <= len(now.told_first)
        for entity in now.message.entities
    )


def asks_beside_command(now: Situation) -> bool:
    """Whether somebody who does a routine asks something known, and wants to go on."""
    is_led = now.is_routine_under_way and not now.form and leads_with_command(now)
    return is_led and now.intent in QUESTIONS and now.names_subject


def unclear_command(action: str, now: Situation) -> str | None:
    """What is said to a command that does not say which, to somebody who was shown a routine.

    "Change them" begins nothing.
    """
    is_shown = now.tracker.get_slot("session") is not None and not now.is_routine_under_way
    is_command = action == LEAD_SESSION and now.intent == "lead_session" and not now.is_press
    says_which = bool(now.named("session_command", "step", "exercise", "feedback"))
    return FIT_IT if is_shown and is_command and not says_which and not now.form else None


def _hurts_since(now: Situation) -> bool:
    """Whether somebody tells of pain that is not older than the routine: "my leg tingles now"."""
    is_old = not OF_BEFORE.isdisjoint(kind for kind, _ in now.named(*OF_BEFORE))
    is_strength = bool(now.named("intensity")) and now.length == 1
    return is_strength or (now.intent == "describe_pain" and not is_old and not now.asks)


def _tells_only(now: Situation) -> bool:
    return not now.asks and not now.named("session_command")


def _wants_another(named: dict[str, Any], now: Situation) -> bool:
    """Whether somebody does not want an exercise that they name as it is: "I hate walking"."""
    denied = any(
        entity["entity"] == "exercise" and entity.get("role") for entity in now.message.entities
    )
    dislikes = denied or now.intent == "express_frustration"
    changes = named.get("session_command") in CHANGES or named.get("feedback") in VERSION_FOR
    return changes or ("exercise" in named and dislikes)


def about_message(vague: bool, now: Situation) -> str | None:
    """What to do with a message about the routine that was shown or is being done.

    Args:
        vague: whether the rules could only ask what was meant.
        now: the situation.

    Returns:
        The action, or None if the message is about something else.
    """
    if now.form or not is_unanswered(now):
        return None
    named = {entity["entity"]: entity["value"] for entity in now.message.entities}
    routine = now.tracker.get_slot("session")
    shown, number = exercises_in(routine), named.get("step")
    is_of_routine = place_named(shown, number, [named.get("exercise")]) is not None
    if is_of_routine and _wants_another(named, now):
        return LEAD_SESSION
    if place_named(shown, number) is not None and now.intent not in OF_FEELING:
        return SUGGEST
    if routine and named.get("session_command") == "list":
        return LEAD_SESSION
    if not now.is_routine_under_way:
        # "Let's do it" or "next", to somebody who was shown one.
        if routine and now.intent in LEADING and not BEGINNING.isdisjoint(named.values()):
            return LEAD_SESSION
        is_of_shown = now.intent == "ask_why" or named.get("session_command") in BEFORE_BEGINNING
        if routine and is_of_shown:
            return LEAD_SESSION
        # "Can't get on the floor": they were asked what would make it fit.
        tells = vague or now.intent in TELLING
        fits = tells and not named.keys().isdisjoint(FITTING)
        # "Can I do these at work?"
        return SUGGEST if routine and (fits or (vague and "routine" in named)) else None
    if named.get("feedback") in SIGNS:
        return NOTE_FEEDBACK
    if (vague or now.intent in TELLING) and not named.keys().isdisjoint(FITTING):
        return SUGGEST
    if now.intent in LEADING | {START_OVER} or vague or "session_command" in named:
        return LEAD_SESSION
    if now.intent == "session_feedback" and named.get("feedback") in VERSION_FOR:
        return LEAD_SESSION
    if now.intent != "describe_pain" or not named.keys().isdisjoint(OF_BEFORE):
        return None
    return LEAD_SESSION if named.keys().isdisjoint(PAINS) else NOTE_FEEDBACK
