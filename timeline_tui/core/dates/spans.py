"""When something may have been, as two ends that can be compared (FORMAT section 3 rule 5)."""

from __future__ import annotations

from typing import Final, NamedTuple

from timeline_tui.core.dates.values import DAY, DateRange, EdtfDate, Point

FIRST_DAY: Final = -(10**18)
LAST_DAY: Final = 10**18
"""Bounds of what has none: before and after every day that can be written."""

End = tuple[float, float]
"""A day and the instant on it; a whole day begins ahead of all its instants, and ends behind."""


class Span(NamedTuple):
    """The first and the last day (ordinals) that a date can be, or the lowest and highest of a
    number, and the instants (`Clock.moment`) at both, None where that end is a whole day.

    `begin` and `end` are compared: by days, and on one day by instants.
    """

    low: float
    high: float
    first: int | None = None
    last: int | None = None

    @property
    def begin(self) -> End:
        return self.low, float("-inf") if self.first is None else self.first

    @property
    def end(self) -> End:
        return self.high, float("inf") if self.last is None else self.last

    def since(self, other: Span) -> tuple[int, int]:
        """From the least to the most microseconds that it lies behind another: between two clock
        times exactly, else whole days."""
        least, most = int(self.low - other.high) * DAY, int(self.high - other.low) * DAY
        if self.first is not None and other.last is not None:
            least = self.first - other.last
        if self.last is not None and other.first is not None:
            most = self.last - other.first
        return least, most


def span(date: EdtfDate) -> Span:
    """The days and instants of a date, a missing bound being infinite."""
    low = FIRST_DAY if date.earliest is None else date.earliest
    high = LAST_DAY if date.latest is None else date.latest
    if not date.is_timed:  # most of a file
        return Span(low, high)
    (member,) = date.points  # sets have no clock times
    ends = (member.start, member.end) if isinstance(member, DateRange) else (member, member)
    clocks = (end.clock if isinstance(end, Point) else None for end in ends)
    first, last = (None if clock is None else clock.moment for clock in clocks)
    return Span(low, high, first, last)
