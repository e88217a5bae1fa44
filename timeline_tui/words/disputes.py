"""Contested statements as text: who asserts and who contests, side by side where there is room.

Stances are words and figures stand by claimant; nothing is added up. Knows no toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import ContestedStatement, Side
from timeline_tui.core.models import Chain, Event, Figure
from timeline_tui.core.models.figures import PERCENT
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line, figure_text, number
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import (
    Line,
    Span,
    by_line,
    harmless,
    isolate,
    pad,
    width_of,
    wrap,
)
from timeline_tui.words.status import Keys
from timeline_tui.words.tables import Column, table_lines

SIDE_BY_SIDE: Final = 70  # cells from which the two sides stand in columns
_GAP: Final = 3  # cells between them
_INDENT: Final = 2


def dispute_item(
    timeline: Timeline, block: ContestedStatement, glyphs: Glyphs, width: int
) -> tuple[Line, ...]:
    """A contested statement in lines of at most `width` cells, the last one empty.

    It begins with the event's title and date; then come those who assert and those who contest the
    statement, with their words and dates; then the figures, by what they measure and by claimant.
    """
    room = max(width - _INDENT, 1)
    column = (room - _GAP) // 2 if width >= SIDE_BY_SIDE else room
    sides = [
        [part for line in _side(timeline, block, side, glyphs) for part in _fitted(line, column)]
        for side in block.sides
    ]
    if width >= SIDE_BY_SIDE:
        contesting = [line for side in sides[1:] for line in ((), *side)][1:]
        pairs = zip_longest(sides[0], contesting, fillvalue=())
        body = [(*pad(left, column + _GAP), *right) if right else left for left, right in pairs]
    else:
        body = [line for side in sides for line in side]
    body += _figures(timeline, block, room, glyphs)
    shifted = ((Span(" " * _INDENT), *line) if line else line for line in body)
    lines = (*_heading(block.event, width), *shifted, ())
    return tuple(harmless(line) for line in lines)


def nothing_contested(
    timeline: Timeline, asof: EdtfDate | None = None, keys: Keys | None = None
) -> Line:
    """Why there is no block and, with `keys`, what to do; `asof` is the day that `timeline` is as
    of."""
    said = "Nothing here is contested"
    if contested_index(timeline).contests:
        step = "Events that the query hides are; {clear} shows all."
    elif asof is not None:
        said = f"{said}, as it was known by {long(asof)}"
        step = "{next_report} goes to the next report, {as_of_off} shows what is known today."
    else:
        step = "In the file, disputed_by and contradicts say who contests what."
    if keys is None:
        return (Span(f"{said}."),)
    return (Span(f"{said}. "), Span(step.format_map(keys), "dim"))


def _fitted(line: Line, width: int) -> list[Line]:
    return wrap(line, width, min(_INDENT, width - 1))


def _heading(event: Event, width: int) -> Iterator[Line]:
    """The title and, at the right end or under it, the date."""
    title, date = (Span(isolate(one_line(event.title)), "title"),), (Span(_date(event), "dim"),)
    if width_of(title) + _GAP + width_of(date) <= width:
        yield (*pad(title, width - width_of(date)), *date)
    else:
        yield from (*wrap(title, width), *wrap(date, width))


def _date(event: Event) -> str:
    written = event.date_written if event.date is None else ""
    date = isolate(one_line(written)) or long(event.date, event.time)
    return date if event.status == "occurred" else f"{date}, {event.status}"


def _side(
    timeline: Timeline, block: ContestedStatement, side: Side, glyphs: Glyphs
) -> Iterator[Line]:
    """One side in lines that are not fitted: stance, claimants, words and days."""
    yield (Span(side.stance, "contested" if side.stance == "contests" else "label"),)
    if not side.chains:
        yield (Span("nobody named", "dim"),)
    for chain in (*side.chains, *side.supports):
        yield from _claimant(timeline, side, chain, glyphs)
    if side.claim is None and side.stance == "asserts":
        yield (Span("the event as a whole", "dim"),)
    elif side.words:
        yield from by_line((Span(isolate(side.words.strip("\n"))),))
    if side.quote:
        yield from by_line((Span(f'"{isolate(side.quote.strip())}"'),))
    if side.event.id != block.event.id:
        title = f": {isolate(one_line(side.event.title))}" if side.claim is not None else ""
        yield (Span(f"of another event{title}, {_date(side.event)}", "dim"),)
    if side.date is not None:
        yield (Span(f"said {long(side.date)}", "dim"),)
    if side.retracted is not None:
        yield (Span(f"retracted {long(side.retracted)}", "contested"),)


def _claimant(timeline: Timeline, side: Side, chain: Chain, glyphs: Glyphs) -> Iterator[Line]:
    """The origin, then through whom the publication had it and when it was reported."""
    origin, *passed = (isolate(timeline.party(id).name) for id in reversed(chain.parties))
    before = "supported by " if chain in side.supports else ""
    party = ", a party to it" if chain.origin in side.parties else ""
    yield (Span(before, "dim"), Span(origin), Span(party, "dim"))
    told = [f"in {f' {glyphs.had_from} '.join(reversed(passed))}"] if passed else []
    if side.date is None:
        told.append(f"reported {long(chain.reported)}" if chain.reported else "no report date")
    if told:
        yield (Span("; ".join(told), "dim"),)


def _figures(
    timeline: Timeline, block: ContestedStatement, width: int, glyphs: Glyphs
) -> Iterator[Line]:
    """The figures as a table, or as sentences where it does not fit."""
    if not block.measures:
        return
    yield ()
    names = [
        ", ".join(dict.fromkeys(timeline.party(chain.origin).name for chain in side.chains))
        or "nobody named"
        for side in block.sides
    ]
    rows: list[Sequence[str]] = []
    sentences: list[str] = []
    for measure, of, unit, given in block.measures:
        whom = f", {timeline.party(of).name}" if of is not None else ""
        label = f"{measure}{whom}" + (f" ({unit})" if unit not in ("", PERCENT) else "")
        for side, figure in given:
            words = figure_text(figure, timeline) if figure.text or figure.including else ""
            rows.append((label, names[side], *_bounds(figure), one_line(words)))
            sentences.append(f"{figure_line(figure, timeline)}, according to {names[side]}")
            label = ""
    columns = [Column(name) for name in ("measure", "claimant")]
    columns += [Column(name, "right") for name in ("low", "best", "high")]
    table = list(table_lines([*columns, Column("in words")], rows, None, glyphs))
    if max(map(width_of, table)) <= width:
        yield from table
    else:
        for told in sentences:
            yield from _fitted((Span(one_line(told)),), width)


def _bounds(figure: Figure) -> tuple[str, str, str]:
    """Low, best and high; `~` stands at the best, or without one at what there is."""
    values = (figure.low, figure.best, figure.high)
    low, best, high = ("" if one is None else number(one, figure.unit) for one in values)
    if figure.approximate and best:
        best = f"~{best}"
    elif figure.approximate:
        low, high = low and f"~{low}", high and f"~{high}"
    return low, best, high
