"""The border that is learnt in parts, beside the one that is learnt from all at once."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.svm import SVC

from backwise.safety import border as borders
from backwise.safety.border import Floats, alike, find_border

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


def scores(vectors: Floats, wanted: np.ndarray) -> Floats:
    border = find_border(vectors, wanted, GAMMA, PENALTY)
    return alike(vectors @ vectors[border.rows].T, GAMMA) @ border.weights + border.offset


@pytest.mark.parametrize("share", [0.5, 0.05])
def test_it_is_the_border_that_all_examples_at_once_make(vectors: Floats, share: float) -> None:
    side = vectors[:, 0] + 0.5 * vectors[:, 1] * vectors[:, 2]
    wanted = side > np.quantile(side, 1 - share)
    at_once = SVC(C=PENALTY, gamma=GAMMA).fit(vectors, wanted)

    assert scores(vectors, wanted) == pytest.approx(at_once.decision_function(vectors), abs=0.02)


def test_examples_on_the_wrong_side_move_it_no_further_than_at_once(vectors: Floats) -> None:
    wanted = vectors[:, 0] > 0
    wanted[::17] = ~wanted[::17]
    at_once = SVC(C=PENALTY, gamma=GAMMA).fit(vectors, wanted)

    assert scores(vectors, wanted) == pytest.approx(at_once.decision_function(vectors), abs=0.02)


def test_few_examples_are_learnt_from_all_at_once(vectors: Floats) -> None:
    border = find_border(vectors[:4], np.array([True, False, False, True]), GAMMA, PENALTY)

    assert set(border.rows) <= {0, 1, 2, 3}
