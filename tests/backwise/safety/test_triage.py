"""Red flags in single messages."""

from __future__ import annotations

import pytest

from tests.backwise.safety.project import triage, triager

EMERGENCIES = {
    "RF01": ["I can't feel my groin", "numb between my legs", "toilet paper feels weird"],
    "RF02": ["i can't pee", "wet myself and didn't notice", "lost bladder control"],
    "RF03": ["i pooed myself", "lost control of my bowels"],
    "RF04": ["no feeling during sex since my back went"],
    "RF05": ["both legs are numb", "sciatica in both legs", "my legs are like jelly"],
    "RF06": ["my legs won't work", "can't lift my foot and it's getting worse today"],
    "RF07": ["back pain and crushing chest pain", "i can't catch my breath"],
    "RF08": [
        "something ripped, stabbing between the shoulder blades out of nowhere",
        "worst pain ever, came in a second",
    ],
    "RF09": ["back pain and i nearly passed out", "my belly is pulsing and my back hurts"],
    "RF10": [
        "car crash yesterday, my back hurts",
        "i just fell off a ladder",
        "dived in shallow water",
    ],
    "RF11": ["fever and confused", "fever and my leg is weak"],
    "RF12": ["i had breast cancer and now both legs feel heavy"],
    "RF13": ["i'm pregnant and bleeding", "pain won't let up and baby's not moving"],
    "RF14": ["slurred speech and neck pain", "worst headache of my life"],
    "RF15": ["i want to end my life", "i'd be better off dead"],
    "RF16": ["took too many paracetamol", "my throat is closing"],
    "RF34": ["on warfarin and suddenly my back hurts"],
}


@pytest.mark.parametrize(
    ("flag", "text"), [(flag, text) for flag, texts in EMERGENCIES.items() for text in texts]
)
def test_emergencies(flag: str, text: str) -> None:
    found = triage(text)
    assert found.tier == "emergency"
    assert flag in {raised.id for raised in found.flags}


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts and i have a fever",
        "my foot slaps when i walk",
        "i had cancer five years ago and now my back hurts",
        "one calf is swollen and hot, swollen calf",
        "painful rash on one side",
        "losing weight without trying",
        "burning when i pee",
        "my 4-year-old says her back hurts",
        "it comes in waves, i can't sit still",
        "i'm on methotrexate",
        "a biologic called enbrel since may",
    ],
)
def test_to_be_seen_today(text: str) -> None:
    assert triage(text).tier == "urgent"


@pytest.mark.parametrize(
    "text",
    [
        "i had my neck cracked by a chiropractor for a stiff neck, been going for years and never "
        "had an issue. it was only a small treatment. today the room started to spin",
        "neck massage yesterday and today i'm so dizzy",
        "i'm 33 weeks pregnant with normal back ache. i keep seeing little sparkly lights",
        "my son has a stiff neck and purple spots that don't fade",
    ],
)
def test_what_is_an_emergency_only_together(text: str) -> None:
    assert triage(text).tier == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "would a neck massage help, i get dizzy sometimes",
        "i had my neck adjusted years ago. i feel dizzy when i stand up",
        "30 weeks pregnant, sore low back, no headache, no flashing lights",
        "28 weeks pregnant, swollen feet and backache",
    ],
)
def test_what_only_sounds_like_it(text: str) -> None:
    assert triage(text).tier == "routine"


@pytest.mark.parametrize(
    "text",
    [
        "my lower back hurts after lifting a box",
        "stiff neck since yesterday",
        "pain goes down my right leg",
        "tingling in my left foot",
        "this pain is killing me",
        "my back is killing me when i sit",
        "sore back after a car accident in 2015",
        "back pain since my car accident ten years ago",
        "my legs feel heavy after a long day",
        "i can't stand up straight",
        "i can't stand the pain anymore at night",
        "can't walk far without my back hurting",
        "how do i do the dead bug, do my legs stay up",
        "my back is screaming at me",
        "breast stroke hurts my back",
        "back pain since my car accident three months ago",
        "tingling in my left buttock",
        "i crashed on the sofa and now my back is stiff",
        "a 45 year old man with back pain",
        "i sleep badly because of my back",
        "what exercises can i do",
        "would a massage help",
        "i take blood thinners and i'm pregnant",
    ],
)
def test_ordinary_back_pain(text: str) -> None:
    assert triage(text).tier == "routine"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no numbness in my groin", "negated"),
        ("i don't have any numbness between my legs", "negated"),
        ("numbness between my legs went away years ago", "past"),
        ("what if i get numbness between my legs", "hypothetical"),
        ("my mum has numbness in her groin", "other_person"),
        ("i think my groin is numb", "uncertain"),
        ("my groin is numb", "present"),
    ],
)
def test_the_sense_of_a_flag(text: str, status: str) -> None:
    flags = {flag.id: flag.status for flag in triage(text).flags}
    assert flags["RF01"] == status


