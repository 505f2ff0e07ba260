"""``action_answer_question``: self-care, treatments and causes."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import knowledge, picture, say_ruled, say_safety_net, say_sources
from backwise.guidance.contraindications import rules_for
from backwise.guidance.person import Person
from backwise.knowledge.queries import Rule, Therapy, Topic

KINDS = ("topic", "therapy")
# "Heat or ice, and is swimming good": more at a time nobody reads.
MOST_ANSWERS = 3


def asked_about(tracker: Tracker) -> list[tuple[str, str]]:
    """What the latest message asks about, as (kind, id), in its order.

    These are its topics or, if it names none, its therapies. A question that was put
    aside while others were answered is still in the slots.
    """
    for kind in KINDS:
        named = dict.fromkeys(tracker.get_latest_entity_values(kind))
        if named:
            return [(kind, name) for name in named][:MOST_ANSWERS]
    return [(kind, str(tracker.get_slot(kind))) for kind in KINDS if tracker.get_slot(kind)][:1]


def find_answers(
    asked: list[tuple[str, str]], person: Person
) -> list[tuple[Topic | Therapy, list[Rule]]]:
    """Reads what was asked about, and what the person's conditions mean for it; blocks."""
    database = knowledge()
    find = {"topic": database.topic, "therapy": database.therapy}
    rules = database.rules("advice", person.conditions)
    return [
        (answer, rules_for(answer.id, rules))
        for kind, name in asked
        if (answer := find[kind](name))
    ]


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
