"""How the events lie in time, as what a strip of bars draws. Knows no SVG.

Long times in which nothing begins or ends are left out, as on the screen, and a fold says where.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.views.density import density, folded, shared
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import month_name, year_name

_BINS: Final = 120
_FOLD: Final = 3  # bins of room between two stretches
_LOWEST: Final = 3  # percent; what a bar that is not empty has at least
_YEARS_FROM: Final = 365 * 4  # days; a longer strip is named by years


class Strip(NamedTuple):
    """In percent: where each bar begins and how high it is, how wide they are, where the folds are;
    and the names of the start and the end."""

    bars: tuple[tuple[float, int], ...]
    width: float
    folds: tuple[float, ...]
    start: str
    end: str


def strip(view: View) -> Strip | None:
    """The strip of what `view` shows; None where nothing of it is dated."""
    stretches = shared(folded(view.timeline, _BINS), _BINS)
    found = density(view, stretches)
    most = max(found.shown, default=0)
    if most <= 0:
        return None
    *places, end = accumulate((one.bins + _FOLD for one in stretches), initial=0)
    scale = 100 / (end - _FOLD)
    bins = [
        place + bin
        for stretch, place in zip(stretches, places, strict=True)
        for bin in range(stretch.bins)
    ]
    bars = [
        (round(bin * scale, 2), round(max(_LOWEST, 100 * count / most)))
        for bin, count in zip(bins, found.shown, strict=True)
        if count > 0
    ]
    folds = tuple(round((place - _FOLD / 2) * scale, 2) for place in places[1:])
    by_year = found.end - found.start >= _YEARS_FROM
    names = [
        year_name(year) if by_year else month_name(year, month)
        for year, month, _ in map(civil, (found.start, found.end))
    ]
    return Strip(tuple(bars), round(0.8 * scale, 2), folds, names[0], names[1])
