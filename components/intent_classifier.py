"""Intent classifier: multinomial logistic regression over sparse features."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from components.message_guard import GUARDED_INTENT

WEIGHTS = "weights.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """A trained classifier, as plain arrays in which nothing can run.

    Attributes:
        classes: names of the intents, shape (intents,).
        rarities: inverse document frequency of each feature, shape (features,).
        coefficients: shape (intents, features).
        intercepts: shape (intents,).
    """

    classes: NDArray[np.str_]
    rarities: Floats
    coefficients: Floats
    intercepts: Floats

    def probabilities(self, columns: NDArray[np.int64], counts: Floats) -> Floats:
        """Probability of each intent for the features that one message has."""
        values = (np.log(counts) + 1) * self.rarities[columns]
        length = np.linalg.norm(values)
        if length:
            values = values / length
        scores = self.coefficients[:, columns] @ values + self.intercepts
        odds = np.exp(scores - scores.max())
        return odds / odds.sum()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Logistic regression in which rare features count more than common ones.

    A message that the guard has marked gets the intent of the mark.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Featurizers come before."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``regularisation`` is C of scikit-learn: larger fits the examples closer."""
        return {"regularisation": 20.0, "max_iterations": 300, "ranking_length": 5}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        weights: Weights | None = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._weights = weights

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        """Creates an untrained classifier (see parent class)."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Loads the weights. A model without them is an error, not an untrained guess."""
        with model_storage.read_from(resource) as folder:
            arrays = np.load(Path(folder) / WEIGHTS, allow_pickle=False)
            return cls(config, model_storage, resource, Weights(**arrays))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the rarity of the features, and then the classifier on them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        rows = [_sentence_features(example) for example in examples]
        width = sum(block.shape[1] for block in _blocks(examples[0]))
        lengths = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        features = csr_matrix(
            (
                np.concatenate([counts for _, counts in rows]),
                np.concatenate([columns for columns, _ in rows]),
                lengths,
            ),
            shape=(len(rows), width),
        )
        rarity = TfidfTransformer(sublinear_tf=True)
        classifier = LogisticRegression(
            C=self._config["regularisation"],
            class_weight="balanced",
            max_iter=self._config["max_iterations"],
            random_state=42,
        )
        classifier.fit(
            rarity.fit_transform(features), [example.get(INTENT) for example in examples]
        )
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                Path(folder) / WEIGHTS,
                classes=classifier.classes_.astype(str),
                rarities=rarity.idf_.astype(np.float32),
                coefficients=classifier.coef_.astype(np.float32),
                intercepts=classifier.intercept_.astype(np.float32),
            )
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking of each message."""
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        """The likeliest intents, the likeliest first."""
        guarded = message.get(GUARDED_INTENT)
        if guarded or not self._weights:
            return [{"name": guarded, "confidence": 1.0 if guarded else 0.0}]
        probabilities = self._weights.probabilities(*_sentence_features(message))
        order = np.argsort(-probabilities)[: self._config["ranking_length"]]
        return [
            {"name": str(self._weights.classes[place]), "confidence": float(probabilities[place])}
            for place in order
        ]


def _blocks(message: Message) -> list[Any]:
    """The sparse sentence features of a message, one matrix for each featurizer."""
    return [
        features.features.tocoo()
        for features in message.features
        if features.attribute == TEXT
        and features.type == FEATURE_TYPE_SENTENCE
        and features.is_sparse()
    ]


def _sentence_features(message: Message) -> tuple[NDArray[np.int64], Floats]:
    """Columns and counts of the features that a message has, over all featurizers."""
    columns: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    counts: list[Floats] = [np.zeros(0, dtype=np.float32)]
    offset = 0
    for block in _blocks(message):
        columns.append(block.col.astype(np.int64) + offset)
        counts.append(block.data.astype(np.float32))
        offset += block.shape[1]
    return np.concatenate(columns), np.concatenate(counts)
