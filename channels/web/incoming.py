"""Reads what a browser sends; nothing in it is believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.rest import readable

MOST_TITLE = 200
_ID = re.compile(r"[\w-]{1,64}")


@dataclass(frozen=True)
class Said:
    """A message of a person.

    Attributes:
        text: what they wrote, or the payload of the button that they pressed.
        sent_id: what the page calls the message; None from a client that does not say.
        title: what stood on the button; None if it is no button. Empty if nothing is to be
            shown, such as when the page begins the conversation.
    """

    text: str
    sent_id: str | None
    title: str | None

    @property
    def is_press(self) -> bool:
        """Whether it may be a button that was pressed."""
        return self.text.lstrip().startswith("/")


def read_said(data: object) -> Said | None:
    """The message in the data of ``user_uttered``; None if there is none."""
    given = data if isinstance(data, Mapping) else {}
    text = given.get("message")
    if not isinstance(text, str):
        return None
    sent_id, title = given.get("id"), given.get("title")
    return Said(
        readable(text),
        sent_id if isinstance(sent_id, str) and _ID.fullmatch(sent_id) else None,
        readable(title)[:MOST_TITLE] if isinstance(title, str) else None,
    )


def number_in(data: Any, name: str) -> int | None:
    """A number from 0 on; None if there is none."""
    number = data.get(name) if isinstance(data, Mapping) else None
    if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**31:
        return number
    return None
