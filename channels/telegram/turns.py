"""Has the assistant answer what somebody did in a chat, and shows the answer there."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import logging
import string
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from telegram import (
    Bot,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from channels.answers import SAME_NEXT_WEEK, CollectedTurn, intent_of
from channels.rest import as_words
from channels.telegram.courier import Courier
from channels.telegram.incoming import Incoming, Kind
from channels.telegram.messages import (
    MOST_CAPTION,
    MOST_TEXT,
    NOTHING,
    Paragraph,
    Turn,
    button,
    keyboard,
    payload_of,
    texts,
    times_of,
    turn_of,
)
from channels.telegram.pictures import Pictures
from channels.telegram.timer import Timers
from channels.telegram.wording import wording

logger = logging.getLogger(__name__)

NAME = "telegram"
# What is faster than this needs no "is typing", in seconds.
TYPING_AFTER = 0.3
REMEMBERED_PRESSES = 5_000
_DIGITS = string.digits + string.ascii_lowercase


class Agent(Protocol):
    """What of Rasa's agent is used here."""

    domain: Domain
    tracker_store: TrackerStore


class Turns:
    """Answers updates.

    Args:
        bot: client of the Bot API.
        courier: delivers what is shown.
        handle: has Rasa handle a message.
        agent: gives Rasa's agent, which is loaded after the channel.
    """

    def __init__(
        self,
        bot: Bot,
        courier: Courier,
        handle: Callable[[UserMessage], Awaitable[Any]],
        agent: Callable[[], Agent],
    ) -> None:
        self._bot = bot
        self._courier = courier
        self._handle = handle
        self._agent = agent
        self._timers = Timers(bot, courier)
        self._pictures = Pictures()
        self._pressed: OrderedDict[tuple[int, int | None, str], None] = OrderedDict()
        self._told_groups: set[int] = set()
        self._met: set[int] = set()
        self._side_jobs: set[asyncio.Task[Any]] = set()

    async def work(self, incoming: Incoming) -> None:
        """Answer one update."""
        if incoming.kind is Kind.LEFT:
            self._courier.block(incoming.chat)
            return
        if incoming.kind is Kind.GROUP:
            await self._explain_to_group(incoming.chat)
            return
        self._courier.unblock(incoming.chat)
        self._timers.stop(incoming.chat)
        if incoming.kind is Kind.PRESS:
            await self._press(incoming)
        elif incoming.kind is Kind.COMMAND:
            await self._command(incoming)
        elif incoming.kind is Kind.NO_TEXT:
            await self._say(incoming.chat, wording().only_text)
        else:
            await self._converse(incoming, incoming.text)

    # ---- what people do -----------------------------------------------------------

    async def _command(self, incoming: Incoming) -> None:
        says = {command.command: command.says for command in wording().commands}
        if incoming.text == "mydata":
            await self._send_data(incoming.chat)
        elif incoming.text == "emergency":
            await self._say(incoming.chat, wording().emergency, style="strong", urgent=True)
        else:
            # An unknown command is read as the words that it is made of.
            said = says.get(incoming.text)
            await self._converse(incoming, said or incoming.text.replace("_", " "))

    async def _press(self, incoming: Incoming) -> None:
        key = (incoming.chat, incoming.message, incoming.text)
        if times_of(incoming.text):
            self._aside(self._answer_press(incoming))
            self._start_timer(incoming)
            return
        if key in self._pressed or incoming.text == NOTHING:
            self._aside(self._answer_press(incoming))
            return
        self._pressed[key] = None
        while len(self._pressed) > REMEMBERED_PRESSES:
            self._pressed.popitem(last=False)
        found = payload_of(incoming.text)
        if found is None or not await self._still_holds(incoming.chat, *found):
            self._aside(self._answer_press(incoming, wording().over))
            return
        self._aside(self._answer_press(incoming))
        payload = found[1]
        card = incoming.message if payload.startswith("/lead_session") else None
        await self._converse(incoming, payload, card=card)
        if card is None and incoming.title:
            self._aside(self._mark(incoming))

    async def _still_holds(self, chat: int, tag: str, payload: str) -> bool:
        """Whether a button still means what it meant when it was shown."""
        if intent_of(payload) in SAME_NEXT_WEEK:
            return True
        updates = await self._updates(chat)
        return bool(updates) and tag == _tag(updates[-1])

    async def _was_answered(self, incoming: Incoming) -> bool:
        """Whether this update was answered before a restart, of which the inbox does not know."""
        if incoming.chat in self._met:
            return False
        self._met.add(incoming.chat)
        return incoming.update in await self._updates(incoming.chat)

    async def _updates(self, chat: int) -> list[int]:
        """Numbers of the updates in the present session of a conversation."""
        tracker = await self._agent().tracker_store.retrieve(conversation(chat))
        return [
            int(number)
            for event in (tracker.events if tracker else [])
            if isinstance(event, UserUttered)
            for name, _, number in [str(event.message_id or "").partition(":")]
            if name == NAME and number.isdigit()
        ]

    # ---- the conversation ---------------------------------------------------------

    async def _converse(self, incoming: Incoming, said: str, card: int | None = None) -> None:
        """Have the assistant answer ``said``, on the message ``card`` if there is one."""
        if await self._was_answered(incoming):
            return
        output = CollectedTurn(NAME)
        message = UserMessage(
            as_words(said, self._agent().domain),
            output,
            conversation(incoming.chat),
            input_channel=NAME,
            message_id=f"{NAME}:{incoming.update}",
            metadata={"country": incoming.region} if incoming.region else None,
        )
        async with self._typing(incoming.chat):
            try:
                await self._handle(message)
            except Exception as error:
                logger.error("A message could not be handled (%s).", type(error).__name__)
        turn = turn_of(output.messages) if output.messages else _failed()
        await self.show(incoming.chat, turn, _tag(incoming.update), card, incoming.has_picture)

    async def show(
        self, chat: int, turn: Turn, tag: str, card: int | None = None, on_picture: bool = False
    ) -> None:
        """Show a turn: on the card that was pressed, or as a new message.

        Args:
            chat: number of the chat.
            turn: what to show.
            tag: names the turn on its buttons.
            card: number of the message to change; None for a new one.
            on_picture: whether that message has a picture.
        """
        buttons = keyboard(turn, tag)
        if turn.picture or on_picture:
            first, *more = texts(turn.paragraphs, MOST_CAPTION) or [""]
        else:
            first, *more = texts(turn.paragraphs, MOST_TEXT) or [""]
        under_first, under_last = (None, buttons) if more else (buttons, None)
        if not await self._change_card(chat, turn, card, on_picture, first, under_first):
            await self._send_new(chat, turn, first, under_first)
        for text in more:
            below = under_last if text is more[-1] else None
            await self._send_text(chat, text, below, urgent=turn.urgent)

    async def _change_card(
        self,
        chat: int,
        turn: Turn,
        card: int | None,
        on_picture: bool,
        text: str,
        buttons: InlineKeyboardMarkup | None,
    ) -> bool:
        """Change the message ``card``; False if it cannot show the turn."""
        if card is None or turn.urgent or bool(turn.picture) > on_picture:
            return False
        try:
            if turn.picture:
                picture = await self._pictures.file(turn.picture)
                if picture is None:
                    return False
                media = picture.media(text)
                changed = await self._courier.send(
                    chat,
                    lambda: self._bot.edit_message_media(media, chat, card, reply_markup=buttons),
                    paced=False,
                )
                self._pictures.remember(turn.picture, changed)
            elif on_picture:
                await self._courier.send(
                    chat,
                    lambda: self._bot.edit_message_caption(
                        chat, card, caption=text, parse_mode="HTML", reply_markup=buttons
                    ),
                    paced=False,
                )
            else:
                await self._courier.send(
                    chat,
                    lambda: self._bot.edit_message_text(
                        text, chat, card, parse_mode="HTML", reply_markup=buttons
                    ),
                    paced=False,
                )
        except BadRequest:
            # Too old to be changed, or deleted: it is shown anew.
            return False
        return True

    async def _send_new(
        self, chat: int, turn: Turn, text: str, buttons: InlineKeyboardMarkup | None
    ) -> None:
        picture = await self._pictures.file(turn.picture) if turn.picture else None
        if picture is None or turn.picture is None:
            await self._send_text(chat, text, buttons, urgent=turn.urgent)
            return
        send = self._bot.send_animation if picture.moves else self._bot.send_photo
        try:
            sent = await self._courier.send(
                chat,
                lambda: send(
                    chat, picture.file, caption=text, parse_mode="HTML", reply_markup=buttons
                ),
                urgent=turn.urgent,
            )
        except BadRequest:
            # The words matter more than the picture.
            await self._send_text(chat, text, buttons, urgent=turn.urgent)
        else:
            self._pictures.remember(turn.picture, sent)

    async def _send_text(
        self, chat: int, text: str, buttons: InlineKeyboardMarkup | None, *, urgent: bool = False
    ) -> None:
        if not text:
            return
        await self._courier.send(
            chat,
            lambda: self._bot.send_message(
                chat, text, parse_mode="HTML", reply_markup=buttons,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
            urgent=urgent,
        )  # fmt: skip

    # ---- what the channel does by itself --------------------------------------------

    async def _say(
        self, chat: int, text: str, style: str = "plain", *, urgent: bool = False
    ) -> None:
        await self._send_text(chat, Paragraph(text, style).html, None, urgent=urgent)

    async def _explain_to_group(self, chat: int) -> None:
        if chat not in self._told_groups:
            self._told_groups.add(chat)
            await self._say(chat, wording().group)

    async def _send_data(self, chat: int) -> None:
        """All that is kept of the chat, as a file."""
        store = self._agent().tracker_store
        tracker = await store.retrieve_full_tracker(conversation(chat))
        said = [
            {"at": event.timestamp, "who": who, "text": event.text}
            for event in (tracker.events if tracker else [])
            for kind, who in ((UserUttered, "you"), (BotUttered, "Backwise"))
            if isinstance(event, kind) and event.text
        ]
        known = tracker.current_slot_values() if tracker else {}
        data = {"messages": said, "known": {key: value for key, value in known.items() if value}}
        text = json.dumps(data, indent=2, ensure_ascii=False)
        await self._courier.send(
            chat,
            lambda: self._bot.send_document(
                chat, io.BytesIO(text.encode()), filename="backwise.json", caption=wording().my_data
            ),
        )

    def _start_timer(self, incoming: Incoming) -> None:
        times = times_of(incoming.text)
        if times and incoming.message is not None and incoming.keyboard:
            self._timers.start(incoming.chat, incoming.message, incoming.keyboard, *times)

    async def _mark(self, incoming: Incoming) -> None:
        """Leave of the buttons only the one that was pressed."""
        chosen = button(wording().chosen.format(title=incoming.title), NOTHING)
        with contextlib.suppress(BadRequest):
            await self._courier.send(
                incoming.chat,
                lambda: self._bot.edit_message_reply_markup(
                    incoming.chat, incoming.message, reply_markup=InlineKeyboardMarkup([[chosen]])
                ),
                paced=False,
            )

    async def _answer_press(self, incoming: Incoming, text: str | None = None) -> None:
        """End the spinner on the button."""
        if incoming.press:
            await self._bot.answer_callback_query(incoming.press, text=text)

    @contextlib.asynccontextmanager
    async def _typing(self, chat: int) -> AsyncIterator[None]:
        async def show() -> None:
            await asyncio.sleep(TYPING_AFTER)
            await self._bot.send_chat_action(chat, ChatAction.TYPING)

        task = asyncio.create_task(show())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, TelegramError):
                await task

    def _aside(self, job: Any) -> None:
        """Do something that nothing waits for; a failure of it is of no consequence."""

        async def quietly() -> None:
            with contextlib.suppress(TelegramError):
                await job

        task = asyncio.create_task(quietly())
        self._side_jobs.add(task)
        task.add_done_callback(self._side_jobs.discard)


class SpeaksFirst(OutputChannel):
    """Sends each message at once, to somebody who has not just written."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send a message (see parent class)."""
        name, _, chat = recipient_id.partition(":")
        if name == NAME and chat.lstrip("-").isdigit():
            await self._turns.show(int(chat), turn_of([message]), _tag(None))


def conversation(chat: int) -> str:
    """Id of the conversation with a private chat."""
    return f"{NAME}:{chat}"


def _failed() -> Turn:
    return Turn((Paragraph(wording().failed),))


def _tag(update: int | None) -> str:
    """Three letters or digits that name an update on the buttons of its answer."""
    number, tag = update or 0, ""
    for _ in range(3):
        number, digit = divmod(number, len(_DIGITS))
        tag += _DIGITS[digit]
    return tag
