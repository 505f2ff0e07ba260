"""Softmax regression over several kinds of features side by side.

scikit-learn's wants them in one matrix. With the 768 numbers of the sentence encoder beside
38,000 words and parts of words, one matrix is either too large or a sparse one that is full:
for the same weights it takes three times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import issparse
from scipy.special import logsumexp

from backwise.language.nearest import Floats

# How small the slope of the loss has to be, and how many steps are remembered to find the next.
SLOPE, REMEMBERED = 1e-4, 5
# A sparse matrix of scipy, or an array.
Block = Any


def fit(
    blocks: Sequence[Block], classes: NDArray[np.int64], strength: float, most_steps: int
) -> tuple[Floats, Floats]:
    """Weights with which the class of each example is likeliest.

    Every class counts alike, however many examples it has.

    Args:
        blocks: features of the examples, each shape (examples, features of the block).
        classes: number of the class of each, every one of 0, 1, ... at least once.
        strength: how closely the examples are to be fitted; C of scikit-learn.
        most_steps: after so many the last weights stand.

    Returns:
        Coefficients over all blocks, shape (features, classes), and intercepts,
        shape (classes,).
    """
    ends = np.cumsum([block.shape[1] for block in blocks])
    parts = [
        (block, slice(end - block.shape[1], end)) for block, end in zip(blocks, ends, strict=True)
    ]
    turned = [block.T.tocsr() if issparse(block) else block.T for block in blocks]
    examples, counts = np.arange(len(classes)), np.bincount(classes)
    shape = (int(ends[-1]) + 1, len(counts))
    share = (1 / (len(counts) * counts[classes])).astype(np.float32)
    looseness = 1 / (strength * len(classes))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape).astype(np.float32)
        scores = weights[-1] + sum(block @ weights[at] for block, at in parts)
        totals = logsumexp(scores, axis=1)
        unlikely = float(share @ (totals - scores[examples, classes]))
        wrong = np.exp(scores - totals[:, np.newaxis])
        wrong[examples, classes] -= 1
        wrong *= share[:, np.newaxis]
        size = flat[: -shape[1]]
        uphill = np.concatenate([*(block @ wrong for block in turned), wrong.sum(axis=0)[None]])
        steepness = uphill.astype(np.float64).ravel()
        steepness[: -shape[1]] += looseness * size
        return unlikely + looseness / 2 * float(size @ size), steepness

    options = {"maxiter": most_steps, "maxcor": REMEMBERED, "gtol": SLOPE, "ftol": 0}
    found = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(shape).astype(np.float32)
    return weights[:-1], weights[-1]
