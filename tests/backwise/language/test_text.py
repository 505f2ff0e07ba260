"""Words are found however they are written."""

from __future__ import annotations

import pytest

from backwise.language.text import make_nlp, plain

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
