"""Slips of the pen are understood, and right words are left alone."""

from __future__ import annotations

import pytest

from backwise.language.reading import Reader
from backwise.language.spelling import Spelling
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_yaml


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(["back", "neck", "pain", "numbness", "buttock", "want"], known=["wasnt"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [("bak", "back"), ("nek", "neck"), ("pian", "pain"), ("numness", "numbness"),
     ("butock", "buttock"), ("buttokc", "buttock")],
)  # fmt: skip
def test_a_slip_is_corrected(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.corrected(written) == meant


@pytest.mark.parametrize("word", ["bank", "pack", "deck", "pan", "wasnt", "ok", "l5", "zzzz", "ba"])
def test_other_words_stay(spelling: Spelling, word: str) -> None:
    assert spelling.corrected(word) == word


@pytest.mark.parametrize(
    ("written", "meant"), [("fevers", "fever"), ("massaged", "massage"), ("spasms", "spasm")]
)
def test_a_rarer_word_may_have_another_ending(written: str, meant: str) -> None:
    assert Spelling(["fever", "massage", "spasm"]).corrected(written) == meant


@pytest.mark.parametrize(
    ("word", "near"),
    [("sprain", "spain"), ("wheezing", "weeding"), ("crutches", "crunches"), ("loo", "look"),
     ("privates", "pilates"), ("gait", "gain"), ("weeing", "weeding")],
)  # fmt: skip
def test_a_rarer_word_is_no_slip(word: str, near: str) -> None:
    assert Spelling([near]).corrected(word) == word


def test_places_are_those_of_the_text_as_written() -> None:
    reader = Reader(read_vocabulary(CONTENT, LEXICON), read_yaml(CONTEXT_CUES))
    text = "my lowwer bakc is sore sinse yestrday on teh left"
    assert {(f.entity, f.value): text[f.start : f.end] for f in reader.read(text)} == {
        ("location", "lower back"): "lowwer bakc",
        ("duration", 1): "sinse yestrday",
        ("side", "left"): "left",
    }
