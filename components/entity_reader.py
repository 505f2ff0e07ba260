"""Entities with normal forms and the sense in which they are meant."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language.reading import VAGUE_LOCATION, Finding, Reader
from backwise.language.status import Status
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_yaml
from components.shape_featurizer import FINDINGS
from components.stored_data import fingerprint_of, store, stored

# An entity without a role fills its slot; one with a role does not. A condition
# counts unless it is denied: to take one too many into account is safe.
_NOT_SO = frozenset({Status.NEGATED, Status.HYPOTHETICAL, Status.PAST})
_ONLY_DENIED = frozenset({Status.NEGATED})
_LOOSE = frozenset({"condition", "technique", "therapy", "exercise", "topic", "country"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityReader(GraphComponent):
    """Finds what a message names with the spaCy rules of ``backwise.language``."""

    def __init__(
        self, model_storage: ModelStorage, resource: Resource, knowledge: dict[str, Any] | None
    ) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._reader = Reader(**knowledge) if knowledge else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityReader:
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
    ) -> EntityReader:
        """Loads the vocabulary that the model was trained with."""
        return cls(model_storage, resource, stored(model_storage, resource, "knowledge"))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(CONTENT, LEXICON, CONTEXT_CUES)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts the vocabulary of the content files into the model."""
        knowledge = {
            "vocabulary": read_vocabulary(CONTENT, LEXICON),
            "cues": read_yaml(CONTEXT_CUES),
        }
        store(self._model_storage, self._resource, "knowledge", knowledge)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the entities of each message."""
        for message in messages:
            text = message.get(TEXT)
            if text and self._reader:
                findings = message.get(FINDINGS)
                if findings is None:
                    findings = self._reader.read(text)
                entities = [_as_entity(finding) for finding in findings]
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _as_entity(finding: Finding) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "entity": finding.entity,
        "value": finding.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "status": finding.status.value,
        "extractor": EntityReader.__name__,
    }
    excluded = _ONLY_DENIED if finding.entity in _LOOSE else _NOT_SO
    if finding.status in excluded:
        entity["role"] = finding.status.value
    elif finding.entity == "location" and finding.value == VAGUE_LOCATION:
        entity["role"] = "vague"  # "my back": the question where is still open
    return entity
