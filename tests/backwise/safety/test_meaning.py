"""What a sentence means like: the border, and what lies next to the sentence."""

from __future__ import annotations

import numpy as np
import pytest

from backwise.language.nearest import as_columns
from backwise.safety.meaning import FAR_FROM, NONE, Floats, MeaningReader, Meant

EMERGENCY, ALARM = "RF01", "RF20"
LABELS = [EMERGENCY] * 3 + [ALARM] * 3 + [NONE] * 3
DIRECTIONS = {EMERGENCY: 0.0, ALARM: 1.0, NONE: 2.0}


def towards(angle: float) -> Floats:
    """A vector of length 1 in this direction, in radians."""
    return np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)


def reader(border: float, terms: dict[str, float] | None = None) -> MeaningReader:
    """Three examples of each kind side by side, at one distance from both borders."""
    terms = terms or {}
    examples = np.stack([towards(DIRECTIONS[label]) for label in LABELS])
    return MeaningReader(
        axes=np.eye(2, dtype=np.float32),
        deciding=as_columns(examples[:1]),
        others=as_columns(examples[1:]),
        flags=np.array(LABELS),
        is_emergency=np.array(LABELS) == EMERGENCY,
        weights=np.zeros((1, 2), dtype=np.float32),
        terms=np.array(list(terms), dtype=np.str_),
        term_weights=np.array([[weight, 0.0] for weight in terms.values()]).reshape(-1, 2),
        offsets=np.full(2, border, dtype=np.float32),
    )


def read(angle: float, border: float = 0.0) -> tuple[Meant, Meant]:
    return reader(border).read([""], towards(angle).reshape(1, -1))[0]


def test_a_sentence_on_the_border_leans_to_the_emergencies_next_to_it() -> None:
    emergency, _ = read(DIRECTIONS[EMERGENCY])

    assert emergency.flag == EMERGENCY
    assert emergency.score > 0


def test_a_sentence_on_the_border_leans_away_from_what_is_ordinary_next_to_it() -> None:
    emergency, alarm = read(DIRECTIONS[NONE])

    assert emergency.score < 0
    assert alarm.score < 0


def test_what_should_be_looked_at_today_is_an_alarm_and_no_emergency() -> None:
    emergency, alarm = read(DIRECTIONS[ALARM])

    assert alarm.flag == ALARM
    assert alarm.score > 0 > emergency.score


@pytest.mark.parametrize("angle", DIRECTIONS.values())
def test_neighbours_have_no_say_far_outside(angle: float) -> None:
    outside = FAR_FROM - 0.1

    emergency, alarm = read(angle, outside)

    assert (emergency.flag, alarm.flag) == (NONE, NONE)
    assert emergency.score == alarm.score == pytest.approx(outside)


def test_words_and_pairs_of_words_have_a_say() -> None:
    knows = reader(0.0, {"numb": 0.3, "not numb": -0.5})
    vectors = np.stack([towards(DIRECTIONS[NONE])] * 3)

    readings = knows.read(["a stiff back", "it is numb", "it is not numb"], vectors)

    ordinary, numb, denied = (emergency.score for emergency, _ in readings)
    assert denied < ordinary < numb
