"""Intent classifier: logistic regression and the nearest examples, calibrated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from scipy.special import log_softmax, logsumexp
from sklearn.model_selection import train_test_split

from backwise.language import softmax
from backwise.language.nearest import NearestExamples, gather, principal_axes
from backwise.threads import in_threads
from components.message_guard import GUARDED_INTENT
from components.stored_component import StoredComponent
from components.stored_data import store_arrays, stored_arrays

# A score so low that a class which was not among the examples is not chosen.
NEVER = -30.0
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """A trained classifier, as plain arrays in which nothing can run.

    A message has one block of features for each featurizer. A sparse block is
    weighted by the rarity of its features and brought to length 1; a dense one is
    multiplied by a constant. So every featurizer has its say, however many
    features it has.

    Attributes:
        classes: names of the intents, shape (intents,).
        widths: number of features of each block, shape (blocks,).
        rarities: inverse document frequency of each sparse feature, and the constant
            for each dense one, shape (features,).
        coefficients: shape (features, intents).
        intercepts: shape (intents,).
        axes, examples, starts: see ``NearestExamples``; the classes are the intents, the
            vectors the dense features.
        nearest_weight: what the likeness to the nearest example is multiplied by.
        sharpness: what scores are multiplied by to give calibrated probabilities.
    """

    classes: NDArray[np.str_]
    widths: NDArray[np.int64]
    rarities: Floats
    coefficients: Floats
    intercepts: Floats
    axes: Floats
    examples: Floats
    starts: NDArray[np.int64]
    nearest_weight: Floats
    sharpness: Floats

    def scores(self, message: Message) -> Floats:
        """A score for each intent, before calibration; shape (intents,)."""
        blocks = _blocks(message)
        columns, values = weigh(blocks, self.widths, self.rarities)
        nearest = NearestExamples(self.axes, self.examples, self.starts)
        likeness = nearest.likeness(_dense([blocks]))[0]
        scores: Floats = values @ self.coefficients[columns] + self.intercepts
        scores += self.nearest_weight * likeness
        return scores

    def probabilities(self, message: Message) -> Floats:
        """The calibrated probability of each intent; shape (intents,)."""
        probabilities: Floats = np.exp(log_softmax(self.scores(message) * self.sharpness))
        return probabilities


def weigh(
    blocks: list[Any], widths: NDArray[np.int64], rarities: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """The features that a message has, as (columns, values) over all blocks."""
    columns: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
    values: list[Floats] = [np.zeros(0, dtype=np.float32)]
    for block, place in zip(blocks, _places(widths), strict=False):
        own, weighted = _weigh(block, rarities[place])
        columns.append(own + place.start)
        values.append(weighted)
    return np.concatenate(columns), np.concatenate(values)


def _weigh(block: Any, rarities: Floats) -> tuple[NDArray[np.int64], Floats]:
    """The features that a message has in one block, as (columns of the block, values)."""
    if isinstance(block, np.ndarray):
        return np.arange(len(block)), block * rarities
    columns = block.col.astype(np.int64)
    weighted = (np.log(block.data.astype(np.float32)) + 1) * rarities[columns]
    return columns, weighted / (np.linalg.norm(weighted) or 1.0)


def _places(widths: NDArray[np.int64]) -> list[slice]:
    """Which of all features belong to each block."""
    return [slice(end - width, end) for end, width in zip(np.cumsum(widths), widths, strict=True)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(StoredComponent, RasaIntentClassifier):
    """Logistic regression on the features of all featurizers before it.

    The nearest example of each intent has a say too: a line through all examples of an
    intent knows what most of them have in common, the nearest one what is rare.
    Its confidence is calibrated: of the messages of which it is 80 % sure, 80 % are
    right, as far as examples that it has not been fitted on can tell. A message that
    the guard has marked gets the intent of the mark.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Featurizers come before."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options.

        ``regularisation`` is C of scikit-learn: larger fits the examples closer.
        ``dense_weight``: length of a dense block, beside 1 for a sparse one.
        ``nearest_weight``: how much the nearest example of each intent has to say, as a
        factor on the cosine between the dense features; 0 for nothing.
        ``same_as``: intents that are another one in short; their probability is
        added to that of the other, which is easier to learn than one mixed intent.
        ``left_out``: share of the examples that calibration is learnt on.
        ``sharper``: the examples are harder than messages, because hardly one is like
        another and each has one right intent where a message may have two; by this
        factor what is learnt from them is too unsure.
        """
        return {
            "regularisation": 5.0,
            "dense_weight": 2.9,
            "nearest_weight": 12.0,
            "same_as": {},
            "left_out": 1 / 3,
            "sharper": 1.0,
            "max_iterations": 300,
            "ranking_length": 5,
        }

    weights: Weights | None = None

    def restore(self) -> None:
        """Loads the weights. A model without them is an error, not an untrained guess."""
        self.weights = Weights(**stored_arrays(self._model_storage, self._resource))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier, and then its calibration on examples left out."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        intents = np.array([example.get(INTENT) for example in examples])
        blocks = [_blocks(example) for example in examples]
        widths = np.array([block.shape[-1] for block in blocks[0]])
        rarities = self._rarities(blocks, widths)
        features = _matrices(blocks, widths, rarities)
        dense = _dense(blocks)
        axes = principal_axes(dense)
        known, left_out = train_test_split(
            np.arange(len(intents)), test_size=self._config["left_out"], random_state=42
        )
        (classes, coefficients, intercepts), (names, slopes, shifts) = in_threads(
            lambda rows: self._fit([block[rows] for block in features], intents[rows]),
            [slice(None), known],
        )
        nearest = gather(dense[known], np.searchsorted(names, intents[known]), axes)
        likeness = self._config["nearest_weight"] * nearest.likeness(dense[left_out])
        scores = np.full((len(left_out), len(classes)), NEVER)
        said = sum(
            block[left_out] @ slopes[place]
            for block, place in zip(features, _places(widths), strict=True)
        )
        scores[:, np.searchsorted(classes, names)] = said + shifts + likeness
        known_as = self._config["same_as"]
        kinds = np.array([known_as.get(str(name), str(name)) for name in classes])
        sharpness = _sharpness(scores, np.searchsorted(classes, intents[left_out]), kinds)
        learnt = {
            "classes": classes.astype(str),
            "widths": widths,
            "rarities": rarities,
            "coefficients": coefficients.astype(np.float32),
            "intercepts": intercepts.astype(np.float32),
            **vars(gather(dense, np.searchsorted(classes, intents), axes)),
            "nearest_weight": np.float32(self._config["nearest_weight"]),
            "sharpness": np.float32(sharpness * self._config["sharper"]),
        }
        store_arrays(self._model_storage, self._resource, learnt)
        return self._resource

    def _rarities(self, blocks: list[list[Any]], widths: NDArray[np.int64]) -> Floats:
        """Smoothed inverse document frequencies, and the constant for dense features."""
        parts: list[Floats] = []
        for number, width in enumerate(widths):
            if isinstance(blocks[0][number], np.ndarray):
                parts.append(np.full(width, self._config["dense_weight"], dtype=np.float32))
                continue
            seen = np.zeros(width, dtype=np.float32)
            for row in blocks:
                seen[row[number].col] += 1
            parts.append(np.log((1 + len(blocks)) / (1 + seen)) + 1)
        return np.concatenate(parts)

    def _fit(
        self, features: list[Any], intents: NDArray[Any]
    ) -> tuple[NDArray[Any], Floats, Floats]:
        """Classes, coefficients (features, intents) and intercepts (intents,)."""
        classes, wanted = np.unique(intents, return_inverse=True)
        strength, steps = self._config["regularisation"], self._config["max_iterations"]
        return classes, *softmax.fit(features, wanted, strength, steps)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking of each message."""
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        """The likeliest intents, the likeliest first."""
        guarded = message.get(GUARDED_INTENT)
        if guarded or not self.weights:
            return [{"name": guarded, "confidence": 1.0 if guarded else 0.0}]
        probabilities = self.weights.probabilities(message)
        summed: dict[str, float] = {}
        for name, probability in zip(self.weights.classes, probabilities, strict=True):
            known_as = self._config["same_as"].get(str(name), str(name))
            summed[known_as] = summed.get(known_as, 0.0) + float(probability)
        likeliest = sorted(summed, key=lambda name: -summed[name])
        return [
            {"name": name, "confidence": summed[name]}
            for name in likeliest[: self._config["ranking_length"]]
        ]


