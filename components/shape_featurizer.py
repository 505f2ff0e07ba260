"""Features that words alone do not give: what a message names, and how its clauses begin."""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.knowledge.content import read_content
from backwise.language.clauses import ClauseSplitter
from backwise.language.reading import Finding, Reader
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CLAUSES, CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_plain_yaml, read_yaml
from components.stored_data import fingerprint_of, made_once, store, stored

SEEN_AT_LEAST = 2
# What was read stays with the message, so that it is read only once.
FINDINGS = "findings"


@made_once
def make_reader(data: dict[str, Any]) -> Reader:
    """The reader of a vocabulary and its context cues."""
    return Reader(data["vocabulary"], data["cues"])


def findings_of(message: Message, reader: Reader) -> list[Finding]:
    """What the message names; whoever asks first has it read."""
    if message.get(FINDINGS) is None:
        message.set(FINDINGS, reader.read(message.get(TEXT) or ""))
    findings: list[Finding] = message.get(FINDINGS)
    return findings


@functools.cache
def _findings_of_example(reader: Reader, text: str) -> list[Finding]:
    """What a training example names; who learns from it reads it twice."""
    return reader.read(text)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ShapeFeaturizer(SparseFeaturizer, GraphComponent):
    """Counts the kinds of things a message names, and marks how its clauses begin.

    "How is the pelvic tilt done" shares no word with any example, but it names an
    exercise and begins with "how is". A story that ends in "what should i do" is a
    question, and one without such a clause is not, whatever its punctuation.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer comes before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options that every featurizer has."""
        return {**SparseFeaturizer.get_default_config()}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        knowledge: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        if knowledge:
            self._use(knowledge)

    def _use(self, knowledge: dict[str, Any]) -> None:
        self._reader = make_reader({name: knowledge[name] for name in ("vocabulary", "cues")})
        self._splitter = ClauseSplitter(knowledge["clauses"])
        self._topic_kinds: dict[str, str] = knowledge["topic_kinds"]
        features: list[str] = knowledge.get("features", [])
        self._columns = {name: column for column, name in enumerate(features)}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ShapeFeaturizer:
        """Creates an untrained component (see parent class)."""
        return cls(config, model_storage, resource, execution_context)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ShapeFeaturizer:
        """Loads vocabulary and features."""
        knowledge = stored(model_storage, resource, "knowledge")
        return cls(config, model_storage, resource, execution_context, knowledge)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(CONTENT, LEXICON, CONTEXT_CUES, CLAUSES)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    def train(self, training_data: TrainingData) -> Resource:
        """Collects the features that the training examples have."""
        knowledge = {
            "vocabulary": read_vocabulary(CONTENT, LEXICON),
            "cues": read_yaml(CONTEXT_CUES),
            "clauses": read_plain_yaml(CLAUSES),
            "topic_kinds": {topic.id: topic.kind for topic in read_content(CONTENT).topics},
        }
        self._use(knowledge)
        seen: Counter[str] = Counter()
        for example in training_data.intent_examples:
            # What a component leaves in an example while it learns, Rasa's cache takes for
            # other data, and trains all that follows once more.
            text = example.get(TEXT) or ""
            own = Message({TEXT: text, FINDINGS: _findings_of_example(self._reader, text)})
            seen.update(set(self._features(own)))
        knowledge["features"] = sorted(name for name, n in seen.items() if n >= SEEN_AT_LEAST)
        self._use(knowledge)
        store(self._model_storage, self._resource, "knowledge", knowledge)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features to each message."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT])
            if not tokens:
                continue
            row = np.zeros((1, len(self._columns)), dtype=np.float32)
            for name, count in self._features(message).items():
                if name in self._columns:
                    row[0, self._columns[name]] = count
            self.add_features_to_message(
                sequence=scipy.sparse.coo_matrix((len(tokens), len(self._columns))),
                sentence=scipy.sparse.coo_matrix(row),
                attribute=TEXT,
                message=message,
            )
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the features to the training examples."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                example.set(FINDINGS, _findings_of_example(self._reader, example.get(TEXT)))
        self.process(training_data.training_examples)
        return training_data

    def _features(self, message: Message) -> Counter[str]:
        found: Counter[str] = Counter()
        for finding in findings_of(message, self._reader):
            kind = finding.entity
            if kind == "topic":
                kind = f"topic:{self._topic_kinds[str(finding.value)]}"
            found[f"names:{kind}"] += 1
        for clause in self._splitter.split(message.get(TEXT) or ""):
            found[f"begins:{clause.words[0]}"] = 1
            found[f"begins:{' '.join(clause.words[:2])}"] = 1
        return found
