"""Pictures as Telegram wants them, uploaded once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import (
    Animation,
    InputMediaAnimation,
    InputMediaPhoto,
    Message,
    PhotoSize,
)

from backwise.pictures.picture import gif, png
from backwise.pictures.poses import poses


@dataclass(frozen=True)
class Picture:
    """A picture, as a file or as the name that Telegram has for it.

    Attributes:
        moves: whether it is an animation.
        file: its bytes, or its name at Telegram.
    """

    moves: bool
    file: bytes | str

    def media(self, caption: str) -> InputMediaAnimation | InputMediaPhoto:
        """The picture as it takes the place of another one, with a caption in HTML."""
        kind = InputMediaAnimation if self.moves else InputMediaPhoto
        return kind(self.file, caption=caption, parse_mode="HTML")


class Pictures:
    """Draws each picture once, and then names the file that Telegram has of it."""

    def __init__(self) -> None:
        self._known: dict[str, Picture] = {}

    async def file(self, name: str) -> Picture | None:
        """The movement of an exercise, or its picture if it is held; None without any."""
        if name in self._known:
            return self._known[name]
        pose = poses().get(name)
        if pose is None:
            return None
        moving = await asyncio.to_thread(gif, pose)
        if moving:
            return Picture(moves=True, file=moving)
        return Picture(moves=False, file=await asyncio.to_thread(png, pose))

    def remember(self, name: str, message: Message | bool | None) -> None:
        """Note the file that Telegram made of a picture."""
        if not isinstance(message, Message):
            return
        file: Animation | PhotoSize | None = message.animation or (
            message.photo[-1] if message.photo else None
        )
        if file:
            self._known[name] = Picture(message.animation is not None, file.file_id)
