"""What is known about the person who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOT_SAID = "not said"
# Stands between the places of somebody whose pain has several.
AND = " and "
# Weeks after which pain counts as subacute and as chronic (fact base, section 2.1).
SUBACUTE_DAYS, CHRONIC_DAYS = 6 * 7, 12 * 7
# Pain that goes down a leg is treated as an irritated nerve until it is known.
NERVE_CONDITION = "nerve_pain"
STRONG_PAIN = 7
# What makes a plan fit, by the names that the assistant has for it.
FITTING = ("minutes", "lacks", "wants_back", "wants_floor")


@dataclass(frozen=True)
class Person:
    """What somebody said about themselves; None where they did not.

    Attributes:
        location: where it hurts, such as "lower back", or "neck and lower back".
        side: "left", "right", "both" or "middle".
        duration_days: how long it has hurt, in days.
        intensity: pain from 0 to 10.
        spreads: whether the pain goes into a leg or an arm.
        trigger: what started it.
        conditions: ids of conditions and medicines that matter.
        age: in years.
        eased_by: "bending" or "arching", what makes the pain less.
        floor: False if they cannot or do not want to get down to the floor.
        minutes: that they have for exercises at a time.
        lacks: equipment that they do not have; "anything" if they have nothing special.
        wants_back: what they want to be able to do again, in the order in which they said it.
    """

    location: str | None = None
    side: str | None = None
    duration_days: float | None = None
    intensity: float | None = None
    spreads: bool | None = None
    trigger: str | None = None
    conditions: frozenset[str] = frozenset()
    age: float | None = None
    eased_by: str | None = None
    floor: bool = True
    minutes: float | None = None
    lacks: frozenset[str] = frozenset()
    wants_back: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The places that hurt, one by one."""
        return tuple(self.location.split(AND)) if self.location else ()

    @property
    def phase(self) -> str:
        """Phase of the pain; "acute", the gentlest, when it is not known."""
        if self.duration_days is None or self.duration_days < SUBACUTE_DAYS:
            return "acute"
        if self.intensity == 0:
            return "prevention"
        return "subacute" if self.duration_days < CHRONIC_DAYS else "chronic"

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Person:
        """The person whom a conversation's slots describe."""
        said = {name: None if value == NOT_SAID else value for name, value in slots.items()}
        conditions = set(said.get("conditions") or ())
        spreads = {"yes": True, "no": False}.get(str(said.get("radiation")))
        if spreads:
            conditions.add(NERVE_CONDITION)
        return cls(
            location=_text(said.get("location")),
            side=_text(said.get("side")),
            duration_days=_number(said.get("duration")),
            intensity=_number(said.get("intensity")),
            spreads=spreads,
            trigger=_text(said.get("trigger")),
            conditions=frozenset(conditions),
            age=_number(said.get("safety_age")),
            eased_by=_text(said.get("eased_by")),
            floor=said.get("wants_floor") != "no",
            minutes=_number(said.get("minutes")),
            lacks=frozenset(said.get("lacks") or ()),
            wants_back=tuple(said.get("wants_back") or ()),
        )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
