"""Keeps conversations: off the event loop, under hashed ids, and not for ever."""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from backwise.knowledge.database import off_the_loop, open_database
from backwise.people.retention import FORGOTTEN, Retention, pseudonym
from backwise.settings import conversation_key, database_url
from components.events import latest_session
from components.private_logging import log_privately

logger = logging.getLogger(__name__)

Stored = SQLTrackerStore.SQLEvent
# Conversations that are kept in memory, so that one can go on while the database
# is away. The events that it missed are written when it is back.
REMEMBERED = 250


@dataclass(frozen=True)
class _Remembered:
    """A conversation in memory.

    Attributes:
        events: its events.
        last_row: id of the row that holds the last of them; None if none does.
    """

    events: list[Event]
    last_row: int | None


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
        self._retention = Retention(
            self._engine, Stored.sender_id, Stored.timestamp, retention_days
        )
        self._has_table = False
        self._recent: OrderedDict[str, _Remembered] = OrderedDict()
        super().__init__(domain, event_broker, **kwargs)

    # ---- Rasa's interface -------------------------------------------------------

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that the database does not have yet; erase all if that was asked."""
        if _is_to_be_forgotten(tracker):
            await self.erase(tracker.sender_id)
            return
        await self.stream_events(tracker)
        events = list(tracker.events)
        remembered = self._recent.get(tracker.sender_id)
        self._remember(tracker.sender_id, _Remembered(events, None))
        try:
            last = await off_the_loop(
                self._engine, self._write, tracker.sender_id, events, remembered
            )
        except SQLAlchemyError as error:
            logger.error("The conversation could not be saved (%s).", type(error).__name__)
        else:
            self._remember(tracker.sender_id, _Remembered(events, last))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The latest session of a conversation."""
        return await self._retrieve(sender_id, whole=False)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All sessions of a conversation."""
        return await self._retrieve(conversation_id, whole=True)

    async def erase(self, sender_id: str) -> None:
        """Delete all that is kept of a conversation.

        Raises:
            SQLAlchemyError: the database did not do it; then nothing says it was done.
        """
        await off_the_loop(self._engine, self._erase, sender_id)
        self._recent.pop(sender_id, None)

    async def keys(self) -> Iterable[str]:
        """The hashed ids of all conversations."""
        return await off_the_loop(self._engine, self._ids)

    # ---- reading and writing, in a thread ---------------------------------------

    async def _retrieve(self, sender_id: str, whole: bool) -> DialogueStateTracker | None:
        remembered = self._recent.get(sender_id)
        try:
            events = await off_the_loop(self._engine, self._read, sender_id, whole, remembered)
        except SQLAlchemyError as error:
            logger.error("The conversation could not be read (%s).", type(error).__name__)
            events = latest_session(remembered.events if remembered else [])
        if not events or self.domain is None:
            return None
        return DialogueStateTracker.from_events(sender_id, events, self.domain.slots)

    def _read(self, sender_id: str, whole: bool, remembered: _Remembered | None) -> list[Event]:
        self._make_table()
        is_theirs = Stored.sender_id == self.hashed(sender_id)
        with Session(self._engine, future=True) as session:
            last = session.scalar(select(func.max(Stored.id)).where(is_theirs))
            if remembered and remembered.last_row == last and not whole:
                return latest_session(remembered.events)
            query = select(Stored.data).where(is_theirs).order_by(Stored.id)
            if not whole:
                last_start = select(func.coalesce(func.max(Stored.id), 0)).where(
                    is_theirs, Stored.type_name == SessionStarted.type_name
                )
                query = query.where(Stored.id >= last_start.scalar_subquery())
            return [_event(row) for row in session.scalars(query)]

    def _write(
        self, sender_id: str, events: list[Event], remembered: _Remembered | None
    ) -> int | None:
        """Write what is missing; return the id of the last row."""
        self._make_table()
        is_theirs = Stored.sender_id == self.hashed(sender_id)
        last = select(Stored).where(is_theirs).order_by(Stored.id.desc()).limit(1)
        with Session(self._engine, future=True) as session, session.begin():
            last_row = session.scalars(last).first()
            if remembered and last_row and remembered.last_row == last_row.id:
                last_written: Event | None = remembered.events[-1]
            elif last_row:
                last_written = _event(last_row.data)
            else:
                last_written = None
            fresh = _after(events, last_written)
            if fresh:
                rows = [_row(self.hashed(sender_id), event) for event in fresh]
                session.execute(insert(Stored), rows)
            written: int | None = session.scalar(select(func.max(Stored.id)).where(is_theirs))
        self._retention.forget_once_a_day()
        return written

    def _erase(self, sender_id: str) -> None:
        self._make_table()
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(delete(Stored).where(Stored.sender_id == self.hashed(sender_id)))

    def _ids(self) -> list[str]:
        self._make_table()
        with Session(self._engine, future=True) as session:
            return list(session.scalars(select(Stored.sender_id).distinct()))

    def _make_table(self) -> None:
        if not self._has_table:
            SQLTrackerStore.Base.metadata.create_all(self._engine)
            self._has_table = True

    def _remember(self, sender_id: str, remembered: _Remembered) -> None:
        self._recent[sender_id] = remembered
        self._recent.move_to_end(sender_id)
        while len(self._recent) > REMEMBERED:
            self._recent.popitem(last=False)

    def hashed(self, sender_id: str) -> str:
        """The name under which a conversation stands in the database."""
        return pseudonym(self._key, sender_id)


def _is_to_be_forgotten(tracker: DialogueStateTracker) -> bool:
    """Whether the person was just told that their conversation is deleted."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, ActionExecuted) and event.action_name == FORGOTTEN:
            return True
    return False


@cache
def _event_types() -> dict[str, type[Event]]:
    """Classes of events by name. Rasa searches for the class of each event anew."""
    return {kind.type_name: kind for kind in all_subclasses(Event)}


def _event(data: str) -> Event:
    parameters = json.loads(data)
    return _event_types()[parameters["event"]]._from_parameters(parameters)


def _after(events: list[Event], last_written: Event | None) -> list[Event]:
    """The events that come after the one that was written last."""
    for index in range(len(events) - 1, -1, -1):
        if (
            last_written
            and events[index].timestamp == last_written.timestamp
            and events[index] == last_written
        ):
            return events[index + 1 :]
    return events


def _row(hashed: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": hashed,
        "type_name": event.type_name,
        "timestamp": event.timestamp,
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
