"""Contested statements as text: who asserts and who contests, one below the other.

Stances are words and figures stand by claimant; nothing is added up. Knows no toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import ContestedStatement, Side
from timeline_tui.core.models import Chain, Event, Figure
from timeline_tui.core.models.figures import PERCENT
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_text, number
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, by_line, harmless, isolate, wrap
from timeline_tui.words.status import Keys
from timeline_tui.words.tables import Column, table_lines
from timeline_tui.words.telling import elements, when_and_where

_COLUMNS: Final = (
    *(Column("measure", share=1), Column("claimant", share=1)),
    *(Column(name, "right") for name in ("low", "best", "high")),
    Column("in words", share=1),
)


def dispute_item(
    timeline: Timeline, block: ContestedStatement, glyphs: Glyphs, width: int
) -> tuple[Line, ...]:
    """A contested statement in lines of at most `width` cells, the last one empty.

    It begins with the event's title and date; then come those who assert and those who contest the
    statement, with their words and dates; then the figures, by what they measure and by claimant.
    """
    event = block.event
    title = Span(isolate(one_line(event.title)), "title")
    lines = wrap((title, Span(f"  {_date(event)}", "dim")), width)
    for line in chain.from_iterable(_side(timeline, block, side, glyphs) for side in block.sides):
        lines += wrap((Span("  "), *line), width, min(4, width - 2))
    if rows := list(_figures(timeline, block)):
        table = table_lines(_COLUMNS, rows, max(width - 2, 1), glyphs)
        lines += [(), *((Span("  "), *line) for line in table)]
    return tuple(map(harmless, (*lines, ())))


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


def _date(event: Event) -> str:
    date = long(event.date, event.time) if event.date else isolate(one_line(event.date_written))
    return date if event.status == "occurred" else f"{date}, {event.status}"


def _side(
    timeline: Timeline, block: ContestedStatement, side: Side, glyphs: Glyphs
) -> Iterator[Line]:
    """One side in lines that are not fitted: stance, claimants, words and days."""
    yield (Span(side.stance, "contested" if side.stance == "contests" else "label"),)
    if not side.chains:
        yield (Span("nobody named", "dim"),)
    for one in (*side.chains, *side.supports):
        yield _claimant(timeline, side, one, glyphs)
    if side.claim is None and side.stance == "asserts":
        yield (Span("the event as a whole", "dim"),)
    elif side.words:
        yield from by_line((Span(isolate(side.words.strip("\n"))),))
    if side.quote:
        yield from by_line((Span(f'"{isolate(side.quote.strip())}"'),))
    if told := when_and_where(timeline, side.when, side.where):
        yield tuple(Span(isolate(one.text)) for one in told)
    if side.event.id != block.event.id:
        title = f": {isolate(one_line(side.event.title))}" if side.claim is not None else ""
        yield (Span(f"of another event{title}, {_date(side.event)}", "dim"),)
    if side.date is not None:
        yield (Span(f"said {long(side.date)}", "dim"),)
    if side.retracted is not None:
        yield (Span(f"retracted {long(side.retracted)}", "contested"),)


def _claimant(timeline: Timeline, side: Side, chain: Chain, glyphs: Glyphs) -> Line:
    """The origin, then through whom the publication had it and when it was reported."""
    origin, *passed = map(isolate, reversed(elements(timeline, chain)))
    before = "supported by " if chain in side.supports else ""
    told = ", a party to it" if chain.origin in side.parties else ""
    if passed:
        told += f", in {f' {glyphs.had_from} '.join(reversed(passed))}"
    if side.date is None:
        told += f"; reported {long(chain.reported)}" if chain.reported else "; no report date"
    return (Span(before, "dim"), Span(origin), Span(told, "dim"))


def _figures(timeline: Timeline, block: ContestedStatement) -> Iterator[tuple[str, ...]]:
    """A row for each figure, what it measures on the first of its kind."""
    for measure, of, unit, given in block.measures:
        whom = f", {timeline.party(of).name}" if of is not None else ""
        label = f"{measure}{whom}" + (f" ({unit})" if unit not in ("", PERCENT) else "")
        for side, figure in given:
            chains = block.sides[side].chains
            names = dict.fromkeys(timeline.party(chain.origin).name for chain in chains)
            words = figure_text(figure, timeline) if figure.text or figure.including else ""
            claimant = ", ".join(names) or "nobody named"
            yield (label, claimant, *_bounds(figure), one_line(words))
            label = ""


def _bounds(figure: Figure) -> tuple[str, str, str]:
    """Low, best and high, `~` at what is approximate: the best, or without one what there is."""
    values = (figure.low, figure.best, figure.high)
    low, best, high = ("" if one is None else number(one, figure.unit) for one in values)
    if not figure.approximate:
        return low, best, high
    return (low, f"~{best}", high) if best else (low and f"~{low}", "", high and f"~{high}")
