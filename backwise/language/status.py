"""Whether something is so, is denied, was so, might be, or is somebody else's."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a finding means for the person it is about."""

    PRESENT = "present"
    NEGATED = "negated"
    PAST = "past"
    HYPOTHETICAL = "hypothetical"
    OTHER_PERSON = "other_person"
    UNCERTAIN = "uncertain"
