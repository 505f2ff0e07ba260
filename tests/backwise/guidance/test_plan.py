"""Nothing contraindicated is ever suggested."""

from __future__ import annotations

import itertools

import pytest

from backwise.guidance.contraindications import closed_by, forbids, rules_for
from backwise.guidance.person import Person
from backwise.guidance.phrases import duration, summary
from backwise.guidance.plan import Plan, Wanted, choose
from backwise.guidance.variants import Catalogue
from backwise.knowledge.content import Content
from backwise.knowledge.queries import Knowledge

LOCATIONS = ["lower back", "mid back", "upper back", "neck", "hip", "buttock", "tailbone", "leg"]


def test_every_single_condition_and_every_pair(knowledge: Knowledge, content: Content) -> None:
    routines, exercises = knowledge.routines(knowledge.exercises()), knowledge.exercises()
    conditions = [condition.id for condition in content.conditions]
    rules = {name: knowledge.rules("exercise", [name]) for name in conditions}
    pairs = [*itertools.combinations_with_replacement(conditions, 2)]
    for (first, second), location, floor, days in itertools.product(
        pairs, ["lower back", "neck"], [True, False], [5, 60, 400]
    ):
        both = rules[first] + (rules[second] if second != first else [])
        person = Person(
            location=location,
            duration_days=days,
            floor=floor,
            conditions=frozenset({first, second}),
        )
        plan = choose(Catalogue(exercises, tuple(both), person), routines)
        assert (plan is None) is bool(closed_by(both))
        for step in plan.steps if plan else ():
            assert forbids(rules_for(step.exercise.id, both)) is None
            assert floor or not step.exercise.on_floor


@pytest.mark.parametrize("location", LOCATIONS)
@pytest.mark.parametrize("days", [None, 3, 60, 400])
def test_everybody_without_conditions_gets_a_whole_routine(
    knowledge: Knowledge, location: str, days: float | None
) -> None:
    person = Person(location=location, duration_days=days)
    plan = plan_of(knowledge, person)
    assert plan
    assert plan.left_out == ()
    assert location in plan.routine.regions
    assert person.phase in plan.routine.phases


def test_strong_pain_gets_the_gentle_routine(knowledge: Knowledge) -> None:
    plan = plan_of(knowledge, Person(location="lower back", duration_days=400, intensity=9))
    assert plan
    assert plan.routine.id == "gentle_start"


def test_pain_that_spreads_counts_as_nerve_pain() -> None:
    assert "nerve_pain" in Person.from_slots({"radiation": "yes"}).conditions
    assert "nerve_pain" not in Person.from_slots({"radiation": "no"}).conditions


def test_what_was_not_said_is_not_known() -> None:
    person = Person.from_slots({"location": "not said", "duration": "not said", "side": None})
    assert person == Person()
    assert summary(person) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0.5, "since today or yesterday"),
        (3, "for about 3 days"),
        (21, "for about 3 weeks"),
        (120, "for about 4 months"),
        (365, "for about a year"),
        (1095, "for about 3 years"),
    ],
)
def test_durations_in_words(days: float, words: str) -> None:
    assert duration(days) == words


def test_the_summary_of_all_that_is_known() -> None:
    person = Person("lower back", "left", 21, 6, False, "lifting")
    assert summary(person) == (
        "lower back, left side, for about 3 weeks, 6 out of 10, "
        "it stays in one place, started with lifting"
    )


def plan_of(knowledge: Knowledge, person: Person, wanted: Wanted | None = None) -> Plan:
    exercises = knowledge.exercises()
    rules = tuple(knowledge.rules("exercise", person.conditions))
    catalogue = Catalogue(exercises, rules, person)
    plan = choose(catalogue, knowledge.routines(exercises), wanted or Wanted())
    assert plan
    return plan


