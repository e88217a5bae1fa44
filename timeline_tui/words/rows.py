"""One event as one line of the chronology: date rail, title, place, gutter. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.evidence.standing import Standing
from timeline_tui.core.timeline import Event, Timeline
from timeline_tui.core.views.headers import Month
from timeline_tui.words.dates import day_name, period_name, rail
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.legend import standing_glyph
from timeline_tui.words.spans import Line, Span, crop, isolate, pad, text_of, width_of

DAY_WIDTH = 7  # "Mon 26 "
RAIL_WIDTH = 20  # the day and what follows it, or a vague date over both
_BARE_RAIL = 15  # without the bar of a span
_SHORT_RAIL = 8
_WHOLE_RAIL_FROM, _BARE_RAIL_FROM = 60, 36  # cells of the line
_OWN_DATE = 13  # a vague date
_BESIDE_LAG = 10  # the same where how long the report took stands beside it
_PLACE_FROM = 88  # a narrower line has no room for the place
_DATE_FROM = 36  # cells for title and date: with less, the title has them all


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a row needs to know beside its event.

    `month` is the year and month it stands under, as `headers.Month` has them; `names_day` is
    whether the day is to be written: on the first event of its day. In the order of knowledge
    (`by_report`) the rail tells of the first report, `reported`, and how long after it came.
    """

    month: tuple[int | None, int | None]
    names_day: bool
    by_report: bool = False
    reported: EdtfDate | None = None
    matches: Sequence[tuple[int, int]] = ()
    marked: bool = False
    changed: bool = False
    words: bool = False


def single_day(date: EdtfDate | None) -> int | None:
    """The day ordinal of a date known to the day and not qualified; None for any vaguer one."""
    if date is None or date.earliest is None or date.earliest != date.latest:
        return None
    return None if date.approximate or date.uncertain or date.kind != "point" else date.earliest


def first_day(date: EdtfDate | None) -> int | None:
    """The day ordinal by which a date stands where it does: its first one, else its last.

    None for one without a year, which has no place among days."""
    if date is None or date.is_yearless:
        return None
    return date.earliest if date.earliest is not None else date.latest


def placed(event: Event) -> str:
    """Why an event without a date stands among dated ones: the file says what it comes after."""
    return "(after)" if event.after else "(before)" if event.before else ""


def lag_words(event: EdtfDate | None, reported: EdtfDate | None) -> str:
    """How long after an event of one date a report of another came: `+1 d`, `+2–3 d`, `+168 y`.

    From the shortest to the longest that the two dates allow; empty where that is not known.
    """
    if event is None or reported is None or event.is_undated or reported.is_undated:
        return ""
    if None in (event.earliest, event.latest, reported.earliest, reported.latest):
        return ""
    least = (reported.earliest or 0) - (event.latest or 0)
    most = (reported.latest or 0) - (event.earliest or 0)
    if most < 0:
        return "before it"
    days, unit = next((size, name) for size, name in _LAG_UNITS if most >= 2 * size or name == "d")
    low, high = max(least, 0) // days, most // days
    return f"+{high} {unit}" if low == high else f"+{low}–{high} {unit}"


_LAG_UNITS = ((365, "y"), (30, "m"), (1, "d"))


def header_line(month: Month, day: int | None, width: int, glyphs: Glyphs) -> Line:
    """A month's header, a year's where no month is known; with `day`, that of the lines below."""
    name = period_name(month.year, month.month, month.years)
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
    rail_width = _rail_width(width)
    rail_line = _rail(timeline, event, context, glyphs, rail_width)
    room = width - rail_width - gutter_width - 2
    date = _own_date(event, glyphs) if context.by_report and room >= _DATE_FROM else ""
    free = room - cell_len(date) - 2 if date else room
    title = crop(title_spans(event, context.matches), free, glyphs.ellipsis)
    if date:  # in the order of reports, when it happened is worth the end of a title
        title = (*pad(title, free), Span(f"  {date}", "dim"))
    elif width >= _PLACE_FROM and event.locations:
        title = _with_aside(title, _place_of(timeline, event), room, glyphs)
    return (
        Span(" "),
        *pad(rail_line, rail_width),
        *pad(title, room),
        Span(" "),
        *gutter,
    )


