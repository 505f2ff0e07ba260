"""Borders between kinds of vectors: support vector machines, learnt in parts.

What lies well on its own side has no weight in such a machine. So it learns from some of
the examples, is asked about all, and learns anew from those on or near the border, until
no other one belongs there (chunking; Osuna, Freund and Girosi 1997). It ends at the border
that learning from all examples at once ends at, and works out the likeness of only those
that matter, once for all borders: two between 15,200 examples take a fifth of the time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

from backwise.language.nearest import Floats
from backwise.threads import in_threads

# How many examples it learns from first at most, and how far from the border an example is kept:
# the margin lies at 1, and who is just beyond it is likely to be back at the next turn.
FIRST, KEPT_UNTIL = 10_000, 1.1
# How far within the margin an example is missed. Scores are told apart by tenths.
TOLERANCE = 0.05
# It takes three; after so many the last borders stand.
MOST_TURNS = 20
# Likenesses are worked out for so many examples at a time, so that few are held twice.
AT_A_TIME = 256
# Room for likenesses while learning, in MB; they are only copied there.
CACHE_MB = 50


@dataclass(frozen=True)
class Borders:
    """Several borders, each as a sum of likenesses to the examples that decide.

    Attributes:
        rows: the examples that decide in one of them, shape (deciding,).
        weights: how much each of them decides, shape (deciding, borders).
        offsets: what is added to the sums, shape (borders,).
    """

    rows: NDArray[np.int64]
    weights: Floats
    offsets: Floats


def alike(cosines: Floats, gamma: float) -> Floats:
    """How alike vectors of length 1 are: 1 is the same, near 0 has nothing in common.

    Args:
        cosines: between two of them each, any shape.
        gamma: how fast likeness falls with the distance.
    """
    squared_distances = 2 * (1 - cosines)
    likeness: Floats = np.exp(-gamma * squared_distances)
    return likeness


def find_borders(
    vectors: Floats, wanted: NDArray[np.bool_], gamma: float, penalty: float
) -> Borders:
    """The borders between the wanted ones and all else.

    Args:
        vectors: of length 1, shape (examples, dimensions).
        wanted: what each border is to tell, both kinds at least once,
            shape (examples, borders).
        gamma: how fast likeness falls with the distance.
        penalty: how much it costs to have an example on the wrong side.
    """
    sides = np.where(wanted, 1, -1)
    rows = np.arange(0, len(vectors), math.ceil(len(vectors) / FIRST))
    for _ in range(MOST_TURNS):
        borders = _learn(vectors, wanted, rows, gamma, penalty)
        depths = (sides * _scores(borders, vectors, gamma)).min(axis=1)
        missed = depths < 1 - TOLERANCE
        missed[rows] = False
        if not missed.any():
            break
        kept = rows[depths[rows] < KEPT_UNTIL]
        rows = np.sort(np.concatenate([kept, np.flatnonzero(missed)]))
    return borders


def _learn(
    vectors: Floats,
    wanted: NDArray[np.bool_],
    rows: NDArray[np.int64],
    gamma: float,
    penalty: float,
) -> Borders:
    """The borders that these rows alone make."""
    those, kinds = vectors[rows], wanted[rows]
    likeness = np.empty((len(rows), len(rows)))

    def fill(part: slice) -> None:
        likeness[part] = alike(those[part] @ those.T, gamma)

    in_threads(fill, _parts(len(rows)))
    # Without shrinking it finds the same border a quarter faster.
    machines = in_threads(
        lambda kind: SVC(C=penalty, kernel="precomputed", shrinking=False, cache_size=CACHE_MB).fit(
            likeness, kind
        ),
        kinds.T,
    )
    weights = np.zeros(kinds.shape, dtype=np.float32)
    for column, machine in enumerate(machines):
        weights[machine.support_, column] = machine.dual_coef_[0]
    deciding = weights.any(axis=1)
    offsets = np.array([machine.intercept_[0] for machine in machines], dtype=np.float32)
    return Borders(rows[deciding], weights[deciding], offsets)


def _scores(borders: Borders, vectors: Floats, gamma: float) -> Floats:
    """How far on the wanted sides each of ``vectors`` lies, shape (vectors, borders)."""
    deciding = vectors[borders.rows]
    scores = in_threads(
        lambda part: alike(vectors[part] @ deciding.T, gamma) @ borders.weights,
        _parts(len(vectors)),
    )
    return np.concatenate(scores) + borders.offsets


def _parts(length: int) -> list[slice]:
    """So many rows, some at a time."""
    return [slice(start, start + AT_A_TIME) for start in range(0, length, AT_A_TIME)]
