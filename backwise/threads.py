"""Work that is done on all processors at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_threads(function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """What ``function`` makes of each of ``items``, in their order.

    It is for work that leaves the interpreter alone for most of its time, such as running
    the encoder or fitting a support vector machine; other work becomes no faster.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(function, items))
