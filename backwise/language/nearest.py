"""How near a sentence lies to the nearest example of each class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
# Nearness along these tells intents apart as well as along all, at a third of the work.
MOST_AXES = 256
# Up to so many vectors are multiplied one by one: for a matrix as thin as this the library
# first copies the other one, which takes three times as long as to multiply.
ONE_BY_ONE = 16


@dataclass(frozen=True)
class NearestExamples:
    """The examples of every class, as plain arrays in which nothing can run.

    Attributes:
        axes: those along which examples differ most, shape (dimensions, axes).
        examples: each of length 1, those of a class side by side, shape (axes, examples).
        starts: column of the first example of each class, shape (classes,).
    """

    axes: Floats
    examples: Floats
    starts: NDArray[np.int64]

    def likeness(self, vectors: Floats) -> Floats:
        """The cosine between each of ``vectors`` and the nearest example of each class.

        Args:
            vectors: shape (sentences, dimensions).

        Returns:
            shape (sentences, classes).
        """
        alike = product(along(self.axes, vectors), self.examples)
        nearest: Floats = np.maximum.reduceat(alike, self.starts, axis=1)
        return nearest


def gather(vectors: Floats, classes: NDArray[np.int64], axes: Floats) -> NearestExamples:
    """The examples by class.

    Args:
        vectors: shape (examples, dimensions).
        classes: number of the class of each, every one of 0, 1, ... at least once.
        axes: as ``principal_axes`` returns them.
    """
    order = np.argsort(classes, kind="stable")
    starts = np.searchsorted(classes[order], np.unique(classes))
    return NearestExamples(axes, as_columns(along(axes, vectors[order])), starts)


def principal_axes(vectors: Floats, most: int = MOST_AXES) -> Floats:
    """The axes along which ``vectors`` differ most, shape (dimensions, axes).

    Where vectors have no dimensions there are no axes, and nothing is like anything.
    """
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    number = min(most, vectors.shape[1])
    most_first: Floats = np.ascontiguousarray(axes[:, ::-1][:, :number], dtype=np.float32)
    return most_first


def along(axes: Floats, vectors: Floats) -> Floats:
    """``vectors`` along these axes, each of length 1, shape (vectors, axes)."""
    shown = product(vectors, axes)
    lengths = np.linalg.norm(shown, axis=1, keepdims=True)
    unit: Floats = (shown / np.maximum(lengths, 1e-6)).astype(np.float32)
    return unit


def as_columns(vectors: Floats) -> Floats:
    """``vectors``, shape (vectors, axes), as columns that lie in memory row by row."""
    return np.ascontiguousarray(vectors.T)


def product(vectors: Floats, columns: Floats) -> Floats:
    """``vectors @ columns``, fast also for few vectors.

    Args:
        vectors: shape (vectors, axes).
        columns: as ``as_columns`` returns them, shape (axes, columns).

    Returns:
        shape (vectors, columns).
    """
    if not 0 < len(vectors) <= ONE_BY_ONE:
        return vectors @ columns
    return np.stack([vector @ columns for vector in vectors])
