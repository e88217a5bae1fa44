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

_BINS: Final = 100
_LOWEST: Final = 3  # percent; what a bar that is not empty has at least
_YEARS_FROM: Final = 365 * 4  # days; a longer strip is named by years


class Strip(NamedTuple):
    """Where each bar begins and how high it is, and where the folds are, in percent, of which a bar
    is one wide; and the names of the start and the end."""

    bars: tuple[tuple[int, int], ...]
    folds: tuple[int, ...]
    start: str
    end: str


def strip(view: View) -> Strip | None:
    """The strip of what `view` shows; None where nothing of it is dated."""
    stretches = shared(folded(view.timeline, _BINS), _BINS)
    found = density(view, stretches)
    most = max(found.shown, default=0)
    if most <= 0:
        return None
    heights = (round(max(_LOWEST, 100 * count / most)) if count else 0 for count in found.shown)
    bars = [(bin, height) for bin, height in enumerate(heights) if height]
    *folds, _ = accumulate(stretch.bins for stretch in stretches)
    by_year = found.end - found.start >= _YEARS_FROM
    start, end = (
        year_name(year) if by_year else month_name(year, month)
        for year, month, _ in map(civil, (found.start, found.end))
    )
    return Strip(tuple(bars), tuple(folds), start, end)
