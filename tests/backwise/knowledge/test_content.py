"""The content files: what is in them, and what is refused."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backwise.knowledge.content import Content, read_content
from backwise.knowledge.gaps import check_alternatives, check_orphans
from backwise.knowledge.plain_words import check_plain_words, texts
from backwise.problems import MESSAGES, BrokenData
from backwise.settings import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content files that a test may break."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def change(path: Path, old: str, new: str) -> int:
    """Replace ``old`` once and return the number of its line."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path, today: date | None = None) -> list[str]:
    with pytest.raises(BrokenData) as broken:
        read_content(folder, today)
    return [str(found) for found in broken.value.problems]


def test_the_catalogue_is_whole(content: Content) -> None:
    assert len(content.exercises) >= 68
    assert len(content.routines) >= 24
    assert len(content.techniques) >= 17
    assert len(content.topics) >= 60
    assert sum("myth" in topic.id for topic in content.topics) >= 20
    names = {technique.id for technique in content.techniques}
    assert names >= {"aromatherapy", "sports", "deep_tissue", "medical", "lymphatic"}
    assert {therapy.id for therapy in content.therapies} >= {
        "physiotherapy",
        "chiropractic",
        "acupuncture",
    }


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("see_a_doctor_first", "good place to start is your doctor"),
        ("massage_benefits", "Muscles relax, and you may move more easily and rest better"),
        ("massage_pressure", "pressure should let your muscles relax"),
        ("massage_check_up", "medical check before you begin"),
        ("combine_treatments", "physiotherapy, chiropractic care or acupuncture"),
        ("combine_treatments", "That it multiplies the effect is not shown"),
        ("take_part", "Your own part counts most"),
        ("diet_and_weight", "no diet is proven"),
        ("stretching", "Gentle stretching"),
        ("start_slowly", "Start slowly and lightly"),
        ("learn_from_professional", "learn your exercises from a trained person"),
        ("exercise_benefits", "prevents"),
    ],
)
def test_what_the_seed_articles_speak_of_has_its_place(
    content: Content, topic: str, words: str
) -> None:
    answers = {entry.id: f"{entry.answer} {entry.more or ''}" for entry in content.topics}
    assert words in answers[topic]


# Fact base, section 5.1 (who asks first before a medicine) and 4.5 (no quick pushes).
MEDICINES = {"pain_medicine", "anti_inflammatories", "creams_gels", "myth_stronger_medicine"}
ASK_BEFORE_MEDICINES = (
    *("pregnancy", "postnatal", "blood_thinners", "stomach_ulcer", "kidney_or_liver"),
    *("heart_or_pressure", "epilepsy_or_asthma", "other_illness"),
)
NO_QUICK_PUSHES = (
    *("osteoporosis", "long_term_steroids", "fracture", "cancer", "fever_or_infection"),
    *("blood_thinners", "inflammatory_spine", "dizziness", "recent_surgery", "pregnancy"),
    *("spondylolisthesis", "disc_problem", "nerve_pain", "hypermobility", "other_illness"),
)


def minded(content: Content, condition: str) -> set[str]:
    """The advice that a condition changes."""
    rules = [entry for entry in content.contraindications if entry.condition == condition]
    return {name for rule in rules for name in rule.topics + rule.therapies}


@pytest.mark.parametrize("condition", ASK_BEFORE_MEDICINES)
def test_who_has_to_ask_before_a_medicine_is_told_so(content: Content, condition: str) -> None:
    assert minded(content, condition) >= MEDICINES


@pytest.mark.parametrize("condition", NO_QUICK_PUSHES)
def test_who_should_not_be_pushed_is_told_so(content: Content, condition: str) -> None:
    assert minded(content, condition) >= {"chiropractic", "osteopathy"}


def test_answers_are_short_and_in_plain_words(content: Content) -> None:
    assert check_plain_words(CONTENT, content) == []


def test_every_exercise_can_be_reached(content: Content) -> None:
    assert check_orphans(CONTENT, content) == []


def test_nobody_is_left_without_an_exercise_for_the_place_or_the_purpose(content: Content) -> None:
    assert check_alternatives(CONTENT, content) == []


