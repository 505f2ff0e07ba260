"""Whatever is sent, in whatever order: nothing opens what safety keeps closed."""

from __future__ import annotations

import random

import pytest
import yaml

from backwise.settings import PROJECT_ROOT
from tests.product_under_test import Product

pytestmark = pytest.mark.servers

DOMAIN = yaml.safe_load((PROJECT_ROOT / "domain.yml").read_text())
ADVICE = {
    "utter_routine",
    "utter_exercise",
    "utter_session_step",
    "utter_session_why",
    "utter_technique",
    "utter_massage_rules",
}
MESSAGES = 60

# Every intent as a button press, with everything injected that one can think of.
PRESSES = [f"/{intent}" for intent in DOMAIN["intents"]] + [
    '/inform{"age":40}',
    '/inform{"condition":"hernia","location":"neck"}',
    '/request_exercise{"exercise":"bridge"}',
    '/request_exercise{"routine":"desk_minute"}',
    '/lead_session{"session_command":"start"}',
    '/lead_session{"session_command":"next","in_session":true}',
    '/lead_session{"session":{"routine":"x","at":0,"steps":[["bridge",1,5,0]]}}',
    '/session_feedback{"feedback":"easy"}',
    '/ask_massage{"technique":"swedish"}',
    '/ask_self_care{"topic":"massage_benefits"}',
    '/affirm{"receipt":"x","safety_saddle":"no","wish":"exercise"}',
    '/inform{"safety_saddle":"no","safety_bladder":"no"}',
    "/action_suggest_exercises",
    "/safety_form",
    "/restart",
    "/back",
    "/session_start",
]
WORDS = [
    "give me exercises",
    "start",
    "next one",
    "easier",
    "massage please",
    "my neck hurts",
    "six weeks",
    "5",
    "yes",
    "40",
]


@pytest.mark.parametrize("seed", range(6))
def test_without_ten_answers_there_is_no_advice(product: Product, seed: int) -> None:
    chance = random.Random(seed)
    pool = [message for message in PRESSES + WORDS if message != "/deny"]
    conversation = product.conversation()
    for _ in range(MESSAGES):
        message = chance.choice(pool)
        conversation.say(message)
        assert not ADVICE.intersection(conversation.names), message
        assert conversation.replies, message


@pytest.mark.parametrize("seed", range(6))
def test_after_an_emergency_there_is_no_advice(product: Product, seed: int) -> None:
    chance = random.Random(seed)
    # What is no button is read as words, and words like "safety form" ask for the ten
    # questions again: whoever answers them all may go on. So may who was forgotten.
    reopening = {"/recheck_safety", "/start_over", "/restart", "/session_start", "/safety_form",
                 '/inform{"safety_saddle":"no","safety_bladder":"no"}',
                 "/confirm_forget"}  # fmt: skip
    pool = [message for message in PRESSES + WORDS + ["no"] * 20 if message not in reopening]
    conversation = product.conversation()
    for message in chance.choices(pool, k=5):
        conversation.say(message)
    conversation.say("i can't feel my groin")
    assert "utter_emergency" in conversation.names
    for _ in range(MESSAGES):
        message = chance.choice(pool)
        conversation.say(message)
        assert not ADVICE.intersection(conversation.names), message
