"""What a view counts, as lines with bars: periods, places, actors, sources, standing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.tallies import (
    Period,
    Periods,
    Unit,
    by_standing,
    foremost,
    periods,
    ranked,
    without,
)
from timeline_tui.core.views.view import View
from timeline_tui.words.bars import Bar, Section, bar_lines
from timeline_tui.words.dates import day_name, month_name, year_name
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.legend import standing_glyph
from timeline_tui.words.spans import Line, Span, isolate
from timeline_tui.words.status import shown_of_total

_FACETS: Final[tuple[tuple[FacetKind, str, str], ...]] = (
    ("location", "PLACES", "no place"),
    ("actor", "ACTORS", "no actor"),
    ("source", "SOURCES", "nobody named"),
)
_PLURALS: Final[dict[Unit, str]] = {"century": "centuries"}


def stats_lines(
    view: View, unit: Unit | None, top: int, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """The title and how many events are counted, then the sections; `top` bounds each facet (0:
    none is)."""
    found = periods(view, unit)
    yield (Span(isolate(view.timeline.title or "Timeline"), "title"), Span(f"  {_head(view)}"))
    yield ()
    sections = [
        Section(f"BY {found.unit.upper()}", tuple(_periods(found, glyphs))),
        *(Section(heading, _entries(view, kind, none, top)) for kind, heading, none in _FACETS),
        Section("STANDING", tuple(_standings(view, glyphs))),
    ]
    yield from bar_lines([section for section in sections if section.bars], width, glyphs)
    if any(period.beyond for period in found.periods):
        yield ()
        said = "counted at its earliest bound; it can lie or last outside"
        yield (Span(f"{glyphs.span} {said}", "dim"),)


def _head(view: View) -> str:
    said = shown_of_total(view)
    return said if view.shown == view.total else f"{said} events"


# Periods


def _periods(found: Periods, glyphs: Glyphs) -> Iterator[Bar]:
    """A bar for each period, a remark for each gap between two of them."""
    before: Period | None = None
    for period in found.periods:
        gap = period.number - before.number - 1 if before is not None else 0
        if gap:
            yield Bar(f"{glyphs.fold} {_without(gap, found.unit)}")
        yield Bar(period_name(found.unit, period), period.events, period.beyond)
        before = period
    if found.yearless:
        yield Bar("year not known", found.yearless)
    if found.undated:
        yield Bar("undated", found.undated)


def _without(gap: int, unit: Unit) -> str:
    many = _PLURALS.get(unit, f"{unit}s")
    return f"{gap:,} {unit if gap == 1 else many} without"


def period_name(unit: Unit, period: Period) -> str:
    """`Mon 26 July 2021`, `July 2021`, `2021`, `1840s`, `1800–1899`."""
    year, month, _ = civil(period.first)
    last = civil(period.last)[0]
    if unit == "day":
        weekday, _, day = day_name(period.first).partition(" ")
        return f"{weekday} {day:>2} {month_name(year, month)}"
    if unit == "month":
        return month_name(year, month)
    if unit == "decade" and year >= 1000:
        return f"{year}s"
    return year_name(year) if year == last else f"{year_name(year)}–{year_name(last)}"


# Facets and standing


def _entries(view: View, kind: FacetKind, none: str, top: int) -> tuple[Bar, ...]:
    entries = ranked(view.facet(kind))
    shown = foremost(entries, top) if top else entries
    bars = [Bar("  " * entry.depth + entry.name, entry.count) for entry in shown]
    if len(shown) < len(entries):
        bars.append(Bar(f"and {len(entries) - len(shown):,} more"))
    left = without(view, kind)
    return (*bars, Bar(none, left)) if left and bars else tuple(bars)


def _standings(view: View, glyphs: Glyphs) -> Iterator[Bar]:
    for kind, count in by_standing(view).items():
        yield Bar(f"{standing_glyph(kind, glyphs).text} {kind.replace('-', ' ')}", count)