def test_a_contraindication_that_leaves_nothing_is_said(content: Content) -> None:
    rule = next(one for one in content.contraindications if one.rule == "avoid" and one.exercises)
    everything = [exercise.id for exercise in content.exercises]
    strict = rule.copy(update={"exercises": everything})
    found = check_alternatives(CONTENT, replace(content, contraindications=[strict]))
    assert len(found) == len(everything)
    assert str(found[0]).startswith(f"C019 contraindications.yml:{rule.line}")


def test_what_is_too_long_or_too_hard_is_said(folder: Path) -> None:
    old = "Gently press the small of your back down."
    hard = "Posteriorly retrovert the lumbosacral articulation isometrically. " * 20
    change(folder / "exercises.yml", old, hard)
    found = [str(one) for one in check_plain_words(folder, read_content(folder))]
    assert [one.split()[0] for one in found] == ["C016", "C017"]


def test_nothing_promises_doses_or_diagnoses(content: Content) -> None:
    said = [(name, text) for _, _, name, text in texts(content)]
    forbidden = re.compile(r"\d ?mg\b|\bcures?\b|realign|toxins|guarantee", re.I)
    # They say that nothing of the kind is to be had.
    allowed = {"massage_therapist", "massage_warning_signs", "diet", "myth_massage_toxins"}
    assert [name for name, text in said if forbidden.search(text) and name not in allowed] == []


def test_all_problems_are_reported_with_file_line_and_remedy(folder: Path) -> None:
    first = change(folder / "routines.yml", "exercise: bird_dog", "exercise: bird_cat")
    second = change(folder / "exercises.yml", "level: 2", "level: 9")
    found = problems(folder)
    assert len(found) == 1
    assert found[0].startswith("C003 exercises.yml:")
    change(folder / "exercises.yml", "level: 9", "level: 2")
    found = problems(folder)
    assert len(found) == 1
    assert re.match(r"C005 routines\.yml:\d+ names the exercise 'bird_cat'", found[0])
    assert "exercises.yml" in found[0]
    assert first > 1
    assert second > 1


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("topics.yml", "- id: sleep\n", "- id: [sleep\n", "C001"),
        ("topics.yml", "- id: sleep\n", "- id: sleep\n  id: slumber\n", "C001"),
        ("topics.yml", "- id: sleep\n", "- id: mattress\n", "C004"),
        ("topics.yml", "sources: [french_2006, acp_2017]", "sources: []", "C006"),
        ("topics.yml", "sources: [french_2006, acp_2017]", "sources: [nobody]", "C005"),
        ("topics.yml", "checked_on: 2026-11-20", "checked_on: 2096-11-20", "C011"),
        ("topics.yml", "asked_as: [mattress,", "asked_as: [heat,", "C012"),
        ("exercises.yml", "harder: prone_on_elbows", "harder: nothing", "C005"),
        ("contraindications.yml", "condition: hernia", "condition: hiccups", "C005"),
        ("routines.yml", "exercise: pelvic_tilt", "exercise: knee_rolls", "C010"),
        ("sources.yml", "- id: nhs_back_pain", "- id: never_used", "C005"),
        ("contraindications.yml", "topics: [sleep]", "topics: [slumber]", "C005"),
        ("contraindications.yml", "topics: [sleep]", "exercises: [bird_dog]", "C020"),
        ("contraindications.yml", "topics: [sleep], ", "", "C020"),
    ],
)
def test_each_fault_has_its_code(folder: Path, file: str, old: str, new: str, code: str) -> None:
    change(folder / file, old, new)
    assert any(found.startswith(code) for found in problems(folder))


def test_an_easier_version_is_not_harder(folder: Path) -> None:
    change(folder / "exercises.yml", "easier: pelvic_tilt\n", "easier: bird_dog\n")
    assert any(found.startswith("C007") for found in problems(folder))


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "topics.yml").unlink()
    assert problems(folder) == [f"C013 topics.yml:0 {MESSAGES['C013']}"]


def test_a_file_that_is_no_list_is_named(folder: Path) -> None:
    (folder / "topics.yml").write_text("id: 1\n")
    assert problems(folder)[0].startswith("C002 topics.yml:1")
