"""Which of several findings is said of the complaint.

"Sore for three weeks, off work for two, the scan is in ten days" names three times, and
"severe arthritis, mild ache" two strengths. Of what a person has once, one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# How much the words of a clause speak for what it names: words for pain, a word such as
# "for" or "ago", and words for something else that lasts or is strong, such as a job.
_COMPLAINT, _LASTING, _SOMETHING_ELSE = 2, 1, -3
# A word for how it began: "fell down the stairs two weeks ago".
_DATED = 1
# Words for pain elsewhere in the sentence.
_NEAR_COMPLAINT = 1
# People who do not write commas, or speak, say other things further away than this.
_REACH = 7  # words
PAIN_REACH = 2  # words between "severe" and the "pain" of "severe back pain"
# What weighs no more than this is said of something else.
FARTHEST = -1
# In so many sentences people tell of many times; only what is said to last is a duration.
_LONG = 3  # sentences
_HALF_A_DAY = 0.5
_LENGTH = re.compile(
    r"\b(?:minute|min|hour|hr|day|night|week|wk|fortnight|month|year|yr)s?\b", re.I
)
_SENTENCE_END = re.compile(r"[.;!?\n]+(?=\s|$)")
_CLAUSE_END = re.compile(r"[.,;:!?()\n]+(?=\s|$)|\b(?:and|but)\b", re.IGNORECASE)
# "Not three weeks, five": what stands behind this is put right.
_DENIED = re.compile(
    r"(?:\bnot|n['’]t|\bisnt|\binstead of|\brather than)\s+(?:\w+\s+)?$", re.IGNORECASE
)
_WORD = re.compile(r"[\w'-]+")


class Complaint:
    """Weighs how much a stretch of one message is about the complaint.

    Args:
        text: the message.
        words: lists of words, by name; see ``words`` in ``data/language/context.yml``.
    """

    def __init__(self, text: str, words: Mapping[str, frozenset[str]]) -> None:
        self._text = text
        self._clause_ends = [match.span() for match in _CLAUSE_END.finditer(text)]
        self._sentence_ends = [match.span() for match in _SENTENCE_END.finditer(text)]
        self._pain = words["complaints"] | words["backs"]
        self._complaints = words["complaints"]
        self._lasting = words["lasting"]
        self._beginnings = words["beginnings"]
        self._something_else = {kind: words[f"other_{kind}"] for kind in ("duration", "intensity")}

    @property
    def is_long(self) -> bool:
        """Whether the message is a story, in which most things are not about the pain."""
        return len(self._sentence_ends) >= _LONG

    def lasts(self, days: float, weight: int, start: int, end: int) -> bool:
        """Whether a time of this weight may be how long it has hurt.

        In a story a length of time, and hours before all, is rather that of something else
        ("we drove for six hours"); a day or a month that is named is when it began.

        Args:
            days: how long it is.
            weight: as ``weight`` gives it, more than ``FARTHEST``.
            start, end: the time, in characters.
        """
        if not self.is_long or not _LENGTH.search(self._text[start:end]):
            return True
        needed = _COMPLAINT if days < _HALF_A_DAY else _LASTING
        return weight >= needed or self._is_sentence(start, end)

    def hurts(self, start: int, end: int) -> bool:
        """Whether a word for pain stands in the clause of what is named: "my feet ache"."""
        return _share(self._words(self._clause_ends, start, end, _REACH), self._complaints)

    def weight(self, kind: str, start: int, end: int) -> int:
        """How much the clause around these characters speaks of the complaint.

        Args:
            kind: ``duration`` or ``intensity``.
            start, end: what is named, in characters.
        """
        if _DENIED.search(self._text[:start]):
            return FARTHEST
        clause = self._words(self._clause_ends, start, end, _REACH)
        sentence = self._words(self._sentence_ends, start, end)
        is_dated = kind == "duration" and self._dates_it(clause)
        is_clear = is_dated or (kind == "intensity" and self._is_of_pain(end))
        return (
            _DATED * is_dated
            + _COMPLAINT * _share(clause, self._pain)
            + _NEAR_COMPLAINT * _share(sentence - clause, self._pain)
            + _LASTING * _share(clause, self._lasting)
            + _SOMETHING_ELSE * (not is_clear and _share(clause, self._something_else[kind]))
        )

    def _dates_it(self, clause: set[str]) -> bool:
        """Whether a clause tells when it began: "slipped outside work ten days ago"."""
        return _share(clause, self._beginnings) or {"since", "ago"} <= clause

    def _is_of_pain(self, end: int) -> bool:
        """Whether a word for pain follows: "unbearable pain after the operation"."""
        return _share(set(_WORD.findall(self._text[end:].lower())[:PAIN_REACH]), self._pain)

    def _is_sentence(self, start: int, end: int) -> bool:
        """Whether a sentence says nothing else: "Lower back, mostly left. Eight months." """
        first, last = self._between(self._sentence_ends, start, end)
        return not (self._text[first:start].strip() or self._text[end:last].strip())

    def _between(self, ends: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        """The stretch between the two ends round these characters."""
        first = max((stop for _, stop in ends if stop <= start), default=0)
        last = min((begin for begin, _ in ends if begin >= end), default=len(self._text))
        return first, last

    def _words(
        self, ends: list[tuple[int, int]], start: int, end: int, reach: int | None = None
    ) -> set[str]:
        """The words between two ends, or as many of them as ``reach`` on each side."""
        first, last = self._between(ends, start, end)
        before, after = (
            _WORD.findall(part.lower()) for part in (self._text[first:start], self._text[end:last])
        )
        here = _WORD.findall(self._text[start:end].lower())
        return {*(before[-reach:] if reach else before), *here, *after[:reach]}


def _share(said: set[str], words: frozenset[str]) -> bool:
    return not words.isdisjoint(said)
