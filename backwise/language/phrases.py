"""Finds any of many phrases in a message, all of them at once."""

from __future__ import annotations

import base64
import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from backwise.language.text import norms_of

# What was found: its label, the first token, the token after the last.
Match = tuple[str, int, int]
# Stands behind each norm where a message is searched as a whole; no norm is one.
END = "\t"


class Phrases:
    """Phrases under labels, in a trie of their norms.

    The red-flag rules have 330,000. spaCy's PhraseMatcher wants a document for each of them;
    a tree of dictionaries takes 90 MB and seconds to build whenever the program starts. This
    one takes 3 MB and is read from the model as it is.

    Args:
        trie: the phrases, each norm with ``END`` behind it.
        owners: for each phrase, by its number in the trie, the place of its labels in ``labels``.
        labels: the labels that phrases have.
        longest: how many characters the longest of them has.
    """

    def __init__(
        self,
        trie: marisa_trie.Trie,
        owners: NDArray[np.uint16],
        labels: Sequence[Sequence[str]],
        longest: int,
    ) -> None:
        self._trie = trie
        self._owners = owners
        self._labels = labels
        self._longest = longest

    @classmethod
    def of(cls, labelled: Iterable[tuple[str, str]]) -> Phrases:
        """The phrases that stand behind their label; a label may have several."""
        labels_of = defaultdict[str, list[str]](list)
        for label, phrase in labelled:
            labels = labels_of["".join(map(_ended, phrase.split()))]
            if label not in labels:
                labels.append(label)
        labels_of.pop("", None)
        trie = marisa_trie.Trie(labels_of)
        different = dict.fromkeys(map(tuple, labels_of.values()))
        kinds = {labels: kind for kind, labels in enumerate(different)}
        owners = np.zeros(len(trie), dtype=np.uint16)
        for phrase, labels in labels_of.items():
            owners[trie[phrase]] = kinds[tuple(labels)]
        return cls(trie, owners, list(kinds), max(map(len, labels_of), default=0))

    @classmethod
    def restored(cls, data: Mapping[str, Any]) -> Phrases:
        """The phrases that ``as_data`` gave away."""
        trie = marisa_trie.Trie()
        trie.frombytes(base64.b64decode(data["trie"]))
        owners = np.frombuffer(base64.b64decode(data["owners"]), dtype="<u2")
        return cls(trie, owners, data["labels"], data["longest"])

    def as_data(self) -> dict[str, Any]:
        """The phrases as plain data."""
        owners = self._owners.astype("<u2").tobytes()
        return {
            "trie": base64.b64encode(self._trie.tobytes()).decode(),
            "owners": base64.b64encode(owners).decode(),
            "labels": [list(labels) for labels in self._labels],
            "longest": self._longest,
        }

    def find(self, norms: Sequence[str]) -> list[Match]:
        """Every phrase in a message of these ``norms``, also where one overlaps another."""
        said = "".join(norm + END for norm in norms)
        places = [0, *itertools.accumulate(len(norm) + len(END) for norm in norms)]
        token_at = {place: token for token, place in enumerate(places)}
        return [
            (label, token, token_at[place + len(phrase)])
            for token, place in enumerate(places[:-1])
            for phrase in self._trie.prefixes(said[place : place + self._longest])
            for label in self._labels[self._owners[self._trie[phrase]]]
        ]


@functools.cache
def _ended(word: str) -> str:
    """The norms of a word, each with ``END`` behind it."""
    return "".join(norm + END for norm in norms_of(word))