@pytest.mark.parametrize(
    ("person", "routine"),
    [
        (Person(location="lower back", duration_days=5, eased_by="bending"), "ease_by_bending"),
        (Person(location="lower back", duration_days=5, eased_by="arching"), "ease_by_arching"),
        (Person(conditions=frozenset({"nerve_pain"}), duration_days=5), "sciatica_first_weeks"),
        (Person(conditions=frozenset({"nerve_pain"}), duration_days=60), "sciatica_later"),
        (Person(conditions=frozenset({"spinal_stenosis"}), duration_days=400), "stenosis_bend"),
        (Person(conditions=frozenset({"pregnancy"}), duration_days=30), "pregnancy_ease"),
        (Person(conditions=frozenset({"osteoporosis"}), duration_days=400), "bones_safe"),
        (Person(age=71, duration_days=400), "over_65"),
        (
            Person(age=71, conditions=frozenset({"osteoporosis"}), duration_days=400),
            "bones_safe",
        ),
        (Person(age=71, conditions=frozenset({"osteoporosis"})), "bones_safe"),
        (Person(location="neck", duration_days=3), "neck_first_days"),
        (Person(location="upper back", duration_days=100), "upper_back_free"),
    ],
)
def test_the_routine_is_the_one_made_for_the_person(
    knowledge: Knowledge, person: Person, routine: str
) -> None:
    assert plan_of(knowledge, person).routine.id == routine


def test_a_routine_is_given_by_name(knowledge: Knowledge) -> None:
    assert plan_of(knowledge, Person(), Wanted(routine="desk_minute")).routine.id == "desk_minute"


def test_what_needs_the_floor_is_replaced_by_what_does_not(knowledge: Knowledge) -> None:
    person = Person(location="lower back", duration_days=400, floor=False)
    plan = plan_of(knowledge, person, Wanted(routine="trunk_strength"))
    assert len(plan.steps) >= 3
    assert not any(step.exercise.on_floor for step in plan.steps)


@pytest.mark.parametrize("week", range(12))
def test_two_successive_weeks_are_not_the_same(knowledge: Knowledge, week: int) -> None:
    person = Person(location="lower back", duration_days=400)
    this, following = (
        plan_of(knowledge, person, Wanted(variation=number)) for number in (week, week + 1)
    )
    assert this.steps != following.steps
    assert len(this.steps) == len({step.exercise.id for step in this.steps})


def test_a_step_back_is_easier_and_a_step_forward_is_harder(knowledge: Knowledge) -> None:
    person = Person(location="lower back", duration_days=400)
    back, now, forward = (
        sum(step.exercise.level for step in plan_of(knowledge, person, Wanted(stage=stage)).steps)
        for stage in (-1, 0, 1)
    )
    assert back < now < forward


def test_no_variant_of_any_exercise_is_forbidden_or_on_the_floor_against_the_wish(
    knowledge: Knowledge, content: Content
) -> None:
    exercises = knowledge.exercises()
    pairs = itertools.combinations_with_replacement([one.id for one in content.conditions], 2)
    for (first, second), floor in itertools.product(pairs, [True, False]):
        conditions = frozenset({first, second})
        rules = tuple(knowledge.rules("exercise", conditions))
        catalogue = Catalogue(exercises, rules, Person(conditions=conditions, floor=floor))
        for exercise in exercises.values():
            found = [catalogue.easier(exercise), catalogue.harder(exercise)]
            found += [catalogue.instead(exercise), *catalogue.others(exercise)]
            for other in filter(None, found):
                assert forbids(rules_for(other.id, rules)) is None
                assert floor or not other.on_floor


def test_every_wish_stage_and_week_keeps_out_what_is_forbidden(
    knowledge: Knowledge, content: Content
) -> None:
    routines, exercises = knowledge.routines(knowledge.exercises()), knowledge.exercises()
    names = [None, *(routine.id for routine in routines)]
    for condition, floor in itertools.product(content.conditions, [True, False]):
        conditions = frozenset({condition.id})
        rules = knowledge.rules("exercise", conditions)
        for name, stage, week in itertools.product(names, [-1, 0, 1], [0, 1, 2]):
            person = Person(conditions=conditions, floor=floor)
            plan = choose(
                Catalogue(exercises, tuple(rules), person), routines, Wanted(name, stage, week)
            )
            assert (plan is None) is bool(closed_by(rules))
            for step in plan.steps if plan else ():
                assert forbids(rules_for(step.exercise.id, rules)) is None
                assert floor or not step.exercise.on_floor
