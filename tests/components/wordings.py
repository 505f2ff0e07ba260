"""The project's own wordings of emergencies, and how the assistant reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from backwise.yaml_lines import read_plain_yaml

WORDINGS = Path(__file__).parents[1] / "backwise" / "safety"
EMERGENCIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "emergencies.yml")
STATUSES: dict[str, dict[str, list[str]]] = read_plain_yaml(WORDINGS / "statuses.yml")
SAME_DAY: dict[str, list[str]] = read_plain_yaml(WORDINGS / "same_day.yml")
STORIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "stories.yml")
ORDINARY: list[str] = read_plain_yaml(WORDINGS / "ordinary.yml")
# A goal of the triage.
ORDINARY_EMERGENCY_AT_MOST = 0.02


async def readings(agent: Agent, texts: list[str]) -> list[dict[str, Any]]:
    """The parse results of messages, each alone."""
    return [await agent.parse_message(text) for text in texts]


def is_caught(*results: dict[str, Any]) -> bool:
    """Whether one of the messages counts as an emergency, alone or with the one before."""
    triages = [result.get(key, {}) for result in results for key in ("triage", "triage_together")]
    return any(triage.get("tier") == "emergency" for triage in triages)


def is_missed(*results: dict[str, Any]) -> bool:
    """Whether they neither count nor are asked about."""
    return not is_caught(*results) and not any("near_miss" in result for result in results)
