"""What a message says before it asks something."""

from __future__ import annotations

import pytest

from components.gate.knowledge import GateKnowledge


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("no, is heat ok?", "no, "),
        ("no but do i need a scan", "no but "),
        ("lower back, three weeks", "lower back, three weeks"),
        ("is heat ok?", ""),
    ],
)
def test_what_is_said_before_a_question(knowledge: GateKnowledge, text: str, before: str) -> None:
    assert knowledge.before_question(text) == before
