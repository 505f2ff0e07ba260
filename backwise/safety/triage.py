"""Finds red flags in one message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc

from backwise.language.context import NEGATION_REACH, Context, Judge, phrases_of
from backwise.language.phrases import Match
from backwise.language.status import Status
from backwise.language.text import Squeezed, make_nlp, plain, words_of
from backwise.language.wordings import Wordings
from backwise.safety.lexicon import DENIED, ORDINARY, Lexicon
from backwise.safety.rules import OPEN, Flag, RedFlags, Tier, tier_of_ids

# The status of a flag is the first of these that one of its signs has.
_STRONGEST = (
    Status.NEGATED,
    Status.HYPOTHETICAL,
    Status.PAST,
    Status.OTHER_PERSON,
    Status.UNCERTAIN,
    Status.PRESENT,
)

# "If this does not stop I will kill myself" denies nothing: for thoughts of suicide
# only a word just before counts.
CRISIS_REACH = 2

Span = tuple[int, int]
# More words than any flag allows between its concepts.
_FAR = 100


@dataclass(frozen=True)
class RaisedFlag:
    """A red flag in a message: which, where, in which words and sense.

    Attributes:
        tier: how urgent it is alone.
        is_old: whether it is said to have been so for years; somebody should ask.
        is_context: whether it says nothing of an emergency by itself.
    """

    id: str
    text: str
    start: int
    end: int
    status: Status
    tier: Tier
    is_old: bool = False
    is_context: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The flag as plain data."""
        return {
            "id": self.id,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "status": self.status.value,
        }


