"""Chooses and composes a routine that fits a person, and nothing that could harm them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from backwise.guidance.contraindications import ADAPT, closed_by, rules_for
from backwise.guidance.person import STRONG_PAIN, Person
from backwise.guidance.variants import Catalogue, usual
from backwise.knowledge.queries import Routine, RoutineStep, Rule

# A routine with fewer steps left is no routine any more.
FEWEST_STEPS = 2


@dataclass(frozen=True)
class Plan:
    """A routine as it fits one person.

    Attributes:
        routine: the routine that was chosen.
        steps: its steps; what is not for this person is replaced or taken out.
        left_out: the steps that were taken out or replaced.
        reasons: rules that took them out.
        adapted: rules that change how the remaining steps are done.
    """

    routine: Routine
    steps: tuple[RoutineStep, ...]
    left_out: tuple[RoutineStep, ...]
    reasons: tuple[Rule, ...]
    adapted: tuple[Rule, ...]


@dataclass(frozen=True)
class Wanted:
    """What a plan is to be like, beyond what is known about the person.

    Attributes:
        routine: id of the routine that was asked for by name.
        stage: -1 for a step back, 0 as it is, 1 for a step forward.
        variation: how many sessions were reported; plans with other numbers differ.
    """

    routine: str | None = None
    stage: int = 0
    variation: int = 0


AS_IT_IS = Wanted()


def choose(
    catalogue: Catalogue, routines: Iterable[Routine], wanted: Wanted = AS_IT_IS
) -> Plan | None:
    """The routine that fits best, without anything that is not for this person.

    Args:
        catalogue: the person, and the exercises that they may do.
        routines: all routines.
        wanted: what they asked for, and how they are getting on.

    Returns:
        The plan; None if an exercise is only allowed after asking a clinician, or if
        too little of every routine remains.
    """
    if closed_by(catalogue.rules):
        return None
    person = catalogue.person
    routines = list(routines)
    asked = [routine for routine in routines if routine.id == wanted.routine]
    best = _best(asked, catalogue) or _best(
        [routine for routine in routines if _is_for(routine, person)], catalogue
    )
    return best and _varied(_staged(best, catalogue, wanted.stage), catalogue, wanted.variation)


def _best(routines: Iterable[Routine], catalogue: Catalogue) -> Plan | None:
    plans = [_fit(routine, catalogue) for routine in routines]
    plans = [plan for plan in plans if len(plan.steps) >= FEWEST_STEPS]
    return max(plans, key=lambda plan: _score(plan, catalogue.person), default=None)


def _is_for(routine: Routine, person: Person) -> bool:
    """Whether a routine may be offered to a person who did not ask for it by name."""
    if routine.only_when_asked:
        return False
    if routine.suits and not person.conditions.intersection(routine.suits):
        return False
    if routine.eased_by and routine.eased_by != person.eased_by:
        return False
    return not routine.from_age or (person.age or 0) >= routine.from_age


def _fit(routine: Routine, catalogue: Catalogue) -> Plan:
    """The routine with every step replaced or taken out that is not for the person."""
    kept: list[RoutineStep] = []
    left_out: list[RoutineStep] = []
    reasons: list[Rule] = []
    named = {step.exercise.id for step in routine.steps}
    for step in routine.steps:
        if catalogue.allows(step.exercise):
            kept.append(step)
            continue
        left_out.append(step)
        forbidding = catalogue.forbidding(step.exercise)
        if forbidding:
            reasons.append(forbidding)
        taken = named | {other.exercise.id for other in kept}
        other = catalogue.instead(step.exercise, taken)
        if other:
            kept.append(usual(other))
    plan = Plan(routine, tuple(kept), tuple(left_out), tuple(dict.fromkeys(reasons)), ())
    return _with_advice(plan, catalogue)


def _staged(plan: Plan, catalogue: Catalogue, stage: int) -> Plan:
    """The plan with easier or harder versions, where the person may do them."""
    if not stage:
        return plan
    steps: list[RoutineStep] = []
    for step in plan.steps:
        taken = {other.exercise.id for other in (*plan.steps, *steps)}
        find = catalogue.easier if stage < 0 else catalogue.harder
        other = find(step.exercise, taken)
        steps.append(usual(other) if other else step)
    return _with_advice(replace(plan, steps=tuple(steps)), catalogue)


def _varied(plan: Plan, catalogue: Catalogue, variation: int) -> Plan:
    """A later plan: each time another step gives way to one of its kind."""
    if variation <= 0:
        return plan
    steps = list(plan.steps)
    count = len(steps)
    for place in [(variation + turn) % count for turn in range(count)]:
        taken = {step.exercise.id for step in steps}
        others = catalogue.others(steps[place].exercise, taken)
        if others:
            steps[place] = usual(others[variation % len(others)])
            break
    return _with_advice(replace(plan, steps=tuple(steps)), catalogue)


def _with_advice(plan: Plan, catalogue: Catalogue) -> Plan:
    adapted = [
        rule
        for step in plan.steps
        for rule in rules_for(step.exercise.id, catalogue.rules)
        if rule.rule == ADAPT
    ]
    return replace(plan, adapted=tuple(dict.fromkeys(adapted)))


def _score(plan: Plan, person: Person) -> tuple[bool, bool, bool, bool, bool, float, int]:
    """Place first, then what it is made for, then phase, then how much of it is left.

    What somebody has or feels says more than how old they are: thin bones at 71 need
    the routine for thin bones.
    """
    routine = plan.routine
    phase = "acute" if (person.intensity or 0) >= STRONG_PAIN else person.phase
    untouched = 1 - len(plan.left_out) / len(routine.steps)
    return (
        (person.location or "lower back") in routine.regions,
        untouched > 1 / 2,
        phase in routine.phases,
        bool(routine.suits or routine.eased_by),
        bool(routine.from_age),
        untouched,
        -len(routine.phases),
    )
