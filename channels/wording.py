"""The wording of ``data/channels.yml``."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, Extra

from backwise.settings import DATA
from backwise.yaml_lines import read_plain_yaml

FILE = DATA / "channels.yml"


class Wording(BaseModel, extra=Extra.forbid):
    """What the server says by itself on websites and over REST.

    Attributes:
        failed: a message could not be handled.
        not_deleted: the conversation should have been deleted and is not.
        too_fast: said to clients that do not show by themselves that they must wait.
        over: the question to which a button belongs is over.
        no_text: something that is no text was sent.
    """

    failed: str
    not_deleted: str
    too_fast: str
    over: str
    no_text: str


@cache
def wording() -> Wording:
    """The wording, read and checked at first use."""
    return Wording(**read_plain_yaml(FILE))
