"""What is known about a person's safety, over the whole conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from backwise.language.status import Status
from backwise.safety.rules import OPEN, Question, RedFlags, Tier, tier_of_ids

YES, NO, UNSURE, SKIPPED = "yes", "no", "unsure", "skipped"
# NICE NG59 and the content cover people of 16 and over.
YOUNGEST_AGE = 16
# The slot with the ids of the flags that were open when the last session ended.
ALARMS_BEFORE = "alarms_before"
# Said to somebody who goes on to ask for another person. Of what was told before, nothing
# holds for that one; the message itself does.
ANOTHER_PERSON = "utter_another_person"


class Clearance(StrEnum):
    """Whether exercise and massage are open to a person."""

    CLEAR = "clear"
    UNKNOWN = "unknown"
    SOON = "soon"
    URGENT = "urgent"
    EMERGENCY = "emergency"
    UNDER_AGE = "under_age"


@dataclass(frozen=True)
class SafetyState:
    """The picture that all messages and answers give together.

    Attributes:
        clearance: whether exercise and massage are open.
        tier: how soon somebody has to look.
        flags: ids of the open red flags, sorted.
        unanswered: slots of questions that nobody asked or answered.
        unsure: slots of questions that were skipped or answered "not sure".
    """

    clearance: Clearance
    tier: Tier
    flags: tuple[str, ...]
    unanswered: tuple[str, ...]
    unsure: tuple[str, ...]


def assess(
    rules: RedFlags,
    questions: Iterable[Question],
    triages: Iterable[Mapping[str, Any]],
    answers: Mapping[str, Any],
    before: Iterable[str] = (),
) -> SafetyState:
    """Put the messages and the answers of one conversation together.

    Args:
        rules: the red flags with their tiers and combinations.
        questions: the safety check.
        triages: the ``triage`` of each message since the check was last reset.
        answers: answers by slot; None for a question without an answer.
        before: ids of the flags that were open when the last session ended.

    Returns:
        The state. It is clear only if no flag is open and every question that
        must be known was answered with no: unknown is not safe.
    """
    questions = list(questions)
    open_ids = {
        flag["id"]
        for triage in triages
        for flag in triage.get("flags", [])
        if Status(flag["status"]) in OPEN
    }
    open_ids |= {flag.id for flag in rules.flags}.intersection(before)
    open_ids |= {
        question.flag
        for question in questions
        if question.flag and answers.get(question.slot) == YES
    }
    unanswered = tuple(q.slot for q in questions if q.must_know and not answers.get(q.slot))
    unsure = tuple(
        q.slot for q in questions if q.must_know and answers.get(q.slot) in (UNSURE, SKIPPED)
    )
    age = answers.get("safety_age")
    tier = min(
        tier_of_ids(open_ids, rules, age if isinstance(age, int | float) else None),
        *(
            question.yes
            for question in questions
            if question.yes and answers.get(question.slot) == YES
        ),
        Tier.ROUTINE,
        key=lambda entry: entry.rank,
    )
    is_child = any(flag.under_age and flag.id in open_ids for flag in rules.flags) or (
        isinstance(age, int | float) and age < YOUNGEST_AGE
    )
    clearance = _clearance(tier, is_child, unanswered, unsure)
    return SafetyState(clearance, tier, tuple(sorted(open_ids)), unanswered, unsure)


def _clearance(
    tier: Tier, is_child: bool, unanswered: tuple[str, ...], unsure: tuple[str, ...]
) -> Clearance:
    if tier is Tier.EMERGENCY:
        return Clearance.EMERGENCY
    if tier is Tier.URGENT:
        return Clearance.URGENT
    if is_child:
        return Clearance.UNDER_AGE
    if unanswered or unsure:
        return Clearance.UNKNOWN
    return Clearance.SOON if tier is Tier.SOON else Clearance.CLEAR