def _rail_width(width: int) -> int:
    """On a narrow line the title is worth more than the end of the date."""
    if width >= _WHOLE_RAIL_FROM:
        return RAIL_WIDTH
    return _BARE_RAIL if width >= _BARE_RAIL_FROM else _SHORT_RAIL


def _rail(
    timeline: Timeline, event: Event, context: RowContext, glyphs: Glyphs, width: int
) -> Line:
    """The date; the line of the file where what cannot be read begins."""
    if event.broken:
        line = timeline.records[timeline.row_of[event.id]].line
        return crop((Span(f" line {line}", "problem"),), width - 1, glyphs.ellipsis)
    return rail_spans(event, context, glyphs, width)


def rail_spans(event: Event, context: RowContext, glyphs: Glyphs, width: int = RAIL_WIDTH) -> Line:
    """The date as precisely as it is known and no more, less than `width` cells."""
    ascii_only = glyphs.rule == "-"
    date = context.reported if context.by_report else event.date
    day = single_day(date)
    if day is not None:
        name = day_name(day) if context.names_day else ""
        beside = _beside_day(event, day, context, glyphs)
        line = (Span(f"{name:<{DAY_WIDTH}}"), Span(beside, "dim"))
        return crop(line if beside else (Span(name),), width - 1, glyphs.ellipsis)
    if date is None:
        written = "not reported" if context.by_report else event.date_written
        return crop((Span(" " + written, "dim"),), width - 1, glyphs.ellipsis)
    under = _known(context)
    time = None if context.by_report else event.time
    whole = width >= RAIL_WIDTH
    beside = lag_words(event.date, date) if context.by_report else span_bar(date, glyphs)
    room = _OWN_DATE
    if context.by_report and whole:
        room = min(_BESIDE_LAG, RAIL_WIDTH - 3 - len(beside))
    text = rail(date, time, under=under, width=room, ascii=ascii_only)
    if not context.by_report and context.month != (None, None):
        text = text or placed(event)
    said = f" {text:<{room}} {beside}" if whole else f" {text}"
    return crop((Span(said, "dim"),), width - 1, glyphs.ellipsis)


def _beside_day(event: Event, day: int, context: RowContext, glyphs: Glyphs) -> str:
    """Behind the name of a day: the time, or how long after the event the report came."""
    if context.by_report:
        return lag_words(event.date, context.reported)
    return rail(
        event.date,
        event.time,
        under=civil(day)[:2],
        under_day=day,
        width=RAIL_WIDTH - DAY_WIDTH - 1,
        ascii=glyphs.rule == "-",
    )


def _known(context: RowContext) -> tuple[int, int] | None:
    year, month = context.month
    return None if year is None or month is None else (year, month)


def span_bar(date: EdtfDate, glyphs: Glyphs) -> str:
    """How wide the date's span is, as one to four signs: days, weeks, months, years."""
    if date.is_undated or date.earliest == date.latest:
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


def _place_of(timeline: Timeline, event: Event) -> str:
    more = f" +{len(event.locations) - 1}" if len(event.locations) > 1 else ""
    return isolate(timeline.places[event.locations[0]].name) + more


def _own_date(event: Event, glyphs: Glyphs) -> str:
    if event.date is None:
        return text_of(crop((Span(event.date_written),), _OWN_DATE, glyphs.ellipsis))
    return rail(event.date, width=_OWN_DATE, ascii=glyphs.rule == "-")


def _with_aside(title: Line, aside: str, room: int, glyphs: Glyphs) -> Line:
    """The title and, at the right where there is room, what is said beside it."""
    free = room - width_of(title) - 3
    if free < 6 or not aside:
        return title
    shown = crop((Span(aside, "dim"),), min(free, 24), glyphs.ellipsis)
    return (*title, Span(" " * (room - width_of(title) - width_of(shown))), *shown)


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
