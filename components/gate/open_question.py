"""What is said to a message that does not answer the question of a form.

Nobody is asked the same again and again: what is not known of the pain after a second try is
left open. A question of the safety check cannot be, so it is asked again in other words.
How the pain began has no list of answers, so whatever is told is one.
"""

from __future__ import annotations

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, SlotSet

from backwise.guidance.person import AND, NOT_SAID
from backwise.language.measures import strength_among
from backwise.language.reading import VAGUE_LOCATION
from backwise.safety.check import NO, UNSURE, YES
from components.conversation import before_message
from components.events import since_session_start
from components.fallbacks import ELSEWHERE, GRIEVANCE, NOT_UNDERSTOOD, OUT_OF_SCOPE
from components.gate import knowledge
from components.gate.about_question import MEANING, OF_QUESTION
from components.gate.clearance import AGE, LEAD_SESSION, PAIN_FORM
from components.gate.situation import AGREEING, SAFETY_FORM, Situation, Step
from components.intent_guard import telling
from components.wishes import ANSWER_QUESTION, EXERCISE, OFFERS, QUESTIONS

NOTE_FEEDBACK = "action_note_feedback"
NO_ANSWER, GO_ON = "utter_no_answer", "utter_go_on"
# Said instead of what was just said.
_AGAIN = {NO_ANSWER: GO_ON, GO_ON: "utter_go_on_again"}
# The safety check cannot go on without an answer; who gave none again may not have understood.
NEEDED, EXPLAINED = "utter_yes_or_no_needed", f"{OF_QUESTION}{MEANING}"
# "4", to somebody who was asked how long: it may be days or years.
WHICH_UNIT, LEFT_OPEN = "utter_which_unit", "utter_left_open"
# How it began, in words that nobody has thought of here.
HEARD = "utter_heard"
# Intents of messages that may only tell something.
TELLING = frozenset({"describe_pain", "inform"})
CONDITIONS, HARMLESS = "safety_conditions", "harmless"
# "No, 7" is about the strength of the pain.
MOST_WORDS_OF_NUMBER = 3
# An illness that nobody has thought of here: unknown is not safe.
UNKNOWN_CONDITION = "utter_unknown_condition"
# "Yes", to somebody who was asked which of several things they have.
WHICH_CONDITION = "utter_which_condition"
# After each of these the form asks on.
WITHOUT_ANSWER = frozenset(
    {NO_ANSWER, GO_ON, *_AGAIN.values(), NEEDED, EXPLAINED, WHICH_UNIT, LEFT_OPEN, HEARD}
    | {UNKNOWN_CONDITION, WHICH_CONDITION}
)
# What a message may tell beside what was asked.
_TOLD = frozenset(
    ["location", "side", "duration", "intensity", "radiation", "trigger", "conditions"]
    + ["safety_age"]
)
# What the pain form asks for, in the order in which domain.yml has it.
PAIN_QUESTIONS = ("location", "duration", "intensity", "radiation", "trigger")
# Commands for which the question before is asked again, or the same one.
GO_BACK, SAY_AGAIN = "previous", "again"
# Answers to other questions than how it began.
_NO_STORY = frozenset({"affirm", "agree"})
# More of these between two answers, and the question is left open.
MOST_OTHER_THINGS = 2
# What may be told of an illness as well: "fusion, 8 months ago".
_OF_ILLNESS = frozenset({"duration", "trigger"})


def without_answer(action: str, now: Situation) -> Step | None:
    """What is done instead of ``action`` if the message does not answer the open question.

    Args:
        action: what the rules want to do.
        now: the situation.

    Returns:
        None if there is no open question, if the message may answer it, or if the rules
        know best.
    """
    question = now.tracker.get_slot(REQUESTED_SLOT)
    if not now.form or not question or now.turn.actions:
        return None
    if step := _asked_again(question, now):
        return step
    if now.said_yes_to and now.turn.answered.get(question) != YES:
        return Step(now.form, [SlotSet(question, YES)])
    if now.form == SAFETY_FORM and _is_unclear_no(question, now):
        return Step(_needed(question, now), [SlotSet(question, None)])
    if now.form == SAFETY_FORM and _is_no_of_other_intent(question, action, now):
        is_clear = now.knowledge.is_clear_no(question, now.message.text or "")
        return Step(now.form, [SlotSet(question, NO)]) if is_clear else Step(_needed(question, now))
    if question == CONDITIONS and (step := _about_conditions(action, now)):
        return step
    if question == "radiation" and (spreads := _spreads(now)):
        return Step(now.form, [SlotSet(question, spreads)])
    if question == "intensity" and (strength := _strength(now)) is not None:
        return Step(now.form, [SlotSet(question, strength)])
    if question == "trigger" and _tells_how(action, now):
        return Step(HEARD, [SlotSet(question, NOT_SAID)])
    tells_more = question not in now.turn.answered and not _TOLD.isdisjoint(now.turn.answered)
    wanted = _wanted(now) if action == now.form and tells_more else None
    if wanted or is_about_exercise(action, now):
        return Step(wanted or EXERCISE.noted)
    said = GO_ON if action == now.form and tells_more else _said(action, now)
    if said is None:
        return None
    before = _said_before(question, now)
    if now.form == SAFETY_FORM:
        return Step(_needed(question, now))
    is_number = question == "duration" and _is_number(now)
    if is_number and WHICH_UNIT not in before:
        return Step(WHICH_UNIT, [SlotSet("intensity", before_message(now.tracker, "intensity"))])
    tries = MOST_OTHER_THINGS if tells_more and not is_number else 1
    if now.form == PAIN_FORM and len(before) >= tries:
        return Step(LEFT_OPEN, [SlotSet(question, NOT_SAID)])
    return Step(_AGAIN[said] if before[-1:] == [said] else said)


