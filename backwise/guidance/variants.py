"""What may take the place of an exercise: easier, harder, standing, or another one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backwise.guidance.contraindications import forbids, rules_for
from backwise.guidance.person import Person
from backwise.knowledge.queries import Exercise, RoutineStep, Rule

# Longer holds are not holds but times to spend, as with walking, in seconds.
LONGEST_HOLD = 60
# What nobody has to buy. On a mat one can lie on a rug or a folded blanket.
IN_EVERY_HOME = frozenset(
    ["none", "mat", "chair", "firm chair", "cushion", "pillow", "towel", "wall", "sock", "step"]
    + ["doorway", "comfortable shoes", "towel, if your hands do not reach", "worktop or wall"]
)


@dataclass(frozen=True)
class Catalogue:
    """The exercises that one person may do.

    Args:
        exercises: all exercises by id.
        rules: what the conditions of the person forbid or change.
        person: what is known about them.
    """

    exercises: Mapping[str, Exercise]
    rules: tuple[Rule, ...]
    person: Person

    def allows(self, exercise: Exercise) -> bool:
        """Whether no rule forbids the exercise, and the person has what and where to do it."""
        if exercise.on_floor and not self.person.floor:
            return False
        if not self.has(exercise.equipment):
            return False
        return self.forbidding(exercise) is None

    def has(self, equipment: str) -> bool:
        """Whether the person has what an exercise needs, as far as they said."""
        lacks = self.person.lacks
        if "anything" in lacks and equipment not in IN_EVERY_HOME:
            return False
        return not any(thing in equipment.split() for thing in lacks)

    def forbidding(self, exercise: Exercise) -> Rule | None:
        """The first rule that forbids the exercise, or None if all only adapt."""
        return forbids(rules_for(exercise.id, self.rules))

    def easier(self, exercise: Exercise, taken: Collection[str] = ()) -> Exercise | None:
        """The next easier version that the person may do; None if there is none."""
        return self._along("easier_id", exercise, taken)

    def harder(self, exercise: Exercise, taken: Collection[str] = ()) -> Exercise | None:
        """The next harder version that the person may do; None if there is none."""
        return self._along("harder_id", exercise, taken)

    def instead(self, exercise: Exercise, taken: Collection[str] = ()) -> Exercise | None:
        """What replaces an exercise that the person must not or cannot do."""
        standing = self.exercises.get(exercise.without_floor_id or "")
        if standing and standing.id not in taken and self.allows(standing):
            return standing
        return self.easier(exercise, taken)

    def others(self, exercise: Exercise, taken: Collection[str] = ()) -> list[Exercise]:
        """Exercises for the same place and goal, no harder, in a fixed order after this one."""
        alike = [
            other
            for other in self._no_harder(exercise, taken)
            if (other.region, other.goal) == (exercise.region, exercise.goal)
        ]
        return [other for other in alike if other.id > exercise.id] + [
            other for other in alike if other.id < exercise.id
        ]

    def akin(self, exercise: Exercise, taken: Collection[str] = ()) -> list[Exercise]:
        """Exercises with the same goal, for whatever place, no harder, in a fixed order."""
        return [one for one in self._no_harder(exercise, taken) if one.goal == exercise.goal]

    def _no_harder(self, exercise: Exercise, taken: Collection[str]) -> list[Exercise]:
        return sorted(
            (
                other
                for other in self.exercises.values()
                if other.level <= exercise.level
                and other.id not in {exercise.id, *taken}
                and self.allows(other)
            ),
            key=lambda other: other.id,
        )

    def _along(self, way: str, exercise: Exercise, taken: Collection[str]) -> Exercise | None:
        seen = {exercise.id}
        other = self.exercises.get(getattr(exercise, way) or "")
        while other and other.id not in seen:
            if other.id not in taken and self.allows(other):
                return other
            seen.add(other.id)
            other = self.exercises.get(getattr(other, way) or "")
        return None


def is_time(step: RoutineStep) -> bool:
    """Whether a step is a time to spend, such as a walk, and no hold."""
    return step.hold_seconds > LONGEST_HOLD


def usual(exercise: Exercise) -> RoutineStep:
    """An exercise with its own usual dose."""
    return RoutineStep(exercise, exercise.sets, exercise.repetitions, exercise.hold_seconds)
