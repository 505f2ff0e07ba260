"""Connections to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.pool import QueuePool

CONNECT_TIMEOUT_SECONDS = 3
CONNECTIONS = 6

Result = TypeVar("Result")


def open_database(url: str) -> Engine:
    """Engine for ``url``; nothing is contacted before the first query.

    Args:
        url: address of the database as SQLAlchemy writes it.

    Returns:
        An engine that keeps parameters out of error messages, checks a pooled
        connection to a server before it uses it, and, on SQLite, enforces foreign keys.
    """
    options: dict[str, Any] = {"future": True, "hide_parameters": True}
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
        options |= {"pool_timeout": CONNECT_TIMEOUT_SECONDS, "pool_pre_ping": True}
    engine = create_engine(parsed, **options)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _enforce_foreign_keys)
    return engine


async def off_the_loop(engine: Engine, work: Callable[..., Result], *arguments: Any) -> Result:
    """Do work that blocks on a database, while the event loop goes on.

    Args:
        engine: the database.
        work: what to do, with these arguments.

    Returns:
        What the work returns.
    """
    threads = _threads(engine.url)
    return await asyncio.get_running_loop().run_in_executor(threads, work, *arguments)


@cache
def _threads(url: URL) -> ThreadPoolExecutor:
    """The threads in which a database is used.

    SQLite lets one write at a time, and whoever waits for it sleeps in steps of up to a
    tenth of a second; in one thread nobody waits for longer than the others take.
    """
    return ThreadPoolExecutor(1 if url.get_backend_name() == "sqlite" else CONNECTIONS)


def _enforce_foreign_keys(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    # Readers and the writer of the conversation store do not block each other.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    # The whole content is smaller than the 2 MB that each connection would cache.
    connection.execute("PRAGMA cache_size = -512")
