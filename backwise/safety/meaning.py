"""Emergencies in words that no rule foresaw, found by their meaning.

A support vector machine on sentence vectors: examples of emergencies against what
sounds alike and what people ordinarily write. Rules are precise; this one is asked
only where they found nothing, and it asks back rather than guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

NONE = "none"
# Chosen by cross-validation on data/safety/wordings.yml and data/nlu.
GAMMA, PENALTY, EMERGENCY_WEIGHT = 2.0, 10.0, 4.0
# From this probability on something is asked about, and from this one on it counts.
ASK_FROM, COUNT_FROM = 0.05, 0.4

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class MeaningReader:
    """What was learnt, as plain arrays in which nothing can run.

    Attributes:
        supports: the examples that decide, shape (supports, dimensions).
        weights: how much each decides, shape (supports,).
        offset: what is added to their sum.
        slope, shift: Platt's sigmoid, which makes a probability of it.
        examples: the emergencies, shape (examples, dimensions).
        flags: the red flag of each of them, shape (examples,).
    """

    supports: Floats
    weights: Floats
    offset: Floats
    slope: Floats
    shift: Floats
    examples: Floats
    flags: NDArray[np.str_]

    def read(self, vector: Floats) -> tuple[str, float]:
        """The red flag that ``vector`` is nearest to, and how likely it is one at all."""
        likeness = np.exp(-2 * GAMMA * (1 - self.supports @ vector))
        score = float(likeness @ self.weights + self.offset)
        probability = 1 / (1 + np.exp(self.slope * score + self.shift))
        return str(self.flags[int((self.examples @ vector).argmax())]), float(probability)


def learn(vectors: Floats, labels: Sequence[str]) -> dict[str, Any]:
    """Fit on examples; the arrays of a ``MeaningReader``.

    Args:
        vectors: sentence vectors of length 1, shape (examples, dimensions).
        labels: the red flag of each, or "none".
    """
    named = np.array(labels)
    is_emergency = named != NONE
    machine = SVC(
        C=PENALTY,
        gamma=GAMMA,
        probability=True,
        class_weight={False: 1.0, True: EMERGENCY_WEIGHT},
        random_state=42,
    )
    machine.fit(vectors, is_emergency)
    return {
        "supports": machine.support_vectors_.astype(np.float32),
        "weights": machine.dual_coef_[0].astype(np.float32),
        "offset": machine.intercept_[0].astype(np.float32),
        "slope": machine.probA_[0].astype(np.float32),
        "shift": machine.probB_[0].astype(np.float32),
        "examples": vectors[is_emergency].astype(np.float32),
        "flags": named[is_emergency],
    }
