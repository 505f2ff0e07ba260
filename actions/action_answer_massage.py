"""``action_answer_massage``: which massage, whether it is wise, and what to mind."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import (
    MOST_ANSWERS,
    all_of,
    in_slot,
    is_cleared,
    joined,
    knowledge,
    picture,
    said,
    say_adapted,
    say_ask_first,
    say_evidence,
    say_ruled,
    say_safety_net,
    was_said,
    weakest,
)
from backwise.guidance.contraindications import closed_by, forbids, replaced_by, rules_for
from backwise.guidance.person import Person
from backwise.knowledge.queries import Precaution, Rule, Technique, Topic

GENERAL_TOPIC = "massage_benefits"
MASSAGE_RULES, MASSAGE_LEFT_OUT = "utter_massage_rules", "utter_massage_left_out"


@dataclass(frozen=True)
class Offer:
    """What the database has about massage for a person.

    Attributes:
        rules: on massage of any kind.
        topic_rules: on the advice of the topic.
        left_out: names of the kinds that are not for the person.
    """

    rules: list[Rule]
    topic_rules: list[Rule]
    left_out: list[str]
    precautions: dict[str, list[Precaution]]
    techniques: list[Technique]
    topic: Topic


def find_offer(person: Person, technique_ids: list[str], topic_id: str | None) -> Offer:
    """Reads rules, precautions, techniques and topic; blocks."""
    database = knowledge()
    topic = database.topic(topic_id) if topic_id else None
    if topic is None or topic.kind != "massage":
        topic = database.topic(GENERAL_TOPIC)
    if topic is None:
        raise LookupError(GENERAL_TOPIC)
    rules = database.rules("massage", person.conditions)
    return Offer(
        rules,
        rules_for(topic.id, database.rules("advice", person.conditions)),
        database.technique_names(rule.target for rule in replaced_by(rules) if rule.target),
        database.precautions("massage"),
        [found for name in technique_ids if (found := database.technique(name))],
        topic,
    )


class ActionAnswerMassage(GuidedAction):
    """Answers a massage question, after a look at contraindications."""

    action_name = "action_answer_massage"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says what is known and what to mind, or why massage is not wise."""
        if not is_cleared(tracker):
            dispatcher.utter_message(response="utter_closed_unknown")
            return []
        offer = await ask_database(
            find_offer,
            Person.from_slots(tracker.slots),
            in_slot(tracker, "technique")[:MOST_ANSWERS],
            next(iter(in_slot(tracker, "topic")), None),
        )
        closing = closed_by(offer.rules)
        if closing:
            say_ask_first(dispatcher, closing)
        elif offer.techniques:
            self._show_techniques(dispatcher, offer)
        else:
            self._show_topic(dispatcher, tracker, offer)
        return [SlotSet("technique", None), SlotSet("topic", None)]

    def _show_techniques(self, dispatcher: CollectingDispatcher, offer: Offer) -> None:
        """Shows each kind that was asked about, and once what goes with all of them."""
        shown = [one for one in offer.techniques if self._show_technique(dispatcher, one, offer)]
        if not shown:
            return
        rules = [rule for one in shown for rule in rules_for(one.id, offer.rules)]
        say_adapted(dispatcher, rules)
        self._end(dispatcher, offer)
        evidence = [one.evidence for one in shown]
        say_evidence(dispatcher, weakest(evidence), evidence, all_of(offer.precautions), rules)

    @staticmethod
    def _show_technique(
        dispatcher: CollectingDispatcher, technique: Technique, offer: Offer
    ) -> bool:
        """Says what a kind of massage is, or why it is not for the person; whether it is."""
        forbidden = forbids(rules_for(technique.id, offer.rules))
        if forbidden:
            dispatcher.utter_message(
                response="utter_massage_not_for_you",
                name=technique.name,
                reason=forbidden.reason,
                instead=forbidden.instead,
            )
            say_evidence(dispatcher, technique.evidence, [forbidden])
            return False
        dispatcher.utter_message(
            response="utter_technique",
            name=technique.name,
            what=technique.what,
            feels=technique.feels,
            evidence=technique.evidence_text,
            course=technique.course,
        )
        return True

    def _show_topic(self, dispatcher: CollectingDispatcher, tracker: Tracker, offer: Offer) -> None:
        if say_ruled(dispatcher, offer.topic_rules):
            say_safety_net(dispatcher)
            return
        dispatcher.utter_message(
            response="utter_answer",
            answer=offer.topic.answer,
            image=picture(offer.topic.picture),
        )
        self._show_left_out(dispatcher, tracker, offer)
        adapted = [rule for rule in offer.rules if rule.rule == "adapt"]
        say_adapted(dispatcher, adapted)
        # Who asks on has just read them.
        if not was_said(tracker, MASSAGE_RULES):
            self._end(dispatcher, offer)
        ruling = [*offer.topic_rules, *offer.rules]
        say_evidence(dispatcher, offer.topic.evidence, all_of(offer.precautions), ruling)

    @staticmethod
    def _show_left_out(dispatcher: CollectingDispatcher, tracker: Tracker, offer: Offer) -> None:
        """Says which kinds are not for the person, and why, unless that was said before."""
        reasons = joined(rule.reason for rule in replaced_by(offer.rules))
        told = {"names": ", ".join(offer.left_out), "reason": reasons}
        if offer.left_out and not was_said(tracker, MASSAGE_LEFT_OUT, **told):
            dispatcher.utter_message(response=MASSAGE_LEFT_OUT, **told)

    @staticmethod
    def _end(dispatcher: CollectingDispatcher, offer: Offer) -> None:
        dispatcher.utter_message(
            response=MASSAGE_RULES,
            before=said(offer.precautions["before"]),
            during=said(offer.precautions["during"]),
            not_on=said(offer.precautions["not on"]),
            stop_signs=said(offer.precautions["stop sign"]),
            after=said(offer.precautions["after"]),
        )
