"""Emergencies that are changed in what does not matter."""

from __future__ import annotations

import random

import pytest
from rasa.core.agent import Agent

from tests.backwise.safety.test_metamorphic import HARMLESS
from tests.components.wordings import EMERGENCIES, missed

pytestmark = pytest.mark.long

# The goal is that nothing is missed.
MISSED_AT_MOST = 0.005


@pytest.mark.parametrize("change", HARMLESS)
def test_nothing_harmless_makes_an_emergency_smaller(agent: Agent, change: str) -> None:
    """One changed wording of each emergency: it still counts, or it is asked about."""
    chance = random.Random(change)
    changed = [
        chance.choice(list(HARMLESS[change](text)) or [text])
        for texts in EMERGENCIES.values()
        for text in texts
    ]
    lost = missed(agent, changed)
    print(f"{change}: {len(lost)} of {len(changed)} missed: {lost}")
    assert len(lost) / len(changed) <= MISSED_AT_MOST
