"""Decides what happens next: Rasa's rules, behind a gate that fails closed."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_DEACTIVATE_LOOP_NAME, ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, LoopInterrupted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.guidance.session import VERSION_FOR, exercise_with_number, is_under_way
from backwise.knowledge.content import read_content
from backwise.language.reading import GENERAL_TOPIC
from backwise.language.status import Status
from backwise.people.retention import FORGOTTEN
from backwise.safety.check import YES, Clearance, SafetyState, assess
from backwise.safety.rules import OPEN, Flag, Question, Tier, read_questions, read_red_flags
from backwise.settings import (
    CONTENT,
    CONTEXT_CUES,
    PHRASES,
    RED_FLAGS,
    SAFETY_QUESTIONS,
    action_server_url,
)
from backwise.yaml_lines import read_yaml
from components.action_server_probe import ActionServerProbe
from components.conversation import (
    Turn,
    before_latest_message,
    carried_over,
    country_hint,
    latest_triages,
    recent,
    said_since_reset,
    sign_asked_about,
    triages_of,
    turn_of,
)
from components.events import ASK_BACK_CRISIS, ASK_BACK_NOW
from components.fallbacks import AGAIN, INSTEAD, READING, fallback_for
from components.message_joiner import NEAR_MISS
from components.red_flag_triage import as_stored, make_triager, triage_text
from components.stored_data import fingerprint_of, store, stored
from components.wishes import ANSWER_QUESTION, OFFERS, QUESTIONS, Offer, open_offer, wishes_of

# Advice that only a person whose safety check is clear may get.
LEAD_SESSION, NO_SESSION = "action_lead_session", "utter_no_session"
SUGGEST, NOTE_FEEDBACK = "action_suggest_exercises", "action_note_feedback"
# Nothing is left to be done after these, whatever the rules made of the message.
ENDING = frozenset({SUGGEST, NOTE_FEEDBACK, *AGAIN})
GUARDED_ACTIONS = frozenset({SUGGEST, LEAD_SESSION, "action_answer_massage"})
# While a routine is done together these are about it; elsewhere they are not.
LEADING = frozenset({"skip", "stop", "ask_why", "affirm", "agree"})
# "Number 2 makes my leg tingle" does not ask for number 2.
OF_FEELING = frozenset({"session_feedback", "describe_pain"})
SAFETY_FORM, PAIN_FORM = "safety_form", "pain_form"
NO_ANSWER, GO_ON = "utter_no_answer", "utter_go_on"

EMERGENCY, CRISIS, URGENT = "utter_emergency", "utter_crisis", "utter_urgent"
# Somebody who goes on talking of their despair is not told the same again, nor sent to a
# department for bodies.
CRISIS_AGAIN, CLOSED_CRISIS = "utter_crisis_again", "utter_closed_crisis"
# To somebody who was asked about a sign and says no.
NOT_DESPAIR, NOT_MEANT = "utter_not_despair", "utter_not_meant"
# After one of these nothing more is asked about a sign in this turn.
SETTLED = frozenset({ASK_BACK_NOW, NOT_DESPAIR, NOT_MEANT})
UNAVAILABLE = "utter_unavailable"
CLOSED = {
    Clearance.EMERGENCY: "utter_closed_emergency",
    Clearance.URGENT: "utter_closed_urgent",
    Clearance.UNKNOWN: "utter_closed_unknown",
    Clearance.UNDER_AGE: "utter_closed_under_age",
}
# After one of these the turn is over, and so is any form.
FINAL = frozenset(
    [EMERGENCY, CRISIS, CRISIS_AGAIN, CLOSED_CRISIS, URGENT, *CLOSED.values()]
    + ["utter_ask_forget", FORGOTTEN]
)
# What the gate says in place of the rules, which then do not know how to go on.
LAST_WORDS = frozenset(
    [UNAVAILABLE, NO_SESSION, ASK_BACK_NOW, NOT_DESPAIR, NOT_MEANT, *INSTEAD]
    + [offer.offer for offer in OFFERS]
)
# Said before the turn proper; the rules do not see them.
INTRODUCTION, SAFETY_INTRODUCTION = "utter_intro", "utter_safety_intro"
CORRECTED = "utter_corrected"
SOON, ASK_BACK = "utter_soon", "utter_ask_back"
# Said after the answer to somebody who only asked about an emergency.
IF_NOW = "utter_if_now"
INTERJECTIONS = frozenset(
    [INTRODUCTION, SAFETY_INTRODUCTION, CORRECTED, SOON, ASK_BACK, ASK_BACK_CRISIS, IF_NOW]
)
CORRECTION, RECHECK = "correct_information", "recheck_safety"
NOES = frozenset({"deny", RECHECK})
ALARMING = (Tier.EMERGENCY, Tier.URGENT)
# What may be talked about while an emergency is open; all else gets the reminder.
ALLOWED_IN_EMERGENCY = frozenset(
    [RECHECK, "start_over", "thanks", "goodbye", "bot_challenge", "ask_privacy"]
    + ["forget_me", "confirm_forget"]
)
KNOWS_INTRODUCTION = frozenset({"greet", "help", "start_over", "bot_challenge"})


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes:
        action: name of the action.
        facts: events that come with it, such as the slots that its words name.
    """

    action: str
    facts: list[Event] = field(default_factory=list)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True
)
class SafetyGate(RulePolicy):
    """RulePolicy with three promises around it.

    * An emergency, in a message or in an answer, is answered at once, inside the
      Rasa process, whatever the intent, the form or the rule.
    * Exercises and massage stay closed unless the safety check is clear, and so do tips
      for an ordinary sore back while something should be looked at today.
    * A custom action is called only when the action server answers, and one that
      did not finish is said to have failed. Stock Rasa goes on as if it had run.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._probe = ActionServerProbe(action_server_url())
        self._knowledge: dict[str, Any] = {}

    # ---- the model ------------------------------------------------------------

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(CONTENT, RED_FLAGS, CONTEXT_CUES, SAFETY_QUESTIONS, PHRASES)

    def persist(self) -> None:
        """Puts the safety rules into the model, beside the dialogue rules."""
        super().persist()
        content = read_content(CONTENT)
        rules = read_red_flags(RED_FLAGS)
        phrases = read_yaml(PHRASES)
        knowledge = {
            "readings": {
                name.removeprefix(READING): words
                for name, words in phrases.items()
                if name.startswith(READING)
            },
            "red_flags": as_stored(),
            "while_urgent": [topic.id for topic in content.topics if topic.while_urgent],
            "questions": [question.dict() for question in read_questions(SAFETY_QUESTIONS, rules)],
            "numbers": {
                entry.country_code: {"ambulance": entry.ambulance, "crisis": entry.crisis_line}
                for entry in content.emergency_numbers
            },
        }
        store(self._model_storage, self._resource, "knowledge", knowledge)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyGate:
        """Loads dialogue rules and safety rules (see parent class)."""
        policy: SafetyGate = super().load(
            config, model_storage, resource, execution_context, **kwargs
        )
        policy._use(stored(model_storage, resource, "knowledge"))
        return policy

    def _use(self, knowledge: dict[str, Any]) -> None:
        self._knowledge = knowledge
        self._triager = make_triager(knowledge["red_flags"])
        self._questions = [Question(**question) for question in knowledge["questions"]]
        self._flags = {flag.id: flag for flag in self._triager.rules.flags}

    # ---- the decision -----------------------------------------------------------

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """Predicts the next action (see parent class)."""
        if not self._knowledge or tracker.latest_message is None:
            return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
        prediction = self._decide(tracker, domain)
        prediction.events = [*prediction.events, *carried_over(tracker)]
        return prediction

    def _decide(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        """What happens next."""
        turn = turn_of(tracker)
        ending = self._end_turn(turn, tracker)
        if ending:
            return self._predict_action(ending, tracker, domain)
        if self._has_failed(turn, domain):
            return self._predict_action(UNAVAILABLE, tracker, domain)
        state = self._assess(tracker)
        if not set(turn.actions) - INTERJECTIONS:
            answer = self._answer_red_flag(state, turn, tracker)
            if answer:
                return self._predict_action(answer, tracker, domain, self._facts(state, tracker))
            if (
                turn.first
                and INTRODUCTION not in turn.actions
                and self._intent(tracker) not in (KNOWS_INTRODUCTION)
            ):
                facts = self._facts(state, tracker)
                return self._predict_action(INTRODUCTION, tracker, domain, facts)
        return self._follow_rules(state, turn, tracker, domain)

    def _end_turn(self, turn: Turn, tracker: DialogueStateTracker) -> str | None:
        """What to do after a message that ends the turn; None to go on."""
        if not turn.actions:
            return None
        if turn.actions[-1] in FINAL:
            return ACTION_DEACTIVATE_LOOP_NAME if tracker.active_loop_name else ACTION_LISTEN_NAME
        if turn.actions[-1] in LAST_WORDS:
            # An open question is asked again, so that nothing is lost.
            return tracker.active_loop_name or ACTION_LISTEN_NAME
        if FINAL.intersection(turn.actions) or UNAVAILABLE in turn.actions:
            return ACTION_LISTEN_NAME
        if turn.actions[-1] == LEAD_SESSION and turn.receipt:
            return ACTION_LISTEN_NAME
        return None

    @staticmethod
    def _has_failed(turn: Turn, domain: Domain) -> bool:
        """Whether the last action was one of ours and left no receipt."""
        return bool(turn.actions) and _is_custom(turn.actions[-1], domain) and not turn.receipt

    def _assess(self, tracker: DialogueStateTracker) -> SafetyState:
        answers = {q.slot: tracker.get_slot(q.slot) for q in self._questions}
        triages = triages_of(tracker, self._triage)
        return assess(self._triager.rules, self._questions, triages, answers)

    def _triage(self, text: str) -> dict[str, Any]:
        return triage_text(self._triager, text)

    def _answer_red_flag(
        self, state: SafetyState, turn: Turn, tracker: DialogueStateTracker
    ) -> str | None:
        """The answer to a red flag that this message or answer raised or left open."""
        intent = self._intent(tracker)
        triages = latest_triages(tracker, self._triage)
        raised = self._raised_now(turn, triages)
        if state.clearance is Clearance.EMERGENCY:
            if said_since_reset(tracker, CRISIS) and self._speaks_of_despair(triages):
                return CRISIS_AGAIN
            if any(self._flags[flag].crisis for flag in raised):
                return CRISIS
            told = said_since_reset(tracker, EMERGENCY) or said_since_reset(tracker, CRISIS)
            if self._alarms(raised) or not told:
                return EMERGENCY
            if intent in ALLOWED_IN_EMERGENCY:
                return None
            return CLOSED_CRISIS if self._is_crisis_alone(state) else CLOSED[Clearance.EMERGENCY]
        if intent == RECHECK:
            return None
        if Tier.URGENT.value in {triage["tier"] for triage in triages}:
            return URGENT
        # What was harmless alone can be urgent with what was said before.
        together = state.clearance is Clearance.URGENT and any(t["flags"] for t in triages)
        return URGENT if together and not said_since_reset(tracker, URGENT) else None

    def _alarms(self, flags: list[str]) -> bool:
        """Whether one of the ``flags`` is more than context."""
        return any(self._flags[flag].tier in ALARMING for flag in flags)

    def _speaks_of_despair(self, triages: list[dict[str, Any]]) -> bool:
        """Whether despair is named, be it to deny it: "I don't want to hurt myself"."""
        return any(flag.crisis for flag, _ in self._told(triages))

    def _is_crisis_alone(self, state: SafetyState) -> bool:
        """Whether despair is the one emergency that is open."""
        open_flags = [self._flags[flag] for flag in state.flags]
        emergencies = [flag for flag in open_flags if flag.tier is Tier.EMERGENCY]
        return bool(emergencies) and all(flag.crisis for flag in emergencies)

    def _told(self, triages: list[dict[str, Any]]) -> list[tuple[Flag, Status]]:
        """The flags of these triages, and the sense in which each is meant."""
        return [
            (self._flags[flag["id"]], Status(flag["status"]))
            for triage in triages
            for flag in triage["flags"]
        ]

    def _raised_now(self, turn: Turn, triages: list[dict[str, Any]]) -> list[str]:
        """Ids of the flags that count and that came with the latest message."""
        raised = [flag.id for flag, sense in self._told(triages) if sense in OPEN]
        raised += [
            question.flag
            for question in self._questions
            if question.flag and turn.answered.get(question.slot) == YES
        ]
        return raised

    def _follow_rules(
        self, state: SafetyState, turn: Turn, tracker: DialogueStateTracker, domain: Domain
    ) -> PolicyPrediction:
        """What the rules say, unless something else suits the message better or is allowed."""
        step = self._hear_answer(state, turn, tracker) or self._ask_back(state, turn, tracker)
        if step:
            return self._predict_action(step.action, tracker, domain, step.facts)
        left_out = INTERJECTIONS | ({ANSWER_QUESTION} if self._question_first(tracker) else set())
        prediction = super().predict_action_probabilities(recent(tracker, left_out), domain)
        ruled = Step(domain.action_names_or_texts[prediction.max_confidence_index])
        step = self._instead(ruled.action, turn, tracker) or ruled
        if step.action == ACTION_LISTEN_NAME and not tracker.active_loop_name:
            step = self._before_listening(state, turn, tracker) or step
        if step.action in AGAIN:
            step = Step(*fallback_for(step.action, tracker, self._knowledge["readings"]))
        step = self._unless_closed(step, state, turn, tracker, domain)
        if step == ruled:
            return prediction
        return self._predict_action(step.action, tracker, domain, step.facts)

    def _hear_answer(
        self, state: SafetyState, turn: Turn, tracker: DialogueStateTracker
    ) -> Step | None:
        """What follows on a no to the question about a sign; without an answer it is repeated.

        A yes, or not being sure, makes an emergency of it before it comes to this.
        """
        asked = None if turn.actions else sign_asked_about(before_latest_message(tracker))
        if not asked:
            return None
        sign = self._flags[asked["id"]]
        if self._intent(tracker) in NOES or self._denies(tracker):
            return Step(NOT_DESPAIR if sign.crisis else NOT_MEANT)
        if sign.crisis or self._intent(tracker) in ALLOWED_IN_EMERGENCY:
            return None
        return Step(ASK_BACK_NOW, [*self._facts(state, tracker), SlotSet("asked_about", sign.name)])

    def _ask_back(
        self, state: SafetyState, turn: Turn, tracker: DialogueStateTracker
    ) -> Step | None:
        """The question about a sign that the message may have meant, if there is one."""
        near_miss = self._near_miss(state, tracker)
        if not near_miss or not SETTLED.isdisjoint(turn.actions):
            return None
        facts = [*self._facts(state, tracker), SlotSet("asked_about", near_miss.name)]
        if near_miss.crisis:
            if ASK_BACK_CRISIS not in turn.actions:
                return Step(ASK_BACK_CRISIS, facts)
            # Ten questions are no answer to despair.
            ends = turn.actions[-1] == ASK_BACK_CRISIS and self._intent(tracker) == RECHECK
            return Step(tracker.active_loop_name or ACTION_LISTEN_NAME) if ends else None
        if ASK_BACK in turn.actions:
            return Step(SAFETY_FORM) if turn.actions[-1] == ASK_BACK else None
        return Step(ASK_BACK if state.unanswered else ASK_BACK_NOW, facts)

    def _instead(self, action: str, turn: Turn, tracker: DialogueStateTracker) -> Step | None:
        """What suits the message better than the ``action`` of the rules, if anything does."""
        if tracker.active_loop_name:
            if self._intent(tracker) == CORRECTION and turn.corrected and not turn.actions:
                return Step(CORRECTED)
            if action == NO_ANSWER and self._denies(tracker):
                return Step(GO_ON)
        elif self._has_ended(turn):
            return Step(ACTION_LISTEN_NAME)
        if action == ACTION_LISTEN_NAME and self._wants_help(turn, tracker):
            return Step(PAIN_FORM)
        guessed = self._only_guessed(tracker)
        vague = self._is_vague(action, tracker) or (guessed and action == ANSWER_QUESTION)
        if vague and ASK_BACK_CRISIS in turn.actions:
            return Step(ACTION_LISTEN_NAME)
        if vague and self._only_asked(tracker):
            # To say what the sign means says more than to ask which question was meant.
            return self._if_now(turn, tracker) or Step(ACTION_LISTEN_NAME)
        about_routine = self._about_routine(vague, turn, tracker)
        if about_routine:
            return Step(about_routine, [SlotSet("topic", None)] if guessed else [])
        if self._question_first(tracker) and ANSWER_QUESTION not in turn.actions:
            return Step(ANSWER_QUESTION)
        return None

    @staticmethod
    def _has_ended(turn: Turn) -> bool:
        """Whether what was done leaves nothing to do."""
        done = [name for name in turn.actions if name not in INTERJECTIONS]
        return bool(done) and done[-1] in ENDING

    def _before_listening(
        self, state: SafetyState, turn: Turn, tracker: DialogueStateTracker
    ) -> Step | None:
        """What is still to be said when the rules have no more to say."""
        if state.tier is Tier.SOON and not said_since_reset(tracker, SOON):
            return Step(SOON, self._facts(state, tracker))
        if_now = self._if_now(turn, tracker)
        if if_now:
            return if_now
        offer = self._offer(state, tracker)
        return Step(offer.offer, [SlotSet("wish", offer.wish)]) if offer else None

    def _if_now(self, turn: Turn, tracker: DialogueStateTracker) -> Step | None:
        """What to do if the emergency that was only asked about is there; said once."""
        only_asked = self._only_asked(tracker)
        if not only_asked or IF_NOW in turn.actions:
            return None
        return Step(IF_NOW, self._facts_asked(only_asked, tracker))

    def _unless_closed(
        self,
        step: Step,
        state: SafetyState,
        turn: Turn,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> Step:
        """The ``step``, or what is said because it may not or cannot be done now."""
        refusal = self._refuse(step.action, state, tracker)
        if refusal:
            return Step(refusal, self._facts(state, tracker))
        if (
            step.action == SAFETY_FORM
            and len(state.unanswered) == len(self._must_know())
            and tracker.active_loop_name != SAFETY_FORM
            and SAFETY_INTRODUCTION not in turn.actions
        ):
            return Step(SAFETY_INTRODUCTION)
        if _is_custom(step.action, domain) and not self._probe.ready():
            return Step(UNAVAILABLE)
        return step

    @staticmethod
    def _is_vague(action: str, tracker: DialogueStateTracker) -> bool:
        """Whether an action could only ask what was meant."""
        names_nothing = not (tracker.get_slot("topic") or tracker.get_slot("therapy"))
        return action in AGAIN or (action == ANSWER_QUESTION and names_nothing)

    def _only_guessed(self, tracker: DialogueStateTracker) -> bool:
        """Whether the topic is known by meaning alone where something else is likelier meant.

        In the middle of a routine "how long do I hold it" is about its exercise, and who
        asks about a red flag wants to know what to do about it.
        """
        guessed = any(
            "nearness" in entity and not entity.get("role")
            for entity in tracker.latest_message.entities
        )
        under_way = is_under_way(tracker.get_slot("session"))
        return guessed and bool(under_way or self._only_asked(tracker))

    @staticmethod
    def _question_first(tracker: DialogueStateTracker) -> bool:
        """Whether a message that wants exercises or massage also asks a known question.

        The question is answered before the safety check begins, so that it need not
        wait for ten answers.
        """
        wishes = wishes_of(tracker.latest_message)
        if QUESTIONS.isdisjoint(wishes) or all(wish in QUESTIONS for wish in wishes):
            return False
        if tracker.latest_message.intent.get("name") in QUESTIONS:
            return False
        entities = tracker.latest_message.entities
        known = {entity["entity"] for entity in entities if not entity.get("role")}
        return bool(known & {"topic", "therapy"})

    def _about_routine(self, vague: bool, turn: Turn, tracker: DialogueStateTracker) -> str | None:
        """What to do with a message about the routine that was shown or is being done.

        Args:
            vague: whether the rules could only ask what was meant.
            turn: what happened since the message.
            tracker: the conversation.

        Returns:
            The action, or None if the message is about something else.
        """
        if tracker.active_loop_name or set(turn.actions) - INTERJECTIONS:
            return None
        named = {entity["entity"]: entity["value"] for entity in tracker.latest_message.entities}
        routine, intent = tracker.get_slot("session"), self._intent(tracker)
        if exercise_with_number(routine, named.get("step")) and intent not in OF_FEELING:
            return SUGGEST
        if not is_under_way(routine):
            return None
        if intent in LEADING or vague:
            return LEAD_SESSION
        if intent == "session_feedback" and named.get("feedback") in VERSION_FOR:
            return LEAD_SESSION
        # Pain that has lasted is no pain of an exercise.
        hurts_now = named.keys().isdisjoint({"duration", "condition"})
        return NOTE_FEEDBACK if intent == "describe_pain" and hurts_now else None

    def _denies(self, tracker: DialogueStateTracker) -> bool:
        """Whether the latest message only says which signs are not there: "no fever"."""
        senses = {sense for _, sense in self._told(latest_triages(tracker, self._triage))}
        return senses == {Status.NEGATED}

    @staticmethod
    def _wants_help(turn: Turn, tracker: DialogueStateTracker) -> bool:
        """Whether "what can I do" was answered in general, and where it hurts is told too."""
        named = {(entity["entity"], entity["value"]) for entity in tracker.latest_message.entities}
        return (
            bool(turn.actions)
            and turn.actions[-1] == ANSWER_QUESTION
            and not tracker.active_loop_name
            and ("topic", GENERAL_TOPIC) in named
            and any(kind == "location" for kind, _ in named)
        )

    def _only_asked(self, tracker: DialogueStateTracker) -> list[Flag]:
        """The emergencies that the latest message asks about and does not tell of."""
        return [
            flag
            for flag, sense in self._told(latest_triages(tracker, self._triage))
            if sense is Status.HYPOTHETICAL and flag.tier is Tier.EMERGENCY
        ]

    def _facts_asked(self, asked: list[Flag], tracker: DialogueStateTracker) -> list[Event]:
        """The slots of the answer about the first of the flags ``asked`` about."""
        return [*self._numbers(tracker), SlotSet("red_flag_reason", asked[0].why)]

    def _near_miss(self, state: SafetyState, tracker: DialogueStateTracker) -> Flag | None:
        """What the latest message may have meant, if that is to be asked about.

        Who says that a clinician has looked is asked all the questions anyway.
        """
        near_miss = (tracker.latest_message.parse_data or {}).get(NEAR_MISS)
        if not near_miss or state.clearance is Clearance.EMERGENCY:
            return None
        flag = self._flags[near_miss["id"]]
        return None if self._intent(tracker) == RECHECK and not flag.crisis else flag

    def _offer(self, state: SafetyState, tracker: DialogueStateTracker) -> Offer | None:
        """A wish that is still open, unless exercises and massage are closed."""
        if state.clearance not in (Clearance.CLEAR, Clearance.SOON, Clearance.UNKNOWN):
            return None
        if said_since_reset(tracker, CLOSED[Clearance.UNKNOWN]):
            return None
        return open_offer(tracker)

    def _refuse(self, action: str, state: SafetyState, tracker: DialogueStateTracker) -> str | None:
        """What to say instead of ``action``; None if it may be done."""
        opens = action in GUARDED_ACTIONS or (
            action == ANSWER_QUESTION
            and state.clearance is Clearance.URGENT
            and not self._holds_while_urgent(tracker)
        )
        asks = action == SAFETY_FORM and tracker.active_loop_name != SAFETY_FORM
        if not opens and not asks:
            return None
        if state.clearance in (Clearance.CLEAR, Clearance.SOON):
            return None
        if asks and state.clearance is Clearance.UNKNOWN and state.unanswered:
            return None
        if action == LEAD_SESSION and state.clearance is Clearance.UNKNOWN and state.unanswered:
            return NO_SESSION
        if state.clearance is Clearance.URGENT and not said_since_reset(tracker, URGENT):
            return URGENT
        return CLOSED[state.clearance]

    def _holds_while_urgent(self, tracker: DialogueStateTracker) -> bool:
        """Whether all that is asked about is good advice whatever the person has."""
        named = [
            (entity["entity"], entity["value"])
            for entity in tracker.latest_message.entities
            if entity["entity"] in ("topic", "therapy") and not entity.get("role")
        ]
        asked = named or [("topic", tracker.get_slot("topic"))]
        return all(
            kind == "topic" and name in self._knowledge["while_urgent"] for kind, name in asked
        )

    def _must_know(self) -> list[Question]:
        return [question for question in self._questions if question.must_know]

    def _facts(self, state: SafetyState, tracker: DialogueStateTracker) -> list[Event]:
        """Slots that the safety messages name, set here because nothing else is sure to run."""
        facts = self._numbers(tracker)
        flags = sorted((self._flags[flag] for flag in state.flags), key=lambda flag: flag.tier.rank)
        if flags:
            facts.append(SlotSet("red_flag_reason", flags[0].why))
        return facts

    def _numbers(self, tracker: DialogueStateTracker) -> list[Event]:
        """The numbers to call, in the person's country if it is known."""
        country = tracker.get_slot("country") or country_hint(tracker)
        numbers = self._knowledge["numbers"].get(country, {})
        facts: list[Event] = []
        if numbers.get("ambulance"):
            facts.append(SlotSet("emergency_number", numbers["ambulance"]))
        if numbers.get("crisis"):
            facts.append(SlotSet("crisis_line", numbers["crisis"]))
        return facts

    @staticmethod
    def _intent(tracker: DialogueStateTracker) -> str | None:
        name: str | None = tracker.latest_message.intent.get("name")
        return name

    def _predict_action(
        self,
        action: str,
        tracker: DialogueStateTracker,
        domain: Domain,
        facts: list[Event] | None = None,
    ) -> PolicyPrediction:
        """A certain prediction of ``action``."""
        events = list(facts or [])
        if action == tracker.active_loop_name:
            # The form asks its question again; the message was no answer to it.
            events.append(LoopInterrupted(True))
        return self._prediction(
            self._prediction_result(action, tracker, domain),
            events=copy.deepcopy(events),
            is_no_user_prediction=True,
        )


def _is_custom(action: str, domain: Domain) -> bool:
    """Whether ``action`` runs in the action server."""
    return action in domain.user_actions and not action.startswith("utter_")
