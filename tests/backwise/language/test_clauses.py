"""Where one clause ends and the next begins, and which may be a wish."""

from __future__ import annotations

import pytest

from backwise.language.clauses import ClauseSplitter
from backwise.settings import CLAUSES
from backwise.yaml_lines import read_plain_yaml

SPLITTER = ClauseSplitter(read_plain_yaml(CLAUSES))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "been sore for weeks, would a massage help or should I stretch?",
            ["been sore for weeks", "would a massage help", "should I stretch"],
        ),
        ("Hello doctor, please tell me what's wrong", ["tell me what's wrong"]),
        ("6.5 out of 10 at l4/l5", ["6.5 out of 10 at l4/l5"]),
        ("hi", []),
        ("", []),
        ("...", []),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert [text[clause.start : clause.end] for clause in SPLITTER.split(text)] == clauses


@pytest.mark.parametrize("text", ["would a massage help", "i would like some stretches"])
def test_a_wish(text: str) -> None:
    assert SPLITTER.may_wish(SPLITTER.split(text)[0])


@pytest.mark.parametrize("text", ["sore back, ice?", "sore back, heat or cold?"])
def test_a_few_words_with_a_question_mark_are_a_wish(text: str) -> None:
    assert SPLITTER.may_wish(SPLITTER.split(text)[-1])
    assert not SPLITTER.may_wish(SPLITTER.split(text)[0])


@pytest.mark.parametrize("text", ["sore back, gel no use?", "sore back, a brace doesnt help?"])
def test_a_few_words_that_deny_something_are_none(text: str) -> None:
    assert not SPLITTER.may_wish(SPLITTER.split(text)[-1])


@pytest.mark.parametrize("text", ["i took ibuprofen", "the doctor gave me pills", "nothing helps"])
def test_a_story(text: str) -> None:
    assert not SPLITTER.may_wish(SPLITTER.split(text)[0])


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        (
            "can you recommend a chair and some stretches",
            ["can you recommend a chair", "stretches"],
        ),
        ("i need a massage or exercises", ["i need a massage", "exercises"]),
        ("i had a massage and exercises, nothing helps", []),
        ("can you show me some, after a massage", ["can you show me some"]),
    ],
)
def test_what_is_only_named_beside_a_wish_is_one(text: str, wishes: list[str]) -> None:
    found = [text[clause.start : clause.end] for clause in SPLITTER.wishes(text)]
    assert len(found) == len(wishes)
    assert all(said.endswith(wish) for said, wish in zip(found, wishes, strict=True))
