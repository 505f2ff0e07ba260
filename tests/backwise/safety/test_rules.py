"""The safety rules are data, and broken data is refused with a readable reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from backwise.problems import BrokenData
from backwise.safety.rules import Tier, check_sources, read_questions, read_red_flags, tier_of_ids
from backwise.settings import RED_FLAGS, SAFETY_QUESTIONS


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[bowel_loss]", "[no_such_concept]", "S001"),
        ("tier: emergency\n    sources", "tier: dreadful\n    sources", "C003"),
        ("sources: [nhs_back_pain, greenhalgh_cards, bmj_ces]", "sources: []", "C003"),
        ("{all: [RF20, RF22]", "{all: [RF20, RF99]", "S002"),
    ],
)
def test_a_broken_rule_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    text = RED_FLAGS.read_text()
    assert old in text
    broken = tmp_path / "red_flags.yml"
    broken.write_text(text.replace(old, new, 1))
    with pytest.raises(BrokenData, match=code):
        read_red_flags(broken)


def test_a_question_about_an_unknown_flag_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "questions.yml"
    broken.write_text(SAFETY_QUESTIONS.read_text().replace("RF20", "RF99"))
    with pytest.raises(BrokenData, match=r"S002 questions.yml:\d+"):
        read_questions(broken, read_red_flags(RED_FLAGS))


def test_flags_together_are_more_urgent_than_each_alone() -> None:
    rules = read_red_flags(RED_FLAGS)
    assert tier_of_ids({"RF20"}, rules) is Tier.URGENT
    assert tier_of_ids({"RF22"}, rules) is Tier.URGENT
    assert tier_of_ids({"RF20", "RF22"}, rules) is Tier.EMERGENCY
    assert tier_of_ids(set(), rules) is Tier.ROUTINE


def test_every_concept_is_used() -> None:
    rules = read_red_flags(RED_FLAGS)
    used = {concept for flag in rules.flags for when in flag.when for concept in when}
    assert set(rules.concepts) - used == set()


def test_a_wording_may_name_two_groups_of_words() -> None:
    rules = read_red_flags(RED_FLAGS)
    rules.same = {"PLACE": ["shop", "bus stop"], "VEHICLE": ["bus", "car"], "is": ["was"]}
    forms = rules.forms_of(["it is a VEHICLE to the PLACE"])
    assert "it is a car to the bus stop" in forms
    assert "it was a bus to the shop" in forms
    assert not any("VEHICLE" in form or "PLACE" in form for form in forms)


def test_a_source_that_is_not_known_is_named() -> None:
    rules = read_red_flags(RED_FLAGS)
    with pytest.raises(BrokenData, match=r"S003 .* 'nhs_back_pain'"):
        check_sources(RED_FLAGS, rules, {"common_teaching"})


def test_rules_that_differ_never_have_the_same_version(tmp_path: Path) -> None:
    changed = tmp_path / "red_flags.yml"
    changed.write_text(RED_FLAGS.read_text().replace("within: 9", "within: 8", 1))
    assert read_red_flags(changed).version != read_red_flags(RED_FLAGS).version
