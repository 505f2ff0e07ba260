"""What suits a message better than what the rules make of it.

They see one intent, and neither the routine that is being done nor a second wish.
"""

from __future__ import annotations

from collections.abc import Callable

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import Event, SlotSet

from backwise.language.reading import GENERAL_TOPIC
from backwise.safety.check import Clearance
from backwise.safety.rules import Tier
from components.events import ASK_BACK_CRISIS, RESET_ACTION, URGENT
from components.fallbacks import AGAIN, GRIEVANCE, NOT_UNDERSTOOD
from components.gate.about_chat import about_chat
from components.gate.another_person import wish_for_another
from components.gate.answer_beside import answer_beside
from components.gate.clearance import (
    ANSWER_MASSAGE,
    CLOSED,
    CLOSED_WHY,
    LEAD_SESSION,
    OF_OPEN,
    PAIN_FORM,
    SUGGEST,
    open_questions,
    was_told_open,
)
from components.gate.coming_back import coming_back
from components.gate.follow_up import (
    ANSWER_IN_SHORT,
    APPLY_CONDITION,
    apply_condition,
    follow_up,
)
from components.gate.interjections import (
    CORRECTED,
    INTERJECTIONS,
    INTRODUCTION,
    OF_SOON,
    OF_UNDER_AGE,
    SOON,
    is_unanswered,
)
from components.gate.open_question import NOTE_FEEDBACK, TELLING, without_answer
from components.gate.red_flags import IF_NOW, if_now
from components.gate.routine import (
    about_feeling,
    about_message,
    asks_beside_command,
    unclear_command,
    while_exercising,
)
from components.gate.situation import CORRECTION, KINDS, RECHECK, SAFETY_FORM, Situation, Step
from components.wishes import ANSWER_QUESTION, EXERCISE, QUESTIONS, Offer, open_offer

# Nothing is left to be done after these, whatever the rules made of the message.
ENDING = frozenset({SUGGEST, NOTE_FEEDBACK, APPLY_CONDITION, ANSWER_IN_SHORT, *AGAIN})
# What the rules may make of "I have a bad knee", right after an answer.
_BY_CONDITION = frozenset({PAIN_FORM, ANSWER_QUESTION, RESET_ACTION, *AGAIN})
# Answers to how somebody feels; the question about despair says more.
FEELINGS = frozenset({"utter_worry", "utter_frustration"})
VIOLENCE = "utter_violence"
# What a message may name and still be about the advice to go soon.
_BESIDE_SOON = frozenset(
    ["topic", "therapy", "elsewhere", "session_command", "duration", "condition"]
)
MOST_WORDS_ABOUT_SOON = 10
MOST_WORDS_ABOUT_CLOSED = 14
SUMMARISE = "action_summarise_pain"
_WHAT_ROUTINES_DEPEND_ON = frozenset({"location", "duration", "radiation"})
# Of these a person has one, so another one changes it.
_NUMBERS = frozenset({"duration", "intensity"})
KNOWS_INTRODUCTION = frozenset({"greet", "help", "start_over", "bot_challenge"})


def introduction(now: Situation) -> Step | None:
    """Who is speaking, to somebody who writes for the first time and did not ask."""
    if not now.turn.first or INTRODUCTION in now.turn.actions or now.intent in KNOWS_INTRODUCTION:
        return None
    return Step(INTRODUCTION, now.facts())


def instead(action: str, now: Situation) -> Step | None:
    """What suits the message better than the ``action`` of the rules, if anything does."""
    steps = (suits(action, now) for suits in _IN_ORDER)
    return next((step for step in steps if step), None)


def _violence(action: str, now: Situation) -> Step | None:
    """What is said to somebody who is hurt by another person, whatever else they say."""
    is_told = bool(now.named("violence")) and is_unanswered(now)
    return Step(VIOLENCE, now.numbers()) if is_told else None


def _what_was_left_open(action: str, now: Situation) -> Step | None:
    return open_questions(now)


def _about_chat(action: str, now: Situation) -> Step | None:
    return about_chat(now)


def _while_exercising(action: str, now: Situation) -> Step | None:
    said = while_exercising(now)
    return Step(said, [*now.numbers(), SlotSet("topic", None)]) if said else None


def _age_told(action: str, now: Situation) -> Step | None:
    """ "I'm 70, is that ok", to somebody who was shown a routine, may change what suits them."""
    is_shown = now.tracker.get_slot("session") is not None and not now.form
    is_new = "safety_age" in now.turn.corrected and not now.turn.actions
    return Step(SUGGEST) if is_shown and is_new else None


def _about_closed(action: str, now: Situation) -> Step | None:
    """What is asked by somebody for whom advice is closed until more is known, or of a child."""
    is_child = now.state.clearance is Clearance.UNDER_AGE
    if not (is_child or was_told_open(now)) or now.form or now.is_press or now.turn.actions:
        return None
    if now.raised or now.intent == RECHECK or now.length > MOST_WORDS_ABOUT_CLOSED:
        return None
    kind, answer = ("under_age", OF_UNDER_AGE) if is_child else ("open", OF_OPEN)
    concern = now.concern(kind)
    return Step(f"{answer}{concern}", now.facts()) if concern else None


