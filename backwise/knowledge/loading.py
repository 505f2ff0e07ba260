"""Puts the content files into the database, all of them or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from backwise.knowledge import content as files
from backwise.knowledge import models as tables

# Not content of the files: which content there is, and the rules of earlier days.
KEPT = (tables.ContentVersion.__tablename__, tables.TriageRules.__tablename__)


VARIANTS = ("easier", "harder", "without_floor")
# What only the understanding and the gate need to know of a topic; they read the files.
NOT_STORED = ("questions", "follow_ups", "while_urgent", "about_exercise")


def keep_rules(engine: Engine, version: str, rules: Mapping[str, Any]) -> bool:
    """Remember the red-flag rules of this ``version``, beside all earlier ones.

    Returns:
        True if the version is new to the database.
    """
    with Session(engine, future=True) as session, session.begin():
        if session.get(tables.TriageRules, version):
            return False
        session.add(
            tables.TriageRules(version=version, rules=dict(rules), loaded_at=datetime.now(UTC))
        )
    return True


def load(engine: Engine, content: files.Content) -> bool:
    """Make the database say what ``content`` says.

    Args:
        engine: database whose schema is up to date.
        content: checked content.

    Returns:
        True if the database was changed, False if it held this content already.
    """
    with Session(engine, future=True) as session, session.begin():
        if loaded_fingerprint(session) == content.sha256:
            return False
        _clear(session)
        session.add_all(_rows(content))
        session.flush()
        _link_variants(session, content.exercises)
        session.merge(
            tables.ContentVersion(id=1, sha256=content.sha256, loaded_at=datetime.now(UTC))
        )
    return True


def loaded_fingerprint(session: Session) -> str | None:
    """Fingerprint of the content that the database holds; None if it is empty."""
    fingerprint: str | None = session.scalar(select(tables.ContentVersion.sha256))
    return fingerprint


def _clear(session: Session) -> None:
    session.execute(
        update(tables.Exercise).values(easier_id=None, harder_id=None, without_floor_id=None)
    )
    for table in reversed(tables.Base.metadata.sorted_tables):
        if table.name not in KEPT:
            session.execute(delete(table))


def _link_variants(session: Session, exercises: Iterable[files.ExerciseEntry]) -> None:
    """Set easier and harder once all exercises exist, as they name one another."""
    for entry in exercises:
        session.execute(
            update(tables.Exercise)
            .where(tables.Exercise.id == entry.id)
            .values(
                easier_id=entry.easier,
                harder_id=entry.harder,
                without_floor_id=entry.without_floor,
            )
        )


def _rows(content: files.Content) -> Iterable[Any]:
    sources = {entry.id: tables.Source(**_fields(entry)) for entry in content.sources}
    yield from sources.values()
    for condition in content.conditions:
        yield tables.Condition(**_fields(condition, "said_as"))
    yield from _cited(tables.Exercise, content.exercises, sources, *VARIANTS)
    for row, routine in zip(
        _cited(tables.Routine, content.routines, sources, "items", "asked_as"),
        content.routines,
        strict=True,
    ):
        row.items = [
            tables.RoutineItem(
                position=position, exercise_id=item.exercise, **_fields(item, "exercise")
            )
            for position, item in enumerate(routine.items, start=1)
        ]
        yield row
    yield from _cited(tables.Technique, content.techniques, sources)
    yield from _cited(tables.Therapy, content.therapies, sources)
    yield from _cited(tables.Topic, content.topics, sources, *NOT_STORED)
    position = Counter[tuple[str, str]]()
    for precaution in content.precautions:
        place = (precaution.activity, precaution.kind)
        position[place] += 1
        yield tables.Precaution(
            **_fields(precaution, "sources"),
            position=position[place],
            sources=[sources[name] for name in precaution.sources],
        )
    for contraindication in content.contraindications:
        yield from _contraindications(contraindication, sources)
    for number in content.emergency_numbers:
        yield tables.EmergencyNumber(**_fields(number, "also_called"))


def _cited(
    table: Any, entries: Iterable[Any], sources: dict[str, Any], *left_out: str
) -> Iterable[Any]:
    for entry in entries:
        yield table(
            **_fields(entry, "sources", *left_out),
            sources=[sources[name] for name in entry.sources],
        )


def _contraindications(
    entry: files.ContraindicationEntry, sources: dict[str, Any]
) -> Iterable[tables.Contraindication]:
    targets = [{"exercise_id": name} for name in entry.exercises]
    targets += [{"technique_id": name} for name in entry.techniques]
    targets += [{"topic_id": name} for name in entry.topics]
    targets += [{"therapy_id": name} for name in entry.therapies]
    for target in targets or [{}]:
        yield tables.Contraindication(
            condition_id=entry.condition,
            activity=entry.activity,
            rule=entry.rule,
            reason=entry.reason,
            instead=entry.instead,
            checked_on=entry.checked_on,
            sources=[sources[name] for name in entry.sources],
            **target,
        )


def _fields(entry: files.Entry, *left_out: str) -> dict[str, Any]:
    fields: dict[str, Any] = entry.dict(exclude={"line", *left_out})
    return fields
