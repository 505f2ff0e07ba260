"""``action_answer_question``: self-care, treatments and causes."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import knowledge, picture, say_evidence
from backwise.knowledge.queries import Therapy, Topic


def find_answer(
    topic_id: str | None, therapy_id: str | None
) -> tuple[Topic | None, Therapy | None]:
    """Reads the topic and the therapy that were asked about; blocks."""
    database = knowledge()
    return (
        database.topic(topic_id) if topic_id else None,
        database.therapy(therapy_id) if therapy_id else None,
    )


class ActionAnswerQuestion(GuidedAction):
    """Answers a question out of the knowledge database."""

    action_name = "action_answer_question"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says the answer with its sources, or offers what can be asked."""
        topic, therapy = await ask_database(
            find_answer, tracker.get_slot("topic"), tracker.get_slot("therapy")
        )
        if topic and topic.kind == "massage":
            # Advice about massage is behind the safety check.
            dispatcher.utter_message(response="utter_ask_for_massage")
            return []
        if topic:
            dispatcher.utter_message(
                response="utter_answer", answer=topic.answer, image=picture(topic.picture)
            )
            if topic.more:
                dispatcher.utter_message(response="utter_answer", answer=topic.more)
            say_evidence(dispatcher, topic.evidence)
        elif therapy:
            dispatcher.utter_message(
                response="utter_therapy",
                name=therapy.name,
                what=therapy.what,
                evidence=therapy.evidence_text,
                combine=therapy.combine,
                cautions=therapy.cautions,
            )
            say_evidence(dispatcher, therapy.evidence)
        else:
            dispatcher.utter_message(response="utter_which_question")
        return [SlotSet("topic", None), SlotSet("therapy", None)]
