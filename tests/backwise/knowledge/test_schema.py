"""The schema on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backwise.knowledge import models
from backwise.knowledge.content import Content
from backwise.knowledge.database import open_database
from backwise.knowledge.loading import keep_rules, load
from backwise.knowledge.schema import migrations, upgrade


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], scope="module"
)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('schema') / 'schema.db'}"
    address: str = request.getfixturevalue("postgresql")
    return address


def test_upgrade_downgrade_upgrade(url: str) -> None:
    upgrade(url)
    command.downgrade(migrations(url), "base")
    assert set(inspect(open_database(url)).get_table_names()) <= {"alembic_version", "events"}
    upgrade(url)
    assert "exercise" in inspect(open_database(url)).get_table_names()


def test_the_tables_do_not_drift_from_the_models(url: str) -> None:
    upgrade(url)
    command.check(migrations(url))


def test_every_constraint_has_a_name(url: str) -> None:
    for table in models.Base.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name


def test_loading_twice_changes_nothing(url: str, content: Content) -> None:
    upgrade(url)
    engine = open_database(url)
    load(engine, content)
    assert load(engine, content) is False
    with Session(engine, future=True) as session:
        assert session.query(models.Exercise).count() == len(content.exercises)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exercise SET level = 4",
        "UPDATE exercise SET sets = 0",
        "UPDATE exercise SET certainty = 'absolutely'",
        "UPDATE exercise SET easier_id = 'no_such_exercise'",
        "UPDATE exercise SET easier_id = id",
        "UPDATE routine SET minutes = 90",
        "UPDATE routine_item SET exercise_id = 'no_such_exercise'",
        "UPDATE source SET url = 'javascript:alert(1)'",
        "UPDATE contraindication SET rule = 'ignore'",
        "UPDATE contraindication SET condition_id = 'no_such_condition'",
        "UPDATE contraindication SET topic_id = 'sleep' WHERE activity = 'exercise'",
        "UPDATE contraindication SET topic_id = NULL WHERE activity = 'advice'",
        "UPDATE contraindication SET topic_id = 'sleep', therapy_id = 'acupuncture'",
        "UPDATE topic SET kind = 'gossip'",
        "UPDATE precaution SET activity = 'sleeping'",
        "DELETE FROM source",
        "DELETE FROM condition",
    ],
)
def test_the_database_refuses_what_is_wrong(url: str, content: Content, statement: str) -> None:
    upgrade(url)
    engine = open_database(url)
    load(engine, content)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(statement))


def test_a_load_that_fails_changes_nothing(tmp_path: Path, content: Content) -> None:
    url = f"sqlite:///{tmp_path / 'broken.db'}"
    upgrade(url)
    engine = open_database(url)
    load(engine, content)
    doubled = Content(**{**vars(content), "sha256": "0" * 64, "topics": content.topics * 2})
    with pytest.raises(IntegrityError):
        load(engine, doubled)
    with Session(engine, future=True) as session:
        assert session.query(models.Topic).count() == len(content.topics)
        assert session.query(models.ContentVersion.sha256).scalar() == content.sha256


def test_the_rules_of_earlier_days_stay_when_the_content_changes(
    url: str, content: Content
) -> None:
    upgrade(url)
    engine = open_database(url)
    assert keep_rules(engine, "first", {"flags": []})
    assert not keep_rules(engine, "first", {"flags": []})
    keep_rules(engine, "second", {"flags": []})
    load(engine, content)
    with Session(engine) as session:
        assert {row.version for row in session.query(models.TriageRules)} >= {"first", "second"}
