"""The messages of conversations on websites: numbered, each once, until they expire."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from sqlalchemy import delete, exists, func, insert, or_, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backwise.people.models import WebMessage

Body = dict[str, Any]
Result = TypeVar("Result")
# Processes that write to one conversation at once take each other's numbers, and try again.
TRIES, LONGEST_PAUSE_SECONDS = 20, 0.02


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


@dataclass(frozen=True)
class Claim:
    """The word of a server process that it is answering a message.

    Attributes:
        who: the process.
        seconds: for how long nobody else need look after the message.
    """

    who: str
    seconds: float


@dataclass(frozen=True)
class Added:
    """What became of a message of a person.

    Attributes:
        message: as it is kept.
        is_new: False if it had been sent before.
        is_claimed: whether who added it has claimed it.
    """

    message: Message
    is_new: bool = True
    is_claimed: bool = False


class Messages(Protocol):
    """Keeps messages; every method is about one conversation, by its hashed id."""

    def add(self, conversation: str, body: Body, sent_id: str, claim: Claim) -> Added:
        """Keep a message of a person, and claim it if no other waits before it."""

    def answer(
        self, conversation: str, asked: Message, bodies: Sequence[Body]
    ) -> tuple[list[Message], bool]:
        """Keep the answers to a message, which then waits no more; say whether another waits."""

    def claim(self, conversation: str, claim: Claim) -> Message | None:
        """Claim the oldest message that waits; None if there is none, or another has it."""

    def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number, oldest first."""

    def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number, or of all; oldest first."""


class DatabaseMessages:
    """Keeps messages in the table ``web_message``; blocks.

    Args:
        engine: the database, whose schema is up to date.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, conversation: str, body: Body, sent_id: str, claim: Claim) -> Added:
        """Keep a message of a person (see ``Messages``)."""

        def insert_and_claim(session: Session) -> Added:
            query = _of(conversation).where(WebMessage.sent_id == sent_id)
            known = session.scalars(query).first()
            if known:
                return Added(_message(known), is_new=False)
            # In this order: whatever another process adds after the first line takes the number,
            # so that this fails and is done again.
            number = _next_number(session, conversation)
            is_free = not session.scalar(_waits(conversation))
            message = Message(number, body, sent_id)
            _insert(session, conversation, [message], claim if is_free else None)
            return Added(message, is_claimed=is_free)

        return self._again_and_again(insert_and_claim)

    def answer(
        self, conversation: str, asked: Message, bodies: Sequence[Body]
    ) -> tuple[list[Message], bool]:
        """Keep the answers to a message (see ``Messages``)."""

        def insert_and_look(session: Session) -> tuple[list[Message], bool]:
            first = _next_number(session, conversation)
            messages = [Message(number, body) for number, body in enumerate(bodies, first)]
            _insert(session, conversation, messages)
            session.execute(_answered(conversation, {asked.sent_id}))
            return messages, bool(session.scalar(_waits(conversation)))

        return self._again_and_again(insert_and_look)

    def claim(self, conversation: str, claim: Claim) -> Message | None:
        """Claim the oldest message that waits (see ``Messages``)."""
        oldest = _of(conversation).where(WebMessage.answered.is_(False))
        now = time.time()

        def look_and_claim(session: Session) -> Message | None:
            row = session.scalars(oldest.order_by(WebMessage.number).limit(1)).first()
            if row is None:
                return None
            claimed = session.execute(
                update(WebMessage)
                .where(
                    WebMessage.id == row.id,
                    WebMessage.answered.is_(False),
                    or_(WebMessage.claimed_until < now, WebMessage.claimed_by == claim.who),
                )
                .values(claimed_by=claim.who, claimed_until=now + claim.seconds)
                .execution_options(synchronize_session=False)
            )
            return _message(row) if claimed.rowcount else None

        return self._do(look_and_claim)

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
        """Delete the conversation."""
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
        answered = {message.sent_id for message in messages if message.sent_id} - waiting

        def insert_and_mark(session: Session) -> None:
            first = _next_number(session, conversation)
            numbered = [replace(one, number=number) for number, one in enumerate(fresh, first)]
            _insert(session, conversation, numbered)
            session.execute(_answered(conversation, answered))

        self._again_and_again(insert_and_mark)

    def _again_and_again(self, work: Callable[[Session], Result]) -> Result:
        """Do work that numbers messages; another process may take the same numbers, then again."""
        for _ in range(TRIES - 1):
            try:
                return self._do(work)
            except IntegrityError:
                time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))
        return self._do(work)

    def _do(self, work: Callable[[Session], Result]) -> Result:
        with Session(self._engine, future=True) as session, session.begin():
            return work(session)

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

    def add(self, conversation: str, body: Body, sent_id: str, claim: Claim) -> Added:
        """Keep a message of a person (see ``Messages``)."""
        for known in self.messages:
            if known.sent_id == sent_id:
                return Added(known, is_new=False)
        is_free = not self.waiting
        self.waiting.add(sent_id)
        return Added(self._keep(body, sent_id), is_claimed=is_free)

    def answer(
        self, conversation: str, asked: Message, bodies: Sequence[Body]
    ) -> tuple[list[Message], bool]:
        """Keep the answers to a message (see ``Messages``)."""
        self.waiting.discard(asked.sent_id or "")
        if asked not in self.messages:
            # It is in the database, where it still counts as waiting.
            self.messages.append(asked)
        return [self._keep(body, None) for body in bodies], bool(self.waiting)

    def claim(self, conversation: str, claim: Claim) -> Message | None:
        """Claim the oldest message that waits (see ``Messages``)."""
        return next((one for one in self.messages if one.sent_id in self.waiting), None)

    def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number (see ``Messages``)."""
        return [message for message in self.messages if message.number > number][:most]

    def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number (see ``Messages``)."""
        return [one for one in self.messages if number is None or one.number < number][-most:]

    def _keep(self, body: Body, sent_id: str | None) -> Message:
        self._last += 1
        self.messages.append(Message(self._last, body, sent_id))
        return self.messages[-1]


def _of(conversation: str) -> Any:
    return select(WebMessage).where(WebMessage.conversation == conversation)


def _waits(conversation: str) -> Any:
    """Whether a message waits for its answer."""
    return select(
        exists().where(WebMessage.conversation == conversation, WebMessage.answered.is_(False))
    )


def _next_number(session: Session, conversation: str) -> int:
    last = select(func.coalesce(func.max(WebMessage.number), 0))
    return int(session.scalar(last.where(WebMessage.conversation == conversation)) or 0) + 1


def _insert(
    session: Session,
    conversation: str,
    messages: Sequence[Message],
    claim: Claim | None = None,
) -> None:
    """Keep numbered messages. IntegrityError: a number or a ``sent_id`` is taken."""
    if not messages:
        return
    session.execute(
        insert(WebMessage.__table__),
        [
            {
                "conversation": conversation,
                "number": message.number,
                "sent_id": message.sent_id,
                "body": message.body,
                "at": message.at,
                "answered": message.sent_id is None,
                "claimed_by": claim.who if claim else None,
                "claimed_until": time.time() + claim.seconds if claim else 0,
            }
            for message in messages
        ],
    )


def _answered(conversation: str, sent_ids: set[Any]) -> Any:
    return (
        update(WebMessage)
        .where(WebMessage.conversation == conversation, WebMessage.sent_id.in_(sent_ids))
        .values(answered=True)
        .execution_options(synchronize_session=False)
    )


def _message(row: Any) -> Message:
    return Message(row.number, row.body, row.sent_id, row.at, row.claimed_by is not None)
