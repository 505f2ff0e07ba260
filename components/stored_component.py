"""Components that learn once, keep it in the model, and have it back when it is loaded."""

from __future__ import annotations

import abc
from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class StoredComponent(GraphComponent, abc.ABC):
    """What such components share: they are created empty, and restored from the model."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource

    @abc.abstractmethod
    def restore(self) -> None:
        """Read back what training has stored. If it is not there, that is an error."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates an untrained component (see parent class)."""
        return cls(config, model_storage, resource)

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
        component = cls(config, model_storage, resource)
        component.restore()
        return component
