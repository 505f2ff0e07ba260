"""Emergencies in words that no rule foresaw."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent

from backwise.settings import EMERGENCY_WORDINGS
from backwise.yaml_lines import read_plain_yaml
from tests.backwise.safety.test_metamorphic import HARMLESS

WORDINGS = Path(__file__).parents[1] / "backwise" / "safety"
EMERGENCIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "emergencies.yml")
SAME_DAY: dict[str, list[str]] = read_plain_yaml(WORDINGS / "same_day.yml")
ORDINARY: list[str] = read_plain_yaml(WORDINGS / "ordinary.yml")
PRESSING = ("emergency", "urgent")
# The goals of the triage; what is not caught at once has to be asked about.
CAUGHT_AT_LEAST, SAME_DAY_AT_LEAST = 0.99, 0.97
# Slips are the hardest: the goal is that nothing is missed.
MISSED_AT_MOST = dict.fromkeys(HARMLESS, 0.005) | {"a story around it": 0.01, "a slip": 0.02}
ORDINARY_EMERGENCY_AT_MOST, ORDINARY_URGENT_AT_MOST = 0.02, 0.08


@pytest.fixture(scope="module")
def agent(model: Path) -> Agent:
    return Agent.load(str(model))


async def readings(agent: Agent, texts: list[str]) -> list[dict[str, Any]]:
    return [await agent.parse_message(text) for text in texts]


async def test_no_emergency_is_missed(agent: Agent) -> None:
    texts = [text for texts in EMERGENCIES.values() for text in texts]
    parsed = await readings(agent, texts)
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(texts)} emergencies: {dict(tiers)}")
    missed = [
        result["text"]
        for result in parsed
        if result["triage"]["tier"] != "emergency" and "near_miss" not in result
    ]
    assert len(texts) >= 1000
    assert missed == []
    assert tiers["emergency"] / len(texts) >= CAUGHT_AT_LEAST


async def test_what_cannot_wait_till_tomorrow_is_caught(agent: Agent) -> None:
    texts = [text for texts in SAME_DAY.values() for text in texts]
    parsed = await readings(agent, texts)
    caught = [result["triage"]["tier"] in PRESSING for result in parsed]
    assert sum(caught) / len(caught) >= SAME_DAY_AT_LEAST


async def test_it_does_not_cry_wolf(agent: Agent) -> None:
    parsed = await readings(agent, ORDINARY)
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(ORDINARY)} ordinary messages: {dict(tiers)}")
    assert tiers["emergency"] / len(ORDINARY) <= ORDINARY_EMERGENCY_AT_MOST
    assert (tiers["emergency"] + tiers["urgent"]) / len(ORDINARY) <= ORDINARY_URGENT_AT_MOST


@pytest.mark.parametrize("change", HARMLESS)
async def test_nothing_harmless_makes_an_emergency_smaller(agent: Agent, change: str) -> None:
    """One changed wording of each emergency: it still counts, or it is asked about."""
    chance = random.Random(change)
    changed = [
        chance.choice(list(HARMLESS[change](text)) or [text])
        for texts in EMERGENCIES.values()
        for text in texts
    ]
    parsed = await readings(agent, changed)
    missed = [
        result["text"]
        for result in parsed
        if result["triage"]["tier"] != "emergency" and "near_miss" not in result
    ]
    print(f"{change}: {len(missed)} of {len(changed)} missed: {missed}")
    assert len(missed) / len(changed) <= MISSED_AT_MOST[change]


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
        text.lower() for texts in read_plain_yaml(EMERGENCY_WORDINGS).values() for text in texts
    }
    tested = [*EMERGENCIES.values(), *SAME_DAY.values(), ORDINARY]
    assert not trained & {text.lower() for texts in tested for text in texts}
