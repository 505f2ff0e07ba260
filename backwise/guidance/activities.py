"""What people want to be able to do again, and the exercises that lead there."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, Extra, conlist

from backwise.settings import ACTIVITIES
from backwise.yaml_lines import read_plain_yaml


class Activity(BaseModel, extra=Extra.forbid):
    """Something that people want to do again.

    Attributes:
        id: its name, as people say it.
        exercises: ids of what leads there, gentle ones first.
        why: one sentence.
    """

    id: str
    exercises: conlist(str, min_items=1)  # type: ignore[valid-type]
    why: str


@cache
def activities() -> dict[str, Activity]:
    """All activities by id, read and checked at first use."""
    read = [Activity(**entry) for entry in read_plain_yaml(ACTIVITIES)]
    return {activity.id: activity for activity in read}
