"""Dense features from a sentence encoder that needs neither PyTorch nor TensorFlow."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.language import encoder
from backwise.language.clauses import ClauseSplitter
from backwise.language.spelling import Spelling
from backwise.settings import CLAUSES, EMERGENCY_WORDINGS
from backwise.threads import in_threads
from backwise.yaml_lines import read_plain_yaml
from components.message_joiner import PAIR
from components.stored_data import fingerprint_of, store, stored

# A stretch of a message: first character, character after the last, its words.
Stretch = tuple[int, int, str]

MODEL, VOCABULARY = "encoder.onnx", "vocabulary.json"
# Where the vectors of the clauses stand, for a message that has several:
# a list of (first character, character after the last, vector).
CLAUSE_VECTORS = "clause_vectors"
# The same for the sentences of every message, before all of them the message itself, unless
# it is long: a list of ``Encoded``.
SENTENCES = "encoded_sentences"
# The message together with the one before, if they may be one sentence: ``Encoded``.
JOINED = "encoded_together"
FEWEST_WORDS = 2
MOST_SENTENCES = 60
_WORD = re.compile(r"[a-z]+")
_NOWHERE = re.compile(r"(?!)")
_SENTENCE = re.compile(r"[^.!?\n]+")
# Who speaks, or writes as they speak, makes no full stops: a longer sentence is read in pieces,
# which begin where a clause does and have at least so many words.
MOST_WORDS, FEWEST_IN_PIECE = 30, 8
# A telephone number, the number of a file or an address says nothing of what somebody has.
_CODE = re.compile(r"\S*(?:\d{6}|://)\S*")
# "No fever, but first it was one leg, now it's both": what comes after the "but" is one
# thing, however many parts it has. So is what is asked about after "is it normal that".
_BUT = re.compile(r"\s(?P<rest>but\s.+)", re.IGNORECASE | re.DOTALL)
_FRAMED = r"\W*(?:{frames})\b\W*(?P<rest>\w.+)"
SHORT_CHARACTERS, LONG_CHARACTERS = 200, 400


class Encoded(NamedTuple):
    """A stretch of a message, as the encoder got it.

    Attributes:
        start, end: first character, and the one after the last.
        words: lower case, without slips of the pen.
        vector: what it means, shape (768,).
    """

    start: int
    end: int
    words: str
    vector: encoder.Vector


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

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vectors of each message that has words."""
        for message in messages:
            if message.get(TOKENS_NAMES[TEXT]):
                self._add_vectors(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the feature of each training example."""
        examples = [one for one in training_data.training_examples if one.get(TOKENS_NAMES[TEXT])]
        for example, vector in zip(examples, in_threads(self._whole, examples), strict=True):
            self._add_feature(example, vector)
        return training_data

    def vector(self, text: str) -> encoder.Vector:
        """The vector of ``text``, shape (768,); slips of the pen are read as what was meant.

        Raises:
            RuntimeError: the encoder has been neither trained nor loaded.
        """
        return self._read(text)[1]

    def _read(self, text: str) -> tuple[str, encoder.Vector]:
        """The words of ``text`` as they were meant, and their vector."""
        if not self._encoder:
            raise RuntimeError("The sentence encoder has been neither trained nor loaded.")
        words = self._corrected(text)
        return words, self._encoder.encode(words)

    def _corrected(self, text: str) -> str:
        said = " ".join(_CODE.sub(" ", text).split()) or text
        return _WORD.sub(lambda match: self._spelling.corrected(match.group()), said)

    def _use(self, cues: dict[str, list[str]] | None) -> None:
        """Splits messages by these cues; without any, not at all."""
        self._splitter = ClauseSplitter(cues) if cues else None
        # In a short message a comma may stand for a full stop, or nothing at all before
        # a question or a "but".
        begin = "|".join(map(re.escape, cues["parts"])) if cues else r"\Z"
        self._parts = re.compile(rf"(?:(?!\s(?:{begin})\s)[^.!?\n,;:])+", re.IGNORECASE)
        self._joint = joints(cues) if cues else _NOWHERE
        # Of two that begin alike the longer one is meant.
        longest = sorted(cues["frames"], key=len, reverse=True) if cues else []
        frames = "|".join(map(re.escape, longest)) or r"\Z"
        self._framed = re.compile(_FRAMED.format(frames=frames), re.IGNORECASE | re.DOTALL)

    def _add_vectors(self, message: Message) -> None:
        """Sets the vectors of the message, of its parts, and of it with the one before."""
        # What is said twice, as a sentence and as a clause, is encoded once.
        read = functools.cache(self._read)
        text, pair = message.get(TEXT), message.get(PAIR)
        sentences = self._sentences(text)
        whole = _mean(read(said)[1] for said in self._texts_of_whole(message, sentences))
        self._add_feature(message, whole)
        parts = [Encoded(start, end, *read(said)) for start, end, said in sentences]
        if not _is_long(text, sentences):
            words = self._corrected(as_encoded(text))
            parts.insert(0, Encoded(0, len(text), words, whole))
        message.set(SENTENCES, parts)
        clauses = [(start, end, read(said)[1]) for start, end, said in self._wishes(text)]
        if clauses:
            message.set(CLAUSE_VECTORS, clauses)
        if pair and pair.words >= FEWEST_WORDS:
            message.set(JOINED, Encoded(0, len(text), *read(as_encoded(pair.text))))

    def _whole(self, example: Message) -> encoder.Vector:
        texts = self._texts_of_whole(example, self._sentences(example.get(TEXT)))
        return _mean(map(self.vector, texts))

    def _add_feature(self, message: Message, vector: encoder.Vector) -> None:
        features = Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, self._identifier)
        message.add_features(features)

    def _texts_of_whole(self, message: Message, sentences: list[Stretch]) -> list[str]:
        """The texts whose vectors make up that of the message.

        Those of a long message are its sentences: to read it once more as a whole would
        take as long again.
        """
        if _is_long(message.get(TEXT), sentences):
            return [said for _, _, said in sentences]
        return [" ".join(token.text for token in message.get(TOKENS_NAMES[TEXT]))]

    def _sentences(self, text: str) -> list[Stretch]:
        """The sentences, if there are several; those of a single word are left out."""
        pattern = self._parts if len(text) <= SHORT_CHARACTERS else _SENTENCE
        sentences = _split(text, pattern, self._joint)
        if pattern is self._parts:
            openings = (_BUT.search(text), self._framed.match(text))
            rests = [found.span("rest") for found in openings if found]
            sentences += [rest for rest in rests if rest not in sentences]
        return _as_stretches(text, sentences)

    def _wishes(self, text: str) -> list[Stretch]:
        """The clauses that may be wishes, if there are several clauses."""
        clauses = self._splitter.wishes(text) if self._splitter else []
        return [(clause.start, clause.end, " ".join(clause.words)) for clause in clauses]


def joints(cues: Mapping[str, list[str]]) -> re.Pattern[str]:
    """Where a piece of a long sentence may begin.

    Args:
        cues: the words of ``data/language/clauses.yml``.
    """
    words = "|".join(map(re.escape, [*cues["breaks"], *cues["joints"]]))
    return re.compile(rf"[,;:]\s|\s(?=(?:{words})\s)", re.IGNORECASE)


def sentences_of(text: str, joint: re.Pattern[str]) -> list[str]:
    """The sentences of ``text``, if there are several, as the encoder gets them.

    Args:
        text: a message.
        joint: where a long one may be cut; see ``joints``.
    """
    return [said for _, _, said in _as_stretches(text, _split(text, _SENTENCE, joint))]


def _split(text: str, pattern: re.Pattern[str], joint: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts of ``text`` are, if there are several."""
    sentences = [match.span() for match in pattern.finditer(text) if match.group().strip()]
    parts = [piece for start, end in sentences for piece in _pieces(text, start, end, joint)]
    return parts if len(parts) > 1 else []


def _pieces(text: str, start: int, end: int, joint: re.Pattern[str]) -> list[tuple[int, int]]:
    """A sentence as it is, or in pieces if it is long."""
    if len(text[start:end].split()) <= MOST_WORDS:
        return [(start, end)]
    cuts = [start]
    for found in joint.finditer(text, start, end):
        if _has_enough(text[cuts[-1] : found.start()]) and _has_enough(text[found.end() : end]):
            cuts.append(found.start())
    return list(itertools.pairwise([*cuts, end]))


def _has_enough(said: str) -> bool:
    return len(said.split()) >= FEWEST_IN_PIECE


def _as_stretches(text: str, spans: list[tuple[int, int]]) -> list[Stretch]:
    return [
        (start, end, as_encoded(text[start:end]))
        for start, end in spans[:MOST_SENTENCES]
        # "Pee? Fine." names a sign and says nothing of it.
        if len(text[start:end].split()) >= FEWEST_WORDS
    ]


def _is_long(text: str, sentences: list[Stretch]) -> bool:
    return len(sentences) > 1 and len(text) > LONG_CHARACTERS


def _mean(vectors: Iterable[encoder.Vector]) -> encoder.Vector:
    """The mean of vectors of length 1, of length 1 too."""
    mean = np.mean(list(vectors), axis=0)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


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
