"""The topic of a question whose words name none."""

from __future__ import annotations

import numpy as np

from backwise.language.topics import MAYBE_FROM, TopicFinder

FINDER = TopicFinder(
    vectors=np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32),
    topics=np.array(["sleep", "causes"]),
    kinds=np.array(["self_care", "cause"]),
)


def towards(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def first(angle: float, kind: str) -> str:
    return FINDER.nearest(towards(angle), kind)[0][0]


def test_the_nearest_example_tells_the_topic() -> None:
    assert first(0.1, "self_care") == "sleep"
    assert first(1.5, "cause") == "causes"


def test_what_is_near_none_is_near_by_nothing() -> None:
    [(_, nearness), _] = FINDER.nearest(-towards(0.1), "treatment")
    assert nearness < MAYBE_FROM


def test_between_two_topics_the_kind_that_is_asked_for_decides() -> None:
    assert first(np.pi / 4, "self_care") == "sleep"
    assert first(np.pi / 4, "cause") == "causes"
