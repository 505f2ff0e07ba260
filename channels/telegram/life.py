"""The life of the bot: it reaches Telegram, takes updates in, and goes on until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from telegram import Bot, BotCommand, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from channels.telegram.courier import Courier, seconds_of
from channels.telegram.inbox import Inbox
from channels.telegram.incoming import read
from channels.telegram.turns import Agent, SpeaksFirst, Turns
from channels.telegram.wording import wording

logger = logging.getLogger(__name__)

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
# So long no further updates are fetched, for those at hand to be answered: Telegram holds
# what is not confirmed, so that a crash loses nothing. A slow chat must not hold up others.
ANSWERED_WITHIN = 2.0
# Seconds before another try to reach Telegram.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
# How long a stop waits for the answers that are under way, in seconds.
FINISH_WITHIN = 5.0
CONNECTIONS = 64


class Life:
    """One bot, from the start of the server to its end.

    Attributes:
        ready: whether Telegram has been reached; before, no update can be taken in.

    Args:
        token: of the bot.
        api: address of the Bot API.
        handle: has Rasa handle a message.
        agent: gives Rasa's agent.
    """

    def __init__(
        self,
        token: str,
        api: str,
        handle: Callable[[UserMessage], Awaitable[Any]],
        agent: Callable[[], Agent],
    ) -> None:
        # It logs the address of each request, which holds the token.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=HTTPXRequest(CONNECTIONS, read_timeout=20, media_write_timeout=30),
        )
        self._turns = Turns(self._bot, Courier(), handle, agent)
        self._inbox = Inbox(self._turns.work)
        self.ready = False

    async def run(self, webhook: str | None, secret: str) -> None:
        """Answer updates: by webhook at the address ``webhook``, or by asking for them."""
        self.ready = await _reach(self._bot)
        if not self.ready:
            return
        profile = asyncio.create_task(_introduce(self._bot))
        try:
            await (self._register(webhook, secret) if webhook else self._poll())
            await profile
        finally:
            profile.cancel()

    def take(self, data: Any) -> asyncio.Task[None] | None:
        """Take in an update, as JSON; None if there is nothing to answer, or not again."""
        try:
            update = Update.de_json(data, self._bot)
            incoming = read(update, self._bot.username)
        except Exception as error:
            # Telegram must not send it again and again.
            logger.error("An update could not be read (%s).", type(error).__name__)
            return None
        return self._inbox.accept(incoming) if incoming else None

    def output(self) -> OutputChannel:
        """For those who speak first, such as reminders."""
        return SpeaksFirst(self._turns)

    async def stop(self) -> None:
        """Finish what is under way."""
        await self._inbox.finish(FINISH_WITHIN)
        with contextlib.suppress(TelegramError):
            await self._bot.shutdown()

    async def _register(self, url: str, secret: str) -> None:
        await _until_done(
            # Over several connections at a time updates could overtake each other.
            lambda: self._bot.set_webhook(
                url, secret_token=secret, allowed_updates=KINDS, max_connections=1
            ),
            "Telegram did not take the webhook",
        )
        logger.info("Telegram: @%s answers by webhook.", self._bot.username)

    async def _poll(self) -> None:
        """Fetch updates. What is not answered yet stays with Telegram, in case of a crash."""
        await _until_done(self._bot.delete_webhook, "Telegram did not remove the webhook")
        logger.info("Telegram: @%s answers by long polling.", self._bot.username)
        offset: int | None = None
        pause = FIRST_PAUSE
        while True:
            try:
                # As JSON: one update that cannot be read must not hide the others.
                updates = await self._bot.do_api_request(
                    "getUpdates",
                    {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": KINDS},
                    read_timeout=POLL_SECONDS + 10,
                )
            except TelegramError as error:
                pause = seconds_of(error) if isinstance(error, RetryAfter) else pause
                logger.warning(
                    "Telegram gives no updates (%s). I try again in %.0f s.", _reason(error), pause
                )
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            tasks = [task for update in updates if (task := self.take(update))]
            if tasks:
                await asyncio.wait(tasks, timeout=ANSWERED_WITHIN)
            if updates:
                offset = updates[-1]["update_id"] + 1


async def _reach(bot: Bot) -> bool:
    """Try to reach Telegram until it answers; False if the token is wrong."""
    try:
        await _until_done(bot.initialize, "Telegram cannot be reached")
    except InvalidToken:
        logger.error("Telegram does not know the token. Look at TELEGRAM_TOKEN.")
        return False
    return True


async def _until_done(call: Callable[[], Awaitable[Any]], complaint: str) -> None:
    """Make a call of the Bot API again and again, with longer and longer pauses, until it works.

    Raises:
        InvalidToken: no further try would help.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
        except InvalidToken:
            raise
        except Exception as error:
            # Besides what the library raises by itself, an answer that it cannot read.
            logger.warning("%s (%s). I try again in %.0f s.", complaint, _reason(error), pause)
        else:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _introduce(bot: Bot) -> None:
    """Set what people see of the bot before they write: name, commands and descriptions.

    They hold for every language of the app, because Backwise speaks one only.
    """
    commands = [BotCommand(one.command, one.description) for one in wording().commands]
    try:
        await bot.set_my_commands(commands)
        # Telegram takes a new name only now and then.
        if (await bot.get_my_name()).name != wording().name:
            await bot.set_my_name(wording().name)
        await bot.set_my_description(wording().description)
        await bot.set_my_short_description(wording().short_description)
    except TelegramError as error:
        logger.warning("Telegram did not take the bot's description (%s).", _reason(error))


def _reason(error: Exception) -> str:
    """Why, in words that hold neither text nor token."""
    if isinstance(error, Conflict):
        return "another program asks for the updates of this bot"
    return type(error).__name__
