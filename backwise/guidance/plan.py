"""Chooses a routine that fits a person, and nothing that could harm them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backwise.guidance.person import STRONG_PAIN, Person
from backwise.knowledge.queries import Routine, RoutineStep, Rule

# A routine with fewer steps left is no routine any more.
FEWEST_STEPS = 2


@dataclass(frozen=True)
class Plan:
    """A routine as it fits one person.

    Attributes:
        routine: the routine that was chosen.
        steps: its steps without those that are not for this person.
        left_out: the steps that were taken out.
        reasons: rules that took them out.
        adapted: rules that change how the remaining steps are done.
    """

    routine: Routine
    steps: tuple[RoutineStep, ...]
    left_out: tuple[RoutineStep, ...]
    reasons: tuple[Rule, ...]
    adapted: tuple[Rule, ...]


def closed_by(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that close a whole activity until a clinician has said yes."""
    return [rule for rule in rules if rule.target is None and rule.rule in ("avoid", "ask first")]


def rules_for(target: str, rules: Iterable[Rule]) -> list[Rule]:
    """Rules that hold for one exercise or technique, the strictest first."""
    order = {"avoid": 0, "ask first": 1, "adapt": 2}
    found = [rule for rule in rules if rule.target in (target, None)]
    return sorted(found, key=lambda rule: order[rule.rule])


def forbids(rules: Iterable[Rule]) -> Rule | None:
    """The first rule that forbids, or None if all only adapt."""
    return next((rule for rule in rules if rule.rule != "adapt"), None)


def choose(person: Person, routines: Iterable[Routine], rules: list[Rule]) -> Plan | None:
    """The routine that fits best, without anything that is not for this person.

    Args:
        person: what is known about them.
        routines: all routines.
        rules: what their conditions forbid or change in exercises.

    Returns:
        The plan; None if an exercise is only allowed after asking a clinician, or if
        too little of every routine remains.
    """
    if closed_by(rules):
        return None
    plans = [_fit(routine, person, rules) for routine in routines]
    plans = [plan for plan in plans if len(plan.steps) >= FEWEST_STEPS]
    return max(plans, key=lambda plan: _score(plan, person), default=None)


def _fit(routine: Routine, person: Person, rules: list[Rule]) -> Plan:
    kept, left_out = [], []
    reasons: list[Rule] = []
    adapted: list[Rule] = []
    for step in routine.steps:
        found = rules_for(step.exercise.id, rules)
        forbidding = forbids(found)
        if forbidding:
            reasons.append(forbidding)
            left_out.append(step)
        elif step.exercise.on_floor and not person.floor:
            left_out.append(step)
        else:
            adapted += found
            kept.append(step)
    return Plan(
        routine,
        tuple(kept),
        tuple(left_out),
        tuple(dict.fromkeys(reasons)),
        tuple(dict.fromkeys(adapted)),
    )


def _score(plan: Plan, person: Person) -> tuple[bool, bool, float, int]:
    """Place first, then phase, then how much of the routine is left."""
    routine = plan.routine
    phase = "acute" if (person.intensity or 0) >= STRONG_PAIN else person.phase
    share = len(plan.steps) / len(routine.steps)
    return (
        (person.location or "lower back") in routine.regions,
        share > 1 / 2,
        (phase in routine.phases) + share,
        -len(routine.phases),
    )
