"""Chooses and composes a routine that fits a person, and nothing that could harm them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from backwise.guidance.activities import activities
from backwise.guidance.contraindications import ADAPT, closed_by, rules_for
from backwise.guidance.person import STRONG_PAIN, Person
from backwise.guidance.variants import Catalogue, is_time, usual
from backwise.knowledge.queries import Routine, RoutineStep, Rule

# A routine with fewer steps left is no routine any more.
FEWEST_STEPS = 2
# More than two things at once would make a plan for nothing.
MOST_ACTIVITIES = 2
# How long one repetition without a hold takes, in seconds.
SECONDS_OF_A_REPETITION = 4
SECONDS_PER_MINUTE = 60
# A time to spend, as with walking, is not cut below this, in seconds.
SHORTEST_TIME_TO_SPEND = 120
# Where it hurts if nobody said: most routines are for it.
USUAL_PLACES = ("lower back",)


@dataclass(frozen=True)
class Because:
    """One reason for the plan: the name of a phrase, and what fills it."""

    phrase: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Plan:
    """A routine as it fits one person.

    Attributes:
        routine: the routine that was chosen.
        steps: its steps; what is not for this person is replaced or taken out.
        left_out: the steps that were taken out or replaced.
        reasons: rules that took them out.
        adapted: rules that change how the remaining steps are done.
        minutes: about how long it takes.
        because: why this routine, and why it is as it is, one reason for each choice.
    """

    routine: Routine
    steps: tuple[RoutineStep, ...]
    left_out: tuple[RoutineStep, ...]
    reasons: tuple[Rule, ...]
    adapted: tuple[Rule, ...]
    minutes: int = 0
    because: tuple[Because, ...] = ()


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
    if best is None and person.lacks:
        # Without what is missing nothing is left; with it there is at least a plan.
        with_all = replace(catalogue, person=replace(person, lacks=frozenset()))
        return choose(with_all, routines, wanted)
    if best is None:
        return None
    plan = replace(best, minutes=best.routine.minutes, because=_reasons(best, person, wanted))
    plan = _varied(_staged(plan, catalogue, wanted.stage), catalogue, wanted.variation)
    for activity in person.wants_back[:MOST_ACTIVITIES]:
        plan = _leading_to(activity, plan, catalogue)
    return _shortened(plan, catalogue)


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
        if other is None and not catalogue.has(step.exercise.equipment):
            other = next(iter(catalogue.others(step.exercise, taken)), None)
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
    reason = Because("because_easier" if stage < 0 else "because_harder")
    return _with_advice(_because(replace(plan, steps=tuple(steps)), reason), catalogue)


def _varied(plan: Plan, catalogue: Catalogue, variation: int) -> Plan:
    """A later plan: each time another step gives way, or none; two in a row always differ."""
    taken = {step.exercise.id for step in plan.steps}
    changes = [
        (rank, place, other)
        for place, step in enumerate(plan.steps)
        for rank, other in enumerate(catalogue.others(step.exercise, taken))
    ] or [
        (rank, place, other)
        for place, step in enumerate(plan.steps)
        for rank, other in enumerate(catalogue.akin(step.exercise, taken))
    ]
    turn = variation % (len(changes) + 1)
    if turn == 0:
        return plan
    _, place, other = sorted(changes, key=lambda change: change[:2])[turn - 1]
    steps = (*plan.steps[:place], usual(other), *plan.steps[place + 1 :])
    varied = replace(plan, steps=steps)
    return _with_advice(_because(varied, Because("because_varied")), catalogue)


def _leading_to(activity: str, plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan with an exercise that leads to what somebody wants to do again.

    It is no harder than what the plan holds already.
    """
    wanted = activities().get(activity)
    if wanted is None:
        return plan
    hardest = max(step.exercise.level for step in plan.steps)
    known = [catalogue.exercises[name] for name in wanted.exercises if name in catalogue.exercises]
    fits = [one for one in known if catalogue.allows(one) and one.level <= hardest]
    if not fits:
        return plan
    there = {step.exercise.id for step in plan.steps}
    chosen = next((one for one in reversed(fits) if one.id in there), fits[-1])
    reason = Because(
        "because_activity", {"activity": activity, "exercise": chosen.name, "why": wanted.why}
    )
    if chosen.id in there:
        return _because(plan, reason)
    *first, last = plan.steps
    steps = (*first, usual(chosen), last) if is_time(last) else (*plan.steps, usual(chosen))
    longer = replace(plan, steps=steps, minutes=_minutes(steps, plan))
    return _with_advice(_because(longer, reason), catalogue)


