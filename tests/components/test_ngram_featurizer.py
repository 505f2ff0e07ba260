"""Words and parts of words as features."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.ngram_featurizer import NgramFeaturizer
from components.spacy_tokenizer import SpacyTokenizer

LEARNT = ["my back hurts", "Back pain for 3 weeks, can't sit", "would a massage help my naïve back"]
ASKED = ["can’t sit for 12 weeks, my my back", "something else", "?"]


def tokenized(*texts: str) -> list[Message]:
    tokenizer = SpacyTokenizer.create(SpacyTokenizer.get_default_config(), *[None] * 3)
    messages = [Message({TEXT: text, INTENT: "describe_pain"}) for text in texts]
    return tokenizer.process(messages)


def trained(
    kind: Any, folder: Path, examples: Sequence[Message] | None = None, **options: Any
) -> Any:
    folder.mkdir()
    featurizer = kind.create(
        {**kind.get_default_config(), **options},
        LocalModelStorage(folder),
        Resource("featurizer"),
        ExecutionContext(GraphSchema({}), node_name="featurizer"),
    )
    featurizer.train(TrainingData(list(examples or tokenized(*LEARNT))))
    return featurizer


def counts(featurizer: Any, text: str) -> list[list[int]]:
    """The counts of each block, in order of size, because columns may be named differently."""
    [message] = featurizer.process(tokenized(text))
    return [
        sorted(features.features.tocoo().data.tolist())
        for features in message.features
        if features.type == FEATURE_TYPE_SENTENCE
    ]


@pytest.mark.parametrize("text", [*LEARNT, *ASKED])
def test_it_counts_what_rasas_own_featurizer_counts(text: str, tmp_path: Path) -> None:
    words = trained(
        CountVectorsFeaturizer, tmp_path / "words", max_ngram=2, strip_accents="unicode"
    )
    letters = trained(
        CountVectorsFeaturizer, tmp_path / "letters", analyzer="char_wb", min_ngram=2, max_ngram=4
    )
    ours = trained(NgramFeaturizer, tmp_path / "ours")
    assert counts(ours, text) == [*counts(words, text), *counts(letters, text)]


def test_what_it_has_learnt_is_in_the_model(tmp_path: Path) -> None:
    ours = trained(NgramFeaturizer, tmp_path / "ours")
    loaded = NgramFeaturizer.load(
        NgramFeaturizer.get_default_config(),
        LocalModelStorage(tmp_path / "ours"),
        Resource("featurizer"),
        ExecutionContext(GraphSchema({}), node_name="featurizer"),
    )
    assert counts(loaded, LEARNT[1]) == counts(ours, LEARNT[1])
