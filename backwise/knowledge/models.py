"""Tables of the knowledge database.

Everything in these tables comes from the files in ``data/content``; nothing a
person tells the assistant is stored here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import declarative_base, relationship

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Base: Any = declarative_base(metadata=MetaData(naming_convention=NAMING_CONVENTION))

CERTAINTIES = ("high", "moderate", "low", "very low", "expert opinion")
RULES = ("avoid", "adapt", "ask first")
PRECAUTION_KINDS = ("before", "during", "after", "stop sign", "not on")
ACTIVITIES = ("exercise", "massage")
# What contraindications are about: these, and the advice that answers a question.
RULED = (*ACTIVITIES, "advice")
TOPIC_KINDS = ("self_care", "treatment", "cause", "massage")
PHASES = ("acute", "subacute", "chronic", "prevention")


def _one_of(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _citations(owner: str) -> Table:
    """Association table between the rows of ``owner`` and their sources."""
    return Table(
        f"{owner}_source",
        Base.metadata,
        Column(f"{owner}_id", ForeignKey(f"{owner}.id", ondelete="CASCADE"), primary_key=True),
        Column("source_id", ForeignKey("source.id", ondelete="RESTRICT"), primary_key=True),
    )


exercise_source = _citations("exercise")
routine_source = _citations("routine")
technique_source = _citations("technique")
therapy_source = _citations("therapy")
topic_source = _citations("topic")
precaution_source = _citations("precaution")
contraindication_source = _citations("contraindication")


class Source(Base):
    """A publication that statements rest on."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint("year BETWEEN 1980 AND 2100", name="year_plausible"),
        CheckConstraint("url LIKE 'http%' OR url LIKE 'docs/%'", name="url_is_address"),
    )

    id: str = Column(String(40), primary_key=True)
    authors: str = Column(String(200), nullable=False)
    title: str = Column(String(300), nullable=False)
    # None: a web page that carries no date.
    year: int | None = Column(Integer, nullable=True)
    url: str = Column(String(300), nullable=False)


class Condition(Base):
    """A condition, medicine or situation that changes what is safe."""

    __tablename__ = "condition"

    id: str = Column(String(40), primary_key=True)
    name: str = Column(String(120), nullable=False)


class Exercise(Base):
    """One exercise with its usual dose."""

    __tablename__ = "exercise"
    __table_args__ = (
        CheckConstraint("level BETWEEN 1 AND 3", name="level_1_to_3"),
        CheckConstraint("sets > 0 AND repetitions > 0", name="dose_positive"),
        CheckConstraint("hold_seconds >= 0", name="hold_not_negative"),
        CheckConstraint("easier_id <> id AND harder_id <> id", name="not_own_variant"),
        CheckConstraint(_one_of("certainty", CERTAINTIES), name="certainty_known"),
    )

    id: str = Column(String(40), primary_key=True)
    name: str = Column(String(80), nullable=False, unique=True)
    other_names: list[str] = Column(JSON, nullable=False)
    region: str = Column(String(40), nullable=False)
    goal: str = Column(String(40), nullable=False)
    phases: list[str] = Column(JSON, nullable=False)
    level: int = Column(Integer, nullable=False)
    position: str = Column(String(40), nullable=False)
    equipment: str = Column(String(80), nullable=False)
    on_floor: bool = Column(Boolean(create_constraint=True, name="is_boolean"), nullable=False)
    each_side: bool = Column(Boolean, nullable=False, server_default=false())
    steps: list[str] = Column(JSON, nullable=False)
    why: str = Column(Text, nullable=False)
    sets: int = Column(Integer, nullable=False)
    repetitions: int = Column(Integer, nullable=False)
    hold_seconds: int = Column(Integer, nullable=False)
    dose: str = Column(String(160), nullable=False)
    stop_sign: str = Column(Text, nullable=False)
    easier_id: str | None = Column(ForeignKey("exercise.id"), nullable=True)
    harder_id: str | None = Column(ForeignKey("exercise.id"), nullable=True)
    without_floor_id: str | None = Column(ForeignKey("exercise.id"), nullable=True)
    certainty: str = Column(String(20), nullable=False)
    checked_on: date = Column(Date, nullable=False)

    sources = relationship(Source, secondary=exercise_source, order_by=Source.id)
    contraindications = relationship("Contraindication", back_populates="exercise")


