"""Tables and bars for people who print: the chronology, counts, and who is quoted through whom.

Everything is fitted to a width, or written in full where it is None, as for a pipe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Final, Literal, NamedTuple

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.evidence.quotations import Dependent, Origin, Quotations
from timeline_tui.core.models import FacetKind
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.tallies import Period, Periods, Unit, foremost, periods, without
from timeline_tui.core.views.view import View
from timeline_tui.words import dates
from timeline_tui.words.about import reliability
from timeline_tui.words.rows import RAIL_WIDTH, Row, header_line, single_day, status_of
from timeline_tui.words.signs import Glyphs, standing_glyph
from timeline_tui.words.spans import Line, Role, Span, crop, isolate, width_of
from timeline_tui.words.status import counted, empty_line, shown_of_total

_NARROWEST: Final = 8  # cells that a column keeps
_LEAST: Final = 30  # cells of a row of the chronology; less leaves nothing of the title
_GUTTER: Final = 24  # cells behind a title, with the standing in words


# Tables


class Column(NamedTuple):
    """A column: its heading, on which side its texts stand, and its share of the room that is left
    where not all fit; without a share it is never cropped. `role` is that of its texts."""

    name: str
    align: Literal["left", "right"] = "left"
    share: int = 0
    role: Role = "plain"


def table_lines(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Span]],
    width: int | None,
    glyphs: Glyphs,
) -> Iterator[Line]:
    """The headings and the rows; a cell may have a role of its own. Columns without a text are left
    out. Where they do not fit, those with a share are cropped, the one furthest above it first;
    then every line is."""
    used = [any(row[at] for row in rows) for at in range(len(columns))]
    columns = [*compress(columns, used)]
    heading = [Span(column.name, "dim") for column in columns]
    body = [
        [
            cell if isinstance(cell, Span) else Span(isolate(cell), column.role)
            for cell, column in zip(compress(row, used), columns, strict=True)
        ]
        for row in rows
    ]
    widths = [max(width_of((row[at],)) for row in (heading, *body)) for at in range(len(columns))]
    while width is not None and sum(widths) + 2 * (len(columns) - 1) > width:
        wide = [at for at, one in enumerate(columns) if one.share and widths[at] > _NARROWEST]
        if not wide:
            break
        widths[max(wide, key=lambda at: widths[at] / columns[at].share)] -= 1
    for row in (heading, *body) if any(span.text for span in heading) else body:
        cells: list[Span] = []
        for column, room, span in zip(columns, widths, row, strict=True):
            cell = crop((span,), room, glyphs.ellipsis)
            blank = Span(" " * (room - width_of(cell)))
            cells += [Span("  ")] if cells else []
            cells += (blank, *cell) if column.align == "right" else (*cell, blank)
        yield tuple(cells) if width is None else crop(tuple(cells), width, glyphs.ellipsis)


# The chronology


def chronology(view: View, width: int | None, glyphs: Glyphs) -> Iterator[Line]:
    """The title and how many events are shown, then the rows of the list under their months, each
    with its standing in words."""
    if width is None:
        events = (view.event(at) for at in range(view.shown))
        titles = (width_of((Span(event.title), *status_of(event))) for event in events)
        width = RAIL_WIDTH + _GUTTER + max(titles, default=0)
    width = max(width, _LEAST)
    count = Span(f"  {shown_of_total(view)}", "dim")
    title = (Span(isolate(view.timeline.title or "Timeline"), "title"),)
    yield (*crop(title, width - width_of((count,)), glyphs.ellipsis), count)
    if not view.rows:
        yield from ((), empty_line(view))
    starts = (*(month.first for month in view.months), view.shown)
    for month, end in zip(view.months, starts[1:], strict=True):
        yield ()
        yield header_line(month, None, width, glyphs)
        before = None
        for position in range(month.first, end):
            day = single_day(view.date(position))
            under = month.year, month.month
            yield Row(view, position, glyphs, under, day != before, words=True).line(width)
            before = day


# Counts as bars

_LONGEST: Final = 40  # cells of a bar
_FACETS: Final[tuple[tuple[FacetKind, str, str], ...]] = (
    ("location", "PLACES", "no place"),
    ("actor", "ACTORS", "no actor"),
    ("source", "SOURCES", "nobody named"),
)


_Bar = tuple[str, int | None]
"""A name and a number; without that it is a heading or a remark."""


def stats_lines(
    view: View, unit: Unit | None, top: int, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """The title and how many events are counted, then bars: by period, by place, actor and source
    (the `top` ones; 0: all), by standing. A longer bar is always a larger number."""
    shown = shown_of_total(view) + (" events" if view.shown < view.total else "")
    yield (Span(isolate(view.timeline.title or "Timeline"), "title"), Span(f"  {shown}"))
    yield ()
    found = periods(view, unit)
    standing: list[_Bar] = [
        (f"  {standing_glyph(one.id, glyphs).text} {one.id.replace('-', ' ')}", one.count)
        for one in view.facet("standing")
        if one.count
    ]
    sections = [
        (f"BY {found.unit.upper()}", [*_periods(found, glyphs)]),
        *((heading, _entries(view, kind, none, top)) for kind, heading, none in _FACETS),
        ("STANDING", standing),
    ]
    bars = [bar for name, told in sections if told for bar in (("", None), (name, None), *told)][1:]
    most = max((number or 0 for _, number in bars), default=0)
    room = _LONGEST if width is None else min(_LONGEST, width // 3)
    rows = [_bar(bar, min(1.0, room / most) if most else 1.0, glyphs) for bar in bars]
    columns = (Column("", share=1), Column("", "right"), Column("", role="accent"))
    yield from table_lines(columns, rows, width, glyphs)
    if beyond := sum(period.beyond for period in found.periods):
        said = f"{beyond:,} of them can lie or last outside the period in which they begin"
        yield from ((), (Span(said, "dim"),))


def _bar(bar: _Bar, scale: float, glyphs: Glyphs) -> tuple[str | Span, str, str]:
    """Name, number and bar, which is never empty for something."""
    name, number = bar
    if number is None:
        return name if name[:1] in ("", " ") else Span(name, "label"), "", ""
    full = "#" if glyphs.bins.isascii() else glyphs.bins[-1]
    return name, f"{number:,}", full * max(round(number * scale), 1)


def _periods(found: Periods, glyphs: Glyphs) -> Iterator[_Bar]:
    """A bar for each period, a remark for each gap between two of them."""
    before = None
    for period in found.periods:
        gap = period.number - before - 1 if before is not None else 0
        if gap:
            many = "centuries" if found.unit == "century" else f"{found.unit}s"
            yield f"  {glyphs.fold} {gap:,} {found.unit if gap == 1 else many} without", None
        yield f"  {period_name(found.unit, period)}", period.events
        before = period.number
    for name, count in (("  year not known", found.yearless), ("  undated", found.undated)):
        if count:
            yield name, count


def period_name(unit: Unit, period: Period) -> str:
    """`Mon 26 July 2021`, `July 2021`, `2021`, `1840s`."""
    year, month, _ = civil(period.first)
    if unit == "day":
        return f"{dates.day_name(period.first)} {dates.month_name(year, month)}"
    years = civil(period.last)[0] - year + 1
    return dates.period_name(year, month if unit == "month" else None, years)


def _entries(view: View, kind: FacetKind, none: str, top: int) -> list[_Bar]:
    entries = [entry for entry in view.facet(kind) if entry.count]
    shown = foremost(entries, top) if top else entries
    bars: list[_Bar] = [("  " * (entry.depth + 1) + entry.name, entry.count) for entry in shown]
    if len(shown) < len(entries):
        bars.append((f"  and {len(entries) - len(shown):,} more", None))
    left = without(view, kind)
    return [*bars, (f"  {none}", left)] if left and bars else bars


# Who is quoted through whom

_HEADS: Final = {
    "id": "origin",
    "party": "not counted",
    "against": "beside",
    "reason": "because of",
}
_COUNTS: Final = ("events", "asserts", "alone", "joint", "contested", "contests")


def source_lines(
    timeline: Timeline, found: Quotations, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """How much is attributed to how many; then the publications and whom they quote, the origins,
    those that do not count, and what the file says of the sources."""
    publications = counted(len(found.publications), "publication")
    events, origins = counted(found.events, "event"), counted(len(found.origins), "origin")
    yield (Span(f"{events}: {publications}, {origins}"),)
    if found.unattributed:
        yield (Span(f"{found.unattributed:,} of them attributed to nobody"),)
    tables: tuple[tuple[Sequence[str], Iterable[Sequence[str | int]]], ...] = (
        (("publication", "events", "alone", "through"), _publications(timeline, found, glyphs)),
        (Origin._fields, found.origins),
        (Dependent._fields, found.dependents),
        (("source", "publisher", "reliability"), _reliabilities(timeline, found)),
    )
    for names, rows in tables:
        columns = [
            Column(_HEADS.get(name, name), "right" if name in _COUNTS else "left", share=1)
            for name in names
        ]
        if cells := [[_cell(timeline, value) for value in row] for row in rows]:
            yield ()
            yield from table_lines(columns, cells, width, glyphs)


def _cell(timeline: Timeline, value: str | int) -> str:
    """A count, or the name of who has an id."""
    if isinstance(value, int):
        return str(value or "")
    known = value in timeline.actors or value in timeline.sources
    return isolate(timeline.party(value).name if known else value)


def _publications(
    timeline: Timeline, found: Quotations, glyphs: Glyphs
) -> Iterator[Sequence[str | int]]:
    for one in found.publications:
        yield one.id, one.events, one.alone, ""
        for quoted in one.quoted:
            own = quoted.origin == one.id
            if own and len(one.quoted) == 1:
                continue
            name = "itself" if own else _cell(timeline, quoted.origin)
            passed = f" {glyphs.had_from} ".join(_cell(timeline, id) for id in quoted.through)
            yield f"  {name}", quoted.events, "", passed


def _reliabilities(timeline: Timeline, found: Quotations) -> list[Sequence[str]]:
    """What the file says of the sources themselves, the most reliable first."""
    named = {one.id for one in found.publications} | {one.id for one in found.origins}
    told = [source for id, source in timeline.sources.items() if id in named]
    told.sort(key=lambda one: one.reliability or "Z")
    rows = [(one.name, one.publisher, reliability(one.reliability)) for one in told]
    return [row for row in rows if any(row[1:])]
