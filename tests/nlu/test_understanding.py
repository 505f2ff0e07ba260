"""How well messages are understood that the model has never seen.

The floors lie a little below what was measured, so that a change which makes it
worse is noticed. The figures of the present model are in the README.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from backwise.settings import DATA

HELD_OUT = yaml.safe_load((Path(__file__).parent / "held_out.yml").read_text())
NOT_UNDERSTOOD = {"out_of_scope", "nlu_fallback", "other_language", "empty_message"}

RIGHT_AT_LEAST = 0.78
KEPT_AT_LEAST = 0.85
REJECTED_AT_LEAST = 0.75


@pytest.fixture(scope="module")
def agent(model: Path) -> Agent:
    return Agent.load(str(model))


async def intents(agent: Agent, messages: list[str]) -> list[str]:
    return [(await agent.parse_message(text))["intent"]["name"] for text in messages]


async def test_messages_that_nobody_trained(agent: Agent) -> None:
    in_scope = [
        (intent, text) for intent, texts in HELD_OUT.items() if intent != "out_of_scope"
        for text in texts
    ]  # fmt: skip
    guessed = await intents(agent, [text for _, text in in_scope])
    elsewhere = await intents(agent, HELD_OUT["out_of_scope"])
    right = sum(guess == intent for guess, (intent, _) in zip(guessed, in_scope, strict=True))
    kept = sum(guess not in NOT_UNDERSTOOD for guess in guessed)
    rejected = sum(guess in NOT_UNDERSTOOD for guess in elsewhere)
    print(f"\n{len(in_scope)} in scope: right {right / len(in_scope):.2f}, ", end="")
    print(f"kept {kept / len(in_scope):.2f}; ", end="")
    print(f"{len(elsewhere)} out of scope: rejected {rejected / len(elsewhere):.2f}")
    assert right / len(in_scope) >= RIGHT_AT_LEAST
    assert kept / len(in_scope) >= KEPT_AT_LEAST
    assert rejected / len(elsewhere) >= REJECTED_AT_LEAST


def test_nothing_held_out_is_trained_on() -> None:
    trained = {
        line[2:].strip().lower()
        for file in (DATA / "nlu").glob("*.yml")
        for intent in yaml.safe_load(file.read_text())["nlu"]
        for line in intent["examples"].splitlines()
    }
    held_out = {text.lower() for texts in HELD_OUT.values() for text in texts}
    assert held_out & trained == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "dull ache in my lower left back for 3 weeks, 6 out of 10, started after lifting a box",
            {"location": "lower back", "side": "left", "duration": 21, "intensity": 6,
             "trigger": "lifting"},
        ),
        ("is deep tissue massage ok on warfarin", {"technique": "deep_tissue",
                                                   "condition": "blood_thinners"}),
    ],
)  # fmt: skip
async def test_entities_stand_in_the_parse_result(
    agent: Agent, text: str, expected: dict[str, Any]
) -> None:
    parsed = await agent.parse_message(text)
    found = {entity["entity"]: entity["value"] for entity in parsed["entities"]}
    assert expected.items() <= found.items()


async def test_triage_stands_in_the_parse_result(agent: Agent) -> None:
    parsed = await agent.parse_message("i can't feel my groin")
    assert parsed["triage"]["tier"] == "emergency"
    assert parsed["triage"]["flags"][0].keys() == {"id", "text", "start", "end", "status"}


async def test_a_denied_thing_is_marked_and_fills_no_slot(agent: Agent) -> None:
    parsed = await agent.parse_message("my neck hurts, not my lower back")
    roles = {entity["value"]: entity.get("role") for entity in parsed["entities"]}
    assert roles == {"neck": None, "lower back": "negated"}
