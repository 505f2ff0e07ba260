"""Whether somebody looked for what a message names: "checked for numbness, all normal"."""

from __future__ import annotations

from collections.abc import Collection

from backwise.language.context.marked_text import Cue, MarkedText

LOOKED_FOR_REACH = 1  # tokens between "checked for" and what was looked for
# What rules out that which was looked for: a result, or the person's own answer.
_RESULT_OF = {"examining": "all_well", "asked_about": "said_no"}


class Examinations:
    """What one message says that somebody looked for or asked about, and with what result."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text

    def is_looked_for(self, cues: Collection[Cue], start: int) -> bool:
        """Whether somebody looked for this, and may have found it: "checked for weak legs"."""
        return bool(self._results_of(cues, start))

    def is_ruled_out(self, cues: Collection[Cue], start: int, end: int) -> bool:
        """Whether somebody looked for this and all is well: "checked for ..., all normal".

        The result stands right behind it, as "checked for weakness, my MRI was fine" is of
        something else, and a "but" takes it back: "all normal but now it is numb".
        """
        results = self._results_of(cues, start)
        return any(
            cue.kind in results
            and self._is_right_behind(cue, end)
            and (cue.kind != "said_no" or self._is_all_of_it(cue))
            and not self._text.has("untrue", cue.stop)
            and not self._text.has("turns", cue.stop, self._text.sentence(start, end)[1])
            for cue in cues
        )

    def _results_of(self, cues: Collection[Cue], start: int) -> set[str]:
        """The kinds of results that would rule out what begins at ``start``."""
        return {
            _RESULT_OF[cue.kind]
            for cue in cues
            if cue.kind in _RESULT_OF
            and 0 <= start - cue.stop <= LOOKED_FOR_REACH
            and not self._is_own_question(cue)
        }

    def _is_own_question(self, cue: Cue) -> bool:
        """Whether the person asked: who asks about their own numbness has it."""
        return cue.kind == "asked_about" and self._text.has("oneself", cue.start - 1, cue.start)

    def _is_all_of_it(self, cue: Cue) -> bool:
        """Whether an answer ends here: "but I don't have it", not "... have it every day"."""
        is_last = all(self._text.ends[cue.stop : cue.stop + 1])
        return is_last or self._text.has("after_answers", cue.stop, cue.stop + 1)

    def _is_right_behind(self, cue: Cue, end: int) -> bool:
        between = self._text.words[end : cue.start]
        return cue.start >= end and self._text.named["before_results"].issuperset(between)
