"""Finds the topic of a question whose words name none, by what it means.

"What tablets are good for back pain" names no topic that the content lists, but it means
much the same as "medicine for back pain", which does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backwise.language.encoder import about

# Chosen on questions that name no topic: nearest examples from here on mean the same.
ALIKE_FROM = 0.68
# From here on every second one does; then somebody should ask.
MAYBE_FROM = 0.5
# How much nearer a topic counts that is of the kind the question asks for.
SAME_KIND = 0.08

# From here on a message is such a question although it was taken for none: of 99 messages
# about something else one lies above, "call my doctor".
SURE_FROM = 0.7


@dataclass(frozen=True)
class TopicFinder:
    """Example questions with their topics.

    Attributes:
        vectors: what the examples are about, shape (examples, dimensions); see
            ``encoder.about``.
        topics: the topic of each, shape (examples,).
        kinds: the kind of that topic, such as ``cause``, shape (examples,).
    """

    vectors: NDArray[np.float32]
    topics: NDArray[np.str_]
    kinds: NDArray[np.str_]

    def nearest(self, vector: NDArray[np.float32], kind: str) -> list[tuple[str, float]]:
        """The two topics that a question is nearest to, the nearest first.

        Args:
            vector: what the question means, as the encoder gives it.
            kind: the kind of topic that is asked for; "" if that is not known.

        Returns:
            Topics with their nearness: a cosine, a little more for those of the kind
            that is asked for.
        """
        nearness = self.vectors @ about(vector) + SAME_KIND * (self.kinds == kind)
        best: dict[str, float] = {}
        for place in np.argsort(-nearness):
            best.setdefault(str(self.topics[place]), float(nearness[place]))
            if len(best) == 2:
                break
        return list(best.items())

    def kind_of(self, topic: str) -> str:
        """The kind of a topic that has examples."""
        return str(self.kinds[int((self.topics == topic).argmax())])
