"""A routine done together."""

from __future__ import annotations

import pytest

from backwise.guidance.person import Person
from backwise.guidance.session import (
    Session,
    exercises_in,
    other_exercise,
    pain_rose,
    place_named,
    stage_after,
)
from backwise.guidance.variants import Catalogue
from backwise.knowledge.queries import Knowledge, Routine


@pytest.fixture(scope="module")
def catalogue(knowledge: Knowledge) -> Catalogue:
    return Catalogue(knowledge.exercises(), (), Person())


@pytest.fixture(scope="module")
def session(knowledge: Knowledge) -> Session:
    routine: Routine = next(
        one for one in knowledge.routines(knowledge.exercises()) if one.id == "trunk_strength"
    )
    return Session(routine.id, routine.steps)


def test_it_goes_on_and_back_and_ends(session: Session) -> None:
    begun = session.moved(1)
    assert (session.started, begun.started, begun.at) == (False, True, 0)
    assert begun.moved(-1).at == 0
    assert not begun.moved(5).over
    assert begun.moved(6).over


def test_it_survives_a_slot(session: Session, catalogue: Catalogue) -> None:
    moved = session.moved(2)
    assert Session.from_dict(moved.as_dict(), catalogue.exercises) == moved


def test_its_exercises_can_be_read_off_a_slot(session: Session) -> None:
    assert exercises_in(session.as_dict()) == tuple(step.exercise.id for step in session.steps)
    assert exercises_in(None) == ()


@pytest.mark.parametrize(
    ("number", "names", "place"),
    [("2", (), 1), ("0", (), None), ("4", (), None), (None, ("x", "c"), 2), ("9", ("a",), 0)],
)
def test_an_exercise_is_named_by_its_number_or_its_name(
    number: str | None, names: tuple[str, ...], place: int | None
) -> None:
    assert place_named(("a", "b", "c"), number, names) == place


@pytest.mark.parametrize("broken", [None, 3, {}, {"steps": [["no_such", 1, 1, 0]]}, {"steps": []}])
def test_what_is_no_session_is_none(broken: object, catalogue: Catalogue) -> None:
    assert Session.from_dict(broken, catalogue.exercises) is None


@pytest.mark.parametrize("command", ["easier", "harder", "swap"])
def test_no_exercise_comes_twice(command: str, session: Session, catalogue: Catalogue) -> None:
    for at in range(len(session.steps)):
        other = other_exercise(command, session.moved(at + 1), catalogue)
        assert other is None or other.id not in {step.exercise.id for step in session.steps}


def test_another_exercise_takes_the_place_with_its_own_dose(
    session: Session, catalogue: Catalogue
) -> None:
    changed = session.moved(2).with_exercise(catalogue.exercises["gentle_brace"])
    assert changed.step.exercise.id == "gentle_brace"
    assert changed.step.repetitions == catalogue.exercises["gentle_brace"].repetitions
    assert len(changed.steps) == len(session.steps)


@pytest.mark.parametrize(
    ("stage", "felt", "after"),
    [
        (0, [], 0),
        (0, ["right"], 0),
        (0, ["easy"], 0),
        (0, ["easy", "easy"], 1),
        (1, ["easy", "easy"], 1),
        (0, ["hard"], -1),
        (1, ["easy", "worse"], 0),
        (-1, ["worse"], -1),
    ],
)
def test_worse_steps_back_at_once_and_two_easy_ones_step_forward(
    stage: int, felt: list[str], after: int
) -> None:
    assert stage_after(stage, felt) == after


@pytest.mark.parametrize(
    ("before", "now", "rose"),
    [(4, 5, False), (4, 6, True), (6, 7, True), (None, 6, False), (None, 7, True), (8, 3, False)],
)
def test_pain_that_rose_by_two_or_is_strong_was_too_much(
    before: float | None, now: float, rose: bool
) -> None:
    assert pain_rose(before, now) is rose
