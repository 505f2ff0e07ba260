"""Counts a hold down on a button, at a pace that Telegram allows."""

from __future__ import annotations

import asyncio

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from channels.telegram.courier import Courier
from channels.telegram.messages import NOTHING, button, timer_data, times_of
from channels.telegram.wording import wording

# Seconds between two edits: a chat takes one a second, and the next answer wants room.
TICK = 3


class Timers:
    """One timer a chat; whatever the person does next ends it."""

    def __init__(self, bot: Bot, courier: Courier) -> None:
        self._bot = bot
        self._courier = courier
        self._running: dict[int, asyncio.Task[None]] = {}

    def start(
        self, chat: int, message: int, keyboard: InlineKeyboardMarkup, hold: int, rest: int
    ) -> None:
        """Count down on the timer's button in a message.

        Args:
            chat: number of the chat.
            message: number of the message that has the button.
            keyboard: the buttons of the message.
            hold: how long to hold, in seconds.
            rest: how long to rest after that.
        """
        self.stop(chat)
        task = asyncio.create_task(self._count(chat, message, keyboard, hold, rest))
        self._running[chat] = task
        task.add_done_callback(
            lambda done: self._running.pop(chat, None) if self._running.get(chat) is done else None
        )

    def stop(self, chat: int) -> None:
        """End the timer of a chat, if one runs."""
        running = self._running.pop(chat, None)
        if running:
            running.cancel()

    async def _count(
        self, chat: int, message: int, keyboard: InlineKeyboardMarkup, hold: int, rest: int
    ) -> None:
        clock = asyncio.get_running_loop().time
        for seconds, words in ((hold, wording().timer_hold), (rest, wording().timer_rest)):
            end = clock() + seconds
            while (left := round(end - clock())) > 0:
                shown = button(words.format(seconds=left), NOTHING)
                await self._show(chat, message, keyboard, shown)
                await asyncio.sleep(min(TICK, max(0.0, end - clock())))
        done = button(wording().timer_done, timer_data(hold, rest))
        await self._show(chat, message, keyboard, done)

    async def _show(
        self, chat: int, message: int, keyboard: InlineKeyboardMarkup, shown: InlineKeyboardButton
    ) -> None:
        rows = [
            [shown if _is_timer(one) else one for one in row] for row in keyboard.inline_keyboard
        ]
        try:
            await self._courier.send(
                chat,
                lambda: self._bot.edit_message_reply_markup(
                    chat, message, reply_markup=InlineKeyboardMarkup(rows)
                ),
                paced=False,
            )
        except BadRequest:
            # The person deleted the message; there is nothing to count on.
            self.stop(chat)


def _is_timer(one: InlineKeyboardButton) -> bool:
    data = str(one.callback_data)
    return data == NOTHING or times_of(data) is not None