def _needed(question: str, now: Situation) -> str:
    """What is said if the safety check got no answer; the second time, what the question means."""
    return EXPLAINED if _said_before(question, now)[-1:] == [NEEDED] else NEEDED


def _is_unclear_no(question: str, now: Situation) -> bool:
    """Whether what was taken for a no, or for not sure, may mean something else.

    "Not normal" says that something is wrong, and "not 5, 7" corrects an answer before.
    """
    heard, text = now.turn.answered.get(question), now.message.text or ""
    if heard not in (NO, UNSURE) or now.is_press or now.named(question) or question == AGE:
        return False
    if now.concern("no_answer"):
        return True
    knows = now.knowledge
    is_other_not = knows.opens_with("not", text) and not knows.opens_with("plain_not", text)
    is_number = any(letter.isdigit() for letter in text) and now.length <= MOST_WORDS_OF_NUMBER
    is_other_not = is_other_not and now.length > 1
    if heard == UNSURE:
        # What is not sure stays open anyway; so it is asked only once what was meant.
        is_new = _said_before(question, now)[-1:] != [NEEDED]
        return is_new and not knows.is_plain(question, text, unsure=True)
    return is_other_not or is_number or not knows.is_plain(question, text, unsure=False)


def _is_no_of_other_intent(question: str, action: str, now: Situation) -> bool:
    """Whether an answer that begins with a no was taken for something else: "no, legs are fine".

    Of the question about conditions, what such an answer names may be one.
    """
    text = now.message.text or ""
    is_no = now.knowledge.begins_with(text) == knowledge.NO and not now.is_press
    if not is_no or question in (*now.turn.answered, AGE) or now.asks or now.named(GRIEVANCE):
        return False
    is_misread = action in (ANSWER_QUESTION, OUT_OF_SCOPE, NOT_UNDERSTOOD, NO_ANSWER, now.form)
    return is_misread and (question != CONDITIONS or now.knowledge.is_clear_no(question, text))


def _asked_again(question: str, now: Situation) -> Step | None:
    """The question before, for "go back", or the same one, for "say that again"."""
    said = {command for _, command in now.named("session_command")}
    if not now.form or question in now.turn.answered or said.isdisjoint({GO_BACK, SAY_AGAIN}):
        return None
    before = _question_before(question, now) if GO_BACK in said else None
    # The form is told what to ask, or it would take the message for an answer.
    return Step(now.form, [SlotSet(before, None) if before else SlotSet(REQUESTED_SLOT, question)])


def _question_before(question: str, now: Situation) -> str | None:
    """The slot that the form asks for before ``question``; None if that is its first."""
    check = tuple(one.slot for one in now.knowledge.questions)
    asked = check if now.form == SAFETY_FORM else PAIN_QUESTIONS
    place = asked.index(question)
    return asked[place - 1] if place else None


def _spreads(now: Situation) -> str | None:
    """ "Yes" if the message answers whether the pain goes anywhere else by naming a place."""
    places = {place for _, place in now.named("location", ELSEWHERE)}
    known = str(now.tracker.get_slot("location")).split(AND)
    is_new = bool(places - {*known, VAGUE_LOCATION})
    return YES if is_new and "radiation" not in now.turn.answered and not now.asks else None


def _strength(now: Situation) -> float | None:
    """The number among other words that answers how strong the pain is: "today 4"."""
    is_open = "intensity" not in now.turn.answered and not now.is_press and not now.asks
    return strength_among(now.message.text or "") if is_open else None


def _tells_how(action: str, now: Situation) -> bool:
    """Whether the message may tell how the pain began, in words that nobody foresaw."""
    unread = (NO_ANSWER, GO_ON, OUT_OF_SCOPE, NOT_UNDERSTOOD, ANSWER_QUESTION)
    is_unread = action in unread or _is_about_no_routine(action, now)
    return is_unread and now.intent not in _NO_STORY and not now.asks and not now.named(GRIEVANCE)


