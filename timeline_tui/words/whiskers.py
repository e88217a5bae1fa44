"""What several say of how many, on one scale: a line a claimant, drawn and in words.

Nothing is added up and nothing made up: what is not said stays open, and a denial is no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import floor, log10
from typing import Final, NamedTuple

from timeline_tui.core.evidence.disputes import Measure, Side, measures
from timeline_tui.core.evidence.statements import with_included
from timeline_tui.core.models import Figure
from timeline_tui.core.models.figures import PERCENT
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line, figure_text, number
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.telling import Piece, Words, aside, given, quoted, voices

CELLS: Final = 16
"""How wide a whisker is drawn; two blanks part it from the words."""
_LAST: Final = CELLS - 1
_LOW, _HIGH, _BETWEEN, _OPEN, _BEST, _ABOUT, _DENIED = tuple(UNICODE.whisker)
_ENDS: Final = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)  # at which a scale may end, by powers of ten
_SHORT: Final = 8  # amounts up to so long stand in a column


class Table(NamedTuple):
    """Two lines or more on what was counted; the first words name it and its scale."""

    measure: Measure
    lines: tuple[Words, ...]


def tables(timeline: Timeline, sides: Sequence[Side], *, alone: bool = False) -> Iterator[Table]:
    """Each measure of which the `sides` have two figures, or one and someone who denies it; what
    stands `alone` too, which needs no scale, if that is asked for."""
    for measure in measures(sides):
        rows = [(sides[at], figure) for at, figure in measure.given]
        denied = {side.held: _denials(sides, side) for side, _ in rows}
        if len(rows) + sum(map(len, denied.values())) > 1:
            yield Table(measure, tuple(_lines(timeline, measure, rows, denied)))
        elif alone:
            ((side, figure),) = rows
            who = voices(timeline, side.chains)
            words = given(figure_line(figure, timeline)), Piece("  "), *who, *_own(figure)
            yield Table(measure, (words,))


def _denials(sides: Iterable[Side], of: Side) -> list[Side]:
    """Not those who deny the event as a whole: they say nothing of how many."""
    if of.claim is None:
        return []
    return [one for one in sides if one.stance == "contests" and one.held == of.held]


def _origins(side: Side) -> frozenset[str]:
    return frozenset(chain.origin for chain in side.chains)


def _lines(
    timeline: Timeline,
    measure: Measure,
    rows: Sequence[tuple[Side, Figure]],
    denied: dict[tuple[str, str], list[Side]],
) -> Iterator[Words]:
    end = _scale_end([figure for _, figure in rows])
    whom = f", {timeline.party(measure.of).name}" if measure.of is not None else ""
    scale = f"0{number(end, measure.unit):>{_LAST}}"
    yield Piece(scale, "scale"), Piece("  "), given(measure.name + whom)
    amounts = [figure_text(figure, timeline) for _, figure in rows]
    room = max((len(one) for one in amounts if len(one) <= _SHORT), default=0)
    claimants = Counter(_origins(side) for side, _ in rows)
    for (side, figure), amount in zip(rows, amounts, strict=True):
        words = [Piece(whisker(figure, end), "whisker"), Piece("  "), given(f"{amount:<{room}}")]
        words += [Piece("  "), *voices(timeline, side.chains)]
        if side.date is not None:
            words.append(Piece(f", said {long(side.date)}"))
        elif claimants[_origins(side)] > 1 and side.claim is not None:
            words += [Piece(": "), *quoted(side.words)]
        if side.claim is not None and side.claim.retracted is not None:
            words.append(Piece(f", retracted {long(side.claim.retracted)}"))
        yield *words, *_own(figure)
        for one in denied.pop(side.held, ()):
            at = _at(next(iter(_numbers(figure)), 0), end)
            sign = Piece(f"{' ' * at}{_DENIED}{' ' * (_LAST - at)}", "denial")
            yield sign, Piece("  disputed by "), *voices(timeline, one.chains)


def _own(figure: Figure) -> Words:
    return aside(extra for part in with_included(figure) for extra in part.extras)


def whisker(figure: Figure, end: float) -> str:
    """A figure on the scale from 0 to `end`; blank where it gives no number."""
    cells = [" "] * CELLS
    low, best, high = (
        None if one is None else _at(one, end) for one in (figure.low, figure.best, figure.high)
    )
    if low is not None or high is not None:
        first, last = 0 if low is None else low, _LAST if high is None else high
        if first == last:  # a range is not a number
            first, last = (first - 1, last) if first else (first, last + 1)
        known = range(
            first if low is not None else last if best is None else best,
            1 + (last if high is not None else first if best is None else best),
        )
        for cell in range(first, last + 1):
            cells[cell] = _BETWEEN if cell in known else _OPEN
        cells[first] = cells[first] if low is None else _LOW
        cells[last] = cells[last] if high is None else _HIGH
    if best is not None:
        cells[best] = _ABOUT if figure.approximate else _BEST
    return "".join(cells)


def _numbers(figure: Figure) -> Iterator[float]:
    """The best first."""
    return (one for one in (figure.best, figure.low, figure.high) if one is not None)


def _at(value: float, end: float) -> int:
    return round(value / end * _LAST)


def _scale_end(figures: Sequence[Figure]) -> float:
    """The round number that all lie below, with room behind the largest where one is open."""
    most = max((one for figure in figures for one in _numbers(figure)), default=0)
    if figures[0].unit == PERCENT and most <= 100:
        return 100
    if not most:
        return 1
    if any(figure.low is not None and figure.high is None for figure in figures):
        most *= 1.2
    power = 10.0 ** floor(log10(most))
    return next((end for step in _ENDS if (end := float(f"{step * power:.6g}")) >= most), most)
