"""Whoever somebody is and whatever they wish for: nothing that could harm them, and a plan."""

from __future__ import annotations

import itertools
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backwise.guidance.activities import activities
from backwise.guidance.contraindications import closed_by
from backwise.guidance.person import Person
from backwise.guidance.plan import Wanted, choose
from backwise.guidance.variants import Catalogue
from backwise.knowledge.content import Content, read_content
from backwise.knowledge.queries import Knowledge
from backwise.settings import CONTENT

PLACES = ["neck", "upper back", "mid back", "lower back", "tailbone", "buttock", "hip", "leg"]
THINGS = ["mat", "chair", "band", "weight", "wall", "anything"]


@cache
def content() -> Content:
    return read_content(CONTENT)


def maybe(strategy: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.none() | strategy


people = st.builds(
    Person,
    location=maybe(st.sampled_from(PLACES)),
    duration_days=maybe(st.floats(0, 8000)),
    intensity=maybe(st.floats(0, 10)),
    conditions=st.frozensets(
        st.sampled_from([entry.id for entry in content().conditions]), max_size=6
    ),
    age=maybe(st.floats(16, 105)),
    eased_by=maybe(st.sampled_from(["bending", "arching"])),
    floor=st.booleans(),
    minutes=maybe(st.floats(1, 60)),
    lacks=st.frozensets(st.sampled_from(THINGS)),
    wants_back=st.lists(st.sampled_from(sorted(activities())), max_size=4, unique=True).map(tuple),
)
wishes = st.builds(
    Wanted,
    routine=maybe(st.sampled_from([routine.id for routine in content().routines])),
    stage=st.sampled_from([-1, 0, 1]),
    variation=st.integers(0, 10),
)


@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(person=people, wanted=wishes)
def test_a_plan_holds_nothing_forbidden_and_nothing_twice(
    knowledge: Knowledge, person: Person, wanted: Wanted
) -> None:
    exercises, routines, rules_of = parts(knowledge)
    rules = rules_of(person.conditions)
    catalogue = Catalogue(exercises, rules, person)
    plan = choose(catalogue, routines, wanted)
    if closed_by(rules):
        assert plan is None
        return
    assert plan is not None and plan.because
    names = [step.exercise.id for step in plan.steps]
    assert len(names) == len(set(names)) >= 2
    for step in plan.steps:
        assert catalogue.forbidding(step.exercise) is None, step.exercise.id
        assert person.floor or not step.exercise.on_floor, step.exercise.id
        assert step.repetitions >= 1 and step.hold_seconds >= 0


@cache
def parts(knowledge: Knowledge):  # type: ignore[no-untyped-def]
    exercises = knowledge.exercises()

    @cache
    def rules_of(conditions: frozenset[str]):  # type: ignore[no-untyped-def]
        return tuple(knowledge.rules("exercise", conditions))

    return exercises, knowledge.routines(exercises), rules_of


def test_a_whole_routine_has_something_to_loosen_to_strengthen_and_to_get_going(
    knowledge: Knowledge,
) -> None:
    exercises, routines, _ = parts(knowledge)
    for days in (3, 60, 400):
        person = Person(location="lower back", duration_days=days)
        plan = choose(Catalogue(exercises, (), person), routines)
        assert plan is not None
        goals = {step.exercise.goal for step in plan.steps}
        assert goals & {"mobility", "stretch", "relax"}
        assert goals & {"strength", "control"}
        assert "aerobic" in goals


def test_two_plans_in_a_row_are_not_the_same(knowledge: Knowledge) -> None:
    exercises, routines, _ = parts(knowledge)
    for place in PLACES:
        for days in (3, 60, 400):
            person = Person(location=place, duration_days=days)
            catalogue = Catalogue(exercises, (), person)
            plans = [
                choose(catalogue, routines, Wanted(variation=variation)) for variation in range(6)
            ]
            names = [[step.exercise.id for step in plan.steps] for plan in plans if plan]
            assert all(one != other for one, other in itertools.pairwise(names)), place
