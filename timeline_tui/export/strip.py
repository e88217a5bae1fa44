"""How the events lie in time, as what a strip of bars draws. Knows no SVG.

Long times in which nothing begins or ends are left out, as on the screen, and a fold says where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.views.density import Stretch, density, folded, shared
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import month_name, year_name

_BINS: Final = 120
_FOLD: Final = 3  # bins of room between two stretches
_LOWEST: Final = 3  # percent; what a bar that is not empty has at least
_APART: Final = 14  # percent from one name to the next
_YEARS_FROM: Final = 365 * 4  # days; a longer strip is named by years


Names = Callable[[int], str]
"""What a day is named by, an ordinal: its year, or its month."""


class Bar(NamedTuple):
    """Where a bar's upper left corner is, how wide and how high it is, in percent."""

    x: float
    y: float
    width: float
    height: float


class Name(NamedTuple):
    """What is named, and where it begins in percent."""

    x: float
    text: str


class Strip(NamedTuple):
    """Bars, the places of the folds, and names: of the start, of what begins behind a fold where
    there is room, and of the end."""

    bars: tuple[Bar, ...]
    folds: tuple[float, ...]
    start: str
    inner: tuple[Name, ...]
    end: str


def strip(view: View) -> Strip | None:
    """The strip of what `view` shows; None where nothing of it is dated."""
    stretches = shared(folded(view.timeline, _BINS), _BINS)
    found = density(view, stretches)
    if not any(found.shown):
        return None
    names = _year if found.end - found.start >= _YEARS_FROM else _month
    end = names(found.end)
    places = list(_places(stretches))
    scale = 100 / (places[-1] + stretches[-1].bins)
    return Strip(
        tuple(_bars(found.shown, stretches, places, scale)),
        tuple(round((place - _FOLD / 2) * scale, 2) for place in places[1:]),
        names(found.start),
        tuple(_inner(stretches, names, end, [place * scale for place in places])),
        end,
    )


def _places(stretches: Sequence[Stretch]) -> Iterator[int]:
    """Where each stretch begins, in bins and the room between them."""
    place = 0
    for stretch in stretches:
        yield place
        place += stretch.bins + _FOLD


def _bars(
    heights: Sequence[float], stretches: Sequence[Stretch], places: Sequence[int], scale: float
) -> Iterator[Bar]:
    most = max(heights)
    bins = [
        place + bin
        for stretch, place in zip(stretches, places, strict=True)
        for bin in range(stretch.bins)
    ]
    for bin, height in zip(bins, heights, strict=True):
        if height > 0:
            percent = round(max(_LOWEST, 100 * height / most))
            yield Bar(round(bin * scale, 2), 100 - percent, round(0.8 * scale, 2), percent)


def _inner(
    stretches: Sequence[Stretch], names: Names, end: str, places: Sequence[float]
) -> Iterator[Name]:
    """The names of the stretches but the first, where there is room for them."""
    told, before = names(stretches[0].first), 0.0
    for stretch, place in zip(stretches[1:], places[1:], strict=True):
        name = names(stretch.first)
        if name in (told, end):
            name = _month(stretch.first)
        if before + _APART <= place <= 100 - 2 * _APART and name not in (told, end):
            yield Name(round(place, 2), name)
            told, before = name, place


def _year(day: int) -> str:
    return year_name(civil(day)[0])


def _month(day: int) -> str:
    return month_name(*civil(day)[:2])
