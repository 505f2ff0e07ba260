"""Answers to red flags, and questions about signs that were perhaps meant."""

from __future__ import annotations

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import SlotSet

from backwise.safety.check import Clearance
from backwise.safety.rules import Flag, Tier
from components.events import (
    ASK_BACK_CRISIS,
    ASK_BACK_NOW,
    CRISIS,
    EMERGENCY,
    OF_LAST_TIME,
    URGENT,
)
from components.gate.situation import AGREEING, ALARMING, RECHECK, SAFETY_FORM, Situation, Step

# Somebody who goes on talking of their despair is not told the same again, nor sent to a
# department for bodies.
CRISIS_AGAIN, CLOSED_CRISIS = "utter_crisis_again", "utter_closed_crisis"
CLOSED_EMERGENCY = "utter_closed_emergency"
# To somebody who was asked about a sign and says no.
NOT_DESPAIR, NOT_MEANT = "utter_not_despair", "utter_not_meant"
# After one of these nothing more is asked about a sign in this turn.
SETTLED = frozenset({ASK_BACK_NOW, NOT_DESPAIR, NOT_MEANT})
ASK_BACK = "utter_ask_back"
# Said after the answer to somebody who only asked about an emergency.
IF_NOW = "utter_if_now"
# What may be talked about while an emergency is open; all else gets the reminder, or the
# answer to a concern: "can I drive myself?".
ALLOWED_IN_EMERGENCY = frozenset(
    [RECHECK, "start_over", "bot_challenge", "ask_privacy", "forget_me", "confirm_forget"]
)
THANKS = "thanks"
_LEAVING = frozenset({THANKS, "goodbye"})
_THANKING = AGREEING | _LEAVING
# What an intent says where no words of a concern are found.
_SAID_BY_INTENT = dict.fromkeys(_THANKING, THANKS) | {"ask_why": "meaning"}
# Who asks for these is told that they are closed, whatever else the message says.
_ADVICE = frozenset({"request_exercise", "ask_massage"})
# "I called them, they said to wait" is not the word of somebody who has looked; nor is "I'm at
# the hospital", or "she says no hospital".
_NOT_SEEN_YET = frozenset(
    ["told_to_wait", "going", "arrived", "refuse", "number", "not_coming", "call_for_me"]
)
# What a message may name and still say only where somebody is.
COUNTRY, NUMBER = "country", "number"
_BESIDE_COUNTRY = frozenset({COUNTRY, "elsewhere", "topic"})
MOST_WORDS_OF_COUNTRY = 10
# What comes before all else that somebody in despair says.
_PRESSING = frozenset({"took", "means", "scared"})
OF_EMERGENCY, OF_URGENT, OF_CRISIS = "utter_emergency_", "utter_urgent_", "utter_crisis_"


def answer(now: Situation) -> Step | None:
    """The answer to a red flag that this message or answer raised or left open."""
    action = _emergency(now) if now.state.clearance is Clearance.EMERGENCY else _urgent(now)
    return Step(action, now.facts()) if action else None


def _emergency(now: Situation) -> str | None:
    raised = now.raised
    of_body = [flag for flag in raised if flag.tier in ALARMING and not flag.crisis]
    if now.was_told(CRISIS) and not of_body and _is_crisis_alone(now):
        return _in_crisis(now)
    if now.was_told(CRISIS) and any(flag.crisis for flag, _ in now.told):
        return CRISIS_AGAIN
    if any(flag.crisis for flag in raised):
        return CRISIS
    told = now.was_told(EMERGENCY) or now.was_told(CRISIS)
    is_of_before = bool(now.alarms_before) and not raised
    if any(flag.tier in ALARMING for flag in raised) or not (told or is_of_before):
        return EMERGENCY
    concern = now.concern("emergency")
    if now.intent in ALLOWED_IN_EMERGENCY and concern not in _NOT_SEEN_YET:
        return None
    if not told:
        return f"{CRISIS if _is_crisis_alone(now) else EMERGENCY}{OF_LAST_TIME}"
    if now.intent in _ADVICE:
        return CLOSED_EMERGENCY
    concern = _or_country(concern, now) or _SAID_BY_INTENT.get(now.intent or "")
    return f"{OF_EMERGENCY}{concern}" if concern else CLOSED_EMERGENCY


