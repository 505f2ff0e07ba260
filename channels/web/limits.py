"""How much somebody may send."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

SECONDS_PER_MINUTE = 60
MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Limit:
    """A pace, and how much may come at once.

    Attributes:
        per_minute: what is allowed for ever.
        at_once: what is allowed after a pause.
    """

    per_minute: float
    at_once: float


class Meter:
    """Counts what each one does, by a name such as an address; full buckets that refill.

    Args:
        limit: what each may do.
        clock: gives the time in seconds.
    """

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._clock = clock
        # What each has left, and since when.
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, name: str) -> float:
        """Count one deed of ``name``.

        Returns:
            0 if it is allowed; otherwise seconds until it will be, and it is not counted.
        """
        now = self._clock()
        left = self._now(name, now)
        if left < 1:
            return (1 - left) * SECONDS_PER_MINUTE / self._limit.per_minute
        self._left[name] = (left - 1, now)
        if len(self._left) > MOST_REMEMBERED:
            self._forget(now)
        return 0

    def _now(self, name: str, now: float) -> float:
        left, since = self._left.get(name, (self._limit.at_once, now))
        refilled = (now - since) * self._limit.per_minute / SECONDS_PER_MINUTE
        return min(self._limit.at_once, left + refilled)

    def _forget(self, now: float) -> None:
        full = self._limit.at_once
        self._left = {
            name: left for name, left in self._left.items() if self._now(name, now) < full
        }
