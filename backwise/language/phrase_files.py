"""Whether the files with the words that people use hold nothing but words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from backwise.problems import Problem, problem
from backwise.yaml_lines import LINE, read_yaml


def check_phrases(files: Iterable[Path]) -> list[Problem]:
    """Every entry of a list that YAML takes for something else than words, such as ``false``.

    Args:
        files: those in which all that stands in lists is a wording.
    """
    return [
        problem("C021", path, line, detail=entry, kind=type(entry).__name__)
        for path in files
        for line, entry in _entries(read_yaml(path), line=0)
        if not isinstance(entry, str)
    ]


def _entries(value: Any, line: int) -> Iterator[tuple[int, Any]]:
    """What stands in the lists of ``value``, with the line of the mapping around it."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key != LINE and isinstance(item, dict | list):
                yield from _entries(item, value.get(LINE, line))
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict | list):
                yield from _entries(item, line)
            else:
                yield line, item
