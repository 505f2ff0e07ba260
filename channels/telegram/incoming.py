"""Reads updates of the Bot API: what of them the assistant has to know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from telegram import CallbackQuery, ChatMemberUpdated, InlineKeyboardMarkup, Message, Update

PRIVATE = "private"


class Kind(Enum):
    """What an update is."""

    TEXT = "text"
    COMMAND = "command"
    PRESS = "press"
    NO_TEXT = "no text"
    GROUP = "group"
    LEFT = "left"


@dataclass(frozen=True)
class Incoming:
    """What somebody did in a chat.

    Attributes:
        update: number of the update, which Telegram repeats until it is accepted.
        chat: number of the chat.
        kind: what it is.
        text: what was written; the command without its slash; the data of the button.
        message: number of the message that was written, or whose button was pressed.
        press: number of the press, which has to be answered.
        title: what stands on the button.
        keyboard: all buttons of the message with the button.
        has_picture: whether the message with the button has a picture.
        region: country code in the language of the person's app, such as "GB".
    """

    update: int
    chat: int
    kind: Kind
    text: str = ""
    message: int | None = None
    press: str | None = None
    title: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    has_picture: bool = False
    region: str | None = None


def read(update: Update, bot_name: str) -> Incoming | None:
    """What an update says.

    Args:
        update: as it came from Telegram.
        bot_name: user name of the bot, by which it is addressed in groups.

    Returns:
        None for what concerns nobody: channels, polls, reactions, messages of other bots.
    """
    if update.callback_query:
        return _press(update.update_id, update.callback_query)
    if update.my_chat_member:
        return _member(update.update_id, update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.is_bot:
        return None
    if message.chat.type != PRIVATE:
        return _in_group(update.update_id, message, bot_name)
    return _written(update.update_id, message)


def _written(number: int, message: Message) -> Incoming:
    text = (message.text or message.caption or "").strip()
    kind = Kind.TEXT if text else Kind.NO_TEXT
    if message.text and text.startswith("/"):
        kind = Kind.COMMAND
        # A bot may be named in the command, and a link may bring words after it.
        text = text[1:].split()[0].partition("@")[0].lower() if len(text) > 1 else ""
    region = _region(message.from_user.language_code if message.from_user else None)
    return Incoming(number, message.chat.id, kind, text, message.message_id, region=region)


def _press(number: int, query: CallbackQuery) -> Incoming | None:
    message = query.message
    if message is None or message.chat.type != PRIVATE:
        return None
    # Of a message that is older than two days Telegram tells only the number.
    known = message if isinstance(message, Message) else None
    rows = known.reply_markup.inline_keyboard if known and known.reply_markup else ()
    titles = {button.callback_data: button.text for row in rows for button in row}
    return Incoming(
        number,
        message.chat.id,
        Kind.PRESS,
        query.data or "",
        message.message_id,
        press=query.id,
        title=titles.get(query.data or "", ""),
        keyboard=known.reply_markup if known else None,
        has_picture=bool(known and (known.photo or known.animation)),
        region=_region(query.from_user.language_code),
    )


def _in_group(number: int, message: Message, bot_name: str) -> Incoming | None:
    text = message.text or ""
    if text.startswith("/") or f"@{bot_name}".lower() in text.lower():
        return Incoming(number, message.chat.id, Kind.GROUP)
    return None


def _member(number: int, change: ChatMemberUpdated) -> Incoming | None:
    gone = change.new_chat_member.status in ("left", "kicked")
    if change.chat.type == PRIVATE:
        return Incoming(number, change.chat.id, Kind.LEFT) if gone else None
    return None if gone else Incoming(number, change.chat.id, Kind.GROUP)


def _region(language: str | None) -> str | None:
    """The country in a language such as "en-GB"; the language alone says too little."""
    _, _, region = (language or "").partition("-")
    return region.upper() if len(region) == 2 else None
