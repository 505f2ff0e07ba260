"""Intent classifier: multinomial logistic regression over all features."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from sklearn.linear_model import LogisticRegression

from components.message_guard import GUARDED_INTENT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression with a regularisation that can be chosen.

    A message that the guard has marked gets the intent of the mark.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options of the parent, and ``regularisation``: C of scikit-learn."""
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
