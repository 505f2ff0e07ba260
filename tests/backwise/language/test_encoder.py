"""Texts that mean alike have vectors that lie close."""

from __future__ import annotations

import numpy as np
import pytest

from backwise.language.encoder import DIMENSIONS, SentenceEncoder, about, build

# The first numbers of the published model for this sentence, in full precision.
PUBLISHED_TEXT = "This is an example sentence"
PUBLISHED = [0.0677, 0.0635, 0.0487, 0.0793]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(*build())


def test_what_a_text_is_about_is_told_as_by_the_published_model(
    encoder: SentenceEncoder,
) -> None:
    vector = encoder.encode(PUBLISHED_TEXT)
    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)
    assert about(vector)[:4] == pytest.approx(PUBLISHED, abs=0.02)  # eight bits instead of 32


def test_meaning_counts_not_words(encoder: SentenceEncoder) -> None:
    pain, lumbar, weather = map(
        encoder.encode,
        ["my lower back hurts", "an ache in the lumbar region", "what is the weather like"],
    )
    assert pain @ lumbar > 0.5 > pain @ weather + 0.3


def test_of_a_long_text_the_end_is_read_too(encoder: SentenceEncoder) -> None:
    story = "my back has been sore for a long time now " * 40
    question = "which exercises would help me"
    asked = encoder.encode(story + question) @ encoder.encode(question)
    assert asked > encoder.encode(story) @ encoder.encode(question)


@pytest.mark.parametrize("text", ["", "\x00", "🙂", "背中が痛い"])
def test_any_text_has_a_vector(encoder: SentenceEncoder, text: str) -> None:
    assert np.isfinite(encoder.encode(text)).all()
