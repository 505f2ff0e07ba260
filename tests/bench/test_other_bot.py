"""The measure of the pipeline on another bot's data."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from bench.other_bot import read_skills, separation, spelt_out

LINES = [f"turn the lamp number {number} (on|off) [please]" for number in range(20)]


def skills(folder: Path, names: list[str]) -> Path:
    for name in names:
        place = folder / name / "locale" / "en-us"
        place.mkdir(parents=True)
        lines = [line.replace("lamp", name) for line in LINES]
        (place / "switch.intent").write_text("# a remark\n" + "\n".join(lines) + "\n")
    return folder


def test_a_choice_is_made_and_a_gap_is_filled() -> None:
    said = spelt_out("(Is|was) it [really] {some_day}", random.Random(1))
    assert said in (
        "is it some day",
        "was it some day",
        "is it really some day",
        "was it really some day",
    )


def test_what_is_learnt_is_not_asked(tmp_path: Path) -> None:
    messages = read_skills(skills(tmp_path, ["lamp", "radio", "door", "fan"]), random.Random(1))
    assert messages.learnt
    assert messages.asked
    assert not {text for text, _ in messages.learnt} & {text for text, _ in messages.asked}
    assert not any("remark" in text for text, _ in messages.learnt)


def test_a_quarter_of_the_skills_is_out_of_scope(tmp_path: Path) -> None:
    messages = read_skills(skills(tmp_path, ["lamp", "radio", "door", "fan"]), random.Random(1))
    assert len({intent for _, intent in messages.learnt}) == 3
    strange = {text.split()[2] for text in messages.out_of_scope}
    assert len(strange) == 1
    assert not any(strange & set(text.split()) for text, _ in messages.learnt)


def test_separation_is_a_half_by_chance_and_one_at_best() -> None:
    assert separation(np.array([0.5]), np.array([0.5])) == 0.5
    assert separation(np.array([0.9, 0.8]), np.array([0.1, 0.7])) == 1.0
