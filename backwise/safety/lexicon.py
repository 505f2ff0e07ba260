"""The wordings of the red-flag rules in all their forms, ready to be found in a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from backwise.language.phrases import Phrases
from backwise.language.text import words_of
from backwise.safety.rules import RedFlags

# What else than concepts the wordings stand for; no concept has a colon in its name.
DENIED, ORDINARY = "denied:", "ordinary:"


@dataclass(frozen=True)
class Lexicon:
    """The wordings of the rules, spelt out.

    There are 330,000, and to spell them out takes seconds: it is done once, for a model.

    Attributes:
        words: norms of all words in wordings of concepts.
        phrases: the wordings of each concept under its name, those that deny it under its
            name with ``DENIED`` before it, and the ordinary ones under ``ORDINARY``.
    """

    words: frozenset[str]
    phrases: Phrases

    @classmethod
    def of(cls, rules: RedFlags) -> Self:
        """The lexicon of ``rules``."""
        wordings = rules.wordings()
        denials = {DENIED + concept: said for concept, said in rules.denials().items()}
        ordinary = {ORDINARY: rules.forms_of(rules.ordinary)}
        labelled = (
            (label, phrase)
            for label, said in {**wordings, **denials, **ordinary}.items()
            for phrase in said
        )
        words = words_of(phrase for said in wordings.values() for phrase in said)
        return cls(words, Phrases.of(labelled))

    @classmethod
    def restored(cls, data: Mapping[str, Any]) -> Self:
        """The lexicon that ``as_data`` gave away."""
        return cls(frozenset(data["words"]), Phrases.restored(data["phrases"]))

    def as_data(self) -> dict[str, Any]:
        """The lexicon as plain data."""
        return {"words": sorted(self.words), "phrases": self.phrases.as_data()}
