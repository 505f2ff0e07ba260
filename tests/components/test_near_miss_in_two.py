"""Emergencies and ordinary messages that come in two parts."""

from __future__ import annotations

import itertools
from typing import Any

from rasa.core.agent import Agent

from tests.components.wordings import (
    EMERGENCIES,
    ORDINARY,
    ORDINARY_EMERGENCY_AT_MOST,
    is_missed,
    parse_after,
    reading,
)

# The goal is that nothing is missed.
MISSED_AT_MOST = 0.005


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
    """The readings of two messages of one conversation."""
    before = await agent.parse_message(first)
    return before, reading(agent, second, before)


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
    assert len(missed) / len(halves) <= MISSED_AT_MOST


async def test_two_ordinary_messages_make_no_emergency(agent: Agent) -> None:
    made = []
    before = await agent.parse_message(ORDINARY[0])
    for first, second in itertools.pairwise(ORDINARY):
        after = await parse_after(agent, before, second)
        if after.get("triage_together", {}).get("tier") == "emergency":
            made.append(f"{first} / {second}")
        before = after
    print(f"two ordinary messages: {len(made)} of {len(ORDINARY)} an emergency: {made}")
    assert len(made) / len(ORDINARY) <= ORDINARY_EMERGENCY_AT_MOST


async def test_a_half_that_only_denies_says_nothing_before_it_is_ended(agent: Agent) -> None:
    readings = await readings_of_two(agent, "I'm not leaking, I only don't", "notice when I pee")
    assert not is_missed(*readings)


async def test_a_sign_that_is_denied_in_two_messages_is_not_asked_about(agent: Agent) -> None:
    readings = await readings_of_two(agent, "no problems peeing", "or pooing")
    assert is_missed(*readings)


async def test_what_comes_after_the_answers_of_a_form_takes_none_of_them_back(agent: Agent) -> None:
    _, after = await readings_of_two(agent, "Numb groin? N. Fever? N", "stretches pls")
    assert "triage_together" not in after
