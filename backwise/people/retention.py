"""For how long what people say is kept, and under which name."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

SECONDS_PER_DAY = 24 * 60 * 60
# The response after which nothing of a conversation may be left.
FORGOTTEN = "utter_forgotten"


def pseudonym(key: bytes, name: str) -> str:
    """A name that leads to nobody without the key, 64 characters long (HMAC-SHA256)."""
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


class Retention:
    """Deletes, once a day, the conversations that nobody has gone on with.

    Args:
        engine: the database.
        conversation: column with the name of the conversation.
        at: column with the time of what was said, in seconds since 1970.
        days: after so many days without a word a conversation is deleted.
    """

    def __init__(self, engine: Engine, conversation: Any, at: Any, days: float) -> None:
        self._engine = engine
        self._conversation = conversation
        self._at = at
        self._days = days
        self._looked_at = 0.0

    def forget_once_a_day(self) -> None:
        """Delete what is too old, if that was not done today; blocks."""
        if time.time() - self._looked_at >= SECONDS_PER_DAY:
            self._looked_at = time.time()
            self.forget(time.time() - self._days * SECONDS_PER_DAY)

    def forget(self, before: float) -> None:
        """Delete the conversations in which nothing was said since a time; blocks."""
        old = select(self._conversation).group_by(self._conversation)
        old = old.having(func.max(self._at) < before)
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(
                delete(self._conversation.class_)
                .where(self._conversation.in_(old))
                .execution_options(synchronize_session=False)
            )
