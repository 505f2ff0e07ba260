"""The wordings of the rules, as a model keeps them, are those that the rules have."""

from __future__ import annotations

import json

import pytest

from backwise.safety.lexicon import Lexicon
from backwise.safety.triage import Triager
from backwise.settings import CONTEXT_CUES
from backwise.yaml_lines import read_yaml
from tests.backwise.safety.project import triage, triager


@pytest.fixture(scope="module")
def restored() -> Triager:
    """A triager whose wordings come out of a model."""
    rules = triager().rules
    data = json.loads(json.dumps(Lexicon.of(rules).as_data()))
    return Triager(rules, read_yaml(CONTEXT_CUES), Lexicon.restored(data))


@pytest.mark.parametrize(
    "text",
    [
        "I can't feel my groin",
        "numness betwen my legs",
        "my bladder is fine, no fever",
        "what if my legs go weak",
        "my back aches",
    ],
)
def test_a_triager_out_of_a_model_finds_the_same(restored: Triager, text: str) -> None:
    assert restored.triage(text) == triage(text)
