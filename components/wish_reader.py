"""Finds every wish in a message that has several."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import log_softmax

from backwise.language import softmax
from components.sentence_encoder import (
    CLAUSE_VECTORS,
    SHORT_CHARACTERS,
    SentenceEncoder,
    dense_features,
)
from components.stored_component import StoredComponent
from components.stored_data import store_arrays, stored_arrays

WISHES = "wishes"
MOST_STEPS = 500


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class WishReader(StoredComponent):
    """Reads the clauses of a message one by one, by their meaning alone.

    "Been sore for weeks, would a massage help or should I stretch?" is one intent for
    Rasa and three things for the person. The wishes found stand in the parse result,
    in order, under ``wishes``. A message that describes pain and then asks is
    understood as what it asks, if that is sure: what it describes is in its entities.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """The vectors of message and clauses come before."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options.

        ``intents``: those that count as wishes. ``threshold``: how sure a wish has to be.
        ``gives_way``: intents of the whole message that its first wish replaces, and how
        sure it has to be for that in a story.
        """
        return {"intents": [], "gives_way": {}, "threshold": 0.5, "regularisation": 30.0}

    _weights: dict[str, Any] | None = None

    def restore(self) -> None:
        """Loads the weights."""
        self._weights = stored_arrays(self._model_storage, self._resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits a classifier on the sentence vectors of the examples."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        vectors = np.stack([dense_features(example) for example in examples])
        classes, wanted = np.unique([one.get(INTENT) for one in examples], return_inverse=True)
        coefficients, intercepts = softmax.fit(
            [vectors], wanted, self._config["regularisation"], MOST_STEPS
        )
        learnt = {"classes": classes, "coefficients": coefficients, "intercepts": intercepts}
        store_arrays(self._model_storage, self._resource, learnt)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the wishes of each message that has any beside its intent."""
        for message in messages:
            wishes = self._wishes(message)
            if not wishes:
                continue
            message.set(WISHES, wishes, add_to_output=True)
            first = wishes[0]
            if self._is_asked(message, first["confidence"]):
                asked = {"name": first["intent"], "confidence": first["confidence"]}
                message.set(INTENT, asked, add_to_output=True)
        return messages

    def _is_asked(self, message: Message, confidence: float) -> bool:
        """Whether the whole message is understood as its first wish."""
        intent = (message.get(INTENT) or {}).get("name")
        sure = self._config["gives_way"]
        is_story = len(message.get(TEXT)) > SHORT_CHARACTERS
        return intent in sure and (not is_story or confidence >= sure[intent])

    def _wishes(self, message: Message) -> list[dict[str, Any]]:
        """The wishes in order, each intent once."""
        found: dict[str, dict[str, Any]] = {}
        for start, end, vector in message.get(CLAUSE_VECTORS) or []:
            name, confidence = self._read(vector)
            sure = confidence >= self._config["threshold"]
            if sure and name in self._config["intents"] and name not in found:
                found[name] = {
                    "intent": name,
                    "confidence": confidence,
                    "start": start,
                    "end": end,
                    "text": message.get(TEXT)[start:end],
                }
        return list(found.values())

    def _read(self, vector: Any) -> tuple[str, float]:
        """The likeliest intent of a clause, and its probability."""
        if self._weights is None:
            raise RuntimeError("The wish reader has been neither trained nor loaded.")
        scores = vector @ self._weights["coefficients"] + self._weights["intercepts"]
        probabilities = np.exp(log_softmax(scores))
        best = int(probabilities.argmax())
        return str(self._weights["classes"][best]), float(probabilities[best])
