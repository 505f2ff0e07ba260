"""Numbered, readable messages about what is wrong in a data file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MESSAGES = {
    "C001": "is not valid YAML: {detail}. Mend the line that is named.",
    "C002": "must be a list of entries, each beginning with '- '.",
    "C003": "field '{field}' {detail}. See an entry that works and write it alike.",
    "C004": "id '{id}' is used twice. Give one of the two another id.",
    "C005": "names the {kind} '{id}', which does not exist. Correct it, or add it to {where}.",
    "C006": "has no source. Name at least one id of sources.yml under 'sources'.",
    "C007": "'{id}' is called easier but has a higher level than '{of}'. Swap them, or mend one.",
    "C008": "the same rule stands twice. Remove one.",
    "C009": "nothing uses this {kind}. Use it, or remove it.",
    "C010": "routine '{id}' names an exercise twice. Keep one.",
    "C011": "was last checked in the future ({detail}). Write the day on which you looked.",
    "C012": "the wording '{detail}' belongs to two entries: '{id}' and '{of}'. Keep it in one.",
    "C013": "the file is missing. Put it back, or take it from the repository.",
    "C014": "'{id}' is named under 'without_floor', but it is done on the floor. Name another.",
    "C015": "routine '{id}' is only for those who ask, but has no 'asked_as'. Write some wordings.",
    "C016": "the text of '{id}' has {detail} words; keep to 120, the rest goes into 'more'.",
    "C017": "the text of '{id}' is at reading grade {detail:.1f}. Use shorter words and sentences.",
    "C018": "nothing leads to exercise '{id}'. Put it into a routine, or give it another name.",
    "C019": "'{id}' is forbidden, and nothing else for its place or purpose is left. Add another.",
    "C020": "a rule on {detail} names nothing, or things of another kind. See the top of the file.",
    "C021": "'{detail}', in a list below this line, is read as {kind} and not as words. Quote it.",
    "P001": "exercise '{id}' has no picture. Add a pose with this id.",
    "P002": "pose '{id}' names the joint '{detail}', which the figure does not have.",
    "P003": "pose '{id}' bends '{detail}' farther than people can ({low} to {high} degrees).",
    "S001": "names the concept '{id}', which does not exist. Add it under 'concepts'.",
    "S002": "names the flag '{id}', which does not exist. Correct it, or add it under 'flags'.",
    "S003": "flag '{id}' names the source '{detail}', which sources.yml does not have. Add it.",
}


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    file: str
    line: int
    code: str
    detail: str

    def __str__(self) -> str:
        return f"{self.code} {self.file}:{self.line} {self.detail}"


def problem(code: str, file: Path, line: int, **words: object) -> Problem:
    """The problem ``code`` at ``line`` of ``file``, with its message filled in."""
    return Problem(file.name, line, code, MESSAGES[code].format(**words))


class BrokenData(ValueError):  # noqa: N818 - reads better without "Error"
    """Data files that must not be used.

    Args:
        problems: everything that is wrong, one entry each.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(found) for found in self.problems))