def _about_soon(action: str, now: Situation) -> Step | None:
    """What is asked right after the advice to have something looked at in the next days."""
    was_said = any(done == SOON or done.startswith(OF_SOON) for done in now.done_before)
    if not was_said or now.form or now.is_press or not is_unanswered(now):
        return None
    if now.raised or now.only_asked or not now.says_little(_BESIDE_SOON, MOST_WORDS_ABOUT_SOON):
        return None
    concern = now.concern("soon")
    return Step(f"{OF_SOON}{concern}", now.facts()) if concern else None


def _feeling_without_routine(action: str, now: Situation) -> Step | None:
    """What is felt by somebody who did no routine is pain, or of the answer before."""
    if now.form or _did_exercise(now):
        return None
    if action == LEAD_SESSION and _names_back(now):
        return Step(PAIN_FORM)
    if action != NOTE_FEEDBACK:
        return None
    said = follow_up(action, now)
    return said or Step(NOT_UNDERSTOOD if now.named(GRIEVANCE) else PAIN_FORM)


def _names_back(now: Situation) -> bool:
    """Whether the message names the back, and commands nothing: "back stuff" is no "go back"."""
    kinds = {entity["entity"] for entity in now.message.entities}
    return now.length > 1 and "location" in kinds and "session_command" not in kinds


def _sign_only_asked_about(action: str, now: Situation) -> Step | None:
    """The questions of a form would leave it without an answer."""
    return if_now(now) if action in (PAIN_FORM, SAFETY_FORM) else None


def _in_form(action: str, now: Situation) -> Step | None:
    if now.form and _corrects(now) and not now.turn.actions:
        return Step(CORRECTED)
    return without_answer(action, now)


def _corrects(now: Situation) -> bool:
    """Whether a message changes what was told before: "no sorry, right", "actually 3 weeks"."""
    corrected = now.turn.corrected
    is_answer = now.tracker.get_slot(REQUESTED_SLOT) in now.turn.answered
    denies_side = now.intent == "deny" and "side" in corrected and not is_answer
    tells_other = now.intent in TELLING and not is_answer and not _NUMBERS.isdisjoint(corrected)
    return bool(corrected) and (now.intent == CORRECTION or denies_side or tells_other)


def _condition_told(action: str, now: Situation) -> Step | None:
    return apply_condition(now) if action in _BY_CONDITION and not now.form else None


def _at_the_end(action: str, now: Situation) -> Step | None:
    return Step(ACTION_LISTEN_NAME) if not now.form and _has_ended(now) else None


def _help_wanted(action: str, now: Situation) -> Step | None:
    if action != ACTION_LISTEN_NAME or not _wants_help(now):
        return None
    return if_now(now) or Step(PAIN_FORM)


def _why_closed(action: str, now: Situation) -> Step | None:
    """What is said to somebody who has just read that advice is closed, and asks why."""
    if now.form or now.turn.actions or now.last_said not in (URGENT, *CLOSED.values()):
        return None
    if now.intent == "ask_why" or now.concern("closed"):
        return Step(CLOSED_WHY, now.facts())
    is_urgent = now.state.clearance is Clearance.URGENT
    return Step(CLOSED[Clearance.URGENT], now.facts()) if is_urgent and action in AGAIN else None


def _despair_asked_about(action: str, now: Situation) -> Step | None:
    """The question about despair has said more than the answer to a feeling would."""
    says_less = _cannot_tell(action, now) or action in FEELINGS
    was_asked = ASK_BACK_CRISIS in now.turn.actions
    return Step(ACTION_LISTEN_NAME) if says_less and was_asked else None


def _sign_beside_vague_question(action: str, now: Situation) -> Step | None:
    """To say what the sign means says more than to ask which question was meant."""
    if not now.only_asked or not _cannot_tell(action, now):
        return None
    return if_now(now) or Step(ACTION_LISTEN_NAME)


def _about_massage(action: str, now: Situation) -> Step | None:
    is_asked = action == ANSWER_QUESTION and _is_about_massage(now)
    return Step(ANSWER_MASSAGE) if is_asked else None


def _answered_already(action: str, now: Situation) -> Step | None:
    was_answered = {ANSWER_MASSAGE, ANSWER_QUESTION}.intersection(now.turn.actions)
    return Step(ACTION_LISTEN_NAME) if action in AGAIN and was_answered else None


def _after_routine(action: str, now: Situation) -> Step | None:
    """What is answered to how a routine felt."""
    step = about_feeling(_cannot_tell(action, now), now)
    return Step(step.action, [*step.facts, *_guess_forgotten(now)]) if step else None


def _about_routine(action: str, now: Situation) -> Step | None:
    if asks_beside_command(now) and not _is_only_guessed(now):
        return None
    vague = _cannot_tell(action, now)
    about = about_message(vague, now)
    return Step(about, _guess_forgotten(now)) if about else None


def _guess_forgotten(now: Situation) -> list[Event]:
    """A topic that was only guessed is not kept to be answered later."""
    return [SlotSet("topic", None)] if _is_only_guessed(now) else []


