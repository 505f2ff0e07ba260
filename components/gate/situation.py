"""The moment of a conversation in which the next step is decided."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.guidance.session import is_under_way
from backwise.language.status import Status
from backwise.language.subject import MEANT, SELF, TOLD, Subject
from backwise.safety.check import ALARMS_BEFORE, UNSURE, YES, Clearance, SafetyState, assess
from backwise.safety.rules import OPEN, Flag, Question, Tier
from components.conversation import (
    RECEIPT_SLOT,
    SUBJECT,
    before_latest_message,
    country_hint,
    is_carried_over,
    latest_triages,
    sign_asked_about,
    triages_of,
    turn_of,
)
from components.events import (
    ALARMS,
    OF_LAST_TIME,
    RESET_ACTION,
    before_latest_session,
    is_message,
    said_since_reset,
    since_session_start,
)
from components.gate.knowledge import GateKnowledge
from components.message_joiner import NEAR_MISS
from components.wishes import OFFERS, QUESTIONS, wishes_beside, wishes_of

ALARMING = (Tier.EMERGENCY, Tier.URGENT)
SAFETY_FORM = "safety_form"
RECHECK, CORRECTION = "recheck_safety", "correct_information"
ASK_FORGET, FORGET, CONFIRM_FORGET = "utter_ask_forget", "forget_me", "confirm_forget"
AGREEING = frozenset({"affirm", "agree"})
_NOES = frozenset({"deny", RECHECK})
WISHED_FOR = QUESTIONS.union(offer.intent for offer in OFFERS)
# What a message may name that says yes to something else than a sign.
_NO_ANSWERS = frozenset(
    ["location", "intensity", "radiation", "topic", "therapy", "technique", "exercise", "routine"]
)
# What a question can be answered about.
KINDS = ("topic", "therapy")
# What is said to what people say of an answer.
OF_ANSWER = "utter_follow_up_"
# The massage that somebody else gives at home.
GIVEN_BY_OTHERS = "partner_massage"
# What makes a yes unclear, and clear again; see ``yes_answer`` in data/language/about_question.yml.
OLD, CHANGED = "old", "changed"
# A time in days, and from how many on something is no news.
LASTING, DAYS_OF_OLD = "duration", 365
# What takes an alarm back, in words that say so; see data/safety/concerns.yml.
MISREAD, SEEN = "misread", "seen"
# What takes back that it is about a child.
ADULT = "adult"
_DENYING = frozenset({"deny", CORRECTION})
_TELLING = "inform"
# What is said to "thanks" and "ok", and to what was meant for a routine that is not there: what
# was said before is still what people speak of.
_ASIDES = frozenset({"utter_welcome", "utter_all_right", "utter_no_session"})


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes:
        action: name of the action.
        facts: events that come with it, such as the slots that its words name.
    """

    action: str
    facts: list[Event] = field(default_factory=list)


