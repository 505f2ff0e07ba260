"""The schema of the knowledge database, as Alembic keeps it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config

from backwise.settings import PROJECT_ROOT


def migrations(url: str) -> Config:
    """Alembic's configuration for the database at ``url``."""
    config = Config()
    config.set_main_option("script_location", str(PROJECT_ROOT / "migrations"))
    config.attributes["database_url"] = url
    return config


def upgrade(url: str) -> None:
    """Bring the schema of the database at ``url`` to the newest version."""
    command.upgrade(migrations(url), "head")
