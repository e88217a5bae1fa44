"""How many events each date of a row of them would find, in one go. Knows no field and no text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from timeline_tui.core.query.fields import Op

Span = tuple[int, int]
"""A first and a last day."""


def date_counts(
    op: Op, events: Mapping[tuple[Span, ...], int], wanted: Sequence[Span]
) -> tuple[int, ...]:
    """The number of events that each `wanted` date finds with `op`; neither end ever descends.

    `events` is how many there are of each combination of dates; one that matches is enough.
    """
    firsts = [first for first, _ in wanted]
    lasts = [last for _, last in wanted]
    steps = [0] * (len(wanted) + 1)
    for spans, number in events.items():
        found = (_finding(op, low, high, firsts, lasts) for low, high in spans)
        for begin, end in found if len(spans) == 1 else _joined(sorted(found)):
            if begin < end:
                steps[begin] += number
                steps[end] -= number
    return tuple(accumulate(steps[:-1]))


def _finding(
    op: Op, low: int, high: int, firsts: Sequence[int], lasts: Sequence[int]
) -> tuple[int, int]:
    """Begin and end (exclusive) of the dates that find what lies between `low` and `high`."""
    match op:
        case ":":
            return bisect_left(lasts, low), bisect_right(firsts, high)
        case "=":
            return bisect_left(lasts, high), bisect_right(firsts, low)
        case ">":
            return 0, bisect_left(lasts, high)
        case ">=":
            return 0, bisect_right(firsts, high)
        case "<":
            return bisect_right(firsts, low), len(firsts)
        case "<=":
            return bisect_left(lasts, low), len(firsts)


def _joined(slices: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same without what two of them share, so that an event counts once."""
    reached = 0
    for begin, end in slices:
        if end > reached:
            yield max(begin, reached), end
            reached = end
