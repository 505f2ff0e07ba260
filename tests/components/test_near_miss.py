"""Emergencies in words that no rule foresaw."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from backwise.settings import EMERGENCY_WORDINGS
from backwise.yaml_lines import read_plain_yaml
from tests.backwise.safety.test_metamorphic import HARMLESS

WORDINGS = Path(__file__).parents[1] / "backwise" / "safety"
EMERGENCIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "emergencies.yml")
STATUSES: dict[str, dict[str, list[str]]] = read_plain_yaml(WORDINGS / "statuses.yml")
SAME_DAY: dict[str, list[str]] = read_plain_yaml(WORDINGS / "same_day.yml")
STORIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "stories.yml")
ORDINARY: list[str] = read_plain_yaml(WORDINGS / "ordinary.yml")
PRESSING = ("emergency", "urgent")
# The goals of the triage; what is not caught at once has to be asked about.
CAUGHT_AT_LEAST, SAME_DAY_AT_LEAST = 0.99, 0.97
# The goal is that nothing is missed.
MISSED_AT_MOST = 0.005
MISSED_IN_TWO_AT_MOST, DENIED_EMERGENCY_AT_MOST = 0.005, 0.05
ORDINARY_EMERGENCY_AT_MOST, ORDINARY_URGENT_AT_MOST = 0.02, 0.08


@pytest.fixture(scope="module")
def agent(model: Path) -> Agent:
    return Agent.load(str(model))


def in_two(text: str) -> tuple[str, str] | None:
    """A wording broken off in its middle, if it is short enough to be sent like that."""
    words = text.split()
    middle = len(words) // 2
    if not 4 <= len(words) <= 20 or words[middle - 1].endswith((".", "!", "?")):
        return None
    return " ".join(words[:middle]), " ".join(words[middle:])


async def readings(agent: Agent, texts: list[str]) -> list[dict[str, Any]]:
    return [await agent.parse_message(text) for text in texts]


async def readings_of_two(
    agent: Agent, first: str, second: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parse results of two messages of one conversation."""
    assert agent.processor
    before = await agent.parse_message(first)
    event = UserUttered(first, before["intent"], parse_data=before)
    tracker = DialogueStateTracker.from_events("two", [event])
    after: dict[str, Any] = await agent.processor.parse_message(UserMessage(second), tracker)  # type: ignore[assignment]
    return before, after


def is_caught(*results: dict[str, Any]) -> bool:
    """Whether one of the messages counts as an emergency, alone or with the one before."""
    triages = [result.get(key, {}) for result in results for key in ("triage", "triage_together")]
    return any(triage.get("tier") == "emergency" for triage in triages)


def is_missed(*results: dict[str, Any]) -> bool:
    """Whether they neither count nor are asked about."""
    return not is_caught(*results) and not any("near_miss" in result for result in results)


async def test_no_emergency_is_missed(agent: Agent) -> None:
    texts = [text for texts in EMERGENCIES.values() for text in texts]
    parsed = await readings(agent, texts)
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(texts)} emergencies: {dict(tiers)}")
    missed = [result["text"] for result in parsed if is_missed(result)]
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
    assert len(ORDINARY) >= 1000
    assert tiers["emergency"] / len(ORDINARY) <= ORDINARY_EMERGENCY_AT_MOST
    assert (tiers["emergency"] + tiers["urgent"]) / len(ORDINARY) <= ORDINARY_URGENT_AT_MOST


async def test_in_a_long_message_no_emergency_is_missed(agent: Agent) -> None:
    parsed = await readings(agent, STORIES["emergency"])
    missed = [result["text"] for result in parsed if is_missed(result)]
    caught = [is_caught(result) for result in parsed]
    assert missed == []
    assert sum(caught) / len(caught) >= CAUGHT_AT_LEAST


async def test_a_long_message_does_not_cry_wolf(agent: Agent) -> None:
    parsed = await readings(agent, STORIES["ordinary"])
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(parsed)} ordinary stories: {dict(tiers)}")
    assert tiers["emergency"] / len(parsed) <= ORDINARY_EMERGENCY_AT_MOST
    assert (tiers["emergency"] + tiers["urgent"]) / len(parsed) <= ORDINARY_URGENT_AT_MOST


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
    missed = [result["text"] for result in parsed if is_missed(result)]
    print(f"{change}: {len(missed)} of {len(changed)} missed: {missed}")
    assert len(missed) / len(changed) <= MISSED_AT_MOST


async def test_an_emergency_in_two_messages_is_none_the_smaller(agent: Agent) -> None:
    """Each wording broken off in the middle: the picture of both still counts, or is asked."""
    texts = [text for texts in EMERGENCIES.values() for text in texts]
    halves = [halved for text in texts if (halved := in_two(text))]
    missed = [
        f"{first} / {second}"
        for first, second in halves
        if is_missed(*await readings_of_two(agent, first, second))
    ]
    print(f"in two messages: {len(missed)} of {len(halves)} missed: {missed}")
    assert len(halves) > 800
    assert len(missed) / len(halves) <= MISSED_IN_TWO_AT_MOST


async def test_two_ordinary_messages_make_no_emergency(agent: Agent) -> None:
    made = []
    for first, second in itertools.pairwise(ORDINARY):
        _, after = await readings_of_two(agent, first, second)
        if after.get("triage_together", {}).get("tier") == "emergency":
            made.append(f"{first} / {second}")
    print(f"two ordinary messages: {len(made)} of {len(ORDINARY)} an emergency: {made}")
    assert len(made) / len(ORDINARY) <= ORDINARY_EMERGENCY_AT_MOST


async def test_what_is_denied_is_no_emergency(agent: Agent) -> None:
    texts = [text for texts in STATUSES["negated"].values() for text in texts]
    parsed = await readings(agent, texts)
    kept = [result["text"] for result in parsed if is_caught(result)]
    print(f"denied: {len(kept)} of {len(texts)} taken for an emergency: {kept}")
    assert len(kept) / len(texts) <= DENIED_EMERGENCY_AT_MOST


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
    senses = [texts for flags in STATUSES.values() for texts in flags.values()]
    tested = [*EMERGENCIES.values(), *SAME_DAY.values(), ORDINARY, *senses]
    assert not trained & {text.lower() for texts in tested for text in texts}
