"""Softmax regression over several kinds of features side by side."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from backwise.language import softmax

NUMBERS = np.random.default_rng(7)
CLASSES = NUMBERS.choice(3, size=90, p=[0.6, 0.3, 0.1])
DENSE = (NUMBERS.normal(size=(90, 4)) + CLASSES[:, np.newaxis]).astype(np.float32)
COUNTS = csr_matrix(NUMBERS.poisson(0.3, size=(90, 12)).astype(np.float32))
STRENGTH, STEPS = 5.0, 300


def test_it_finds_what_one_matrix_of_all_features_would_give() -> None:
    coefficients, intercepts = softmax.fit([COUNTS, DENSE], CLASSES, STRENGTH, STEPS)

    everything = np.hstack([COUNTS.toarray(), DENSE])
    theirs = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=STEPS)
    expected = theirs.fit(everything, CLASSES).predict_proba(everything)
    scores = np.exp(everything @ coefficients + intercepts)
    assert scores / scores.sum(axis=1, keepdims=True) == pytest.approx(expected, abs=0.01)


def test_two_classes_have_weights_each() -> None:
    coefficients, intercepts = softmax.fit([DENSE], CLASSES.clip(max=1), STRENGTH, STEPS)

    assert coefficients.shape == (4, 2)
    assert intercepts.shape == (2,)


def test_it_ends_after_so_many_steps() -> None:
    first, _ = softmax.fit([DENSE], CLASSES, STRENGTH, most_steps=1)
    last, _ = softmax.fit([DENSE], CLASSES, STRENGTH, STEPS)

    assert np.abs(first).max() < np.abs(last).max()
