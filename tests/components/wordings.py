"""The project's own wordings of emergencies, and how the assistant reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from backwise.safety.rules import Tier
from backwise.yaml_lines import read_plain_yaml
from components.red_flag_triage import as_stored, make_triager, triage_text

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


async def missed(agent: Agent, texts: list[str]) -> list[str]:
    """Those of ``texts`` that neither count nor are asked about.

    What the rules take for an emergency stays one, because meaning only adds to it. It is
    not parsed, which would take ten times as long.
    """
    triager = make_triager(as_stored())
    left = [text for text in texts if triage_text(triager, text)["tier"] != Tier.EMERGENCY.value]
    return [result["text"] for result in await readings(agent, left) if is_missed(result)]


def is_caught(*results: dict[str, Any]) -> bool:
    """Whether one of the messages counts as an emergency, alone or with the one before."""
    triages = [result.get(key, {}) for result in results for key in ("triage", "triage_together")]
    return any(triage.get("tier") == "emergency" for triage in triages)


def is_missed(*results: dict[str, Any]) -> bool:
    """Whether they neither count nor are asked about."""
    return not is_caught(*results) and not any("near_miss" in result for result in results)
