"""Components whose knowledge comes from data files and stays in the trained model."""

from __future__ import annotations

import abc
from pathlib import Path
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.stored_data import fingerprint_of, store, stored

_NAME = "knowledge"


class DataComponent(GraphComponent, abc.ABC):
    """Reads data files when a model is trained, and only the model afterwards.

    So a model is complete, and what it says cannot change under it.
    """

    files: tuple[Path, ...]

    def __init__(self, model_storage: ModelStorage, resource: Resource) -> None:
        self._model_storage = model_storage
        self._resource = resource

    @staticmethod
    @abc.abstractmethod
    def gather() -> Any:
        """What the files say, as plain data."""

    @abc.abstractmethod
    def use(self, data: Any) -> None:
        """Be ready to work with what ``gather`` returned."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates an untrained component (see parent class)."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """Loads what the model was trained with."""
        component = cls(model_storage, resource)
        component.use(stored(model_storage, resource, _NAME))
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files, which Rasa's cache does not know of."""
        return fingerprint_of(*cls.files)

    def train(self, training_data: TrainingData) -> Resource:
        """Puts what the files say into the model."""
        data = self.gather()
        store(self._model_storage, self._resource, _NAME, data)
        self.use(data)
        return self._resource
