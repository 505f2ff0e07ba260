"""Asks the meaning of a message where the red-flag rules found no emergency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.knowledge.content import read_content
from backwise.language import encoder
from backwise.language.status import Status
from backwise.safety.meaning import NONE, MeaningReader, counts, is_doubtful, learn
from backwise.safety.rules import OPEN, Tier, read_red_flags
from backwise.settings import (
    CLAUSES,
    CONTENT,
    CONTEXT_CUES,
    EMERGENCY_WORDINGS,
    RED_FLAGS,
    SAID_OF_NAMES,
)
from backwise.threads import in_threads
from backwise.yaml_lines import read_plain_yaml
from components.message_joiner import NEAR_MISS, PAIR, TOGETHER, TRIAGE
from components.red_flag_triage import as_stored, make_triager
from components.sentence_encoder import (
    JOINED,
    SENTENCES,
    Encoded,
    SentenceEncoder,
    as_encoded,
    dense_features,
    joints,
    sentences_of,
)
from components.stored_component import StoredComponent
from components.stored_data import fingerprint_of, store_arrays, stored_arrays

ONE_PART, TWO_PARTS = 1, 2
# A sentence in which the rules found something that is denied, past or only asked about
# sounds like an emergency because of that; it has to sound so more clearly.
DENIED_WEIGHT = 1.5
# Share of the characters of a sentence.
MOST_OF_IT = 0.5
PRESSING = (Tier.EMERGENCY, Tier.URGENT)
# The files with the names that people say, so that no other change of content has it learnt anew.
NAMED = (CONTENT / "exercises.yml", CONTENT / "techniques.yml")
# Where the ids of the flags of despair stand beside what was learnt.
CRISES = "crises"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearMissReader(StoredComponent):
    """Adds to the triage what sentences mean like an emergency.

    What is clear enough counts as an uncertain red flag. What is less clear, but may be
    an emergency, stands in the parse result as ``near_miss``, and the safety gate asks.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The vectors of the sentences come before."""
        return [SentenceEncoder]

    _reader: MeaningReader | None = None
    _crises: frozenset[str] = frozenset()

    def restore(self) -> None:
        """Loads what was learnt."""
        learnt = stored_arrays(self._model_storage, self._resource)
        self._crises = frozenset(map(str, learnt.pop(CRISES)))
        self._reader = MeaningReader(**learnt)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        said = (EMERGENCY_WORDINGS, SAID_OF_NAMES, *NAMED)
        return fingerprint_of(*said, RED_FLAGS, CONTEXT_CUES, CLAUSES)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the wordings of red flags, against what people ordinarily write.

        Each of several sentences is an example of its own, as it is in a message: people
        tell of all sorts of things. An ordinary example in which the rules find something
        pressing is left out.
        """
        rules = read_red_flags(RED_FLAGS)
        triager = make_triager(as_stored())
        reader = encoder.SentenceEncoder(*encoder.build())
        said = [
            (text, flag)
            for flag, texts in read_plain_yaml(EMERGENCY_WORDINGS).items()
            for text in texts
        ] + [(text, NONE) for text in said_of_names()]

        def is_calm(text: str | None) -> bool:
            return bool(text and triager.triage(text).tier not in PRESSING)

        calm = [one for one in training_data.intent_examples if is_calm(one.get(TEXT))]
        joint = joints(read_plain_yaml(CLAUSES))
        sentences = [text for one in calm for text in sentences_of(one.get(TEXT), joint)]
        told = [text for text in sentences if is_calm(text)]
        texts = [as_encoded(text) for text, _ in said] + told
        vectors = np.stack([*in_threads(reader.encode, texts), *map(dense_features, calm)])
        texts += [as_encoded(example.get(TEXT)) for example in calm]
        labels = [flag for _, flag in said] + [NONE] * (len(told) + len(calm))
        emergencies = [flag.id for flag in rules.flags if flag.tier is Tier.EMERGENCY]
        learnt = learn(texts, vectors, labels, emergencies)
        crises = np.array([flag.id for flag in rules.flags if flag.crisis])
        store_arrays(self._model_storage, self._resource, {**learnt, CRISES: crises})
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Completes the triage of each message in which the rules found no emergency."""
        for message in messages:
            triage = message.get(TRIAGE)
            if triage and triage["tier"] != Tier.EMERGENCY.value and self._reader:
                self._complete(message, triage, self._reader)
                self._complete_together(message, self._reader)
        return messages

    def _complete(self, message: Message, triage: dict[str, Any], reader: MeaningReader) -> None:
        """Counts, or asks about, what a sentence of the message means like."""
        sentences = _sentences(message, triage)
        if not sentences:
            return
        meant = reader.read(
            [sentence.encoded.words for sentence in sentences],
            np.stack([sentence.encoded.vector for sentence in sentences]),
        )
        readings = list(zip(sentences, meant, strict=True))
        emergencies = [
            Reading(emergency.score - DENIED_WEIGHT * sentence.is_denied, emergency.flag, sentence)
            for sentence, (emergency, _) in readings
        ]
        alarms = [
            Reading(alarm.score, alarm.flag, sentence)
            for sentence, (_, alarm) in readings
            if not sentence.is_denied
        ]
        # The first of several is the whole message.
        parts = max(1, len(sentences) - 1)
        emergency, alarm = _clearest(emergencies), _clearest(alarms)
        if emergency and counts(emergency.score, parts):
            _count(message, TRIAGE, Tier.EMERGENCY, emergency)
            return
        doubtful = _clearest([one for one in emergencies if not one.sentence.is_denied])
        if doubtful and not is_doubtful(doubtful.score, parts):
            doubtful = None
        if alarm and doubtful and self._is_despair(alarm, doubtful):
            alarm = None
        if alarm and counts(alarm.score, parts) and triage["tier"] != Tier.URGENT.value:
            _count(message, TRIAGE, Tier.URGENT, alarm)
        if doubtful:
            _ask(message, doubtful.as_flag(), doubtful.score)
        elif triage["ask"]:
            old = next(flag for flag in triage["flags"] if flag["id"] == triage["ask"][0])
            _ask(message, old, None)

    def _is_despair(self, alarm: Reading, doubtful: Reading) -> bool:
        """Whether a sentence is only near despair, which is asked about, and no bodily sign."""
        return doubtful.flag in self._crises and alarm.sentence is doubtful.sentence

    def _complete_together(self, message: Message, reader: MeaningReader) -> None:
        """The same for the message and the one before it, read as one sentence."""
        together, joined = message.get(TOGETHER), message.get(JOINED)
        if joined is None or together["tier"] == Tier.EMERGENCY.value:
            return
        meant, _ = reader.read([joined.words], joined.vector.reshape(1, -1))[0]
        pair = message.get(PAIR)
        # "No, I don't want to die": the rules know what each of the two says of it.
        # "Not incontinent, just don't" says nothing before it is ended.
        judged = {flag["id"] for flag in message.get(TRIAGE)["flags"]} | pair.known - pair.denied
        if meant.flag in judged:
            return
        is_denied = meant.flag in pair.denied
        score = meant.score - DENIED_WEIGHT * is_denied
        unjudged = {**message.get(TRIAGE), "flags": []}
        reading = Reading(score, meant.flag, Sentence.of(message, joined, unjudged))
        is_clear = counts(score, TWO_PARTS)
        # What is said to the advice to go today may sound like the first half alone.
        is_near = is_clear if pair.is_urgent else counts(score, ONE_PART)
        if is_clear and not (is_denied or pair.is_urgent):
            _count(message, TOGETHER, Tier.EMERGENCY, reading)
        elif is_near and not message.get(NEAR_MISS):
            _ask(message, reading.as_flag(), score)


def said_of_names() -> list[str]:
    """What people say of each exercise and each kind of massage by its name."""
    content = read_content(CONTENT)
    names = [str(entry.name) for entry in content.exercises]
    names += [str(entry.name) for entry in content.techniques]
    said = read_plain_yaml(SAID_OF_NAMES)["said"]
    return [text.format(name=name.lower()) for name in names for text in said]


@dataclass(frozen=True)
class Sentence:
    """A sentence of a message, and what the rules found in it.

    Attributes:
        text: its words as they were written.
        encoded: its place in the message, its words as they were meant, and its vector.
        judged: ids of the flags that the rules found, in whatever sense.
        is_denied: whether one of them is denied, past, or only asked about.
        is_of_other: whether it speaks of somebody else alone.
    """

    text: str
    encoded: Encoded
    judged: frozenset[str]
    is_denied: bool
    is_of_other: bool

    @classmethod
    def of(cls, message: Message, encoded: Encoded, triage: dict[str, Any]) -> Sentence:
        """A stretch of a message in which some of the flags of its ``triage`` may lie."""
        start, end = encoded.start, encoded.end
        flags = triage["flags"]
        held = [flag for flag in flags if start <= flag["start"] and flag["end"] <= end]
        return cls(
            message.get(TEXT)[start:end],
            encoded,
            frozenset(flag["id"] for flag in held),
            any(Status(flag["status"]) not in OPEN for flag in held),
            any(first <= start and end <= last for first, last in triage["others"]),
        )


@dataclass(frozen=True)
class Reading:
    """What a sentence means like, and how clearly."""

    score: float
    flag: str
    sentence: Sentence

    def as_flag(self) -> dict[str, Any]:
        """A red flag that is uncertain, unless it is somebody else's, as in the parse result."""
        return {
            "id": self.flag,
            "text": self.sentence.text,
            "start": self.sentence.encoded.start,
            "end": self.sentence.encoded.end,
            "status": (
                Status.OTHER_PERSON if self.sentence.is_of_other else Status.UNCERTAIN
            ).value,
        }


