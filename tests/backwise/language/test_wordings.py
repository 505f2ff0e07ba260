"""Wordings are found in a message as they are written, with groups and past fillers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from spacy.matcher import PhraseMatcher

from backwise.language.text import make_nlp, plain
from backwise.language.wordings import Wordings
from backwise.settings import CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_plain_yaml

NLP = make_nlp()


def test_a_filler_inside_a_wording_hides_it_not() -> None:
    wordings = Wordings({"numb": ["cant feel"]}, fillers=["really", "kind of"])
    doc = NLP("I can't really, kind of feel it")
    assert [str(doc[start:end]) for _, start, end in wordings.find(NLP("I can't kind of feel"))]
    assert wordings.find(doc) == []
    assert wordings.find(NLP("I can't see how I feel")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("it goes down my leg", ["down my leg"]),
        ("down leg", ["down leg"]),
        ("down the the arm", ["down the the arm"]),
        ("down, my leg", []),
        ("down my", []),
        ("up my leg and down my arm, down the leg", ["down my arm", "down the leg"]),
    ],
)
def test_a_wording_may_name_groups_of_words(text: str, found: list[str]) -> None:
    groups = {"MY": ["my"], "LIMB": ["leg", "arm"]}
    wordings = Wordings({"spreads": ["down MY* LIMB"]}, groups)
    doc = NLP(plain(text))
    assert [str(doc[start:end]) for _, start, end in wordings.find(doc)] == found


def test_wordings_with_groups_may_overlap() -> None:
    wordings = Wordings({"a": ["GO to LIMB"], "b": ["to LIMB GO"]}, {
        "GO": ["goes"], "LIMB": ["knee"],
    })  # fmt: skip
    found = wordings.find(NLP("goes to knee goes to knee"))
    assert sorted(found) == [("a", 0, 3), ("a", 3, 6), ("b", 1, 4)]


@pytest.mark.parametrize(
    "text", ["I can't feel my left leg", "my leg, my left leg can't feel", "leg leg", "feel", ""]
)
def test_phrases_are_found_as_spacys_matcher_finds_them(text: str) -> None:
    phrases = {"numb": ["cant feel", "cant feel my leg"], "leg": ["left leg", "leg", "leg leg"]}
    matcher = PhraseMatcher(NLP.vocab, attr="NORM")
    for label, said in phrases.items():
        matcher.add(label, [NLP(phrase) for phrase in said])
    doc = NLP(text)
    by_spacy = [(NLP.vocab.strings[label], start, end) for label, start, end in matcher(doc)]
    assert sorted(Wordings(phrases).find(doc)) == sorted(by_spacy)


def test_a_group_may_hold_any_number() -> None:
    wordings = Wordings({"past": ["NUMBER years ago"]}, {"NUMBER": ["#", "two"]})
    assert wordings.find(NLP("12 years ago")) == [("past", 0, 3)]
    assert wordings.find(NLP("two years ago")) == [("past", 0, 3)]
    assert wordings.find(NLP("some years ago")) == []


@pytest.mark.parametrize("path", [CONTEXT_CUES, LEXICON], ids=lambda path: path.name)
def test_every_group_is_used_and_every_name_in_capitals_is_one(path: Path) -> None:
    data = read_plain_yaml(path)
    groups = data.pop("groups")
    named = {word.rstrip("?*+") for phrase in _phrases(data) for word in phrase.split()}
    assert {word for word in named if re.fullmatch("[A-Z_]{2,}", word)} == set(groups)


def _phrases(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for value in data.values() if isinstance(data, dict) else data:
            yield from _phrases(value)
