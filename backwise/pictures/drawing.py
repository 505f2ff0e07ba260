"""Turns a movement into strokes: lines with round ends, from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from backwise.pictures.body import SIDES, Points, Vector
from backwise.pictures.poses import Movement

PAPER, GROUND, THING = "#eef4f2", "#a9bcb8", "#8a9ea0"
SHIRT, TROUSERS, SKIN, HAIR, SHOE = "#2b7f78", "#27474f", "#dba27d", "#4a3a33", "#16292e"
FAR_SHIRT, FAR_TROUSERS, FAR_SKIN = "#23675f", "#1d363d", "#c08a68"
SOFT, WAY = "#c9dad6", "#b4501a"
# How far one looks down on the figure, in degrees.
TILT = 8
WIDTH, HEIGHT, MARGIN = 320, 240, 14
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
    """A picture: things around, the figure, and the way that it moves, if it does."""

    things: tuple[Stroke, ...]
    figure: tuple[Stroke, ...]
    way: tuple[Place, ...]


@dataclass(frozen=True)
class _Limb:
    names: tuple[str, ...]
    width: float
    colour: str
    far_colour: str
    nearer: float = 0.0


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
    return Drawing(tuple(_things(movement, camera)), tuple(figure), _way(movement, camera))


def _limbs() -> list[_Limb]:
    parts = [
        _Limb(("pelvis", "waist", "chest"), 0.2, SHIRT, SHIRT),
        _Limb(("chest", "neck"), 0.16, SHIRT, SHIRT),
        _Limb(("left_shoulder", "right_shoulder"), 0.12, SHIRT, SHIRT),
        _Limb(("left_hip", "right_hip"), 0.17, TROUSERS, TROUSERS),
        _Limb(("neck", "head"), 0.085, SKIN, SKIN),
        _Limb(("crown", "crown"), 0.22, HAIR, HAIR, 0.001),
        _Limb(("head", "nose"), 0.05, SKIN, SKIN, 0.002),
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
    return float(np.mean([camera.depth(middle[name]) for name in limb.names])) + limb.nearer


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


Things = Callable[[Points, _Camera], list[tuple[list[Vector], float, str]]]


def _corners(movement: Movement) -> list[Vector]:
    """What the picture has to have room for, besides the figure."""
    points = movement.moments[0]
    corners = []
    if "chair to hold" in movement.pose.props:
        corners.append(points["right_hand"] * (1, 1, 0) + (0.5, 0, 0))
    if "bike" in movement.pose.props:
        corners.append(points["pelvis"] * (1, 1, 0) + (0.9, 0, 0))
    return corners


def _things(movement: Movement, camera: _Camera) -> list[Stroke]:
    """The ground, and what is used: chair, wall, pillow and the like."""
    points = movement.moments[0]
    ground = [camera.place(point) for point in _ground(movement, camera)]
    strokes = [Stroke((tuple(ground),), 3, GROUND)]
    for name in movement.pose.props:
        for line, width, colour in _PROPS[name](points, camera):
            places = tuple(camera.place(point) for point in line)
            strokes.append(Stroke((places,), width * camera.scale, colour))
    for start, end in movement.pose.lines:
        frames = tuple(
            (camera.place(moment[start]), camera.place(moment[end])) for moment in movement.moments
        )
        strokes.append(Stroke(frames, 0.025 * camera.scale, WAY))
    return strokes


def _ground(movement: Movement, camera: _Camera) -> list[Vector]:
    middle = movement.moments[0]["pelvis"] * (1, 1, 0)
    half = (WIDTH / 2 - MARGIN) / camera.scale
    centre = camera.place(middle)[0] - WIDTH / 2
    middle = middle - camera.along(centre / camera.scale)
    return [middle - camera.along(half), middle + camera.along(half)]


def _chair_at(seat: Vector, back: float) -> list[tuple[list[Vector], float, str]]:
    """A chair whose seat is centred under ``seat``; ``back`` is where its back is, -1 or 1."""
    x, y, top = seat
    rear, front = x + back * 0.2, x - back * 0.22
    return [
        ([np.array([rear, y, 0]), np.array([rear, y, top + 0.42])], 0.035, THING),
        ([np.array([front, y, 0]), np.array([front, y, top])], 0.035, THING),
        ([np.array([rear, y, top]), np.array([front, y, top])], 0.05, THING),
    ]


def _chair(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    return _chair_at(points["pelvis"] - (0, 0, 0.115), -1)


def _chair_to_hold(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    hand = points["right_hand"]
    return _chair_at(np.array([hand[0] + 0.2, hand[1], hand[2] - 0.45]), -1)


def _chair_for_legs(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    ankle = (points["left_ankle"] + points["right_ankle"]) / 2
    return _chair_at(np.array([ankle[0] - 0.08, ankle[1], ankle[2] - 0.06]), 1)


def _wall(x: float, y: float) -> list[tuple[list[Vector], float, str]]:
    return [([np.array([x, y, 0]), np.array([x, y, 1.85])], 0.05, THING)]


def _wall_behind(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    return _wall(min(float(point[0]) for point in points.values()) - 0.11, 0)


def _wall_in_front(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    return _wall(max(float(point[0]) for point in points.values()) + 0.07, 0)


def _wall_beside(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    return _wall(0, float(points["left_shoulder"][1]) + 0.11)


def _pillow(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    head = points["head"] * (1, 1, 0) + (0, 0, 0.03)
    along = points["neck"] - points["head"]
    along = along / max(float(np.linalg.norm(along)), 0.01) * 0.1
    return [([head - along, head + along], 0.06, SOFT)]


def _step(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    toes, heel = points["right_toes"], points["right_heel"]
    top = float(heel[2]) - 0.06
    back, front = heel * (1, 1, 0), toes * (1, 1, 0) + (0.1, 0, 0)
    return [([back + (0, 0, top / 2), front + (0, 0, top / 2)], max(top, 0.05), THING)]


def _worktop(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    hand = points["right_hand"]
    top, near, far = float(hand[2]) - 0.05, float(hand[0]) - 0.06, float(hand[0]) + 0.35
    return [
        ([np.array([near, 0, top]), np.array([far, 0, top])], 0.05, THING),
        ([np.array([far - 0.05, 0, top]), np.array([far - 0.05, 0, 0])], 0.05, THING),
    ]


def _bike(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    saddle, hand = points["pelvis"] - (0, 0, 0.12), points["right_hand"]
    pedal = (points["left_heel"] + points["right_heel"]) / 2
    middle = np.array([0, 1, 0]) * 0
    flat = (1, 0, 1)
    return [
        ([saddle * flat + middle, pedal * flat], 0.04, THING),
        ([pedal * flat, hand * flat], 0.04, THING),
        ([saddle * flat - (0.1, 0, 0), saddle * flat + (0.12, 0, 0)], 0.06, THING),
        ([pedal * flat * (1, 1, 0) - (0.3, 0, 0), pedal * flat * (1, 1, 0) + (0.4, 0, 0)], 0.05,
         THING),
        ([pedal * flat, pedal * flat * (1, 1, 0)], 0.04, THING),
    ]  # fmt: skip


def _water(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    level = points["chest"] + (0, 0, 0.02)
    return [([level - camera.along(0.8), level + camera.along(0.8)], 0.03, "#6fa9c4")]


def _post(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    hand = points["right_hand"]
    far = np.array([float(hand[0]) + 0.6, float(hand[1]), 0])
    return [
        ([far, far + (0, 0, 1.7)], 0.05, THING),
        ([far + (0, 0, float(hand[2])), hand], 0.025, WAY),
    ]


def _weight(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    hand = points["right_hand"]
    return [([hand - (0.04, 0, 0.1), hand + (0.04, 0, -0.1)], 0.16, THING)]


def _ball(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    back = points["chest"] - (0.13, 0, -0.1)
    return [([back, back], 0.07, WAY)]


def _stick(points: Points, camera: _Camera) -> list[tuple[list[Vector], float, str]]:
    return []


_PROPS: dict[str, Things] = {
    "chair": _chair,
    "chair to hold": _chair_to_hold,
    "chair for the legs": _chair_for_legs,
    "wall behind": _wall_behind,
    "wall in front": _wall_in_front,
    "wall beside": _wall_beside,
    "pillow": _pillow,
    "step": _step,
    "worktop": _worktop,
    "bike": _bike,
    "water": _water,
    "post": _post,
    "weight": _weight,
    "ball": _ball,
    "stick": _stick,
}

_MOVING = (
    "head", "pelvis", "chest", "left_knee", "right_knee", "left_ankle", "right_ankle",
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
