"""Every update once, in order in each chat, side by side across chats."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from channels.telegram.incoming import Incoming

logger = logging.getLogger(__name__)

# Telegram repeats an update for a day at most; so many are enough for a busy bot.
REMEMBERED = 20_000


class Inbox:
    """Hands each update to ``work``, and never the same one twice.

    Args:
        work: answers one update; whatever it raises ends with the update.
    """

    def __init__(self, work: Callable[[Incoming], Awaitable[None]]) -> None:
        self._work = work
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._last: dict[int, asyncio.Task[None]] = {}

    def accept(self, incoming: Incoming) -> asyncio.Task[None] | None:
        """Put an update in line.

        Returns:
            The work on it; None if it was accepted before.
        """
        if incoming.update in self._seen:
            return None
        self._seen[incoming.update] = None
        while len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        before = self._last.get(incoming.chat)
        task = asyncio.create_task(self._after(before, incoming))
        self._last[incoming.chat] = task
        task.add_done_callback(lambda done: self._forget(incoming.chat, done))
        return task

    async def finish(self, within: float) -> None:
        """Wait for the work that is under way, so many seconds at most."""
        tasks = list(self._last.values())
        if tasks:
            await asyncio.wait(tasks, timeout=within)

    async def _after(self, before: asyncio.Task[None] | None, incoming: Incoming) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._work(incoming)
        except Exception as error:
            # A poison update must neither stop the chat nor come back.
            logger.error("An update could not be handled (%s).", type(error).__name__)

    def _forget(self, chat: int, done: asyncio.Task[None]) -> None:
        if self._last.get(chat) is done:
            del self._last[chat]
