"""Fixtures that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("BACKWISE_SECRET", "a key for tests")

from backwise.knowledge.content import Content, read_content
from backwise.knowledge.database import open_database
from backwise.knowledge.loading import load
from backwise.knowledge.queries import Knowledge
from backwise.knowledge.schema import upgrade
from backwise.settings import CONTENT
from tests.product_under_test import ActionServer, Product, make_model, postgresql_cluster

if TYPE_CHECKING:
    from rasa.core.agent import Agent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes come first, so that no process is left alone with one."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def content() -> Content:
    """The content files of the project."""
    return read_content(CONTENT)


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, content: Content) -> str:
    """Address of an SQLite database that holds the content."""
    return filled(f"sqlite:///{tmp_path_factory.mktemp('knowledge') / 'knowledge.db'}", content)


@pytest.fixture
def own_database(tmp_path: Path, content: Content) -> str:
    """Address of an SQLite database that holds the content and that one test may break."""
    return filled(f"sqlite:///{tmp_path / 'own.db'}", content)


def filled(url: str, content: Content) -> str:
    """``url``, with the schema and the content in the database there."""
    upgrade(url)
    engine = open_database(url)
    load(engine, content)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def knowledge(database_url: str) -> Knowledge:
    """The knowledge database of the tests."""
    return Knowledge(open_database(database_url))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Address of an empty PostgreSQL database in a cluster of its own."""
    with postgresql_cluster() as url:
        if url is None:
            pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
        yield url


@pytest.fixture(scope="session")
def model() -> Path:
    """A model that was trained from the present data."""
    return make_model()


@pytest.fixture(scope="session")
def agent(model: Path) -> Agent:
    """Rasa with that model, inside the tests."""
    # It takes seconds, and most tests do without.
    from rasa.core.agent import Agent

    return Agent.load(str(model))


@pytest.fixture(scope="session")
def product(
    model: Path, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """Real Rasa, real action server and a temporary database, for conversations."""
    folder = tmp_path_factory.mktemp("product")
    with (
        ActionServer(database_url, folder) as actions,
        Product(model, database_url, actions.url, folder) as running,
    ):
        yield running
