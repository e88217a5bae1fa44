"""One event as one line of the chronology: date, title, place, signs. The screen draws it, `list`
prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.evidence.standing import Standing
from timeline_tui.core.models import Event
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.headers import Month
from timeline_tui.words.dates import day_name, lag_words, period_name, rail
from timeline_tui.words.signs import Glyphs, standing_glyph
from timeline_tui.words.spans import (
    Line,
    Role,
    Span,
    crop,
    harmless,
    isolate,
    marked,
    pad,
    width_of,
)

RAIL_WIDTH: Final = 20  # cells: a day and what follows it, or a vague date over both
_DAY: Final = 7  # "Mon 26 "
_RAILS: Final = ((60, RAIL_WIDTH), (36, 15), (0, 8))
"""How many cells the rail has, from how many of the line: the title needs those of a narrow one."""
_VAGUE: Final = 15  # cells of a date behind a title: "2020–2021, once"
_PLACE_FROM: Final = 88  # cells of a line that has room for the place
_FAR: Final = 14  # cells of a distance in time: "~ −30 d…+30 d"
_WORD: Final = 10  # cells of a title that are worth its status behind it
_DATE_FROM: Final = 36  # cells for title and date; with less the title has them all


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a row needs to know beside its event.

    `month` is the year and month it stands under, as `headers.Month` has them, None where it has no
    header and says itself when it was; `names_day` is whether the day is to be written: on the
    first event of its day. In the order of knowledge
    (`by_report`) the rail tells of the first report, `reported`, and how long after it came.
    `matches` are what the query found in the title; with `words` the standing is spelled out. `far`
    is how far in time it lies from a mark, None where that is not told.
    """

    month: tuple[int | None, int | None] | None
    names_day: bool
    by_report: bool = False
    reported: EdtfDate | None = None
    matches: Sequence[tuple[int, int]] = ()
    marked: bool = False
    changed: bool = False
    words: bool = False
    far: str | None = None


def single_day(date: EdtfDate | None) -> int | None:
    """The day ordinal of a date known to the day and not qualified; None for any vaguer one."""
    if date is None or date.earliest is None or date.earliest != date.latest:
        return None
    return None if date.approximate or date.uncertain or date.kind != "point" else date.earliest


def placed(event: Event) -> str:
    """Why an event without a date stands among dated ones: the file says what it comes after."""
    return "(after)" if event.after else "(before)" if event.before else ""


def header_line(month: Month, day: int | None, width: int, glyphs: Glyphs) -> Line:
    """A month's header, a year's where no month is known; with `day`, that of the lines below."""
    name = Span(f" {period_name(month.year, month.month, month.years)}", "label")
    line = (name, Span(f"  {day_name(day)}", "dim")) if day is not None else (name,)
    return (*line, Span(" " + glyphs.rule * max(width - width_of(line) - 2, 0), "dim"))


def row_line(
    timeline: Timeline,
    event: Event,
    standing: Standing,
    context: RowContext,
    width: int,
    glyphs: Glyphs,
) -> Line:
    """The event in exactly `width` cells."""
    mended = timeline.records[timeline.row_of[event.id]].mended
    gutter = _gutter(event, standing, context, glyphs, mended=mended)
    if context.far is not None and width >= _PLACE_FROM:
        gutter = (Span(f"{context.far:>{_FAR}} ", "dim"), *gutter)
    rail_width = next(cells for least, cells in _RAILS if width >= least)
    room = width - rail_width - width_of(gutter) - 2
    date = crop(
        _rail(timeline, event, context, glyphs, rail_width), rail_width - 1, glyphs.ellipsis
    )
    title = _title(timeline, event, context, room, glyphs, places=width >= _PLACE_FROM)
    return harmless((Span(" "), *pad(date, rail_width), *pad(title, room), Span(" "), *gutter))


