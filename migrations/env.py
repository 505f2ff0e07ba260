"""Alembic's entry point: which database, which tables."""

from __future__ import annotations

from alembic import context

from backwise.knowledge.database import open_database
from backwise.people.models import Base
from backwise.settings import database_url


def run_migrations() -> None:
    """Run the migrations in one transaction on the configured database."""
    url = context.config.attributes.get("database_url") or database_url()
    engine = open_database(url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=engine.dialect.name == "sqlite",
            compare_type=True,
            include_object=_is_ours,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def _is_ours(_object: object, name: str | None, kind: str, reflected: bool, _to: object) -> bool:
    """Leave Rasa's own table of conversation events to Rasa."""
    return not (kind == "table" and reflected and name == "events")


run_migrations()
