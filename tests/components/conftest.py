"""Fixtures that the tests of the components share."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest

from backwise.language.encoder import SentenceEncoder
from components.gate.knowledge import GateKnowledge, gathered


@pytest.fixture(scope="package", autouse=True)
def _each_text_is_encoded_once() -> Iterator[None]:
    """What a text means is remembered, as long as the tests of this folder run.

    They read thousands of messages of which most share a sentence with another.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SentenceEncoder, "encode", functools.cache(SentenceEncoder.encode))
        yield


@pytest.fixture(scope="package")
def knowledge() -> GateKnowledge:
    """What the gate knows. It takes seconds, so not while tests are collected."""
    return GateKnowledge(gathered())
