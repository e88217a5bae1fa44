"""How much there is in each cell of an axis of time: what the strip draws. Knows no drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.contests import contested_index
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
    timeline and a cell."""

    axis: Axis
    cells: Sequence[tuple[int, int]]

    def bars(self, view: View) -> list[Bar]:
        """A bar for each cell of the axis, under the query of a view."""
        flags, row_of = view.flags, view.timeline.row_of
        contested = {row_of[id] for id in contested_index(view.timeline).contests}
        total = Counter([cell for _, cell in self.cells])
        found = [one for one in self.cells if flags[one[0]]]
        shown = Counter([cell for _, cell in found])
        against = Counter([cell for row, cell in found if row in contested])
        much = {cell for cell, n in against.items() if shown[cell] <= max(_FEW, 2 * n)}
        cells = range(self.axis.width)
        return [Bar(total[cell], shown[cell], cell in much) for cell in cells]


def events_density(timeline: Timeline, width: int) -> Density | None:
    """The events on `width` cells, each where it begins; None where none has a date."""
    found = extents(timeline)
    axis = axis_of(found, width)
    if axis is None:
        return None
    return Density(axis, [(row, axis.cell(one.begin)) for row, one in enumerate(found) if one])


def reports_density(view: View, reports: Iterable[tuple[int, str]], width: int) -> Density | None:
    """What was reported on which day up to that of the view, on `width` cells; `reports` are those
    of `asof.reported`. None where there are none.

    The axis ends with the day of the view. Had it room for what comes later, or the scale of all
    report days, one could see how much is still to come.
    """
    timeline, asof = view.timeline, view.query.asof
    found = [(timeline.row_of[id], day * DAY) for day, id in reports]
    last = in_zone(asof, timeline.zone).latest if asof is not None else None
    days = {at for _, at in found} | ({last * DAY} if last is not None else set())
    axis = axis_of([Extent(at, at) for at in days], width) if found else None
    if axis is None:
        return None
    return Density(axis, [(row, axis.cell(instant)) for row, instant in found])


def begin_of(date: EdtfDate | None) -> int | None:
    """The instant (see `lanes.axis`) by which a date has its place; None where no year is known."""
    found = extent(date)
    return found and found.begin
