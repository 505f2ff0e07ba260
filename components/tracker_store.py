"""Keeps conversations: off the event loop, under hashed ids, and not for ever."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backwise.knowledge.database import open_database
from backwise.settings import conversation_key, database_url
from components.private_logging import log_privately

logger = logging.getLogger(__name__)

Stored = SQLTrackerStore.SQLEvent
# Conversations that are kept in memory, so that one can go on while the database
# is away. The events that it missed are written when it is back.
REMEMBERED = 500
SECONDS_PER_DAY = 24 * 60 * 60


class ConversationStore(TrackerStore, SerializedTrackerAsText):
    """Rasa's ``events`` table in the database at ``DATABASE_URL``.

    Unlike Rasa's own SQL store it never blocks the event loop, writes no id that
    leads to a person, survives a database that goes away, and forgets.

    Args:
        domain: the domain, for the slots of a conversation that is read back.
        event_broker: where events are published, if anywhere.
        retention_days: days without an event after which a conversation is deleted.
    """

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        retention_days: int = 90,
        **kwargs: Any,
    ) -> None:
        log_privately()
        self._engine = open_database(database_url())
        self._key = conversation_key()
        self._retention_days = retention_days
        self._forgot_at = 0.0
        self._has_table = False
        self._recent: OrderedDict[str, list[dict[str, Any]]] = OrderedDict()
        super().__init__(domain, event_broker, **kwargs)

    # ---- Rasa's interface -------------------------------------------------------

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that the database does not have yet."""
        await self.stream_events(tracker)
        events = [event.as_dict() for event in tracker.events]
        self._remember(tracker.sender_id, events)
        try:
            await asyncio.to_thread(self._write, tracker.sender_id, events)
        except SQLAlchemyError as error:
            logger.error("The conversation could not be saved (%s).", type(error).__name__)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The latest session of a conversation."""
        return await self._retrieve(sender_id, whole=False)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All sessions of a conversation."""
        return await self._retrieve(conversation_id, whole=True)

    async def keys(self) -> Iterable[str]:
        """The hashed ids of all conversations."""
        return await asyncio.to_thread(self._ids)

    # ---- reading and writing, in a thread ---------------------------------------

    async def _retrieve(self, sender_id: str, whole: bool) -> DialogueStateTracker | None:
        try:
            events = await asyncio.to_thread(self._read, sender_id, whole)
        except SQLAlchemyError as error:
            logger.error("The conversation could not be read (%s).", type(error).__name__)
            events = _latest_session(self._recent.get(sender_id, []))
        if not events or self.domain is None:
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    def _read(self, sender_id: str, whole: bool) -> list[dict[str, Any]]:
        self._make_table()
        is_theirs = Stored.sender_id == self.hashed(sender_id)
        query = select(Stored.data).where(is_theirs).order_by(Stored.id)
        if not whole:
            last_start = select(func.coalesce(func.max(Stored.id), 0)).where(
                is_theirs, Stored.type_name == SessionStarted.type_name
            )
            query = query.where(Stored.id >= last_start.scalar_subquery())
        with Session(self._engine, future=True) as session:
            return [json.loads(row) for row in session.scalars(query)]

    def _write(self, sender_id: str, events: list[dict[str, Any]]) -> None:
        self._make_table()
        hashed = self.hashed(sender_id)
        last = select(Stored.data).where(Stored.sender_id == hashed).order_by(Stored.id.desc())
        with Session(self._engine, future=True) as session, session.begin():
            last_written = session.scalars(last.limit(1)).first()
            session.add_all(_row(hashed, event) for event in _after(events, last_written))
        self._forget_old()

    def _ids(self) -> list[str]:
        self._make_table()
        with Session(self._engine, future=True) as session:
            return list(session.scalars(select(Stored.sender_id).distinct()))

    def _forget_old(self) -> None:
        """Once a day, delete the conversations that nobody has gone on with."""
        if time.time() - self._forgot_at < SECONDS_PER_DAY:
            return
        self._forgot_at = time.time()
        limit = time.time() - self._retention_days * SECONDS_PER_DAY
        old = select(Stored.sender_id).group_by(Stored.sender_id)
        old = old.having(func.max(Stored.timestamp) < limit)
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(
                delete(Stored)
                .where(Stored.sender_id.in_(old))
                .execution_options(synchronize_session=False)
            )

    def _make_table(self) -> None:
        if not self._has_table:
            SQLTrackerStore.Base.metadata.create_all(self._engine)
            self._has_table = True

    def _remember(self, sender_id: str, events: list[dict[str, Any]]) -> None:
        self._recent[sender_id] = events
        self._recent.move_to_end(sender_id)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    def hashed(self, sender_id: str) -> str:
        """The name under which a conversation stands in the database."""
        return hmac.new(self._key, sender_id.encode(), hashlib.sha256).hexdigest()


def _starts_session(event: dict[str, Any]) -> bool:
    return bool(event.get("event") == SessionStarted.type_name)


def _latest_session(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events from the last start of a session on."""
    for index in range(len(events) - 1, -1, -1):
        if _starts_session(events[index]):
            return events[index:]
    return events


def _after(events: list[dict[str, Any]], last_written: str | None) -> list[dict[str, Any]]:
    """The events that come after the one that was written last."""
    for index in range(len(events) - 1, -1, -1):
        if last_written and json.dumps(events[index]) == last_written:
            return events[index + 1 :]
    return events


def _row(hashed: str, event: dict[str, Any]) -> Any:
    return Stored(
        sender_id=hashed,
        type_name=event["event"],
        timestamp=event.get("timestamp"),
        intent_name=event.get("parse_data", {}).get("intent", {}).get("name"),
        action_name=event.get("name"),
        data=json.dumps(event),
    )
