"""Asks the meaning of a message where the red-flag rules found no emergency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language import encoder
from backwise.language.status import Status
from backwise.safety.meaning import NONE, MeaningReader, counts, is_doubtful, learn
from backwise.safety.rules import OPEN, Tier, read_red_flags
from backwise.settings import CONTEXT_CUES, EMERGENCY_WORDINGS, RED_FLAGS
from backwise.yaml_lines import read_plain_yaml
from components.red_flag_triage import as_stored, make_triager
from components.sentence_encoder import (
    JOINED_VECTOR,
    SENTENCE_VECTORS,
    SentenceEncoder,
    as_encoded,
    dense_features,
)
from components.stored_component import StoredComponent
from components.stored_data import fingerprint_of, store_arrays, stored_arrays
from components.two_messages import TOGETHER, TRIAGE

NEAR_MISS = "near_miss"
ONE_PART, TWO_PARTS = 1, 2
# A sentence in which the rules found something that is denied, past or only asked about
# sounds like an emergency because of that; it has to sound so more clearly.
DENIED_WEIGHT = 1.0
# Share of the characters of a sentence.
MOST_OF_IT = 0.5
PRESSING = (Tier.EMERGENCY, Tier.URGENT)


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

    def restore(self) -> None:
        """Loads what was learnt."""
        self._reader = MeaningReader(**stored_arrays(self._model_storage, self._resource))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(EMERGENCY_WORDINGS, RED_FLAGS, CONTEXT_CUES)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the wordings of red flags, against what people ordinarily write.

        An ordinary example in which the rules find something pressing is left out.
        """
        rules = read_red_flags(RED_FLAGS)
        triager = make_triager(as_stored())
        reader = encoder.SentenceEncoder(*encoder.build())
        said = [
            (text, flag)
            for flag, texts in read_plain_yaml(EMERGENCY_WORDINGS).items()
            for text in texts
        ]
        calm = [
            example
            for example in training_data.intent_examples
            if example.get(TEXT) and triager.triage(example.get(TEXT)).tier not in PRESSING
        ]
        wordings = [(reader.encode(as_encoded(text)), flag) for text, flag in said]
        ordinary = [(dense_features(example), NONE) for example in calm]
        vectors, labels = zip(*wordings, *ordinary, strict=True)
        emergencies = [flag.id for flag in rules.flags if flag.tier is Tier.EMERGENCY]
        learnt = learn(np.stack(vectors), labels, emergencies)
        store_arrays(self._model_storage, self._resource, learnt)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Completes the triage of each message in which the rules found no emergency."""
        for message in messages:
            triage = message.get(TRIAGE)
            if triage and triage["tier"] != Tier.EMERGENCY.value and self._reader:
                self._complete(message, triage, self._reader)
                self._complete_together(message, self._reader)
        return messages

    def _complete_together(self, message: Message, reader: MeaningReader) -> None:
        """Adds what the message means like, read with the one before as one sentence."""
        together, vector = message.get(TOGETHER), message.get(JOINED_VECTOR)
        if vector is None or together["tier"] == Tier.EMERGENCY.value:
            return
        meant, _ = reader.read(vector.reshape(1, -1))[0]
        said = Said(message, 0, len(message.get(TEXT))).as_dict(meant.flag)
        if counts(meant.score, TWO_PARTS):
            flags = [*together["flags"], _uncertain(said)]
            found = {**together, "tier": Tier.EMERGENCY.value, "flags": flags}
            message.set(TOGETHER, found, add_to_output=True)
        elif counts(meant.score, ONE_PART) and not message.get(NEAR_MISS):
            message.set(NEAR_MISS, {**said, "score": meant.score}, add_to_output=True)

    def _complete(self, message: Message, triage: dict[str, Any], reader: MeaningReader) -> None:
        sentences = message.get(SENTENCE_VECTORS)
        if not sentences:
            return
        judged = [(flag["id"], flag["start"], flag["end"]) for flag in triage["flags"]]
        denied = [
            (flag["start"], flag["end"])
            for flag in triage["flags"]
            if Status(flag["status"]) not in OPEN
        ]
        # Where all is denied, or only something like "I am pregnant" is said, there is
        # nothing to be found.
        sentences = [
            (start, end, vector)
            for start, end, vector in sentences
            if not any(start < last and first < end for first, last in triage["denied"])
            and not any(
                flag["id"] in triage["context"] and _is_most_of(flag, start, end)
                for flag in triage["flags"]
            )
        ]
        if not sentences:
            return
        meant = reader.read(np.stack([vector for _, _, vector in sentences]))
        readings = [
            (Said(message, start, end), *both)
            for (start, end, _), both in zip(sentences, meant, strict=True)
        ]
        emergencies = [
            (meant.score - DENIED_WEIGHT * said.holds(denied), meant.flag, said)
            for said, meant, _ in readings
        ]
        alarms = [(meant.score, meant.flag, said) for said, _, meant in readings]
        # The first of several is the whole message.
        parts = max(1, len(readings) - 1)
        emergency = _clearest(emergencies, judged)
        alarm = _clearest([one for one in alarms if not one[2].holds(denied)], judged)
        if emergency and counts(emergency[0], parts):
            _count(message, triage, Tier.EMERGENCY, emergency)
            return
        if alarm and counts(alarm[0], parts) and triage["tier"] != Tier.URGENT.value:
            _count(message, triage, Tier.URGENT, alarm)
        doubtful = _clearest([one for one in emergencies if not one[2].holds(denied)], judged)
        if doubtful and is_doubtful(doubtful[0], parts):
            score, flag, said = doubtful
            message.set(NEAR_MISS, {**said.as_dict(flag), "score": score}, add_to_output=True)
        elif triage["ask"]:
            old = next(flag for flag in triage["flags"] if flag["id"] == triage["ask"][0])
            message.set(NEAR_MISS, {**old, "score": None}, add_to_output=True)


@dataclass(frozen=True, order=True)
class Said:
    """A sentence of a message."""

    message: Message = field(compare=False)
    start: int
    end: int

    def holds(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether one of the ``spans`` of characters lies in the sentence."""
        return any(self.start <= start and end <= self.end for start, end in spans)

    def as_dict(self, flag: str) -> dict[str, Any]:
        """The sentence as it stands beside a red flag in the parse result."""
        text = self.message.get(TEXT)[self.start : self.end]
        return {"id": flag, "text": text, "start": self.start, "end": self.end}


Reading = tuple[float, str, Said]


def _is_most_of(flag: dict[str, Any], start: int, end: int) -> bool:
    """Whether a flag is most of what a sentence says."""
    return bool(
        start <= flag["start"] < end and flag["end"] - flag["start"] >= MOST_OF_IT * (end - start)
    )


def _clearest(readings: list[Reading], judged: list[tuple[str, int, int]]) -> Reading | None:
    """The reading of the highest score.

    What the rules ``judged`` in a sentence, such as denied, they know better.
    """
    return max(
        (
            (score, flag, said)
            for score, flag, said in readings
            if not said.holds((start, end) for name, start, end in judged if name == flag)
        ),
        default=None,
    )


def _count(message: Message, triage: dict[str, Any], tier: Tier, reading: Reading) -> None:
    """Adds an uncertain red flag to the triage."""
    _, flag, said = reading
    flags = [*triage["flags"], _uncertain(said.as_dict(flag))]
    counted = {**triage, "tier": tier.value, "flags": flags}
    message.set(TRIAGE, counted, add_to_output=True)


def _uncertain(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "status": Status.UNCERTAIN.value}
