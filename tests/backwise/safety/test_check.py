"""Messages and answers together: clear only when everything is known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.safety.check import NO, SKIPPED, UNSURE, YES, Clearance, assess
from backwise.safety.rules import read_questions, read_red_flags
from backwise.settings import RED_FLAGS, SAFETY_QUESTIONS

RULES = read_red_flags(RED_FLAGS)
QUESTIONS = read_questions(SAFETY_QUESTIONS, RULES)
SLOTS = [question.slot for question in QUESTIONS]
CLEAR: dict[str, Any] = {**dict.fromkeys(SLOTS, NO), "safety_age": 40}


def clearance(answers: dict[str, Any], *flags: tuple[str, str]) -> Clearance:
    triages = [{"flags": [{"id": flag, "status": status}]} for flag, status in flags]
    return assess(RULES, QUESTIONS, triages, answers).clearance


def test_all_answers_no_is_clear() -> None:
    assert clearance(CLEAR) is Clearance.CLEAR


def test_nothing_answered_is_unknown() -> None:
    assert clearance({}) is Clearance.UNKNOWN


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("answer", [None, UNSURE, SKIPPED])
def test_one_unknown_answer_is_unknown(slot: str, answer: str | None) -> None:
    assert clearance({**CLEAR, slot: answer}) is Clearance.UNKNOWN


@pytest.mark.parametrize("slot", SLOTS[:5])
def test_yes_to_an_emergency_question(slot: str) -> None:
    assert clearance({**CLEAR, slot: YES}) is Clearance.EMERGENCY


@pytest.mark.parametrize("slot", SLOTS[5:8])
def test_yes_to_a_same_day_question(slot: str) -> None:
    assert clearance({**CLEAR, slot: YES}) is Clearance.URGENT


def test_a_child_is_not_given_advice() -> None:
    assert clearance({**CLEAR, "safety_age": 15}) is Clearance.UNDER_AGE
    assert clearance({**CLEAR, "safety_age": 16}) is Clearance.CLEAR


@pytest.mark.parametrize("status", ["present", "other_person"])
def test_a_child_that_is_told_of_is_not_given_advice(status: str) -> None:
    assert clearance(CLEAR, ("RF43", status)) is Clearance.UNDER_AGE


@pytest.mark.parametrize("status", ["present", "other_person", "uncertain"])
def test_a_flag_in_a_message_counts_whatever_the_answers(status: str) -> None:
    assert clearance(CLEAR, ("RF01", status)) is Clearance.EMERGENCY


@pytest.mark.parametrize("status", ["negated", "past", "hypothetical"])
def test_a_flag_that_is_not_so_does_not_count(status: str) -> None:
    assert clearance(CLEAR, ("RF01", status)) is Clearance.CLEAR


def test_flags_of_different_messages_are_one_picture() -> None:
    assert clearance(CLEAR, ("RF20", "present")) is Clearance.URGENT
    both = clearance(CLEAR, ("RF20", "present"), ("RF22", "present"))
    assert both is Clearance.EMERGENCY


@given(
    st.fixed_dictionaries(
        {slot: st.sampled_from([None, YES, NO, UNSURE, SKIPPED]) for slot in SLOTS[:-1]}
    ),
    st.one_of(st.none(), st.integers(0, 110), st.just(UNSURE)),
)
def test_clear_means_that_everything_is_known_and_no(answers: dict[str, Any], age: Any) -> None:
    found = clearance({**answers, "safety_age": age})
    known_and_no = all(answers[slot] == NO for slot in SLOTS[:-2])
    if found is Clearance.CLEAR:
        assert known_and_no
        assert isinstance(age, int)
        assert age >= 16
