"""Delivers messages at the pace that Telegram allows, emergencies first."""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

# core.telegram.org/bots/faq, "My bot is hitting limits": about 30 messages per second
# over all, and no more than one per second in a single chat.
SECONDS_BETWEEN = 1 / 30
SECONDS_BETWEEN_IN_CHAT = 1.0
# Seconds before another try when Telegram cannot be reached; then the message is given up.
TRY_AGAIN_AFTER = (0.5, 1, 2, 4, 8, 15, 30)


class Courier:
    """Sends one thing at a time to each chat, in order, and obeys Telegram's limits."""

    def __init__(self) -> None:
        self._free_at = 0.0
        self._chat_free_at: dict[int, float] = {}
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._turns = 0
        self._opening: asyncio.Task[None] | None = None
        self._blocked: set[int] = set()

    def unblock(self, chat: int) -> None:
        """Somebody wrote, so they have not blocked the bot."""
        self._blocked.discard(chat)

    def block(self, chat: int) -> None:
        """Somebody has left; nothing is sent to them any more."""
        self._blocked.add(chat)

    async def send(
        self,
        chat: int,
        call: Callable[[], Awaitable[Result]],
        *,
        urgent: bool = False,
        paced: bool = True,
    ) -> Result | None:
        """Make a call of the Bot API that shows something in a chat.

        Args:
            chat: number of the chat.
            call: makes the call; it is made again if Telegram was busy or away.
            urgent: whether it goes before what waits for other chats.
            paced: False for a change of a message, which may follow at once.

        Returns:
            What the call gave; None if the person has blocked the bot, if there was
            nothing to change, or if Telegram stayed away.

        Raises:
            BadRequest: Telegram does not accept the call.
        """
        lock = self._locks.setdefault(chat, asyncio.Lock())
        async with lock:
            for pause in (*TRY_AGAIN_AFTER, None):
                if chat in self._blocked:
                    return None
                await self._turn(chat, urgent, paced)
                try:
                    return await call()
                except RetryAfter as busy:
                    if pause is None:
                        _give_up(busy)
                        return None
                    # Only this chat waits; Telegram says so to others itself.
                    await asyncio.sleep(seconds_of(busy))
                except Forbidden:
                    self.block(chat)
                    logger.info("A chat has blocked the bot; nothing more is sent to it.")
                except BadRequest as refused:
                    if "not modified" in str(refused).lower():
                        return None
                    raise
                except NetworkError as away:
                    if pause is None:
                        _give_up(away)
                        return None
                    await asyncio.sleep(pause)
        return None

    async def _turn(self, chat: int, urgent: bool, paced: bool) -> None:
        """Wait until the chat is free, and then for a turn among all chats."""
        wait = self._chat_free_at.get(chat, 0.0) - _now()
        if paced and wait > 0:
            await asyncio.sleep(wait)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turns += 1
        heapq.heappush(self._waiting, (not urgent, self._turns, turn))
        if self._opening is None or self._opening.done():
            self._opening = asyncio.create_task(self._open())
        await turn
        if paced:
            self._chat_free_at[chat] = _now() + SECONDS_BETWEEN_IN_CHAT
        if len(self._chat_free_at) > 10_000:
            self._forget_free()

    async def _open(self) -> None:
        """Give those who wait their turns, one after the other."""
        while self._waiting:
            wait = self._free_at - _now()
            if wait > 0:
                await asyncio.sleep(wait)
            self._free_at = max(self._free_at, _now() - SECONDS_BETWEEN) + SECONDS_BETWEEN
            _, _, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)

    def _forget_free(self) -> None:
        now = _now()
        self._chat_free_at = {chat: at for chat, at in self._chat_free_at.items() if at > now}
        self._locks = {chat: lock for chat, lock in self._locks.items() if lock.locked()}


def _now() -> float:
    return asyncio.get_running_loop().time()


def _give_up(error: TelegramError) -> None:
    logger.error("A message was given up (%s).", type(error).__name__)


def seconds_of(busy: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds."""
    after = busy.retry_after
    return float(after if isinstance(after, int | float) else after.total_seconds())
