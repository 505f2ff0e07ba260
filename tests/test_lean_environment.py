"""What is left out of the environment is left out on purpose, and says so."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["tensorflow", "torch", "keras", "jax", "aiogram", "boto3"])
def test_heavy_packages_are_not_installed(name: str) -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version(name)


def test_a_component_that_needs_tensorflow_gets_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nlu.yml").write_text(
        "nlu:\n- intent: a\n  examples: |\n    - one\n    - two\n"
        "- intent: b\n  examples: |\n    - three\n    - four\n"
    )
    (tmp_path / "domain.yml").write_text("intents: [a, b]\n")
    (tmp_path / "config.yml").write_text(
        "recipe: default.v1\nlanguage: en\nassistant_id: test\npipeline:\n"
        "- name: WhitespaceTokenizer\n- name: CountVectorsFeaturizer\n"
        "- name: DIETClassifier\n  epochs: 1\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "rasa", "train", "nlu"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "sentry" not in done.stderr
    said = done.stdout + done.stderr
    assert said.count("TensorFlow is not part of Backwise") == 1
    assert "LogisticRegressionClassifier" in said
    assert "Traceback" not in done.stderr
