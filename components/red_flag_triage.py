"""Last in the pipeline: red flags in every message, whatever its intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.safety.rules import RedFlags, read_red_flags
from backwise.safety.triage import Triager
from backwise.settings import CONTEXT_CUES, RED_FLAGS
from backwise.yaml_lines import read_yaml
from components.message_guard import full_text
from components.stored_data import fingerprint_of, store, stored

TRIAGE = "triage"
# More than this is no message that a person in need writes; the beginning and the
# end of it are read.
MOST_CHARACTERS = 10_000


def as_stored() -> dict[str, Any]:
    """Rules and cue words as they go into a model."""
    return {
        "rules": read_red_flags(RED_FLAGS).dict(by_alias=True),
        "cues": read_yaml(CONTEXT_CUES),
    }


def make_triager(data: dict[str, Any]) -> Triager:
    """The triager that follows the rules in ``data``."""
    return Triager(RedFlags(**data["rules"]), data["cues"])


def triage_text(triager: Triager, text: str) -> dict[str, Any]:
    """Triage of ``text``, as it stands in the parse result of a message."""
    if len(text) > MOST_CHARACTERS:
        half = MOST_CHARACTERS // 2
        text = f"{text[:half]}\n{text[-half:]}"
    return triager.triage(text).as_dict()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class RedFlagTriage(GraphComponent):
    """Adds ``triage`` to the parse result: tier, flags, and version of the rules."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, data: dict[str, Any] | None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._triager = make_triager(data) if data else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> RedFlagTriage:
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
    ) -> RedFlagTriage:
        """Loads the rules that the model was trained with."""
        return cls(model_storage, resource, stored(model_storage, resource, "red_flags"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(RED_FLAGS, CONTEXT_CUES)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts the rules into the model."""
        store(self._model_storage, self._resource, "red_flags", as_stored())
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the triage of each message."""
        for message in messages:
            if self._triager:
                found = triage_text(self._triager, full_text(message))
                message.set(TRIAGE, found, add_to_output=True)
        return messages
