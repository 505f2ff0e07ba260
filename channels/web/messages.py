"""Gives the assistant's messages the shape in which browsers get and keep them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from backwise.settings import CONTENT
from backwise.yaml_lines import read_plain_yaml
from channels.answers import ALARMS, SOURCES, STAYS, intent_of

Body = dict[str, Any]
SAFETY_NET = "utter_safety_net"
# What the actions give beside the text of an exercise or a routine.
CARD = ("name", "why", "dose", "instructions", "stop_sign", "hold_seconds", "rest_seconds")
CHECKLIST = ("name", "for_whom", "minutes", "how_often", "checklist", "why")
# Shorter ones could be minutes or years.
_NUMBER = re.compile(r"\d[\d ]+\d")


def from_bot(message: dict[str, Any]) -> Body:
    """A message of the assistant: what Rasa's own clients know, and what our page shows better.

    Args:
        message: as Rasa gives it to a channel.

    Returns:
        ``text``, ``quick_replies`` and ``attachment`` as Rasa's Socket.IO channel sends them;
        ``kind`` ("plain", "alarm", "source" or "safety_net"), ``response`` (its name in the
        domain), ``card`` (an exercise), ``checklist`` (a routine) and ``phones`` (numbers in the
        text that can be called) for our own.
    """
    response = message.get("utter_action")
    body: Body = {"from": "bot", "text": message.get("text") or "", "response": response}
    body["kind"] = (
        "alarm" if response in ALARMS
        else "source" if response in SOURCES
        else "safety_net" if response == SAFETY_NET
        else "plain"
    )  # fmt: skip
    buttons = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
    if buttons:
        body["quick_replies"] = [
            {
                "content_type": "text",
                "title": one["title"],
                "payload": one["payload"],
                "stays": intent_of(one["payload"]) in STAYS,
            }
            for one in buttons
        ]
    if message.get("image"):
        body["attachment"] = {"type": "image", "payload": {"src": message["image"]}}
    if message.get("instructions"):
        body["card"] = {name: message[name] for name in CARD if message.get(name)}
        body["card"] |= {name: message[name] for name in ("number", "count") if name in message}
    elif message.get("checklist"):
        body["checklist"] = {name: message[name] for name in CHECKLIST if message.get(name)}
    if body["kind"] == "alarm":
        named = set(_any_phone().findall(body["text"]))
        body["phones"] = [number for number in phones() if number in named]
    return body


def from_person(text: str, title: str | None) -> Body:
    """A message of a person; of a button that was pressed, what stood on it is shown."""
    return {"from": "person", "text": text if title is None else title, "said": text}


@cache
def phones() -> tuple[str, ...]:
    """Every number that an answer to an alarm may name, longest first."""
    numbers = {
        number
        for entry in read_plain_yaml(CONTENT / "emergency_numbers.yml")
        for line in ("ambulance", "advice_line", "crisis_line")
        for number in _NUMBER.findall(entry.get(line) or "")
    }
    return tuple(sorted(numbers, key=lambda number: (-len(number), number)))


@cache
def _any_phone() -> re.Pattern[str]:
    # The longest counts: "116 123" is not the ambulance of Egypt.
    return re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, phones()))})(?!\d)")
