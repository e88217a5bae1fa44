"""How many events of a view there are in each period, and at the entries of a facet that have most.

A vague date makes nothing up: its event counts where it can have begun, and is counted apart there
if it can lie or last outside that period. Knows no drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final, Literal, NamedTuple

from timeline_tui.core.dates.calendar import civil, ordinal
from timeline_tui.core.models import FacetKind
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.view import View

Unit = Literal["day", "month", "year", "decade", "century"]

_LONGEST: Final[tuple[tuple[Unit, int], ...]] = (("month", 3), ("year", 60), ("decade", 600))
"""The units that suit a timeline of at most so many years."""

_MONTHS: Final[Mapping[Unit, int]] = {"month": 1, "year": 12, "decade": 120, "century": 1200}


class Period(NamedTuple):
    """A period in which something happened, from its `first` to its `last` day (ordinals).

    `number` counts the periods of its unit, so that those of neighbours differ by one. `beyond` of
    its `events` can lie or last outside it.
    """

    number: int
    first: int
    last: int
    events: int
    beyond: int


class Periods(NamedTuple):
    """The periods with events, in order; `undated` and `yearless` events are in none of them."""

    unit: Unit
    periods: tuple[Period, ...]
    undated: int
    yearless: int


def periods(view: View, unit: Unit | None = None) -> Periods:
    """The events of `view` by when they began; without a `unit`, by one that suits their span.

    An event began on the day that it is ordered by (FORMAT section 3, rule 4).
    """
    dates = [view.timeline.events[row].date for row in view.rows]
    begun = [(day, date) for date in dates if date and (day := date.sort_day) is not None]
    unit = unit or _suiting([day for day, _ in begun])
    events: Counter[int] = Counter()
    beyond: Counter[int] = Counter()
    for day, date in begun:
        number = _number(unit, day)
        events[number] += 1
        if date.earliest is None or date.latest is None or date.latest > _days(unit, number)[1]:
            beyond[number] += 1
    found = [Period(n, *_days(unit, n), events[n], beyond[n]) for n in sorted(events)]
    yearless = sum(date is not None and date.is_yearless for date in dates)
    return Periods(unit, tuple(found), len(dates) - len(begun) - yearless, yearless)


def _suiting(days: Sequence[int]) -> Unit:
    years = (max(days) - min(days)) / 365.25 if days else 0
    return next((unit for unit, longest in _LONGEST if years <= longest), "century")


def _number(unit: Unit, day: int) -> int:
    """Which period of a unit a day lies in."""
    year, month, _ = civil(day)
    return day if unit == "day" else (year * 12 + month - 1) // _MONTHS[unit]


def _days(unit: Unit, number: int) -> tuple[int, int]:
    """The first and last day of a period."""
    if unit == "day":
        return number, number
    months = (number * _MONTHS[unit], (number + 1) * _MONTHS[unit])
    first, following = (ordinal(month // 12, month % 12 + 1, 1) for month in months)
    return first, following - 1


# Entries of a facet


def foremost(entries: Sequence[FacetEntry], most: int) -> tuple[FacetEntry, ...]:
    """The `most` entries with most events, in the order of `entries`, those of `View.facet`.

    None stands there without its parents: they have as many events at least, and come before it.
    """
    by_count = sorted(range(len(entries)), key=lambda place: -entries[place].count)
    return tuple(entries[place] for place in sorted(by_count[:most]))


def without(view: View, kind: FacetKind) -> int:
    """The number of events that name no entry of a facet."""
    named = view.index.among(chain.from_iterable(view.index.rows(kind, nested=True).values()))
    return (view.bits & ~named).bit_count()
