"""Tells in which sense a message means what it names.

The method is that of ConText (Harkema and others, 2009): cue words with a
direction and a scope that other words end.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from backwise.language.status import Status
from backwise.language.text import Wordings

NEGATION_REACH = 7  # tokens between "no" and the last item of a list it denies
CAUSE_REACH = 4  # tokens between "after" and what came before the pain
EASING_REACH = 3  # tokens between "better" and the "when" of what eases the pain
QUESTION_REACH = 2  # tokens between "cause" or "if" and what is only asked about
LIST_ITEM = 4  # tokens of one item in a list of what is denied, at most
BARE_ITEM = 2  # and where no "or" shows that it is a list
TIME_REACH = 2  # tokens between a comma and the time of what stands before it
OWN_REACH = 3  # tokens between "I" or "my" and the back or the complaint
TRAILING_REACH = 3  # tokens between a finding and the "maybe" or "no" behind it
ANSWER_LENGTH = 4  # tokens
_PAST_TENSE = re.compile(r"ed$|^(fell|bent|dug|ran|sat|slept|moved)$")
# Where a clause begins, or who is spoken of, does not depend on what stands around it.
_NEVER_HIDDEN = frozenset(
    ["clause_breaks", "self", "other_people", "speaking_verbs", "causing", "setting_off"]
)
# "Not sure if I have a fever" is no "if I have a fever".
_DOUBTS = frozenset({"uncertain", "no_cue"})
# A picture ends a sentence too: "not today 🙃 my leg is on fire".
_SENTENCE_END = re.compile(r"^(?:[.!?;\n]+|[\u2600-\u27bf\U0001f300-\U0001faff]+)$")
# "My bladder leaks a bit since my second child ten years ago, nothing new."
_SAID_OF_IT = 12
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
        self.words = {
            name: frozenset(words)
            for name, words in cues["words"].items()
            if isinstance(words, list)
        }

    def judge(self, doc: Doc) -> Judge:
        """A judge of the findings in ``doc``."""
        return Judge(doc, self._cues.find(doc), self.words)


def _is_within(cue: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    """Whether ``cue`` is only a part of the wording ``other``, or begins inside it."""
    longer = other[2] - other[1] > cue[2] - cue[1] and other[0] not in _NEVER_HIDDEN
    return (other[1] <= cue[1] and cue[2] <= other[2] and longer) or (
        other[0] in _DOUBTS and other[1] < cue[1] < other[2]
    )


class Judge:
    """Tells the status of token spans in one document."""

    def __init__(
        self, doc: Doc, cues: list[tuple[str, int, int]], named: dict[str, frozenset[str]]
    ) -> None:
        self._named = named
        self._words = [token.lower_ for token in doc]
        self._ends = [bool(_SENTENCE_END.match(word)) or "\n" in word for word in self._words]
        self._cues = [
            cue
            for cue in cues
            if cue[0] != "no_cue"
            and (cue[0] in _NEVER_HIDDEN or not any(_is_within(cue, other) for other in cues))
        ] + self._years()
        self._clause_breaks = [start for kind, start, _ in self._cues if kind == "clause_breaks"]

    def status(
        self,
        start: int,
        end: int,
        *,
        place: bool = False,
        parts: frozenset[int] = frozenset(),
        whole: tuple[int, int] | None = None,
        reach: int = NEGATION_REACH,
        diagnosis: bool = False,
        surely: bool = False,
    ) -> Status:
        """Status of the tokens from ``start`` up to, not including, ``end``.

        Args:
            start: the first token.
            end: the token after the last.
            place: whether the tokens name a place.
            parts: tokens that belong to the same finding. The "no" of "no control
                over my bladder" is part of what is wrong and denies nothing.
            whole: the stretch of tokens of a finding of which these are a part.
            reach: tokens over which a word like "no" denies.
            diagnosis: whether the tokens name an illness, which can be feared.
            surely: whether a "no" that may be of something else denies nothing: "no money
                for a doctor groin numb".

        Returns:
            The status. A place is not denied by a word for lacking ("I cannot sit
            without my back hurting"), and one that is asked about is there: "can stress
            cause back pain".
        """
        first, last = self._sentence(start, end)
        begins, ends = whole or (start, end)
        cues = [
            # "Could I lose" reaches into "lose control".
            (kind, begin, min(stop, start) if begin < start else stop)
            for kind, begin, stop in self._cues
            if first <= begin < last
            and (stop <= start or begin >= end or (kind == "hypothetical" and begin < start))
            and not parts.issuperset(range(begin, stop))
        ]
        if place:
            cues = [cue for cue in cues if cue[0] not in ("lacking", "consequences")]
        before = [cue for cue in cues if cue[2] <= start]
        denials = before
        if surely:
            # What does not deny the beginning of a finding denies none of it.
            denials = [
                cue
                for cue in before
                if self._is_about(cue[2], begins if cue[2] <= begins else start, parts)
            ]
        is_denied = any(begin <= start and end <= stop for begin, stop in self.denied)
        if (
            is_denied
            or self._negated(denials, cues, start, end, ends, reach)
            or self.answered_no(ends)
        ):
            return Status.NEGATED
        asked = self._asked(cues, start, end) or self._asked(cues, begins, ends)
        feared = diagnosis and self._feared(before, start, last)
        if asked or feared or self._in_scope("hypothetical", before, start):
            return Status.HYPOTHETICAL
        if self._past(cues, start, end):
            return Status.PAST
        if self._other_person(before, begins, ends):
            return Status.OTHER_PERSON
        if (
            self._in_scope("uncertain", before, start)
            or self._named_after("asked_whether", cues, begins)
            or self._doubted_after(cues, end)
        ):
            return Status.UNCERTAIN
        return Status.PRESENT

    def long_standing(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have been so for years, and not to have changed."""
        if any(kind == "changed" for kind, _, _ in self._cues):
            return False
        return any(
            (kind == "for_years" and 0 <= begin - end <= 1)
            or (
                kind == "unchanged"
                and 0 <= begin - end <= _SAID_OF_IT
                and not any(self._ends[end:begin])
            )
            or (kind == "as_always" and 0 <= start - stop <= 1)
            for kind, begin, stop in self._cues
        )

    def answered_no(self, end: int) -> bool:
        """Whether a finding up to ``end`` is named with a no behind it: "fever? none"."""
        mark, answer, after = (self._words[end : end + 3] + [".", ".", "."])[:3]
        is_no = mark in self._named["answer_marks"] and answer in self._named["noes"]
        return is_no and not after.isalnum() and after != "?"

    @functools.cached_property
    def denied(self) -> list[tuple[int, int]]:
        """The stretches of tokens of which all is denied: "it is not true that ...", "...? No"."""
        before = [
            (begin, self._end_of_denial(stop, is_list=kind == "denying"))
            for kind, begin, stop in self._cues
            if kind in ("denying", "denying_all")
        ]
        after = [
            (self._clause_start(index), index)
            for index in range(1, len(self._words))
            if self._words[index] != "," and self.answered_no(index)
        ]
        return [(start, end) for start, end in before + after if start < end]

    def _clause_start(self, index: int) -> int:
        first, _ = self._sentence(index, index)
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
            if self._ends[end] or self._words[end] in ends:
                return end
            if self._words[end] == ",":
                last_comma = end
            elif is_list and last_comma > start and self._words[end] in self._named["finite"]:
                return last_comma
        return len(self._words)

    def long_ago(self, start: int, end: int) -> bool:
        """Whether the sentence of these tokens puts them years back."""
        first, last = self._sentence(start, end)
        return any(
            kind in ("past", "long_ago")
            and first <= begin < last
            and not any(self._ends[end:begin])
            and not self._is_behind_comma(begin, stop, start, end)
            for kind, begin, stop in self._cues
        )

    def of_relative(self, start: int, end: int) -> bool:
        """Whether these tokens were so of somebody of whom the message says nothing else.

        "My mother had cancer and my back hurts" is: behind it the writer must speak of
        their own back, and of nobody else. "... and her back hurts" is not, and neither is
        "..., back pain since monday", which may be the mother's.
        """
        first, _ = self._sentence(start, end)
        before = [cue for cue in self._cues if first <= cue[1] and cue[2] <= start]
        if not self._was(start, end) or not self._other_person(before, start, end):
            return False
        after = self._words[end:]
        goes_on = (
            any(kind == "other_people" and begin >= end for kind, begin, _ in self._cues)
            or not self._named["of_others"].isdisjoint(self._words)
            or not self._named["possessives"].isdisjoint(after)
            or not self._named["shared"].isdisjoint(after)
        )
        return not goes_on and self._tells_of_own_back(after)

    def _tells_of_own_back(self, words: list[str]) -> bool:
        """Whether a word such as "my" stands shortly before a back or a complaint."""
        named = self._named["backs"] | self._named["complaints"]
        return any(
            word in self._named["selves"]
            and not named.isdisjoint(words[at + 1 : at + 1 + OWN_REACH])
            for at, word in enumerate(words)
        )

    @property
    def is_answer(self) -> bool:
        """Whether the message is so short that it may be the answer to a question."""
        return len(self._words) <= ANSWER_LENGTH

    def caused(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have brought the pain on.

        A thing done in the past counts ("I lifted a box"), and so does one named
        after a word like "after" or "when"; "is running good for me" does not, and
        what is only planned has caused nothing. A message of few words is an answer.
        """
        if not self._named["planned"].isdisjoint(self._words[max(0, start - 3) : end + 2]):
            return False
        if self.is_answer or any(_PAST_TENSE.search(word) for word in self._words[start:end]):
            return True
        first, _ = self._sentence(start, end)
        return self._set_off(end) or any(
            kind == "causing"
            and first <= begin
            and 0 <= start - cue_end <= CAUSE_REACH
            and not self._eases(begin)
            for kind, begin, cue_end in self._cues
        )

    def _eases(self, index: int) -> bool:
        """Whether "it is better" or the like stands shortly before a "when" or "after"."""
        words = self._words[max(0, index - EASING_REACH) : index]
        return not self._named["easing"].isdisjoint(words)

    def blamed(self, start: int, end: int) -> bool:
        """Whether these tokens are named as the cause of a complaint.

        "Sore since the flu" and "can constipation cause back pain" do, "had the flu" and
        "a massage after work" do not.
        """
        if self._set_off(end):
            return True
        first, last = self._sentence(start, end)
        if self._named["complaints"].isdisjoint(self._words[first:last]):
            return False
        return any(
            first <= begin < last
            and (
                (kind == "blaming" and 0 <= start - stop <= CAUSE_REACH)
                or (kind == "consequences" and 0 <= begin - end <= QUESTION_REACH)
            )
            for kind, begin, stop in self._cues
        )

    def _set_off(self, end: int) -> bool:
        """Whether "set it off" or the like follows: "tennis always does it"."""
        return any(
            kind == "setting_off" and 0 <= begin - end <= QUESTION_REACH
            for kind, begin, _ in self._cues
        )

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        first, last = start, end
        while first > 0 and not self._ends[first - 1]:
            first -= 1
        while last < len(self._words) and not self._ends[last]:
            last += 1
        # The answer to a question belongs to it: "numbness? never had it".
        answer = 3 if last < len(self._words) and self._words[last] != "." else 0
        return first, min(last + answer, len(self._words))

    def _breaks_between(self, left: int, right: int) -> bool:
        """Whether a new clause begins between two tokens."""
        return (
            any(self._ends[left:right])
            or any(left <= start <= right for start in self._clause_breaks)
            or any(
                word == "," and self._words[index + 1] in self._named["new_subjects"]
                for index, word in enumerate(self._words[left : right - 1], start=left)
            )
        )

    def _negated(
        self,
        before: list[tuple[str, int, int]],
        cues: list[tuple[str, int, int]],
        start: int,
        end: int,
        whole_end: int,
        reach: int,
    ) -> bool:
        says_itself = not self._named["finite"].isdisjoint(self._words[start:end])
        for kind, begin, cue_end in before:
            if kind not in ("negated_before", "lacking") or self._breaks_between(cue_end, start):
                continue
            if says_itself and cue_end < start:
                continue
            if self._begins_a_clause_of_its_own(cue_end, start) or self._compares(
                begin, cue_end, whole_end
            ):
                continue
            if self._denies_something_else(cue_end, start):
                continue
            listed = sum(
                self._words[index] in self._named["list_words"] for index in range(cue_end, start)
            )
            if start - cue_end - 2 * listed <= reach:
                return True
        return any(kind == "negated_after" and begin == end for kind, begin, _ in cues)

    def _is_about(self, left: int, right: int, parts: frozenset[int]) -> bool:
        """Whether nothing that a word of denial could be of stands before a finding.

        Either it opens a list, or only small words and parts of the finding stand between.
        """
        between = [index for index in range(left, right) if index not in parts]
        if any(
            self._words[index] in self._named["list_words"]
            and (self._words[index] != "and" or index - left <= BARE_ITEM)
            for index in between
        ):
            return True
        return all(
            self._words[index] in self._named["small_words"]
            or (
                self._words[index] in self._named["complaints"]
                and self._words[index + 1] in self._named["small_words"]
            )
            for index in between
        )

    def _denies_something_else(self, left: int, right: int) -> bool:
        """Whether a denial ends before a finding: "not gonna lie", "no fever, numb groin".

        It reaches behind a comma only if what it denies is a list: of three or more short
        items, or with an "or". Anything else may be a statement of its own, and unknown is
        not safe.

        Args:
            left: the token after the word of denial.
            right: the first token of the finding.
        """
        if not self._named["other_verbs"].isdisjoint(self._words[left:right]):
            return True
        return self._speaks_of_something_else(left, right)

    def _speaks_of_something_else(self, left: int, right: int) -> bool:
        """Whether a comma or the like parts a word at ``left`` from a finding, and no list."""
        between = self._words[left:right]
        if not self._named["breaking_marks"].isdisjoint(between[1:]):
            return True
        return "," in between and (between[0] == "," or not self._is_list(left, right))

    def _is_list(self, start: int, right: int) -> bool:
        """Whether a list that a word of denial opens at ``start`` reaches to ``right``.

        With an "or" it does; without one only if it is a bare list of three or more things
        up to the end of the sentence: "no fever, chills, weight loss".
        """
        last = self._sentence(start, start)[1]
        lengths = [0]
        for index in range(start, last):
            word = self._words[index]
            if word in self._named["alternatives"]:
                return index + 1 >= right or self._words[index + 1] not in self._named["and_so_on"]
            if word in self._named["finite"] or lengths[-1] >= LIST_ITEM:
                return False
            if word == ",":
                lengths.append(0)
            else:
                lengths[-1] += 1
        return len(lengths) > 2 and max(lengths) <= BARE_ITEM

    def _compares(self, start: int, end: int, found: int) -> bool:
        """Whether "never had" goes on with "this" or "before": then it is there now.

        Args:
            start, end: the word of denial.
            found: the token after the finding.
        """
        if self._words[start] not in self._named["nevers"]:
            return False
        near = self._words[end : end + 2] + self._words[found : found + 2]
        return not self._named["demonstratives"].isdisjoint(near)

    def _begins_a_clause_of_its_own(self, left: int, right: int) -> bool:
        """Whether a word such as "why" stands between a denial and a finding."""
        words = self._words[left : right + 1]
        return not self._named["subordinators"].isdisjoint(words[:-1]) or any(
            word == "that" and following in self._named["new_subjects"]
            for word, following in itertools.pairwise(words)
        )

    def _asked(self, cues: list[tuple[str, int, int]], start: int, end: int) -> bool:
        """Whether a sentence only asks about this: "can a disc cause numbness"."""
        if self._named_after("asked_what", cues, start) or any(
            kind == "feared" and stop == start for kind, _, stop in cues
        ):
            return True
        if any(
            kind == "conditional" and 0 <= start - stop <= QUESTION_REACH for kind, _, stop in cues
        ):
            return True
        openers = [cue for cue in cues if cue[0] == "question_openers" and self._opens(cue[1])]
        results = [(begin, stop) for kind, begin, stop in cues if kind == "consequences"]
        return any(
            stop <= begin
            and 0 <= start - result <= QUESTION_REACH
            and "," not in self._words[result:start]
            for _, _, stop in openers
            for begin, result in results
        ) or (
            # "Can cancer cause back pain" asks about the cancer too.
            any(self._names(stop, start) for _, _, stop in openers)
            and any(0 <= begin - end <= QUESTION_REACH for begin, _ in results)
        )

    def _feared(self, before: list[tuple[str, int, int]], start: int, last: int) -> bool:
        """Whether an illness is only feared: "scared it is cancer", but not "again"."""
        again = not self._named["once_more"].isdisjoint(self._words[start:last])
        return not again and any(
            kind == "feared_to_be" and 0 <= start - stop <= 1 for kind, _, stop in before
        )

    def _named_after(self, kind: str, cues: list[tuple[str, int, int]], start: int) -> bool:
        """Whether a question names this in general: "what is foot drop", not "this"."""
        return any(
            cue == kind and self._opens(begin) and self._names(stop, start)
            for cue, begin, stop in cues
        )

    def _names(self, left: int, right: int) -> bool:
        """Whether between two tokens stands an article at most."""
        return 0 <= right - left <= 1 and self._named["own"].isdisjoint(self._words[left:right])

    def _opens(self, index: int) -> bool:
        """Whether a word begins a sentence or a clause."""
        previous = self._words[index - 1] if index else "."
        return not previous.isalnum() or previous in self._named["clause_openers"]

    def _doubted_after(self, cues: list[tuple[str, int, int]], end: int) -> bool:
        """Whether a finding is taken half back: "my leg is weak maybe"."""
        return any(
            kind == "uncertain"
            and 0 <= begin - end <= TRAILING_REACH
            and not self._breaks_between(end, begin)
            for kind, begin, _ in cues
        )

    def _in_scope(self, kind: str, before: list[tuple[str, int, int]], start: int) -> bool:
        return any(
            cue == kind
            and not self._breaks_between(cue_end, start)
            and not self._speaks_of_something_else(cue_end, start)
            for cue, _, cue_end in before
        )

    def _past(self, cues: list[tuple[str, int, int]], start: int, end: int) -> bool:
        if any(kind == "ever_since" for kind, _, _ in cues):
            return False
        near = [cue for cue in cues if not self._is_apart(cue, start, end)]
        if any(kind == "not_past" for kind, _, _ in near):
            return False
        return any(kind == "past" for kind, _, _ in near)

    def _is_apart(self, cue: tuple[str, int, int], start: int, end: int) -> bool:
        """Whether a cue belongs to another clause than a finding.

        "Numb after the birth years ago" was, "is numb after the birth years ago" is.
        """
        kind, begin, stop = cue
        if kind == "past" and self._is_behind_comma(begin, stop, start, end):
            return True
        if begin < end:
            # "Years ago, I had": this comma begins no new clause.
            return self._breaks_between(stop + self._is_fronted(begin, stop), start)
        gap = range(end, begin)
        soft = self._named["soft_breaks"] if self._was(start, end) else frozenset()
        hard = [at for at in self._clause_breaks if at in gap and self._words[at] not in soft]
        return bool(hard) or any(self._ends[end:begin])

    def _is_behind_comma(self, begin: int, stop: int, start: int, end: int) -> bool:
        """Whether a time and a finding are parted by a comma and do not belong together.

        "Years ago, I had a numb groin" and "a numb groin, that was years ago" do;
        "had an operation years ago, numb groin" and the other way round do not.
        """
        if stop <= start:
            between = self._words[stop:start]
            if not self._named["breaking_marks"].isdisjoint(between):
                return True
            return "," in between and not (self._is_fronted(begin, stop) and self._was(start, end))
        between = self._words[end:begin]
        goes_on = stop < len(self._words) and self._words[stop] in self._named["new_subjects"]
        return "," in between and (goes_on or between[::-1].index(",") > TIME_REACH)

    def _is_fronted(self, begin: int, stop: int) -> bool:
        """Whether a time opens a sentence before a comma: "years ago, I had ..."."""
        first, _ = self._sentence(begin, begin)
        return begin - first <= 1 and self._words[stop : stop + 1] == [","]

    def _was(self, start: int, end: int) -> bool:
        """Whether these tokens, or the few before them, are in the past tense."""
        return not self._named["past_tense"].isdisjoint(self._words[max(0, start - 3) : end])

    def _years(self) -> list[tuple[str, int, int]]:
        """The years that are named: "in 2015"."""
        return [
            ("past", index - 1, index + 1)
            for index in range(1, len(self._words))
            if _YEAR_IN_PAST.match(self._words[index]) and self._words[index - 1] == "in"
        ]

    def _other_person(self, before: list[tuple[str, int, int]], start: int, stop: int) -> bool:
        if not self._named["possessives"].isdisjoint(self._words[max(0, start - 2) : start + 1]):
            return True
        people = [cue for cue in before if cue[0] == "other_people"]
        if not people:
            return False
        _, _, end = people[-1]
        between = [cue for cue in before if cue[1] >= end]
        if any(kind == "self" for kind, _, _ in between):
            return False
        if any(kind == "speaking_verbs" for kind, _, _ in between):
            return not self._named["of_others"].isdisjoint(self._words[end:stop])
        return not any(
            self._words[index] == "my" and self._breaks_between(end, index)
            for index in range(end, start)
        )
