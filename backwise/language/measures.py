"""Numbers that people write about their pain: how strong, how long, how old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "couple of": 2, "a couple of": 2, "a couple": 2, "few": 3,
    "a few": 3, "several": 4, "half a": 0.5, "many": 5, "zero": 0,
}  # fmt: skip
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_SHORT_UNITS = {"hr": "hour", "hrs": "hour", "wk": "week", "wks": "week", "mth": "month",
                "mths": "month", "mo": "month", "yr": "year", "yrs": "year"}  # fmt: skip
_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_UNIT = r"(?:hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|mths?|mo|years?|yrs?)"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)

_DURATION = re.compile(
    rf"\b({_NUMBER})(?:\s*(?:-|to|or)\s*({_NUMBER}))?\s+(?:or so\s+|and a half\s+)?({_UNIT})\b",
    re.I,
)
_COMPACT_DURATION = re.compile(rf"\b(\d+)({_UNIT})\b", re.I)
_ABOUT_UNITS = re.compile(
    r"\b(?:for|over|past|last|the last|on and off for|since)\s+(?:the past\s+)?"
    r"(?:about\s+|over\s+)?(days|weeks|months|years|ages|a while|decades)\b"
    r"|\b(all my life|my whole life|as long as i can remember)\b", re.I)  # fmt: skip
_VAGUE_DAYS = {"days": 3, "weeks": 21, "months": 120, "years": 1095, "ages": 365, "a while": 60,
               "decades": 7300}  # fmt: skip
_SINCE_DAY = re.compile(
    r"\b(?:since|from|on|started|began)\s+(?:last\s+)?"
    rf"({'|'.join(_WEEKDAYS)}|yesterday|this morning|last night|today|"
    r"last week|last month|last year|christmas|the weekend|new year)\b"
    r"|\b(yesterday|this morning|last night|last week|last month|last year)\b", re.I)  # fmt: skip
_SINCE_MONTH = re.compile(rf"\b(?:since|in)\s+(?:last\s+)?({'|'.join(_MONTHS)})\b", re.I)
_SINCE_YEAR = re.compile(r"\b(?:since|in)\b[^.!?]{0,30}?\b((?:19|20)\d\d)\b", re.I)
_NAMED_DAYS = {"yesterday": 1, "this morning": 0.5, "last night": 0.5, "today": 0.5,
               "last week": 7, "last month": 30, "last year": 365, "the weekend": 3}  # fmt: skip

_OUT_OF_TEN = re.compile(
    rf"(?<![\d/])({_NUMBER})\s*(?:/|out of|on|from|of)\s*(?:10|ten)\b(?!\s*(?:years|days|weeks))",
    re.I,
)
_ON_SCALE = re.compile(
    rf"\b(?:level|scale|pain is|pain at|intensity|score|rate it|about a|at a|like a|i'd say)\s*"
    rf"(?:is\s+|of\s+|at\s+|about\s+|a\s+|around\s+)*({_NUMBER})\b(?!\s*(?:{_UNIT}|/|years))", re.I
)  # fmt: skip
_BARE_NUMBER = re.compile(
    rf"^\W*(?:about|around|maybe|probably|i'd say|like|id say|a|an)?\s*({_NUMBER})\W*$", re.I
)
_AGE = re.compile(
    r"\b(?:i am|i'm|im|aged?|turned|turning)\s+(\d{1,3})\b(?!\s*(?:weeks|months|%|/|out))"
    r"|\b(\d{1,3})[\s-]*(?:years?[\s-]*old|yo|y/o|yrs old)\b", re.I)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """A number in a text.

    Attributes:
        kind: ``duration`` (days), ``intensity`` (0 to 10) or ``age`` (years).
        value: the number in that unit.
        start: first character.
        end: character after the last.
    """

    kind: str
    value: float
    start: int
    end: int


def measures(text: str, today: date | None = None) -> list[Measure]:
    """All measures in ``text``, in order, none overlapping another.

    Args:
        text: what somebody wrote.
        today: the day on which it was written; the present day if None.

    Returns:
        The first reading of each stretch of text.
    """
    found = [*_ages(text), *_intensities(text), *_durations(text, today or date.today())]
    kept: list[Measure] = []
    for measure in found:
        if all(measure.end <= other.start or measure.start >= other.end for other in kept):
            kept.append(measure)
    return sorted(kept, key=lambda measure: measure.start)


def _number(text: str) -> float:
    word = " ".join(text.lower().split())
    return _WORDS[word] if word in _WORDS else float(word.replace(",", "."))


def _ages(text: str) -> Iterator[Measure]:
    for match in _AGE.finditer(text):
        years = int(match[1] or match[2])
        if 0 < years < 120:
            yield Measure("age", years, *match.span())
    alone = _BARE_NUMBER.match(text)
    if alone and 10 < _number(alone[1]) < 120:
        yield Measure("age", _number(alone[1]), *alone.span(1))


def _intensities(text: str) -> Iterator[Measure]:
    for pattern in (_OUT_OF_TEN, _ON_SCALE, _BARE_NUMBER):
        for match in pattern.finditer(text):
            value = _number(match[1])
            if 0 <= value <= 10:
                yield Measure("intensity", value, *match.span())


def _durations(text: str, today: date) -> Iterator[Measure]:
    for match in _DURATION.finditer(text):
        count = (_number(match[1]) + _number(match[2] or match[1])) / 2
        yield Measure("duration", count * _unit_days(match[3]), *match.span())
    for match in _COMPACT_DURATION.finditer(text):
        yield Measure("duration", int(match[1]) * _unit_days(match[2]), *match.span())
    for match in _ABOUT_UNITS.finditer(text):
        days = _VAGUE_DAYS[match[1].lower()] if match[1] else 7300
        yield Measure("duration", days, *match.span())
    for match in _SINCE_YEAR.finditer(text):
        days = (today - date(int(match[1]), 7, 1)).days
        if days > 0:
            yield Measure("duration", days, *match.span())
    for match in _SINCE_DAY.finditer(text):
        yield Measure("duration", _days_since(match[1] or match[2], today), *match.span())
    for match in _SINCE_MONTH.finditer(text):
        month = _MONTHS.index(match[1].lower()) + 1
        year = today.year if month <= today.month else today.year - 1
        yield Measure("duration", max((today - date(year, month, 1)).days, 1), *match.span())


def _unit_days(unit: str) -> float:
    name = unit.lower()
    name = _SHORT_UNITS.get(name, name).rstrip("s")
    return _DAYS[name]


def _days_since(name: str, today: date) -> float:
    name = name.lower()
    if name in _WEEKDAYS:
        return (today.weekday() - _WEEKDAYS.index(name)) % 7 or 7
    if name in ("christmas", "new year"):
        return float((today - date(today.year - 1, 12, 25)).days)
    return _NAMED_DAYS[name]
