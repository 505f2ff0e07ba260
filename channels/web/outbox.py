"""What is said on websites: in the database, or in memory while that is away."""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from backwise.knowledge.database import off_the_loop
from backwise.people.models import WebMessage
from backwise.people.retention import Retention
from backwise.people.web_messages import (
    Added,
    Body,
    Claim,
    DatabaseMessages,
    MemoryMessages,
    Message,
    Messages,
)

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
# A process that dies holds up its visitors for no longer than this, in seconds. It says
# again and again that it is still at work.
CLAIM_SECONDS = 6.0
MOST_REMEMBERED = 5_000


class Outbox:
    """Keeps messages off the event loop, whether the database is there or not.

    Args:
        engine: the database in which they are kept.
        keep_days: after so many days without a message a conversation is deleted.
    """

    def __init__(self, engine: Engine, keep_days: float) -> None:
        self._engine = engine
        self._database = DatabaseMessages(engine)
        self._retention = Retention(engine, WebMessage.conversation, WebMessage.at, keep_days)
        self._claim = Claim(secrets.token_hex(16), CLAIM_SECONDS)
        self._memory: dict[str, MemoryMessages] = {}
        self._last: OrderedDict[str, int] = OrderedDict()

    async def add(self, conversation: str, body: Body, sent_id: str) -> Added:
        """Keep a message of a person, and claim it if no other waits before it."""
        added = await self._do(
            conversation, lambda kept: kept.add(conversation, body, sent_id, self._claim)
        )
        self._remember(conversation, added.message.number)
        return added

    async def claim(self, conversation: str) -> Message | None:
        """Take the oldest message that waits, so that no other process answers it too."""
        return await self._do(conversation, lambda kept: kept.claim(conversation, self._claim))

    async def answer(
        self, conversation: str, asked: Message, bodies: Sequence[Body]
    ) -> tuple[list[Message], bool]:
        """Keep the answers to a message, which then waits no more; say whether another waits."""
        messages, waits = await self._do(
            conversation, lambda kept: kept.answer(conversation, asked, bodies)
        )
        if messages:
            self._remember(conversation, messages[-1].number)
        return messages, waits

    async def after(self, conversation: str, number: int, most: int) -> list[Message]:
        """The messages after a number, oldest first."""
        self._remember(conversation, number)
        return await self._do(conversation, lambda kept: kept.after(conversation, number, most))

    async def before(self, conversation: str, number: int | None, most: int) -> list[Message]:
        """The last messages before a number, or of all; oldest first."""
        return await self._do(conversation, lambda kept: kept.before(conversation, number, most))

    async def erase(self, conversation: str) -> None:
        """Delete a conversation.

        Raises:
            SQLAlchemyError: the database did not do it; then nobody may say that it was done.
        """
        await off_the_loop(self._engine, self._database.erase, conversation)
        self._memory.pop(conversation, None)
        self._last.pop(conversation, None)

    async def news(self, conversations: Iterable[str]) -> dict[str, tuple[int, bool]]:
        """For each conversation its last number, and whether something waits for an answer."""
        try:
            return await off_the_loop(self._engine, self._database.news, conversations)
        except SQLAlchemyError:
            return {}

    async def forget_old(self) -> None:
        """Once a day, delete the conversations that nobody has gone on with."""
        try:
            await off_the_loop(self._engine, self._retention.forget_once_a_day)
        except SQLAlchemyError as error:
            logger.error("Old conversations could not be deleted (%s).", type(error).__name__)

    async def _do(self, conversation: str, work: Callable[[Messages], Result]) -> Result:
        try:
            return await off_the_loop(self._engine, self._in_database, conversation, work)
        except SQLAlchemyError as error:
            logger.error("A message is kept in memory for now (%s).", type(error).__name__)
            memory = self._memory.get(conversation)
            if memory is None:
                memory = MemoryMessages(self._last.get(conversation, 0))
                self._memory[conversation] = memory
            return work(memory)

    def _in_database(self, conversation: str, work: Callable[[Messages], Result]) -> Result:
        memory = self._memory.get(conversation)
        if memory is not None:
            self._database.take_over(conversation, memory.messages, memory.waiting)
            self._memory.pop(conversation, None)
        return work(self._database)

    def _remember(self, conversation: str, number: int) -> None:
        self._last[conversation] = max(number, self._last.get(conversation, 0))
        self._last.move_to_end(conversation)
        while len(self._last) > MOST_REMEMBERED:
            self._last.popitem(last=False)
