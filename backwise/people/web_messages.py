"""The messages of conversations on websites: numbered, each once, until they expire."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backwise.people.models import WebMessage

Body = dict[str, Any]
TRIES = 8


@dataclass(frozen=True)
class Message:
    """A message as it is kept (see ``WebMessage``).

    Attributes:
        was_claimed: whether some process has begun to answer it before.
    """

    number: int
    body: Body
    sent_id: str | None = None
    at: float = field(default_factory=time.time)
    was_claimed: bool = field(default=False, compare=False)


class Messages(Protocol):
    """Keeps messages; every method is about one conversation, by its hashed id."""

    def add(self, conversation: str, body: Body, sent_id: str) -> tuple[Message, bool]:
        """Keep a message of a person; give it, and False if it was there already."""

    def answer(self, conversation: str, asked: Message, bodies: Sequence[Body]) -> list[Message]:
        """Keep the answers to a message, which then waits no more."""

    def claim(self, conversation: str, who: str, seconds: float) -> Message | None:
        """Take the oldest message that waits, for so many seconds; None if there is none."""

    def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number, oldest first."""

    def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number, or of all; oldest first."""

    def erase(self, conversation: str) -> None:
        """Delete the conversation."""


class DatabaseMessages:
    """Keeps messages in the table ``web_message``; blocks.

    Args:
        engine: the database, whose schema is up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, conversation: str, body: Body, sent_id: str) -> tuple[Message, bool]:
        """Keep a message of a person (see ``Messages``)."""
        try:
            return self._insert(conversation, [(body, sent_id)])[0], True
        except IntegrityError:
            known = self._find(conversation, sent_id)
            if known is None:
                raise
            return known, False

    def answer(self, conversation: str, asked: Message, bodies: Sequence[Body]) -> list[Message]:
        """Keep the answers to a message (see ``Messages``)."""
        return self._insert(conversation, [(body, None) for body in bodies], asked.sent_id)

    def claim(self, conversation: str, who: str, seconds: float) -> Message | None:
        """Take the oldest message that waits (see ``Messages``)."""
        oldest = _of(conversation).where(WebMessage.answered.is_(False))
        now = time.time()
        with Session(self._engine, future=True) as session, session.begin():
            row = session.scalars(oldest.order_by(WebMessage.number).limit(1)).first()
            if row is None:
                return None
            claimed = session.execute(
                update(WebMessage)
                .where(
                    WebMessage.id == row.id,
                    WebMessage.answered.is_(False),
                    or_(WebMessage.claimed_until < now, WebMessage.claimed_by == who),
                )
                .values(claimed_by=who, claimed_until=now + seconds)
                .execution_options(synchronize_session=False)
            )
            return _message(row) if claimed.rowcount else None

    def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number (see ``Messages``)."""
        query = _of(conversation).where(WebMessage.number > number)
        return self._read(query.order_by(WebMessage.number).limit(most))

    def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number (see ``Messages``)."""
        query = _of(conversation)
        if number is not None:
            query = query.where(WebMessage.number < number)
        return self._read(query.order_by(WebMessage.number.desc()).limit(most))[::-1]

    def erase(self, conversation: str) -> None:
        """Delete the conversation (see ``Messages``)."""
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(delete(WebMessage).where(WebMessage.conversation == conversation))

    def news(self, conversations: Iterable[str]) -> dict[str, tuple[int, bool]]:
        """For each conversation its last number, and whether something waits for an answer."""
        waits = func.max(WebMessage.answered.is_(False).cast(WebMessage.number.type))
        query = (
            select(WebMessage.conversation, func.max(WebMessage.number), waits)
            .where(WebMessage.conversation.in_(list(conversations)))
            .group_by(WebMessage.conversation)
        )
        with Session(self._engine, future=True) as session:
            return {name: (last, bool(waiting)) for name, last, waiting in session.execute(query)}

    def take_over(self, conversation: str, messages: Sequence[Message], waiting: set[str]) -> None:
        """Keep what was kept elsewhere while the database was away.

        Args:
            conversation: its hashed id.
            messages: in order; one whose number is taken gets the next.
            waiting: ``sent_id`` of those that have no answer yet.
        """
        fresh = [
            message
            for message in messages
            if message.sent_id is None or not self._find(conversation, message.sent_id)
        ]
        self._insert(conversation, [(message.body, message.sent_id) for message in fresh])
        answered = {message.sent_id for message in messages if message.sent_id} - waiting
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(_answered(conversation, answered))

    def forget(self, before: float) -> None:
        """Delete the conversations in which nothing was said since a time."""
        old = select(WebMessage.conversation).group_by(WebMessage.conversation)
        old = old.having(func.max(WebMessage.at) < before)
        with Session(self._engine, future=True) as session, session.begin():
            session.execute(
                delete(WebMessage)
                .where(WebMessage.conversation.in_(old))
                .execution_options(synchronize_session=False)
            )

    def _insert(
        self,
        conversation: str,
        new: Sequence[tuple[Body, str | None]],
        answered: str | None = None,
    ) -> list[Message]:
        """Number and keep messages; another process may take the same numbers, then again."""
        for attempt in range(TRIES):
            try:
                return self._try_insert(conversation, new, answered)
            except IntegrityError:
                is_there = any(sent_id and self._find(conversation, sent_id) for _, sent_id in new)
                if is_there or attempt == TRIES - 1:
                    raise
        return []

    def _try_insert(
        self, conversation: str, new: Sequence[tuple[Body, str | None]], answered: str | None
    ) -> list[Message]:
        last = select(func.coalesce(func.max(WebMessage.number), 0)).where(
            WebMessage.conversation == conversation
        )
        with Session(self._engine, future=True) as session, session.begin():
            first = int(session.scalar(last) or 0) + 1
            messages = [
                Message(number, body, sent_id) for number, (body, sent_id) in enumerate(new, first)
            ]
            session.add_all(
                WebMessage(
                    conversation=conversation,
                    number=message.number,
                    sent_id=message.sent_id,
                    body=message.body,
                    at=message.at,
                    answered=message.sent_id is None,
                )
                for message in messages
            )
            if answered:
                session.execute(_answered(conversation, {answered}))
        return messages

    def _find(self, conversation: str, sent_id: str) -> Message | None:
        return next(iter(self._read(_of(conversation).where(WebMessage.sent_id == sent_id))), None)

    def _read(self, query: Any) -> list[Message]:
        with Session(self._engine, future=True) as session:
            return [_message(row) for row in session.scalars(query)]


