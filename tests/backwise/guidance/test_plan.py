"""Nothing contraindicated is ever suggested."""

from __future__ import annotations

import itertools

import pytest

from backwise.guidance.person import Person
from backwise.guidance.phrases import duration, summary
from backwise.guidance.plan import choose, closed_by, forbids, rules_for
from backwise.knowledge.content import Content
from backwise.knowledge.queries import Knowledge

LOCATIONS = ["lower back", "mid back", "upper back", "neck", "hip", "buttock", "tailbone", "leg"]


def test_every_single_condition_and_every_pair(knowledge: Knowledge, content: Content) -> None:
    routines = knowledge.routines()
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
        plan = choose(person, routines, both)
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
    plan = choose(person, knowledge.routines(), [])
    assert plan
    assert plan.left_out == ()
    assert location in plan.routine.regions
    assert person.phase in plan.routine.phases


def test_strong_pain_gets_the_gentle_routine(knowledge: Knowledge) -> None:
    plan = choose(
        Person(location="lower back", duration_days=400, intensity=9), knowledge.routines(), []
    )
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
