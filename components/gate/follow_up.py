"""What people say right after an answer, about it: "are you sure?", "and with a pacemaker?"."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import Event, SlotSet

from components.fallbacks import AGAIN
from components.gate.clearance import ANSWER_MASSAGE, PAIN_FORM, SUGGEST
from components.gate.interjections import is_unanswered
from components.gate.situation import AGREEING, KINDS, OF_ANSWER, Situation, Step
from components.topic_reader import SUBJECTS
from components.wishes import ANSWER_QUESTION, EXERCISE, MASSAGE

APPLY_CONDITION, ANSWER_IN_SHORT = "action_apply_condition", "action_answer_in_short"
CONDITION, ALL_RIGHT = "condition", "utter_all_right"
FRAGMENT = f"{OF_ANSWER}fragment"
FRAGMENTS = "fragment"
SIMPLER, DOUBT, OTHER_ADVICE = "simpler", "doubt", "other_advice"
_ANSWERS = frozenset({ANSWER_QUESTION, ANSWER_IN_SHORT, ANSWER_MASSAGE, APPLY_CONDITION})
# The last words of an answer to a question.
ENDS_OF_ANSWERS = frozenset({"utter_source", "utter_safety_net"})
# "Ah wait, I take warfarin" stops nothing.
_ASIDE = frozenset({"elsewhere", "session_command", "also"})
# What only a question can mean: "my back hurts at night" asks for no dose.
_ONLY_ASKED = frozenset({"safe", "dose", "where", "more", "hurts"})
# What somebody tells of their pain.
_OF_PAIN = frozenset(["location", "intensity", "duration", "radiation", "trigger", "condition"])
# A message of more words tells something new.
MOST_WORDS, MOST_OF_MASSAGE, MOST_OF_FRAGMENT = 8, 14, 4
# After an answer to this, "how long" asks for how long it hurts.
CAUSE = "ask_cause"
# So few are a question word and hardly more: "how long".
MOST_OF_QUESTION_WORD = 2


def follow_up(action: str, now: Situation) -> Step | None:
    """What follows on a message about the answer that was just given; None if it is not.

    Args:
        action: what the rules want to do.
        now: the situation.
    """
    if not _follows_answer(now):
        return None
    of_massage = _of_massage(now)
    if of_massage:
        return Step(ANSWER_MASSAGE, [SlotSet("topic", of_massage), SlotSet("technique", None)])
    if _is_fragment(action, now):
        return Step(FRAGMENT)
    if _names_more(now):
        return _other_advice(now) or (Step(ANSWER_QUESTION) if action in AGAIN else None)
    return _about_answer(now) if now.length <= MOST_WORDS else None


def _of_massage(now: Situation) -> str | None:
    """The topic that a message asks about right after an answer about massage.

    In whatever sense: "is it better than exercise", "I don't like being touched". "What should
    I wear" would be about exercises otherwise.
    """
    if now.last_done != ANSWER_MASSAGE or now.length > MOST_OF_MASSAGE:
        return None
    said = now.knowledge.follow_ups(now.message.text or "")
    names_more = any(
        not any(one["start"] < end and start < one["end"] for _, start, end in said)
        for one in _subjects(now)
    )
    return said[0][0] if said and not names_more else None


def _is_fragment(action: str, now: Situation) -> bool:
    """Whether a few words such as "how long" or "at work" seem to tell of pain."""
    tells = any(
        entity["entity"] in _OF_PAIN - {"trigger"} and not entity.get("role")
        for entity in now.message.entities
    )
    is_short = now.length <= MOST_OF_FRAGMENT and not now.concern("answer")
    is_open = action == PAIN_FORM or _is_question_word(now)
    return is_open and _asks(now) and not tells and is_short


def _is_question_word(now: Situation) -> bool:
    """Whether the message is a question word, after an answer to what can be done.

    "How long" is for how long to do it then, and how long pain lasts after one about its cause.
    """
    is_bare = now.length <= MOST_OF_QUESTION_WORD and _narrows_down(now)
    return is_bare and now.intent_before != CAUSE


def _asks(now: Situation) -> bool:
    """Whether the message asks, or narrows down what was asked."""
    return now.asks or _narrows_down(now)


def _narrows_down(now: Situation) -> bool:
    """Whether the message begins like one that narrows down what was asked: "in the car"."""
    return now.knowledge.opens_with(FRAGMENTS, now.message.text or "")


def apply_condition(now: Situation) -> Step | None:
    """What follows if somebody who has just read an answer only adds what they have or take."""
    is_of_answer = now.last_said in ENDS_OF_ANSWERS or (now.last_said or "").startswith(OF_ANSWER)
    if not is_of_answer or now.turn.actions or not _names_only(CONDITION, now):
        return None
    if now.asks and _of_massage(now):
        return None  # "is it good for sciatica" asks about massage for it
    if now.last_done in _ANSWERS:
        nothing: list[Event] = [SlotSet(kind, None) for kind in KINDS]
        return Step(APPLY_CONDITION, _asked_before(now) or nothing)
    return Step(SUGGEST) if now.last_done == SUGGEST else None


def _about_answer(now: Situation) -> Step | None:
    """The answer to one of the things that people ask after any answer."""
    if now.asks and _names_only("location", now):
        return Step(f"{OF_ANSWER}place")
    if _names_only(CONDITION, now):
        return apply_condition(now)
    kind = DOUBT if now.intent == "ask_why" else now.concern("answer")
    if kind is None or (kind in _ONLY_ASKED and not _asks(now)) or _wants_something_else(now):
        is_nod = now.intent in AGREEING and now.last_said in ENDS_OF_ANSWERS
        return Step(ALL_RIGHT) if is_nod else None
    if kind != SIMPLER:
        return Step(f"{OF_ANSWER}{kind}")
    asked = _asked_before(now)
    return Step(ANSWER_IN_SHORT, asked) if asked else None


def _wants_something_else(now: Situation) -> bool:
    """Whether exercises are wished for, or massage after an answer about something else.

    "How many sessions" names no massage.
    """
    if now.intent == EXERCISE.intent:
        return now.last_done != EXERCISE.answer
    is_of_answer = now.last_done == MASSAGE.answer or not now.concern("massage")
    return now.intent == MASSAGE.intent and not is_of_answer


def _other_advice(now: Situation) -> Step | None:
    """What is said to "my physio told me the opposite", which names a therapy too."""
    is_told = now.concern("answer") == OTHER_ADVICE
    return Step(f"{OF_ANSWER}{OTHER_ADVICE}") if is_told else None


def _follows_answer(now: Situation) -> bool:
    """Whether the message comes right after an answer, and nothing was said to it yet."""
    was_answered = any(
        action in _ANSWERS or action.startswith(OF_ANSWER) for action in now.done_before
    )
    return is_unanswered(now) and was_answered and not now.form and not now.is_press


def _names_only(kind: str, now: Situation) -> bool:
    """Whether things of one ``kind`` are all that the message surely names."""
    told = {
        entity["entity"]
        for entity in now.message.entities
        if entity.get("role") in (None, "vague") and "nearness" not in entity
    }
    # "She has had a hip replacement" tells of an operation, too.
    beside = _ASIDE | {"trigger"} if kind == CONDITION else _ASIDE
    return told - beside == {kind}


def _names_more(now: Situation) -> bool:
    """Whether the message names something else than the answer did.

    "How long until it works" is about exercises only if nothing else was asked about.
    """
    about_exercise = now.knowledge.about_exercise
    _, before = now.last_asked
    is_of_answer = bool(before) and about_exercise.isdisjoint(before) and now.concern("answer")
    return any(not is_of_answer or one["value"] not in about_exercise for one in _subjects(now))


def _subjects(now: Situation) -> list[dict[str, Any]]:
    """What the message surely names that a question can be about."""
    return [
        entity
        for entity in now.message.entities
        if entity["entity"] in SUBJECTS and not entity.get("role") and "nearness" not in entity
    ]


def _asked_before(now: Situation) -> list[Event]:
    """The slots that tell what the last answer was about; none if it was about massage."""
    kind, names = now.last_asked
    return [SlotSet(kind, names)] if names and now.last_done != ANSWER_MASSAGE else []
