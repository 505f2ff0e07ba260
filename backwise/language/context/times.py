"""Whether something is past, or has been so for long."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.language.context.marked_text import Cue, MarkedText

TIME_REACH = 2  # tokens between a comma and the time of what stands before it
# "My bladder leaks a bit since my second child ten years ago, nothing new."
SAID_OF_IT = 12
FOR_YEARS_REACH = 2  # tokens between "leaks" and "for years", as "a little"
AFTER_THE_REACH = 1  # tokens between "years after" and what it was years after
PAST_TENSE_REACH = 3  # tokens between "had" and the finding
_GONE = frozenset({"gone", "sign_gone"})
_OF_THE_PAST = _GONE | {"past", "back_then", "recovered"}
# Words that name nothing beside a time: "that must have been about".
_OF_A_TIME = ("before_times", "auxiliaries", "pointing_back", "reckoned")
_OF_TIMES = _OF_THE_PAST | {"not_past", "formerly", "long_ago", "all_well"}


class Times:
    """The times of one message."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text
        self._words, self._named = text.words, text.named

    def is_past(self, cues: Iterable[Cue], start: int, end: int, whole_end: int) -> bool:
        """Whether a finding is over, as the ``cues`` in its sentence say.

        Args:
            cues: the cues in its sentence.
            start, end: the finding.
            whole_end: the token after all of what it is a part of.
        """
        if any(cue.kind == "ever_since" for cue in cues):
            return False
        near = [
            cue
            for cue in cues
            if cue.kind in _OF_TIMES and not self._is_apart(cue, start, end, whole_end)
        ]
        if any(cue.kind == "not_past" for cue in near):
            return False
        return (
            any(self._puts_back(cue, start, end) for cue in near)
            or self._was_settled(near, start, end)
            or self._is_over_behind(start, end)
        )

    def long_ago(self, start: int, end: int) -> bool:
        """Whether the sentence of these tokens puts them years back."""
        first, last = self._text.sentence(start, end)
        return any(
            first <= cue.start < last
            and not any(self._text.ends[end : cue.start])
            and not self._text.has("counters", end, cue.start)
            and not self._text.has("counters", cue.stop, start)
            and not self._is_said_of_other(cue, start, end)
            and not self._is_of_something_before(cue, start, end)
            for cue in self._text.of("past", "long_ago")
        )

    def long_standing(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have been so for years, and not to have changed."""
        if self._text.of("changed"):
            return False
        return any(
            (cue.kind == "for_years" and 0 <= cue.start - end <= FOR_YEARS_REACH)
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

    def _puts_back(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a cue says that a finding is over."""
        match cue.kind:
            case "past" | "recovered":
                return True
            case "back_then":
                return self.was(start, end)
            case "gone":
                is_whole = not self._text.has("partly", cue.stop, cue.stop + 1)
                has_it = self._text.is_possession(start, end + 1)
                return cue.start >= end and is_whole and not has_it
            case "sign_gone":
                # "The numbness is gone"; but "I can't feel my bum, it is gone".
                is_over = all(self._text.ends[cue.stop : cue.stop + 1])
                return cue.start >= end and is_over and self._text.has("passing", start, end)
            case "formerly":
                return cue.stop <= start and self._named["small_words"].issuperset(
                    self._words[cue.stop : start]
                )
        return False

    def _was_settled(self, cues: Iterable[Cue], start: int, end: int) -> bool:
        """Whether it was some time ago and all was well: "had chest pain in spring, all clear".

        What "went numb in spring" may still be so.
        """
        behind = [cue for cue in cues if cue.start >= end]
        return (
            self._text.has("had_it", max(0, start - PAST_TENSE_REACH), start)
            and any(
                cue.kind == "long_ago" and not self._is_said_of_other(cue, start, end)
                for cue in behind
            )
            and any(cue.kind == "all_well" and all(self._text.ends[cue.stop :]) for cue in behind)
        )

    def _is_over_behind(self, start: int, end: int) -> bool:
        """Whether the next sentence says of what was that it is over.

        "Fine ever since.", or "That must have been 2017.".
        """
        _, last = self._text.sentence(end, end)
        return self.was(start, end) and any(
            cue.start > last
            and not any(self._text.ends[last + 1 : cue.start])
            and self._opens(cue)
            and (cue.kind == "recovered" or self._points_back(last + 1))
            for cue in self._text.of("recovered", "past")
        )

    def _is_of_something_before(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time in front belongs to something else: "years of pain and now a fall"."""
        if cue.stop > start:
            return False
        is_after_that = self._words[cue.stop] == "after" and start - cue.stop > 1 + AFTER_THE_REACH
        return is_after_that or any(
            cue.stop <= later.start < start
            or (
                end <= later.start
                and {",", "and"}.isdisjoint(self._words[end : later.start])
                and not any(self._text.ends[end : later.start])
            )
            for later in self._text.of("changed")
        )

    def _is_apart(self, cue: Cue, start: int, end: int, whole_end: int) -> bool:
        """Whether a cue belongs to another clause than a finding.

        "Numb after the birth years ago" was, "is numb after the birth years ago" is.
        """
        named = whole_end if cue.start >= whole_end else end
        if cue.kind in _GONE and self._is_what_went(cue, start, named):
            return False
        if cue.kind in _OF_THE_PAST and self._is_said_of_other(cue, start, named):
            return True
        if cue.start < end:
            # "Years ago, I had": this comma begins no new clause.
            return self._text.breaks_between(cue.stop + self._is_fronted(cue), start)
        gap = range(end, cue.start)
        soft = self._named["soft_breaks"] if self.was(start, end) else frozenset()
        hard = [
            at
            for at in self._text.clause_breaks
            if at in gap
            and self._words[at] not in soft
            and not self._points_back(at + 1)
            and not (cue.kind == "recovered" and self._names_nothing(at + 1, cue.start))
        ]
        return bool(hard) or any(self._text.ends[end : cue.start])

    def _is_what_went(self, cue: Cue, start: int, end: int) -> bool:
        """Whether only what it came from stands between: "numbness after the op went away".

        Who had control and lost it is not well again.
        """
        between = self._words[end : cue.start]
        is_lost = self._text.has("possessions", start, end)
        return (
            bool(between)
            and not is_lost
            and all(word in self._named["happenings"] or word.isdigit() for word in between)
        )

    def _is_said_of_other(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time is of something else than a finding.

        In "years ago, I had a numb groin" and "a numb groin, that was years ago" it is of
        the finding, in "had an operation years ago, numb groin" it is not.
        """
        if self._text.has("all_else", cue.stop, cue.stop + 1):
            return True
        if cue.stop <= start:
            return not self._leads_to(cue, start, end)
        return not self._is_said_of(cue, start, end)

    def _leads_to(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time before a finding is of it: in "op years ago numb groin" it is not."""
        if self._words[cue.stop - 1] == "after" and start - cue.stop <= AFTER_THE_REACH:
            return True  # "neck pain a month after a car crash"
        between = self._words[cue.stop : start]
        if not self._named["breaking_marks"].isdisjoint(between):
            return False
        if "," in between:
            return self._is_fronted(cue) and self.was(start, end)
        if self._text.has("same_time", cue.stop, cue.stop + 1):
            # "In 2008 after falling off a horse"; what came "after that" is of another time.
            is_of_that = self._text.has("pointing_back", cue.stop + 1, cue.stop + 2)
            tells = self.was(start, end) or self._words[start].endswith("ing")
            return tells and not is_of_that
        first, _ = self._text.sentence(cue.start, cue.start)
        tells = self._text.has("then_words", first, first + 1) and "and" not in between
        return self._opens(cue) or (tells and self.was(start, end))

    def _is_said_of(self, cue: Cue, start: int, end: int) -> bool:
        """Whether a time behind a finding is of it: in "numb groin, op years ago" it is not."""
        between = self._words[end : cue.start]
        marks = self._named["breaking_marks"] | {","}
        parted = [
            at
            for at, word in enumerate(between, end + 1)
            if word in {*marks, "and"}
            or (word == "but" and (cue.kind == "recovered" or self._points_back(at)))
        ]
        begins = parted[-1] if parted else end
        if self._points_back(begins):
            return cue.start - begins <= TIME_REACH + 1
        if cue.kind in _GONE and self._text.has("oneself", end, end + 1):
            # "The fever I had with covid is long gone."
            return self._text.has("past_tense", end + 1, end + 2)
        if marks.isdisjoint(between) and cue.kind not in _GONE and self.was(start, end):
            leads_on = self._text.has("leading_on", begins - (not parted), begins + 1)
            return leads_on or self._names_nothing(begins, cue.start)
        goes_on = self._text.has("new_subjects", cue.stop, cue.stop + 1)
        return self._names_nothing(begins, cue.start) and (marks.isdisjoint(between) or not goes_on)

    def _names_nothing(self, left: int, right: int) -> bool:
        """Whether these tokens are of a time: "about ten" or "I had it some"."""
        of_times = [self._named[name] for name in _OF_A_TIME]
        return all(
            word.isdigit() or word == "," or any(word in words for words in of_times)
            for word in self._words[left:right]
        )

    def _points_back(self, at: int) -> bool:
        """Whether "that was" or the like stands here, of what was said before."""
        is_pronoun = self._text.has("pointing_back", at, at + 1)
        return self._text.has("that_is", at, at + 1) or (
            is_pronoun
            and any(self._text.has(name, at + 1, at + 2) for name in ("past_tense", "reckoned"))
        )

    def _is_fronted(self, cue: Cue) -> bool:
        """Whether a time opens a sentence before a comma: "years ago, I had ..."."""
        return self._opens(cue) and self._words[cue.stop : cue.stop + 1] == [","]

    def _opens(self, cue: Cue) -> bool:
        """Whether nothing is named before a time in its sentence: "once, about ten years ago"."""
        first, _ = self._text.sentence(cue.start, cue.start)
        return self._names_nothing(first, cue.start)
