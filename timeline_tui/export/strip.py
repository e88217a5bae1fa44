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
_APART: Final = 14  # percent from one name to the next
_YEARS_FROM: Final = 365 * 4  # days; a longer strip is named by years


class Bar(NamedTuple):
    """Where a bar's upper left corner is, how wide and how high it is, in percent."""

    x: float
    y: float
    width: float
    height: float


class Strip(NamedTuple):
    """Bars and the places of the folds, in percent; the names of the start, of what begins behind a
    fold where there is room (with its place), and of the end."""

    bars: tuple[Bar, ...]
    folds: tuple[float, ...]
    start: str
    inner: tuple[tuple[float, str], ...]
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
    heights = [round(max(_LOWEST, 100 * count / most)) if count > 0 else 0 for count in found.shown]
    bars = [
        Bar(round(bin * scale, 2), 100 - height, round(0.8 * scale, 2), height)
        for bin, height in zip(bins, heights, strict=True)
        if height
    ]
    by_year = found.end - found.start >= _YEARS_FROM
    first, last = _name(found.start, by_year), _name(found.end, by_year)
    inner: list[tuple[float, str]] = []
    for stretch, place in zip(stretches[1:], places[1:], strict=True):
        at, before = round(place * scale, 2), inner[-1] if inner else (0.0, first)
        name = _name(stretch.first, by_year)
        if name in (before[1], last):
            name = _name(stretch.first, False)
        if before[0] + _APART <= at <= 100 - 2 * _APART and name not in (before[1], last):
            inner.append((at, name))
    folds = tuple(round((place - _FOLD / 2) * scale, 2) for place in places[1:])
    return Strip(tuple(bars), folds, first, tuple(inner), last)


def _name(day: int, by_year: bool) -> str:
    """What a day (an ordinal) is named by: its year, or its month."""
    year, month, _ = civil(day)
    return year_name(year) if by_year else month_name(year, month)
