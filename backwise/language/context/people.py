"""Whether what a message names is somebody else's."""

from __future__ import annotations

import functools
from collections.abc import Collection

from backwise.language.context.marked_text import Cue, MarkedText
from backwise.language.context.times import Times

OWN_REACH = 3  # tokens between "I" or "my" and the back or the complaint
POSSESSIVE_REACH = 2  # tokens between "her" and the finding


class People:
    """The people of one message."""

    def __init__(self, text: MarkedText, times: Times) -> None:
        self._text = text
        self._words, self._named = text.words, text.named
        self._times = times

    def is_of_other(self, before: Collection[Cue], start: int, stop: int) -> bool:
        """Whether a finding is somebody else's, as the cues ``before`` it say."""
        if self._text.has("possessives", max(0, start - POSSESSIVE_REACH), start + 1):
            return True
        people = [cue for cue in before if cue.kind == "other_people"]
        if not people:
            return False
        end = people[-1].stop
        between = {cue.kind for cue in before if cue.start >= end}
        if "self" in between:
            return False
        if "speaking_verbs" in between:
            return self._text.has("of_others", end, stop)
        if "my" in self._words[max(end, start - 1) : start + 1]:
            # "He checked and found my groin is numb."
            return False
        return not any(
            self._words[index] == "my" and self._text.breaks_between(end, index)
            for index in range(end, start)
        )

    @functools.cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """The stretches of tokens, of whole sentences, that speak of somebody else alone."""
        stretches: list[tuple[int, int]] = []
        for first, last in self._text.sentences:
            if not self._speaks_of_other(first, last):
                continue
            if stretches and stretches[-1][1] >= first - 1:
                first = stretches.pop()[0]
            stretches.append((first, last))
        return stretches

    def _speaks_of_other(self, first: int, last: int) -> bool:
        said = {cue.kind for cue in self._text.within(first, last)}
        names_other = "other_people" in said or any(
            self._text.has(words, first, last) for words in ("of_others", "possessives")
        )
        return names_other and "self" not in said

    def was_of_relative(self, start: int, end: int) -> bool:
        """Whether these tokens were so of somebody of whom the message says nothing else.

        "My mother had cancer and my back hurts" is: behind it the writer must speak of
        their own back, and of nobody else. "... and her back hurts" is not, and neither is
        "..., back pain since monday", which may be the mother's. Who begins with a no answers
        for themselves, if they name no pain behind it: "no, but my mother had cancer".
        """
        first, _ = self._text.sentence(start, end)
        before = [cue for cue in self._text.cues if first <= cue.start and cue.stop <= start]
        if not self._times.was(start, end) or not self.is_of_other(before, start, end):
            return False
        goes_on = (
            any(cue.start >= end for cue in self._text.of("other_people"))
            or self._text.has("of_others", 0)
            or self._text.has("possessives", end)
            or self._text.has("shared", end)
        )
        answers = self._words[0] in self._named["noes"] and not self._names_back(self._words[end:])
        return not goes_on and (answers or self._tells_of_own_back(self._words[end:]))

    def _names_back(self, words: list[str]) -> bool:
        """Whether a back or a complaint is among these words, whosoever it is."""
        return not (self._named["backs"] | self._named["complaints"]).isdisjoint(words)

    def _tells_of_own_back(self, words: list[str]) -> bool:
        """Whether a word such as "my" stands shortly before a back or a complaint."""
        return any(
            word in self._named["selves"] and self._names_back(words[at + 1 : at + 1 + OWN_REACH])
            for at, word in enumerate(words)
        )
