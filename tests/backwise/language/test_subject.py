"""For whom a message asks."""

from __future__ import annotations

import pytest

from backwise.language.subject import MEANT, OTHER, SELF, TOLD, WANTED, Subject, SubjectReader
from backwise.language.text import make_nlp
from backwise.settings import SUBJECT
from backwise.yaml_lines import read_plain_yaml

READER = SubjectReader(make_nlp(), read_plain_yaml(SUBJECT))


@pytest.mark.parametrize(
    ("text", "who", "kind"),
    [
        ("exercises for my mum please", "mother", WANTED),
        ("Can my 80 year old father do these too?", "father", WANTED),
        ("may she do them", OTHER, WANTED),
        ("and for him?", OTHER, WANTED),
        ("can my dad try a thai massage", "father", WANTED),
        ("can she use hot packs", OTHER, WANTED),
        ("my wife has back pain as well, which exercises for her", "partner", WANTED),
        ("should I massage my boyfriend", "partner", WANTED),
        ("my mum's lower back hurts", "mother", TOLD),
        ("my brothers neck is stiff", "sibling", TOLD),
        ("my husband has a sore neck", "partner", TOLD),
        ("my gran is 84", "grandmother", TOLD),
        ("It’s for my daughter", "child", MEANT),
        ("i'm asking for a friend", "friend", MEANT),
        ("and exercises for me", SELF, WANTED),
        ("my own back hurts too", SELF, WANTED),
        ("sorry, it is about me and not about him", SELF, MEANT),
    ],
)
def test_for_whom(text: str, who: str, kind: str) -> None:
    assert READER.read(text) == Subject(who, kind)


@pytest.mark.parametrize(
    "text",
    [
        "lower spine is sore",
        "is it ok for my husband to massage me",
        "can my wife massage it",
        "should she use her elbows",
        "can he do cupping",
        "may he press on my spine",
        "my sister swears by pilates",
        "my doctor gave me exercises",
        "exercises for someone with sciatica",
        "for half an hour",
        "do you have anything for teenagers",
        "i care for my mum and lift her all day",
        "what can I do about her snoring",
    ],
)
def test_not_said_for_whom(text: str) -> None:
    said = READER.read(text)
    assert said is None or said.kind != WANTED


def test_her_may_be_any_woman() -> None:
    assert not Subject(OTHER, WANTED).is_another_than("mother")
    assert not Subject("mother", WANTED).is_another_than(OTHER)


@pytest.mark.parametrize(("who", "before"), [("mother", "father"), (SELF, OTHER), (OTHER, SELF)])
def test_another_person(who: str, before: str) -> None:
    assert Subject(who, WANTED).is_another_than(before)
