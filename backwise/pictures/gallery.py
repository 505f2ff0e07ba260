"""One page with every exercise: its picture beside its data, to be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from backwise.knowledge.content import Content, ExerciseEntry
from backwise.pictures.picture import svg
from backwise.pictures.poses import PoseEntry

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Backwise: all exercises</title>
<style>
  body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color: #1c2a2b; }}
  main {{ display: grid; gap: 1.25rem; }}
  main {{ grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }}
  article {{ border: 1px solid #c3cdcb; border-radius: .75rem; padding: 1rem; }}
  h2 {{ font-size: 1.125rem; margin: .5rem 0; }}
  svg {{ width: 100%; }}
  dl {{ display: grid; gap: 0 .75rem; grid-template-columns: auto 1fr; font-size: .875rem; }}
  dt {{ color: #44565a; }} dd {{ margin: 0; }}
</style>
</head>
<body>
<h1>All exercises</h1>
<p>Awaiting clinical review. Made by <code>make gallery</code>.</p>
<main>
{articles}
</main>
</body>
</html>
"""


def gallery(content: Content, poses: Mapping[str, PoseEntry]) -> str:
    """The page of all exercises.

    Args:
        content: all content files.
        poses: the pictures by id; those of no exercise come last.

    Returns:
        The text of an HTML file that needs nothing else.
    """
    articles = [_exercise(exercise, poses[exercise.id]) for exercise in content.exercises]
    exercises = {exercise.id for exercise in content.exercises}
    articles += [
        f"<article>{_picture(pose, pose.id)}<h2>{escape(pose.id)}</h2><p>{escape(pose.shows)}</p>"
        "</article>"
        for pose in poses.values()
        if pose.id not in exercises
    ]
    return _PAGE.format(articles="\n".join(articles))


def _exercise(exercise: ExerciseEntry, pose: PoseEntry) -> str:
    facts = {
        "Id": exercise.id,
        "For": f"{exercise.region}, {exercise.goal}, level {exercise.level}",
        "Phases": ", ".join(exercise.phases),
        "Needs": exercise.equipment,
        "Dose": exercise.dose,
        "Stop if": exercise.stop_sign,
        "Easier": exercise.easier or "-",
        "Harder": exercise.harder or "-",
        "Not on the floor": exercise.without_floor or "-",
        "Evidence": f"{exercise.certainty} ({', '.join(exercise.sources)})",
        "Checked": exercise.checked_on.isoformat(),
    }
    steps = "".join(f"<li>{escape(step)}</li>" for step in exercise.steps)
    data = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in facts.items())
    return (
        f'<article id="{exercise.id}">{_picture(pose, exercise.name)}'
        f"<h2>{escape(exercise.name)}</h2><ol>{steps}</ol><p>{escape(exercise.why)}</p>"
        f"<dl>{data}</dl></article>"
    )


def _picture(pose: PoseEntry, name: str) -> str:
    # The page has many pictures, whose titles must not share an id.
    return (
        svg(pose, name)
        .replace('"t d"', f'"t-{pose.id} d-{pose.id}"')
        .replace('id="t"', f'id="t-{pose.id}"')
        .replace('id="d"', f'id="d-{pose.id}"')
    )
