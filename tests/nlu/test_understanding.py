"""How well messages are understood that the model has never seen.

The floors lie a little below what was measured, so that a change which makes it
worse is noticed. The figures of the present model are in ``bench/evaluation.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent

from backwise.settings import DATA
from bench.evaluate import HELD_OUT, _judged, evaluate

MESSAGES = [json.loads(line) for line in HELD_OUT.read_text().splitlines()]
QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yml").read_text())
SEVERAL = yaml.safe_load((Path(__file__).parent / "several_wishes.yml").read_text())

FLOORS = {
    "base_intent_accuracy": 0.91,
    "base_macro_f1": 0.91,
    "top_2_accuracy": 0.97,
    "in_scope_kept": 0.95,
    "out_of_scope_recall": 0.83,
    "out_of_scope_precision": 0.90,
}
ENTITY_FLOORS = {
    "location": 0.93,
    "side": 0.93,
    "duration": 0.85,
    "intensity": 0.85,
    "radiation": 0.9,
    "trigger": 0.65,
}
CALIBRATION_ERROR_AT_MOST = 0.06
WISHES_RIGHT_AT_LEAST = 0.85
TOPICS_RIGHT_AT_LEAST, TOPICS_WRONG_AT_MOST = 0.65, 0.08


async def intent(agent: Agent, text: str) -> str:
    return str((await agent.parse_message(text))["intent"]["name"])


async def entities(agent: Agent, text: str) -> set[tuple[str, Any]]:
    parsed = await agent.parse_message(text)
    return {
        (entity["entity"], entity["value"])
        for entity in parsed["entities"]
        if entity.get("role") in (None, "also") and entity["status"] != "negated"
    }


@pytest.fixture(scope="module")
async def report(agent: Agent) -> dict[str, Any]:
    judged = [_judged(message, await agent.parse_message(message["text"])) for message in MESSAGES]
    return evaluate(judged)


@pytest.mark.parametrize(("figure", "floor"), FLOORS.items())
def test_messages_that_nobody_trained(report: dict[str, Any], figure: str, floor: float) -> None:
    assert report[figure]["value"] >= floor


@pytest.mark.parametrize(("kind", "floor"), ENTITY_FLOORS.items())
def test_entities_of_messages_that_nobody_trained(
    report: dict[str, Any], kind: str, floor: float
) -> None:
    assert report["entity_f1"][kind]["value"] >= floor


def test_confidence_can_be_believed(report: dict[str, Any]) -> None:
    assert report["calibration_error"] <= CALIBRATION_ERROR_AT_MOST


async def test_questions_that_name_no_topic_get_the_right_answer(agent: Agent) -> None:
    right = wrong = 0
    for question in QUESTIONS:
        found = {
            value for kind, value in await entities(agent, question["text"]) if kind == "topic"
        }
        right += not found.isdisjoint(question["topics"])
        wrong += bool(found) and found.isdisjoint(question["topics"])
    print(f"{right} of {len(QUESTIONS)} questions answered rightly, {wrong} wrongly")
    assert right / len(QUESTIONS) >= TOPICS_RIGHT_AT_LEAST
    assert wrong / len(QUESTIONS) <= TOPICS_WRONG_AT_MOST


async def test_every_wish_of_a_message_is_found_in_order(agent: Agent) -> None:
    right = []
    for message in SEVERAL:
        parsed = await agent.parse_message(message["text"])
        found = [wish["intent"] for wish in parsed.get("wishes") or [parsed["intent"]]
                 if "intent" in wish] or [parsed["intent"]["name"]]  # fmt: skip
        wanted = [name for name in message["wishes"] if name != "describe_pain"]
        right.append(found == (wanted or ["describe_pain"]))
    assert sum(right) / len(right) >= WISHES_RIGHT_AT_LEAST


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lower back sore for a week, naproxen?", "ask_treatment"),
        ("stiff neck since friday, ice or heat?", "ask_self_care"),
        ("my neck hurts and i have lupus, chiropractor?", "ask_treatment"),
        ("back has been bad all week. mattress?", "ask_self_care"),
        ("sore between the shoulders, hot stone massage?", "ask_massage"),
        ("neck pain since thursday, stretches?", "request_exercise"),
        ("my back hurts. lower back?", "describe_pain"),
        ("my back hurts. the ice did nothing", "describe_pain"),
    ],
)
async def test_a_few_words_with_a_question_mark_behind_a_description_are_the_wish(
    agent: Agent, text: str, meant: str
) -> None:
    assert await intent(agent, text) == meant


SENTENCES = [
    "my lower back hurts since monday",
    "the pain in my neck goes into my left arm",
    "i have had sciatica for three months",
    "show me some exercises for a stiff back",
    "what stretches are good for my neck",
    "would a massage help my lower back",
    "is deep tissue massage safe with a slipped disc",
    "should i use heat or ice for my back",
    "how should i sleep with back pain",
    "should i see a chiropractor",
    "do painkillers help with sciatica",
    "what causes lower back pain",
    "why does my neck hurt in the morning",
]
HARMLESS = {
    "capitals": str.upper,
    "capital first letter": str.capitalize,
    "question mark": lambda text: f"{text}?",
    "full stop": lambda text: f"{text}.",
    "exclamation marks": lambda text: f"{text}!!!",
    "spaces": lambda text: "  " + text.replace(" ", "  "),
    "a greeting before": lambda text: f"hello, {text}",
    "a polite greeting before": lambda text: f"Good morning doctor, {text}",
    "thanks after": lambda text: f"{text}, thank you",
    "a slip": lambda text: text.replace("back", "bakc").replace("neck", "nekc"),
    "for somebody else": lambda text: f"asking for my mum: {text}",
}


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("change", HARMLESS)
async def test_what_does_not_matter_changes_nothing(agent: Agent, text: str, change: str) -> None:
    changed = HARMLESS[change](text)
    assert await intent(agent, changed) == await intent(agent, text)
    assert await entities(agent, changed) == await entities(agent, text)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("pain in my leg", "no pain in my leg"),
        ("it is my lower back", "it is not my lower back"),
        ("i have osteoporosis", "i don't have osteoporosis"),
        ("i am pregnant", "i am not pregnant"),
    ],
)
async def test_negation_takes_back_what_it_denies(agent: Agent, text: str, denied: str) -> None:
    said = (await agent.parse_message(text))["entities"]
    assert said
    assert all(entity.get("role") != "negated" for entity in said)
    taken_back = (await agent.parse_message(denied))["entities"]
    assert {e["entity"] for e in taken_back if e.get("role") == "negated"} >= {
        e["entity"] for e in said if e["entity"] != "radiation"
    }


async def test_negation_takes_back_nothing_else(agent: Agent) -> None:
    found = await entities(agent, "no pain in my leg, but my neck hurts on the left for 2 weeks")
    assert {("location", "neck"), ("side", "left"), ("duration", 14)} <= found
    assert ("location", "leg") not in found


def test_nothing_held_out_is_trained_on() -> None:
    trained = {
        line[2:].strip().lower()
        for file in (DATA / "nlu").glob("*.yml")
        for intent in yaml.safe_load(file.read_text())["nlu"]
        for line in intent["examples"].splitlines()
    }
    held_out = {message["text"].lower() for message in [*MESSAGES, *SEVERAL]}
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