def _unclear_command(action: str, now: Situation) -> Step | None:
    said = unclear_command(action, now) if is_unanswered(now) else None
    return Step(said) if said else None


def _known_question_first(action: str, now: Situation) -> Step | None:
    is_open = question_comes_first(now) and ANSWER_QUESTION not in now.turn.actions
    return Step(ANSWER_QUESTION) if is_open else None


# The first that has something to say is heard.
_IN_ORDER: tuple[Callable[[str, Situation], Step | None], ...] = (
    _violence,
    wish_for_another,
    _what_was_left_open,
    _age_told,
    _while_exercising,
    _about_chat,
    _about_closed,
    _about_soon,
    _after_routine,
    coming_back,
    _feeling_without_routine,
    _sign_only_asked_about,
    answer_beside,
    _in_form,
    _condition_told,
    _at_the_end,
    _help_wanted,
    _why_closed,
    _despair_asked_about,
    _sign_beside_vague_question,
    _about_massage,
    follow_up,
    _answered_already,
    _about_routine,
    _unclear_command,
    _known_question_first,
)


def before_listening(now: Situation) -> Step | None:
    """What is still to be said when the rules have no more to say."""
    if _is_other_pain(now):
        return Step(SUGGEST)
    if asks_beside_command(now) and now.turn.actions[-1:] == (ANSWER_QUESTION,):
        return Step(LEAD_SESSION)
    if now.state.tier is Tier.SOON and not now.was_said(SOON):
        return Step(SOON, now.facts())
    step = if_now(now)
    if step:
        return step
    offer = _offer(now)
    return Step(offer.offer, [SlotSet("wish", offer.wish)]) if offer else None


def _did_exercise(now: Situation) -> bool:
    """Whether there was a routine that somebody can tell of."""
    return now.is_press or now.was_said(SUGGEST) or bool(now.tracker.get_slot("sessions"))


def _is_other_pain(now: Situation) -> bool:
    """Whether somebody who was shown a routine has said that their pain is another one."""
    is_shown = now.tracker.get_slot("session") is not None
    is_clear = now.state.clearance in (Clearance.CLEAR, Clearance.SOON)
    changed = not _WHAT_ROUTINES_DEPEND_ON.isdisjoint(now.turn.corrected)
    return is_shown and is_clear and changed and now.turn.actions[-1:] == (SUMMARISE,)


def question_comes_first(now: Situation) -> bool:
    """Whether a message that tells of pain, or wants exercises or massage, asks a known question.

    The question is answered before the safety check or the questions about the pain begin,
    so that it need not wait for ten answers.
    """
    return now.intent not in QUESTIONS and now.asks_known


def _has_ended(now: Situation) -> bool:
    """Whether what was done leaves nothing to do."""
    done = [name for name in now.turn.actions if name not in INTERJECTIONS]
    return bool(done) and done[-1] in ENDING


def _wants_help(now: Situation) -> bool:
    """Whether "what can I do" was answered in general, and where it hurts is told too."""
    named = {(entity["entity"], entity["value"]) for entity in now.message.entities}
    done = [action for action in now.turn.actions if action != IF_NOW]
    return (
        done[-1:] == [ANSWER_QUESTION]
        and not now.form
        and ("topic", GENERAL_TOPIC) in named
        and any(kind == "location" for kind, _ in named)
    )


def _is_only_guessed(now: Situation) -> bool:
    """Whether the topic is known by meaning alone where something else is likelier meant.

    In the middle of a routine "how long do I hold it" is about its exercise, and who
    asks about a red flag wants to know what to do about it.
    """
    guessed = any(
        "nearness" in entity and not entity.get("role") for entity in now.message.entities
    )
    return guessed and bool(now.is_routine_under_way or now.only_asked)


def _cannot_tell(action: str, now: Situation) -> bool:
    """Whether it is not known what is asked about, or only guessed."""
    return _is_vague(action, now) or (action == ANSWER_QUESTION and _is_only_guessed(now))


def _is_vague(action: str, now: Situation) -> bool:
    """Whether an action could only ask what was meant."""
    put_aside = now.tracker.get_slot("topic") or now.tracker.get_slot("therapy")
    names_nothing = not (put_aside or now.names_subject)
    return action in AGAIN or (action == ANSWER_QUESTION and names_nothing)


def _is_about_massage(now: Situation) -> bool:
    """Whether all that is asked is about massage, and the person may hear of it."""
    asked = now.named(*KINDS)
    is_open = now.state.clearance in (Clearance.CLEAR, Clearance.SOON)
    return is_open and bool(asked) and {name for _, name in asked} <= now.knowledge.about_massage


def _offer(now: Situation) -> Offer | None:
    """A wish that is still open, unless exercises and massage are closed."""
    if now.state.clearance not in (Clearance.CLEAR, Clearance.SOON, Clearance.UNKNOWN):
        return None
    if now.was_said(CLOSED[Clearance.UNKNOWN]):
        return None
    if now.asks_about_exercise and not now.is_routine_under_way:
        return EXERCISE if EXERCISE.offer not in now.turn.actions else None
    return open_offer(now.tracker)
