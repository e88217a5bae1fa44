"""Contested statements as text: who asserts and who contests, one below the other.

Stances are words and figures stand by claimant; nothing is added up. Knows no toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import ContestedStatement, Side, accounts, measures
from timeline_tui.core.models import Chain, Event
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, by_line, harmless, isolate, pad, wrap
from timeline_tui.words.status import Keys
from timeline_tui.words.story import words_line
from timeline_tui.words.telling import Words, elements, happened, when_and_where
from timeline_tui.words.whiskers import CELLS, tables

_STANCES: Final = 10  # cells of the column of stances


def dispute_item(
    timeline: Timeline, matter: Sequence[ContestedStatement], glyphs: Glyphs, width: int
) -> tuple[Line, ...]:
    """The statements of one matter in lines of at most `width` cells, the last one empty.

    It begins with the event's title and date; then come those who assert and those who contest a
    statement, with their words and dates; then the figures that it is about, by what they measure
    and by claimant.
    """
    lines: list[Line] = []
    event: Event | None = None
    for block, side in _told(matter):
        if event is not (event := block.event):
            title = Span(isolate(one_line(event.title)), "title")
            lines += wrap((title, Span(f"  {happened(event)}", "dim")), width)
        stance = Span(side.stance, "contested" if side.stance == "contests" else "label")
        before: Line = (Span("  "), *pad((stance,), _STANCES))
        for line in _side(timeline, block, side, glyphs):
            lines += wrap((*before, *line), width, min(_STANCES + 4, width // 2))
            before = (Span(" " * (_STANCES + 2)),)
    for table in _figures(timeline, matter):
        lines.append(())
        for words in table:
            lines += wrap(
                harmless((Span("  "), *words_line(words, glyphs))),
                width,
                min(CELLS + 4, width // 2),
            )
    return tuple(map(harmless, (*lines, ())))


def _told(matter: Sequence[ContestedStatement]) -> Iterator[tuple[ContestedStatement, Side]]:
    """The sides of each statement, each pair of sides once."""
    pairs: set[frozenset[tuple[str, str]]] = set()
    for block in matter:
        first, *others = block.sides
        against = [(frozenset((first.held, one.held)), one) for one in others]
        new = [(pair, one) for pair, one in against if len(pair) == 1 or pair not in pairs]
        pairs.update(pair for pair, _ in new)
        yield from ((block, one) for one in (first, *(one for _, one in new)) if new)


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


def _side(
    timeline: Timeline, block: ContestedStatement, side: Side, glyphs: Glyphs
) -> Iterator[Line]:
    """One side in lines that are not fitted: claimants, words and days."""
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
        yield (Span(f"of another event{title}, {happened(side.event)}", "dim"),)
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
    return (Span(before, "dim"), Span(origin, "title"), Span(told, "dim"))


def _figures(
    timeline: Timeline, matter: Sequence[ContestedStatement]
) -> Iterator[tuple[Words, ...]]:
    """The tables of what the sides count, with all who count it at their events."""
    sides = [side for block in matter for side in block.sides]
    counted = {one[:3] for one in measures(sides)}
    events = {side.event.id: side.event for side in sides}
    given = [account for event in events.values() for account in accounts(event)]
    for table in tables(timeline, given, alone=True):
        if table.measure[:3] in counted:
            yield table.lines
