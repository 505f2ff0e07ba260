"""Asks the meaning of a message where the red-flag rules found nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language import encoder
from backwise.language.status import Status
from backwise.safety.meaning import ASK_FROM, COUNT_FROM, NONE, MeaningReader, learn
from backwise.safety.rules import Tier, read_red_flags
from backwise.settings import CONTEXT_CUES, EMERGENCY_WORDINGS, RED_FLAGS
from backwise.yaml_lines import read_plain_yaml
from components.red_flag_triage import TRIAGE, as_stored, make_triager
from components.sentence_encoder import (
    SENTENCE_VECTORS,
    SentenceEncoder,
    as_encoded,
    dense_features,
)
from components.stored_component import StoredComponent
from components.stored_data import fingerprint_of, store, store_arrays, stored, stored_arrays

NEAR_MISS = "near_miss"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class NearMissReader(StoredComponent):
    """Adds to the triage what sentences mean like an emergency.

    What is likely enough counts as an uncertain red flag. What is less likely stands
    in the parse result as ``near_miss``, and the safety gate asks about it.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The vectors of the sentences come before."""
        return [SentenceEncoder]

    _reader: MeaningReader | None = None
    _emergencies: frozenset[str] = frozenset()

    def restore(self) -> None:
        """Loads what was learnt."""
        self._reader = MeaningReader(**stored_arrays(self._model_storage, self._resource))
        self._emergencies = frozenset(stored(self._model_storage, self._resource, "emergencies"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(EMERGENCY_WORDINGS, RED_FLAGS, CONTEXT_CUES)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the wordings of emergencies, against what people ordinarily write.

        An ordinary example that the rules call an emergency is left out.
        """
        triager = make_triager(as_stored())
        reader = encoder.SentenceEncoder(*encoder.build())
        wordings = [
            (reader.encode(as_encoded(text)), flag)
            for flag, said in read_plain_yaml(EMERGENCY_WORDINGS).items()
            for text in said
        ]
        ordinary = [
            (dense_features(example), NONE)
            for example in training_data.intent_examples
            if example.get(TEXT) and triager.triage(example.get(TEXT)).tier is not Tier.EMERGENCY
        ]
        vectors, labels = zip(*wordings, *ordinary, strict=True)
        learnt = learn(np.stack(vectors), labels)
        emergencies = [
            flag.id for flag in read_red_flags(RED_FLAGS).flags if flag.tier is Tier.EMERGENCY
        ]
        store_arrays(self._model_storage, self._resource, learnt)
        store(self._model_storage, self._resource, "emergencies", emergencies)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Completes the triage of each message in which the rules found no emergency."""
        for message in messages:
            triage = message.get(TRIAGE)
            if not triage or triage["tier"] == Tier.EMERGENCY.value or not self._reader:
                continue
            judged = {flag["id"] for flag in triage["flags"] if flag["id"] in self._emergencies}
            found = [
                (probability, flag, start, end)
                for start, end, vector in message.get(SENTENCE_VECTORS) or []
                for flag, probability in [self._reader.read(vector)]
                # What the rules found and judged, such as denied, they know better.
                if probability >= ASK_FROM and flag not in judged
            ]
            if found:
                self._note(message, triage, max(found))
        return messages

    @staticmethod
    def _note(message: Message, triage: dict[str, Any], found: tuple[float, str, int, int]) -> None:
        probability, flag, start, end = found
        said = {"id": flag, "text": message.get(TEXT)[start:end], "start": start, "end": end}
        if probability >= COUNT_FROM:
            uncertain = {**said, "status": Status.UNCERTAIN.value}
            flags = [*triage["flags"], uncertain]
            counted = {**triage, "tier": Tier.EMERGENCY.value, "flags": flags}
            message.set(TRIAGE, counted, add_to_output=True)
        else:
            message.set(NEAR_MISS, {**said, "confidence": probability}, add_to_output=True)
