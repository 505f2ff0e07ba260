"""The README tells nothing that is not true."""

from __future__ import annotations

import json
import re

import pytest

from backwise.knowledge.content import Content
from backwise.settings import PROJECT_ROOT

README = (PROJECT_ROOT / "README.md").read_text()
FIGURES = json.loads((PROJECT_ROOT / "bench" / "results.json").read_text())


def test_it_counts_the_content_right(content: Content) -> None:
    for count, words in (
        (len(content.routines), "routines out of"),
        (len(content.exercises), "exercises, leave out"),
        (len(content.techniques), "kinds of massage, how sure"),
        (len(content.topics), "questions about self-care"),
        (len(content.therapies), "therapies beside massage"),
    ):
        assert f"{count} {words}" in README


def test_its_figures_are_the_measured_ones() -> None:
    assert f"| {FIGURES['start_to_first_answer_s']} s |" in README
    assert f"{FIGURES['memory_mb']['idle']['all']} MB" in README
    assert f"{FIGURES['memory_mb']['after_load']['all']} MB after" in README
    understanding = FIGURES["understanding_ms"]
    for words in ("20_words", "150_words"):
        assert f"p50 {understanding[words]['p50_ms']:.1f} ms" in README
    answer = FIGURES["answer_from_database_ms"]
    assert f"p50 {answer['p50_ms']:.0f} ms, p95 {answer['p95_ms']:.0f} ms" in README
    one, many = FIGURES["web"].values()
    assert f"p50 {one['p50_ms']:.0f} ms, p95 {one['p95_ms']:.0f} ms" in README
    assert many["lost"] == 0
    assert f"p95 {many['p95_ms']:.0f} ms, none lost, {many['memory_kb_each']} kB each" in README


def test_it_says_how_well_messages_are_understood() -> None:
    report = json.loads((PROJECT_ROOT / "bench" / "evaluation.json").read_text())
    for figure in ("base_intent_accuracy", "base_macro_f1", "in_scope_kept", "out_of_scope_recall"):
        assert f"| {report[figure]['value']:.2f} " in README, figure
    assert f"| {report['calibration_error']:.2f} |" in README
    for kinds in (("location", "side", "duration"), ("intensity", "radiation", "trigger")):
        values = ", ".join(f"{report['entity_f1'][kind]['value']:.2f}" for kind in kinds)
        assert f"| {values} |" in README


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_its_links_lead_somewhere(target: str) -> None:
    assert target.startswith("https://") or (PROJECT_ROOT / target).exists()


def test_every_make_target_is_explained_by_help() -> None:
    makefile = (PROJECT_ROOT / "Makefile").read_text()
    phony = re.search(r"\.PHONY: (.+)", makefile)
    assert phony
    for target in phony[1].split():
        assert re.search(rf"^{target}:.*## ", makefile, re.M), target
