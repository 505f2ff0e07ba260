"""Dense features from a sentence encoder that needs neither PyTorch nor TensorFlow."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language import encoder
from backwise.language.clauses import ClauseSplitter
from backwise.language.spelling import Spelling
from backwise.settings import CLAUSES, EMERGENCY_WORDINGS
from backwise.yaml_lines import read_plain_yaml
from components.stored_data import fingerprint_of, store, stored
from components.two_messages import joined

MODEL, VOCABULARY = "encoder.onnx", "vocabulary.json"
# Where the vectors of the clauses stand, for a message that has several:
# a list of (first character, character after the last, vector).
CLAUSE_VECTORS = "clause_vectors"
# The same for the sentences of every message; a single sentence has that of the message.
SENTENCE_VECTORS = "sentence_vectors"
# The vector of the message together with the one before, if they may be one sentence.
JOINED_VECTOR = "joined_vector"
FEWEST_WORDS = 2
MOST_SENTENCES = 20
_WORD = re.compile(r"[a-z]+")
_SENTENCE = re.compile(r"[^.!?\n]+")
SHORT_CHARACTERS, LONG_CHARACTERS = 200, 400


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds the vector of all-MiniLM-L6-v2 as the sentence feature of each message.

    Training builds the encoder from the installed weights and puts it into the
    model; at run time only the model is read. Clauses of a longer message that may
    be wishes of their own get vectors too.
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
        clauses: dict[str, list[str]] | None = None,
        words: Iterable[str] = (),
    ) -> None:
        super().__init__(execution_context.node_name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._encoder = encoder.SentenceEncoder(*parts) if parts else None
        self._use(clauses)
        self._spelling = Spelling(words)

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
        clauses = stored(model_storage, resource, "clauses")
        words = stored(model_storage, resource, "words")
        parts = (model, vocabulary)
        return cls(config, model_storage, resource, execution_context, parts, clauses, words)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Fingerprint of the files that Rasa does not know of, for its cache."""
        return fingerprint_of(CLAUSES, EMERGENCY_WORDINGS)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to configure."""

    def train(self, training_data: TrainingData) -> Resource:
        """Builds the encoder; of the examples it learns only which words are used."""
        model, vocabulary = encoder.build()
        with self._model_storage.write_to(self._resource) as folder:
            (Path(folder) / MODEL).write_bytes(model)
            (Path(folder) / VOCABULARY).write_text(vocabulary, encoding="utf-8")
        cues = read_plain_yaml(CLAUSES)
        store(self._model_storage, self._resource, "clauses", cues)
        self._encoder = encoder.SentenceEncoder(model, vocabulary)
        self._use(cues)
        words = words_in(example.get(TEXT) or "" for example in training_data.training_examples)
        store(self._model_storage, self._resource, "words", words)
        self._spelling = Spelling(words)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Adds the vector of each message that has text, and those of its clauses."""
        for message in messages:
            self._add_vectors(message)
            pair = joined(tracker, message.get(TEXT) or "")
            if pair and min(map(_words, (pair[0], message.get(TEXT)))) >= FEWEST_WORDS:
                message.set(JOINED_VECTOR, self.vector(as_encoded(pair[1])))
            vectors = self._clause_vectors(message)
            if vectors:
                message.set(CLAUSE_VECTORS, vectors)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vector of each training example."""
        for example in training_data.training_examples:
            self._add_vectors(example)
        return training_data

    def vector(self, text: str) -> encoder.Vector:
        """The vector of ``text``, shape (384,); slips of the pen are read as what was meant.

        Raises:
            RuntimeError: the encoder has been neither trained nor loaded.
        """
        if not self._encoder:
            raise RuntimeError("The sentence encoder has been neither trained nor loaded.")
        right = _WORD.sub(lambda match: self._spelling.corrected(match.group()), text)
        return self._encoder.encode(right)

    def _use(self, cues: dict[str, list[str]] | None) -> None:
        """Splits messages by these cues; without any, not at all."""
        self._splitter = ClauseSplitter(cues) if cues else None
        # In a short message a comma may stand for a full stop, or nothing at all before
        # a question or a "but".
        begin = "|".join(map(re.escape, cues["parts"])) if cues else r"\Z"
        self._parts = re.compile(rf"(?:(?!\s(?:{begin})\s)[^.!?\n,;:])+", re.IGNORECASE)

    def _add_vectors(self, message: Message) -> None:
        """Sets the vectors of the sentences, and the feature of the whole message.

        The vector of a long message is the mean of those of its sentences: to read
        it once more as a whole would take as long again.
        """
        text = message.get(TEXT) or ""
        words = " ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]) or [])
        if not words:
            return
        vectors = self._sentence_vectors(text)
        if len(vectors) > 1 and len(text) > LONG_CHARACTERS:
            whole = np.mean([vector for _, _, vector in vectors], axis=0)
            whole /= np.linalg.norm(whole)
        else:
            whole = self.vector(words)
            vectors = [(0, len(text), whole), *vectors]
        message.set(SENTENCE_VECTORS, vectors)
        features = Features(whole.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
        message.add_features(features)

    def _sentence_vectors(self, text: str) -> list[tuple[int, int, encoder.Vector]]:
        """The vectors of the sentences, if there are several."""
        pattern = self._parts if len(text) <= SHORT_CHARACTERS else _SENTENCE
        sentences = [match for match in pattern.finditer(text) if match.group().strip()]
        if len(sentences) < 2:
            return []
        return [
            (match.start(), match.end(), self.vector(as_encoded(match.group())))
            for match in sentences[:MOST_SENTENCES]
        ]

    def _clause_vectors(self, message: Message) -> list[tuple[int, int, encoder.Vector]]:
        text = message.get(TEXT) or ""
        if not self._splitter:
            return []
        clauses = self._splitter.split(text)
        if len(clauses) < 2:
            return []
        return [
            (clause.start, clause.end, self.vector(" ".join(clause.words)))
            for clause in clauses
            if self._splitter.may_wish(clause)
        ]


def words_in(texts: Iterable[str]) -> list[str]:
    """The words that ``texts`` and the wordings of red flags use more than once.

    A word that stands there once may be a slip itself.
    """
    wordings = read_plain_yaml(EMERGENCY_WORDINGS).values()
    used = Counter(
        word
        for text in itertools.chain(texts, *wordings)
        for word in set(_WORD.findall(as_encoded(text)))
    )
    return sorted(word for word, times in used.items() if times > 1)


def _words(text: str) -> int:
    return len(text.split())


def as_encoded(text: str) -> str:
    """``text`` as the encoder gets it: lower case, without apostrophes and question marks."""
    return text.lower().replace("'", "").replace("’", "").replace("?", " ").strip()


def dense_features(example: Message) -> Any:
    """The dense sentence features of an example, shape (dimensions,)."""
    return np.concatenate(
        [
            features.features.reshape(-1)
            for features in example.features
            if features.attribute == TEXT
            and features.type == FEATURE_TYPE_SENTENCE
            and not features.is_sparse()
        ]
    )
