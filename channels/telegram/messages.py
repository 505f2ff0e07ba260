"""Makes one message of what the assistant says in a turn, within Telegram's limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from backwise.guidance.variants import LONGEST_HOLD
from channels.answers import ALARMS, SOURCES
from channels.telegram.wording import wording

# core.telegram.org/bots/api: sendMessage and sendPhoto, in UTF-16 code units after the
# entities are parsed; InlineKeyboardButton, in bytes.
MOST_TEXT, MOST_CAPTION, MOST_DATA = 4096, 1024, 64
# Longer titles get a row of their own; about this much fits half of a phone.
HALF_A_ROW = 16
# A shorter hold is counted faster than a timer is pressed; a longer one is no hold but a
# time to spend, in seconds.
SHORTEST_TIMER = 5

TIMER, NOTHING = "timer", "-"
_PICTURE = re.compile(r"/pictures/(\w+)\.svg")
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")


@dataclass(frozen=True)
class Paragraph:
    """A part of a message; ``style`` is "plain", "strong" or "small"."""

    text: str
    style: str = "plain"

    @property
    def html(self) -> str:
        """The paragraph in Telegram's HTML; nothing in it is taken for a tag."""
        text = escape(self.text, quote=False)
        if self.style == "strong":
            first, _, rest = text.partition("\n")
            return f"<b>{first}</b>\n{rest}".rstrip()
        if self.style == "small":
            return f"<blockquote expandable>{text}</blockquote>"
        return text


@dataclass(frozen=True)
class Turn:
    """What is shown of one turn.

    Attributes:
        paragraphs: the text.
        buttons: title and payload of each button.
        picture: id of the exercise that is shown; None without a picture.
        hold_seconds: how long it is held, for the timer; 0 if it is not.
        rest_seconds: how long the rest after that is.
        urgent: whether it is the answer to an emergency.
    """

    paragraphs: tuple[Paragraph, ...]
    buttons: tuple[tuple[str, str], ...] = ()
    picture: str | None = None
    hold_seconds: int = 0
    rest_seconds: int = 0
    urgent: bool = False


def turn_of(messages: Iterable[dict[str, Any]]) -> Turn:
    """One turn of the assistant's messages; the buttons are those of the last that has any."""
    paragraphs: list[Paragraph] = []
    buttons: list[dict[str, str]] = []
    picture, hold, rest, urgent = None, 0, 0, False
    for message in messages:
        response = message.get("utter_action")
        alarm = response in ALARMS
        urgent = urgent or alarm
        style = "strong" if alarm else "small" if response in SOURCES else "plain"
        if message.get("text"):
            paragraphs.append(Paragraph(str(message["text"]).strip(), style))
        buttons = message.get("buttons") or buttons
        shown = _PICTURE.fullmatch(str(message.get("image") or ""))
        if shown:
            picture, hold = shown[1], int(message.get("hold_seconds") or 0)
            rest = int(message.get("rest_seconds") or 0)
    return Turn(
        tuple(paragraphs),
        tuple((button["title"], button["payload"]) for button in buttons),
        picture,
        hold,
        rest,
        urgent,
    )


def length(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def texts(paragraphs: Iterable[Paragraph], first: int, later: int = MOST_TEXT) -> list[str]:
    """The paragraphs in as few messages as possible, in HTML.

    Args:
        paragraphs: what is to be said.
        first: most units of the first message, less for a caption.
        later: most units of each other one.

    Returns:
        Texts, each within its limit; a long paragraph is split between sentences.
    """
    made: list[list[Paragraph]] = [[]]
    room = first
    for paragraph in paragraphs:
        for part in _parts(paragraph, min(first, later)):
            # Two units for the blank line between.
            if made[-1] and length(part.text) + 2 > room:
                made.append([])
                room = later
            made[-1].append(part)
            room -= length(part.text) + 2
    return ["\n\n".join(part.html for part in parts) for parts in made if parts]


def _parts(paragraph: Paragraph, most: int) -> Iterator[Paragraph]:
    text = paragraph.text.strip()
    while length(text) > most:
        cut = _cut(text, most)
        yield Paragraph(text[:cut].rstrip(), paragraph.style)
        text = text[cut:].lstrip()
    if text:
        yield Paragraph(text, paragraph.style)


def _cut(text: str, most: int) -> int:
    """Where to cut: after the last sentence that fits, else a word, else anywhere."""
    fits = len(text)
    while length(text[:fits]) > most:
        fits -= max(1, (length(text[:fits]) - most) // 2)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, fits)]
    return ends[-1] if ends else max(text.rfind(" ", 0, fits) + 1, 0) or fits


def keyboard(turn: Turn, tag: str) -> InlineKeyboardMarkup | None:
    """The buttons of a turn, one or two in a row.

    Args:
        turn: what is shown.
        tag: names the turn, so that a press can be told to be late.
    """
    buttons = [button(title, f"{tag}:{payload}") for title, payload in turn.buttons]
    if SHORTEST_TIMER <= turn.hold_seconds <= LONGEST_HOLD:
        title = wording().timer.format(seconds=turn.hold_seconds)
        buttons.insert(1, button(title, timer_data(turn.hold_seconds, turn.rest_seconds)))
    return InlineKeyboardMarkup(rows(buttons)) if buttons else None


def timer_data(hold: int, rest: int) -> str:
    """Data of the button that starts to count."""
    return f"{TIMER}:{hold}:{rest}"


def times_of(data: str) -> tuple[int, int] | None:
    """Hold and rest of a timer's button, in seconds; None if it is another button."""
    name, *numbers = data.split(":")
    if name != TIMER or len(numbers) != 2 or not all(number.isdigit() for number in numbers):
        return None
    return int(numbers[0]), int(numbers[1])


def rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Short buttons side by side, long ones in rows of their own."""
    made: list[list[InlineKeyboardButton]] = []
    for one in buttons:
        short = len(one.text) <= HALF_A_ROW
        if short and made and len(made[-1]) == 1 and len(made[-1][0].text) <= HALF_A_ROW:
            made[-1].append(one)
        else:
            made.append([one])
    return made


def button(title: str, data: str) -> InlineKeyboardButton:
    """A button whose data fits, whatever it is."""
    return InlineKeyboardButton(title, callback_data=_Payloads.shortened(data))


def payload_of(data: str) -> tuple[str, str] | None:
    """Tag and payload of a button; None if they are not known any more."""
    tag, colon, payload = _Payloads.whole(data).partition(":")
    return (tag, payload) if colon and payload else None


class _Payloads:
    """Payloads that are too long for a button, by a short key; lost when the server restarts."""

    _known: dict[str, str] = {}  # noqa: RUF012

    @classmethod
    def shortened(cls, data: str) -> str:
        if len(data.encode()) <= MOST_DATA:
            return data
        key = "#" + blake2b(data.encode(), digest_size=12).hexdigest()
        cls._known[key] = data
        return key

    @classmethod
    def whole(cls, data: str) -> str:
        return cls._known.get(data, "") if data.startswith("#") else data
