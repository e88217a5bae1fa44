"""How much there is in each cell of an axis of time: what the strip draws. Knows no drawing."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Final, NamedTuple

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.lanes.axis import Axis, Extent, axis_of, extent, extents
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View

_FEW: Final = 3
"""Of so many in a cell, one that is contested makes it so; of more, half of them: else all the bars
of a long timeline would be."""


class Bar(NamedTuple):
    """How many there are in a cell, how many of them the query finds, and whether these are
    contested."""

    total: int
    shown: int
    contested: bool


@dataclass(frozen=True, slots=True)
class Density:
    """What does not depend on the query: an axis, and what lies on it as pairs of a row of the
    timeline and a cell. `contested` are rows."""

    axis: Axis
    cells: Sequence[tuple[int, int]]
    total: Mapping[int, int]
    contested: frozenset[int]

    def bars(self, view: View) -> list[Bar]:
        """A bar for each cell of the axis, under the query of a view."""
        flags, contested = view.flags, self.contested
        found = [one for one in self.cells if flags[one[0]]]
        shown = Counter([cell for _, cell in found])
        against = Counter([cell for row, cell in found if row in contested])
        much = {cell for cell, n in against.items() if shown[cell] <= max(_FEW, 2 * n)}
        cells = range(self.axis.width)
        return [Bar(self.total.get(cell, 0), shown[cell], cell in much) for cell in cells]


def events_density(timeline: Timeline, width: int) -> Density | None:
    """The events on `width` cells, each where it begins; None where none has a date."""
    found = [(row, at) for row, at in enumerate(begins(timeline)) if at is not None]
    return _density(timeline, axis_of(extents(timeline), width), found)


def reports_density(view: View, reports: Iterable[tuple[int, str]], width: int) -> Density | None:
    """What was reported on which day up to that of the view, on `width` cells; `reports` are those
    of `asof.reported`. None where there are none.

    The axis ends with the day of the view. Had it room for what comes later, or the scale of all
    report days, one could see how much is still to come.
    """
    timeline, asof = view.timeline, view.query.asof
    found = [(timeline.row_of[id], day * DAY) for day, id in reports]
    if asof is None or not found:
        return None
    last = in_zone(asof, timeline.zone).latest
    days = {at for _, at in found} | ({last * DAY} if last is not None else set())
    return _density(timeline, axis_of([Extent(at, at) for at in days], width), found)


def _density(
    timeline: Timeline, axis: Axis | None, found: Iterable[tuple[int, int]]
) -> Density | None:
    if axis is None:
        return None
    cells = [(row, axis.cell(instant)) for row, instant in found]
    contested = frozenset(timeline.row_of[id] for id in contested_index(timeline).contests)
    return Density(axis, cells, Counter(cell for _, cell in cells), contested)


def begin_of(date: EdtfDate | None) -> int | None:
    """The instant (see `lanes.axis`) by which a date has its place; None where no year is known."""
    found = extent(date)
    return found and found.begin


@once
def begins(timeline: Timeline) -> Sequence[int | None]:
    """The place of each row."""
    return [found and found.begin for found in extents(timeline)]


def first_row(timeline: Timeline, instant: int) -> int:
    """The first row that begins at an instant or later; behind the last if none does. What ends on
    another day stands ahead of its day, whatever the time at which it begins."""
    found = (
        -inf if at is None or event.date is None else at - at % DAY * event.date.is_vague
        for event, at in zip(timeline.events, begins(timeline), strict=True)
    )
    return bisect_left([*accumulate(found, max)], instant)
