"""Has what people say on websites answered: in order, once, also after a crash."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered

from backwise.people.retention import FORGOTTEN
from backwise.people.web_messages import Message
from channels.answers import CollectedTurn
from channels.rest import as_words
from channels.web.messages import Body, from_bot
from channels.web.outbox import CLAIM_SECONDS, Outbox
from channels.wording import wording

logger = logging.getLogger(__name__)

NAME = "web"
# What is faster than this needs no sign that an answer is being written, in seconds.
TYPING_AFTER = 0.3


class Agent(Protocol):
    """What of Rasa's agent is used here."""

    domain: Domain
    tracker_store: TrackerStore


class Listener(Protocol):
    """Shows what happens to those who are connected."""

    async def typing(self, stored_as: str, on: bool) -> None:
        """An answer is being written, or not any more."""

    async def said(self, stored_as: str, messages: list[Message]) -> None:
        """There are new messages, in order."""

    async def forgotten(self, stored_as: str, messages: list[Message]) -> None:
        """The conversation is deleted; these last messages say so and are not kept."""


class Turns:
    """Answers the messages in an outbox.

    Args:
        outbox: where they are.
        handle: has Rasa handle a message.
        agent: gives Rasa's agent, which is loaded after the channel.
        listener: shows the answers.
    """

    def __init__(
        self,
        outbox: Outbox,
        handle: Callable[[UserMessage], Awaitable[Any]],
        agent: Callable[[], Agent],
        listener: Listener,
    ) -> None:
        self._outbox = outbox
        self._handle = handle
        self._agent = agent
        self._listener = listener
        self._working: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def answer(self, conversation: str, stored_as: str, claimed: Message | None = None) -> None:
        """Begin to answer what waits in a conversation, unless this goes on already.

        Args:
            conversation: its id in Rasa.
            stored_as: its name in the outbox.
            claimed: the first of what waits, if it is claimed already.
        """
        if stored_as in self._working:
            self._again.add(stored_as)
            return
        task = asyncio.create_task(self._answer_all(conversation, stored_as, claimed))
        self._working[stored_as] = task

    async def finish(self, within: float) -> None:
        """Wait for the answers that are being made, so many seconds at most."""
        if self._working:
            await asyncio.wait(list(self._working.values()), timeout=within)

    async def _answer_all(self, conversation: str, stored_as: str, asked: Message | None) -> None:
        try:
            while True:
                if asked is None:
                    self._again.discard(stored_as)
                    asked = await self._outbox.claim(stored_as)
                if asked is not None:
                    waits = await self._answer_one(conversation, stored_as, asked)
                    asked = None
                    if waits:
                        continue
                if stored_as not in self._again:
                    return
        except Exception as error:
            # It stays waiting, and is tried again.
            logger.error("An answer could not be kept (%s).", type(error).__name__)
        finally:
            del self._working[stored_as]

    async def _answer_one(self, conversation: str, stored_as: str, asked: Message) -> bool:
        """Answer a message; say whether another waits."""
        async with self._typing(stored_as), self._keep_claim(stored_as):
            said = await self._said_before(conversation, asked)
            if said is None:
                said = await self._ask_rasa(conversation, asked)
        bodies = [from_bot(message) for message in said or [{"text": wording().failed}]]
        if any(body.get("response") == FORGOTTEN for body in bodies):
            return await self._forget(stored_as, asked, bodies)
        messages, waits = await self._outbox.answer(stored_as, asked, bodies)
        await self._listener.said(stored_as, messages)
        return waits

    async def _ask_rasa(self, conversation: str, asked: Message) -> list[dict[str, Any]]:
        output = CollectedTurn(NAME)
        country = asked.body.get("country")
        message = UserMessage(
            as_words(asked.body["said"], self._agent().domain),
            output,
            conversation,
            input_channel=NAME,
            message_id=_message_id(asked),
            metadata={"country": country} if country else None,
        )
        try:
            await self._handle(message)
        except Exception as error:
            # The person must not be left without a word; the log gets no text.
            logger.error("A message could not be handled (%s).", type(error).__name__)
            return [*output.messages, {"text": wording().failed}]
        return output.messages

    async def _said_before(self, conversation: str, asked: Message) -> list[dict[str, Any]] | None:
        """The answer that was made before a crash, but not kept here; None if none was."""
        if not asked.was_claimed:
            return None
        tracker = await self._agent().tracker_store.retrieve(conversation)
        events: list[Event] = list(tracker.events) if tracker else []
        begin = next(
            (
                index
                for index, event in enumerate(events)
                if isinstance(event, UserUttered) and event.message_id == _message_id(asked)
            ),
            None,
        )
        if begin is None:
            return None
        answer = []
        for event in events[begin + 1 :]:
            if isinstance(event, UserUttered):
                break
            if isinstance(event, BotUttered):
                answer.append(event.message())
        return answer

    async def _forget(self, stored_as: str, asked: Message, bodies: list[Body]) -> bool:
        """Delete what is kept of the conversation, and say so only if it is true."""
        try:
            await self._outbox.erase(stored_as)
        except Exception as error:
            logger.error("A conversation could not be deleted (%s).", type(error).__name__)
            kept = [from_bot({"text": wording().not_deleted})]
            messages, waits = await self._outbox.answer(stored_as, asked, kept)
            await self._listener.said(stored_as, messages)
            return waits
        last = [Message(asked.number + place, body) for place, body in enumerate(bodies, 1)]
        await self._listener.forgotten(stored_as, last)
        return False

    @contextlib.asynccontextmanager
    async def _typing(self, stored_as: str) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(TYPING_AFTER)
            await self._listener.typing(stored_as, True)

        showing = asyncio.create_task(show())
        try:
            yield
        finally:
            if not showing.cancel():
                await self._listener.typing(stored_as, False)

    @contextlib.asynccontextmanager
    async def _keep_claim(self, stored_as: str) -> AsyncIterator[None]:
        async def keep() -> None:
            while True:
                await asyncio.sleep(CLAIM_SECONDS / 3)
                await self._outbox.claim(stored_as)

        keeping = asyncio.create_task(keep())
        try:
            yield
        finally:
            keeping.cancel()


def _message_id(asked: Message) -> str:
    return f"{NAME}:{asked.sent_id}"
