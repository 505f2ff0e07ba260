"""The words of a message, where its sentences and clauses end, and the cue words in it."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc

LIST_ITEM = 4  # tokens of one item in a list of what is denied, at most
BARE_ITEM = 2  # and where no "or" shows that it is a list
SINCE_REACH = 7  # tokens from "since" to the year of "since my operation back in 2015"
YEARS_AGO = 2  # what has been so for as many years is not new
YEAR_COMPARING_REACH = 3  # tokens between "like" and the "in 2015" of what it is like
AGE_LENGTH = 3  # tokens of "when I was 30" before the age
COMPARING_REACH = 1  # tokens between "like" and the time of what it is like
ANSWER_REACH = 3  # tokens of the answer to a question that belong to it
# Where a clause begins, or who is spoken of, does not depend on what stands around it.
_NEVER_HIDDEN = frozenset(
    [
        "clause_breaks",
        "self",
        "other_people",
        "speaking_verbs",
        "causing",
        "blaming",
        "setting_off",
        "deciding",
        "said_to_be",
        "answers_no",
    ]
)
# "Not sure if I have a fever" is no "if I have a fever".
_DOUBTS = frozenset({"uncertain", "no_cue"})
# A picture ends a sentence too: "not today 🙃 my leg is on fire".
_SENTENCE_END = re.compile(r"^(?:[.!?;\n]+|[\u2600-\u27bf\U0001f300-\U0001faff]+)$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
# Of "'98".
_SHORT_YEAR = re.compile(r"^\d\d$")
# Who tells of their sixties may still be in them.
_AGE = re.compile(r"^(?:[3-9]|[1-5]\d)$")


class Cue(NamedTuple):
    """Words that say in which sense something beside them is meant.

    Attributes:
        kind: the list of ``data/language/context.yml`` in which they stand.
        start, stop: the first token, and the one after the last.
    """

    kind: str
    start: int
    stop: int


class MarkedText:
    """The tokens of one message with the cues among them.

    Args:
        doc: the message.
        found: the cues that were found in it, overlapping ones too.
        named: sets of single words, by name; see ``words`` in ``data/language/context.yml``.
    """

    def __init__(
        self, doc: Doc, found: Iterable[tuple[str, int, int]], named: dict[str, frozenset[str]]
    ) -> None:
        self.named = named
        self.words = [token.lower_ for token in doc]
        self.ends = [bool(_SENTENCE_END.match(word)) or "\n" in word for word in self.words]
        cues = [cue for cue in (Cue(*match) for match in found) if not self._compares(cue)]
        over = _by_token(cues)
        self.cues = [
            cue
            for cue in cues
            if cue.kind != "no_cue"
            and (
                cue.kind in _NEVER_HIDDEN
                or not any(_is_within(cue, other) for other in over[cue.start])
            )
        ]
        self.clause_breaks = [
            cue.start
            for cue in self.cues
            # "I bled then, and ..." begins nothing with "then".
            if cue.kind == "clause_breaks"
            and self.words[cue.stop : cue.stop + 1] != [","]
            # Nor does "for a while".
            and (cue.start == 0 or self.words[cue.start - 1] != "a")
        ]
        self.cues += [*self._years(), *self._ages()]
        self._within: dict[tuple[int, int], list[Cue]] = {}

    def of(self, *kinds: str) -> list[Cue]:
        """The cues of these kinds."""
        return [cue for kind in kinds for cue in self._by_kind.get(kind, ())]

    def within(self, first: int, last: int) -> list[Cue]:
        """The cues that begin between these tokens."""
        key = first, last
        if key not in self._within:
            self._within[key] = [cue for cue in self.cues if first <= cue.start < last]
        return self._within[key]

    @functools.cached_property
    def _by_kind(self) -> dict[str, list[Cue]]:
        by_kind = defaultdict[str, list[Cue]](list)
        for cue in self.cues:
            by_kind[cue.kind].append(cue)
        return by_kind

    def has(self, name: str, start: int, stop: int | None = None) -> bool:
        """Whether a word of the set ``name`` stands among these tokens."""
        return not self.named[name].isdisjoint(self.words[start:stop])

    @functools.cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The first token of each sentence, and the one that ends it."""
        ends = [index for index, ends in enumerate(self.ends) if ends] + [len(self.words)]
        starts = [0, *(end + 1 for end in ends)]
        return [(start, end) for start, end in zip(starts, ends, strict=False) if start < end]

    @functools.cached_property
    def _begins(self) -> list[int]:
        """For every token, and behind the last, where its sentence begins."""
        begins = [0]
        for index, ends in enumerate(self.ends):
            begins.append(index + 1 if ends else begins[-1])
        return begins

    @functools.cached_property
    def _stops(self) -> list[int]:
        """For every token, and behind the last, the one that ends its sentence."""
        stops = [len(self.ends)]
        for index in reversed(range(len(self.ends))):
            stops.append(index if self.ends[index] else stops[-1])
        return stops[::-1]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence round these tokens; the answer to a question belongs to it.

        "Numbness? Never had it" is one.
        """
        first, last = self._begins[start], self._stops[end]
        answer = ANSWER_REACH if last < len(self.words) and self.words[last] != "." else 0
        return first, min(last + answer, len(self.words))

    def breaks_between(self, left: int, right: int) -> bool:
        """Whether a new clause begins between two tokens."""
        return (
            any(self.ends[left:right])
            or any(left <= start <= right for start in self.clause_breaks)
            or any(
                word == "," and self.words[index + 1] in self.named["new_subjects"]
                for index, word in enumerate(self.words[left : right - 1], start=left)
            )
        )

    def is_parted(self, left: int, right: int) -> bool:
        """Whether a comma or the like parts a cue up to ``left`` from a finding, and no list.

        "No fever, numb groin" is parted, "no fever, numbness or weakness" is not. Anything
        that is no list may be a statement of its own, and unknown is not safe.
        """
        between = self.words[left:right]
        if not self.named["breaking_marks"].isdisjoint(between[1:]):
            return True
        return "," in between and (between[0] == "," or not self._is_list(left, right))

    def _is_list(self, start: int, right: int) -> bool:
        """Whether a list that begins at ``start`` reaches to ``right``.

        With an "or" it does; without one only if it is a bare list of three or more things
        up to the end of the sentence: "no fever, chills, weight loss".
        """
        last = self.sentence(start, start)[1]
        lengths = [0]
        for index in range(start, last):
            word = self.words[index]
            if word in self.named["alternatives"]:
                return index + 1 >= right or self.words[index + 1] not in self.named["and_so_on"]
            if word in self.named["finite"] or lengths[-1] >= LIST_ITEM:
                return False
            if word == ",":
                lengths.append(0)
            else:
                lengths[-1] += 1
        return len(lengths) > 2 and max(lengths) <= BARE_ITEM

    def opens(self, index: int) -> bool:
        """Whether a word begins a sentence or a clause."""
        previous = self.words[index - 1] if index else "."
        return not previous.isalnum() or previous in self.named["clause_openers"]

    def is_possession(self, start: int, end: int) -> bool:
        """Whether tokens name what one should have, as "bladder control" or "feeling there"."""
        return not self.has("losses", start, end) and any(
            self.has("possessions", at, at + 1) and self.has("of_what", at + 1, at + 2)
            for at in range(start, end)
        )

    def in_scope(self, kind: str, before: Iterable[Cue], start: int) -> bool:
        """Whether a cue of this kind among those ``before`` reaches the token ``start``."""
        return any(
            cue.kind == kind
            and not self.breaks_between(cue.stop, start)
            and not self.is_parted(cue.stop, start)
            for cue in before
        )

    def _years(self) -> list[Cue]:
        """The years that are named and over: "in 2015", "in '98", "since my fall in 2015"."""
        this_year = date.today().year
        cues = []
        for index in range(1, len(self.words)):
            start, year = self._year(index, this_year) or (0, this_year)
            if year < this_year and self._is_when(start):
                cues.append(Cue("past", start - 1, index + 1))
            since = self._since(start)
            if year <= this_year - YEARS_AGO and since is not None:
                cues.append(Cue("for_years", since, index + 1))
        return cues

    def _is_when(self, start: int) -> bool:
        """Whether the year that begins here is when something was."""
        compared = self.has("comparing", max(0, start - 1 - YEAR_COMPARING_REACH), start - 1)
        return self.has("before_years", start - 1, start) and not compared

    def _since(self, start: int) -> int | None:
        """Where the "since" stands to which the year that begins here belongs, if one does."""
        places = range(start - 1, max(-1, start - SINCE_REACH), -1)
        since = next((index for index in places if self.words[index] == "since"), None)
        if since is None or "," in self.words[since:start] or self.breaks_between(since + 1, start):
            return None
        return since

    def _year(self, index: int, this_year: int) -> tuple[int, int] | None:
        """Where the year begins that ends with this token, and which it is, if one does."""
        word = self.words[index]
        if _YEAR.match(word):
            return index, int(word)
        if not _SHORT_YEAR.match(word) or self.words[index - 1] != "'":
            return None
        # Nobody tells of a year to come: "'98" is 1998.
        year = this_year - this_year % 100 + int(word)
        return index - 1, year - 100 * (year > this_year)

    def _ages(self) -> list[Cue]:
        """The ages that are over: "when I was 30", but not "when I was 30 weeks pregnant"."""
        return [
            Cue("past", index - AGE_LENGTH, index + 1)
            for index in range(AGE_LENGTH, len(self.words))
            if _AGE.match(self.words[index])
            and self.words[index - 1] == "was"
            and self.has("then_words", index - AGE_LENGTH, index - 2)
            and (
                all(self.ends[index + 1 : index + 2])
                or self.has("after_answers", index + 1, index + 2)
            )
        ]

    def _compares(self, cue: Cue) -> bool:
        """Whether a time only says what something is like: "numb again, as years ago"."""
        return cue.kind in ("past", "long_ago") and self.has(
            "comparing", max(0, cue.start - COMPARING_REACH), cue.start
        )


def _by_token(cues: list[Cue]) -> dict[int, list[Cue]]:
    """The cues that stand over each token."""
    over = defaultdict[int, list[Cue]](list)
    for cue in cues:
        for token in range(cue.start, cue.stop):
            over[token].append(cue)
    return over


def _is_within(cue: Cue, other: Cue) -> bool:
    """Whether ``cue`` is only a part of the wording ``other``, or begins inside it."""
    longer = other.stop - other.start > cue.stop - cue.start and other.kind not in _NEVER_HIDDEN
    return (other.start <= cue.start and cue.stop <= other.stop and longer) or (
        other.kind in _DOUBTS and other.start < cue.start < other.stop
    )
