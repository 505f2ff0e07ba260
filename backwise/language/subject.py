"""For whom somebody asks: for themselves, or for "my mum"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from backwise.language.text import plain
from backwise.language.wordings import GROUPS, Wordings, longest

SELF, OTHER = "self", "other"
# How a message names for whom it is; see data/language/subject.yml.
WANTED, TOLD, MEANT = "wanted", "told", "meant"
_KINDS = (MEANT, WANTED, TOLD)
MEANT_SELF, HELPING = "meant_self", "helping"
RELATIONS = "relations"
# The tokeniser takes "her" for "the", as it does "my".
_PRONOUNS = {"her": "she", "hers": "she", "him": "he", "his": "he", "shes": "she", "hes": "he"}
_PRONOUN = re.compile(rf"\b(?:{'|'.join(_PRONOUNS)})\b", re.IGNORECASE)


class Subject(NamedTuple):
    """For whom a message asks.

    Attributes:
        who: ``SELF``, a relation such as "mother", or ``OTHER`` if it is not said who.
        kind: ``WANTED``, ``TOLD`` or ``MEANT``, how that is said; ``WANTED`` of oneself.
    """

    who: str
    kind: str

    def is_another_than(self, who: str) -> bool:
        """Whether this is certainly not the person ``who``; "her" may be any woman."""
        is_same = self.who == who or (OTHER in (self.who, who) and SELF not in (self.who, who))
        return not is_same


class SubjectReader:
    """Reads for whom a message asks.

    Args:
        nlp: the tokeniser.
        data: what ``data/language/subject.yml`` holds.
    """

    def __init__(self, nlp: Language, data: Mapping[str, Any]) -> None:
        self._nlp = nlp
        relations: Mapping[str, list[str]] = data[RELATIONS]
        self._relations = {word: who for who, words in relations.items() for word in words}
        named = list(self._relations)
        whose = [f"{word}s" for word in named]
        self._relations |= {f"{word}s": self._relations[word] for word in named}
        pronouns = list(dict.fromkeys(_PRONOUNS.values()))
        groups = {
            **data[GROUPS], "NAMED": named, "WHOSE": whose, "PERSON": [*named, *pronouns],
        }  # fmt: skip
        said = {
            kind: [_with_pronouns(words) for words in all_]
            for kind, all_ in data.items()
            if kind not in (GROUPS, RELATIONS)
        }
        self._wordings = Wordings(said, groups)
        self._people = frozenset([*self._relations, *pronouns])

    def read(self, text: str) -> Subject | None:
        """For whom ``text`` asks; None if it does not say."""
        doc = self._nlp(_with_pronouns(plain(text)))
        found = longest(doc, self._wordings.find(doc))
        if any(label == HELPING for label, _, _ in found):
            return None
        for kind in _KINDS:
            for label, start, end in found:
                if label == kind:
                    return Subject(self._who(doc, start, end), kind)
        if any(label == MEANT_SELF for label, _, _ in found):
            return Subject(SELF, MEANT)
        names_other = any(token.lower_ in self._people for token in doc)
        is_own = any(label == SELF for label, _, _ in found) and not names_other
        return Subject(SELF, WANTED) if is_own else None

    def _who(self, doc: Doc, start: int, end: int) -> str:
        """Who is named there or, if that is only "her", the one who is named at all."""
        people = (self._relations.get(token.lower_) for token in doc[start:end])
        named = next((who for who in people if who), None)
        others = {self._relations[word.lower_] for word in doc if word.lower_ in self._relations}
        return named or (others.pop() if len(others) == 1 else OTHER)


def _with_pronouns(text: str) -> str:
    """``text`` with "she" and "he" for all forms of them."""
    return _PRONOUN.sub(lambda found: _PRONOUNS[found[0].lower()], text)
