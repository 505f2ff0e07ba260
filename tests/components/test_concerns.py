"""What people say once they were told to get help has an answer of its own."""

from __future__ import annotations

import pytest

from backwise.settings import (
    ABOUT_CHAT,
    ABOUT_QUESTION,
    COMING_BACK,
    CONCERNS,
    EXERCISING,
    FOLLOW_UPS,
    PROJECT_ROOT,
)
from backwise.yaml_lines import read_plain_yaml
from components.gate.about_chat import OF_CHAT
from components.gate.about_question import ECHO, OF_QUESTION
from components.gate.clearance import ANSWER, OF_OPEN, PAIN_FORM
from components.gate.coming_back import DID, NEXT, OF_BACK
from components.gate.follow_up import SIMPLER
from components.gate.interjections import OF_SOON, OF_UNDER_AGE
from components.gate.knowledge import GateKnowledge
from components.gate.open_question import PAIN_QUESTIONS
from components.gate.red_flags import THANKS, is_answer_to_concern
from components.gate.routine import HURTS, LATER, OF_EXERCISING
from components.gate.situation import ADULT, OF_ANSWER

RESPONSES = read_plain_yaml(PROJECT_ROOT / "domain.yml")["responses"]


@pytest.mark.parametrize("kind", ["emergency", "urgent", "crisis"])
def test_every_concern_has_an_answer_that_names_a_number(kind: str) -> None:
    for name in [*read_plain_yaml(CONCERNS)[kind], *([] if kind == "urgent" else [THANKS])]:
        [variant] = RESPONSES[f"utter_{kind}_{name}"]
        assert "{emergency_number}" in variant["text"] or name == "arrived"
        assert is_answer_to_concern(f"utter_{kind}_{name}")


