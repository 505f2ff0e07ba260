"""Whether a message denies what it names: "no fever", "fever? none"."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable

from backwise.language.context.marked_text import BARE_ITEM, LIST_ITEM, Cue, MarkedText

PLACE_REACH = 3  # tokens between "pain" and the "back" of "pain in my back"
ASKING_REACH = 2  # tokens between the "is" and the "back" of "is my back ok"
PLACE_LENGTH = 3  # tokens of the place where something is not
BEGUN_REACH = 1  # tokens between "no fever" and "until today"
NOT_BEFORE_REACH = 3  # tokens from "before" to the "never" of "before today never"
NEGATION_REACH = 7  # tokens between "no" and the last item of a list it denies


class Denials:
    """The denials of one message."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text
        self._words, self._named = text.words, text.named

    @functools.cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """The stretches of tokens of which all is denied: "it is not true that ...", "...? No"."""
        before = [
            (cue.start, self._end_of_denial(cue.stop, is_list=cue.kind == "denying"))
            for cue in self._text.of("denying", "denying_all")
        ]
        after = [
            (self._clause_start(index), index)
            for index in range(1, len(self._words))
            if self._words[index] != "," and self.answered_no(index)
        ]
        return [(start, end) for start, end in before + after if start < end]

    def answered_no(self, end: int) -> bool:
        """Whether a finding up to ``end`` is named with a no behind it: "fever? none".

        Behind bare names of signs there need be no mark: "back pain yes, fever no". "Bladder
        control: none" denies nothing.
        """
        is_marked = bool(self._words[end : end + 1]) and self._asks(end)
        stop = self._end_of_no(end + is_marked)
        if not stop:
            return False
        first = self._clause_start(end)
        is_bare = first < end and self._named["signs"].issuperset(self._words[first:end])
        if not (is_marked or is_bare) or self._text.is_possession(first, end):
            return False
        after = self._words[stop] if stop < len(self._words) else "."
        return not after.isalnum() and after != "?"

    def _end_of_no(self, index: int) -> int | None:
        """Where the "no" or "I haven't" ends that begins here, if one does."""
        if self._text.has("noes", index, index + 1):
            return index + 1
        stops = (cue.stop for cue in self._text.of("answers_no") if cue.start == index)
        return next(stops, None)

    def _asks(self, index: int) -> bool:
        """Whether this mark ends a question, or what somebody is said to have asked."""
        if self._words[index] in self._named["answer_marks"]:
            return True
        first, _ = self._text.sentence(index - 1, index)
        return self._words[index] == "." and self._text.has("asking_verbs", first, index)

    def says_able(self, before: Iterable[Cue], start: int, end: int) -> bool:
        """Whether a message ends by saying that something works: "yes I can feel it"."""
        return (
            all(self._text.ends[end:])
            and self._text.has("abilities", start, start + 1)
            and any(cue.kind == "able" and cue.stop == start for cue in before)
        )

    def reach_to(
        self, before: Iterable[Cue], start: int, end: int, whole_end: int, reach: int
    ) -> bool:
        """Whether a word of denial before a finding denies it.

        Args:
            before: the cues before it.
            start, end: the finding.
            whole_end: the token after all of what it is a part of.
            reach: tokens over which a word like "no" denies; those of a list count half.
        """
        says_itself = self._text.has("finite", start, end)
        if self._is_taken_back(start, whole_end) or self._has_begun(whole_end):
            return False
        return any(
            cue.kind in ("negated_before", "lacking", "not_there")
            and not (says_itself and cue.stop < start)
            and not self._text.breaks_between(cue.stop, start)
            and not self._begins_a_clause_of_its_own(cue.stop, start)
            and not self._compares(cue, whole_end)
            and not self._denies_something_else(cue.stop, start)
            and self._distance(cue.stop, start) <= reach
            and not (cue.kind == "lacking" and self._cannot(cue.start))
            for cue in before
        )

    def agrees(self, cue: Cue, begins: int, parts: frozenset[int]) -> bool:
        """Whether a word of denial says once more what a finding says: "ain't got no feeling".

        Args:
            cue: the word of denial.
            begins: the first token of the finding, as "can't" in "can't hold no pee".
            parts: the tokens that make it one, as "no" and "feeling".
        """
        said = self._words[cue.start : cue.stop]
        if self._named["doubled"].issuperset(said):
            return self._text.has("doubling", begins, cue.start)
        index = cue.stop
        while self._text.has("carrying", index, index + 1):
            index += 1
        return (
            self._text.has("doubling", cue.start, cue.start + 1)
            and self._named["carrying"].issuperset(said[1:])
            and self._text.has("doubled", index, index + 1)
            and index in parts
        )

    def _cannot(self, index: int) -> bool:
        """Whether "can't" or the like stands before "without": "can't sit without pain"."""
        return any(
            self._words[at] in self._named["unable"] and not self._text.breaks_between(at, index)
            for at in range(index)
        )

    def is_about(self, left: int, right: int, parts: frozenset[int]) -> bool:
        """Whether nothing that a word of denial could be of stands before a finding.

        Either it opens a list, or only small words and parts of the finding stand between.
        """
        between = [index for index in range(left, right) if index not in parts]
        if any(
            self._words[index] in self._named["list_words"]
            and (self._words[index] != "and" or index - left <= BARE_ITEM)
            for index in between
        ) or (between and self._is_row(left, right)):
            return True
        return all(
            self._words[index] in self._named["small_words"]
            or (
                self._words[index] in self._named["complaints"]
                and self._words[index + 1] in self._named["small_words"]
            )
            for index in between
        )

    def is_well(self, start: int, end: int) -> bool:
        """Whether right behind a place is said that nothing is wrong with it: "neck is fine"."""
        asks = self._text.has("inverting", max(0, start - ASKING_REACH), start)
        of_pain = self._text.has("complaints", max(0, start - PLACE_REACH), start)
        return not asks and any(
            cue.start == end
            and (all(self._text.ends[cue.stop : cue.stop + 1]) or self._has_said(cue.stop))
            for cue in self._text.of("well", *(["well_if_pain"] if of_pain else []))
        )

    def _has_said(self, index: int) -> bool:
        """Whether a statement is over here: "neck is fine now", but not "fine until I sit"."""
        return self._text.has("said", index, index + 1)

    def is_elsewhere(self, start: int, end: int) -> bool:
        """Whether a finding is said to be elsewhere: "the numbness is not in my groin".

        "Not in my groin only" is there too, and "nothing between my legs is right" says more.
        """
        goes_on = ("not_alone", "finite")
        return not any(self._text.has(name, end, end + 1) for name in goes_on) and any(
            start < cue.start and 0 < end - cue.stop <= PLACE_LENGTH
            for cue in self._text.of("not_there")
        )

    def _is_taken_back(self, start: int, end: int) -> bool:
        """Whether a finding is denied for one place only: "... in the feet, only in the groin".

        So it is where a sentence ends with a bare "are": "not in the arms but both legs are".
        """
        after = self._text.ends[end + 1 : end + 2] or [True]
        is_elliptic = self._text.has("elliptic", end, end + 1) and after[0]
        return (is_elliptic and self._text.has("counters", start, end)) or any(
            start < cue.start < end for cue in self._text.of("but_there")
        )

    def _has_begun(self, end: int) -> bool:
        """Whether what is denied up to here has begun since: "no fever until today"."""
        return any(0 <= cue.start - end <= BEGUN_REACH for cue in self._text.of("begun"))

    def _is_row(self, left: int, right: int) -> bool:
        """Whether bare signs and an "or" make a list: "no fever chills or sweats"."""
        signs, ors = self._named["signs"], self._named["alternatives"]
        if any(word not in signs for word in self._words[left:right]):
            return False
        return any(
            word in ors and all(sign in signs for sign in self._words[right:at])
            for at, word in enumerate(self._words[right : right + LIST_ITEM], start=right)
        )

    def _distance(self, left: int, right: int) -> int:
        listed = sum(word in self._named["list_words"] for word in self._words[left:right])
        return right - left - 2 * listed

    def _denies_something_else(self, left: int, right: int) -> bool:
        """Whether a denial ends before a finding: "not gonna lie", "no fever, numb groin"."""
        is_wish = self._text.has("wanting", left, left + 1) and "," in self._words[left:right]
        says_other = is_wish or self._text.has("other_verbs", left, right)
        return says_other or self._text.is_parted(left, right)

    def _compares(self, cue: Cue, found: int) -> bool:
        """Whether "never had" goes on with "this" or "before": then it is there now.

        Args:
            cue: the word of denial.
            found: the token after the finding.
        """
        if self._words[cue.start] not in self._named["nevers"]:
            return False
        return self._text.has("until_now", max(0, cue.start - NOT_BEFORE_REACH), cue.start) or any(
            self._text.has("demonstratives", place, place + 2) for place in (cue.stop, found)
        )

    def _begins_a_clause_of_its_own(self, left: int, right: int) -> bool:
        """Whether a word such as "why" stands between a denial and a finding."""
        return self._text.has("subordinators", left, right) or any(
            word == "that" and following in self._named["new_subjects"]
            for word, following in itertools.pairwise(self._words[left : right + 1])
        )

    def _clause_start(self, index: int) -> int:
        first, _ = self._text.sentence(index, index)
        ends = {",", *self._named["counters"]}
        return max([first, *(at + 1 for at in range(first, index) if self._words[at] in ends)])

    def _end_of_denial(self, start: int, *, is_list: bool) -> int:
        """Where a denial that begins at ``start`` ends.

        A list also ends at a word such as "now", and before a part with a verb of its own:
        "denies fever, leg is weak".
        """
        ends = self._named["turns"] if is_list else self._named["counters"]
        last_comma = start
        for end in range(start, len(self._words)):
            if self._text.ends[end] or self._words[end] in ends:
                return end
            if self._words[end] == ",":
                last_comma = end
            elif is_list and last_comma > start and self._words[end] in self._named["finite"]:
                return last_comma
        return len(self._words)
