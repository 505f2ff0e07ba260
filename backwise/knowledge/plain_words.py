"""Whether the content is short, and in words that people in pain can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from backwise.knowledge.content import Content
from backwise.problems import Problem, problem

# Grade of school at which a text can be read, by Flesch and Kincaid.
HIGHEST_GRADE = 7
MOST_WORDS = 120


def check_plain_words(folder: Path, content: Content) -> list[Problem]:
    """Every text that is too long or too hard.

    Args:
        folder: folder of the content files.
        content: what they say.
    """
    # Only who writes content needs it, so nobody else waits for it to load.
    import textstat

    found = []
    for file, line, name, text in texts(content):
        path = folder / f"{file}.yml"
        if len(text.split()) > MOST_WORDS:
            found.append(problem("C016", path, line, id=name, detail=len(text.split())))
        grade = textstat.flesch_kincaid_grade(text)
        if grade > HIGHEST_GRADE:
            found.append(problem("C017", path, line, id=name, detail=grade))
    return found


def texts(content: Content) -> Iterator[tuple[str, int, str, str]]:
    """File, line, name and text of everything that is said in one piece."""
    for topic in content.topics:
        yield "topics", topic.line, topic.id, topic.answer
    for technique in content.techniques:
        text = f"{technique.what} {technique.evidence}"
        yield "techniques", technique.line, technique.id, text
    for therapy in content.therapies:
        yield "therapies", therapy.line, therapy.id, f"{therapy.what} {therapy.evidence}"
    for exercise in content.exercises:
        yield "exercises", exercise.line, exercise.id, " ".join([*exercise.steps, exercise.why])
    # Precautions are shown together, one kind after the other.
    for place in sorted({(entry.activity, entry.kind) for entry in content.precautions}):
        entries = [entry for entry in content.precautions if (entry.activity, entry.kind) == place]
        text = " ".join(entry.text for entry in entries)
        yield "precautions", entries[0].line, " ".join(place), text
