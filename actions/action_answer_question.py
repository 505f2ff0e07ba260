"""``action_answer_question``: self-care, treatments and causes."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import (
    KINDS,
    asked_about,
    find_answers,
    knowledge,
    picture,
    say_ruled,
    say_safety_net,
    say_sources,
)
from backwise.guidance.person import Person
from backwise.knowledge.queries import Rule, Therapy, Topic


def find_topics(names: list[str]) -> list[Topic]:
    """Reads the topics that were perhaps meant, those of massage left out; blocks."""
    topics = [topic for name in names if (topic := knowledge().topic(name))]
    return [topic for topic in topics if not _is_about_massage(topic)]


class ActionAnswerQuestion(GuidedAction):
    """Answers the questions of a message out of the knowledge database."""

    action_name = "action_answer_question"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says each answer with its sources, or offers what can be asked."""
        person = Person.from_slots(tracker.slots)
        answers = await ask_database(find_answers, asked_about(tracker), person)
        # Advice about massage is behind the safety check.
        open_ones = [(one, rules) for one, rules in answers if not _is_about_massage(one)]
        for answer, rules in open_ones:
            _say(dispatcher, answer, rules)
        if open_ones:
            say_safety_net(dispatcher)
        elif answers:
            dispatcher.utter_message(response="utter_ask_for_massage")
            return []
        else:
            guesses = tracker.get_latest_entity_values("topic", entity_role="guess")
            _ask_which(dispatcher, await ask_database(find_topics, list(guesses)))
        return [SlotSet(kind, None) for kind in KINDS]


def _is_about_massage(answer: Topic | Therapy) -> bool:
    return isinstance(answer, Topic) and answer.kind == "massage"


def _ask_which(dispatcher: CollectingDispatcher, guesses: list[Topic]) -> None:
    """Offers the two topics that were perhaps meant, or some of all."""
    if len(guesses) < 2:
        dispatcher.utter_message(response="utter_which_question")
        return
    first, second = guesses
    dispatcher.utter_message(
        response="utter_which_of_two",
        topic_1=first.title,
        topic_1_id=first.id,
        topic_2=second.title,
        topic_2_id=second.id,
    )


def _say(dispatcher: CollectingDispatcher, answer: Topic | Therapy, rules: list[Rule]) -> None:
    """Says an answer after what the rules have to say on it, or these alone."""
    if say_ruled(dispatcher, rules):
        return
    if isinstance(answer, Topic):
        dispatcher.utter_message(
            response="utter_answer", answer=answer.answer, image=picture(answer.picture)
        )
        if answer.more:
            dispatcher.utter_message(response="utter_answer", answer=answer.more)
    else:
        dispatcher.utter_message(
            response="utter_therapy",
            name=answer.name,
            what=answer.what,
            evidence=answer.evidence_text,
            combine=answer.combine,
            cautions=answer.cautions,
        )
    say_sources(dispatcher, answer.evidence, rules)