class Routine(Base):
    """Exercises in order, for one kind of need."""

    __tablename__ = "routine"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 30", name="minutes_doable"),
        CheckConstraint(_one_of("certainty", CERTAINTIES), name="certainty_known"),
    )

    id: str = Column(String(40), primary_key=True)
    name: str = Column(String(80), nullable=False, unique=True)
    for_whom: str = Column(Text, nullable=False)
    only_when_asked: bool = Column(Boolean, nullable=False, server_default=false())
    suits: list[str] = Column(JSON, nullable=False, server_default="[]")
    eased_by: str | None = Column(String(20))
    from_age: int | None = Column(Integer)
    regions: list[str] = Column(JSON, nullable=False)
    phases: list[str] = Column(JSON, nullable=False)
    minutes: int = Column(Integer, nullable=False)
    how_often: str = Column(String(160), nullable=False)
    why: str = Column(Text, nullable=False)
    certainty: str = Column(String(20), nullable=False)
    checked_on: date = Column(Date, nullable=False)

    items = relationship(
        "RoutineItem",
        back_populates="routine",
        order_by="RoutineItem.position",
        cascade="all, delete-orphan",
    )
    sources = relationship(Source, secondary=routine_source, order_by=Source.id)


class RoutineItem(Base):
    """The place of one exercise in a routine, with the dose it has there."""

    __tablename__ = "routine_item"
    __table_args__ = (
        UniqueConstraint("routine_id", "exercise_id"),
        CheckConstraint("position >= 1", name="position_from_1"),
        CheckConstraint("sets > 0 AND repetitions > 0", name="dose_positive"),
        CheckConstraint("hold_seconds >= 0 AND rest_seconds >= 0", name="times_not_negative"),
    )

    routine_id: str = Column(ForeignKey("routine.id", ondelete="CASCADE"), primary_key=True)
    position: int = Column(Integer, primary_key=True)
    exercise_id: str = Column(ForeignKey("exercise.id", ondelete="RESTRICT"), nullable=False)
    sets: int = Column(Integer, nullable=False)
    repetitions: int = Column(Integer, nullable=False)
    hold_seconds: int = Column(Integer, nullable=False)
    rest_seconds: int = Column(Integer, nullable=False)

    routine = relationship(Routine, back_populates="items")
    exercise = relationship(Exercise)


class Technique(Base):
    """One kind of massage."""

    __tablename__ = "technique"
    __table_args__ = (CheckConstraint(_one_of("certainty", CERTAINTIES), name="certainty_known"),)

    id: str = Column(String(40), primary_key=True)
    name: str = Column(String(80), nullable=False, unique=True)
    other_names: list[str] = Column(JSON, nullable=False)
    what: str = Column(Text, nullable=False)
    feels: str = Column(Text, nullable=False)
    evidence: str = Column(Text, nullable=False)
    course: str = Column(Text, nullable=False)
    certainty: str = Column(String(20), nullable=False)
    checked_on: date = Column(Date, nullable=False)

    sources = relationship(Source, secondary=technique_source, order_by=Source.id)
    contraindications = relationship("Contraindication", back_populates="technique")


class Precaution(Base):
    """A rule that goes with every exercise, or with every massage."""

    __tablename__ = "precaution"
    __table_args__ = (
        CheckConstraint(_one_of("activity", ACTIVITIES), name="activity_known"),
        CheckConstraint(_one_of("kind", PRECAUTION_KINDS), name="kind_known"),
        UniqueConstraint("activity", "kind", "position"),
    )

    id: str = Column(String(40), primary_key=True)
    activity: str = Column(String(20), nullable=False)
    kind: str = Column(String(20), nullable=False)
    position: int = Column(Integer, nullable=False)
    text: str = Column(Text, nullable=False)
    checked_on: date = Column(Date, nullable=False)

    sources = relationship(Source, secondary=precaution_source, order_by=Source.id)


