"""The topic of a question whose words name none."""

from __future__ import annotations

import numpy as np

from backwise.language.topics import TopicFinder

FINDER = TopicFinder(
    vectors=np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32),
    topics=np.array(["sleep", "causes"]),
    kinds=np.array(["self_care", "cause"]),
)


def towards(angle: float) -> np.ndarray:
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def test_the_nearest_example_tells_the_topic() -> None:
    assert FINDER.find(towards(0.1), "self_care")[0] == "sleep"
    assert FINDER.find(towards(1.5), "cause")[0] == "causes"


def test_what_is_near_none_has_no_topic() -> None:
    assert FINDER.find(-towards(0.1), "self_care") is None


def test_between_two_topics_the_kind_that_is_asked_for_decides() -> None:
    assert FINDER.find(towards(np.pi / 4), "self_care")[0] == "sleep"
    assert FINDER.find(towards(np.pi / 4), "cause")[0] == "causes"
