"""Intent classifier: multinomial logistic regression over all features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression

from components.message_guard import GUARDED_INTENT

WEIGHTS = "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression, with rare features counting more than common ones.

    A message that the guard has marked gets the intent of the mark.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of the parent, and ``regularisation``: C of scikit-learn, larger is freer."""
        return {**LogisticRegressionClassifier.get_default_config(), "regularisation": 1.0}

    def __init__(
        self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, name, model_storage, resource)
        self.clf = LogisticRegression(
            C=self.config["regularisation"],
            class_weight="balanced",
            max_iter=self.config["max_iter"],
            random_state=self.config["random_state"],
            solver=self.config["solver"],
            tol=self.config["tol"],
        )
        self._weighting = TfidfTransformer(sublinear_tf=True)

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the weights of the features, and then the classifier on them."""
        features, intents = self._create_training_matrix(training_data)
        self.clf.fit(self._weighting.fit_transform(features), intents)
        self.persist()
        return self._resource

    def persist(self) -> None:
        """Writes the weights as plain arrays; nothing in them can run."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                Path(folder) / WEIGHTS,
                rarities=self._weighting.idf_.astype(np.float32),
                classes=self.clf.classes_.astype(str),
                coefficients=self.clf.coef_.astype(np.float32),
                intercepts=self.clf.intercept_.astype(np.float32),
            )

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
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            weights = np.load(Path(folder) / WEIGHTS, allow_pickle=False)
            component._weighting.idf_ = weights["rarities"]
            component.clf.classes_ = weights["classes"]
            component.clf.coef_ = weights["coefficients"]
            component.clf.intercept_ = weights["intercepts"]
        return component

    def _create_X(self, messages: list[Message]) -> csr_matrix:  # noqa: N802 - the parent's name
        features = super()._create_X(messages)
        return self._weighting.transform(features) if hasattr(self._weighting, "idf_") else features

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking (see parent class)."""
        understood = [message for message in messages if not message.get(GUARDED_INTENT)]
        if understood:
            super().process(understood)
        for message in messages:
            if message.get(GUARDED_INTENT):
                intent = {"name": message.get(GUARDED_INTENT), "confidence": 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages
