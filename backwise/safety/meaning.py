"""Red flags in words that no rule foresaw, found by their meaning.

Two borders between sentence vectors (support vector machines): one tells emergencies from
all else, one tells what should be looked at today or sooner. They learn from examples of
both, of what sounds alike, and of what people ordinarily write. The words themselves have a
small say, because a vector blurs what a single word decides. Near the border the examples
next to a sentence have one too: a border is drawn through words of many kinds, and
neighbours know their own kind better. Rules are precise; meaning is asked where they
found nothing, and what it doubts is asked about.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from backwise.language.nearest import along, as_columns, principal_axes, product
from backwise.safety.border import alike, find_borders
from backwise.threads import in_threads

NONE = "none"
# What is learnt along these is what is learnt along all, in half the time.
MOST_AXES = 384
# Chosen on the emergencies of the tests that the rules miss, and on their ordinary messages.
GAMMA, PENALTY = 2.0, 10.0
# How many neighbours of each kind have a say, and how much. At the bar that finds 98 % of
# the emergencies that the rules miss, 0.7 instead of 1.5 % of the ordinary messages lie
# above it (with 4). Beside the say of words 6 is a little better than 4 on new messages
# (area under the curve 0.994 and 0.993).
NEIGHBOURS, NEIGHBOUR_WEIGHT = 3, 6.0
# How much words and pairs of words have a say. Of 162 emergencies and 302 ordinary messages
# in which the rules had found nothing, none of them learnt from, at the bar that finds 90 %
# of those 3.0 instead of 5.6 % of these lie above it.
WORDS_WEIGHT, WORDS_PENALTY = 0.15, 10.0
SEEN_AT_LEAST = 2
# What lies further outside than this is no emergency whatever its neighbours say.
FAR_FROM = -0.8
# Score from which a sentence counts, and from which an emergency is asked about: in a
# message of one part, of up to three, of up to ten, and of more. The more parts, the more
# of them come near by chance. 0 is the border, 1 lies far inside.
PARTS = (1, 3, 10)
COUNT_FROM, ASK_FROM = (-0.3, 0.0, 0.0, 0.2), (-0.65, -0.65, -0.7, -0.75)


def _bar(bars: tuple[float, ...], parts: int) -> float:
    return bars[bisect.bisect_left(PARTS, parts)]


def counts(score: float, parts: int) -> bool:
    """Whether a sentence of this ``score`` in a message of so many ``parts`` counts."""
    return score >= _bar(COUNT_FROM, parts)


def is_doubtful(score: float, parts: int) -> bool:
    """Whether a sentence of this ``score`` is to be asked about, if it does not count."""
    return score >= _bar(ASK_FROM, parts)


Floats = NDArray[np.float32]
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Meant:
    """What a sentence means: the nearest red flag, and how clearly it is one."""

    flag: str
    score: float


@dataclass(frozen=True)
class MeaningReader:
    """What was learnt, as plain arrays in which nothing can run.

    Attributes:
        axes: those along which the examples differ most, shape (dimensions, axes).
        deciding: the examples on which the borders rest, as columns, shape (axes, deciding).
        others: all other examples it learnt from, shape (axes, others).
        flags: the red flag of each, the deciding ones first, or "none", shape (examples,).
        is_emergency: whether that is an emergency, shape (examples,).
        weights: how much each of the deciding ones decides for emergency and for alarm,
            shape (deciding, 2).
        terms: words and pairs of words, shape (terms,).
        term_weights: how much each of them speaks for emergency and for alarm,
            shape (terms, 2).
        offsets: what is added to the sums, shape (2,).
    """

    axes: Floats
    deciding: Floats
    others: Floats
    flags: NDArray[np.str_]
    is_emergency: NDArray[np.bool_]
    weights: Floats
    terms: NDArray[np.str_]
    term_weights: Floats
    offsets: Floats

    @functools.cached_property
    def _row_of(self) -> dict[str, int]:
        return {str(term): row for row, term in enumerate(self.terms)}

    def read(self, sentences: Sequence[str], vectors: Floats) -> list[tuple[Meant, Meant]]:
        """The emergency and the same-day flag that each sentence is nearest to.

        Args:
            sentences: their words, as the encoder got them.
            vectors: sentence vectors of length 1, shape (sentences, dimensions).

        Returns:
            Two readings of each: as an emergency, and as something to look at today. A
            sentence far from both has no flag.
        """
        shown = along(self.axes, vectors)
        near = product(shown, self.deciding)
        words = np.stack([self._by_words(sentence) for sentence in sentences])
        scores = alike(near, GAMMA) @ self.weights + words + self.offsets
        meant = [(Meant(NONE, float(score[0])), Meant(NONE, float(score[1]))) for score in scores]
        # Most sentences are far from any red flag; then nobody asks what is next to them.
        close = np.flatnonzero(scores.max(axis=1) >= FAR_FROM)
        if len(close):
            near = np.hstack([near[close], product(shown[close], self.others)])
            for row, here in zip(close, near, strict=True):
                meant[row] = self._by_neighbours(here, scores[row])
        return meant

    def _by_words(self, sentence: str) -> Floats:
        """How much the words of a sentence speak for emergency and for alarm, shape (2,)."""
        rows = [self._row_of[term] for term in _terms(sentence) if term in self._row_of]
        # The features were of length 1 when the weights were learnt.
        said: Floats = self.term_weights[rows].sum(axis=0) / max(1, len(rows)) ** 0.5
        return said

    def _by_neighbours(self, near: Floats, score: Floats) -> tuple[Meant, Meant]:
        """The two readings of a sentence that is so near to each of the examples."""
        is_alarm = self.flags != NONE
        emergency = self.flags[np.where(self.is_emergency, near, -np.inf).argmax()]
        alarm = self.flags[np.where(is_alarm & ~self.is_emergency, near, -np.inf).argmax()]
        return (
            Meant(str(emergency), float(score[0]) + _lean(near, self.is_emergency)),
            Meant(str(alarm), float(score[1]) + _lean(near, is_alarm)),
        )


def _lean(near: Floats, is_one: NDArray[np.bool_]) -> float:
    """How far the nearest examples of one kind are nearer than the nearest of all else."""
    ours, others = (
        np.partition(each, -NEIGHBOURS)[-NEIGHBOURS:].mean()
        for each in (near[is_one], near[~is_one])
    )
    return NEIGHBOUR_WEIGHT * float(ours - others)


def _terms(sentence: str) -> set[str]:
    """The words of a sentence, and each with the one after it."""
    words = _WORD.findall(sentence)
    return {*words, *map(" ".join, itertools.pairwise(words))}


def learn(
    sentences: Sequence[str],
    vectors: Floats,
    labels: Sequence[str],
    emergencies: Collection[str],
) -> dict[str, NDArray[Any]]:
    """Fit on examples; the arrays of a ``MeaningReader``.

    Args:
        sentences: their words, as the encoder got them.
        vectors: sentence vectors of length 1, shape (examples, dimensions); at least
            ``NEIGHBOURS`` of every kind.
        labels: the red flag of each, or "none".
        emergencies: the flags that are emergencies.
    """
    named = np.array(labels)
    is_alarm = named != NONE
    is_emergency = np.isin(named, list(emergencies))
    terms, term_weights, said_offsets = _learn_words(sentences, (is_emergency, is_alarm))
    axes = principal_axes(vectors, MOST_AXES)
    shown = along(axes, vectors)
    borders = find_borders(shown, np.stack([is_emergency, is_alarm], axis=1), GAMMA, PENALTY)
    others = np.setdiff1d(np.arange(len(vectors)), borders.rows)
    order = np.concatenate([borders.rows, others])
    return {
        "axes": axes,
        "deciding": as_columns(shown[borders.rows]),
        "others": as_columns(shown[others]),
        "flags": named[order],
        "is_emergency": is_emergency[order],
        "weights": borders.weights,
        "terms": terms,
        "term_weights": term_weights,
        "offsets": (borders.offsets + said_offsets).astype(np.float32),
    }


def _learn_words(
    sentences: Sequence[str], questions: Sequence[NDArray[np.bool_]]
) -> tuple[NDArray[np.str_], Floats, Floats]:
    """What each word says to each question: terms, (terms, questions), (questions,)."""
    counter = CountVectorizer(analyzer=_terms, min_df=SEEN_AT_LEAST)
    features = normalize(counter.fit_transform(sentences).astype(np.float32))
    lines = in_threads(
        lambda wanted: LogisticRegression(
            C=WORDS_PENALTY, class_weight="balanced", max_iter=300
        ).fit(features, wanted),
        questions,
    )
    weights = WORDS_WEIGHT * np.stack([line.coef_[0] for line in lines], axis=1)
    offsets = WORDS_WEIGHT * np.array([line.intercept_[0] for line in lines])
    return counter.get_feature_names_out().astype(str), weights.astype(np.float32), offsets
