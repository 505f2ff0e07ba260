"""Clauses of a message: "been sore for weeks, would a massage help or should I stretch"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# "I would like", "it would be nice to know": within so many words a wish shows itself.
WISH_REACH = 5
# "Stiff neck since Monday, heat or ice?": so few words with a question mark may be a wish.
# A title is a statement and has one, too: "pain at the base of my spine, x-ray normal?".
SHORT_QUESTION = 5
_END = re.compile(r"[.!?,;:\n(){}\[\]]+(?=\s|$)|\s[-–—]+\s|\n")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w[^\s.!?,;:(){}\[\]\"]*|[&+]")


@dataclass(frozen=True)
class Clause:
    """A part of a message that says one thing.

    Attributes:
        start, end: its place in the message, in characters.
        words: its words in lower case and without apostrophes, from the first one
            that says something ("hello doctor, please tell me" begins with "tell").
        is_asked: whether a question mark follows.
    """

    start: int
    end: int
    words: tuple[str, ...]
    is_asked: bool = False


class ClauseSplitter:
    """Splits messages with the words of ``data/language/clauses.yml``.

    Args:
        cues: ``breaks``, words that begin a new clause; ``openers``, words before
            the clause proper; ``asking`` and ``wishing``, how a wish begins; ``naming``, words
            that name one beside another, and ``determining``, what may stand before these;
            ``denying``, words of what there is not.
    """

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        self._breaks = frozenset(cues["breaks"])
        self._openers = frozenset(cues["openers"])
        self._asking = frozenset(cues["asking"])
        self._wishing = tuple(f" {words} " for words in cues["wishing"])
        self._naming = frozenset(cues["naming"])
        self._determining = frozenset(cues["determining"])
        self._denying = frozenset(cues["denying"])

    def split(self, text: str) -> list[Clause]:
        """The clauses of ``text``, in order; none is empty."""
        clauses: list[Clause] = []
        words: list[tuple[str, int, int]] = []
        ends = [match.start() for match in _END.finditer(text)] + [len(text)]
        for match in _WORD.finditer(text):
            while match.start() > ends[0]:
                self._close(words, clauses, text[ends.pop(0)] == "?")
            word = match.group().lower().replace("'", "").replace("’", "")
            if word in self._breaks:
                self._close(words, clauses)
            else:
                words.append((word, match.start(), match.end()))
        self._close(words, clauses, text[ends[0] : ends[0] + 1] == "?")
        return clauses

    def wishes(self, text: str) -> list[Clause]:
        """The clauses of ``text`` that may be wishes, in order; none if it is one clause.

        "Can you recommend a mattress and some stretches" has two.
        """
        clauses = self.split(text)
        if len(clauses) < 2:
            return []
        wish = [self.may_wish(clause) for clause in clauses]
        named = [any(wish) and self._names_wish(clause) for clause in clauses]
        return [clause for clause, *is_one in zip(clauses, wish, named, strict=True) if any(is_one)]

    def _names_wish(self, clause: Clause) -> bool:
        """Whether a clause is nothing but the name of what somebody wants."""
        *before, last = clause.words
        return last in self._naming and self._determining.issuperset(before)

    def may_wish(self, clause: Clause) -> bool:
        """Whether a clause has the form of a wish or a question, not of a story."""
        if len(clause.words) < 2:
            return self.names(clause)
        beginning = f" {' '.join(clause.words[:WISH_REACH])} "
        return clause.words[0] in self._asking or any(words in beginning for words in self._wishing)

    def names(self, clause: Clause) -> bool:
        """Whether a clause only names what it asks about: "ice?", "hot stone massage?".

        "Losing weight without trying?" tells something, though it ends like that.
        """
        is_short = len(clause.words) <= SHORT_QUESTION
        asks_or_denies = clause.words[0] in self._asking or self._denying.intersection(clause.words)
        return clause.is_asked and is_short and not asks_or_denies

    def _close(
        self, words: list[tuple[str, int, int]], clauses: list[Clause], is_asked: bool = False
    ) -> None:
        """Make a clause of the words collected so far."""
        while len(words) > 1 and words[0][0] in self._openers:
            words.pop(0)
        if words and words[0][0] not in self._openers:
            said = tuple(word for word, _, _ in words)
            clauses.append(Clause(words[0][1], words[-1][2], said, is_asked))
        words.clear()