class Contraindication(Base):
    """What a condition forbids or changes.

    It applies to one exercise, to one technique, to the advice of one topic or on one
    therapy, or, when none is named, to every exercise or every massage.
    """

    __tablename__ = "contraindication"
    __table_args__ = (
        CheckConstraint(_one_of("activity", RULED), name="activity_known"),
        CheckConstraint(_one_of("rule", RULES), name="rule_known"),
        CheckConstraint(
            "(exercise_id IS NULL OR activity = 'exercise') AND "
            "(technique_id IS NULL OR activity = 'massage') AND "
            "(topic_id IS NULL OR activity = 'advice') AND "
            "(therapy_id IS NULL OR activity = 'advice')",
            name="target_fits_activity",
        ),
        CheckConstraint(
            "activity <> 'advice' OR (topic_id IS NULL) <> (therapy_id IS NULL)",
            name="advice_has_one_target",
        ),
        UniqueConstraint(
            *("condition_id", "activity", "exercise_id", "technique_id", "topic_id", "therapy_id"),
            name="uq_contraindication_target",
        ),
    )

    id: int = Column(Integer, primary_key=True)
    condition_id: str = Column(ForeignKey("condition.id", ondelete="RESTRICT"), nullable=False)
    activity: str = Column(String(20), nullable=False)
    exercise_id: str | None = Column(ForeignKey("exercise.id", ondelete="CASCADE"))
    technique_id: str | None = Column(ForeignKey("technique.id", ondelete="CASCADE"))
    topic_id: str | None = Column(ForeignKey("topic.id", ondelete="CASCADE"))
    therapy_id: str | None = Column(ForeignKey("therapy.id", ondelete="CASCADE"))
    rule: str = Column(String(20), nullable=False)
    reason: str = Column(Text, nullable=False)
    instead: str = Column(Text, nullable=False)
    checked_on: date = Column(Date, nullable=False)

    condition = relationship(Condition)
    exercise = relationship(Exercise, back_populates="contraindications")
    technique = relationship(Technique, back_populates="contraindications")
    sources = relationship(Source, secondary=contraindication_source, order_by=Source.id)


class Therapy(Base):
    """A treatment by a professional that can go with massage and exercise."""

    __tablename__ = "therapy"
    __table_args__ = (CheckConstraint(_one_of("certainty", CERTAINTIES), name="certainty_known"),)

    id: str = Column(String(40), primary_key=True)
    name: str = Column(String(80), nullable=False, unique=True)
    other_names: list[str] = Column(JSON, nullable=False)
    what: str = Column(Text, nullable=False)
    evidence: str = Column(Text, nullable=False)
    combine: str = Column(Text, nullable=False)
    cautions: str = Column(Text, nullable=False)
    certainty: str = Column(String(20), nullable=False)
    checked_on: date = Column(Date, nullable=False)

    sources = relationship(Source, secondary=therapy_source, order_by=Source.id)


class Topic(Base):
    """A question about self-care, treatment, causes or massage, with its answer."""

    __tablename__ = "topic"
    __table_args__ = (
        CheckConstraint(_one_of("kind", TOPIC_KINDS), name="kind_known"),
        CheckConstraint(_one_of("certainty", CERTAINTIES), name="certainty_known"),
    )

    id: str = Column(String(40), primary_key=True)
    kind: str = Column(String(20), nullable=False)
    title: str = Column(String(80), nullable=False, unique=True)
    asked_as: list[str] = Column(JSON, nullable=False)
    answer: str = Column(Text, nullable=False)
    more: str | None = Column(Text)
    certainty: str = Column(String(20), nullable=False)
    checked_on: date = Column(Date, nullable=False)
    picture: str | None = Column(String(40))

    sources = relationship(Source, secondary=topic_source, order_by=Source.id)


class EmergencyNumber(Base):
    """Whom to call in one country."""

    __tablename__ = "emergency_number"

    country_code: str = Column(String(2), primary_key=True)
    country: str = Column(String(60), nullable=False, unique=True)
    ambulance: str = Column(String(40), nullable=False)
    advice_line: str | None = Column(String(120))
    crisis_line: str | None = Column(String(120))
    checked_on: date = Column(Date, nullable=False)


class ContentVersion(Base):
    """Which content files the database holds."""

    __tablename__ = "content_version"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: int = Column(Integer, primary_key=True)
    sha256: str = Column(String(64), nullable=False)
    loaded_at: datetime = Column(DateTime(timezone=True), nullable=False)


class TriageRules(Base):
    """Red-flag rules that were in force once, so that one can tell later why.

    The triage of each message names its version. Rows are added, never removed.
    """

    __tablename__ = "triage_rules"

    version: str = Column(String(40), primary_key=True)
    rules: dict[str, Any] = Column(JSON, nullable=False)
    loaded_at: datetime = Column(DateTime(timezone=True), nullable=False)
