"""A routine done together, exercise by exercise: where somebody stands, and what is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backwise.guidance.person import STRONG_PAIN
from backwise.guidance.variants import Catalogue, usual
from backwise.knowledge.queries import Exercise, RoutineStep

# How often the plan may step back or forward from where it began.
FARTHEST_STAGE = 1
# A rise of so many points of 10 is more than pain varies by itself (fact base, section 3).
RISE_OF_PAIN = 2
# With more pain than this, of 10, an exercise is left out (the same section).
MOST_PAIN = 4
# What somebody wants who says in the middle how it feels.
VERSION_FOR = {"hard": "easier", "easy": "harder"}
# What somebody may want done with an exercise.
SWAP = "swap"
CHANGES = frozenset({*VERSION_FOR.values(), SWAP})
STAGE_OF = {"easy": 1, "right": 0, "hard": -1, "worse": -1}


@dataclass(frozen=True)
class Session:
    """A routine that somebody is doing, or was offered.

    Attributes:
        routine: id of the routine.
        steps: its exercises with their dose, as it fits this person.
        at: index of the exercise they are at; -1 before the first one.
    """

    routine: str
    steps: tuple[RoutineStep, ...]
    at: int = -1

    @property
    def started(self) -> bool:
        """Whether the first exercise has been shown."""
        return self.at >= 0

    @property
    def over(self) -> bool:
        """Whether the last exercise has been done."""
        return self.at >= len(self.steps)

    @property
    def step(self) -> RoutineStep:
        """The exercise that they are at."""
        return self.steps[min(max(self.at, 0), len(self.steps) - 1)]

    def moved(self, by: int) -> Session:
        """One exercise on or back; never back before the first one."""
        return replace(self, at=max(0, self.at + by))

    def finished(self) -> Session:
        """With nothing left to do."""
        return replace(self, at=len(self.steps))

    def with_exercise(self, exercise: Exercise) -> Session:
        """With another exercise in the place where they are."""
        at = min(max(self.at, 0), len(self.steps) - 1)
        steps = (*self.steps[:at], usual(exercise), *self.steps[at + 1 :])
        return replace(self, steps=steps, at=at)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for a slot."""
        return {
            "routine": self.routine,
            "at": self.at,
            "steps": [
                [
                    step.exercise.id,
                    step.sets,
                    step.repetitions,
                    step.hold_seconds,
                    step.rest_seconds,
                ]
                for step in self.steps
            ],
        }

    @classmethod
    def from_dict(cls, data: Any, exercises: Mapping[str, Exercise]) -> Session | None:
        """The session that a slot holds; None if there is none or it cannot be read."""
        try:
            steps = tuple(
                RoutineStep(exercises[name], *map(int, dose)) for name, *dose in data["steps"]
            )
            return cls(str(data["routine"]), steps, int(data["at"])) if steps else None
        except (KeyError, TypeError, ValueError):
            return None


def is_under_way(data: Any) -> bool:
    """Whether the session in a slot has been started; no exercises are needed to tell."""
    return isinstance(data, dict) and int(data.get("at", -1)) >= 0


def exercises_in(data: Any) -> tuple[str, ...]:
    """Ids of the exercises of the session in a slot, in their order; none without a session."""
    steps = data.get("steps") if isinstance(data, dict) else None
    return tuple(str(step[0]) for step in steps or ())


def place_named(exercises: Sequence[str], number: Any, names: Iterable[Any] = ()) -> int | None:
    """The place of an exercise that somebody names.

    Args:
        exercises: ids of the exercises of a session, in their order.
        number: the number that is named, from 1.
        names: ids of the exercises that are named.

    Returns:
        its index in the session; None if it is not in it.
    """
    if str(number).isdigit() and 1 <= int(number) <= len(exercises):
        return int(number) - 1
    return next((exercises.index(name) for name in names if name in exercises), None)


def other_exercise(command: str, session: Session, catalogue: Catalogue) -> Exercise | None:
    """What takes the place of the present exercise; None if there is nothing fitting.

    Args:
        command: "easier", "harder" or "swap".
        session: the session, which never gets an exercise twice.
        catalogue: the exercises that the person may do.
    """
    exercise = session.step.exercise
    taken = {step.exercise.id for step in session.steps}
    if command == "easier":
        return catalogue.easier(exercise, taken)
    if command == "harder":
        return catalogue.harder(exercise, taken)
    others = catalogue.others(exercise, taken) or catalogue.akin(exercise, taken)
    return others[0] if others else None


def pain_rose(before: float | None, now: float) -> bool:
    """Whether the pain after a session says that it was too much.

    Args:
        before: pain from 0 to 10 before the session; None if it was not said.
        now: pain from 0 to 10 after it.
    """
    return now >= STRONG_PAIN or (before is not None and now - before >= RISE_OF_PAIN)


def hurts_too_much(before: float | None, now: float) -> bool:
    """Whether the pain in the middle of an exercise says to leave it out.

    Args:
        before: pain from 0 to 10 before the session; None if it was not said.
        now: pain from 0 to 10 while doing it.
    """
    return now > MOST_PAIN if before is None else now - before > RISE_OF_PAIN or now >= STRONG_PAIN


def stage_after(stage: int, felt: Iterable[str]) -> int:
    """How far the plan steps back or forward after what people felt.

    Args:
        stage: -1, 0 or 1, as it was.
        felt: "easy", "right", "hard" or "worse", one of each session, the latest last.
            Pain that gets worse steps back at once; two easy sessions step forward.
    """
    felt = list(felt)
    if not felt:
        return stage
    if STAGE_OF.get(felt[-1], 0) < 0:
        return max(-FARTHEST_STAGE, stage - 1)
    if felt[-2:] == ["easy", "easy"]:
        return min(FARTHEST_STAGE, stage + 1)
    return stage
