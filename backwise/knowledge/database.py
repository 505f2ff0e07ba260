"""Connections to the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.pool import QueuePool

CONNECT_TIMEOUT_SECONDS = 3


def open_database(url: str) -> Engine:
    """Engine for ``url``; nothing is contacted before the first query.

    Args:
        url: address of the database as SQLAlchemy writes it.

    Returns:
        An engine that checks a pooled connection before it uses it, keeps
        parameters out of error messages, and, on SQLite, enforces foreign keys.
    """
    options: dict[str, Any] = {"future": True, "pool_pre_ping": True, "hide_parameters": True}
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        options["connect_args"] = {
            "timeout": CONNECT_TIMEOUT_SECONDS,
            # Queries run in threads, one at a time on each connection.
            "check_same_thread": False,
        }
        # SQLAlchemy 1.4 would open the file anew for every query.
        options |= {"poolclass": QueuePool, "pool_size": 2, "max_overflow": 4}
    else:
        options["connect_args"] = {"connect_timeout": CONNECT_TIMEOUT_SECONDS}
        options["pool_timeout"] = CONNECT_TIMEOUT_SECONDS
    engine = create_engine(parsed, **options)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _enforce_foreign_keys)
    return engine


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # Readers and the writer of the conversation store do not block each other.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # The whole content is smaller than the 2 MB that each connection would cache.
    connection.execute("PRAGMA cache_size = -512")
