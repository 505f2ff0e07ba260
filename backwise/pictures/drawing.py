"""Turns a movement into strokes: lines with round ends, from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backwise.pictures.body import SIDES, Points, Vector
from backwise.pictures.poses import Movement, Prop

PAPER, GROUND, THING = "#eef4f2", "#a9bcb8", "#8a9ea0"
SHIRT, TROUSERS, SKIN, HAIR, SHOE = "#2b7f78", "#27474f", "#dba27d", "#4a3a33", "#16292e"
FAR_SHIRT, FAR_TROUSERS, FAR_SKIN = "#23675f", "#1d363d", "#c08a68"
SOFT, WAY, WATER = "#c9dad6", "#b4501a", "#6fa9c4"
# How far one looks down on the figure, in degrees.
TILT = 8
WIDTH, HEIGHT, MARGIN = 320, 240, 14
HELD = ("weight", "weights")
# No figure is drawn larger than this, in units of the picture a metre.
LARGEST_SCALE = 150.0

Place = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """A line with round ends; a dot if its points are one.

    Attributes:
        frames: the points of the line at each moment of the movement, in picture units.
        width: in picture units.
        colour: as ``#rrggbb``.
    """

    frames: tuple[tuple[Place, ...], ...]
    width: float
    colour: str


@dataclass(frozen=True)
class Drawing:
    """A picture: things around, the figure, what it holds, and the way that it moves."""

    things: tuple[Stroke, ...]
    figure: tuple[Stroke, ...]
    held: tuple[Stroke, ...]
    way: tuple[Place, ...]


@dataclass(frozen=True)
class _Limb:
    names: tuple[str, ...]
    width: float
    colour: str
    far_colour: str
    nearer: float = 0.0
    with_part: str | None = None


def draw(movement: Movement) -> Drawing:
    """The strokes of a movement, scaled so that all of it fits the picture."""
    camera = _Camera(movement)
    limbs = sorted(_limbs(), key=lambda limb: _depth(limb, movement, camera))
    middle = movement.moments[len(movement.moments) // 2]
    body = camera.depth(middle["waist"])
    figure = [
        Stroke(
            tuple(
                tuple(camera.place(points[name]) for name in limb.names)
                for points in movement.moments
            ),
            limb.width * camera.scale,
            limb.colour if _depth(limb, movement, camera) >= body else limb.far_colour,
        )
        for limb in limbs
    ]
    props = movement.pose.props
    return Drawing(
        things=(
            *_ground(movement, camera),
            *_things([name for name in props if name not in HELD], movement, camera),
            *_lines(movement, camera),
        ),
        figure=tuple(figure),
        held=tuple(_things([name for name in props if name in HELD], movement, camera)),
        way=_way(movement, camera),
    )


def _limbs() -> list[_Limb]:
    parts = [
        _Limb(("pelvis", "waist", "chest"), 0.2, SHIRT, SHIRT),
        _Limb(("chest", "neck"), 0.16, SHIRT, SHIRT),
        _Limb(("left_shoulder", "right_shoulder"), 0.12, SHIRT, SHIRT),
        _Limb(("left_hip", "right_hip"), 0.17, TROUSERS, TROUSERS),
        _Limb(("neck", "head"), 0.085, SKIN, SKIN),
        _Limb(("crown", "crown"), 0.22, HAIR, HAIR, 0.001, "head"),
        _Limb(("head", "nose"), 0.045, SKIN, SKIN, 0.002, "head"),
        _Limb(("head", "head"), 0.195, SKIN, SKIN, 0.003),
    ]
    for side in SIDES:
        parts += [
            _Limb((f"{side}_hip", f"{side}_knee"), 0.14, TROUSERS, FAR_TROUSERS),
            _Limb((f"{side}_knee", f"{side}_ankle"), 0.095, TROUSERS, FAR_TROUSERS, 0.001),
            _Limb((f"{side}_heel", f"{side}_toes"), 0.06, SHOE, SHOE, 0.002),
            _Limb((f"{side}_shoulder", f"{side}_elbow"), 0.085, SHIRT, FAR_SHIRT, 0.01),
            _Limb((f"{side}_elbow", f"{side}_wrist"), 0.06, SKIN, FAR_SKIN, 0.011),
            _Limb((f"{side}_wrist", f"{side}_hand"), 0.055, SKIN, FAR_SKIN, 0.012),
        ]
    return parts


def _depth(limb: _Limb, movement: Movement, camera: _Camera) -> float:
    middle = movement.moments[len(movement.moments) // 2]
    names = (limb.with_part,) if limb.with_part else limb.names
    return float(np.mean([camera.depth(middle[name]) for name in names])) + limb.nearer


class _Camera:
    """Looks at the whole movement from its view, without perspective."""

    def __init__(self, movement: Movement) -> None:
        view, tilt = np.deg2rad(movement.pose.view), np.deg2rad(TILT)
        self._right = np.array([np.cos(view), np.sin(view), 0.0])
        toward = np.array([np.sin(view), -np.cos(view), 0.0])
        self._up = np.array([0, 0, np.cos(tilt)]) - toward * np.sin(tilt)
        self._toward = toward * np.cos(tilt) + np.array([0, 0, np.sin(tilt)])
        flat = [self._flat(point) for points in movement.moments for point in points.values()]
        flat += [self._flat(corner) for corner in _corners(movement)]
        low, high = np.min(flat, axis=0) - 0.12, np.max(flat, axis=0) + 0.12
        size = np.array([WIDTH, HEIGHT]) - 2 * MARGIN
        self.scale = float(min(*(size / (high - low)), LARGEST_SCALE))
        self._middle = (low + high) / 2

    def _flat(self, point: Vector) -> Vector:
        return np.array([point @ self._right, point @ self._up])

    def place(self, point: Vector) -> Place:
        """Where a point of the room is in the picture."""
        right, up = (self._flat(point) - self._middle) * self.scale
        return (WIDTH / 2 + float(right), HEIGHT / 2 - float(up))

    def depth(self, point: Vector) -> float:
        """How near a point is; larger is nearer."""
        return float(point @ self._toward)

    def along(self, distance: float) -> Vector:
        """A way to the right of the picture, in the room."""
        return self._right * distance


Line = tuple[list[Vector], float, str]
Thing = Callable[[tuple[Points, ...]], list[list[Line]]]
"""Gives the lines of a thing at each moment; those of the first moment if it stands still."""


def _corners(movement: Movement) -> list[Vector]:
    """What the picture has to have room for, besides the figure."""
    return [
        point
        for name in movement.pose.props
        if name not in ("pillow", "ball", *HELD)
        for line in _THINGS[name](movement.moments)[0]
        for point in line[0]
    ]


def _things(names: list[Prop], movement: Movement, camera: _Camera) -> list[Stroke]:
    """What is used: chair, wall, pillow and the like."""
    strokes = []
    for name in names:
        for lines in zip(*_THINGS[name](movement.moments), strict=True):
            frames = tuple(tuple(camera.place(point) for point in line[0]) for line in lines)
            strokes.append(Stroke(frames, lines[0][1] * camera.scale, lines[0][2]))
    return strokes


def _lines(movement: Movement, camera: _Camera) -> list[Stroke]:
    """Towels, sticks and the like, from one point of the body to another."""
    strokes = []
    for start, end in movement.pose.lines:
        frames = tuple(
            (camera.place(moment[start]), camera.place(moment[end])) for moment in movement.moments
        )
        strokes.append(Stroke(frames, 0.025 * camera.scale, WAY))
    return strokes


def _ground(movement: Movement, camera: _Camera) -> list[Stroke]:
    middle = movement.moments[0]["pelvis"] * (1, 1, 0)
    half = (WIDTH / 2 - MARGIN) / camera.scale
    off_centre = (camera.place(middle)[0] - WIDTH / 2) / camera.scale
    middle = middle - camera.along(off_centre)
    ends = (camera.place(middle - camera.along(half)), camera.place(middle + camera.along(half)))
    return [Stroke((ends,), 3, GROUND)]


def _at(x: float, y: float, z: float) -> Vector:
    return np.array([x, y, z])


HALF_A_SEAT = 0.2


def _seat(place: Vector, back: float = -1) -> list[list[Line]]:
    """A chair whose seat is centred under ``place``; its back is behind (-1) or before it (1)."""
    x, y, top = place
    rear, front = x + back * 0.2, x - back * 0.22
    left, right = y + HALF_A_SEAT, y - HALF_A_SEAT
    seat = [_at(rear, left, top), _at(front, left, top), _at(front, right, top)]
    rest = [_at(rear, left, 0), _at(rear, left, top + 0.42)]
    rest += [_at(rear, right, top + 0.42), _at(rear, right, 0)]
    return [
        [
            (rest, 0.035, THING),
            ([_at(front, left, 0), _at(front, left, top)], 0.035, THING),
            ([_at(front, right, 0), _at(front, right, top)], 0.035, THING),
            ([*seat, _at(rear, right, top), seat[0]], 0.045, THING),
        ]
    ]


def _chair(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _seat(moments[0]["pelvis"] - (0, 0, 0.115))


def _chair_to_sit_down_on(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _seat(moments[-1]["pelvis"] - (0.03, 0, 0.115))


def _chair_to_hold(moments: tuple[Points, ...]) -> list[list[Line]]:
    hand = max(moments[0]["right_hand"], moments[0]["left_hand"], key=lambda point: float(point[0]))
    return _seat(_at(hand[0] + 0.2, hand[1], hand[2] - 0.45))


def _chair_for_the_legs(moments: tuple[Points, ...]) -> list[list[Line]]:
    ankle = (moments[0]["left_ankle"] + moments[0]["right_ankle"]) / 2
    return _seat(ankle - (0.08, 0, 0.06), back=1)


def _wall(x: float, y: float) -> list[list[Line]]:
    return [[([_at(x, y, 0), _at(x, y, 1.85)], 0.05, THING)]]


def _wall_behind(moments: tuple[Points, ...]) -> list[list[Line]]:
    x = min(float(point[0]) for points in moments for point in points.values()) - 0.08
    corners = [_at(x, -0.8, 0), _at(x, -0.8, 1.95), _at(x, 0.8, 1.95), _at(x, 0.8, 0)]
    return [[(corners, 0.04, SOFT)]]


def _wall_in_front(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _wall(max(float(point[0]) for point in moments[0].values()) + 0.07, 0)


def _wall_beside(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _wall(0, max(float(points["left_shoulder"][1]) for points in moments) + 0.1)


def _doorway(moments: tuple[Points, ...]) -> list[list[Line]]:
    left, right = moments[0]["left_wrist"], moments[0]["right_wrist"]
    x = float(left[0]) + 0.05
    corners = [
        _at(x, float(left[1]), 0), _at(x, float(left[1]), 2),
        _at(x, float(right[1]), 2), _at(x, float(right[1]), 0),
    ]  # fmt: skip
    return [[(corners, 0.05, THING)]]


def _pillow(moments: tuple[Points, ...]) -> list[list[Line]]:
    points = moments[0]
    along = (points["neck"] - points["head"]) * (1, 1, 0)
    along = along / max(float(np.linalg.norm(along)), 0.01) * 0.1
    head = points["head"] * (1, 1, 0) + (0, 0, 0.03)
    return [[([head - along, head + along], 0.06, SOFT)]]


def _step(moments: tuple[Points, ...]) -> list[list[Line]]:
    toes, heel = moments[0]["right_toes"], moments[0]["right_heel"]
    middle = (float(heel[2]) - 0.03) / 2
    start, end = heel * (1, 1, 0) - (0, 0, -middle), toes * (1, 1, 0) + (0.1, 0, middle)
    return [[([start, end], max(2 * middle, 0.05), THING)]]


def _worktop(moments: tuple[Points, ...]) -> list[list[Line]]:
    x, y, z = moments[0]["right_hand"]
    return [
        [
            ([_at(x - 0.06, y, z - 0.05), _at(x + 0.35, y, z - 0.05)], 0.05, THING),
            ([_at(x + 0.3, y, z - 0.05), _at(x + 0.3, y, 0)], 0.05, THING),
        ]
    ]


def _bike(moments: tuple[Points, ...]) -> list[list[Line]]:
    points, flat = moments[0], (1, 0, 1)
    saddle, hand = (points["pelvis"] - (0, 0, 0.13)) * flat, points["right_hand"] * flat
    pedal = (points["left_heel"] + points["right_heel"]) / 2 * flat
    ground = pedal * (1, 1, 0)
    return [
        [
            ([saddle, pedal, hand], 0.04, THING),
            ([saddle - (0.1, 0, 0), saddle + (0.12, 0, 0)], 0.06, THING),
            ([pedal, ground], 0.04, THING),
            ([ground - (0.3, 0, 0), ground + (0.4, 0, 0)], 0.05, THING),
        ]
    ]


def _water(moments: tuple[Points, ...]) -> list[list[Line]]:
    level = moments[0]["chest"] + (0, 0, 0.02)
    return [[([level - (0.8, 0, 0), level + (0.8, 0, 0)], 0.03, WATER)]]


def _band(moments: tuple[Points, ...], post: Vector) -> list[list[Line]]:
    top = post + (0, 0, float(moments[0]["right_hand"][2]))
    return [
        [
            ([post, post + (0, 0, 1.6)], 0.05, THING),
            ([top, (points["left_hand"] + points["right_hand"]) / 2], 0.025, WAY),
        ]
        for points in moments
    ]


def _band_in_front(moments: tuple[Points, ...]) -> list[list[Line]]:
    x, y, _ = moments[0]["right_hand"]
    return _band(moments, _at(x + 0.5, y, 0))


def _band_from_the_side(moments: tuple[Points, ...]) -> list[list[Line]]:
    x, y, _ = moments[0]["right_hand"]
    return _band(moments, _at(x, y - 0.9, 0))


def _weights(moments: tuple[Points, ...], *sides: str) -> list[list[Line]]:
    down = (0, 0, 0.05)
    return [
        [
            ([points[f"{side}_hand"] - down, points[f"{side}_hand"] - down], 0.16, THING)
            for side in sides
        ]
        for points in moments
    ]


def _weight(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _weights(moments, "right")


def _both_weights(moments: tuple[Points, ...]) -> list[list[Line]]:
    return _weights(moments, "left", "right")


def _ball(moments: tuple[Points, ...]) -> list[list[Line]]:
    backs = [points["waist"] - (0.13, 0, -0.05) for points in moments]
    return [[([back, back], 0.07, WAY)] for back in backs]


_THINGS: dict[str, Thing] = {
    "chair": _chair,
    "chair to sit down on": _chair_to_sit_down_on,
    "chair to hold": _chair_to_hold,
    "chair for the legs": _chair_for_the_legs,
    "wall behind": _wall_behind,
    "wall in front": _wall_in_front,
    "wall beside": _wall_beside,
    "doorway": _doorway,
    "pillow": _pillow,
    "step": _step,
    "worktop": _worktop,
    "bike": _bike,
    "water": _water,
    "band in front": _band_in_front,
    "band from the side": _band_from_the_side,
    "weight": _weight,
    "weights": _both_weights,
    "ball": _ball,
}

_MOVING = (
    "head", "nose", "pelvis", "chest", "left_knee", "right_knee", "left_ankle", "right_ankle",
    "left_hand", "right_hand",
)  # fmt: skip
# A way that is shorter than this is no arrow, in metres.
SHORTEST_WAY = 0.06


def _way(movement: Movement, camera: _Camera) -> tuple[Place, ...]:
    """The way of what moves most, for the arrow; empty if nothing does."""
    if movement.held:
        return ()

    def length(name: str) -> float:
        return float(np.linalg.norm(movement.moments[-1][name] - movement.moments[0][name]))

    most = max(_MOVING, key=length)
    if length(most) < SHORTEST_WAY:
        return ()
    return tuple(camera.place(points[most]) for points in movement.moments)
