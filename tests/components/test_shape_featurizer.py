"""What a message names, as features."""

from __future__ import annotations

from pathlib import Path

from rasa.shared.nlu.training_data.training_data import TrainingData

from components.shape_featurizer import ShapeFeaturizer
from tests.components.test_ngram_featurizer import LEARNT, tokenized, trained


def test_learning_leaves_the_examples_as_they_were(tmp_path: Path) -> None:
    """Rasa's cache compares them, and would train all that follows once more."""
    examples = tokenized(*LEARNT)
    before = TrainingData(examples).fingerprint()

    trained(ShapeFeaturizer, tmp_path / "shape", examples)

    assert TrainingData(examples).fingerprint() == before
