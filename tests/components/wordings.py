"""The project's own wordings of emergencies, and how the assistant reads them."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from backwise.safety.rules import Tier
from backwise.safety.triage import Triager
from backwise.yaml_lines import read_plain_yaml
from bench.model import components_of
from components.message_joiner import PAIR, joined
from components.near_miss import NearMissReader
from components.red_flag_triage import RedFlagTriage, as_stored, make_triager, triage_text
from components.sentence_encoder import SentenceEncoder
from components.spacy_tokenizer import SpacyTokenizer

WORDINGS = Path(__file__).parents[1] / "backwise" / "safety"
EMERGENCIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "emergencies.yml")
STATUSES: dict[str, dict[str, list[str]]] = read_plain_yaml(WORDINGS / "statuses.yml")
SAME_DAY: dict[str, list[str]] = read_plain_yaml(WORDINGS / "same_day.yml")
STORIES: dict[str, list[str]] = read_plain_yaml(WORDINGS / "stories.yml")
ORDINARY: list[str] = read_plain_yaml(WORDINGS / "ordinary.yml")
# A goal of the triage.
ORDINARY_EMERGENCY_AT_MOST = 0.02
_OF_TRIAGE = (SpacyTokenizer, SentenceEncoder, RedFlagTriage, NearMissReader)


def reading(agent: Agent, text: str, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """What the parse result of a message says of its triage.

    Only the components that the triage is made of read it: what is wanted, and the
    entities, take as long again and change nothing of it; a test compares.

    Args:
        agent: Rasa with a model.
        text: the message.
        before: the parse result of the message before it.
    """
    message = Message({TEXT: text})
    if before:
        message.set(PAIR, joined(_conversation(before), text))
    for component in components_of(agent):
        if isinstance(component, _OF_TRIAGE):
            component.process([message])
    return dict(message.as_dict(only_output_properties=True))


async def parse_after(agent: Agent, before: dict[str, Any], text: str) -> dict[str, Any]:
    """The parse result of ``text`` after a message that was parsed as ``before``."""
    assert agent.processor
    parsed = await agent.processor.parse_message(UserMessage(text), _conversation(before))
    return dict(parsed)


def _conversation(before: dict[str, Any]) -> DialogueStateTracker:
    event = UserUttered(before["text"], before["intent"], parse_data=before)
    return DialogueStateTracker.from_events("two", [event])


def readings(agent: Agent, texts: list[str]) -> list[dict[str, Any]]:
    """The readings of messages, each alone."""
    return [reading(agent, text) for text in texts]


def missed(agent: Agent, texts: list[str]) -> list[str]:
    """Those of ``texts`` that neither count nor are asked about.

    What the rules take for an emergency stays one, because meaning only adds to it. It is
    not read by its meaning, which would take ten times as long.
    """
    triager = _triager()
    left = [text for text in texts if triage_text(triager, text)["tier"] != Tier.EMERGENCY.value]
    return [result["text"] for result in readings(agent, left) if is_missed(result)]


@functools.cache
def _triager() -> Triager:
    return make_triager(as_stored())


def is_caught(*results: dict[str, Any]) -> bool:
    """Whether one of the messages counts as an emergency, alone or with the one before."""
    triages = [result.get(key, {}) for result in results for key in ("triage", "triage_together")]
    return any(triage.get("tier") == "emergency" for triage in triages)


def is_missed(*results: dict[str, Any]) -> bool:
    """Whether they neither count nor are asked about."""
    return not is_caught(*results) and not any("near_miss" in result for result in results)