def _wanted(now: Situation) -> str | None:
    """What is said to a wish or a question; None if the message only tells something."""
    if now.intent in QUESTIONS:
        return ANSWER_QUESTION if now.names_subject else None
    return next((offer.noted for offer in OFFERS if offer.intent == now.intent), None)


def is_about_exercise(action: str, now: Situation) -> bool:
    """Whether all that a question names is an exercise: "can I go to the gym"."""
    return is_vague_question(action, now) and bool(now.named("exercise"))


def is_vague_question(action: str, now: Situation) -> bool:
    """Whether the rules would answer a question that names nothing to answer about."""
    return action == ANSWER_QUESTION and not now.names_subject


def _about_conditions(action: str, now: Situation) -> Step | None:
    """What is done with an answer to the question about conditions that names none of them."""
    if _is_all_harmless(now):
        return Step(GO_ON, [SlotSet(CONDITIONS, NO)])
    if _says_only_yes(now):
        return Step(WHICH_CONDITION, [SlotSet(CONDITIONS, None)])
    # "34" is an answer to the question after it.
    if _may_name_illness(action, now) and not _is_number(now):
        return Step(UNKNOWN_CONDITION, [SlotSet(CONDITIONS, UNSURE)])
    return None


def _is_all_harmless(now: Situation) -> bool:
    """Whether illnesses that change nothing are all that a message tells of."""
    named = [entity for entity in now.message.entities if entity["entity"] == HARMLESS]
    rest = list(now.message.text or "")
    for entity in named:
        for place in range(entity["start"], entity["end"]):
            rest[place] = " "
    return bool(named) and not telling("".join(rest))


def _says_only_yes(now: Situation) -> bool:
    """Whether somebody says for the first time that they have something, and not what."""
    told = now.tracker.get_slot(CONDITIONS)
    is_new = WHICH_CONDITION not in _said_before(CONDITIONS, now)
    return now.intent in AGREEING and told == UNSURE and is_new


def _may_name_illness(action: str, now: Situation) -> bool:
    """Whether a message that was not understood may tell what somebody has."""
    goes_on = action in (NO_ANSWER, GO_ON, now.form)
    is_statement = now.intent in TELLING and goes_on
    is_vague = is_vague_question(action, now)
    is_of_health = action == OUT_OF_SCOPE and bool(now.named(ELSEWHERE))
    may_name = is_statement or is_vague or is_of_health or action == NOT_UNDERSTOOD
    told = _TOLD - _OF_ILLNESS
    return may_name and told.isdisjoint(now.turn.answered) and not now.denies


def _said(action: str, now: Situation) -> str | None:
    """What is said to a message that tells nothing; None if it is about something else."""
    if action == NO_ANSWER:
        # Who says which signs are not there has told something.
        return GO_ON if now.denies else NO_ANSWER
    if action == GO_ON:
        return GO_ON
    if action in (OUT_OF_SCOPE, NOT_UNDERSTOOD) and _may_answer(now):
        return NO_ANSWER
    return GO_ON if _is_about_no_routine(action, now) else None


def _is_about_no_routine(action: str, now: Situation) -> bool:
    """Whether what was taken for a word about a routine cannot be one, as there is none."""
    about_routine = action == NOTE_FEEDBACK or (action == LEAD_SESSION and now.form == PAIN_FORM)
    return about_routine and now.tracker.get_slot("session") is None


def _may_answer(now: Situation) -> bool:
    """Whether a message that seems to be about something else may be meant as an answer.

    "Had a cold last week" may, "what's the weather" and "this is stupid" may not. Another
    part of the body is no answer about the back.
    """
    is_elsewhere = now.form == PAIN_FORM and bool(now.named(ELSEWHERE))
    return not now.asks and not now.named(GRIEVANCE) and not is_elsewhere


def _said_before(question: str, now: Situation) -> list[str]:
    """What was said to messages without an answer since ``question`` was first asked."""
    said: list[str] = []
    for event in reversed(since_session_start(now.tracker)):
        if isinstance(event, SlotSet) and event.key == REQUESTED_SLOT and event.value != question:
            break
        if isinstance(event, ActionExecuted) and event.action_name == LEFT_OPEN:
            break  # of the question before
        if isinstance(event, ActionExecuted) and event.action_name in WITHOUT_ANSWER:
            said.insert(0, str(event.action_name))
    return said


def _is_number(now: Situation) -> bool:
    """Whether the message is a number and nothing else, read as a strength or as an age."""
    text = now.message.text or ""
    return any(
        entity["entity"] in ("intensity", "age_alone")
        and text[entity["start"] : entity["end"]] == text.strip()
        for entity in now.message.entities
    )
