"""Emergencies in words that no rule foresaw."""

from __future__ import annotations

from collections import Counter

import pytest
from rasa.core.agent import Agent

from backwise.knowledge.content import read_content
from backwise.settings import CONTENT, EMERGENCY_WORDINGS
from backwise.yaml_lines import read_plain_yaml
from tests.components.wordings import (
    EMERGENCIES,
    ORDINARY,
    ORDINARY_EMERGENCY_AT_MOST,
    SAME_DAY,
    STATUSES,
    STORIES,
    is_caught,
    is_missed,
    parse_after,
    reading,
    readings,
)

PRESSING = ("emergency", "urgent")
# The goals of the triage; what is not caught at once has to be asked about.
CAUGHT_AT_LEAST, SAME_DAY_AT_LEAST = 0.99, 0.97
DENIED_EMERGENCY_AT_MOST = 0.05
ORDINARY_URGENT_AT_MOST = 0.08


def test_no_emergency_is_missed(agent: Agent) -> None:
    texts = [text for texts in EMERGENCIES.values() for text in texts]
    parsed = readings(agent, texts)
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(texts)} emergencies: {dict(tiers)}")
    missed = [result["text"] for result in parsed if is_missed(result)]
    assert len(texts) >= 1000
    assert missed == []
    assert tiers["emergency"] / len(texts) >= CAUGHT_AT_LEAST


def test_what_cannot_wait_till_tomorrow_is_caught(agent: Agent) -> None:
    texts = [text for texts in SAME_DAY.values() for text in texts]
    parsed = readings(agent, texts)
    caught = [result["triage"]["tier"] in PRESSING for result in parsed]
    assert sum(caught) / len(caught) >= SAME_DAY_AT_LEAST


def test_it_does_not_cry_wolf(agent: Agent) -> None:
    parsed = readings(agent, ORDINARY)
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(ORDINARY)} ordinary messages: {dict(tiers)}")
    assert len(ORDINARY) >= 1000
    assert tiers["emergency"] / len(ORDINARY) <= ORDINARY_EMERGENCY_AT_MOST
    assert (tiers["emergency"] + tiers["urgent"]) / len(ORDINARY) <= ORDINARY_URGENT_AT_MOST


def test_in_a_long_message_no_emergency_is_missed(agent: Agent) -> None:
    parsed = readings(agent, STORIES["emergency"])
    missed = [result["text"] for result in parsed if is_missed(result)]
    caught = [is_caught(result) for result in parsed]
    assert missed == []
    assert sum(caught) / len(caught) >= CAUGHT_AT_LEAST


def test_a_long_message_does_not_cry_wolf(agent: Agent) -> None:
    parsed = readings(agent, STORIES["ordinary"])
    tiers = Counter(result["triage"]["tier"] for result in parsed)
    print(f"{len(parsed)} ordinary stories: {dict(tiers)}")
    assert tiers["emergency"] / len(parsed) <= ORDINARY_EMERGENCY_AT_MOST
    assert (tiers["emergency"] + tiers["urgent"]) / len(parsed) <= ORDINARY_URGENT_AT_MOST


def test_what_is_denied_is_no_emergency(agent: Agent) -> None:
    texts = [text for texts in STATUSES["negated"].values() for text in texts]
    parsed = readings(agent, texts)
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
        "my okapi14489852 back hurts",
        "back pain, my number is 07700900123, see www.example.com/1234567",
    ],
)
def test_ordinary_messages_are_left_alone(agent: Agent, text: str) -> None:
    parsed = reading(agent, text)
    assert parsed["triage"]["tier"] == "routine"
    assert "near_miss" not in parsed


def test_no_example_is_a_test() -> None:
    trained = {
        text.lower() for texts in read_plain_yaml(EMERGENCY_WORDINGS).values() for text in texts
    }
    senses = [texts for flags in STATUSES.values() for texts in flags.values()]
    tested = [*EMERGENCIES.values(), *SAME_DAY.values(), ORDINARY, *senses]
    assert not trained & {text.lower() for texts in tested for text in texts}


@pytest.mark.parametrize("said", ["no fever", "no fall and no accident"])
def test_what_comes_after_a_but_is_read_as_one_thing(agent: Agent, said: str) -> None:
    text = f"{said} but at first one leg was weak, now the other too"
    [result] = readings(agent, [text])
    assert not is_missed(result)


@pytest.mark.parametrize(
    "asked", ["is it normal that {}", "should I be worried if {}", "how come {}", "no injury {}"]
)
def test_what_is_asked_about_is_read_on_its_own(agent: Agent, asked: str) -> None:
    [result] = readings(agent, [asked.format("front and back down there are like rubber")])
    assert not is_missed(result)


async def test_the_triage_is_that_of_the_whole_model(agent: Agent) -> None:
    """What these tests read with only some of the components is what everybody gets."""
    for text in [texts[0] for texts in (*EMERGENCIES.values(), *SAME_DAY.values())] + ORDINARY[:50]:
        whole = await agent.parse_message(text)
        short = reading(agent, text)
        assert all(whole.get(key) == short.get(key) for key in ("triage", "near_miss"))


async def test_so_is_that_of_two_messages(agent: Agent) -> None:
    before = await agent.parse_message("lost control of my")
    whole = await parse_after(agent, before, "bladder")
    assert reading(agent, "bladder", before)["triage_together"] == whole["triage_together"]


@pytest.mark.parametrize(
    "said", ["leave out the {name}", "did the {name} twice", "is the {name} needed"]
)
def test_the_name_of_an_exercise_is_no_sign(agent: Agent, said: str) -> None:
    content = read_content(CONTENT)
    names = [entry.name for entry in content.exercises]
    names += [entry.name for entry in content.techniques]
    parsed = readings(agent, [said.format(name=name.lower()) for name in names])
    assert [one["text"] for one in parsed if one["triage"]["tier"] in PRESSING] == []
    assert [one["text"] for one in parsed if one.get("near_miss")] == []