@pytest.mark.parametrize("name", read_plain_yaml(FOLLOW_UPS)["answer"])
def test_what_people_say_after_an_answer_has_one(name: str) -> None:
    assert name == SIMPLER or RESPONSES[f"{OF_ANSWER}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(CONCERNS)["soon"])
def test_what_people_ask_about_going_soon_has_an_answer(name: str) -> None:
    assert RESPONSES[f"{OF_SOON}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(CONCERNS)["open"])
def test_what_people_ask_while_questions_are_open_has_an_answer(name: str) -> None:
    assert name == ANSWER or RESPONSES[f"{OF_OPEN}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(CONCERNS)["under_age"])
def test_what_people_ask_of_a_child_has_an_answer_that_names_the_signs(name: str) -> None:
    if name != ADULT:
        [variant] = RESPONSES[f"{OF_UNDER_AGE}{name}"]
        assert "{emergency_number}" in variant["text"]


@pytest.mark.parametrize("name", read_plain_yaml(COMING_BACK)["back"])
def test_what_people_say_who_come_back_has_an_answer(name: str) -> None:
    assert name in (NEXT, DID) or RESPONSES[f"{OF_BACK}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(EXERCISING)["exercising"])
def test_what_people_say_about_exercises_has_an_answer(name: str) -> None:
    assert name in (HURTS, LATER) or RESPONSES[f"{OF_EXERCISING}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(ABOUT_CHAT)["chat"])
def test_what_people_ask_about_the_chat_has_an_answer(name: str) -> None:
    assert RESPONSES[f"{OF_CHAT}{name}"]


@pytest.mark.parametrize("name", read_plain_yaml(ABOUT_QUESTION)["question"])
def test_what_people_say_to_a_question_has_an_answer(name: str) -> None:
    assert name == ECHO or RESPONSES[f"{OF_QUESTION}{name}"]


def test_every_question_has_an_explanation(knowledge: GateKnowledge) -> None:
    explained = {
        variant["condition"][0]["value"]
        for variant in RESPONSES["utter_question_meaning"]
        if "condition" in variant
    }
    assert explained == {question.slot for question in knowledge.questions} | {*PAIN_QUESTIONS}


@pytest.mark.parametrize(
    ("question", "text", "asks_back"),
    [
        ("safety_saddle", "what is a back passage?", True),
        ("safety_saddle", "does numb from sitting count", True),
        ("safety_legs", "which leg", True),
        ("safety_chest", "tearing?", True),
        ("safety_fever", "how high?", True),
        ("safety_conditions", "is aspirin a blood thinner", True),
        ("safety_conditions", "what?", True),
        # These may be answers.
        ("safety_saddle", "numb? yes", False),
        ("safety_saddle", "what if i am numb there", False),
        ("safety_legs", "which leg? both", False),
        ("safety_bladder", "what if my bladder leaks", False),
        ("safety_conditions", "what is osteoporosis, i have that", False),
        ("safety_conditions", "steroids and warfarin", False),
        # And these ask something else.
        ("safety_saddle", "what are blood thinners", False),
        ("safety_chest", "what is a slipped disc", False),
    ],
)
def test_who_asks_what_a_question_means_is_told_from_who_answers(
    knowledge: GateKnowledge, question: str, text: str, asks_back: bool
) -> None:
    assert knowledge.asks_back(question, text) is asks_back


@pytest.mark.parametrize(
    ("kind", "text", "concern"),
    [
        ("emergency", "Can I drive there myself?", "drive"),
        ("emergency", "they told me to wait for the ambulance", "told_to_wait"),
        ("emergency", "I'm at the hospital, nobody has looked yet", "arrived"),
        ("emergency", "we can't afford that", "cost"),
        ("emergency", "nice weather today", None),
        ("urgent", "which doctor looks at this sort of thing?", "where"),
        ("urgent", "is it ok if I go to work until then", "meanwhile"),
        ("urgent", "could it be something dangerous", "outcome"),
        ("urgent", "I've got no insurance", "cost"),
        ("crisis", "I have already swallowed them", "took"),
        ("crisis", "I've got a rope", "means"),
        ("crisis", "I have nobody to call", "alone"),
        ("crisis", "nice weather today", None),
        ("chat", "Could you e-mail me this?", "copy"),
        ("chat", "can you print it for me", "copy"),
        ("chat", "is there a video of that", "video"),
        ("chat", "what's the cat cow", None),
        ("question", "I don't understand that", "meaning"),
        ("question", "no it doesn't", None),
        ("question", "my doctor has already checked this", "checked_before"),
    ],
)
def test_a_concern_is_known_by_its_words(
    knowledge: GateKnowledge, kind: str, text: str, concern: str | None
) -> None:
    assert knowledge.concern(kind, text) == concern


def test_going_back_knows_the_order_of_the_questions_about_the_pain() -> None:
    forms = read_plain_yaml(PROJECT_ROOT / "domain.yml")["forms"]
    assert tuple(forms[PAIN_FORM]["required_slots"]) == PAIN_QUESTIONS


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("safety_saddle", "no"),
        ("safety_saddle", "No, nothing like that"),
        ("safety_saddle", "no new numbness or tingling"),
        ("safety_bladder", "no, everything's normal"),
        ("safety_injury", "no fall, no accident"),
        ("safety_fever", "no fever, thank god"),
        ("safety_constant", "no, it comes and goes"),
        ("safety_constant", "no, that eases when I lie down"),
        ("safety_constant", "Nope, my weight is stable and it's on and off"),
        ("safety_injury", "no, it just crept up on me"),
        ("safety_legs", "no, only my lower back"),
        ("safety_conditions", "no, fit as a fiddle"),
    ],
)
def test_a_plain_no(knowledge: GateKnowledge, slot: str, text: str) -> None:
    assert knowledge.is_plain(slot, text, unsure=False)


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("safety_saddle", "no, it tickles"),
        ("safety_saddle", "no it's odd"),
        ("safety_bladder", "nope, comes out slower"),
        ("safety_legs", "no, they're like lead"),
        ("safety_injury", "no i tumbled"),
        ("safety_history", "no, they cut it out"),
        ("safety_constant", "no, it comes and goes but I lost a stone"),
        ("safety_constant", "no, on and off until last week"),
        ("safety_saddle", "no, it comes and goes"),
        ("safety_saddle", "no, same as always, numb"),
        ("safety_history", "no, cancer free since 2015"),
        ("safety_injury", "no, it crept up on me after the car hit us"),
    ],
)
def test_a_no_that_tells_of_something_is_not_plain(
    knowledge: GateKnowledge, slot: str, text: str
) -> None:
    assert not knowledge.is_plain(slot, text, unsure=False)


@pytest.mark.parametrize("text", ["maybe", "not really sure", "hard to say", "a little perhaps"])
def test_a_plain_not_sure(knowledge: GateKnowledge, text: str) -> None:
    assert knowledge.is_plain("safety_saddle", text, unsure=True)


@pytest.mark.parametrize("text", ["maybe, it feels odd", "not sure, wiping is strange"])
def test_a_not_sure_that_tells_of_something_is_not_plain(
    knowledge: GateKnowledge, text: str
) -> None:
    assert not knowledge.is_plain("safety_saddle", text, unsure=True)
