"""Makes sure that a "no" is a no before it answers a safety question."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language.text import Wordings, make_nlp, plain
from backwise.settings import ANSWERS
from backwise.yaml_lines import LINE, read_yaml
from components.stored_data import fingerprint_of, store, stored


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerGuard(GraphComponent):
    """Turns a doubtful "no" into "not sure".

    The classifier guesses from the whole wording. For a safety question a wrong
    "no" is the worst guess, so it is believed only if the message says no in so
    many words and does not take it back ("no, only when I sit").
    """

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, words: dict[str, Any] | None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._nlp = make_nlp()
        self._words = Wordings(self._nlp, words) if words else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerGuard:
        """Creates an untrained component (see parent class)."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AnswerGuard:
        """Loads the words that the model was trained with."""
        return cls(model_storage, resource, stored(model_storage, resource, "words"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(ANSWERS)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts the words of ``data/language/answers.yml`` into the model."""
        words = {kind: said for kind, said in read_yaml(ANSWERS).items() if kind != LINE}
        store(self._model_storage, self._resource, "words", words)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Corrects the intent of each message where the words do not bear it out."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if not self._words or not message.get(TEXT):
                continue
            kinds = {kind for kind, _, _ in self._words.find(self._nlp(plain(message.get(TEXT))))}
            if intent.get("name") == "deny" and ("no" not in kinds or "hedge" in kinds):
                message.set(INTENT, {**intent, "name": "unsure"}, add_to_output=True)
        return messages
