"""Whether something is past, or has been so for long."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.language.context.marked_text import Cue, MarkedText

TIME_REACH = 2  # tokens between a comma and the time of what stands before it
# "My bladder leaks a bit since my second child ten years ago, nothing new."
SAID_OF_IT = 12
FRONTED_REACH = 2  # tokens before a time that opens a sentence: "once, years ago, I had"
AFTER_THE_REACH = 1  # tokens between "years after" and what it was years after
PAST_TENSE_REACH = 3  # tokens between "had" and the finding


class Times:
    """The times of one message."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text
        self._words, self._named = text.words, text.named

    def is_past(self, cues: Iterable[Cue], start: int, end: int) -> bool:
        """Whether a finding is over, as the ``cues`` in its sentence say."""
        if any(cue.kind == "ever_since" for cue in cues):
            return False
        near = {cue.kind for cue in cues if not self._is_apart(cue, start, end)}
        return "past" in near and "not_past" not in near

    def is_over(self, cues: Iterable[Cue], start: int, end: int) -> bool:
        """Whether right behind a finding is said that it is gone: "the numbness disappeared".

        Where what is gone is a feeling or a strength, that is what is wrong.
        """
        return not self._text.has("what_returns", start, end) and any(
            cue.kind == "over"
            and cue.start >= end
            and all(word in self._named["auxiliaries"] for word in self._words[end : cue.start])
            and not self._text.has("partly", cue.stop, cue.stop + 1)
            for cue in cues
        )

    def long_ago(self, start: int, end: int) -> bool:
        """Whether the sentence of these tokens puts them years back."""
        first, last = self._text.sentence(start, end)
        # A fall is no longer ago because the pain went away.
        gone = {cue.start for cue in self._text.cues if cue.kind == "over"}
        return any(
            cue.kind in ("past", "long_ago")
            and cue.start not in gone
            and first <= cue.start < last
            and not any(self._text.ends[end : cue.start])
            and not self._text.has("counters", end, cue.start)
            and not self._text.has("counters", cue.stop, start)
            and not self._is_behind_comma(cue, start, end)
            and not self._is_of_something_before(cue, start, end)
            for cue in self._text.cues
        )

    def long_standing(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have been so for years, and not to have changed."""
        if any(cue.kind == "changed" for cue in self._text.cues):
            return False
        return any(
            (cue.kind == "for_years" and 0 <= cue.start - end <= 1)
            or (
                cue.kind == "unchanged"
                and 0 <= cue.start - end <= SAID_OF_IT
                and not any(self._text.ends[end : cue.start])
            )
            or (cue.kind == "as_always" and 0 <= start - cue.stop <= 1)
            for cue in self._text.cues
        )

    def was(self, start: int, end: int) -> bool:
        """Whether these tokens, or the few before them, are in the past tense."""
        return self._text.has("past_tense", max(0, start - PAST_TENSE_REACH), end)

    def _is_of_something_before(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time in front belongs to something else: "years of pain and now a fall"."""
        if cue.stop > start:
            return False
        is_after_that = self._words[cue.stop] == "after" and start - cue.stop > 1 + AFTER_THE_REACH
        return is_after_that or any(
            later.kind == "changed"
            and (
                cue.stop <= later.start < start
                or (
                    end <= later.start
                    and {",", "and"}.isdisjoint(self._words[end : later.start])
                    and not any(self._text.ends[end : later.start])
                )
            )
            for later in self._text.cues
        )

    def _is_apart(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a cue belongs to another clause than a finding.

        "Numb after the birth years ago" was, "is numb after the birth years ago" is.
        """
        if cue.kind == "past" and self._is_behind_comma(cue, start, end):
            return True
        if cue.start < end:
            # "Years ago, I had": this comma begins no new clause.
            return self._text.breaks_between(cue.stop + self._is_fronted(cue), start)
        gap = range(end, cue.start)
        soft = self._named["soft_breaks"] if self.was(start, end) else frozenset()
        hard = [
            at
            for at in self._text.clause_breaks
            if at in gap and self._words[at] not in soft and not self._points_back(at + 1)
        ]
        return bool(hard) or any(self._text.ends[end : cue.start])

    def _is_behind_comma(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time and a finding are parted by a comma and do not belong together.

        "Years ago, I had a numb groin" and "a numb groin, that was years ago" do;
        "had an operation years ago, numb groin" and the other way round do not.
        """
        if cue.stop <= start:
            between = self._words[cue.stop : start]
            if not self._named["breaking_marks"].isdisjoint(between):
                return True
            return "," in between and not (self._is_fronted(cue) and self.was(start, end))
        between = self._words[end : cue.start]
        if "," not in between:
            return False
        goes_on = self._text.has("new_subjects", cue.stop, cue.stop + 1)
        distance = between[::-1].index(",")
        comma = cue.start - 1 - distance
        points_back = self._points_back(comma + 1)
        return (goes_on and not points_back) or distance > TIME_REACH + points_back

    def _points_back(self, at: int) -> bool:
        """Whether "that was" or the like stands here, of what was said before."""
        is_pronoun = self._text.has("pointing_back", at, at + 1)
        return is_pronoun and self._text.has("past_tense", at + 1, at + 2)

    def _is_fronted(self, cue: Cue) -> bool:
        """Whether a time opens a sentence before a comma: "years ago, I had ..."."""
        first, _ = self._text.sentence(cue.start, cue.start)
        opens = cue.start - first <= FRONTED_REACH
        return opens and self._words[cue.stop : cue.stop + 1] == [","]
