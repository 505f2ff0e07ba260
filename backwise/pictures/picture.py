"""Pictures as files: animated SVG for pages, PNG and GIF for messengers."""

from __future__ import annotations

import io
from html import escape

from PIL import Image, ImageDraw

from backwise.pictures.drawing import (
    HEIGHT,
    PAPER,
    WAY,
    WIDTH,
    Drawing,
    Place,
    Stroke,
    draw,
)
from backwise.pictures.poses import PoseEntry, movement

SECONDS_PER_TURN = 4
# Drawn this many times as large and then made smaller, so that edges are smooth.
_FINER = 2
PNG_SCALE, GIF_SCALE = 2, 1.25
_GHOST = 0.28
GIF_FRAMES_PER_SECOND = 10


def svg(pose: PoseEntry, name: str, *, still: bool = False) -> str:
    """The picture for pages.

    Args:
        pose: what it shows.
        name: name of the exercise, which a screen reader says.
        still: start faint and end strong, instead of moving to and fro.

    Returns:
        The text of an SVG file that needs nothing else.
    """
    drawing = draw(movement(pose))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="t d" fill="none" stroke-linecap="round" stroke-linejoin="round">',
        f'<title id="t">{escape(name)}</title><desc id="d">{escape(pose.shows)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="14" fill="{PAPER}"/>',
    ]
    moves = bool(pose.end) and not still
    parts += [_path(stroke, moves) for stroke in drawing.things]
    if still and pose.end:
        parts.append(f'<g opacity="{_GHOST}">')
        parts += [_line(stroke, stroke.frames[0]) for stroke in drawing.figure]
        parts.append("</g>")
    parts += [_path(stroke, moves) for stroke in (*drawing.figure, *drawing.held)]
    parts += _arrow_path(drawing)
    return "".join([*parts, "</svg>"])


def png(pose: PoseEntry) -> bytes:
    """The picture for messengers that show no movement: start faint, end strong."""
    drawing = draw(movement(pose))
    canvas = _Canvas(PNG_SCALE)
    for stroke in drawing.things:
        canvas.line(stroke.frames[-1], stroke.width, stroke.colour)
    if pose.end:
        canvas.ghost([(stroke.frames[0], stroke) for stroke in drawing.figure])
    for stroke in (*drawing.figure, *drawing.held):
        canvas.line(stroke.frames[-1], stroke.width, stroke.colour)
    for line in _arrow(drawing):
        canvas.line(line, 4, WAY)
    file = io.BytesIO()
    canvas.finished().save(file, "PNG", optimize=True)
    return file.getvalue()


def gif(pose: PoseEntry) -> bytes | None:
    """The movement to and fro, for messengers; None for a position that is held."""
    if not pose.end:
        return None
    drawing = draw(movement(pose))
    count = SECONDS_PER_TURN * GIF_FRAMES_PER_SECOND // 2
    there = [_frame(drawing, moment / count) for moment in range(count + 1)]
    frames = [*there, *there[-2:0:-1]]
    file = io.BytesIO()
    frames[0].save(
        file, "GIF", save_all=True, append_images=frames[1:], loop=0,
        duration=1000 // GIF_FRAMES_PER_SECOND, optimize=True,
    )  # fmt: skip
    return file.getvalue()


def _frame(drawing: Drawing, moment: float) -> Image.Image:
    canvas = _Canvas(GIF_SCALE)
    for stroke in (*drawing.things, *drawing.figure, *drawing.held):
        canvas.line(_between(stroke, _eased(moment)), stroke.width, stroke.colour)
    for line in _arrow(drawing):
        canvas.line(line, 4, WAY)
    return canvas.finished().convert("P", palette=Image.Palette.ADAPTIVE, colors=32)


def _eased(moment: float) -> float:
    return moment * moment * (3 - 2 * moment)


def _between(stroke: Stroke, moment: float) -> tuple[Place, ...]:
    if len(stroke.frames) == 1:
        return stroke.frames[0]
    place = moment * (len(stroke.frames) - 1)
    before = min(int(place), len(stroke.frames) - 2)
    part = place - before
    return tuple(
        (x + (to_x - x) * part, y + (to_y - y) * part)
        for (x, y), (to_x, to_y) in zip(
            stroke.frames[before], stroke.frames[before + 1], strict=True
        )
    )


def _path(stroke: Stroke, moves: bool) -> str:
    if not moves or len(stroke.frames) == 1:
        return _line(stroke, stroke.frames[-1])
    there = [_d(frame) for frame in stroke.frames]
    values = ";".join([there[0], *there, there[-1], *there[-2::-1]])
    return (
        f'<path d="{there[0]}" stroke="{stroke.colour}" stroke-width="{stroke.width:.1f}">'
        f'<animate attributeName="d" dur="{SECONDS_PER_TURN}s" repeatCount="indefinite" '
        f'values="{values}"/></path>'
    )


def _line(stroke: Stroke, points: tuple[Place, ...]) -> str:
    return f'<path d="{_d(points)}" stroke="{stroke.colour}" stroke-width="{stroke.width:.1f}"/>'


def _d(points: tuple[Place, ...]) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)


def _arrow_path(drawing: Drawing) -> list[str]:
    return [f'<path d="{_d(line)}" stroke="{WAY}" stroke-width="4"/>' for line in _arrow(drawing)]


def _arrow(drawing: Drawing) -> list[tuple[Place, ...]]:
    """The way of the movement, and the two lines of its head."""
    if not drawing.way:
        return []
    (before_x, before_y), (x, y) = drawing.way[-2:]
    length = max(((x - before_x) ** 2 + (y - before_y) ** 2) ** 0.5, 0.1)
    along_x, along_y = (x - before_x) / length * 9, (y - before_y) / length * 9
    head = (
        (x - along_x - along_y * 0.7, y - along_y + along_x * 0.7),
        (x, y),
        (x - along_x + along_y * 0.7, y - along_y - along_x * 0.7),
    )
    return [drawing.way, head]


class _Canvas:
    """A picture of dots, larger while it is drawn on."""

    def __init__(self, scale: float) -> None:
        self._scale = scale * _FINER
        self._size = (int(WIDTH * scale), int(HEIGHT * scale))
        large = (int(WIDTH * self._scale), int(HEIGHT * self._scale))
        self._image = Image.new("RGB", large, PAPER)

    def line(self, points: tuple[Place, ...], width: float, colour: str) -> None:
        """A line with round ends and corners."""
        self._line(self._image, points, width, colour)

    def ghost(self, lines: list[tuple[tuple[Place, ...], Stroke]]) -> None:
        """Lines that shine through, as one."""
        over = self._image.copy()
        for points, stroke in lines:
            self._line(over, points, stroke.width, stroke.colour)
        self._image = Image.blend(self._image, over, _GHOST)

    def finished(self) -> Image.Image:
        """The picture in its own size."""
        return self._image.resize(self._size, Image.Resampling.LANCZOS)

    def _line(
        self, image: Image.Image, points: tuple[Place, ...], width: float, colour: str
    ) -> None:
        pen = ImageDraw.Draw(image)
        scaled = [(x * self._scale, y * self._scale) for x, y in points]
        thick = width * self._scale
        if len(set(scaled)) > 1:
            pen.line(scaled, fill=colour, width=round(thick))
        for x, y in scaled:
            pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=colour)
