"""What the content leaves out: exercises that nothing leads to, and people left with none."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

from backwise.knowledge.content import Content
from backwise.problems import Problem, problem

AVOID = "avoid"


def check_orphans(folder: Path, content: Content) -> list[Problem]:
    """Every exercise that no routine and no other exercise leads to, and has no other name."""
    used = Counter(item.exercise for routine in content.routines for item in routine.items)
    for exercise in content.exercises:
        used.update(filter(None, (exercise.easier, exercise.harder, exercise.without_floor)))
    return [
        problem("C018", folder / "exercises.yml", exercise.line, id=exercise.id)
        for exercise in content.exercises
        if not used[exercise.id] and not exercise.other_names
    ]


def check_alternatives(folder: Path, content: Content) -> list[Problem]:
    """Every exercise that a condition forbids without leaving another in its stead.

    Another one is for the same place or has the same purpose, and is no harder.
    """
    avoided: dict[str, set[str]] = defaultdict(set)
    rules = [entry for entry in content.contraindications if entry.rule == AVOID]
    for entry in rules:
        avoided[entry.condition].update(entry.exercises)
    by_id = {exercise.id: exercise for exercise in content.exercises}
    return [
        problem("C019", folder / "contraindications.yml", entry.line, id=name)
        for entry in rules
        for name in entry.exercises
        if not any(
            (other.region == by_id[name].region or other.goal == by_id[name].goal)
            and other.level <= by_id[name].level
            and other.id not in avoided[entry.condition]
            for other in content.exercises
        )
    ]
