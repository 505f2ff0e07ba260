"""Emergencies in words that no rule foresaw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from backwise.settings import EMERGENCY_WORDINGS

UNFORESEEN = yaml.safe_load(
    (Path(__file__).parents[1] / "backwise" / "safety" / "emergencies.yml").read_text()
)
# Of 107 that were written apart from rules and examples; measured: 0.87 and 0.94.
CAUGHT_AT_LEAST, CAUGHT_OR_ASKED_AT_LEAST = 0.83, 0.91


@pytest.fixture(scope="module")
def agent(model: Path) -> Agent:
    return Agent.load(str(model))


async def test_most_are_caught_and_nearly_all_are_asked_about(agent: Agent) -> None:
    parsed: list[dict[str, Any]] = [
        await agent.parse_message(text) for texts in UNFORESEEN.values() for text in texts
    ]
    caught = [result["triage"]["tier"] == "emergency" for result in parsed]
    asked = ["near_miss" in result for result in parsed]
    either = [one or other for one, other in zip(caught, asked, strict=True)]
    assert sum(caught) / len(parsed) >= CAUGHT_AT_LEAST
    assert sum(either) / len(parsed) >= CAUGHT_OR_ASKED_AT_LEAST


@pytest.mark.parametrize(
    "text",
    [
        "my lower back hurts since monday",
        "show me some stretches",
        "i have no numbness between my legs",
        "my bladder and bowels are fine",
        "my legs are tired after work",
        "my back is killing me",
    ],
)
async def test_ordinary_messages_are_left_alone(agent: Agent, text: str) -> None:
    parsed = await agent.parse_message(text)
    assert parsed["triage"]["tier"] == "routine"
    assert "near_miss" not in parsed


def test_no_example_is_a_test() -> None:
    trained = {
        text.lower()
        for texts in yaml.safe_load(EMERGENCY_WORDINGS.read_text()).values()
        for text in texts
    }
    assert not trained & {text.lower() for texts in UNFORESEEN.values() for text in texts}
