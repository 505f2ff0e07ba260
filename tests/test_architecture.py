"""The shape of the program: what may import what, and that its map is true."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backwise.settings import PROJECT_ROOT

# Dependencies point inward: a room may import itself and what is listed.
MAY_IMPORT = {
    "backwise": set(),
    "actions": {"backwise", "rasa_sdk"},
    "components": {"backwise", "rasa"},
    "channels": {"backwise", "rasa"},
}
ROOMS = set(MAY_IMPORT) | {"rasa", "rasa_sdk", "deploy", "bench", "tests", "migrations"}
EXPECTED_AT_THE_TOP = {
    "data", "actions", "models", "config.yml", "domain.yml", "endpoints.yml", "tests", "README.md",
}  # fmt: skip


def modules(room: str) -> list[Path]:
    return sorted((PROJECT_ROOT / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Names of the top-level packages that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_dependencies_point_inward(room: str) -> None:
    allowed = MAY_IMPORT[room] | {room}
    for path in modules(room):
        outward = set(imports(path)) & ROOMS - allowed
        assert outward == set(), path.relative_to(PROJECT_ROOT)


def test_the_domain_of_backwise_is_importable_without_rasa() -> None:
    for path in modules("backwise"):
        assert {"rasa", "rasa_sdk", "sanic"}.isdisjoint(imports(path)), path


@pytest.mark.parametrize("path", sorted((PROJECT_ROOT / "actions").glob("action_*.py")))
def test_one_action_a_file_named_after_it(path: Path) -> None:
    classes = [
        node
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef) and node.bases
    ]
    assert len(classes) == 1
    assert f'action_name = "{path.stem}"' in path.read_text()


def test_every_action_of_the_domain_has_its_file() -> None:
    domain = (PROJECT_ROOT / "domain.yml").read_text()
    named = re.search(r"^actions:\n((?:  - \w+\n)+)", domain, re.M)
    assert named
    files = {path.stem for path in (PROJECT_ROOT / "actions").glob("action_*.py")}
    assert set(re.findall(r"- (\w+)", named[1])) == files


def test_the_top_level_is_what_the_user_asked_for() -> None:
    assert {path.name for path in PROJECT_ROOT.iterdir()} >= EXPECTED_AT_THE_TOP


def test_the_parts_on_the_page_about_understanding_are_those_of_the_pipeline() -> None:
    page = (PROJECT_ROOT / "docs" / "understanding.md").read_text()
    pipeline = (PROJECT_ROOT / "config.yml").read_text().split("policies:")[0]
    parts = [name.split(".")[-1] for name in re.findall(r"- name: (\S+)", pipeline)]
    assert set(parts) - {"MessageGuard"} == set(re.findall(r"^\| `(\w+)`", page, re.M))


def test_the_names_in_the_architecture_page_are_true() -> None:
    page = (PROJECT_ROOT / "docs" / "architecture.md").read_text()
    code = "\n".join(path.read_text() for room in (*MAY_IMPORT, "deploy") for path in modules(room))
    names = set(re.findall(r"`([^`\n]+)`", page))
    assert names
    for name in names:
        is_path = (PROJECT_ROOT / name).exists()
        is_code = bool(re.search(rf"(?:class|def) {re.escape(name)}\b", code))
        is_said = name in (PROJECT_ROOT / "domain.yml").read_text() or name in code
        assert is_path or is_code or is_said, name


def test_every_module_says_what_it_is_for() -> None:
    for room in MAY_IMPORT:
        for path in modules(room):
            assert ast.get_docstring(ast.parse(path.read_text())), path


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    hosts = re.compile("pypi" + r"\.org|pythonhosted|npmjs|/home/|/root/")
    locks = [*(PROJECT_ROOT / "requirements").glob("*.txt")]
    locks += [PROJECT_ROOT / "widget" / name for name in ("package-lock.json", ".npmrc")]
    for path in locks:
        assert not hosts.search(path.read_text()), path
