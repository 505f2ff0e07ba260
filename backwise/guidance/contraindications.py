"""What the conditions of a person forbid or change."""

from __future__ import annotations

from collections.abc import Iterable

from backwise.knowledge.queries import Rule

AVOID, ADAPT = "avoid", "adapt"
_STRICTEST_FIRST = {AVOID: 0, "ask first": 1, ADAPT: 2}


def closed_by(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that close a whole activity until a clinician has said yes."""
    return [rule for rule in rules if rule.target is None and rule.rule != ADAPT]


def rules_for(target: str, rules: Iterable[Rule]) -> list[Rule]:
    """Rules that hold for one exercise, technique, topic or therapy, the strictest first."""
    found = [rule for rule in rules if rule.target in (target, None)]
    return sorted(found, key=lambda rule: _STRICTEST_FIRST[rule.rule])


def forbids(rules: Iterable[Rule]) -> Rule | None:
    """The first rule that forbids, or None if all only adapt."""
    return next((rule for rule in rules if rule.rule != ADAPT), None)


def replaced_by(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that are said in the stead of a piece of advice; empty if it may be given."""
    return [rule for rule in rules if rule.rule == AVOID]
