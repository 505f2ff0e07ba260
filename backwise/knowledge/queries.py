"""Questions to the knowledge database, answered as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, joinedload, selectinload

from backwise.knowledge import models as tables


@dataclass(frozen=True)
class Evidence:
    """What a statement rests on.

    Attributes:
        certainty: certainty of the evidence, from "high" to "very low".
        sources: "authors, title, year, address" of each source.
        checked_on: day on which a person last compared the statement with them.
    """

    certainty: str
    sources: tuple[str, ...]
    checked_on: date


@dataclass(frozen=True)
class Precaution:
    """A rule that goes with every exercise or massage, and its sources."""

    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """What a condition does to an exercise, a technique or a piece of advice.

    Attributes:
        condition_id: id of the condition.
        condition: its name for people.
        target: id of the exercise, technique, topic or therapy; None if all are meant.
        rule: "avoid", "adapt" or "ask first".
    """

    condition_id: str
    condition: str
    target: str | None
    rule: str
    reason: str
    instead: str
    sources: tuple[str, ...]
    checked_on: date

    @property
    def evidence(self) -> Evidence:
        """What the rule rests on; rules of safety are judgement, not trials."""
        return Evidence("expert opinion", self.sources, self.checked_on)


@dataclass(frozen=True)
class Exercise:
    """An exercise with its own usual dose.

    Attributes:
        level: 1 gentle, 2 moderate, 3 demanding.
        each_side: whether it is done on one side and then on the other.
        without_floor_id: a version that needs no getting down to the floor.
        equipment: what is needed for it; "none" if nothing is.
    """

    id: str
    name: str
    region: str
    goal: str
    level: int
    on_floor: bool
    each_side: bool
    sets: int
    repetitions: int
    hold_seconds: int
    steps: tuple[str, ...]
    why: str
    dose: str
    stop_sign: str
    easier_id: str | None
    harder_id: str | None
    without_floor_id: str | None
    evidence: Evidence
    equipment: str = "none"


# Between two repetitions, where a routine says nothing else.
REST_SECONDS = 15


@dataclass(frozen=True)
class RoutineStep:
    """One exercise of a routine with the dose it has there."""

    exercise: Exercise
    sets: int
    repetitions: int
    hold_seconds: int
    rest_seconds: int = REST_SECONDS


@dataclass(frozen=True)
class Routine:
    """A routine with its exercises in order.

    Attributes:
        only_when_asked: whether it is offered only to those who ask for it by name.
        suits: ids of conditions that it is made for; empty if it is for anybody.
        eased_by: "bending" or "arching" if it is for backs that this eases.
        from_age: age from which it is made for people.
    """

    id: str
    name: str
    for_whom: str
    only_when_asked: bool
    suits: tuple[str, ...]
    eased_by: str | None
    from_age: int | None
    regions: tuple[str, ...]
    phases: tuple[str, ...]
    minutes: int
    how_often: str
    why: str
    steps: tuple[RoutineStep, ...]
    evidence: Evidence


@dataclass(frozen=True)
class Technique:
    """A kind of massage."""

    id: str
    name: str
    what: str
    feels: str
    evidence_text: str
    course: str
    evidence: Evidence


@dataclass(frozen=True)
class Therapy:
    """A treatment by a professional."""

    id: str
    name: str
    what: str
    evidence_text: str
    combine: str
    cautions: str
    evidence: Evidence


@dataclass(frozen=True)
class Topic:
    """An answer to a question."""

    id: str
    kind: str
    title: str
    answer: str
    more: str | None
    picture: str | None
    evidence: Evidence


class Knowledge:
    """The knowledge database, seen from the outside.

    Args:
        engine: database with the schema and the content in place.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def exercise(self, identifier: str) -> Exercise | None:
        """One exercise, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            row = session.get(tables.Exercise, identifier, options=[_sources(tables.Exercise)])
            return _exercise(row) if row else None

    def exercises(self) -> dict[str, Exercise]:
        """All exercises by id."""
        query = select(tables.Exercise).options(_sources(tables.Exercise))
        with Session(self._engine, future=True) as session:
            return {row.id: _exercise(row) for row in session.scalars(query)}

    def routines(self, exercises: Mapping[str, Exercise]) -> list[Routine]:
        """All routines.

        Args:
            exercises: all exercises by id, of which the routines are made.
        """
        query = select(tables.Routine).options(
            _sources(tables.Routine), selectinload(tables.Routine.items)
        )
        with Session(self._engine, future=True) as session:
            return [_routine(row, exercises) for row in session.scalars(query)]

    def routine_name(self, identifier: str) -> str | None:
        """The name of a routine, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            name: str | None = session.scalar(
                select(tables.Routine.name).where(tables.Routine.id == identifier)
            )
            return name

    def routine_why(self, identifier: str) -> str | None:
        """Why a routine is as it is, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            why: str | None = session.scalar(
                select(tables.Routine.why).where(tables.Routine.id == identifier)
            )
            return why

    def technique(self, identifier: str) -> Technique | None:
        """One kind of massage, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            row = session.get(tables.Technique, identifier, options=[_sources(tables.Technique)])
            return row and Technique(
                row.id, row.name, row.what, row.feels, row.evidence, row.course, _evidence(row)
            )

    def technique_names(self, identifiers: Iterable[str]) -> list[str]:
        """The names of the kinds of massage with these ids, in order of the alphabet."""
        query = (
            select(tables.Technique.name)
            .where(tables.Technique.id.in_(list(identifiers)))  # type: ignore[attr-defined]
            .order_by(tables.Technique.name)
        )
        with Session(self._engine, future=True) as session:
            return list(session.scalars(query))

    def therapy(self, identifier: str) -> Therapy | None:
        """One complementary treatment, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            row = session.get(tables.Therapy, identifier, options=[_sources(tables.Therapy)])
            return row and Therapy(
                row.id, row.name, row.what, row.evidence, row.combine, row.cautions, _evidence(row)
            )

    def topic(self, identifier: str) -> Topic | None:
        """One topic, or None if there is none of that id."""
        with Session(self._engine, future=True) as session:
            row = session.get(tables.Topic, identifier, options=[_sources(tables.Topic)])
            return row and Topic(
                row.id, row.kind, row.title, row.answer, row.more, row.picture, _evidence(row)
            )

    def precautions(self, activity: str) -> dict[str, list[Precaution]]:
        """Rules that go with every ``activity``, by kind, in order."""
        query = (
            select(tables.Precaution)
            .where(tables.Precaution.activity == activity)
            .options(_sources(tables.Precaution))
            .order_by(tables.Precaution.kind, tables.Precaution.position)
        )
        found: dict[str, list[Precaution]] = {}
        with Session(self._engine, future=True) as session:
            for row in session.scalars(query):
                precaution = Precaution(row.text, _cited(row.sources))
                found.setdefault(row.kind, []).append(precaution)
        return found

    def rules(self, activity: str, conditions: Iterable[str]) -> list[Rule]:
        """What the conditions with these ids forbid or change in ``activity``."""
        query = (
            select(tables.Contraindication)
            .where(
                tables.Contraindication.activity == activity,
                tables.Contraindication.condition_id.in_(list(conditions)),  # type: ignore[attr-defined]
            )
            .options(
                joinedload(tables.Contraindication.condition), _sources(tables.Contraindication)
            )
            .order_by(tables.Contraindication.id)
        )
        with Session(self._engine, future=True) as session:
            return [
                Rule(
                    row.condition_id,
                    row.condition.name,
                    row.exercise_id or row.technique_id or row.topic_id or row.therapy_id,
                    row.rule,
                    row.reason,
                    row.instead,
                    _cited(row.sources),
                    row.checked_on,
                )
                for row in session.scalars(query)
            ]


def _sources(table: Any) -> Any:
    return selectinload(table.sources)


def _cited(sources: Iterable[Any]) -> tuple[str, ...]:
    return tuple(
        ", ".join((source.authors, source.title, str(source.year or "undated"), source.url))
        for source in sources
    )


def _evidence(row: Any) -> Evidence:
    return Evidence(row.certainty, _cited(row.sources), row.checked_on)


def _exercise(row: Any) -> Exercise:
    return Exercise(
        row.id,
        row.name,
        row.region,
        row.goal,
        row.level,
        bool(row.on_floor),
        bool(row.each_side),
        row.sets,
        row.repetitions,
        row.hold_seconds,
        tuple(row.steps),
        row.why,
        row.dose,
        row.stop_sign,
        row.easier_id,
        row.harder_id,
        row.without_floor_id,
        _evidence(row),
        row.equipment,
    )


def _routine(row: Any, exercises: Mapping[str, Exercise]) -> Routine:
    steps = tuple(
        RoutineStep(
            exercises[item.exercise_id],
            item.sets,
            item.repetitions,
            item.hold_seconds,
            item.rest_seconds,
        )
        for item in row.items
    )
    return Routine(
        row.id,
        row.name,
        row.for_whom,
        bool(row.only_when_asked),
        tuple(row.suits),
        row.eased_by,
        row.from_age,
        tuple(row.regions),
        tuple(row.phases),
        row.minutes,
        row.how_often,
        row.why,
        steps,
        _evidence(row),
    )