def _rail(
    timeline: Timeline, event: Event, context: RowContext, glyphs: Glyphs, width: int
) -> Line:
    """The date as precisely as it is known and no more; the line of the file where what cannot be
    read begins."""
    if event.broken:
        line = timeline.records[timeline.row_of[event.id]].line
        return (Span(f" line {line}", "problem"),)
    date = context.reported if context.by_report else event.date
    day = single_day(date)
    if day is not None and (context.month or not context.names_day):
        name = day_name(day) if context.names_day else ""
        return (Span(f"{name:<{_DAY}}"), Span(_beside(event, day, context, glyphs), "dim"))
    if date is None:
        written = "not reported" if context.by_report else isolate(event.date_written)
        return (Span(f" {written}", "dim"),)
    beside = _lag(event, context, glyphs) if context.by_report and width >= RAIL_WIDTH else ""
    indent = "" if day is not None else " "
    room = width - 1 - len(f"{indent} {beside}".rstrip())
    year, month = context.month or (0, None)
    text = rail(
        date,
        None if context.by_report else event.time,
        under=None if year is None or month is None else (year, month),
        width=room,
        ascii=glyphs.rule.isascii(),
    )
    if not context.by_report and year is not None:
        text = text or placed(event)
    said = f"{indent}{text:<{room}} {beside}".rstrip()
    return (Span(said, "dim" if day is None else "plain"),)


def _beside(event: Event, day: int, context: RowContext, glyphs: Glyphs) -> str:
    """Behind the name of a day: the time, or how long after the event the report came."""
    if context.by_report:
        return _lag(event, context, glyphs)
    under, room = civil(day)[:2], RAIL_WIDTH - _DAY - 1
    ascii = glyphs.rule.isascii()
    return rail(event.date, event.time, under=under, under_day=day, width=room, ascii=ascii)


def _lag(event: Event, context: RowContext, glyphs: Glyphs) -> str:
    words = lag_words(event.date, context.reported)
    return words.replace("–", "-") if glyphs.rule.isascii() else words


def _title(
    timeline: Timeline,
    event: Event,
    context: RowContext,
    room: int,
    glyphs: Glyphs,
    *,
    places: bool,
) -> Line:
    """The title and, at the right where there is room, the place; in the order of reports, when it
    happened, which is worth the end of a title."""
    role: Role = "problem" if event.broken else "title" if context.changed else "plain"
    title, status = marked(event.title, context.matches, role), status_of(event)

    def cut(room: int) -> Line:
        own = room - width_of(status)
        if own < _WORD:
            return crop((*title, *status), room, glyphs.ellipsis)
        return (*crop(title, own, glyphs.ellipsis), *status)

    if context.by_report and room >= _DATE_FROM:
        date = rail(event.date, width=_VAGUE, ascii=glyphs.rule.isascii()) or isolate(
            event.date_written
        )
        own = crop((Span(date, "dim"),), _VAGUE, glyphs.ellipsis)
        free = room - width_of(own)
        return (*pad(cut(free - 2), free), *own)
    shown = cut(room)
    free = room - width_of(shown) - 3
    if not places or not event.locations or free < 6:
        return shown
    more = f" +{len(event.locations) - 1}" if len(event.locations) > 1 else ""
    place = isolate(timeline.places[event.locations[0]].name) + more
    aside = crop((Span(place, "dim"),), min(free, 24), glyphs.ellipsis)
    return (*pad(shown, room - width_of(aside)), *aside)


def status_of(event: Event) -> Line:
    """What stands behind a title: ` (planned)`, ` (cancelled)` or nothing."""
    return (Span(f" ({event.status})", "dim"),) if event.status != "occurred" else ()


def _gutter(
    event: Event, standing: Standing, context: RowContext, glyphs: Glyphs, *, mended: bool
) -> Line:
    """Marks, one for a record whose YAML was mended, then the standing's sign and how many
    independent origins were counted, from two."""
    left = glyphs.marked if context.marked else " "
    left += glyphs.changed if context.changed else glyphs.broken * mended or " "
    kind, count = "broken" if event.broken else standing.kind, len(standing.counted)
    sign, word = standing_glyph(kind, glyphs), kind.replace("-", " ")
    said = f"{min(count, 9) if count > 1 else ' '}" + f" {word:<13}" * context.words
    return (Span(left, "accent"), Span(sign.text + said, sign.role))