def _or_country(concern: str | None, now: Situation) -> str | None:
    """The concern; where there is none, or it is the number, that somebody says where they are."""
    little = now.says_little(_BESIDE_COUNTRY, MOST_WORDS_OF_COUNTRY)
    says_where = little and bool(now.named(COUNTRY))
    return COUNTRY if concern in (None, NUMBER) and says_where else concern


def _in_crisis(now: Situation) -> str | None:
    """What is said to somebody who spoke of despair, and goes on."""
    concern = now.concern("crisis")
    if concern not in _PRESSING and any(flag.crisis for flag, _ in now.told):
        # Also to deny it: "I don't want to hurt myself, I am just so tired".
        return CRISIS_AGAIN
    concern = _or_country(concern, now)
    if concern:
        return f"{OF_CRISIS}{concern}"
    if now.intent in ALLOWED_IN_EMERGENCY:
        return None
    return f"{OF_CRISIS}{THANKS}" if now.intent in _THANKING else CLOSED_CRISIS


def _is_crisis_alone(now: Situation) -> bool:
    """Whether despair is the one emergency that is open."""
    open_flags = [now.knowledge.flags[flag] for flag in now.state.flags]
    emergencies = [flag for flag in open_flags if flag.tier is Tier.EMERGENCY]
    return bool(emergencies) and all(flag.crisis for flag in emergencies)


def _urgent(now: Situation) -> str | None:
    if now.intent == RECHECK:
        return None
    if Tier.URGENT.value in {triage["tier"] for triage in now.triages}:
        return URGENT
    is_urgent = now.state.clearance is Clearance.URGENT
    if is_urgent and now.alarms_before and not now.was_told(URGENT):
        is_allowed = now.intent in ALLOWED_IN_EMERGENCY
        return None if is_allowed else f"{URGENT}{OF_LAST_TIME}"
    if is_urgent and now.was_told(URGENT) and not now.form:
        concern = _or_country(now.concern("urgent"), now)
        if concern and now.intent not in _ADVICE:
            return f"{OF_URGENT}{concern}"
    # What was harmless alone can be urgent with what was said before.
    together = is_urgent and bool(now.told)
    return URGENT if together and not now.was_told(URGENT) else None


def hear_answer(now: Situation) -> Step | None:
    """What follows on a no to the question about a sign; without an answer it is repeated.

    A yes, or not being sure, makes an emergency of it before it comes to this.
    """
    if now.turn.actions or not now.sign_asked_about:
        return None
    sign = now.knowledge.flags[now.sign_asked_about["id"]]
    if now.says_no:
        return Step(NOT_DESPAIR if sign.crisis else NOT_MEANT)
    if sign.crisis or now.intent in ALLOWED_IN_EMERGENCY | _LEAVING:
        return None
    return _asking(ASK_BACK_NOW, sign, now)


def ask_back(now: Situation) -> Step | None:
    """The question about a sign that the message may have meant, if there is one.

    Who says that a clinician has looked is asked all the questions anyway.
    """
    sign, done = now.near_miss, now.turn.actions
    if not sign or now.state.clearance is Clearance.EMERGENCY or not SETTLED.isdisjoint(done):
        return None
    if sign.crisis:
        if ASK_BACK_CRISIS not in done:
            return _asking(ASK_BACK_CRISIS, sign, now)
        # Ten questions are no answer to despair.
        ends = done[-1] == ASK_BACK_CRISIS and now.intent == RECHECK
        return Step(now.form or ACTION_LISTEN_NAME) if ends else None
    if now.intent == RECHECK:
        return None
    if ASK_BACK in done:
        return Step(SAFETY_FORM) if done[-1] == ASK_BACK else None
    return _asking(ASK_BACK if now.state.unanswered else ASK_BACK_NOW, sign, now)


def _asking(question: str, sign: Flag, now: Situation) -> Step:
    return Step(question, [*now.facts(), SlotSet("asked_about", sign.name)])


def if_now(now: Situation) -> Step | None:
    """What to do if the emergency that was only asked about is there; said once."""
    asked = now.only_asked
    if not asked or IF_NOW in now.turn.actions:
        return None
    return Step(IF_NOW, [*now.numbers(), SlotSet("red_flag_reason", asked[0].why)])


def is_answer_to_concern(action: str) -> bool:
    """Whether ``action`` answers somebody who was told to get help; then the turn is over."""
    return action.startswith((OF_EMERGENCY, OF_URGENT, OF_CRISIS))
