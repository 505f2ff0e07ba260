"""Components whose knowledge comes from data files and stays in the trained model."""

from __future__ import annotations

import abc
from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.stored_component import StoredComponent
from components.stored_data import fingerprint_of_data, store, stored

_NAME = "knowledge"


class DataComponent(StoredComponent):
    """Reads data files when a model is trained, and only the model afterwards.

    So a model is complete, and what it says cannot change under it.
    """

    @staticmethod
    @abc.abstractmethod
    def gather() -> Any:
        """What the files say, as plain data."""

    @abc.abstractmethod
    def use(self, data: Any) -> None:
        """Be ready to work with what ``gather`` returned."""

    def restore(self) -> None:
        """Uses what the model was trained with."""
        self.use(stored(self._model_storage, self._resource, _NAME))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of what the files say, which Rasa's cache does not know of."""
        return fingerprint_of_data(cls.gather())

    def train(self, training_data: TrainingData) -> Resource:
        """Puts what the files say into the model."""
        data = self.gather()
        store(self._model_storage, self._resource, _NAME, data)
        self.use(data)
        return self._resource
