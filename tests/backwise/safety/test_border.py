"""Borders that are learnt in parts, beside those that are learnt from all at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.svm import SVC

from backwise.safety import border as borders
from backwise.safety.border import Floats, alike, find_borders

GAMMA, PENALTY = 2.0, 10.0


@pytest.fixture
def vectors() -> Floats:
    """Vectors of length 1, many more than are learnt from first."""
    drawn = np.random.default_rng(7).normal(size=(1200, 6)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def few_at_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(borders, "FIRST", 100)
    monkeypatch.setattr(borders, "AT_A_TIME", 64)


def scores(vectors: Floats, *wanted: np.ndarray) -> Floats:
    """Of each vector at each border."""
    borders = find_borders(vectors, np.stack(wanted, axis=1), GAMMA, PENALTY)
    return alike(vectors @ vectors[borders.rows].T, GAMMA) @ borders.weights + borders.offsets


def scores_at_once(vectors: Floats, wanted: np.ndarray) -> Floats:
    machine = SVC(C=PENALTY, gamma=GAMMA, tol=1e-4).fit(vectors, wanted)
    return machine.decision_function(vectors)


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_it_is_the_border_that_all_examples_at_once_make(vectors: Floats, share: float) -> None:
    side = vectors[:, 0] + 0.5 * vectors[:, 1] * vectors[:, 2]
    wanted = side > np.quantile(side, 1 - share)

    (found,) = scores(vectors, wanted).T

    assert found == pytest.approx(scores_at_once(vectors, wanted), abs=0.01)


def test_examples_on_the_wrong_side_move_it_as_they_do_at_once(vectors: Floats) -> None:
    wanted = vectors[:, 0] > 0
    wanted[::17] = ~wanted[::17]

    (found,) = scores(vectors, wanted).T

    assert found == pytest.approx(scores_at_once(vectors, wanted), abs=0.01)


def test_borders_that_are_found_together_are_those_that_are_found_alone(vectors: Floats) -> None:
    left, low = vectors[:, 0] < 0, vectors[:, 1] < -0.5

    together = scores(vectors, left, low)

    assert together[:, :1] == pytest.approx(scores(vectors, left), abs=0.01)
    assert together[:, 1:] == pytest.approx(scores(vectors, low), abs=0.01)