class Situation:
    """A conversation, read with the eyes of the gate.

    Args:
        tracker: the conversation; somebody must have written.
        knowledge: safety rules, numbers and words.

    Attributes:
        turn: what happened since somebody last wrote.
    """

    def __init__(self, tracker: DialogueStateTracker, knowledge: GateKnowledge) -> None:
        self.tracker = tracker
        self.knowledge = knowledge
        self.turn = turn_of(tracker)

    # ---- the conversation -------------------------------------------------------

    @property
    def message(self) -> UserUttered:
        """The latest message."""
        return self.tracker.latest_message

    @functools.cached_property
    def intent(self) -> str | None:
        """The intent of the latest message, as it is to be taken here.

        Who corrects something while an emergency is open takes back what raised it. A yes
        to whether all is to be deleted is as good as the button; without the question neither is.
        "Yoga", to somebody who was asked how it began, is no wish for exercises, "it never
        stops" is an answer as well, and "it's better", of a routine, is how it felt.
        """
        name: str | None = self.message.intent.get("name")
        if RESET_ACTION in self.turn.actions and name in (*_DENYING, RECHECK):
            return RECHECK
        if self.is_alarmed and not self.is_press:
            name = self._if_proven(name)
        if name == RECHECK and not self._may_recheck:
            return _TELLING
        if self.state.clearance is Clearance.UNDER_AGE and self.concern("under_age") == ADULT:
            return RECHECK
        takes_back = name == CORRECTION and self.state.clearance is Clearance.EMERGENCY
        if self._answers_by_naming:
            return _TELLING
        if name == "express_relief" and self.asks and self.named("topic"):
            return "ask_self_care"
        if name == "express_relief" and self.tracker.get_slot("session") is not None:
            return "session_feedback"
        if self.asks_about_exercise:
            return "ask_self_care"
        if name in (*AGREEING, CONFIRM_FORGET):
            if self.last_said == ASK_FORGET:
                return CONFIRM_FORGET
            # Nothing is deleted that was not asked about.
            name = FORGET if name == CONFIRM_FORGET else name
        return RECHECK if takes_back else name

    @property
    def intent_before(self) -> str | None:
        """The intent of the message before the latest one; None if that is the first."""
        before = reversed(before_latest_message(self.tracker))
        messages = (event for event in before if isinstance(event, UserUttered))
        return next((one.intent.get("name") for one in messages), None)

    @property
    def _may_recheck(self) -> bool:
        """Whether the safety check is asked for, or there is anything to take back in it.

        "My GP gave me some" takes nothing back where nothing was asked and no alarm was raised.
        """
        if self.is_press or self.concern("check"):
            return True
        if self.form == SAFETY_FORM and not self.has_alarm:
            return self.concern("taken_back") == MISREAD and not self.is_of_long_ago
        is_answered = any(
            self.tracker.get_slot(question.slot) is not None
            for question in self.knowledge.questions
        )
        return is_answered or bool(self.state.flags) or self.is_rechecked

    @property
    def is_alarmed(self) -> bool:
        """Whether somebody was told to get help, and no more was asked since."""
        return self.has_alarm and not self.form

    @property
    def has_alarm(self) -> bool:
        """Whether somebody should get help, today or at once."""
        return self.state.clearance in (Clearance.EMERGENCY, Clearance.URGENT)

    def _if_proven(self, intent: str | None) -> str | None:
        """The intent of a message to which an alarm is open.

        The alarm is taken back only in words that say so: not in "I don't have a doctor", "the
        doctor can't see me" or "google says it's fine".
        """
        said = self.concern("taken_back")
        if intent == RECHECK:
            return RECHECK if said in (MISREAD, SEEN) else _TELLING
        denies = intent in _DENYING and not self.turn.corrected
        return RECHECK if denies and said == MISREAD else intent

    @functools.cached_property
    def _subject(self) -> Subject | None:
        return None if self.is_press else self.knowledge.subject(self.message.text or "")

    @property
    def means_all_along(self) -> bool:
        """Whether the latest message says for whom all before it was: "it's for my mum"."""
        return self._subject is not None and self._subject.kind == MEANT

    @functools.cached_property
    def another_person(self) -> str | None:
        """For whom the latest message asks, if that is another person than before.

        "My dad has a bad back, too" is no more than a remark to somebody who is being asked
        something, and "is yoga good for my mum" changes nothing for whoever asks.
        """
        said = self._subject
        if not said or not said.is_another_than(self.tracker.get_slot(SUBJECT) or SELF):
            return None
        is_aside = self._asks_in_general or (said.kind == TOLD and bool(self.form))
        # "Can my wife do it", of a massage.
        is_helper = ("technique", GIVEN_BY_OTHERS) in self.named("technique")
        return None if is_aside or is_helper else said.who

    @property
    def _asks_in_general(self) -> bool:
        """Whether a question is about something known, or about no routine: "can he do them"."""
        has_routine = self.tracker.get_slot("session") is not None and not self.form
        return self.intent in QUESTIONS and (self.names_subject or not has_routine)

    @functools.cached_property
    def asks(self) -> bool:
        """Whether the message asks or wishes for something."""
        text = self.message.text or ""
        clauses = self.knowledge.clauses
        return "?" in text or any(map(clauses.may_wish, clauses.split(text)))

    @functools.cached_property
    def told_first(self) -> str:
        """What the latest message says before it asks something: "no" of "no, is heat ok?"."""
        return self.knowledge.before_question(self.message.text or "")

    @property
    def _answers_by_naming(self) -> bool:
        """Whether what the message names answers the question, and it asks nothing.

        That is how the pain began, or what people say instead of yes or no ("it never stops").
        """
        question = self.tracker.get_slot(REQUESTED_SLOT)
        names = question == "trigger" or bool(question and self.named(question))
        is_answer = names and question in self.turn.answered
        # "Lifting", to somebody who was asked where, is no question about lifting.
        is_word = "trigger" in self.turn.answered and self.length == 1
        return bool(self.form) and (is_answer or is_word) and not self.asks

    @functools.cached_property
    def asks_about_exercise(self) -> bool:
        """Whether the message asks something known about exercising, not only for exercises."""
        asked = [
            topic
            for topic in self.message.entities
            if topic["entity"] == "topic"
            and topic["value"] in self.knowledge.about_exercise
            and not topic.get("role")
        ]
        return (
            self.message.intent.get("name") == "request_exercise"
            and bool(asked)
            and not wishes_beside(self.message, asked)
            and not self.named("exercise", "routine", "wants_back", "minutes")
        )

    @property
    def form(self) -> str | None:
        """The form that is being filled in; None if there is none."""
        return self.tracker.active_loop_name

    @property
    def is_routine_under_way(self) -> bool:
        """Whether a routine is being done together."""
        return is_under_way(self.tracker.get_slot("session"))

    def named(self, *kinds: str) -> list[tuple[str, Any]]:
        """The entities of these kinds in the latest message that are meant, with their values."""
        return _named(self.message, kinds)

    @property
    def names_subject(self) -> bool:
        """Whether the latest message names what a question can be answered about."""
        return bool(self.named(*KINDS))

    @property
    def asks_known(self) -> bool:
        """Whether the latest message asks something that has an answer."""
        asked = {self.intent, *wishes_of(self.message)}
        return self.names_subject and not QUESTIONS.isdisjoint(asked)

    def names_beside(self, kinds: frozenset[str]) -> bool:
        """Whether the latest message names, and means, anything but entities of these kinds."""
        return any(
            entity["entity"] not in kinds and not entity.get("role")
            for entity in self.message.entities
        )

    def says_little(self, kinds: frozenset[str], most_words: int) -> bool:
        """Whether the latest message is short, and names nothing but entities of these kinds."""
        return self.length <= most_words and not self.names_beside(kinds)

    @property
    def length(self) -> int:
        """How many words the latest message has."""
        return len((self.message.text or "").split())

    @property
    def is_press(self) -> bool:
        """Whether the latest message is the payload of a button."""
        return (self.message.text or "").startswith(INTENT_MESSAGE_PREFIX)

    def was_said(self, action: str) -> bool:
        """Whether ``action`` ran since the safety check was last reset."""
        return said_since_reset(self.tracker, action)

    def was_told(self, alarm: str) -> bool:
        """Whether ``alarm`` was said in this session, or that it is open since the last one."""
        return self.was_said(alarm) or self.was_said(f"{alarm}{OF_LAST_TIME}")

    @property
    def last_said(self) -> str | None:
        """The response that the person read last before the latest message."""
        for event in reversed(before_latest_message(self.tracker)):
            if isinstance(event, BotUttered):
                said: str | None = (event.metadata or {}).get("utter_action")
                return said
        return None

    @property
    def done_before(self) -> list[str]:
        """The actions of the turn before the latest message; an aside is no turn."""
        done: list[str] = []
        for event in reversed(before_latest_message(self.tracker)):
            if isinstance(event, UserUttered):
                if not set(done) <= _ASIDES:
                    break
                done = []
            if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME:
                done.insert(0, str(event.action_name))
        return done

    @property
    def last_done(self) -> str | None:
        """The last action of ours that was done before the latest message."""
        done: str | None = self.tracker.get_slot(RECEIPT_SLOT)
        return done

    @property
    def last_asked(self) -> tuple[str, list[str]]:
        """What was asked about last before the latest message: topics, or therapies.

        What was said of an answer, such as "will it hurt", asks about the same.
        """
        is_of_answer = False
        for event in reversed(before_latest_message(self.tracker)):
            if isinstance(event, ActionExecuted):
                is_of_answer |= str(event.action_name).startswith(OF_ANSWER)
            elif isinstance(event, UserUttered):
                if is_of_answer:
                    is_of_answer = False
                    continue
                for kind in KINDS:
                    if asked := _named(event, (kind,)):
                        return kind, list(dict.fromkeys(name for _, name in asked))
        return "topic", []

    # ---- safety -------------------------------------------------------------------

    @functools.cached_property
    def state(self) -> SafetyState:
        """The picture that all messages and answers give together."""
        questions = self.knowledge.questions
        answers = {question.slot: self.tracker.get_slot(question.slot) for question in questions}
        if self.said_yes_to:
            answers[self.said_yes_to.slot] = YES
        triages = triages_of(self.tracker, self.knowledge.triage)
        return assess(self.knowledge.rules, questions, triages, answers, self.alarms_before)

    @functools.cached_property
    def alarms_before(self) -> list[str]:
        """Ids of the red flags that were open when the last session ended, and still are.

        Who comes back after a night has not been looked at for that.
        """
        old = before_latest_session(list(self.tracker.events))
        if not any(map(is_message, old)) or is_carried_over(self.tracker):
            return list(self.tracker.get_slot(ALARMS_BEFORE) or ())
        sender, slots = self.tracker.sender_id, self.tracker.slots.values()
        before = DialogueStateTracker.from_events(sender, old, slots)
        state = Situation(before, self.knowledge).state
        return list(state.flags) if state.tier in ALARMING else []

    @functools.cached_property
    def is_rechecked(self) -> bool:
        """Whether an alarm was taken back, and the questions are not answered again yet."""
        done = [
            str(event.action_name)
            for event in since_session_start(self.tracker)
            if isinstance(event, ActionExecuted)
        ]
        before = done[: done.index(RESET_ACTION)] if RESET_ACTION in done else []
        return bool(self.state.unanswered) and not ALARMS.isdisjoint(before)

    @functools.cached_property
    def triages(self) -> list[dict[str, Any]]:
        """Triage of the latest message, and of it together with the one before it, if any."""
        return latest_triages(self.tracker, self.knowledge.triage)

    @functools.cached_property
    def told(self) -> list[tuple[Flag, Status]]:
        """The red flags that the latest message names, and the sense in which each is meant."""
        return [
            (self.knowledge.flags[flag["id"]], Status(flag["status"]))
            for triage in self.triages
            for flag in triage["flags"]
        ]

    @property
    def raised(self) -> list[Flag]:
        """The flags that count and that came with the latest message or answer."""
        question = self.said_yes_to
        answered = [self.knowledge.flags[question.flag]] if question and question.flag else []
        return self.raised_in_words + answered

    @property
    def raised_in_words(self) -> list[Flag]:
        """The flags that count and that the latest message names."""
        return [flag for flag, sense in self.told if sense in OPEN]

    @functools.cached_property
    def said_yes_to(self) -> Question | None:
        """The question of the safety check to which the latest message says yes.

        A message that begins with a yes is one, whatever it was taken for: "yes it changed
        since last week". Whoever asks for something may only be polite, and "yes my lower
        back hurts" says yes to another question.
        """
        asked = [question for question in self.knowledge.questions if question.flag]
        heard = [one for one in asked if self.turn.answered.get(one.slot) == YES]
        if heard:
            return heard[0]
        open_slot = self.tracker.get_slot(REQUESTED_SLOT) if self.form else None
        question = next((one for one in asked if one.slot == open_slot), None)
        if not question or self.turn.actions:
            return None
        is_open = self.turn.answered.get(question.slot, UNSURE) == UNSURE
        return question if is_open and self._leads_with_yes else None

    @property
    def _leads_with_yes(self) -> bool:
        """Whether the latest message begins with a yes, and says neither no nor something else."""
        text = self.message.text or ""
        tells_else = any(entity["entity"] in _NO_ANSWERS for entity in self.message.entities)
        asks = "?" in text or self.message.intent.get("name") in WISHED_FOR
        is_other = tells_else or asks or bool(self.concern("question"))
        return self.knowledge.says_yes(text) and not is_other

    @property
    def is_of_long_ago(self) -> bool:
        """Whether the latest message says that something has been so for long, and no worse."""
        kind = self.concern("yes_answer")
        lasted = [
            entity["value"] for entity in self.message.entities if entity["entity"] == LASTING
        ]
        return kind == OLD or (kind != CHANGED and bool(lasted) and min(lasted) >= DAYS_OF_OLD)

    @property
    def is_of_other_alone(self) -> bool:
        """Whether the latest message speaks of somebody else alone, who is not asked for."""
        text = (self.message.text or "").strip()
        is_own = self.tracker.get_slot(SUBJECT) in (None, SELF)
        return is_own and any(
            stretch == [0, len(text)] for triage in self.triages for stretch in triage["others"]
        )

    @property
    def only_asked(self) -> list[Flag]:
        """The emergencies that the latest message asks about and does not tell of."""
        return [
            flag
            for flag, sense in self.told
            if sense is Status.HYPOTHETICAL and flag.tier is Tier.EMERGENCY
        ]

    @property
    def denies(self) -> bool:
        """Whether the latest message only says which signs are not there: "no fever"."""
        return {sense for _, sense in self.told} == {Status.NEGATED}

    @property
    def says_no(self) -> bool:
        """Whether the latest message is a no, or denies a sign."""
        return self.intent in _NOES or self.denies

    @functools.cached_property
    def sign_asked_about(self) -> dict[str, Any] | None:
        """The sign about which the person was asked before the latest message."""
        return sign_asked_about(before_latest_message(self.tracker))

    @property
    def near_miss(self) -> Flag | None:
        """The sign that the latest message may have meant."""
        near_miss = (self.message.parse_data or {}).get(NEAR_MISS)
        return self.knowledge.flags[near_miss["id"]] if near_miss else None

    def concern(self, kind: str) -> str | None:
        """What the latest message says to what the person has just read.

        Args:
            kind: as in ``GateKnowledge.concern``.
        """
        return self.knowledge.concern(kind, self.message.text or "")

    # ---- slots that the safety messages name ----------------------------------------

    def numbers(self) -> list[Event]:
        """The numbers to call, in the person's country if it is known."""
        country = self.tracker.get_slot("country") or country_hint(self.tracker)
        numbers = self.knowledge.numbers.get(country or "", {})
        slots = {
            "emergency_number": "ambulance",
            "advice_line": "advice",
            "crisis_line": "crisis",
        }
        return [SlotSet(slot, numbers[kind]) for slot, kind in slots.items() if numbers.get(kind)]

    def facts(self) -> list[Event]:
        """The numbers, and why the most urgent open flag matters.

        They are set by the gate because nothing else is sure to run.
        """
        heard = [SlotSet(self.said_yes_to.slot, YES)] if self.said_yes_to else []
        flags = [self.knowledge.flags[flag] for flag in self.state.flags]
        if not flags:
            return [*self.numbers(), *heard]
        most_urgent = min(flags, key=lambda flag: flag.tier.rank)
        return [*self.numbers(), SlotSet("red_flag_reason", most_urgent.why), *heard]


def _named(message: UserUttered, kinds: tuple[str, ...]) -> list[tuple[str, Any]]:
    """The entities of these kinds in a message that are meant, with their values."""
    return [
        (entity["entity"], entity["value"])
        for entity in message.entities
        if entity["entity"] in kinds and not entity.get("role")
    ]
