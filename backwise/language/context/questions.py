"""Whether a message only asks about what it names, or is not sure of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from backwise.language.context.marked_text import Cue, MarkedText

QUESTION_REACH = 2  # tokens between "cause" or "if" and what is only asked about
HEARSAY_REACH = 4  # tokens from "they say" to the "fever" of "back pain with a fever is always"
ANYBODY_REACH = 2  # and as many more where it is "if someone"
TRAILING_REACH = 3  # tokens between a finding and the "maybe" behind it
# Tokens between a finding and the "it is back" or "and now I have it" that confirms it.
CONFIRMING_REACH = 25
SUBJECT_REACH = 3  # tokens between what came back and "came back"
TO_COME_REACH = 5  # tokens from "if" to the "get" of "if my leg gets weak"
NOT_YET_REACH = 3  # tokens from "if" to the "ever" of "if I ever"
DOUBT_REACH = 2  # tokens between "never" or "if" and "came back"


class Questions:
    """The questions, fears and doubts of one message."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text

    def is_asked(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether a sentence only asks about this: "can a disc cause numbness"."""
        if self.is_named_after("asked_what", cues, start) or any(
            (cue.kind == "feared" and cue.stop == start)
            or (cue.kind == "conditional" and self._is_if(cue, start))
            for cue in cues
        ):
            return True
        openers = self._openers(cues)
        return (
            any(
                not self._presumes(opener, end) and not self._asks_of_now(opener, result, end)
                for opener, result in self._results(openers, cues, start)
            )
            or any(self._is_of_anybody(opener, start, end) for opener in openers)
            or self._is_heard_of_anybody(cues, start, end)
            or self._is_of_anybodys(cues, start, end)
            or self._is_of_time(cues, start, end)
            # "Can cancer cause back pain" asks about the cancer too.
            or (
                any(self._names(opener.stop, start) for opener in openers)
                and any(
                    cue.kind in ("consequences", "weighing")
                    and 0 <= cue.start - end <= QUESTION_REACH
                    for cue in cues
                )
            )
        )

    def is_asked_of_now(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether somebody asks of themselves what may well be so: "can it make me wet myself"."""
        return any(
            self._asks_of_now(opener, result, end)
            for opener, result in self._results(self._openers(cues), cues, start)
        )

    def is_what_to_do(self, start: int, end: int, *, diagnosis: bool) -> bool:
        """Whether a question is what to do if this is so, which it may well be now.

        "What should I do if my groin is numb" may be; "if I get a numb groin" and "my
        doctor says I should call if ..." are not. A diagnosis is so only beside a word
        like "now": "is it urgent if I had cancer and now both legs are heavy".
        """
        first, last = self._text.sentence(start, end)
        ifs = [at for at in range(first, start) if self._text.has("conditions", at, at + 1)]
        if not ifs or self._text.has("anybody", ifs[-1] + 1, ifs[-1] + 2):
            return False
        may_come = diagnosis or self._may_come(ifs[-1], end, last)
        if may_come and not self._text.has("already_so", ifs[-1], last):
            return False
        return any(
            (first <= cue.start < cue.stop <= ifs[-1] and self._text.opens(cue.start))
            or end <= cue.start < last
            for cue in self._text.of("deciding")
        )

    def is_owned(self, start: int, end: int) -> bool:
        """Whether a question takes a finding for granted: "when do I get my numb groin seen".

        So do "the weakness in both legs" and "a numb groin checked".
        """
        if self._text.has("to_come", start, end):
            return False
        owner = max(0, start - (not self._text.has("owned_by", start, start + 1)))
        is_sign = self._text.has("owned", owner + 1, owner + 2)
        is_sign = is_sign or self._text.has("nouns_of_signs", end - 1, end)
        is_named = self._text.has("nouns_of_signs", start, start + 1)
        return (
            (is_sign and self._text.has("owned_by", owner, owner + 1))
            or (is_named and self._text.has("definite", max(0, start - 1), start))
            or self._text.has("seeing_to", end, end + 1)
        )

    def is_of_now(self, cues: Collection[Cue], end: int) -> bool:
        """Whether something supposed has a time that is now: "say I wet myself today"."""
        return not self._text.has("anybody", *self._text.sentence(end, end)) and any(
            cue.kind == "at_present" and cue.start >= end for cue in cues
        )

    def is_example(self, start: int, end: int) -> bool:
        """Whether a question about signs names this as one: "red flags, like a numb groin?"."""
        first, last = self._text.sentence(start, end)
        before = [one for one in self._text.sentences if one[1] < first]
        asked_from = before[-1][0] if before else first
        signs = [cue for cue in self._text.of("asking_signs") if asked_from <= cue.start < start]
        # "What are the warning signs, a numb groin?"
        is_listed = any(self._text.words[cue.stop : start] == [","] for cue in signs)
        examples = [at for at in range(first, start) if self._opens_example(at) or is_listed]
        return (
            bool(signs and examples)
            and not self._text.has("oneself", examples[0], last)
            # "Like numb groin since monday" is more than an example.
            and not any(cue.start >= end for cue in self._text.of("changed"))
        )

    def is_hearsay(self, before: Collection[Cue], start: int, end: int) -> bool:
        """Whether this was only read or heard of: "I read that chest pain can come from ..."."""
        is_said_of_it = self._text.has("modals", end, end + 1) or any(
            0 <= cue.start - end <= 1 for cue in self._text.of("said_to_be")
        )
        return (
            is_said_of_it
            and not self._is_said_of_now(end)
            and any(
                cue.kind == "hearsay"
                and 0 <= start - cue.stop <= HEARSAY_REACH
                and not self._text.has("own", cue.stop, start)
                and not self._text.breaks_between(cue.stop, start)
                for cue in before
            )
        )

    def is_confirmed(self, end: int) -> bool:
        """Whether behind a finding is said that it is so: "now I have it"."""
        return any(self._is_said_behind(cue, end) for cue in self._text.of("confirming"))

    def is_back(self, start: int, end: int) -> bool:
        """Whether behind a finding is said that it is so again: "but it is back".

        "The pain came back" and "the feeling came back" say nothing of a numbness, and "I
        lost the feeling and it came back" says that it is over, but not "it went away and
        came back".
        """
        is_gone_itself = self._text.has("what_returns", start, end)
        return any(self._is_said_behind(cue, end) for cue in self._text.of("again")) or any(
            self._is_said_behind(cue, end)
            and (not is_gone_itself or self._was_over(end, cue.start))
            and not self._text.has("what_returns", max(end, cue.start - SUBJECT_REACH), cue.start)
            for cue in self._text.of("returning")
        )

    def _was_over(self, left: int, right: int) -> bool:
        """Whether between two tokens something is said to have gone."""
        return any(left <= cue.start < right for cue in self._text.of("gone"))

    def is_general(self, start: int) -> bool:
        """Whether a question asks what is so in general: "does a fever always mean infection"."""
        first, last = self._text.sentence(start, start)
        return (
            any(cue.start == first for cue in self._text.of("question_openers", "asked_whether"))
            and self._text.has("in_general", first, last)
            and not self._text.has("of_this_case", first, last)
        )

    def is_wondered(self, before: Collection[Cue], start: int) -> bool:
        """Whether an illness is only thought of: "could my back pain be cancer"."""
        asks = any(cue.kind == "question_openers" and self._text.opens(cue.start) for cue in before)
        return asks and any(cue.kind == "being" and self._names(cue.stop, start) for cue in before)

    def is_feared(self, before: Collection[Cue], start: int, last: int) -> bool:
        """Whether an illness is only feared: "scared it is cancer", not "my cancer" or "again"."""
        return not self._text.has("once_more", start, last) and any(
            cue.kind == "feared_to_be" and self._names(cue.stop, start) for cue in before
        )

    def is_named_after(self, kind: str, cues: Collection[Cue], start: int) -> bool:
        """Whether a question names this in general: "what is foot drop", not "this"."""
        return any(
            cue.kind == kind
            and self._text.opens(cue.start)
            and self._names(cue.stop, start)
            # "Is my groin numb" is no "is this": articles and possessives are one word.
            and not self._text.has("determiners", cue.stop - 1, cue.stop)
            for cue in cues
        )

    def is_doubted_after(self, cues: Collection[Cue], end: int) -> bool:
        """Whether a finding is taken half back: "my leg is weak maybe"."""
        return any(
            cue.kind == "uncertain"
            and 0 <= cue.start - end <= TRAILING_REACH
            and not self._text.breaks_between(end, cue.start)
            for cue in cues
        )

    def _is_said_behind(self, cue: Cue, end: int) -> bool:
        """Whether a cue stands behind a finding, and is not denied or doubted."""
        begins_anew = self._text.words[cue.start] == "and"
        return (
            0 <= cue.start - end <= CONFIRMING_REACH
            and not self._text.has("determiners", cue.start, cue.start + 1)
            and (
                begins_anew
                or not self._text.has("doubting", max(end, cue.start - DOUBT_REACH), cue.start)
            )
        )

    def _openers(self, cues: Collection[Cue]) -> list[Cue]:
        """The words that open a question."""
        return [
            cue for cue in cues if cue.kind == "question_openers" and self._text.opens(cue.start)
        ]

    def _results(
        self, openers: Collection[Cue], cues: Collection[Cue], start: int
    ) -> Iterator[tuple[Cue, Cue]]:
        """The words that open a question with the "cause" right before what it asks about."""
        for opener in openers:
            for result in cues:
                if (
                    result.kind == "consequences"
                    and opener.stop <= result.start
                    and 0 <= start - result.stop <= QUESTION_REACH
                    and "," not in self._text.words[result.stop : start]
                    and not self._begins_anew(opener.stop, result.start)
                ):
                    yield opener, result

    def _opens_example(self, index: int) -> bool:
        """Whether a clause begins here with "like", as it does not in "feels like"."""
        return self._text.has("such_as", index, index + 1) and self._text.opens(index)

    def _is_if(self, cue: Cue, start: int) -> bool:
        """Whether an "if" stands before what is only supposed: "if someone has a fever"."""
        is_of_anybody = self._text.has("anybody", cue.stop, cue.stop + 1)
        reach = QUESTION_REACH + ANYBODY_REACH * is_of_anybody
        return 0 <= start - cue.stop <= reach

    def _may_come(self, condition: int, end: int, last: int) -> bool:
        """Whether what stands behind an "if" is said to come, or to come while exercising."""
        return (
            self._text.has("to_come", condition, min(condition + TO_COME_REACH, end))
            or self._text.has("not_yet", condition, condition + NOT_YET_REACH)
            or self._text.has("while_moving", condition, last)
        )

    def _begins_anew(self, left: int, right: int) -> bool:
        """Whether between two tokens somebody begins to tell: "do you know why I get ..."."""
        return any(
            self._text.has("telling", at, at + 1) and self._text.has("oneself", at + 1, at + 2)
            for at in range(left, right)
        )

    def _presumes(self, opener: Cue, end: int) -> bool:
        """Whether a question takes for granted that it is so: "why does it make my groin numb"."""
        return self._text.has("oneself", opener.stop, end) and any(
            cue.stop == opener.stop for cue in self._text.of("presuming")
        )

    def _asks_of_now(self, opener: Cue, result: Cue, end: int) -> bool:
        """Whether a question about oneself is no "could" or "would" of what may come."""
        return self._text.has("asking_now", opener.start, opener.stop) and self._text.has(
            "oneself", result.stop, end
        )

    def _is_of_anybody(self, opener: Cue, start: int, end: int) -> bool:
        """Whether a question is about people in general: "can you go numb from sitting"."""
        verb = opener.stop + 1
        if any(self._text.has(kind, verb, verb + 1) for kind in ("adverbs", "modals")):
            verb += 1
        return (
            any(
                self._text.has(whom, opener.stop, opener.stop + 1)
                for whom in ("anybody", "infinitive")
            )
            and self._text.has("befalling", verb, verb + 1)
            and verb < end
            and start - verb - 1 <= 1
            and not self._text.has("oneself", opener.stop, end)
        )

    def _is_heard_of_anybody(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether this was only heard of people in general: "I read that you can lose control".

        Who speaks of themselves behind it or afterwards may have it: "and now I have, too".
        """
        return not (self._text.has("oneself", end) or self._is_said_of_now(end)) and any(
            cue.kind == "hearsay" and self._is_of_anybody(cue, start, end) for cue in cues
        )

    def _is_said_of_now(self, end: int) -> bool:
        """Whether a time that is now stands anywhere behind: "I read ... . Got it since today"."""
        return any(cue.start >= end for cue in self._text.of("at_present"))

    def _is_of_anybodys(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether a question is about anybody: "what is it like when your groin is numb"."""
        return (
            self._text.has("anybodys", max(0, start - 1), end + 1)
            and not self._text.has("oneself", *self._text.sentence(start, end))
            and any(
                cue.kind in ("question_openers", "asked_what", "deciding")
                and self._text.opens(cue.start)
                for cue in cues
            )
        )

    def _is_of_time(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether people in general are asked about: "how soon after losing control must you"."""
        return self._text.has("anybody", end, end + ANYBODY_REACH) and any(
            cue.kind == "asked_when" and self._text.opens(cue.start) and cue.stop == start
            for cue in cues
        )

    def _names(self, left: int, right: int) -> bool:
        """Whether between two tokens stands an article at most."""
        return 0 <= right - left <= 1 and not self._text.has("own", left, right)
