"""The poses of ``data/pictures/poses.yml``: read, checked, and moved from start to end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from pydantic import Field, ValidationError, confloat, conlist

from backwise.knowledge.content import Entry, Slug, Words
from backwise.pictures.body import (
    POSTURES,
    RADIUS,
    RANGES,
    ROOT,
    SIDES,
    Points,
    body_points,
    joint_names,
)
from backwise.problems import BrokenData, Problem, problem
from backwise.settings import POSES
from backwise.yaml_lines import LINE, read_yaml

Prop = Literal[
    "chair",
    "chair to sit down on",
    "chair to hold",
    "chair for the legs",
    "wall behind",
    "wall in front",
    "wall beside",
    "pillow",
    "step",
    "worktop",
    "bike",
    "water",
    "doorway",
    "band in front",
    "band from the side",
    "weight",
    "weights",
    "ball",
]
Part = Literal[
    "feet", "left foot", "right foot", "toes", "left toes", "right toes",
    "knees", "left knee", "right knee", "hands", "left hand", "right hand",
    "forearms", "left forearm", "right forearm", "seat", "back", "head", "left hip", "right hip",
]  # fmt: skip
# How far a part may be off the ground and still be said to touch it, in metres: less
# than the thickness of a line of the picture.
TOUCHES = 0.03
# How many moments of the movement are computed; between them the eye sees none missing.
MOMENTS = 5

_POINTS: dict[str, tuple[str, ...]] = {
    "foot": ("heel", "toes"),
    "toes": ("toes",),
    "knee": ("knee",),
    "hand": ("wrist", "hand"),
    "forearm": ("elbow", "wrist"),
    "hip": ("hip",),
}
_MIDDLE = {"seat": ("pelvis",), "back": ("chest",), "head": ("head",)}
_PLURAL = {"feet": "foot", "knees": "knee", "hands": "hand", "forearms": "forearm", "toes": "toes"}


class PoseEntry(Entry):
    """How one exercise looks: where it begins and where it goes.

    Attributes:
        id: id of the exercise or of the self-massage.
        view: degrees round which one looks: 0 from the right side, 90 from the front.
        posture: how the body lies in the room before any angle.
        start: joint angles at the beginning.
        end: those that are other at the end; none for a position that is held.
        touch: parts that are on the ground (or the seat) from start to end.
        fixed: the part that does not move in the picture.
        lift: how far the lowest point is above the ground, in metres.
        lines: pairs of points that something spans, such as a towel.
        shows: the picture in words, for those who do not see it.
    """

    id: Slug  # type: ignore[valid-type]
    view: confloat(ge=-180, le=180) = 12  # type: ignore[valid-type]
    posture: Literal["upright", "supine", "prone", "on the right side"]
    start: dict[str, float]
    end: dict[str, float] = Field(default_factory=dict)
    touch: list[Part] = Field(default_factory=list)
    fixed: str = "pelvis"
    lift: confloat(ge=0, le=1) = 0  # type: ignore[valid-type]
    props: list[Prop] = Field(default_factory=list)
    lines: list[conlist(str, min_items=2, max_items=2)] = Field(  # type: ignore[valid-type]
        default_factory=list
    )
    shows: Words = Field(...)  # type: ignore[valid-type]


@dataclass(frozen=True)
class Movement:
    """A pose with the points of the body at each moment from start to end."""

    pose: PoseEntry
    moments: tuple[Points, ...]

    @property
    def held(self) -> bool:
        """Whether nothing moves."""
        return not self.pose.end


def movement(pose: PoseEntry) -> Movement:
    """The points of the body in the room, at each moment of a pose's movement."""
    moments = []
    for moment in np.linspace(0, 1, MOMENTS if pose.end else 1):
        points = body_points(angles_at(pose, float(moment)))
        moments.append(points)
    first = _on_the_ground(moments[0], pose.lift)
    fixed = first[pose.fixed]
    placed = [first]
    for points in moments[1:]:
        grounded = _on_the_ground(points, pose.lift)
        shift = fixed - grounded[pose.fixed]
        shift[2] = 0.0
        placed.append({name: point + shift for name, point in grounded.items()})
    return Movement(pose, tuple(placed))


