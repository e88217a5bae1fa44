"""The chronology as plain text, for pipes, files and paper: one line an event, under its month."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.timeline import Event
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import period_name, rail
from timeline_tui.words.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.words.rows import lag_words, placed
from timeline_tui.words.spans import Line, Span, crop, isolate, pad, text_of, width_of
from timeline_tui.words.status import empty_line

_RAIL = 18  # cells, as for "24–27 Jul, morning"
_NARROWEST = 30  # cells; less leaves nothing of the title


def chronology(view: View, width: int | None, ascii: bool = False) -> Iterator[str]:
    """The lines of the view's events, in `width` cells or, where it is None, in full.

    First the title and how many events are shown; then under each month a line an event: date,
    title, and in words what must not be missed (planned, disputed, retracted, broken).
    """
    glyphs = ASCII if ascii else UNICODE
    room = None if width is None else max(width, _NARROWEST)
    timeline = view.timeline
    title = Span(isolate(timeline.title or "Timeline"))
    yield _fitted((title,), (Span(_count(view)),), room, glyphs)
    disputed = contested_index(timeline).contests
    if not view.rows:
        yield from ("", text_of(empty_line(view)[:1]).strip())
    starts = (*(month.first for month in view.months), view.shown)
    for month, end in zip(view.months, starts[1:], strict=True):
        yield ""
        yield _header(month)
        for position in range(month.first, end):
            event = view.event(position)
            date = pad((Span(f"  {_date(view, position, month, ascii)}"),), _RAIL + 4)
            said = _said(event, _lag(view, position), event.id in disputed)
            yield _fitted((*date, Span(isolate(event.title))), said, room, glyphs)


def _count(view: View) -> str:
    of = "" if view.shown == view.total else f"{view.shown:,} of "
    return f"{of}{view.total:,} event{'' if view.total == 1 else 's'}"


def _header(month: Month) -> str:
    return period_name(month.year, month.month, month.years)


def _date(view: View, position: int, month: Month, ascii: bool) -> str:
    event, date = view.event(position), view.date(position)
    if date is None:
        return event.date_written[:_RAIL] if view.query.sort == "date" else "not reported"
    under = None
    if month.year is not None and month.month is not None:
        under = (month.year, month.month)
    time = event.time if view.query.sort == "date" else None
    said = rail(date, time, under=under, width=_RAIL, ascii=ascii)
    return said or ("" if month.year is None else placed(event))


def _lag(view: View, position: int) -> str:
    """In the order of knowledge, how long after the event it became known."""
    if view.query.sort == "date":
        return ""
    return lag_words(view.event(position).date, view.date(position))


def _said(event: Event, lag: str, disputed: bool) -> Line:
    words = (
        lag,
        event.status if event.status != "occurred" else "",
        "disputed" if disputed else "",
        "retracted" if event.retracted else "",
        "broken" if event.broken else "",
    )
    said = ", ".join(filter(None, words))
    return (Span(f"[{said}]"),) if said else ()


def _fitted(line: Line, said: Line, room: int | None, glyphs: Glyphs) -> str:
    """`line` and behind it what is said of it, `line` cut where both do not fit."""
    gap = (Span("  "),) if said else ()
    if room is not None:
        line = crop(line, room - width_of(said) - width_of(gap), glyphs.ellipsis)
    return text_of((*line, *gap, *said)).rstrip()
