"""Emergencies that are changed in what does not matter, or sent in two messages."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.backwise.safety.test_metamorphic import HARMLESS
from tests.components.wordings import (
    EMERGENCIES,
    ORDINARY,
    ORDINARY_EMERGENCY_AT_MOST,
    is_missed,
    readings,
)

# The goal is that nothing is missed.
MISSED_AT_MOST, MISSED_IN_TWO_AT_MOST = 0.005, 0.005


def in_two(text: str) -> tuple[str, str] | None:
    """A wording broken off in its middle, if it is short enough to be sent like that."""
    words = text.split()
    middle = len(words) // 2
    if not 4 <= len(words) <= 20 or words[middle - 1].endswith((".", "!", "?")):
        return None
    return " ".join(words[:middle]), " ".join(words[middle:])


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