def _blocks(message: Message) -> list[Any]:
    """The sentence features of a message: one array or sparse row for each featurizer."""
    return [
        features.features.tocoo() if features.is_sparse() else features.features.reshape(-1)
        for features in message.features
        if features.attribute == TEXT and features.type == FEATURE_TYPE_SENTENCE
    ]


def _dense(rows: list[list[Any]]) -> Floats:
    """The dense features of messages, side by side; shape (messages, dense features)."""
    none = np.zeros(0, dtype=np.float32)
    dense = [[none, *(block for block in row if isinstance(block, np.ndarray))] for row in rows]
    return np.stack([np.concatenate(blocks) for blocks in dense])


def _matrices(
    rows: list[list[Any]], widths: NDArray[np.int64], rarities: Floats
) -> list[softmax.Block]:
    """The features of messages: for each block a matrix, sparse or dense as it is."""
    matrices: list[softmax.Block] = []
    for number, place in enumerate(_places(widths)):
        blocks = [row[number] for row in rows]
        weighed = [_weigh(block, rarities[place]) for block in blocks]
        if isinstance(blocks[0], np.ndarray):
            matrices.append(np.stack([values for _, values in weighed]))
        else:
            matrices.append(_matrix(weighed, int(widths[number])))
    return matrices


def _matrix(rows: list[tuple[NDArray[np.int64], Floats]], width: int) -> csr_matrix:
    lengths = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, lengths), shape=(len(rows), width))


def _sharpness(scores: Floats, right: NDArray[np.int64], kinds: NDArray[np.str_]) -> float:
    """The factor on the scores that makes the right intents likeliest.

    Guo et al. 2017, "On Calibration of Modern Neural Networks": temperature scaling.

    Args:
        scores: before calibration, shape (examples, intents).
        right: column of the right intent of each example, shape (examples,).
        kinds: what each intent is reported as, shape (intents,); to take one for another
            of the same kind is no mistake.
    """
    is_right = kinds[right][:, np.newaxis] == kinds

    def unlikelihood(logarithm: float) -> float:
        likelihoods = log_softmax(scores * np.exp(logarithm), axis=1)
        return -float(logsumexp(likelihoods, axis=1, b=is_right).mean())

    best = minimize_scalar(unlikelihood, bounds=(-2, 2), method="bounded")
    return float(np.exp(best.x))
