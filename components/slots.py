"""Slot types that Rasa does not have."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.slots import ListSlot

from backwise.guidance.person import AND


def as_list(value: Any) -> list[Any]:
    """One value as a list; several as they are."""
    return list(value) if isinstance(value, list | tuple | set) else [value]


class GrowingListSlot(ListSlot):
    """A list that keeps what it has when it is set, and forgets only when reset.

    Conditions that somebody mentions anywhere stay known: a later message, or a
    payload typed by hand, can add to them and never take one away.
    """

    type_name = "components.slots.GrowingListSlot"

    @property
    def value(self) -> Any:
        """The values so far, without repetition; None if there are none."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        if value is None:
            self._value = None
            return
        self._value = list(dict.fromkeys([*(self._value or []), *as_list(value)]))


class PlacesSlot(ListSlot):
    """Places in one text, as people write them: "neck and lower back".

    Responses name it, and several places in one message are all kept.
    """

    type_name = "components.slots.PlacesSlot"

    @property
    def value(self) -> Any:
        """The places; None if there are none."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = AND.join(dict.fromkeys(filter(None, as_list(value)))) or None
