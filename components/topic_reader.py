"""The topics of questions that name none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.knowledge.content import read_content
from backwise.language import encoder
from backwise.language.reading import GENERAL_TOPIC
from backwise.language.status import Status
from backwise.language.topics import ALIKE_FROM, MAYBE_FROM, SURE_FROM, TopicFinder
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.threads import in_threads
from backwise.yaml_lines import read_yaml
from components.sentence_encoder import (
    CLAUSE_VECTORS,
    SENTENCES,
    SentenceEncoder,
    as_encoded,
    dense_features,
)
from components.shape_featurizer import findings_of, make_reader
from components.stored_component import StoredComponent
from components.stored_data import fingerprint_of, store_arrays, stored_arrays
from components.wish_reader import WISHES

TOPIC = "topic"
# The role of a topic that was perhaps meant, and of one that a story only tells of.
GUESS, TOLD = "guess", "told"
# What a question can be about instead; then it needs no other topic.
SUBJECTS = frozenset({TOPIC, "therapy", "technique", "exercise", "routine"})
# What somebody may tell of, having tried it.
TELLABLE = frozenset({TOPIC, "therapy"})
# The kind of topic that an intent asks for.
ASKED_FOR = {"ask_self_care": "self_care", "ask_treatment": "treatment", "ask_cause": "cause"}
# A question about massage is always about the one thing, so only a massage topic suits it.
ASK_MASSAGE, MASSAGE = "ask_massage", "massage"
INTENT_FOR = {kind: intent for intent, kind in ASKED_FOR.items()}
UNREAD = frozenset({"out_of_scope", FALLBACK})
# A stretch of the message with its vector: first character, character after the last.
Said = tuple[int, int, encoder.Vector]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class TopicReader(StoredComponent):
    """Adds a topic to each question that names none, if one means the same.

    It learns from the questions in the content files, and from the training examples
    that name one topic.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The vectors of messages and clauses come before."""
        return [SentenceEncoder]

    _finder: TopicFinder | None = None

    def restore(self) -> None:
        """Loads what was learnt."""
        self._finder = TopicFinder(**stored_arrays(self._model_storage, self._resource))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(CONTENT, LEXICON, CONTEXT_CUES)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns which questions belong to which topic."""
        topics = [topic for topic in read_content(CONTENT).topics if topic.id != GENERAL_TOPIC]
        kinds = {topic.id: topic.kind for topic in topics}
        written = [
            (said, topic.id)
            for topic in topics
            for said in (topic.title, *topic.asked_as, *topic.questions)
        ]
        reader = encoder.SentenceEncoder(*encoder.build())
        vectors = list(in_threads(reader.encode, (as_encoded(said) for said, _ in written)))
        named = [topic for _, topic in written]
        for vector, topic in _examples(training_data):
            if topic in kinds:
                vectors.append(vector)
                named.append(topic)
        learnt = {
            "vectors": encoder.about(np.stack(vectors)).astype(np.float32),
            "topics": np.array(named),
            "kinds": np.array([kinds[topic] for topic in named]),
        }
        store_arrays(self._model_storage, self._resource, learnt)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the topics that the questions of each message mean."""
        for message in messages:
            entities = message.get(ENTITIES) or []
            named = [one for one in entities if one["entity"] in SUBJECTS and "role" not in one]
            if named and not _is_only_told(named, message):
                continue
            found = self._rescued(message) or self._topics(message)
            if named and any("role" in one for one in found):
                continue  # what was told of is likelier meant than what is only guessed
            for one in named if found else ():
                one["role"] = TOLD
            if found:
                message.set(ENTITIES, [*entities, *found], add_to_output=True)
        return messages

    def _rescued(self, message: Message) -> list[dict[str, Any]]:
        """The topic of a question that was taken for none; it gets its intent too."""
        intent = message.get(INTENT) or {}
        elsewhere = any(one["entity"] == "elsewhere" for one in message.get(ENTITIES) or [])
        whole = message.get(SENTENCES) or []
        if not self._finder or elsewhere or len(whole) != 1 or intent.get("name") not in UNREAD:
            return []
        [said] = whole
        topic, nearness = self._finder.nearest(said.vector, "")[0]
        asked = INTENT_FOR.get(self._finder.kind_of(topic))
        if nearness < SURE_FROM or not asked:
            return []
        message.set(INTENT, {**intent, "name": asked}, add_to_output=True)
        return [_as_entity(message, topic, nearness, said.start, said.end)]

    def _topics(self, message: Message) -> list[dict[str, Any]]:
        """The topics of the questions in the message, each once, in order.

        If none is sure, the two likeliest are guesses, which fill no slot.
        """
        if not self._finder:
            return []
        found: dict[str, dict[str, Any]] = {}
        guesses: list[dict[str, Any]] = []
        for kind, said in _questions(message):
            near = [
                (nearness, topic, start, end)
                for start, end, vector in said
                for topic, nearness in self._finder.nearest(vector, kind)
            ]
            nearness, topic, start, end = max(near)
            is_other = kind == MASSAGE and self._finder.kind_of(topic) != MASSAGE
            if nearness >= ALIKE_FROM and not is_other:
                found.setdefault(topic, _as_entity(message, topic, nearness, start, end))
            elif nearness >= MAYBE_FROM and kind != MASSAGE and not guesses:
                guesses = [
                    {**_as_entity(message, name, close, start, end), "role": GUESS}
                    for name, close in _likeliest(near)
                ]
        return list(found.values()) or guesses


def _is_only_told(named: list[dict[str, Any]], message: Message) -> bool:
    """Whether a story tells of all that it names, and asks something else.

    "Painkillers don't do much. Do I need to stop working?"
    """
    asks = any(wish["intent"] in ASKED_FOR for wish in message.get(WISHES) or [])
    questions = [(start, end) for start, end, _ in message.get(CLAUSE_VECTORS) or []]
    return asks and not any(
        one["entity"] not in TELLABLE
        or any(start <= one["start"] < end for start, end in questions)
        for one in named
    )


def _likeliest(near: list[tuple[float, str, int, int]]) -> list[tuple[str, float]]:
    """The two likeliest topics of a question, each once."""
    best: dict[str, float] = {}
    for nearness, topic, _, _ in sorted(near, reverse=True):
        best.setdefault(topic, nearness)
    return list(best.items())[:2]


def _questions(message: Message) -> Iterator[tuple[str, list[Said]]]:
    """The questions of a message: what kind of topic each asks for, and its readings.

    A clause alone may be too short to tell what it is about, so a message of one question
    is read as a whole too, and so is its sentence; what the others tell is no question.
    """
    intent = (message.get(INTENT) or {}).get("name")
    asked = [wish for wish in message.get(WISHES) or [] if wish["intent"] in ASKED_FOR]
    clauses = {(start, end): vector for start, end, vector in message.get(CLAUSE_VECTORS) or []}
    whole = [(one.start, one.end, one.vector) for one in message.get(SENTENCES) or []]
    for wish in asked[:1]:
        whole = [one for one in whole if one[0] <= wish["start"] and wish["end"] <= one[1]]
    kind = MASSAGE if intent == ASK_MASSAGE else ASKED_FOR.get(intent or "")
    if len(asked) < 2 and kind:
        said = [*whole, *((*place, vector) for place, vector in clauses.items())]
        if said:
            yield kind, said
        return
    for wish in asked:
        place = (wish["start"], wish["end"])
        if place in clauses:
            yield ASKED_FOR[wish["intent"]], [(*place, clauses[place])]


def _examples(training_data: TrainingData) -> Iterator[tuple[encoder.Vector, str]]:
    """The examples of questions that name one topic."""
    data = {"vocabulary": read_vocabulary(CONTENT, LEXICON), "cues": read_yaml(CONTEXT_CUES)}
    reader = make_reader(data)
    for example in training_data.intent_examples:
        if example.get(INTENT) in ASKED_FOR and example.get(TEXT):
            named = {one.value for one in findings_of(example, reader) if one.entity == TOPIC}
            if len(named) == 1:
                yield dense_features(example), str(named.pop())


def _as_entity(
    message: Message, topic: str, nearness: float, start: int, end: int
) -> dict[str, Any]:
    return {
        "entity": TOPIC,
        "value": topic,
        "start": start,
        "end": end,
        "text": message.get(TEXT)[start:end],
        "status": Status.PRESENT.value,
        "nearness": nearness,
        "extractor": TopicReader.__name__,
    }
