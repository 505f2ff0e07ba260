"""How near a sentence lies to the nearest example of each class."""

from __future__ import annotations

import numpy as np
import pytest

from backwise.language.nearest import (
    ONE_BY_ONE,
    Floats,
    along,
    as_columns,
    gather,
    principal_axes,
    product,
)

EXAMPLES: Floats = np.array([[1, 0, 0], [0, 1, 0], [0.8, 0.6, 0]], dtype=np.float32)
CLASSES = np.array([1, 0, 1])


def test_the_nearest_example_of_each_class_counts() -> None:
    nearest = gather(EXAMPLES, CLASSES, principal_axes(EXAMPLES))

    likeness = nearest.likeness(np.array([[0.6, 0.8, 0]], dtype=np.float32))

    assert likeness[0] == pytest.approx([0.8, 0.96], abs=1e-5)


def test_a_direction_in_which_no_example_lies_is_left_out() -> None:
    axes = principal_axes(EXAMPLES, most=2)

    assert axes.shape == (3, 2)
    assert along(axes, EXAMPLES) @ along(axes, EXAMPLES).T == pytest.approx(
        EXAMPLES @ EXAMPLES.T, abs=1e-5
    )


def test_without_dimensions_nothing_is_like_anything() -> None:
    none = np.zeros((3, 0), dtype=np.float32)

    nearest = gather(none, CLASSES, principal_axes(none))

    assert nearest.likeness(none[:1]) == pytest.approx(np.zeros((1, 2)))


@pytest.mark.parametrize("number", [0, 1, ONE_BY_ONE, ONE_BY_ONE + 1])
def test_however_many_vectors_are_read_each_is_compared_with_every_example(number: int) -> None:
    vectors = np.tile(EXAMPLES[2], (number, 1))

    alike = product(vectors, as_columns(EXAMPLES))

    assert alike == pytest.approx(np.tile([0.8, 0.6, 1.0], (number, 1)), abs=1e-5)
