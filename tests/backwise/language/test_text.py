"""Words are found however they are written."""

from __future__ import annotations

import pytest

from backwise.language.text import Squeezed, make_nlp, plain

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
