"""Finds the release in which a result changed: the search alone, whatever a result is and however it is had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Where the result changed."""

    #: Index -> its result, in the order in which they were had; None of what cannot be tested.
    readings: dict[int, T | None]
    #: The newest that is as the first one.
    before: int
    #: The oldest after it that is not; None where the last one is as the first.
    after: int | None

    @property
    def between(self) -> tuple[int, ...]:
        """Those in between, none of which can be tested: the change is in one of them, or in ``after``."""
        return () if self.after is None else tuple(range(self.before + 1, self.after))


def bisect(count: int, read: Callable[[int], T | None]) -> Found[T]:
    """Search ``count`` releases in a row (at least 2) for a change between the first and the last.

    ``read`` gives the result of one, None where it cannot be tested; results are compared for equality. It is called
    once for each index, and about log2(count) + 1 times. Of several changes one is found. Raises ValueError when the
    first or the last one cannot be tested.
    """
    if count < 2:
        raise ValueError(f"count is {count}: there is nothing between fewer than two")
    readings: dict[int, T | None] = {}
    for end in (0, count - 1):
        readings[end] = read(end)
        if readings[end] is None:
            raise ValueError(f"number {end} of {count} cannot be tested, and both ends have to be")
    if readings[0] == readings[count - 1]:
        return Found(readings, count - 1, None)
    before, after = 0, count - 1
    while True:
        left = [i for i in range(before + 1, after) if i not in readings]
        if not left:
            return Found(readings, before, after)
        middle = min(left, key=lambda i: (abs(2 * i - before - after), i))
        readings[middle] = result = read(middle)
        if result is not None:
            before, after = (middle, after) if result == readings[0] else (before, middle)
