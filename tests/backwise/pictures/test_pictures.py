"""Pictures show human bodies, in the right place, in small files that stand alone."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from backwise.knowledge.content import read_content
from backwise.pictures.body import SEGMENTS, SIDES, body_points
from backwise.pictures.picture import gif, png, svg
from backwise.pictures.poses import TOUCHES, height, movement, read_poses
from backwise.problems import BrokenData
from backwise.settings import CONTENT, POSES

MOST_SVG_BYTES = 8_000
POSE = """
- id: bow
  posture: upright
  start: {hip: 0}
  end: {%s}
  shows: Somebody bows.
"""
poses = read_poses(POSES)
each_pose = pytest.mark.parametrize("name", sorted(poses))


def test_every_exercise_has_a_picture() -> None:
    read_poses(POSES, [exercise.id for exercise in read_content(CONTENT).exercises])


@each_pose
def test_limbs_keep_their_length_while_they_move(name: str) -> None:
    for points in movement(poses[name]).moments:
        for part in SEGMENTS:
            length = float(np.linalg.norm(points[part.end] - points[part.start]))
            assert length == pytest.approx(part.length, abs=0.002), part


@each_pose
def test_feet_and_hands_are_on_the_ground_where_they_belong(name: str) -> None:
    moments = movement(poses[name]).moments
    for points in (moments[0], moments[-1]):
        for part in poses[name].touch:
            assert abs(height(points, part)) <= TOUCHES, part


@each_pose
def test_nothing_sinks_into_the_ground(name: str) -> None:
    for points in movement(poses[name]).moments:
        body = [point for part, point in points.items() if not part.startswith("stick")]
        assert min(float(point[2]) for point in body) >= 0


@each_pose
def test_a_picture_is_small_and_needs_nothing_else(name: str) -> None:
    text = svg(poses[name], "Name of the exercise")
    assert len(text.encode()) <= MOST_SVG_BYTES
    ElementTree.fromstring(text)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@each_pose
def test_a_picture_says_what_it_shows(name: str) -> None:
    tree = ElementTree.fromstring(svg(poses[name], "Name & more"))
    texts = [element.text for element in tree if element.tag.endswith(("title", "desc"))]
    assert texts == ["Name & more", poses[name].shows]


@each_pose
def test_a_still_picture_does_not_move(name: str) -> None:
    assert "<animate" not in svg(poses[name], "Name", still=True)


def test_messengers_get_a_picture_and_a_movement() -> None:
    still = Image.open(io.BytesIO(png(poses["bridge"])))
    moving = Image.open(io.BytesIO(gif(poses["bridge"]) or b""))
    assert still.size == (640, 480)
    assert getattr(moving, "n_frames", 1) > 20


def test_a_position_that_is_held_has_no_movement() -> None:
    assert gif(poses["lying_prone"]) is None


def test_left_and_right_are_the_persons_own() -> None:
    points = body_points({"left_shoulder_out": 90, "right_hip": 90})
    assert points["left_hand"][1] > points["left_shoulder"][1]
    assert points["right_knee"][0] > points["left_knee"][0]


def test_a_body_without_angles_is_the_same_on_both_sides() -> None:
    points = body_points({})
    for name in ("hand", "knee", "toes"):
        left, right = (points[f"{side}_{name}"] for side in SIDES)
        assert left * (1, -1, 1) == pytest.approx(right)


@pytest.mark.parametrize(
    ("end", "code"), [("knee: 190", "P003"), ("kneee: 10", "P002"), ("elbow: -20", "P003")]
)
def test_what_no_body_can_do_is_refused(tmp_path: Path, end: str, code: str) -> None:
    path = tmp_path / "poses.yml"
    path.write_text(POSE % end, encoding="utf-8")
    with pytest.raises(BrokenData, match=code):
        read_poses(path)


def test_an_exercise_without_a_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "poses.yml"
    path.write_text(POSE % "hip: 20", encoding="utf-8")
    with pytest.raises(BrokenData, match="P001"):
        read_poses(path, ["squat"])
