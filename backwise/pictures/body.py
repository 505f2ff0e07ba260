"""The figure: one human body in metres, and where its points are at given joint angles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Angles = Mapping[str, float]
Points = dict[str, Vector]

# Lengths in metres of a person 1.70 m tall, from the proportions of the body that
# ergonomics uses (Winter, Biomechanics and Motor Control of Human Movement, table 4.1).
PELVIS, LUMBAR, CHEST, NECK, HEAD = 0.10, 0.17, 0.24, 0.09, 0.11
HIP_HALF_WIDTH, SHOULDER_HALF_WIDTH = 0.09, 0.18
THIGH, SHIN, HEEL, TOES, ANKLE_HEIGHT = 0.42, 0.41, 0.05, 0.17, 0.05
UPPER_ARM, FOREARM, HAND = 0.30, 0.25, 0.10

# Half of how thick the body is around each point, in metres.
RADIUS = {
    "pelvis": 0.10,
    "waist": 0.085,
    "chest": 0.10,
    "head": 0.105,
    "hip": 0.07,
    "shoulder": 0.05,
    "knee": 0.055,
    "ankle": 0.04,
    "heel": 0.03,
    "toes": 0.03,
    "elbow": 0.04,
    "wrist": 0.03,
    "hand": 0.03,
}

# How far each joint goes, in degrees (American Academy of Orthopaedic Surgeons, Joint
# Motion; rounded up to what healthy people reach).
RANGES: dict[str, tuple[float, float]] = {
    "lumbar": (-35, 60),
    "lumbar_side": (-30, 30),
    "lumbar_turn": (-20, 20),
    "chest": (-25, 40),
    "chest_side": (-25, 25),
    "chest_turn": (-45, 45),
    "neck": (-60, 50),
    "neck_side": (-45, 45),
    "neck_turn": (-80, 80),
    "hip": (-30, 130),
    "hip_out": (-30, 50),
    "hip_turn": (-45, 60),
    "knee": (0, 150),
    # Ankle and forefoot together, as when the toes are pointed.
    "ankle": (-80, 35),
    "shoulder": (-60, 180),
    "shoulder_out": (-50, 180),
    "shoulder_turn": (-90, 95),
    "elbow": (0, 150),
    "wrist": (-80, 90),
}
LIMB_JOINTS = frozenset(
    name
    for name in RANGES
    if name.split("_")[0] in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
)
SIDES = {"left": 1.0, "right": -1.0}

# How the whole body lies in the room: pitch (forward), roll (to its right) and turn.
POSTURES: dict[str, tuple[float, float, float]] = {
    "upright": (0, 0, 0),
    "supine": (-90, 0, 0),
    "prone": (90, 0, 0),
    "on the right side": (0, 90, 0),
}
ROOT = ("pitch", "roll", "turn")


def joint_names() -> list[str]:
    """Every angle that a pose may name: of both limbs of a pair, or of one."""
    sided = [f"{side}_{name}" for name in sorted(LIMB_JOINTS) for side in SIDES]
    return [*ROOT, *RANGES, *sided]


@dataclass(frozen=True)
class Segment:
    """One straight part of the body, for drawing and for measuring."""

    start: str
    end: str
    length: float


SEGMENTS = (
    Segment("pelvis", "waist", PELVIS),
    Segment("waist", "chest", LUMBAR),
    Segment("chest", "neck", CHEST),
    Segment("neck", "head", NECK + HEAD),
    *(
        Segment(f"{side}_{start}", f"{side}_{end}", length)
        for side in SIDES
        for start, end, length in (
            ("hip", "knee", THIGH),
            ("knee", "ankle", SHIN),
            ("shoulder", "elbow", UPPER_ARM),
            ("elbow", "wrist", FOREARM),
            ("wrist", "hand", HAND),
        )
    ),
)


def body_points(angles: Angles) -> Points:
    """Where the points of the body are.

    Args:
        angles: joint angles in degrees; what is not named is 0. A limb's angle without
            a side holds for both sides. ``pitch``, ``roll`` and ``turn`` place the pelvis.

    Returns:
        Points in metres by name, x to the front, y to the left and z up of a person who
        stands; the pelvis is at the origin.
    """
    at = _Angles(angles)
    pelvis = _z(at["turn"]) @ _x(at["roll"]) @ _y(at["pitch"])
    lumbar = pelvis @ _spine(at, "lumbar")
    chest = lumbar @ _spine(at, "chest")
    neck = chest @ _spine(at, "neck")
    points: Points = {"pelvis": np.zeros(3)}
    points["waist"] = pelvis @ (0, 0, PELVIS)
    points["chest"] = points["waist"] + lumbar @ (0, 0, LUMBAR)
    points["neck"] = points["chest"] + chest @ (0, 0, CHEST)
    points["head"] = points["neck"] + neck @ (0.015, 0, NECK + HEAD)
    points["nose"] = points["head"] + neck @ (0.11, 0, -0.02)
    points["crown"] = points["head"] + neck @ (-0.03, 0, 0.03)
    # Where a stick lies along a straight back.
    points["stick_low"] = pelvis @ (-0.13, 0, -0.05)
    points["stick_high"] = points["chest"] + chest @ (-0.13, 0, 0.5)
    for side, sign in SIDES.items():
        _leg(points, at, pelvis, side, sign)
        _arm(points, at, chest, side, sign)
    return points


def _leg(points: Points, at: _Angles, pelvis: Matrix, side: str, sign: float) -> None:
    thigh = pelvis @ _y(-at[f"{side}_hip"]) @ _x(sign * at[f"{side}_hip_out"])
    thigh = thigh @ _z(sign * at[f"{side}_hip_turn"])
    shin = thigh @ _y(at[f"{side}_knee"])
    foot = shin @ _y(-at[f"{side}_ankle"])
    hip = pelvis @ (0, sign * HIP_HALF_WIDTH, 0)
    knee = hip + thigh @ (0, 0, -THIGH)
    ankle = knee + shin @ (0, 0, -SHIN)
    points[f"{side}_hip"], points[f"{side}_knee"], points[f"{side}_ankle"] = hip, knee, ankle
    points[f"{side}_heel"] = ankle + foot @ (-HEEL, 0, -ANKLE_HEIGHT)
    points[f"{side}_toes"] = ankle + foot @ (TOES, 0, -ANKLE_HEIGHT)


def _arm(points: Points, at: _Angles, chest: Matrix, side: str, sign: float) -> None:
    upper = chest @ _y(-at[f"{side}_shoulder"]) @ _x(sign * at[f"{side}_shoulder_out"])
    upper = upper @ _z(sign * at[f"{side}_shoulder_turn"])
    fore = upper @ _y(-at[f"{side}_elbow"])
    shoulder = points["chest"] + chest @ (0, sign * SHOULDER_HALF_WIDTH, CHEST - 0.04)
    elbow = shoulder + upper @ (0, 0, -UPPER_ARM)
    wrist = elbow + fore @ (0, 0, -FOREARM)
    points[f"{side}_shoulder"], points[f"{side}_elbow"] = shoulder, elbow
    points[f"{side}_wrist"] = wrist
    points[f"{side}_hand"] = wrist + fore @ _y(-at[f"{side}_wrist"]) @ (0, 0, -HAND)


class _Angles:
    """Angles by name, where one of a limb falls back to the one of both limbs."""

    def __init__(self, angles: Angles) -> None:
        self._angles = angles

    def __getitem__(self, name: str) -> float:
        if name in self._angles:
            return self._angles[name]
        side, _, joint = name.partition("_")
        return self._angles.get(joint, 0.0) if side in SIDES else 0.0


def _spine(at: _Angles, part: str) -> Matrix:
    return _z(at[f"{part}_turn"]) @ _y(at[part]) @ _x(-at[f"{part}_side"])


def _x(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])


def _y(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


def _z(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _cos_sin(degrees: float) -> tuple[float, float]:
    radians = np.deg2rad(degrees)
    return float(np.cos(radians)), float(np.sin(radians))