def angles_at(pose: PoseEntry, moment: float) -> dict[str, float]:
    """The angles between start (0) and end (1), those of the posture added to the root."""
    posture = dict(zip(ROOT, POSTURES[pose.posture], strict=True))
    angles: dict[str, float] = dict(posture)
    for name in {*pose.start, *pose.end}:
        start = _angle(pose.start, name)
        end = pose.end.get(name, start)
        angles[name] = posture.get(name, 0.0) + start + (end - start) * moment
    return angles


def _angle(angles: dict[str, float], name: str) -> float:
    side, _, joint = name.partition("_")
    return angles.get(name, angles.get(joint, 0.0) if side in SIDES else 0.0)


def _on_the_ground(points: Points, lift: float) -> Points:
    lowest = min(
        float(point[2]) - _radius(name)
        for name, point in points.items()
        if not name.startswith("stick")
    )
    return {name: point + (0.0, 0.0, lift - lowest) for name, point in points.items()}


def _radius(name: str) -> float:
    return RADIUS.get(name.rpartition("_")[2], 0.03)


def height(points: Points, part: str) -> float:
    """How far the lowest point of a part is above the ground, in metres; of a foot, the highest."""
    return max(float(points[name][2]) - _radius(name) for name in names_of(part))


def names_of(part: str) -> list[str]:
    """The points of a part, such as ``left_heel`` and ``left_toes`` of "left foot"."""
    if part in _MIDDLE:
        return list(_MIDDLE[part])
    side, _, one = part.partition(" ")
    if side in SIDES:
        return [f"{side}_{point}" for point in _POINTS[one]]
    return [f"{side}_{point}" for side in SIDES for point in _POINTS[_PLURAL[part]]]


@cache
def poses() -> dict[str, PoseEntry]:
    """All poses of the project by id, read at first use."""
    return read_poses(POSES)


def read_poses(path: Path, wanted: Iterable[str] = ()) -> dict[str, PoseEntry]:
    """Read and check the poses.

    Args:
        path: ``poses.yml``.
        wanted: ids of the exercises, each of which must have a picture.

    Returns:
        The poses by id.

    Raises:
        BrokenData: with every problem found.
    """
    problems: list[Problem] = []
    found: dict[str, PoseEntry] = {}
    for item in read_yaml(path):
        angles = {
            name: {joint: angle for joint, angle in item.get(name, {}).items() if joint != LINE}
            for name in ("start", "end")
        }
        try:
            pose = PoseEntry(**{**item, **angles})
        except ValidationError as invalid:
            for error in invalid.errors():
                field = ".".join(str(part) for part in error["loc"])
                problems.append(problem("C003", path, item[LINE], field=field, detail=error["msg"]))
            continue
        problems += _angles_are_human(path, pose)
        if pose.id in found:
            problems.append(problem("C004", path, pose.line, id=pose.id))
        found[pose.id] = pose
    problems += [problem("P001", path, 1, id=name) for name in wanted if name not in found]
    if problems:
        raise BrokenData(problems)
    return found


def _angles_are_human(path: Path, pose: PoseEntry) -> Iterator[Problem]:
    known = set(joint_names())
    named: dict[str, Any] = {**pose.start, **pose.end}
    for name in named:
        if name not in known:
            yield problem("P002", path, pose.line, id=pose.id, detail=name)
            continue
        joint = name.partition("_")[2] if name.partition("_")[0] in SIDES else name
        if joint in ROOT:
            continue
        low, high = RANGES[joint]
        for angles in (pose.start, pose.end):
            if name in angles and not low <= angles[name] <= high:
                yield problem("P003", path, pose.line, id=pose.id, detail=name, low=low, high=high)
