"""Dense features from a sentence encoder that needs neither PyTorch nor TensorFlow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language import encoder

MODEL, VOCABULARY = "encoder.onnx", "vocabulary.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds the vector of all-MiniLM-L6-v2 as the sentence feature of each message.

    Training builds the encoder from the installed weights and puts it into the
    model; at run time only the model is read.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer comes before, as for every featurizer."""
        return [Tokenizer]

    @classmethod
    def required_packages(cls) -> list[str]:
        """What has to be installed."""
        return ["onnxruntime", "tokenizers"]

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        parts: tuple[bytes, str] | None = None,
    ) -> None:
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._encoder = encoder.SentenceEncoder(*parts) if parts else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Creates a component without an encoder (see parent class)."""
        return cls(config, model_storage, resource, execution_context)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Loads the encoder out of the model."""
        with model_storage.read_from(resource) as folder:
            model = (Path(folder) / MODEL).read_bytes()
            vocabulary = (Path(folder) / VOCABULARY).read_text(encoding="utf-8")
        return cls(config, model_storage, resource, execution_context, (model, vocabulary))

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    def train(self, training_data: TrainingData) -> Resource:
        """Builds the encoder; it does not learn from the examples."""
        model, vocabulary = encoder.build()
        with self._model_storage.write_to(self._resource) as folder:
            (Path(folder) / MODEL).write_bytes(model)
            (Path(folder) / VOCABULARY).write_text(vocabulary, encoding="utf-8")
        self._encoder = encoder.SentenceEncoder(model, vocabulary)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vector of each message that has text.

        Raises:
            RuntimeError: the encoder has been neither trained nor loaded.
        """
        if not self._encoder:
            raise RuntimeError("The sentence encoder has been neither trained nor loaded.")
        for message in messages:
            tokens = message.get("text_tokens") or []
            words = " ".join(token.text for token in tokens)
            if words:
                vector = self._encoder.encode(words)
                message.add_features(
                    Features(
                        vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier
                    )
                )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vector of each training example."""
        self.process(training_data.training_examples)
        return training_data
