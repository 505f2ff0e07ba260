"""Puts numbers and names into the short phrases of ``data/phrases.yml``."""

from __future__ import annotations

from functools import cache

from backwise.guidance.person import Person
from backwise.guidance.variants import is_time
from backwise.knowledge.queries import RoutineStep
from backwise.settings import PHRASES
from backwise.yaml_lines import read_yaml

SECONDS_PER_MINUTE = 60


@cache
def _phrases() -> dict[str, str]:
    phrases: dict[str, str] = read_yaml(PHRASES)
    return phrases


def phrase(key: str, /, **values: object) -> str:
    """The phrase ``key`` with its values filled in."""
    return _phrases()[key].format(**values)


def dose(step: RoutineStep) -> str:
    """How often and how long, such as "2 sets of 8"."""
    if is_time(step):
        return phrase("dose_once", minutes=round(step.hold_seconds / SECONDS_PER_MINUTE))
    if step.hold_seconds:
        repeated = phrase("dose_hold", repetitions=step.repetitions, hold=step.hold_seconds)
    else:
        repeated = phrase("dose", repetitions=step.repetitions)
    if step.sets > 1:
        repeated = phrase("dose_sets", sets=step.sets, repetitions=repeated)
    return phrase("dose_each_side", dose=repeated) if step.exercise.each_side else repeated


def routine_lines(steps: tuple[RoutineStep, ...]) -> str:
    """The steps of a routine, one a line."""
    return "\n".join(
        phrase("routine_line", number=number, name=step.exercise.name, dose=dose(step))
        for number, step in enumerate(steps, start=1)
    )


def step_lines(steps: tuple[str, ...]) -> str:
    """Instructions, numbered, one a line."""
    return "\n".join(
        phrase("step_line", number=number, text=text) for number, text in enumerate(steps, 1)
    )


def names(steps: tuple[RoutineStep, ...]) -> str:
    """The names of the exercises in ``steps``."""
    return ", ".join(step.exercise.name for step in steps)


def duration(days: float) -> str:
    """A length of time in words, such as "for about 3 weeks"."""
    if days <= 1:
        return phrase("duration_day")
    for limit, unit, name in (
        (14, 1, "duration_days"),
        (60, 7, "duration_weeks"),
        (330, 30, "duration_months"),
    ):
        if days < limit:
            return phrase(name, count=round(days / unit))
    years = round(days / 365)
    return phrase("duration_years", count=years) if years > 1 else phrase("duration_long")


def summary(person: Person) -> str:
    """What is known about the pain, in one line; empty if nothing is."""
    parts = []
    if person.location and person.side in ("left", "right"):
        parts.append(phrase("location_side", location=person.location, side=person.side))
    elif person.location:
        name = {"both": "location_both", "middle": "location_middle"}.get(
            person.side or "", "location"
        )
        parts.append(phrase(name, location=person.location))
    if person.duration_days is not None:
        parts.append(duration(person.duration_days))
    if person.intensity is not None:
        parts.append(phrase("intensity", intensity=f"{person.intensity:g}"))
    if person.spreads is not None:
        parts.append(phrase("spreads" if person.spreads else "does_not_spread"))
    if person.trigger:
        parts.append(phrase("trigger", trigger=person.trigger))
    return ", ".join(parts)
