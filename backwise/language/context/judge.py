"""The sense in which a finding is meant."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from backwise.language.context.causes import ANSWERS_LENGTH, Causes
from backwise.language.context.denials import NEGATION_REACH, Denials
from backwise.language.context.examinations import Examinations
from backwise.language.context.marked_text import Cue, MarkedText
from backwise.language.context.people import People
from backwise.language.context.questions import Questions
from backwise.language.context.times import Times
from backwise.language.status import Status
from backwise.language.wordings import GROUPS, Wordings

# What never denies that it hurts in a place: "I cannot sit without my back hurting".
_NOT_OF_PLACES = frozenset({"lacking", "consequences"})


def phrases_of(cues: dict[str, Any]) -> list[str]:
    """The cue words of all kinds, and the words of their groups."""
    lists = [words for words in (*cues.values(), *cues[GROUPS].values()) if isinstance(words, list)]
    return [phrase for words in lists for phrase in words]


class Context:
    """Cue words of one document language, ready to judge findings.

    Args:
        cues: for each kind of cue, its wordings; see ``data/language/context.yml``.
    """

    def __init__(self, cues: dict[str, Any]) -> None:
        kinds = {kind: words for kind, words in cues.items() if isinstance(words, list)}
        self._cues = Wordings(kinds, cues[GROUPS], fillers=cues["words"]["fillers"])
        self.words = {
            name: frozenset(words)
            for name, words in cues["words"].items()
            if isinstance(words, list)
        }

    def judge(self, doc: Doc) -> Judge:
        """A judge of the findings in ``doc``."""
        return Judge(MarkedText(doc, self._cues.find(doc), self.words))


class Judge:
    """Tells the status of token spans in one message.

    Attributes:
        denials: what the message denies.
        times: what it says of times.
        people: whom it speaks of.
        causes: what it says brought the pain on.
    """

    def __init__(self, text: MarkedText) -> None:
        self._text = text
        self._questions = Questions(text)
        self._examinations = Examinations(text)
        self.denials = Denials(text)
        self.times = Times(text)
        self.people = People(text, self.times)
        self.causes = Causes(text)

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
        begins, ends = whole or (start, end)
        _, sentence_end = self._text.sentence(start, end)
        cues = self._cues_about(start, end, parts)
        if place:
            cues = [cue for cue in cues if cue.kind not in _NOT_OF_PLACES]
        before = [cue for cue in cues if cue.stop <= start]
        denying = before
        if surely:
            # What does not deny the beginning of a finding denies none of it.
            denying = [
                cue
                for cue in before
                if self.denials.is_about(cue.stop, begins if cue.stop <= begins else start, parts)
                and not self.denials.agrees(cue, begins, parts)
            ]
        if (
            any(first <= start and end <= stop for first, stop in self.denials.stretches)
            or self.denials.reach_to(denying, start, end, ends, reach)
            or any(cue.kind == "negated_after" and cue.start in (end, ends) for cue in cues)
            or self.denials.answered_no(ends)
            or self.denials.says_able(before, start, ends)
            or self._examinations.is_ruled_out(cues, begins, ends)
            or self.denials.is_elsewhere(begins, ends)
            or (place and self.denials.is_well(begins, ends))
        ):
            return Status.NEGATED
        if (
            self._questions.is_asked(cues, start, end)
            or self._questions.is_asked(cues, begins, ends)
            or self._questions.is_general(begins)
            or self._questions.is_example(begins, ends)
            or self._questions.is_hearsay(before, begins, ends)
            or (
                diagnosis
                and (
                    self._questions.is_feared(before, start, sentence_end)
                    or self._questions.is_wondered(before, start)
                )
            )
            or self._text.in_scope("hypothetical", before, start)
        ):
            if self._questions.is_confirmed(ends) or self._questions.is_owned(begins, ends):
                return Status.PRESENT
            if self._questions.is_of_now(cues, ends) or self._questions.is_what_to_do(
                begins, ends, diagnosis=diagnosis
            ):
                return Status.UNCERTAIN
            return Status.HYPOTHETICAL
        if self.times.is_past(cues, start, end, ends):
            return Status.PRESENT if self._questions.is_back(begins, ends) else Status.PAST
        if self.people.is_of_other(before, begins, ends):
            return Status.OTHER_PERSON
        if (
            self._text.in_scope("uncertain", before, start)
            or self._questions.is_named_after("asked_whether", cues, begins)
            or self._questions.is_doubted_after(cues, end)
            or self._questions.is_asked_of_now(cues, begins, ends)
            or self._examinations.is_looked_for(cues, begins)
        ):
            return Status.UNCERTAIN
        return Status.PRESENT

    def _is_part(self, cue: Cue, parts: frozenset[int]) -> bool:
        """Whether a cue belongs to a finding, as the "not" of "I'm not emptying my bladder"."""
        return parts.issuperset(range(cue.start, cue.stop)) or (
            cue.kind == "negated_before" and cue.stop - 1 in parts
        )

    def is_all(self, start: int, end: int) -> bool:
        """Whether a sentence says nothing else, but for the side: "lower, both sides".

        In an answer the part before its first comma does: "lower, three weeks".
        """
        first, last = self._text.sentence(start, end)
        words = self._text.words
        if first == 0 and len(words) <= ANSWERS_LENGTH and "," in words[end:last]:
            last = words.index(",", end)
        beside = {word for word in (*words[first:start], *words[end:last]) if word.isalnum()}
        return beside <= self._text.named["beside_places"]

    def is_part(self, start: int, end: int) -> bool:
        """Whether tokens name a part of something: "the lower part", but not "the middle of"."""
        is_of_it = self._text.words[end : end + 1] == ["of"]
        return end - start > 1 and not is_of_it and self._text.has("parts", end - 1, end)

    def is_of_oneself(self, start: int, end: int) -> bool:
        """Whether the sentence of these tokens names the person who writes: "if I want to die"."""
        return self._text.has("oneself", *self._text.sentence(start, end))

    def _cues_about(self, start: int, end: int, parts: frozenset[int]) -> list[Cue]:
        """The cues in the sentence of a finding that are no part of it."""
        first, last = self._text.sentence(start, end)
        return [
            # "Could I lose" reaches into "lose control".
            Cue(cue.kind, cue.start, start) if cue.start < start < cue.stop else cue
            for cue in self._text.within(first, last)
            if (
                cue.stop <= start
                or cue.start >= end
                or (cue.kind == "hypothetical" and cue.start < start)
            )
            and not self._is_part(cue, parts)
        ]