class MemoryMessages:
    """Keeps messages in memory: those that the database is not there to keep.

    Attributes:
        messages: of one conversation, in order.
        waiting: ``sent_id`` of those that have no answer yet.

    Args:
        last: number after which they are numbered.
    """

    def __init__(self, last: int) -> None:
        self._last = last
        self.messages: list[Message] = []
        self.waiting: set[str] = set()

    def add(self, conversation: str, body: Body, sent_id: str) -> tuple[Message, bool]:
        """Keep a message of a person (see ``Messages``)."""
        for known in self.messages:
            if known.sent_id == sent_id:
                return known, False
        self.waiting.add(sent_id)
        return self._keep(body, sent_id), True

    def answer(self, conversation: str, asked: Message, bodies: Sequence[Body]) -> list[Message]:
        """Keep the answers to a message (see ``Messages``)."""
        self.waiting.discard(asked.sent_id or "")
        if asked not in self.messages:
            # It is in the database, where it still counts as waiting.
            self.messages.append(asked)
        return [self._keep(body, None) for body in bodies]

    def claim(self, conversation: str, who: str, seconds: float) -> Message | None:
        """Take the oldest message that waits (see ``Messages``)."""
        return next((one for one in self.messages if one.sent_id in self.waiting), None)

    def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number (see ``Messages``)."""
        return [message for message in self.messages if message.number > number][:most]

    def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number (see ``Messages``)."""
        return [one for one in self.messages if number is None or one.number < number][-most:]

    def erase(self, conversation: str) -> None:
        """Delete the conversation (see ``Messages``)."""
        self.messages.clear()
        self.waiting.clear()

    def _keep(self, body: Body, sent_id: str | None) -> Message:
        self._last += 1
        self.messages.append(Message(self._last, body, sent_id))
        return self.messages[-1]


def _of(conversation: str) -> Any:
    return select(WebMessage).where(WebMessage.conversation == conversation)


def _answered(conversation: str, sent_ids: set[Any]) -> Any:
    return (
        update(WebMessage)
        .where(WebMessage.conversation == conversation, WebMessage.sent_id.in_(sent_ids))
        .values(answered=True)
        .execution_options(synchronize_session=False)
    )


def _message(row: Any) -> Message:
    return Message(row.number, row.body, row.sent_id, row.at, row.claimed_by is not None)