def _sentences(message: Message, triage: dict[str, Any]) -> list[Sentence]:
    """The sentences to be read.

    Where all is denied, or only something like "I am pregnant" is said, there is
    nothing to be found.
    """
    context = [flag for flag in triage["flags"] if flag["id"] in triage["context"]]
    return [
        Sentence.of(message, encoded, triage)
        for encoded in message.get(SENTENCES) or []
        if not any(encoded.start < last and first < encoded.end for first, last in triage["denied"])
        and not any(_is_most_of(flag, encoded) for flag in context)
    ]


def _is_most_of(flag: dict[str, Any], sentence: Encoded) -> bool:
    """Whether a flag is most of what a sentence says."""
    starts_in_it = sentence.start <= flag["start"] < sentence.end
    return bool(
        starts_in_it and flag["end"] - flag["start"] >= MOST_OF_IT * (sentence.end - sentence.start)
    )


def _clearest(readings: list[Reading]) -> Reading | None:
    """The reading of the highest score.

    What the rules judged in a sentence, such as denied, they know better.
    """
    open_ones = [one for one in readings if one.flag not in one.sentence.judged]
    return max(open_ones, key=lambda one: one.score, default=None)


def _count(message: Message, key: str, tier: Tier, reading: Reading) -> None:
    """Adds an uncertain red flag to a triage of the message."""
    triage = message.get(key)
    flags = [*triage["flags"], reading.as_flag()]
    message.set(key, {**triage, "tier": tier.value, "flags": flags}, add_to_output=True)


def _ask(message: Message, flag: dict[str, Any], score: float | None) -> None:
    """Has the safety gate ask about a red flag."""
    message.set(NEAR_MISS, {**flag, "score": score}, add_to_output=True)
