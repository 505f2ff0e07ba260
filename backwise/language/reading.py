"""Reads a message: which things it names, in normal form, and in which sense."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from spacy.tokens import Doc

from backwise.language.complaint import FARTHEST, Complaint
from backwise.language.context import Context, Judge, phrases_of
from backwise.language.measures import MEASURE_WORDS, measures
from backwise.language.phrases import Match
from backwise.language.status import Status
from backwise.language.text import Squeezed, make_nlp, plain, words_of
from backwise.language.vocabulary import Vocabulary
from backwise.language.wordings import GROUPS, Wordings, longest

# A message that only names a place is the answer to "where does it hurt?".
VAGUE_LOCATION = "back"
# "What can I do": asked in many questions that name their topic beside it.
GENERAL_TOPIC = "take_part"
# Wordings that look like those of a kind and mean something else.
ORDINARY = "ordinary"
BOTH = "both"
NO_TRIGGER = "nothing special"
# Kinds of their own in the lexicon; in a message they are triggers too.
BLAMED = "blamed"
BURDEN = "burden"
# Places in so few words that only the answer to a question means them: "lower".
IN_SHORT = "in_short"
# Kinds that begin so are answers to one question, if a sentence says nothing else.
ANSWER_TO = "safety_"
# What the kinds that count on a condition are.
_ENTITY_OF = {BLAMED: "trigger", BURDEN: "trigger", IN_SHORT: "location"}
# Of these a person has one.
SINGLE = frozenset({"duration", "intensity"})
# How somebody wants to do their exercises.
WISHES = frozenset({"routine", "wants_floor"})
# A few words, and then a question.
_ANSWER_BEFORE = re.compile(r"(?P<answer>[^.,;!?\n]*\w)[.,;!\n]+\s*[^\s?][^?]*\?\W*$")
ANSWER_WORDS = 4
# Stands between a kind and a normal form in the labels of wordings.
_OF_KIND = "/"


@dataclass(frozen=True)
class Finding:
    """Something that a message names.

    Attributes:
        entity: kind of thing, such as ``location``.
        value: its normal form, such as ``lower back``; numbers for measures.
        start: first character in the message.
        end: character after the last.
        text: the words themselves.
        status: whether it is so, denied, past, and so on.
        is_main: whether it counts where a person has only one, such as a duration.
    """

    entity: str
    value: str | float
    start: int
    end: int
    text: str
    status: Status
    is_main: bool = True


class Reader:
    """Reads messages with a fixed vocabulary.

    Args:
        vocabulary: normal forms and wordings for each kind of entity.
        cues: cue words of the context; see ``data/language/context.yml``.
    """

    def __init__(self, vocabulary: Vocabulary, cues: dict[str, Any]) -> None:
        words = [said for forms in vocabulary.values() for all_ in forms.values() for said in all_]
        self.nlp = make_nlp(words_of([*words, *phrases_of(cues), MEASURE_WORDS]))
        self._context = Context(cues)
        self._kinds = [kind for kind in vocabulary if kind != GROUPS]
        # All kinds are sought at once: going through the words of a message takes time.
        labelled = {
            f"{kind}{_OF_KIND}{form}": said
            for kind in self._kinds
            for form, said in vocabulary[kind].items()
        }
        self._wordings = Wordings(labelled, vocabulary.get(GROUPS))

    def tokens(self, text: str) -> Doc:
        """The tokens of ``text``; positions are those of ``text`` itself."""
        return self.nlp(plain(text))

    def read(self, text: str, today: date | None = None) -> list[Finding]:
        """Everything that ``text`` names, in the order in which it does.

        Args:
            text: one message.
            today: the day on which it was written, for "since Tuesday".
        """
        findings = self._read(text, today)
        if answer := _answer_before_question(text):
            kinds = {finding.entity for finding in findings}
            more = [one for one in self._read(answer, today) if one.entity not in kinds]
            findings = sorted([*more, *findings], key=lambda one: (one.start, one.entity))
        return findings

    def _read(self, text: str, today: date | None) -> list[Finding]:
        """What ``text`` names, read as a whole."""
        squeezed = Squeezed(text)
        doc = self.tokens(squeezed.text)
        judge = self._context.judge(doc)
        findings: list[Finding] = []
        answers: list[Finding] = []
        narrower: list[Finding] = []
        for kind, forms in self._named(doc).items():
            for form, start, end in longest(doc, forms):
                if form == ORDINARY or not _counts(judge, kind, form, start, end):
                    continue
                first, last = squeezed.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
                entity = _ENTITY_OF.get(kind, kind)
                status = judge.status(
                    start, end, place=entity == "location", diagnosis=entity == "condition"
                )
                if entity == "trigger" and status is Status.HYPOTHETICAL:
                    status = Status.UNCERTAIN  # "could stress cause it": they think it may
                finding = Finding(entity, form, first, last, text[first:last], status)
                if kind != IN_SHORT:
                    findings.append(finding)
                else:
                    (answers if judge.is_all(start, end) else narrower).append(finding)
        places = {finding.value for finding in findings if finding.entity == "location"}
        findings += answers  # "lower, both sides"
        if places == {VAGUE_LOCATION}:
            findings += narrower  # "my back hurts, mostly the lower part"
        for measure in measures(_spelt_right(doc), today):
            start, end = squeezed.span(*_place_of(measure.start, measure.end, doc))
            findings.append(
                Finding(measure.kind, measure.value, start, end, text[start:end], Status.PRESENT)
            )
        complaint = Complaint(text, self._context.words)
        kept = _tidy(_about_the_pain(findings, complaint))
        in_order = sorted(kept, key=lambda finding: (finding.start, finding.entity))
        return _with_one_each(in_order, complaint)

    def _named(self, doc: Doc) -> dict[str, list[Match]]:
        """For each kind, the normal forms that ``doc`` names, overlapping ones too."""
        named: dict[str, list[Match]] = {kind: [] for kind in self._kinds}
        for label, start, end in self._wordings.find(doc):
            kind, form = label.split(_OF_KIND, 1)
            named[kind].append((form, start, end))
        return named


def _answer_before_question(text: str) -> str | None:
    """A few words before a question, which may answer one: "lifting. Should I rest?"."""
    found = _ANSWER_BEFORE.match(text)
    return found["answer"] if found and len(found["answer"].split()) <= ANSWER_WORDS else None


def _counts(judge: Judge, kind: str, form: str, start: int, end: int) -> bool:
    """Whether what is named is meant: things that people do are triggers only if blamed."""
    if kind == "trigger" and form != NO_TRIGGER:
        return judge.causes.caused(start, end)
    if kind == IN_SHORT:
        return judge.is_all(start, end) or judge.is_part(start, end)
    if kind.startswith(ANSWER_TO):
        return judge.is_all(start, end)
    if form == BOTH and kind == "side" and end - start == 1:
        return judge.causes.is_answer  # "ice or heat, I have tried both"
    return kind != BLAMED or judge.causes.blamed(start, end)


def _spelt_right(doc: Doc) -> str:
    """The text with its misspelt words as they were meant."""
    slips = doc._.slips
    if not slips:
        return str(doc.text)
    return "".join(slips.get(token.i, token.text) + token.whitespace_ for token in doc)


def _place_of(start: int, end: int, doc: Doc) -> tuple[int, int]:
    """Where a stretch of the text that is spelt right stands in the text as written."""
    slips = doc._.slips
    if not slips:
        return start, end
    places = []
    for place, first in ((start, True), (end, False)):
        moved = 0
        for token in doc:
            begin = token.idx + moved
            if begin >= place:
                break
            length = len(slips.get(token.i, token.text))
            shift = length - len(token)
            if shift and place <= begin + length:
                place = begin if first else begin + length
            moved += shift if begin + length <= place else 0
        places.append(place - moved)
    return places[0], places[1]


def _about_the_pain(findings: list[Finding], complaint: Complaint) -> list[Finding]:
    """Without the legs that a story only mentions, and their sides: "on my feet all day"."""
    if not complaint.is_long:
        return findings
    going = [one for one in findings if one.entity == "radiation"]
    mentioned = [
        one
        for one in findings
        if (one.entity, one.value) == ("location", "leg")
        and not _overlaps(one, going)
        and not complaint.hurts(one.start, one.end)
    ]
    legs = {one.start for one in mentioned}
    return [
        one
        for one in findings
        if one not in mentioned and not (one.entity == "side" and one.end + 1 in legs)
    ]


def _with_one_each(findings: list[Finding], complaint: Complaint) -> list[Finding]:
    """Mark what is not said of the complaint, where a person has only one of a kind.

    Of several durations that are, the first counts, and of several strengths the
    strongest, because that one asks for the gentler exercises.
    """
    main: dict[str, Finding] = {}
    weights = {
        one: complaint.weight(one.entity, one.start, one.end) for one in findings if _is_single(one)
    }
    for one, weight in weights.items():
        best = main.get(one.entity)
        if weight <= FARTHEST or not _may_count(one, weight, complaint):
            continue
        stronger = one.entity == "intensity" and best and float(one.value) > float(best.value)
        if best is None or weight > weights[best] or (weight == weights[best] and stronger):
            main[one.entity] = one
    return [
        replace(one, is_main=False) if one in weights and one is not main.get(one.entity) else one
        for one in findings
    ]


def _may_count(finding: Finding, weight: int, complaint: Complaint) -> bool:
    if finding.entity != "duration":
        return True
    return complaint.lasts(float(finding.value), weight, finding.start, finding.end)


def _is_single(finding: Finding) -> bool:
    return finding.entity in SINGLE and finding.status not in (Status.NEGATED, Status.HYPOTHETICAL)


def _tidy(findings: list[Finding]) -> list[Finding]:
    """Settle what one stretch of text means when several readings fit."""
    # "Hip replacement" says what somebody has, not where it hurts.
    not_places = [finding for finding in findings if finding.entity == "condition"]
    spared = [one for one in findings if one.entity == "radiation" and one.value == "no"]
    triggers = [finding for finding in findings if finding.entity == "trigger"]
    once = any(finding.status is Status.PAST for finding in findings)
    measured = {finding.entity for finding in findings if isinstance(finding.value, float | int)}
    precise = {
        finding.status
        for finding in findings
        if finding.entity == "location" and finding.value != VAGUE_LOCATION
    }
    specific = any(
        finding.entity in ("topic", "therapy") and finding.value != GENERAL_TOPIC
        for finding in findings
    )
    blamed = any(finding.value != NO_TRIGGER for finding in triggers)
    kept = []
    for finding in findings:
        if blamed and finding.entity == "trigger" and finding.value == NO_TRIGGER:
            continue  # "no idea what it is, I sit all day"
        is_number = isinstance(finding.value, float | int)
        if finding.entity == "intensity" and not is_number:
            if "intensity" in measured:
                continue  # "6/10, a bit sore": the number is what was measured
            finding = replace(finding, value=float(finding.value))
        if finding.entity == "location" and _overlaps(finding, not_places):
            continue
        if finding.entity in WISHES and _overlaps(finding, _begun(triggers, finding.start)):
            continue  # "sore from sitting at my desk" wants no exercises for the desk
        if finding in triggers and any(_is_inside(finding, other) for other in triggers):
            continue  # "getting up from sitting" is one thing
        if finding.value == "leg" and _overlaps(finding, spared):
            finding = replace(finding, status=Status.NEGATED)  # "nothing in my legs"
        if finding.entity == "duration" and once and finding.text.lower().startswith("in "):
            continue  # "I had cancer in 2010" does not date the pain
        if finding.value == VAGUE_LOCATION and finding.status in precise:
            continue  # "back pain, mostly the lower back": the second says more
        if specific and finding.value == GENERAL_TOPIC:
            continue  # "what can I do about my sleep" is about sleep
        if finding.entity == "radiation" and finding.status is Status.NEGATED:
            value = "no" if finding.value == "yes" else "yes"
            finding = replace(finding, value=value, status=Status.PRESENT)
        kept.append(finding)
    return kept


def _overlaps(finding: Finding, others: list[Finding]) -> bool:
    """Whether a finding shares words with one of the others."""
    return any(finding.start < other.end and other.start < finding.end for other in others)


def _begun(findings: list[Finding], place: int) -> list[Finding]:
    """Those that begin at a ``place`` in the text or before it."""
    return [finding for finding in findings if finding.start <= place]


def _is_inside(finding: Finding, other: Finding) -> bool:
    """Whether a finding is only a part of another."""
    longer = other.end - other.start > finding.end - finding.start
    return longer and other.start <= finding.start and finding.end <= other.end