def _shortened(plan: Plan, catalogue: Catalogue) -> Plan:
    """The plan cut to the minutes that somebody has: first walks and rests, then steps.

    The most different steps stay; what leads to something that they want to do again goes last.
    """
    limit = catalogue.person.minutes
    if limit is None or plan.minutes <= limit:
        return plan
    steps = list(plan.steps)
    while _minutes(steps, plan) > limit and any(map(_can_be_cut, steps)):
        longest = max(filter(_can_be_cut, steps), key=lambda step: step.hold_seconds)
        shorter_by_a_minute = longest.hold_seconds - SECONDS_PER_MINUTE
        steps[steps.index(longest)] = replace(longest, hold_seconds=shorter_by_a_minute)
    named = {reason.values.get("exercise") for reason in plan.because}
    while len(steps) > FEWEST_STEPS and _minutes(steps, plan) > limit:
        goals = [step.exercise.goal for step in steps]
        steps.remove(
            max(
                steps,
                key=lambda step: (
                    step.exercise.name not in named,
                    goals.count(step.exercise.goal),
                    _seconds(step),
                ),
            )
        )
    shorter = replace(plan, steps=tuple(steps), minutes=_minutes(steps, plan))
    reason = Because("because_minutes", {"minutes": shorter.minutes})
    return _with_advice(_because(shorter, reason), catalogue)


def _can_be_cut(step: RoutineStep) -> bool:
    """Whether a time to spend can be a minute shorter and still be worth it."""
    return step.hold_seconds >= SHORTEST_TIME_TO_SPEND + SECONDS_PER_MINUTE


def _seconds(step: RoutineStep) -> float:
    """About how long a step takes, in seconds."""
    sides = 2 if step.exercise.each_side else 1
    repetition = step.hold_seconds or SECONDS_OF_A_REPETITION
    return step.sets * (step.repetitions * repetition * sides + step.rest_seconds)


def _minutes(steps: Iterable[RoutineStep], plan: Plan) -> int:
    """About how long steps take, as measured by what the whole routine takes."""
    whole = sum(_seconds(step) for step in plan.routine.steps)
    return max(1, round(plan.routine.minutes * sum(_seconds(step) for step in steps) / whole))


def _reasons(plan: Plan, person: Person, wanted: Wanted) -> tuple[Because, ...]:
    """Why this routine, and what the person said that shaped it."""
    routine = plan.routine
    reasons = []
    if routine.id == wanted.routine:
        reasons.append(Because("because_asked"))
    elif routine.eased_by:
        reasons.append(Because(f"because_{routine.eased_by}"))
    elif _is_for_strong_pain(routine, person):
        reasons.append(Because("because_strong", {"for_whom": routine.for_whom}))
    elif person.duration_days is None and not (routine.suits or routine.from_age):
        reasons.append(Because("because_gentle", {"for_whom": routine.for_whom}))
    else:
        reasons.append(Because("because_for", {"for_whom": routine.for_whom}))
    if not person.floor:
        reasons.append(Because("because_floor"))
    things = sorted(person.lacks - {"anything"}) or (["any equipment"] if person.lacks else [])
    if things:
        reasons.append(Because("because_lacks", {"things": ", ".join(things)}))
    return tuple(reasons)


def _is_for_strong_pain(routine: Routine, person: Person) -> bool:
    """Whether a routine for the first days was chosen although these are over."""
    return _phase(person) in routine.phases and person.phase not in routine.phases


def _phase(person: Person) -> str:
    """The phase of the pain; strong pain is treated as if it was new."""
    return "acute" if (person.intensity or 0) >= STRONG_PAIN else person.phase


def _because(plan: Plan, reason: Because) -> Plan:
    return replace(plan, because=(*plan.because, reason))


def _with_advice(plan: Plan, catalogue: Catalogue) -> Plan:
    adapted = [
        rule
        for step in plan.steps
        for rule in rules_for(step.exercise.id, catalogue.rules)
        if rule.rule == ADAPT
    ]
    return replace(plan, adapted=tuple(dict.fromkeys(adapted)))


def _score(plan: Plan, person: Person) -> tuple[int, bool, bool, bool, bool, float, int]:
    """Place first, then what it is made for, then phase, then how much of it is left.

    What somebody has or feels says more than how old they are: thin bones at 71 need
    the routine for thin bones.
    """
    routine = plan.routine
    untouched = 1 - len(plan.left_out) / len(routine.steps)
    return (
        len({*(person.places or USUAL_PLACES)}.intersection(routine.regions)),
        untouched > 1 / 2,
        _phase(person) in routine.phases,
        bool(routine.suits or routine.eased_by),
        bool(routine.from_age),
        untouched,
        -len(routine.phases),
    )