@pytest.mark.parametrize(
    "around",
    [
        "i don't think it's serious but {}",
        "my husband says i'm overreacting but {}",
        "lol {}",
        "{} but i don't want to bother anyone",
        "it's probably nothing, {}",
        "{} 😅",
        "no fever, no weight loss. {}",
    ],
)
@pytest.mark.parametrize("text", ["i can't pee", "i can't feel my groin", "both my legs are numb"])
def test_minimising_lowers_nothing(around: str, text: str) -> None:
    assert triage(around.format(text)).tier == "emergency"
    assert triage(around.format(text).upper()).tier == "emergency"


def test_the_version_of_the_rules_is_told() -> None:
    assert triage("hello").as_dict()["version"] == triager().rules.version


def test_a_flag_tells_where_it_stands() -> None:
    text = "my back hurts and I can’t feel my groin at all"
    flag = triage(text).as_dict()["flags"][0]
    assert flag["text"] == "can’t feel my groin"
    assert text[flag["start"] : flag["end"]] == flag["text"]


def test_a_huge_message_is_read_in_time() -> None:
    assert triage("my back pain is bad and my chest hurts " * 500).tier == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "i can't feel  my   groin",
        "i can't feel\nmy groin",
        "lost control of my bladdr",
        "numness betwen my legs",
        "i cant feel my gentals",
        "I  HAVE  LOST\tCONTROL OF MY BLADDER",
    ],
)
def test_blanks_and_slips_hide_no_emergency(text: str) -> None:
    found = triage(text)
    assert found.tier == "emergency"
    flag = found.flags[0]
    assert text[flag.start : flag.end] == flag.text


@pytest.mark.parametrize(
    "text",
    [
        "my back pain is not getting better after eight weeks",
        "it hurts when i sneeze",
        "i'm 62 and never had back trouble before",
        "hurts when i bowl",
        "i'm terrified to move",
        "i am 80 and slipped in the bathroom, my back is sore",
        "i have got shorter and my back aches",
        "i'm 15 and my back hurts",
        "still pain after the operation on my back",
        "my legs hurt when i walk and ease when i sit",
        "back pain and stomach pain since friday",
        "i have crohns and my back is stiff in the morning",
    ],
)
def test_to_be_looked_at_soon(text: str) -> None:
    assert triage(text).tier == "soon"


@pytest.mark.parametrize(
    "text",
    [
        "weakness and tingling in my right foot",
        "my left leg keeps giving way",
        "back pain and i am losing a lot of blood",
        "i have to pee all the time and my back hurts",
    ],
)
def test_new_weakness_and_bleeding_are_for_today(text: str) -> None:
    assert triage(text).tier == "urgent"


def test_a_long_list_of_denials_denies_all_of_it() -> None:
    text = (
        "He denies any fever, chills, recent illness, weight loss, numbness in the groin, "
        "trouble with walking, or loss of control of his bladder or bowels."
    )
    assert triage(text).tier == "routine"


def test_a_denial_ends_at_but() -> None:
    assert triage("denies fever but lost control of the bladder").tier == "emergency"


@pytest.mark.parametrize(
    "text", ["if this doesn't stop i will kill myself", "i have no control over my bladder"]
)
def test_a_no_that_is_part_of_the_trouble_denies_nothing(text: str) -> None:
    assert triage(text).tier == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "hm my wee comes out on its own since my back got worse lol",
        "pee just runs down my leg",
        "my poo comes out by itself",
    ],
)
def test_what_comes_by_itself_is_out_of_control(text: str) -> None:
    assert triage(text).tier == "emergency"


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I don't feel when I'm going to the toilet", "RF02"),
        ("I don't notice when I'm going to pee", "RF02"),
        ("I can't stand at the sink without holding on", "RF06"),
        ("I can't stand at the counter without my legs shaking", "RF06"),
        ("my 5 year old wants to be carried, her back hurts", "RF30"),
        ("when I pick up my daughter, 2, she cries with back pain", "RF30"),
    ],
)
def test_an_ordinary_wording_hides_nothing_beside_it(text: str, flag: str) -> None:
    assert flag in {found.id for found in triage(text).flags}


@pytest.mark.parametrize(
    "text",
    [
        "I don't feel it when I'm going for a walk",
        "I can't stand at the cooker long enough to make tea",
        "my back hurts when I lift my daughter (she's two)",
        "my seven year old wants to do my exercises with me, for my stiff back",
        "I had an epidural years ago, now my back is worse",
    ],
)
def test_what_people_do_all_day_is_no_flag(text: str) -> None:
    assert triage(text).tier.value == "routine"
