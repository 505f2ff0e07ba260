"""YAML reading that remembers the line on which each mapping begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from backwise.problems import BrokenData, problem

LINE = "__line__"


class _LineLoader(yaml.CSafeLoader):  # type: ignore[misc]
    """Reads ``no``, ``yes``, ``on`` and ``off`` as words, as YAML 1.2 does."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not (tag.endswith(":bool") and first in "yYnNoO")
        ]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping_with_line(loader: _LineLoader, node: yaml.MappingNode) -> dict[str, Any]:
    """A mapping and its line. Of a key that stands twice YAML would keep the last one only."""
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            twice = f"'{key.value}' stands twice"
            raise yaml.constructor.ConstructorError(None, None, twice, key.start_mark)
        seen.add(key.value)
    mapping: dict[Any, Any] = loader.construct_mapping(node, deep=True)
    mapping[LINE] = node.start_mark.line + 1
    return mapping


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_with_line)


def read_yaml(path: Path) -> Any:
    """Contents of ``path``, every mapping with its line number under ``LINE``.

    Raises:
        BrokenData: the file is missing (C013), is not YAML or names a key twice (C001).
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)
    except FileNotFoundError:
        raise BrokenData([problem("C013", path, 0)]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        detail = getattr(error, "problem", None) or "unreadable"
        raise BrokenData([problem("C001", path, line, detail=detail)]) from None


def read_plain_yaml(path: Path) -> Any:
    """Contents of ``path`` without line numbers, as ``read_yaml`` reads it."""
    return without_lines(read_yaml(path))


def without_lines(value: Any) -> Any:
    """``value`` without the line numbers of its mappings, at any depth."""
    if isinstance(value, dict):
        return {key: without_lines(item) for key, item in value.items() if key != LINE}
    if isinstance(value, list):
        return [without_lines(item) for item in value]
    return value
