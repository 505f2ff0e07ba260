"""What stands in the files with the words that people use."""

from __future__ import annotations

from pathlib import Path

from backwise.language.phrase_files import check_phrases
from backwise.settings import PHRASE_FILES


def test_the_files_hold_words_alone() -> None:
    assert check_phrases(PHRASE_FILES) == []


def test_what_is_no_word_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "answers.yml"
    path.write_text("wrong:\n  unclear: [wrong, false, [12, not true]]\n")
    found = [str(problem) for problem in check_phrases([path])]
    assert [text[:19] for text in found] == ["C021 answers.yml:2 "] * 2
    assert "'False'" in found[0] and "'12'" in found[1]
