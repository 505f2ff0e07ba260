"""In which sense a red flag is meant: a "no" is heard, a doubt is not taken for a "no"."""

from __future__ import annotations

import functools
import re
from datetime import date
from pathlib import Path

import pytest

from backwise.safety.rules import OPEN, Tier, read_red_flags
from backwise.settings import RED_FLAGS
from backwise.yaml_lines import read_plain_yaml
from tests.backwise.safety.project import triage

STATUSES: dict[str, dict[str, list[str]]] = read_plain_yaml(Path(__file__).parent / "statuses.yml")
RIGHT_AT_LEAST = 0.95
RULES = read_red_flags(RED_FLAGS)
EMERGENCIES = [flag for flag in RULES.flags if flag.tier is Tier.EMERGENCY]
ORGANS = r"((bladder|bowels?|and|or|of|the) ?)+"
DENIALS = [
    "it is not true that {}",
    "it's not the case that {}",
    "none of this: {}",
    "{}? no",
    "{}: no",
    "{} - none",
]

ASKED_OF_MINE = [
    "when should i get {} checked",
    "when should i worry about {}",
    "what if {} stays",
    "could you get {} looked at",
    "can stress cause {}",
    "would a disc cause {}",
    "what happens if i ignore {}",
    "how would i treat {}",
    "hypothetically could {} be serious",
    "scared of {}",
    "in case {} matters",
    "will {} go away",
]


@functools.cache
def alone() -> list[str]:
    """Each wording that is an emergency on its own, as it stands in the rules."""
    return [
        wording
        for flag in EMERGENCIES
        for concepts in flag.when
        if len(concepts) == 1
        for wording in RULES.concepts[concepts[0]]
        if " but " not in wording and triage(wording).tier is Tier.EMERGENCY
    ]


@functools.cache
def control() -> list[str]:
    """Of these, those that name what one should have: "bladder control: none" denies nothing."""
    pattern = re.compile(f"{ORGANS}control|control {ORGANS}")
    return [wording for wording in alone() if pattern.fullmatch(wording)]


def status_of(text: str, flag: str) -> str | None:
    found = {raised.id: raised.status.value for raised in triage(text).flags}
    return found.get(flag)


@pytest.mark.parametrize("status", STATUSES)
def test_the_sense_is_right(status: str) -> None:
    asked = [(text, flag) for flag, texts in STATUSES[status].items() for text in texts]
    wrong = [text for text, flag in asked if status_of(text, flag) != status]
    print(f"{status}: {len(wrong)} of {len(asked)} wrong: {wrong}")
    assert 1 - len(wrong) / len(asked) >= RIGHT_AT_LEAST


@pytest.mark.parametrize("status", sorted(status.value for status in OPEN))
def test_what_is_so_or_may_be_so_always_counts(status: str) -> None:
    ignored = [
        text
        for flag, texts in STATUSES[status].items()
        for text in texts
        if status_of(text, flag) not in OPEN
    ]
    assert ignored == []


@pytest.mark.parametrize("question", ASKED_OF_MINE)
@pytest.mark.parametrize("mine", ["my numb groin", "my chest pain", "the weakness in both my legs"])
def test_a_question_about_what_one_has_does_not_hide_it(question: str, mine: str) -> None:
    assert triage(question.format(mine)).tier is Tier.EMERGENCY


@pytest.mark.parametrize("denial", DENIALS)
def test_a_denial_lowers_the_tier(denial: str) -> None:
    """Whatever the wording: what is denied is no emergency."""
    assert len(alone()) > 500
    kept = [
        text
        for text in (denial.format(wording) for wording in alone() if wording not in control())
        if triage(text).tier is Tier.EMERGENCY
    ]
    assert kept == []


@pytest.mark.parametrize(
    "answer", ["{}? no", "{}: none", "{} is gone now", "{} is gone", "{} gone", "{} went away"]
)
def test_who_has_no_control_denies_nothing(answer: str) -> None:
    assert control()
    for wording in control():
        assert triage(answer.format(wording)).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "I don't know why I can't pee",
        "not sure if my groin is numb",
        "I don't understand what it is, I can't feel my groin",
        "no history of back problems, can't feel my legs",
        "no accident, my legs are numb",
        "my pain won't let up and the baby is not moving",
        "is it ok if my groin tingles",
        "is it normal that both my legs are numb",
        "should I worry that my groin is numb",
        "if I cough I wet myself",
        "I can't tell if I need to pee",
        "he denies fever, both legs are weak",
        "denies fever or weight loss and now can't pee",
    ],
)
def test_a_no_or_an_if_about_something_else_denies_nothing(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "i have had urge incontinence for 20 years, nothing new",
        "my bladder is weak since childbirth",
        "bladder leaks a bit since my second child ten years ago, nothing new",
        "both my legs have been numb for years",
    ],
)
def test_what_has_been_so_for_years_is_asked_about(text: str) -> None:
    found = triage(text)
    assert found.tier is Tier.ROUTINE
    assert found.as_dict()["ask"]


