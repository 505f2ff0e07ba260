"""Decides what happens next: Rasa's rules, behind a gate that fails closed."""

from __future__ import annotations

import copy
from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_DEACTIVATE_LOOP_NAME, ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import LoopInterrupted
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.people.retention import FORGOTTEN
from backwise.settings import action_server_url
from components.action_server_probe import ActionServerProbe
from components.conversation import added_places, carried_over, recent
from components.events import ASK_BACK_NOW, CRISIS, EMERGENCY, URGENT
from components.fallbacks import AGAIN, INSTEAD, fallback_for
from components.gate import guidance, red_flags
from components.gate.about_chat import OF_CHAT
from components.gate.about_question import LATER, OF_QUESTION, about_question
from components.gate.another_person import another_person, whom
from components.gate.clearance import (
    CHECK_FIRST,
    CLOSED,
    CLOSED_WHY,
    LEAD_SESSION,
    NO_SESSION,
    OF_OPEN,
    contraindications,
    introduction_to_check,
    refusal,
)
from components.gate.coming_back import OF_BACK
from components.gate.follow_up import ALL_RIGHT
from components.gate.interjections import INTERJECTIONS, OF_SOON, OF_UNDER_AGE, is_unanswered
from components.gate.knowledge import GateKnowledge, gathered
from components.gate.open_question import WITHOUT_ANSWER
from components.gate.routine import ASK_FELT, FIT_IT, OF_EXERCISING, PAIN_NOTED, SESSION_LATER
from components.gate.situation import OF_ANSWER, Situation, Step
from components.gate.unclear_yes import unclear_yes
from components.stored_data import fingerprint_of_data, store, stored
from components.wishes import ANSWER_QUESTION, OFFERS

UNAVAILABLE = "utter_unavailable"
# After one of these the turn is over, and so is any form.
FINAL = frozenset(
    [EMERGENCY, CRISIS, red_flags.CRISIS_AGAIN, red_flags.CLOSED_CRISIS]
    + [URGENT, *CLOSED.values(), "utter_ask_forget", FORGOTTEN]
)
# What the gate says in place of the rules, which then do not know how to go on.
LAST_WORDS = frozenset(
    [UNAVAILABLE, NO_SESSION, ASK_BACK_NOW, red_flags.NOT_DESPAIR, red_flags.NOT_MEANT, *INSTEAD]
    + [ALL_RIGHT, ASK_FELT, FIT_IT, SESSION_LATER, CHECK_FIRST, CLOSED_WHY, *WITHOUT_ANSWER]
    + [guidance.VIOLENCE, PAIN_NOTED]
    + [said for offer in OFFERS for said in (offer.offer, offer.noted)]
)

_NO_MORE_TO_SAY = (
    OF_ANSWER,
    OF_BACK,
    OF_CHAT,
    OF_EXERCISING,
    OF_OPEN,
    OF_QUESTION,
    OF_SOON,
    OF_UNDER_AGE,
)


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

    _knowledge: GateKnowledge | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._probe = ActionServerProbe(action_server_url())

    # ---- the model ------------------------------------------------------------

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of what Rasa does not know of, for its cache."""
        return fingerprint_of_data(gathered())

    def persist(self) -> None:
        """Puts the safety rules into the model, beside the dialogue rules."""
        super().persist()
        store(self._model_storage, self._resource, "knowledge", gathered())

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
        policy._knowledge = GateKnowledge(stored(model_storage, resource, "knowledge"))
        return policy

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
        now = Situation(tracker, self._knowledge)
        step = self._before_rules(now, domain)
        prediction = self._certain(step, now, domain) if step else self._follow_rules(now, domain)
        kept = [*carried_over(tracker, now.alarms_before), *added_places(tracker, now.turn)]
        kept += whom(now)
        prediction.events = [*prediction.events, *kept]
        return prediction

    def _before_rules(self, now: Situation, domain: Domain) -> Step | None:
        """What is done whatever the rules say; None to ask them."""
        step = _end_turn(now)
        if step:
            return step
        if _has_failed(now, domain):
            return Step(UNAVAILABLE)
        if is_unanswered(now):
            step = about_question(now) or unclear_yes(now)
            step = step or red_flags.answer(now) or guidance.introduction(now)
            # Later, because in a new session the first step takes over what still holds.
            step = step or another_person(now)
        return step or red_flags.hear_answer(now) or red_flags.ask_back(now)

    def _follow_rules(self, now: Situation, domain: Domain) -> PolicyPrediction:
        """What the rules say, unless something else suits the message better or is allowed."""
        asks_first = guidance.question_comes_first(now)
        left_out = INTERJECTIONS | ({ANSWER_QUESTION} if asks_first else set())
        seen = recent(now.tracker, now.intent, left_out)
        prediction = super().predict_action_probabilities(seen, domain)
        ruled = Step(domain.action_names_or_texts[prediction.max_confidence_index])
        step = guidance.instead(ruled.action, now) or ruled
        if step.action == ACTION_LISTEN_NAME and not now.form:
            step = guidance.before_listening(now) or step
        if step.action in AGAIN:
            step = Step(*fallback_for(step.action, now.tracker, now.knowledge.readings))
        step = self._unless_closed(step, now, domain)
        return prediction if step == ruled else self._certain(step, now, domain)

    def _unless_closed(self, step: Step, now: Situation, domain: Domain) -> Step:
        """The ``step``, or what is said because it may not or cannot be done now."""
        refused = refusal(step.action, now)
        if refused:
            return refused
        step = (
            contraindications(step.action, now) or introduction_to_check(step.action, now) or step
        )
        if _is_custom(step.action, domain) and not self._probe.ready():
            return Step(UNAVAILABLE)
        return step

    def _certain(self, step: Step, now: Situation, domain: Domain) -> PolicyPrediction:
        """A certain prediction of ``step``."""
        events = list(step.facts)
        if step.action == now.form:
            # The form asks its question again; the message was no answer to it.
            events.append(LoopInterrupted(True))
        return self._prediction(
            self._prediction_result(step.action, now.tracker, domain),
            events=copy.deepcopy(events),
            is_no_user_prediction=True,
        )


def _end_turn(now: Situation) -> Step | None:
    """What to do after a message that ends the turn; None to go on."""
    done = now.turn.actions
    if not done:
        return None
    if done[-1] == now.form:
        return Step(ACTION_LISTEN_NAME)
    if done[-1] in FINAL or red_flags.is_answer_to_concern(done[-1]):
        return Step(ACTION_DEACTIVATE_LOOP_NAME if now.form else ACTION_LISTEN_NAME)
    if done[-1] == f"{OF_QUESTION}{LATER}":
        return Step(ACTION_LISTEN_NAME)
    if done[-1] in LAST_WORDS or done[-1].startswith(_NO_MORE_TO_SAY):
        # An open question is asked again, so that nothing is lost.
        return Step(now.form or ACTION_LISTEN_NAME)
    ended = FINAL.intersection(done) or UNAVAILABLE in done
    if ended or (done[-1] == LEAD_SESSION and now.turn.receipt):
        return Step(ACTION_LISTEN_NAME)
    return None


def _has_failed(now: Situation, domain: Domain) -> bool:
    """Whether the last action was one of ours and left no receipt."""
    done = now.turn.actions
    return bool(done) and _is_custom(done[-1], domain) and not now.turn.receipt


def _is_custom(action: str, domain: Domain) -> bool:
    """Whether ``action`` runs in the action server."""
    return action in domain.user_actions and not action.startswith("utter_")
