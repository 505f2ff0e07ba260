"""Whether a message only asks about what it names, or is not sure of it."""

from __future__ import annotations

from collections.abc import Collection

from backwise.language.context.marked_text import Cue, MarkedText

QUESTION_REACH = 2  # tokens between "cause" or "if" and what is only asked about
TRAILING_REACH = 3  # tokens between a finding and the "maybe" behind it


class Questions:
    """The questions, fears and doubts of one message."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text

    def is_asked(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether a sentence only asks about this: "can a disc cause numbness"."""
        if self.is_named_after("asked_what", cues, start) or any(
            (cue.kind == "feared" and cue.stop == start)
            or (cue.kind == "conditional" and 0 <= start - cue.stop <= QUESTION_REACH)
            for cue in cues
        ):
            return True
        openers = [
            cue for cue in cues if cue.kind == "question_openers" and self._text.opens(cue.start)
        ]
        results = [cue for cue in cues if cue.kind == "consequences"]
        return any(
            opener.stop <= result.start
            and 0 <= start - result.stop <= QUESTION_REACH
            and "," not in self._text.words[result.stop : start]
            for opener in openers
            for result in results
        ) or (
            # "Can cancer cause back pain" asks about the cancer too.
            any(self._names(opener.stop, start) for opener in openers)
            and any(
                cue.kind in ("consequences", "weighing") and 0 <= cue.start - end <= QUESTION_REACH
                for cue in cues
            )
        )

    def is_general(self, start: int) -> bool:
        """Whether a question asks what is so in general: "does a fever always mean infection"."""
        first, last = self._text.sentence(start, start)
        return (
            any(
                cue.kind in ("question_openers", "asked_whether") and cue.start == first
                for cue in self._text.cues
            )
            and self._text.has("in_general", first, last)
            and not self._text.has("of_this_case", first, last)
        )

    def is_wondered(self, before: Collection[Cue], start: int) -> bool:
        """Whether an illness is only thought of: "could my back pain be cancer"."""
        asks = any(cue.kind == "question_openers" and self._text.opens(cue.start) for cue in before)
        return asks and any(cue.kind == "being" and self._names(cue.stop, start) for cue in before)

    def is_feared(self, before: Collection[Cue], start: int, last: int) -> bool:
        """Whether an illness is only feared: "scared it is cancer", but not "again"."""
        return not self._text.has("once_more", start, last) and any(
            cue.kind == "feared_to_be" and 0 <= start - cue.stop <= 1 for cue in before
        )

    def is_named_after(self, kind: str, cues: Collection[Cue], start: int) -> bool:
        """Whether a question names this in general: "what is foot drop", not "this"."""
        return any(
            cue.kind == kind and self._text.opens(cue.start) and self._names(cue.stop, start)
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

    def _names(self, left: int, right: int) -> bool:
        """Whether between two tokens stands an article at most."""
        return 0 <= right - left <= 1 and not self._text.has("own", left, right)
