"""What is said before or after the turn proper, beside what a message is answered with."""

from __future__ import annotations

from backwise.safety.check import ANOTHER_PERSON
from components.events import ASK_BACK_CRISIS
from components.gate.clearance import SAFETY_INTRODUCTIONS, TELL_CONTRAINDICATIONS
from components.gate.red_flags import ASK_BACK, IF_NOW
from components.gate.situation import Situation

INTRODUCTION, CORRECTED, SOON = "utter_intro", "utter_corrected", "utter_soon"
OF_SOON = "utter_soon_"
# Of a child; it stands for advice that is made for adults.
OF_UNDER_AGE = "utter_under_age_"
# The rules do not see them.
INTERJECTIONS = frozenset(
    [INTRODUCTION, CORRECTED, SOON, ASK_BACK, ASK_BACK_CRISIS, IF_NOW, ANOTHER_PERSON]
    + [*SAFETY_INTRODUCTIONS, TELL_CONTRAINDICATIONS]
)


def is_unanswered(now: Situation) -> bool:
    """Whether nothing was said to the latest message yet, but for interjections."""
    return INTERJECTIONS.issuperset(now.turn.actions)
