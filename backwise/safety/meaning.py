"""Red flags in words that no rule foresaw, found by their meaning.

Two support vector machines on sentence vectors: one tells emergencies from all else,
one tells what should be looked at today or sooner. They learn from examples of both,
of what sounds alike, and of what people ordinarily write. Rules are precise; meaning
is asked where they found nothing, and what it doubts is asked about.
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

from backwise.threads import in_threads

NONE = "none"
# Chosen by cross-validation on data/safety/wordings.yml and data/nlu.
GAMMA, PENALTY = 1.0, 10.0
# Distance from the border of the machines from which a sentence counts, and from which
# an emergency is asked about: in a message of one part, of up to three, of up to ten, and
# of more. The more parts, the more of them come near by chance. 0 is the border, 1 lies
# far inside.
PARTS = (1, 3, 10)
COUNT_FROM, ASK_FROM = (-0.25, 0.0, 0.3, 0.6), (-0.55, -0.5, -0.45, 0.0)


def _bar(bars: tuple[float, ...], parts: int) -> float:
    return bars[bisect.bisect_left(PARTS, parts)]


def counts(score: float, parts: int) -> bool:
    """Whether a sentence of this ``score`` in a message of so many ``parts`` counts."""
    return score >= _bar(COUNT_FROM, parts)


def is_doubtful(score: float, parts: int) -> bool:
    """Whether a sentence of this ``score`` is to be asked about, if it does not count."""
    return score >= _bar(ASK_FROM, parts)


Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Meant:
    """What a sentence means: the nearest red flag, and how clearly it is one."""

    flag: str
    score: float


@dataclass(frozen=True)
class MeaningReader:
    """What was learnt, as plain arrays in which nothing can run.

    Attributes:
        supports: the examples that decide, shape (supports, dimensions).
        weights: how much each decides for emergency and for alarm, shape (supports, 2).
        offsets: what is added to their sums, shape (2,).
        examples: the examples of red flags, shape (examples, dimensions).
        flags: the red flag of each of them, shape (examples,).
        is_emergency: whether that is an emergency, shape (examples,).
    """

    supports: Floats
    weights: Floats
    offsets: Floats
    examples: Floats
    flags: NDArray[np.str_]
    is_emergency: NDArray[np.bool_]

    def read(self, vectors: Floats) -> list[tuple[Meant, Meant]]:
        """The emergency and the same-day flag that each sentence is nearest to.

        Args:
            vectors: sentence vectors of length 1, shape (sentences, dimensions). They are
                read together, because going through the supports is what takes time.

        Returns:
            Two readings of each: as an emergency, and as something to look at today. A
            sentence far from both has no flag.
        """
        likeness = np.exp(2 * GAMMA * (vectors @ self.supports.T - 1))
        scores = likeness @ self.weights + self.offsets
        # Most sentences are far from any red flag; then nobody asks which one is nearest.
        far = scores.max(axis=1) < min(ASK_FROM)
        return [
            (Meant(NONE, float(score[0])), Meant(NONE, float(score[1])))
            if is_far
            else self._nearest(vector, score)
            for vector, score, is_far in zip(vectors, scores, far, strict=True)
        ]

    def _nearest(self, vector: Floats, score: Floats) -> tuple[Meant, Meant]:
        near = self.examples @ vector
        emergency = self.flags[np.where(self.is_emergency, near, -np.inf).argmax()]
        alarm = self.flags[np.where(self.is_emergency, -np.inf, near).argmax()]
        return Meant(str(emergency), float(score[0])), Meant(str(alarm), float(score[1]))


def learn(
    vectors: Floats, labels: Sequence[str], emergencies: Collection[str]
) -> dict[str, NDArray[Any]]:
    """Fit on examples; the arrays of a ``MeaningReader``.

    Args:
        vectors: sentence vectors of length 1, shape (examples, dimensions).
        labels: the red flag of each, or "none".
        emergencies: the flags that are emergencies.
    """
    named = np.array(labels)
    is_alarm = named != NONE
    is_emergency = np.isin(named, list(emergencies))
    weights = np.zeros((len(vectors), 2))
    offsets = np.zeros(2)
    # Without shrinking it finds the same border a quarter faster.
    machines = in_threads(
        lambda wanted: SVC(C=PENALTY, gamma=GAMMA, shrinking=False).fit(vectors, wanted),
        (is_emergency, is_alarm),
    )
    for column, machine in enumerate(machines):
        weights[machine.support_, column] = machine.dual_coef_[0]
        offsets[column] = machine.intercept_[0]
    deciding = weights.any(axis=1)
    return {
        "supports": vectors[deciding].astype(np.float32),
        "weights": weights[deciding].astype(np.float32),
        "offsets": offsets.astype(np.float32),
        "examples": vectors[is_alarm].astype(np.float32),
        "flags": named[is_alarm],
        "is_emergency": is_emergency[is_alarm],
    }
