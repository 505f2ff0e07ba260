"""The tools with which a maintainer looks at the model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from backwise.settings import PROJECT_ROOT


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_explain_shows_why_a_message_is_read_as_it_is(model: Path) -> None:
    shown = run("-m", "bench.explain", "my lowr back hurts but no leg pain, would a massage help")
    assert shown.returncode == 0, shown.stderr
    for part in ("lower  misspelt", "location    lower back", "negated", "ask_massage", "Nearest"):
        assert part in shown.stdout


def test_explain_wants_a_message(model: Path) -> None:
    assert run("-m", "bench.explain", " ").returncode == 2


def test_evaluate_reads_any_file_of_the_form(model: Path, tmp_path: Path) -> None:
    data = tmp_path / "messages.jsonl"
    lines = [
        {"text": "my lower back hurts on the left", "intents": ["describe_pain"],
         "entities": {"location": "lower back", "side": "left"}},
        {"text": "what is the capital of france", "intents": ["out_of_scope"],
         "scope": "unrelated"},
    ]  # fmt: skip
    data.write_text("".join(json.dumps(line) + "\n" for line in lines))
    shown = run("-m", "bench.evaluate", str(data))
    assert shown.returncode == 0, shown.stderr
    assert "my lower back" not in shown.stdout + shown.stderr
    report = json.loads(data.with_suffix(".report.json").read_text())
    assert report["intent_accuracy"]["value"] == 1
    assert report["entity_f1"]["side"]["value"] == 1
    assert (tmp_path / "reliability.png").exists()
    assert (tmp_path / "confusions.png").exists()
