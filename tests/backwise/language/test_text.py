"""Words are found however they are written."""

from __future__ import annotations

import pytest

from backwise.language.text import Squeezed, Wordings, make_nlp, plain

NLP = make_nlp()


@pytest.mark.parametrize(
    "text",
    [
        "sore.numb",
        "sore;numb",
        "sore!numb",
        "sore?numb",
        "sore(numb)",
        "sore/numb",
        "sore+numb",
        "1.sore 2.numb",
        "1)sore 2)numb",
        "-sore -numb",
        "•sore •numb",
        "sore\u200bnumb",
    ],
)
def test_a_blank_that_was_not_typed_parts_words_all_the_same(text: str) -> None:
    assert [token.text for token in NLP(plain(text)) if token.is_alpha] == ["sore", "numb"]


@pytest.mark.parametrize("word", ["can't", "8.5/10", "38.9", "5.30pm", "1,000"])
def test_a_mark_within_a_word_or_a_number_parts_nothing(word: str) -> None:
    assert [token.text for token in NLP(plain(word))] == [word]


def test_making_a_text_plain_moves_no_letter() -> None:
    text = "•can’t\u200bfeel — my‑groin"
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my um lower uh, back", "my lower back"),
        ("I I can't can't feel it", "I can't feel it"),
        ("my bladder, it doesn't, it doesn't work", "my bladder, it doesn't work"),
        ("Ummm... it hurts", "it hurts"),
        ("my  lower\n back", "my lower\nback"),
        ("the ER is shut", "the ER is shut"),
    ],
)
def test_what_says_nothing_is_left_out(text: str, left: str) -> None:
    assert Squeezed(text).text == left


def test_what_is_left_keeps_its_place() -> None:
    text = "my  um lower lower uh back"
    squeezed = Squeezed(text)
    start = squeezed.text.index("lower")
    first, last = squeezed.span(start, start + len("lower back"))
    assert text[first:last] == "lower lower uh back"


def test_a_filler_inside_a_wording_hides_it_not() -> None:
    wordings = Wordings(NLP, {"numb": ["cant feel"]}, fillers=["really", "kind of"])
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
    wordings = Wordings(NLP, {"spreads": ["down MY* LIMB"]}, groups)
    doc = NLP(plain(text))
    assert [str(doc[start:end]) for _, start, end in wordings.find(doc)] == found


def test_wordings_with_groups_may_overlap() -> None:
    wordings = Wordings(NLP, {"a": ["GO to LIMB"], "b": ["to LIMB GO"]}, {
        "GO": ["goes"], "LIMB": ["knee"],
    })  # fmt: skip
    found = wordings.find(NLP("goes to knee goes to knee"))
    assert sorted(found) == [("a", 0, 3), ("a", 3, 6), ("b", 1, 4)]
