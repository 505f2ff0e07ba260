"""Tells in which sense a message means what it names.

The method is that of ConText (Harkema and others, 2009): cue words with a
direction and a scope that other words end.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from backwise.language.status import Status
from backwise.language.text import Wordings

NEGATION_REACH = 7  # tokens between "no" and the last item of a list it denies
CAUSE_REACH = 4  # tokens between "after" and what came before the pain
ANSWER_LENGTH = 4  # tokens
_PAST_TENSE = re.compile(r"ed$|^(fell|bent|dug|ran|sat|slept|moved)$")
_SENTENCE_END = re.compile(r"^[.!?;\n]+$")
_YEAR_IN_PAST = re.compile(r"^(19|20)\d\d$")


def phrases_of(cues: dict[str, Any]) -> list[str]:
    """The cue words of all kinds."""
    return [phrase for words in cues.values() if isinstance(words, list) for phrase in words]


class Context:
    """Cue words of one document language, ready to judge findings.

    Args:
        nlp: tokeniser of the documents.
        cues: for each kind of cue, its wordings; see ``data/language/context.yml``.
    """

    def __init__(self, nlp: Language, cues: dict[str, Any]) -> None:
        kinds = {kind: words for kind, words in cues.items() if isinstance(words, list)}
        self._cues = Wordings(nlp, kinds)

    def judge(self, doc: Doc) -> Judge:
        """A judge of the findings in ``doc``."""
        return Judge(doc, self._cues.find(doc))


class Judge:
    """Tells the status of token spans in one document."""

    def __init__(self, doc: Doc, cues: list[tuple[str, int, int]]) -> None:
        self._words = [token.lower_ for token in doc]
        self._ends = [bool(_SENTENCE_END.match(word)) or "\n" in word for word in self._words]
        blocked = {
            index for kind, start, end in cues if kind == "no_cue" for index in range(start, end)
        }
        self._cues = [
            (kind, start, end)
            for kind, start, end in cues
            if kind != "no_cue"
            and (kind == "clause_breaks" or not blocked.issuperset(range(start, end)))
        ]
        self._clause_breaks = [start for kind, start, _ in self._cues if kind == "clause_breaks"]

    def status(
        self,
        start: int,
        end: int,
        *,
        place: bool = False,
        parts: frozenset[int] = frozenset(),
        reach: int = NEGATION_REACH,
    ) -> Status:
        """Status of the tokens from ``start`` up to, not including, ``end``.

        Args:
            start: the first token.
            end: the token after the last.
            place: whether the tokens name a place.
            parts: tokens that belong to the same finding. The "no" of "no control
                over my bladder" is part of what is wrong and denies nothing.
            reach: tokens over which a word like "no" denies.

        Returns:
            The status. A place is not denied by a word for lacking: "I cannot sit
            without my back hurting".
        """
        first, last = self._sentence(start, end)
        cues = [
            cue
            for cue in self._cues
            if first <= cue[1] < last
            and (cue[2] <= start or cue[1] >= end)
            and not parts.issuperset(range(cue[1], cue[2]))
        ]
        if place:
            cues = [cue for cue in cues if cue[0] != "lacking"]
        before = [cue for cue in cues if cue[2] <= start]
        if self._negated(before, cues, start, end, reach):
            return Status.NEGATED
        if self._in_scope("hypothetical", before, start):
            return Status.HYPOTHETICAL
        if self._past(cues, first, last, start, end):
            return Status.PAST
        if self._other_person(before, start):
            return Status.OTHER_PERSON
        if self._in_scope("uncertain", before, start):
            return Status.UNCERTAIN
        return Status.PRESENT

    def long_ago(self, start: int, end: int) -> bool:
        """Whether the sentence of these tokens puts them years back."""
        first, last = self._sentence(start, end)
        return self._in_year(first, last) or any(
            kind in ("past", "long_ago") and first <= begin < last for kind, begin, _ in self._cues
        )

    def caused(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have brought the pain on.

        A thing done in the past counts ("I lifted a box"), and so does one named
        after a word like "after" or "when"; "is running good for me" does not. A
        message of few words is an answer.
        """
        if len(self._words) <= ANSWER_LENGTH or any(
            _PAST_TENSE.search(word) for word in self._words[start:end]
        ):
            return True
        first, _ = self._sentence(start, end)
        return any(
            kind == "causing" and first <= begin and 0 <= start - cue_end <= CAUSE_REACH
            for kind, begin, cue_end in self._cues
        )

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        first, last = start, end
        while first > 0 and not self._ends[first - 1]:
            first -= 1
        while last < len(self._words) and not self._ends[last]:
            last += 1
        return first, min(last + 3, len(self._words))

    def _breaks_between(self, left: int, right: int) -> bool:
        """Whether a new clause begins between two tokens."""
        return (
            any(self._ends[left:right])
            or any(left <= start <= right for start in self._clause_breaks)
            or any(
                word == "," and self._words[index + 1] in _NEW_SUBJECTS
                for index, word in enumerate(self._words[left : right - 1], start=left)
            )
        )

    def _turns_between(self, left: int, right: int) -> bool:
        """Whether a list of what is denied ends between two tokens."""
        return any(self._ends[left:right]) or any(
            word in _TURNS for word in self._words[left:right]
        )

    def _negated(
        self,
        before: list[tuple[str, int, int]],
        cues: list[tuple[str, int, int]],
        start: int,
        end: int,
        reach: int,
    ) -> bool:
        for kind, _, cue_end in before:
            if kind == "denying" and not self._turns_between(cue_end, start):
                return True
            if kind not in ("negated_before", "lacking") or self._breaks_between(cue_end, start):
                continue
            listed = sum(self._words[index] in _LIST_WORDS for index in range(cue_end, start))
            if start - cue_end - 2 * listed <= reach:
                return True
        return any(
            kind == "negated_after" and begin <= end + 1 for kind, begin, _ in cues if begin >= end
        )

    def _in_scope(self, kind: str, before: list[tuple[str, int, int]], start: int) -> bool:
        return any(
            cue == kind and not self._breaks_between(cue_end, start) for cue, _, cue_end in before
        )

    def _past(
        self, cues: list[tuple[str, int, int]], first: int, last: int, start: int, end: int
    ) -> bool:
        near = [
            cue for cue in cues if not self._breaks_between(min(cue[2], end), max(cue[1], start))
        ]
        if any(kind == "not_past" for kind, _, _ in near):
            return False
        return self._in_year(first, last) or any(kind == "past" for kind, _, _ in near)

    def _in_year(self, first: int, last: int) -> bool:
        return any(
            _YEAR_IN_PAST.match(self._words[index]) and self._words[index - 1] == "in"
            for index in range(max(first, 1), last)
        )

    def _other_person(self, before: list[tuple[str, int, int]], start: int) -> bool:
        people = [cue for cue in before if cue[0] == "other_people"]
        if not people:
            return False
        _, _, end = people[-1]
        between = [cue for cue in before if cue[1] >= end]
        if any(kind in ("speaking_verbs", "self") for kind, _, _ in between):
            return False
        return not any(
            self._words[index] == "my" and self._breaks_between(end, index)
            for index in range(end, start)
        )


_NEW_SUBJECTS = frozenset(
    "i i'm im i've ive my it it's its there now just also he she they we the and this "
    "on am taking take have has had got was were".split()
)
_TURNS = frozenset("but however although except reports reported admits endorses has".split())
_LIST_WORDS = frozenset({",", "or", "and", "nor", "/"})
