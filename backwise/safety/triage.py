"""Finds red flags in one message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc

from backwise.language.context import NEGATION_REACH, Context, Judge, phrases_of
from backwise.language.status import Status
from backwise.language.text import Squeezed, Wordings, make_nlp, plain
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
    """A red flag in a message: which, where, in which words and sense."""

    id: str
    text: str
    start: int
    end: int
    status: Status


@dataclass(frozen=True)
class Triage:
    """What one message says about urgency.

    Attributes:
        tier: the most urgent tier of the flags that count.
        flags: all flags found, also those that are denied or past.
        version: version of the rules that were in force.
    """

    tier: Tier
    flags: tuple[RaisedFlag, ...]
    version: str

    def as_dict(self) -> dict[str, Any]:
        """The triage as plain data, for the parse result of a message."""
        return {
            "tier": self.tier.value,
            "version": self.version,
            "flags": [{**vars(flag), "status": flag.status.value} for flag in self.flags],
        }


class Triager:
    """Finds red flags by rules.

    Args:
        rules: concepts, flags and combinations.
        cues: cue words of the context; see ``data/language/context.yml``.
    """

    def __init__(self, rules: RedFlags, cues: dict[str, Any]) -> None:
        self.rules = rules
        self._nlp = make_nlp(
            [phrase for said in rules.concepts.values() for phrase in said] + phrases_of(cues)
        )
        self._context = Context(self._nlp, cues)
        self._concepts = Wordings(self._nlp, rules.concepts)
        self._ordinary = Wordings(self._nlp, {"ordinary": rules.ordinary})
        self._places = frozenset(rules.places)
        self._events = frozenset(rules.events)

    def triage(self, text: str) -> Triage:
        """The red flags in ``text`` and the tier that follows from them."""
        squeezed = Squeezed(text)
        flags = self._flags(squeezed.text)
        if "\n" in squeezed.text:
            # A line break may end a sentence, or stand in the middle of one.
            flags = _stronger(flags, self._flags(squeezed.text.replace("\n", " ")))
        placed = [_placed(flag, text, squeezed) for flag in flags]
        return Triage(tier_of(placed, self.rules), tuple(placed), self.rules.version)

    def _flags(self, text: str) -> list[RaisedFlag]:
        """The red flags in a text without runs of blanks."""
        doc = self._nlp(plain(text))
        ordinary = [(start, end) for _, start, end in self._ordinary.find(doc)]
        spans: dict[str, list[Span]] = {}
        for concept, start, end in self._concepts.find(doc):
            if not any(first <= start and end <= last for first, last in ordinary):
                spans.setdefault(concept, []).append((start, end))
        if not spans:
            return []
        judge = self._context.judge(doc)
        raised = (self._raise(flag, spans, judge, doc, text) for flag in self.rules.flags)
        return [flag for flag in raised if flag]

    def _raise(
        self, flag: Flag, spans: dict[str, list[Span]], judge: Judge, doc: Doc, text: str
    ) -> RaisedFlag | None:
        """The reading of ``flag`` that counts most, or None if it is not there."""
        best: RaisedFlag | None = None
        for concepts in flag.when:
            for matched in _close_together([spans.get(name, []) for name in concepts], flag.within):
                if best and best.status in OPEN:
                    return best
                status = self._status(flag, concepts, matched, judge)
                if best is None or status in OPEN:
                    start = doc[min(span[0] for span in matched)].idx
                    last = doc[max(span[1] for span in matched) - 1]
                    end = last.idx + len(last)
                    best = RaisedFlag(flag.id, text[start:end], start, end, status)
        return best

    def _status(
        self, flag: Flag, concepts: list[str], matched: tuple[Span, ...], judge: Judge
    ) -> Status:
        found = set()
        parts = frozenset(token for span in matched for token in range(*span))
        for concept, span in zip(concepts, matched, strict=True):
            if concept in self._places and len(concepts) > 1:
                continue
            reach = CRISIS_REACH if flag.crisis else NEGATION_REACH
            status = judge.status(*span, parts=parts, reach=reach)
            if concept in self._events and judge.long_ago(*span):
                status = Status.PAST
            if status is Status.PAST and concept in flag.past_counts:
                status = Status.PRESENT
            found.add(status)
        return next((status for status in _STRONGEST if status in found), Status.PRESENT)


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
