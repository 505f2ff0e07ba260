"""The plan fits time, things and what people want to do again; and it stays safe."""

from __future__ import annotations

import itertools

import pytest

from backwise.guidance.activities import activities
from backwise.guidance.person import Person
from backwise.guidance.phrases import dose, phrase
from backwise.guidance.plan import FEWEST_STEPS, MOST_ACTIVITIES, Plan, Wanted, choose
from backwise.guidance.variants import IN_EVERY_HOME, Catalogue
from backwise.knowledge.content import Content
from backwise.knowledge.queries import Knowledge

THINGS = ["mat", "chair", "band", "weight", "wall", "anything"]


@pytest.fixture(scope="module")
def plan_for(knowledge: Knowledge):  # type: ignore[no-untyped-def]
    exercises = knowledge.exercises()
    routines = knowledge.routines(exercises)

    def make(person: Person, wanted: Wanted | None = None) -> Plan:
        rules = tuple(knowledge.rules("exercise", person.conditions))
        plan = choose(Catalogue(exercises, rules, person), routines, wanted or Wanted())
        assert plan is not None
        return plan

    return make


@pytest.mark.parametrize("minutes", [2, 3, 5, 8, 10, 15, 20])
@pytest.mark.parametrize("days", [3, 60, 400])
def test_a_plan_takes_no_longer_than_somebody_has(plan_for, minutes: int, days: int) -> None:  # type: ignore[no-untyped-def]
    plan = plan_for(Person(location="lower back", duration_days=days, minutes=minutes))
    assert plan.minutes <= max(minutes, 2)
    assert len(plan.steps) >= FEWEST_STEPS
    assert len({step.exercise.goal for step in plan.steps}) >= 2


@pytest.mark.parametrize("minutes", [3, 5, 8])
def test_a_walk_that_is_cut_is_still_a_walk(plan_for, minutes: int) -> None:  # type: ignore[no-untyped-def]
    plan = plan_for(Person(location="lower back", duration_days=3, minutes=minutes))
    walks = [step for step in plan.steps if step.exercise.id == "walking"]
    assert all(dose(step).endswith(" min") for step in walks)
    assert walks or minutes < 5


def test_who_has_time_enough_gets_the_whole_routine(plan_for) -> None:  # type: ignore[no-untyped-def]
    plan = plan_for(Person(minutes=60))
    assert plan.minutes == plan.routine.minutes
    assert plan.steps == plan.routine.steps


@pytest.mark.parametrize(
    "lacks", [frozenset(pair) for pair in itertools.combinations(THINGS, 2)], ids=sorted
)
@pytest.mark.parametrize("place", ["lower back", "neck", "upper back"])
def test_nothing_needs_what_somebody_does_not_have(
    plan_for,
    place: str,
    lacks: frozenset[str],  # type: ignore[no-untyped-def]
) -> None:
    plan = plan_for(Person(location=place, duration_days=400, lacks=lacks))
    for step in plan.steps:
        equipment = step.exercise.equipment
        assert not lacks.intersection(equipment.split()), step.exercise.id
        assert "anything" not in lacks or equipment in IN_EVERY_HOME


@pytest.mark.parametrize("activity", sorted(activities()))
def test_what_somebody_wants_to_do_again_has_its_exercise_and_its_reason(
    plan_for,
    activity: str,  # type: ignore[no-untyped-def]
) -> None:
    plan = plan_for(Person(location="lower back", duration_days=400, wants_back=(activity,)))
    reasons = [reason.values for reason in plan.because if reason.phrase == "because_activity"]
    assert [reason["activity"] for reason in reasons] == [activity]
    assert reasons[0]["exercise"] in {step.exercise.name for step in plan.steps}


def test_it_is_no_harder_than_the_rest_of_the_plan(plan_for) -> None:  # type: ignore[no-untyped-def]
    for activity in activities():
        gentle = plan_for(Person(intensity=8, wants_back=(activity,)))
        assert max(step.exercise.level for step in gentle.steps) == 1, activity


def test_two_wishes_at_most_shape_a_plan(plan_for) -> None:  # type: ignore[no-untyped-def]
    plan = plan_for(Person(wants_back=("running", "gardening", "cycling", "swimming")))
    reasons = [reason for reason in plan.because if reason.phrase == "because_activity"]
    assert len(reasons) == MOST_ACTIVITIES


def test_every_reason_is_a_sentence(plan_for) -> None:  # type: ignore[no-untyped-def]
    for person in (
        Person(),
        Person(duration_days=400, lacks=frozenset({"mat"}), floor=False, minutes=5),
        Person(eased_by="arching", wants_back=("lifting",)),
    ):
        for wanted in (Wanted(), Wanted(stage=1, variation=3), Wanted(stage=-1)):
            for reason in plan_for(person, wanted).because:
                said = phrase(reason.phrase, **reason.values)
                assert said.endswith(".") and "{" not in said


def test_no_wish_brings_back_what_a_condition_forbids(
    plan_for,
    knowledge: Knowledge,
    content: Content,  # type: ignore[no-untyped-def]
) -> None:
    exercises = knowledge.exercises()
    checked = 0
    for condition, activity, lacks in itertools.product(
        [entry.id for entry in content.conditions], activities(), (frozenset(), frozenset({"mat"}))
    ):
        person = Person(
            duration_days=400,
            conditions=frozenset({condition}),
            wants_back=(activity,),
            lacks=lacks,
            minutes=8,
        )
        rules = tuple(knowledge.rules("exercise", person.conditions))
        catalogue = Catalogue(exercises, rules, person)
        plan = choose(catalogue, knowledge.routines(exercises))
        for step in plan.steps if plan else ():
            assert catalogue.forbidding(step.exercise) is None, (condition, step.exercise.id)
            checked += 1
    assert checked > 1000


def test_what_leads_to_an_activity_is_in_the_catalogue(knowledge: Knowledge) -> None:
    exercises = knowledge.exercises()
    for activity in activities().values():
        assert set(activity.exercises) <= set(exercises)
        levels = [exercises[name].level for name in activity.exercises]
        assert levels == sorted(levels), activity.id


def test_strong_pain_is_the_reason_for_a_gentle_routine(plan_for) -> None:  # type: ignore[no-untyped-def]
    plan = plan_for(Person(location="neck", duration_days=120, intensity=8))
    assert next(reason.phrase for reason in plan.because) == "because_strong"
