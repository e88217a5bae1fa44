"""One event as one line of the chronology: date rail, title, place, gutter. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from timeline_tui.core.calendar import civil
from timeline_tui.core.standing import Standing
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.render.dates import day_name, month_name, rail, year_name
from timeline_tui.render.glyphs import Glyphs
from timeline_tui.render.legend import standing_glyph
from timeline_tui.render.spans import Line, Span, crop, isolate, pad

DAY_WIDTH = 7  # "Mon 26 "
RAIL_WIDTH = 20  # the day and what follows it, or a vague date over both
_PLACE_FROM = 88  # a narrower line has no room for the place


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a row needs to know beside its event.

    `month` is the year and month it stands under, as `headers.Month` has them; `names_day` is
    whether the day is to be written: on the first event of its day.
    """

    month: tuple[int | None, int | None]
    names_day: bool
    matches: Sequence[tuple[int, int]] = ()
    marked: bool = False
    changed: bool = False
    words: bool = False


def single_day(event: Event) -> int | None:
    """The day ordinal of an event known to the day and not qualified; None for any vaguer date."""
    date = event.date
    if date is None or date.earliest is None or date.earliest != date.latest:
        return None
    return None if date.approximate or date.uncertain or date.kind != "point" else date.earliest


def header_line(
    year: int | None, month: int | None, day: int | None, width: int, glyphs: Glyphs
) -> Line:
    """A month's header, a year's where no month is known; with `day`, that of the lines below."""
    name = "Undated" if year is None else year_name(year)
    if year is not None and month is not None:
        name = month_name(year, month)
    spans = [Span(f" {name}", "label")]
    if day is not None:
        spans.append(Span(f"  {day_name(day)}", "dim"))
    used = sum(cell_len(span.text) for span in spans) + 1
    spans.append(Span(" " + glyphs.rule * max(width - used - 1, 0), "dim"))
    return tuple(spans)


def row_line(
    timeline: Timeline,
    event: Event,
    standing: Standing,
    context: RowContext,
    width: int,
    glyphs: Glyphs,
) -> Line:
    """The event in exactly `width` cells."""
    gutter = gutter_spans(event, standing, context, glyphs)
    gutter_width = sum(cell_len(span.text) for span in gutter)
    room = width - RAIL_WIDTH - gutter_width - 2
    title = crop(title_spans(event, context.matches), room, glyphs.ellipsis)
    if width >= _PLACE_FROM and event.locations:
        title = _with_place(title, timeline, event, room, glyphs)
    return (
        Span(" "),
        *pad(rail_spans(event, context, glyphs), RAIL_WIDTH),
        *pad(title, room),
        Span(" "),
        *gutter,
    )


def rail_spans(event: Event, context: RowContext, glyphs: Glyphs) -> Line:
    """The date as precisely as it is known and no more, `RAIL_WIDTH` cells at most."""
    ascii_only = glyphs.rule == "-"
    day = single_day(event)
    if day is not None and context.month == civil(day)[:2]:
        time = rail(
            event.date,
            event.time,
            under=civil(day)[:2],
            under_day=day,
            width=RAIL_WIDTH - DAY_WIDTH - 1,
            ascii=ascii_only,
        )
        name = day_name(day) if context.names_day else ""
        return (Span(f"{name:<{DAY_WIDTH}}"), Span(time, "dim"))
    if event.date is None:
        written = event.date_written or ("after/before" if event.after or event.before else "")
        return crop((Span(" " + written, "problem"),), RAIL_WIDTH - 1, glyphs.ellipsis)
    text = rail(
        event.date, event.time, under=_known(context), under_day=None, width=13, ascii=ascii_only
    )
    return (Span(f" {text:<13} {span_bar(event, glyphs)}", "dim"),)


def _known(context: RowContext) -> tuple[int, int] | None:
    year, month = context.month
    return None if year is None or month is None else (year, month)


def span_bar(event: Event, glyphs: Glyphs) -> str:
    """How wide the date's span is, as one to four signs: days, weeks, months, years."""
    date = event.date
    if date is None or date.is_undated or date.earliest == date.latest:
        return ""
    if date.earliest is None or date.latest is None:
        return glyphs.span * 4
    days = date.latest - date.earliest + 1
    return glyphs.span * (1 + (days > 7) + (days > 31) + (days > 366))


def title_spans(event: Event, matches: Iterable[tuple[int, int]] = ()) -> Line:
    """The title with what the query found in it."""
    if event.broken:
        return (Span(event.title, "problem"),)
    title = event.title
    if event.status != "occurred":
        return (*_marked(title, matches), Span(f" ({event.status})", "dim"))
    return tuple(_marked(title, matches))


def _marked(text: str, matches: Iterable[tuple[int, int]]) -> Iterable[Span]:
    position = 0
    found = False
    for start, end in matches:
        found = True
        if start > position:
            yield Span(text[position:start])
        yield Span(text[start:end], "match")
        position = end
    rest = text[position:]
    if rest or not found:
        yield Span(rest if found else isolate(rest))


def _with_place(title: Line, timeline: Timeline, event: Event, room: int, glyphs: Glyphs) -> Line:
    used = sum(cell_len(span.text) for span in title)
    name = isolate(timeline.places[event.locations[0]].name)
    more = f" +{len(event.locations) - 1}" if len(event.locations) > 1 else ""
    free = room - used - 3
    if free < 6:
        return title
    place = crop((Span(name + more, "dim"),), min(free, 24), glyphs.ellipsis)
    width = sum(cell_len(span.text) for span in place)
    return (*title, Span(" " * (room - used - width)), *place)


def gutter_spans(event: Event, standing: Standing, context: RowContext, glyphs: Glyphs) -> Line:
    """Marks, then the standing's sign and how many independent origins were counted."""
    left = glyphs.marked if context.marked else " "
    left += glyphs.changed if context.changed else " "
    if event.broken:
        return (Span(left, "accent"), Span(glyphs.broken + " ", "problem"))
    sign, role = standing_glyph(standing.kind, glyphs)
    count = f"{min(len(standing.counted), 9) or ' '}"
    word = f" {standing.kind.replace('-', ' '):<13}" if context.words else ""
    return (Span(left, "accent"), Span(f"{sign}{count}{word}", role))