@pytest.mark.parametrize(
    "text",
    [
        "i have always had a weak bladder but it is worse now",
        "back pain for ten years and now i can't pee",
        "numb groin back pain for years",
        "my bladder leaks. it is nothing new that my back hurts",
        "my bladder leaks since last week, nothing new about my back",
    ],
)
def test_a_change_of_what_is_old_counts(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "my mother had breast cancer and my back hurts",
        "my grandfather had bladder cancer, i'm only stiff",
        "i have an aunt who had cancer and now i worry about my back",
    ],
)
def test_an_illness_that_somebody_else_once_had_is_not_the_writers(text: str) -> None:
    assert triage(text).tier is Tier.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "my mother had breast cancer and her back hurts",
        "my dad had prostate cancer, I give him massages but his back hurts",
        "my husband had lung cancer years ago, back pain since monday",
        "my mum had cancer and I had it too, my back hurts",
        "my sister had breast cancer, i had the same, my back aches",
        "my dad had prostate cancer, I think dad's back is getting worse",
        "mum had breast cancer, back pain for two weeks, what can I do",
        "my mother had breast cancer, back pain since monday, i'm worried",
        "my wife had lung cancer, new back pain, can i massage it",
    ],
)
def test_an_illness_that_the_person_in_pain_once_had_counts(text: str) -> None:
    assert triage(text).tier is Tier.URGENT


@pytest.mark.parametrize(
    "text",
    [
        "I hurt my back in the fall from the ladder",
        "I was hurt in the fall, fell off a roof an hour ago",
        "my last fall off a ladder was an hour ago",
        "I can't feel my groin, the feeling is long gone",
    ],
)
def test_what_only_sounds_long_past_counts(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "I can't go on like this at all",
        "I'm tired of life at 45",
        "I don't want to live on",
        "I don't want to wake up with this pain ever again",
        "there is no point in carrying on with life",
        "I can't walk past the front door since this morning",
    ],
)
def test_an_ordinary_wording_hides_no_emergency_that_goes_on(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    ("text", "flag", "sense"),
    [
        ("I don't feel nothing down there", "RF01", "present"),
        ("my groin doesn't feel nothing", "RF01", "present"),
        ("ain't got no feeling down below", "RF01", "present"),
        ("i ain't got no control over my bladder", "RF02", "present"),
        ("i can't hold no pee no more", "RF02", "present"),
        ("don't have no strength in both legs", "RF05", "present"),
        ("ain't got no numbness down there", "RF01", "negated"),
        ("ain't got no trouble peeing", "RF02", "negated"),
        ("don't got no weakness in my legs", "RF05", "negated"),
        ("i ain't lost no control of my bladder", "RF02", "negated"),
    ],
)
def test_two_denials_are_one_where_people_speak_so(text: str, flag: str, sense: str) -> None:
    assert status_of(text, flag) == sense


@pytest.mark.parametrize(
    "text",
    [
        "what would happen if i took the whole box of codeine",
        "what if I take 30 co-codamol at once",
        "what's quickest way to die",
    ],
)
def test_who_asks_what_a_deed_would_do_may_be_near_it(text: str) -> None:
    assert triage(text).tier is Tier.EMERGENCY


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("Numb groin? N. Fever? N", {"negated"}),
        ("Fever: N. Numb groin: Y.", {"negated", "present"}),
        ("saddle numbness (-), fever (-)", {"negated"}),
        ("saddle numbness (+), fever (-)", {"negated", "present"}),
        ("bowel control: good, bladder control - fine", set()),
    ],
)
def test_the_answers_of_a_form_are_read(text: str, senses: set[str]) -> None:
    assert {raised.status.value for raised in triage(text).flags} == senses


@pytest.mark.parametrize("years_ago", [0, 1, 30])
def test_a_year_is_past_when_it_is_over(years_ago: int) -> None:
    year = date.today().year - years_ago
    for written in (str(year), f"'{year % 100:02}"):
        tier = triage(f"I couldn't feel my groin in {written}").tier
        assert (tier is Tier.EMERGENCY) == (years_ago == 0)


def test_a_denial_does_not_reach_what_has_begun() -> None:
    for text in ("no numb groin until today", "never had a numb groin before Sunday"):
        assert triage(text).tier is Tier.EMERGENCY
