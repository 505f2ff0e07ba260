"""The content files: their shape, and the rules that hold between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, ValidationError, conint, conlist, constr

from backwise.problems import BrokenData, Problem, problem
from backwise.yaml_lines import LINE, read_yaml

Slug = constr(regex=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=40)
Words = constr(strip_whitespace=True, min_length=3)
Name = constr(strip_whitespace=True, min_length=3, max_length=80)
Certainty = Literal["high", "moderate", "low", "very low", "expert opinion"]
Phase = Literal["acute", "subacute", "chronic", "prevention"]
Activity = Literal["exercise", "massage"]


class Entry(BaseModel):
    """What every entry of a content file has."""

    line: int = Field(alias="__line__")

    class Config:
        extra = Extra.forbid
        allow_population_by_field_name = True


class Cited(Entry):
    """An entry whose statements reach people: it has sources and a date."""

    sources: list[str]
    checked_on: date


class SourceEntry(Entry):
    id: Slug  # type: ignore[valid-type]
    authors: Words  # type: ignore[valid-type]
    title: Words  # type: ignore[valid-type]
    year: conint(ge=1980, le=2100) | None = None  # type: ignore[valid-type]
    url: constr(regex=r"^(https?://|docs/)")  # type: ignore[valid-type]


class ConditionEntry(Entry):
    id: Slug  # type: ignore[valid-type]
    name: Name  # type: ignore[valid-type]
    said_as: conlist(Words, min_items=1)  # type: ignore[valid-type]


class ExerciseEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    name: Name  # type: ignore[valid-type]
    other_names: list[str] = []
    region: Literal["lower back", "neck", "upper back", "hip", "whole body"]
    goal: Literal["relax", "mobility", "control", "strength", "stretch", "aerobic"]
    phases: conlist(Phase, min_items=1)  # type: ignore[valid-type]
    level: conint(ge=1, le=3)  # type: ignore[valid-type]
    position: Literal["lying", "sitting", "standing", "on all fours", "side-lying", "prone"]
    equipment: Name = "none"  # type: ignore[valid-type]
    on_floor: bool
    each_side: bool = False
    steps: conlist(Words, min_items=2, max_items=7)  # type: ignore[valid-type]
    why: Words  # type: ignore[valid-type]
    sets: conint(ge=1, le=5)  # type: ignore[valid-type]
    repetitions: conint(ge=1, le=30)  # type: ignore[valid-type]
    hold_seconds: conint(ge=0, le=1800)  # type: ignore[valid-type]
    dose: Words  # type: ignore[valid-type]
    stop_sign: Words  # type: ignore[valid-type]
    easier: str | None = None
    harder: str | None = None
    without_floor: str | None = None
    certainty: Certainty


class RoutineItemEntry(Entry):
    exercise: str
    sets: conint(ge=1, le=5) = 1  # type: ignore[valid-type]
    repetitions: conint(ge=1, le=30)  # type: ignore[valid-type]
    hold_seconds: conint(ge=0, le=1800) = 0  # type: ignore[valid-type]
    rest_seconds: conint(ge=0, le=300) = 15  # type: ignore[valid-type]


class RoutineEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    name: Name  # type: ignore[valid-type]
    for_whom: Words  # type: ignore[valid-type]
    asked_as: list[str] = []
    only_when_asked: bool = False
    suits: list[str] = []
    eased_by: Literal["bending", "arching"] | None = None
    from_age: conint(ge=16, le=100) | None = None  # type: ignore[valid-type]
    regions: conlist(str, min_items=1)  # type: ignore[valid-type]
    phases: conlist(Phase, min_items=1)  # type: ignore[valid-type]
    minutes: conint(ge=1, le=30)  # type: ignore[valid-type]
    how_often: Words  # type: ignore[valid-type]
    why: Words  # type: ignore[valid-type]
    items: conlist(RoutineItemEntry, min_items=2, max_items=8)  # type: ignore[valid-type]
    certainty: Certainty


class TechniqueEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    name: Name  # type: ignore[valid-type]
    other_names: list[str] = []
    what: Words  # type: ignore[valid-type]
    feels: Words  # type: ignore[valid-type]
    evidence: Words  # type: ignore[valid-type]
    course: Words  # type: ignore[valid-type]
    certainty: Certainty


class PrecautionEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    activity: Activity
    kind: Literal["before", "during", "after", "stop sign", "not on"]
    text: Words  # type: ignore[valid-type]


class ContraindicationEntry(Cited):
    condition: str
    activity: Literal["exercise", "massage", "advice"]
    exercises: list[str] = []
    techniques: list[str] = []
    topics: list[str] = []
    therapies: list[str] = []
    rule: Literal["avoid", "adapt", "ask first"]
    reason: Words  # type: ignore[valid-type]
    instead: Words  # type: ignore[valid-type]


class TherapyEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    name: Name  # type: ignore[valid-type]
    other_names: list[str] = []
    what: Words  # type: ignore[valid-type]
    evidence: Words  # type: ignore[valid-type]
    combine: Words  # type: ignore[valid-type]
    cautions: Words  # type: ignore[valid-type]
    certainty: Certainty


class TopicEntry(Cited):
    id: Slug  # type: ignore[valid-type]
    kind: Literal["self_care", "treatment", "cause", "massage"]
    title: Name  # type: ignore[valid-type]
    asked_as: conlist(Words, min_items=1)  # type: ignore[valid-type]
    # What people ask without one of these words; known by its meaning.
    questions: list[Words] = []  # type: ignore[valid-type]
    # What means it right after an answer of its kind: "how often?", after one about massage.
    follow_ups: list[Words] = []  # type: ignore[valid-type]
    # Whether it is still good advice while something should be looked at today.
    while_urgent: bool = False
    # Whether it is answered before exercises are offered to somebody who asks about them.
    about_exercise: bool = False
    answer: Words  # type: ignore[valid-type]
    more: str | None = None
    picture: Slug | None = None  # type: ignore[valid-type]
    certainty: Certainty


class EmergencyNumberEntry(Entry):
    country_code: constr(regex=r"^[A-Z]{2}$")  # type: ignore[valid-type]
    country: Name  # type: ignore[valid-type]
    also_called: list[str] = []
    ambulance: constr(min_length=2, max_length=40)  # type: ignore[valid-type]
    advice_line: str | None = None
    crisis_line: str | None = None
    checked_on: date


# Of what has another plural than with "s", the name of its file.
PLURAL = {"therapy": "therapies"}
SHAPES: dict[str, type[Entry]] = {
    "sources": SourceEntry,
    "conditions": ConditionEntry,
    "exercises": ExerciseEntry,
    "routines": RoutineEntry,
    "techniques": TechniqueEntry,
    "precautions": PrecautionEntry,
    "contraindications": ContraindicationEntry,
    "therapies": TherapyEntry,
    "topics": TopicEntry,
    "emergency_numbers": EmergencyNumberEntry,
}


@dataclass(frozen=True)
class Content:
    """All content files, read and checked."""

    sources: list[SourceEntry]
    conditions: list[ConditionEntry]
    exercises: list[ExerciseEntry]
    routines: list[RoutineEntry]
    techniques: list[TechniqueEntry]
    precautions: list[PrecautionEntry]
    contraindications: list[ContraindicationEntry]
    therapies: list[TherapyEntry]
    topics: list[TopicEntry]
    emergency_numbers: list[EmergencyNumberEntry]
    sha256: str


def check_sources_used(folder: Path, content: Content, cited: Iterable[str]) -> None:
    """See that every source is used, by the content or by what else cites it.

    Args:
        folder: folder of the content files.
        cited: ids of sources that the red flags cite.

    Raises:
        BrokenData: nothing uses a source (C009).
    """
    used = set(cited)
    for name in SHAPES:
        used.update(
            *(entry.sources for entry in getattr(content, name) if isinstance(entry, Cited))
        )
    unused = [
        problem("C009", folder / "sources.yml", source.line, kind="source")
        for source in content.sources
        if source.id not in used
    ]
    if unused:
        raise BrokenData(unused)


def read_content(folder: Path, today: date | None = None) -> Content:
    """Read and check the content files in ``folder``.

    Args:
        folder: folder that holds one file for each key of ``SHAPES``.
        today: day against which ``checked_on`` is checked; the present day if None.

    Returns:
        The entries of all files, and a fingerprint of what the files say.

    Raises:
        BrokenData: with every problem found in any of the files.
    """
    problems: list[Problem] = []
    entries: dict[str, list[Any]] = {}
    for name, shape in SHAPES.items():
        path = folder / f"{name}.yml"
        try:
            entries[name] = list(_read_entries(path, shape, problems))
        except BrokenData as broken:
            problems += broken.problems
    if problems:
        raise BrokenData(problems)
    content = Content(**entries, sha256=fingerprint(folder))
    problems = list(_Checks(content, folder, today or date.today()).run())
    if problems:
        raise BrokenData(problems)
    return content


def fingerprint(folder: Path) -> str:
    """SHA-256 over the content files in ``folder``, in a fixed order."""
    digest = hashlib.sha256()
    for name in SHAPES:
        path = folder / f"{name}.yml"
        digest.update(name.encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def _read_entries(path: Path, shape: type[Entry], problems: list[Problem]) -> Iterator[Entry]:
    raw = read_yaml(path)
    if not isinstance(raw, list):
        raise BrokenData([problem("C002", path, 1)])
    for index, item in enumerate(raw):
        if not isinstance(item, dict):
            problems.append(problem("C003", path, index + 1, field="-", detail="is no mapping"))
            continue
        try:
            yield shape(**item)
        except ValidationError as invalid:
            for error in invalid.errors():
                field = ".".join(str(part) for part in error["loc"])
                problems.append(problem("C003", path, item[LINE], field=field, detail=error["msg"]))


class _Checks:
    """Rules that hold between entries and between files."""

    def __init__(self, content: Content, folder: Path, today: date) -> None:
        self.content = content
        self.folder = folder
        self.today = today

    def run(self) -> Iterator[Problem]:
        yield from self._ids_are_unique()
        yield from self._names_are_unambiguous()
        yield from self._sources_exist()
        yield from self._exercises_fit_together()
        yield from self._routines_fit_together()
        yield from self._contraindications_fit_together()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.yml"

    def _each(self) -> Iterator[tuple[Path, Any]]:
        for name in SHAPES:
            for entry in getattr(self.content, name):
                yield self._file(name), entry

    def _missing(self, file: str, entry: Entry, kind: str, identifier: str) -> Problem:
        return problem(
            "C005",
            self._file(file),
            entry.line,
            kind=kind,
            id=identifier,
            where=PLURAL.get(kind, f"{kind}s") + ".yml",
        )

    def _ids_are_unique(self) -> Iterator[Problem]:
        seen: set[tuple[Path, str]] = set()
        for path, entry in self._each():
            identifier = getattr(entry, "id", None) or getattr(entry, "country_code", None)
            if identifier is None:
                continue
            if (path, identifier) in seen:
                yield problem("C004", path, entry.line, id=identifier)
            seen.add((path, identifier))

    def _names_are_unambiguous(self) -> Iterator[Problem]:
        groups = (
            ("conditions", lambda entry: entry.said_as),
            ("exercises", lambda entry: [entry.name, *entry.other_names]),
            ("techniques", lambda entry: [entry.name, *entry.other_names]),
            ("therapies", lambda entry: [entry.name, *entry.other_names]),
            ("topics", lambda entry: entry.asked_as),
            ("routines", lambda entry: [entry.name, *entry.asked_as]),
        )
        owner: dict[str, str] = {}
        for name, wordings in groups:
            for entry in getattr(self.content, name):
                for wording in wordings(entry):
                    known = owner.setdefault(wording.lower(), entry.id)
                    if known != entry.id:
                        yield problem(
                            "C012",
                            self._file(name),
                            entry.line,
                            detail=wording,
                            id=known,
                            of=entry.id,
                        )

    def _sources_exist(self) -> Iterator[Problem]:
        known = {source.id for source in self.content.sources}
        for path, entry in self._each():
            if hasattr(entry, "checked_on") and entry.checked_on > self.today:
                yield problem("C011", path, entry.line, detail=entry.checked_on)
            if not isinstance(entry, Cited):
                continue
            if not entry.sources:
                yield problem("C006", path, entry.line)
            for identifier in sorted(set(entry.sources) - known):
                yield self._missing(path.stem, entry, "source", identifier)

    def _exercises_fit_together(self) -> Iterator[Problem]:
        by_id = {exercise.id: exercise for exercise in self.content.exercises}
        for exercise in self.content.exercises:
            for other in (exercise.easier, exercise.harder, exercise.without_floor):
                if other is not None and other not in by_id:
                    yield self._missing("exercises", exercise, "exercise", other)
            easier = by_id.get(exercise.easier or "")
            if easier and easier.level > exercise.level:
                yield self._not_easier(exercise, easier)
            harder = by_id.get(exercise.harder or "")
            if harder and harder.level < exercise.level:
                yield self._not_easier(harder, exercise)
            standing = by_id.get(exercise.without_floor or "")
            if standing and standing.on_floor:
                path = self._file("exercises")
                yield problem("C014", path, exercise.line, id=standing.id)

    def _not_easier(self, exercise: ExerciseEntry, easier: ExerciseEntry) -> Problem:
        path = self._file("exercises")
        return problem("C007", path, exercise.line, id=easier.id, of=exercise.id)

    def _routines_fit_together(self) -> Iterator[Problem]:
        known = {exercise.id for exercise in self.content.exercises}
        conditions = {condition.id for condition in self.content.conditions}
        for routine in self.content.routines:
            for identifier in sorted(set(routine.suits) - conditions):
                yield self._missing("routines", routine, "condition", identifier)
            if routine.only_when_asked and not routine.asked_as:
                yield problem("C015", self._file("routines"), routine.line, id=routine.id)
            named = [item.exercise for item in routine.items]
            for identifier in sorted(set(named) - known):
                yield self._missing("routines", routine, "exercise", identifier)
            if len(set(named)) < len(named):
                yield problem("C010", self._file("routines"), routine.line, id=routine.id)

    def _contraindications_fit_together(self) -> Iterator[Problem]:
        known = {
            "condition": {entry.id for entry in self.content.conditions},
            "exercise": {entry.id for entry in self.content.exercises},
            "technique": {entry.id for entry in self.content.techniques},
            "topic": {entry.id for entry in self.content.topics},
            "therapy": {entry.id for entry in self.content.therapies},
        }
        seen: set[tuple[str, str, str]] = set()
        for entry in self.content.contraindications:
            for kind, named in (
                ("condition", [entry.condition]),
                ("exercise", entry.exercises),
                ("technique", entry.techniques),
                ("topic", entry.topics),
                ("therapy", entry.therapies),
            ):
                for identifier in sorted(set(named) - known[kind]):
                    yield self._missing("contraindications", entry, kind, identifier)
            if not self._fits(entry):
                path = self._file("contraindications")
                yield problem("C020", path, entry.line, detail=entry.activity)
            for target in targets_of(entry) or ["*"]:
                key = (entry.condition, entry.activity, target)
                if key in seen:
                    yield problem("C008", self._file("contraindications"), entry.line)
                seen.add(key)
        ruled = {entry.condition for entry in self.content.contraindications}
        for condition in self.content.conditions:
            if condition.id not in ruled:
                path = self._file("conditions")
                yield problem("C009", path, condition.line, kind="condition")

    @staticmethod
    def _fits(entry: ContraindicationEntry) -> bool:
        """Whether what a rule names is of the kind that its activity has."""
        kinds = {
            "exercise": entry.exercises,
            "massage": entry.techniques,
            "advice": entry.topics + entry.therapies,
        }
        own = kinds[entry.activity]
        return own == targets_of(entry) and bool(own or entry.activity != "advice")


def targets_of(entry: ContraindicationEntry) -> list[str]:
    """Ids of all that a rule names."""
    return entry.exercises + entry.techniques + entry.topics + entry.therapies
