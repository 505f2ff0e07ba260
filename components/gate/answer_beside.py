"""An answer and a question in one message: "five, and do I need a scan?".

Neither is lost. The question is answered, the answer is kept, and the form goes on from there.
"""

from __future__ import annotations

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import Event, SlotSet

from backwise.safety.check import NO, UNSURE, YES
from components.gate import knowledge
from components.gate.clearance import AGE
from components.gate.open_question import is_about_exercise, is_vague_question
from components.gate.situation import SAFETY_FORM, Situation, Step
from components.wishes import ANSWER_QUESTION, EXERCISE, OFFERS

RADIATION = "radiation"
# What is said to a wish, or to "why?", before the form goes on.
_SAID_BESIDE = frozenset([*(offer.noted for offer in OFFERS), "utter_why"])
_HEARD_AS = {knowledge.YES: YES, knowledge.NO: NO}


def answer_beside(action: str, now: Situation) -> Step | None:
    """What is done with a message that answers the open question and asks something as well.

    Args:
        action: what the rules want to do.
        now: the situation.

    Returns:
        None if the message does only one of the two.
    """
    question = now.tracker.get_slot(REQUESTED_SLOT)
    if not now.form or not question or now.turn.actions or not now.asks:
        return None
    asked = _asked(action, now)
    if asked not in (ANSWER_QUESTION, *_SAID_BESIDE):
        return None
    answer = _answer(question, now)
    return Step(asked, answer) if answer or asked != action else None


def _asked(action: str, now: Situation) -> str | None:
    """What is done with what is asked; None if it names nothing to answer about."""
    if action == now.form and now.asks_known:
        return ANSWER_QUESTION
    if is_about_exercise(action, now):
        return EXERCISE.noted
    return None if is_vague_question(action, now) else action


def _answer(question: str, now: Situation) -> list[Event]:
    """What the words before the question say to the form.

    To a question of the safety check only a clear no is one, as it is without a question beside
    it; what was heard and is none is taken back.
    """
    said = now.knowledge.begins_with(now.told_first)
    heard = now.turn.answered.get(question)
    if now.form == SAFETY_FORM and question != AGE:
        # "No, but is numbness dangerous?" may not be one.
        is_doubtful = bool(now.only_asked or now.near_miss)
        is_plain = now.knowledge.is_plain(question, now.told_first, unsure=False)
        if said == knowledge.NO and is_plain and not is_doubtful:
            return [SlotSet(question, NO)]
        return [SlotSet(question, None)] if heard in (NO, UNSURE) else []
    is_open = question == RADIATION and heard is None
    return [SlotSet(question, _HEARD_AS[said])] if is_open and said else []
