"""One event as one line of the chronology: date, title, place, signs. The screen draws it, `list`
prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.models import Event
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.view import View
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


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a view: the event at a `place` among the rows.

    `month` is the year and month it stands under, as `headers.Month` has them, None where it has no
    header and says itself when it was; `names_day` is whether the day is to be written: on the
    first event of its day. With `words` the standing is spelled out. `far` is how far in time it
    lies from a mark, None where that is not told. In the order of reports the rail tells of the
    first report, and how long after the event it came.
    """

    view: View
    place: int
    glyphs: Glyphs
    month: tuple[int | None, int | None] | None
    names_day: bool
    marked: bool = False
    changed: bool = False
    words: bool = False
    far: str | None = None

    @property
    def event(self) -> Event:
        return self.view.event(self.place)

    @property
    def by_report(self) -> bool:
        return self.view.query.sort == "reported"

    def line(self, width: int) -> Line:
        """The event in exactly `width` cells."""
        gutter = self._gutter()
        if self.far is not None and width >= _PLACE_FROM:
            gutter = (Span(f"{self.far:>{_FAR}} ", "dim"), *gutter)
        rail_width = next(cells for least, cells in _RAILS if width >= least)
        room = width - rail_width - width_of(gutter) - 2
        date = pad(self._crop(self._rail(rail_width), rail_width - 1), rail_width)
        title = pad(self._title(room, places=width >= _PLACE_FROM), room)
        return harmless((Span(" "), *date, *title, Span(" "), *gutter))

    def _crop(self, line: Line, width: int) -> Line:
        return crop(line, width, self.glyphs.ellipsis)

    def _rail(self, width: int) -> Line:
        """The date as precisely as it is known and no more; the line of the file where what cannot
        be read begins."""
        event, date = self.event, self.view.date(self.place)
        if event.broken:
            record = self.view.timeline.records[self.view.rows[self.place]]
            return (Span(f" line {record.line}", "problem"),)
        day = single_day(date)
        if day is not None and (self.month or not self.names_day):
            name = day_name(day) if self.names_day else ""
            return (Span(f"{name:<{_DAY}}"), Span(self._beside(day), "dim"))
        if date is None:
            written = "not reported" if self.by_report else isolate(event.date_written)
            return (Span(f" {written}", "dim"),)
        beside = self._lag() if self.by_report and width >= RAIL_WIDTH else ""
        indent = "" if day is not None else " "
        room = width - 1 - len(f"{indent} {beside}".rstrip())
        year, month = self.month or (0, None)
        under = None if year is None or month is None else (year, month)
        time = None if self.by_report else event.time
        text = self.glyphs.own(rail(date, time, under=under, width=room))
        if not self.by_report and year is not None:
            text = text or placed(event)
        said = f"{indent}{text:<{room}} {beside}".rstrip()
        return (Span(said, "dim" if day is None else "plain"),)

    def _beside(self, day: int) -> str:
        """Behind the name of a day: the time, or how long after the event the report came."""
        if self.by_report:
            return self._lag()
        under, room = civil(day)[:2], RAIL_WIDTH - _DAY - 1
        date, time = self.event.date, self.event.time
        return self.glyphs.own(rail(date, time, under=under, under_day=day, width=room))

    def _lag(self) -> str:
        return self.glyphs.own(lag_words(self.event.date, self.view.date(self.place)))

    def _title(self, room: int, *, places: bool) -> Line:
        """The title and, at the right where there is room, the place; in the order of reports, when
        it happened, which is worth the end of a title."""
        event = self.event
        if self.by_report and room >= _DATE_FROM:
            date = self.glyphs.own(rail(event.date, width=_VAGUE)) or isolate(event.date_written)
            own = self._crop((Span(date, "dim"),), _VAGUE)
            free = room - width_of(own)
            return (*pad(self._named(free - 2), free), *own)
        shown = self._named(room)
        free = room - width_of(shown) - 3
        if not places or not event.locations or free < 6:
            return shown
        more = f" +{len(event.locations) - 1}" if len(event.locations) > 1 else ""
        place = isolate(self.view.timeline.places[event.locations[0]].name) + more
        aside = self._crop((Span(place, "dim"),), min(free, 24))
        return (*pad(shown, room - width_of(aside)), *aside)

    def _named(self, room: int) -> Line:
        """The title, cut ahead of the status behind it as long as that leaves a word of it."""
        event = self.event
        role: Role = "problem" if event.broken else "title" if self.changed else "plain"
        title = marked(event.title, self.view.highlight(event.title), role)
        status = status_of(event)
        own = room - width_of(status)
        if own < _WORD:
            return self._crop((*title, *status), room)
        return (*self._crop(title, own), *status)

    def _gutter(self) -> Line:
        """Marks, one for a record whose YAML was mended, then the standing's sign and how many
        independent origins were counted, from two."""
        event, timeline, glyphs = self.event, self.view.timeline, self.glyphs
        mended = timeline.records[self.view.rows[self.place]].mended
        left = glyphs.marked if self.marked else " "
        left += glyphs.changed if self.changed else glyphs.broken * mended or " "
        found = standing(timeline, event)
        kind, count = "broken" if event.broken else found.kind, len(found.counted)
        sign, word = standing_glyph(kind, glyphs), kind.replace("-", " ")
        said = f"{min(count, 9) if count > 1 else ' '}" + f" {word:<13}" * self.words
        return (Span(left, "accent"), Span(sign.text + said, sign.role))


def status_of(event: Event) -> Line:
    """What stands behind a title: ` (planned)`, ` (cancelled)` or nothing."""
    return (Span(f" ({event.status})", "dim"),) if event.status != "occurred" else ()
