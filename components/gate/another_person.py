"""Somebody goes on to ask for another person: "and exercises for my mum?"."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import Event, SlotSet

from backwise.language.subject import SELF
from backwise.safety.check import ALARMS_BEFORE, ANOTHER_PERSON
from components.conversation import KEPT, SUBJECT
from components.fallbacks import AGAIN
from components.gate.clearance import AGE, ANSWER_MASSAGE, LEAD_SESSION, PAIN_FORM, SUGGEST
from components.gate.follow_up import ALL_RIGHT
from components.gate.interjections import is_unanswered
from components.gate.open_question import is_vague_question
from components.gate.situation import RECHECK, SAFETY_FORM, Situation, Step

CONDITIONS, SESSION = "conditions", "session"
# What is known of one person, beside the answers to the safety questions.
OF_PERSON = (KEPT - {"country", SUBJECT}) | frozenset(
    ["intensity", "radiation", "trigger", SESSION, "pain_before", ALARMS_BEFORE]
)
# The entities that fill them.
_TOLD_BY = {
    kind: kind
    for kind in ("location", "side", "duration", "intensity", "radiation", "trigger")
    + ("eased_by", "wants_floor", "minutes", "lacks", "wants_back")
} | {CONDITIONS: "condition", AGE: "age"}
# Of these a person has several.
_SEVERAL = frozenset({CONDITIONS, "location", "lacks", "wants_back"})
# "She is 12" is said of the person, where it is clear that one is asked for.
AGE_OF_OTHER = "age_of_other"
# All that the rules may make of a message that only says for whom it is.
_WITHOUT_WISH = frozenset(
    {*AGAIN, SUGGEST, ANSWER_MASSAGE, LEAD_SESSION, "utter_help", ALL_RIGHT, ACTION_LISTEN_NAME}
)


def another_person(now: Situation) -> Step | None:
    """What is said before a message is answered that is for another person than those before.

    What suits one person can harm another, so nothing that was known holds for that one. While
    somebody should get help, that comes first.
    """
    if not now.another_person or now.has_alarm or not is_unanswered(now):
        return None
    if now.intent == RECHECK:
        return None
    return Step(ANOTHER_PERSON, _forgotten(now)) if _is_known(now) else None


def whom(now: Situation) -> list[Event]:
    """The slot that says whom the conversation is about, if the message changes that."""
    is_new = now.another_person and not now.has_alarm and not now.turn.actions
    if not is_new or (now.intent != RECHECK and _is_known(now)):
        return []
    ages = [SlotSet(AGE, age) for age in _age_of_other(now)]
    return [SlotSet(SUBJECT, now.another_person), *ages]


def wish_for_another(action: str, now: Situation) -> Step | None:
    """What was wanted for the one before, if a message only says for whom it is now."""
    is_next = ANOTHER_PERSON in now.turn.actions and is_unanswered(now) and not now.form
    # "Can he do them", of a routine, names nothing that could be answered.
    is_vague = is_vague_question(action, now)
    if not is_next or (action not in _WITHOUT_WISH and not is_vague):
        return None
    return Step(SAFETY_FORM if now.tracker.get_slot("wish") != "pain" else PAIN_FORM)


def _is_known(now: Situation) -> bool:
    """Whether anything is known from before that would not hold for another person.

    "It's for my mum" says that the pain told so far is hers. Answers may have been about
    whoever writes.
    """
    answers = {question.slot for question in now.knowledge.questions}
    personal = answers | {CONDITIONS} if now.means_all_along else answers | OF_PERSON
    flagged = set(now.state.flags) - {flag.id for flag in now.raised}
    return bool(flagged or now.turn.corrected & personal) or any(
        now.tracker.get_slot(slot) is not None for slot in personal - set(_told(now))
    )


def _age_of_other(now: Situation) -> list[float]:
    """The age in years of the one other person that the message asks for, if it tells it."""
    ages = [float(age) for _, age in now.named(AGE_OF_OTHER)]
    return ages if len(ages) == 1 and now.another_person != SELF else []


def _told(now: Situation) -> dict[str, Any]:
    """What the latest message itself tells of the person, by slot."""
    told = {slot: [value for _, value in now.named(kind)] for slot, kind in _TOLD_BY.items()}
    told[AGE] += _age_of_other(now)
    return {
        slot: values if slot in _SEVERAL else values[0] for slot, values in told.items() if values
    }


def _forgotten(now: Situation) -> list[Event]:
    """The slots as they are for somebody of whom only the latest message tells."""
    slots = OF_PERSON | {question.slot for question in now.knowledge.questions}
    return [
        *(SlotSet(slot, None) for slot in sorted(slots)),
        *(SlotSet(slot, value) for slot, value in _told(now).items()),
        SlotSet(SUBJECT, now.another_person),
    ]
