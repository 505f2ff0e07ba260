"""The wording and the commands of ``data/telegram.yml``."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, Extra, constr

from backwise.settings import DATA
from backwise.yaml_lines import read_plain_yaml

FILE = DATA / "telegram.yml"


class Command(BaseModel, extra=Extra.forbid):
    """A command of the menu.

    Attributes:
        command: its name, without the slash.
        description: what the menu says about it.
        says: what the person would have said instead; None if the channel answers it.
    """

    command: constr(regex=r"^[a-z]{1,32}$")  # type: ignore[valid-type]
    description: constr(min_length=3, max_length=256)  # type: ignore[valid-type]
    says: str | None = None


class Wording(BaseModel, extra=Extra.forbid):
    """All that the channel says by itself, within the limits of the Bot API."""

    name: constr(min_length=1, max_length=64)  # type: ignore[valid-type]
    short_description: constr(max_length=120)  # type: ignore[valid-type]
    description: constr(max_length=512)  # type: ignore[valid-type]
    commands: list[Command]
    only_text: str
    group: str
    over: constr(max_length=200)  # type: ignore[valid-type]
    failed: str
    emergency: str
    my_data: str
    chosen: str
    timer: str
    timer_hold: str
    timer_rest: str
    timer_done: str


@cache
def wording() -> Wording:
    """The wording, read and checked at first use."""
    return Wording(**read_plain_yaml(FILE))