@dataclass(frozen=True)
class Triage:
    """What one message says about urgency.

    Attributes:
        tier: the most urgent tier of the flags that count.
        flags: all flags found, also those that are denied or past.
        version: version of the rules that were in force.
        denied: the stretches of characters in which all is denied, whatever it is.
        others: the sentences, in characters, that speak of somebody else alone.
    """

    tier: Tier
    flags: tuple[RaisedFlag, ...]
    version: str
    denied: tuple[Span, ...] = ()
    others: tuple[Span, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The triage as plain data, for the parse result of a message."""
        return {
            "tier": self.tier.value,
            "version": self.version,
            "flags": [flag.as_dict() for flag in self.flags],
            "denied": [list(span) for span in self.denied],
            "others": [list(span) for span in self.others],
            "context": [flag.id for flag in self.flags if flag.is_context],
            "ask": [flag.id for flag in self.flags if flag.is_old],
        }


class Triager:
    """Finds red flags by rules.

    Args:
        rules: concepts, flags and combinations.
        cues: cue words of the context; see ``data/language/context.yml``.
        lexicon: the wordings of the rules, if they have been spelt out before.
    """

    def __init__(
        self, rules: RedFlags, cues: dict[str, Any], lexicon: Lexicon | None = None
    ) -> None:
        self.rules = rules
        lexicon = lexicon or Lexicon.of(rules)
        self._nlp = make_nlp(lexicon.words | words_of(phrases_of(cues)))
        self._context = Context(cues)
        self._wordings = Wordings({}, fillers=rules.fillers, ready=lexicon.phrases)
        self._places = frozenset(rules.places)
        self._events = frozenset(rules.events)

    def triage(self, text: str) -> Triage:
        """The red flags in ``text`` and the tier that follows from them."""
        squeezed = Squeezed(text)
        doc = self._nlp(plain(squeezed.text))
        judge = self._context.judge(doc)
        flags = self._flags(squeezed.text, doc, judge)
        if "\n" in squeezed.text:
            # A line break may end a sentence, or stand in the middle of one.
            line = squeezed.text.replace("\n", " ")
            unbroken = self._nlp(plain(line))
            others = self._flags(line, unbroken, self._context.judge(unbroken))
            flags = _stronger(flags, others)
        placed = tuple(_placed(flag, text, squeezed) for flag in flags)
        denied, of_others = (
            tuple(squeezed.span(*_characters(doc, *span)) for span in stretches)
            for stretches in (judge.denials.stretches, judge.people.stretches)
        )
        return Triage(tier_of(placed, self.rules), placed, self.rules.version, denied, of_others)

    def _flags(self, text: str, doc: Doc, judge: Judge) -> list[RaisedFlag]:
        """The red flags in a text without runs of blanks."""
        spans, denials = self._concepts(doc)
        if not spans:
            return []
        said = _Said(text, doc, spans, denials, judge)
        raised = (self._raise(flag, said) for flag in self.rules.flags)
        return [flag for flag in raised if flag]

    def _concepts(self, doc: Doc) -> tuple[dict[str, list[Span]], frozenset[Match]]:
        """Where each concept stands outside ordinary wordings, and which words deny one."""
        found = self._wordings.find(doc)
        ordinary = [(start, end) for label, start, end in found if label == ORDINARY]
        spans: dict[str, list[Span]] = {}
        denials: set[Match] = set()
        for label, start, end in found:
            concept = label.removeprefix(DENIED)
            inside = (
                (first, last) != (start, end) and first <= start and end <= last
                for first, last in ordinary
            )
            if label == ORDINARY or any(inside):
                continue
            spans.setdefault(concept, []).append((start, end))
            if label != concept:
                denials.add((concept, start, end))
        return {concept: _longest(places) for concept, places in spans.items()}, frozenset(denials)

    def _raise(self, flag: Flag, said: _Said) -> RaisedFlag | None:
        """The reading of ``flag`` that counts most, or None if it is not there."""
        best: RaisedFlag | None = None
        for concepts in flag.when:
            for matched in _close_together(
                [said.spans.get(name, []) for name in concepts], flag.within
            ):
                if best and best.status in OPEN:
                    return best
                status = self._status(flag, concepts, matched, said)
                if best is None or status in OPEN:
                    first, last = min(span[0] for span in matched), max(span[1] for span in matched)
                    start, end = _characters(said.doc, first, last)
                    is_old = flag.new_only and status in OPEN and said.is_old(matched)
                    status = Status.PAST if is_old else status
                    words = said.text[start:end]
                    is_context = flag.tier is Tier.ROUTINE and not flag.symptom
                    best = RaisedFlag(
                        flag.id, words, start, end, status, flag.tier, is_old, is_context
                    )
        return best

    def _status(
        self, flag: Flag, concepts: list[str], matched: tuple[Span, ...], said: _Said
    ) -> Status:
        found = set()
        named = dict(zip(concepts, matched, strict=True))
        judged = {
            concept: span for concept, span in named.items() if concept not in self._places
        } or named
        if any((concept, *span) in said.denials for concept, span in judged.items()):
            return Status.NEGATED
        whole = (min(start for start, _ in matched), max(end for _, end in matched))
        parts = frozenset(token for span in judged.values() for token in range(*span))
        for concept, span in judged.items():
            reach = CRISIS_REACH if flag.crisis else NEGATION_REACH
            status = said.judge.status(
                *span,
                parts=parts,
                whole=whole,
                reach=reach,
                diagnosis=concept in self.rules.diagnoses,
                surely=True,
            )
            # "If I want to die", "what if I took the whole box".
            may_be_meant = flag.crisis or concept in self.rules.deeds
            if may_be_meant and status is Status.HYPOTHETICAL and said.judge.is_of_oneself(*span):
                status = Status.UNCERTAIN
            if concept in flag.past_counts:
                if said.judge.people.was_of_relative(*span):
                    status = Status.PAST
                elif status is Status.PAST:
                    status = Status.PRESENT
            if concept in self._events and said.judge.times.long_ago(*span):
                status = Status.PAST
            found.add(status)
        return next((status for status in _STRONGEST if status in found), Status.PRESENT)


@dataclass(frozen=True)
class _Said:
    """A message with the concepts that were found in it.

    Attributes:
        spans: where each concept stands.
        denials: the (concept, start, end) whose own words deny it: "leg is not weak".
    """

    text: str
    doc: Doc
    spans: dict[str, list[Span]]
    denials: frozenset[Match]
    judge: Judge

    def is_old(self, matched: tuple[Span, ...]) -> bool:
        """Whether what ``matched`` has been so for years."""
        return self.judge.times.long_standing(
            min(start for start, _ in matched), max(end for _, end in matched)
        )


def _characters(doc: Doc, start: int, end: int) -> Span:
    """The characters of the tokens from ``start`` up to, not including, ``end``."""
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def _longest(spans: list[Span]) -> list[Span]:
    """The spans that are no part of another: "loss of control" is said, not "control"."""
    return [
        (start, end)
        for start, end in spans
        if not any(
            first <= start and end <= last and (first, last) != (start, end)
            for first, last in spans
        )
    ]


def _stronger(flags: list[RaisedFlag], others: list[RaisedFlag]) -> list[RaisedFlag]:
    """Of each flag the reading that counts, if one of the two does."""
    best = {flag.id: flag for flag in flags}
    for flag in others:
        if flag.id not in best or (best[flag.id].status not in OPEN and flag.status in OPEN):
            best[flag.id] = flag
    return list(best.values())


def _placed(flag: RaisedFlag, text: str, squeezed: Squeezed) -> RaisedFlag:
    """``flag`` with its place in the text as written."""
    start, end = squeezed.span(flag.start, flag.end)
    return replace(flag, start=start, end=end, text=text[start:end])


def tier_of(flags: Iterable[RaisedFlag], rules: RedFlags) -> Tier:
    """The most urgent tier of the flags that count, combinations included."""
    open_ids = {flag.id for flag in flags if flag.status in OPEN}
    return tier_of_ids(open_ids, rules)


def _close_together(spans: list[list[Span]], within: int) -> Iterator[tuple[Span, ...]]:
    """Choices of one span each, with at most ``within`` words between them."""
    first, *others = spans
    for span in first:
        yield from _extend((span,), others, within)


def _extend(
    chosen: tuple[Span, ...], others: list[list[Span]], within: int
) -> Iterator[tuple[Span, ...]]:
    """The choices that begin with ``chosen``; what is too far apart is dropped early."""
    if not others:
        yield chosen
        return
    for span in others[0]:
        extended = (*chosen, span)
        if _gap(extended) <= within:
            yield from _extend(extended, others[1:], within)


def _gap(chosen: tuple[Span, ...]) -> int:
    """Words between the spans that belong to none of them."""
    first = min(start for start, _ in chosen)
    last = max(end for _, end in chosen)
    if len(chosen) == 1:
        return 0
    longest = sum(end - start for start, end in chosen)
    if last - first - longest > _FAR:
        return last - first - longest
    return last - first - len({i for start, end in chosen for i in range(start, end)})
