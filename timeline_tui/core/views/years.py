"""In which years events may have happened: the same rows that `date:2021` finds.

Knows days and dates as spans; the query language is `evaluate`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from timeline_tui.core.dates import Point, all_points
from timeline_tui.core.dates.calendar import civil, ordinal, year_text
from timeline_tui.core.dates.edtf import covers
from timeline_tui.core.dates.times import FIRST_DAY, LAST_DAY, span
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.timeline import Timeline

if TYPE_CHECKING:
    from timeline_tui.core.views.index import Row

_GAPS: Final = re.compile("X[^X]*[0-9]")


@once
def perhaps(timeline: Timeline) -> Sequence[Row]:
    """The spans between what undated events stand after and before."""
    # Here because all of loading comes with it, and the screen is drawn before that is done.
    from timeline_tui.core.loading.order import between

    return [(row, *one) for row, one in between(timeline.events).items()]


@once
def masked(timeline: Timeline) -> Sequence[tuple[Row, Point]]:
    """The spans of dates such as `XXXX-05-01`, which lie between their bounds with gaps."""
    dates = [(row, event.date) for row, event in enumerate(timeline.events) if event.date]
    points = [(row, date, all_points(date)[0]) for row, date in dates if date.kind == "point"]
    return [((row, *span(date)), one) for row, date, one in points if _GAPS.search(one.mask)]


def by_year(timeline: Timeline, spans: Sequence[Row]) -> Mapping[str, Sequence[int]]:
    """For each year in which a span begins or ends, as a query writes it and from the last, the
    rows that may have happened in it."""
    gaps = dict(masked(timeline))
    ends = {end for one in spans if one not in gaps for end in (one[1], one[2])}
    years = sorted({civil(int(end))[0] for end in ends - {FIRST_DAY, LAST_DAY}})
    firsts = [ordinal(year, 1, 1) for year in years]
    lasts = [ordinal(year + 1, 1, 1) - 1 for year in years]
    found: list[dict[int, None]] = [{} for _ in years]
    for one in (*spans, *perhaps(timeline)):
        row, low, high, *_ = one
        for at in range(bisect_left(lasts, low), bisect_right(firsts, high)):
            if one not in gaps or covers(gaps[one], firsts[at], lasts[at]):
                found[at][row] = None
    return {year_text(years[at]): tuple(found[at]) for at in reversed(range(len(years)))}
