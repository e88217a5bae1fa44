"""Contested statements as text: who asserts and who contests, side by side where there is room.

Stances are words and figures stand by claimant; nothing is added up. Knows no toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import contested_index
from timeline_tui.core.evidence.disputes import ContestedStatement, Measure, Side
from timeline_tui.core.models.figures import PERCENT
from timeline_tui.core.timeline import Chain, Event, Figure, Timeline
from timeline_tui.tui.keys import OWN_KEYS, Keys
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line, number
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Role, Span, by_line, isolate, pad, width_of, wrap

SIDE_BY_SIDE = 70  # cells from which the two sides stand in columns

_INDENT = 2
_GAP = 3  # cells between two columns of words
_TABLE_GAP = 2
_NARROWEST = 12  # cells; a column of words that is narrower cannot be read
_BOUNDS = ("low", "best", "high")


def dispute_items(
    timeline: Timeline, blocks: Iterable[ContestedStatement], glyphs: Glyphs, width: int
) -> tuple[tuple[Line, ...], ...]:
    """An item for each block, see `dispute_item`."""
    return tuple([dispute_item(timeline, block, glyphs, width) for block in blocks])


def dispute_item(
    timeline: Timeline, block: ContestedStatement, glyphs: Glyphs, width: int
) -> tuple[Line, ...]:
    """A contested statement in lines of at most `width` cells, the last one empty.

    It begins with the event's title and date; then come those who assert and those who contest the
    statement, with their words and dates; then the figures, by what they measure and by claimant.
    """
    return tuple(_item(timeline, block, glyphs, width))


def nothing_contested(
    timeline: Timeline, asof: EdtfDate | None = None, keys: Keys = OWN_KEYS
) -> Line:
    """Why there is no block, and what to do; `asof` is the day that `timeline` is as of."""
    if contested_index(timeline).contests:
        clears = f"{keys['clear']} shows all"
        said = "Nothing here is contested. ", f"Events that the query hides are; {clears}."
    elif asof is not None:
        said = (
            f"Nothing here is contested, as it was known by {long(asof)}. ",
            f"{keys['next_report']} goes to the next report, "
            f"{keys['as_of_off']} shows what is known today.",
        )
    else:
        said = (
            "Nothing here is contested. ",
            "In the file, disputed_by and contradicts say who contests what.",
        )
    return (Span(said[0]), Span(said[1], "dim"))


def _item(
    timeline: Timeline, block: ContestedStatement, glyphs: Glyphs, width: int
) -> Iterator[Line]:
    yield from _heading(block.event, width)
    room = max(width - _INDENT, 1)
    wide = width >= SIDE_BY_SIDE
    column = (room - _GAP) // 2 if wide else max(room - _INDENT, 1)
    sides = [_parts(timeline, block, side, glyphs, column) for side in block.sides]
    body = _side_by_side(sides, column) if wide else _one_under_the_other(sides)
    yield from _shifted((*body, *_figures(timeline, block, room)))
    yield ()


def _shifted(lines: Iterable[Line]) -> Iterator[Line]:
    return ((Span(" " * _INDENT), *line) if line else line for line in lines)


def _heading(event: Event, width: int) -> Iterator[Line]:
    """The title and, at the right end or under it, the date."""
    title = (Span(isolate(_one_line(event.title)), "title"),)
    date = (Span(_event_date(event), "dim"),)
    if width_of(title) + _GAP + width_of(date) <= width:
        yield (*pad(title, width - width_of(date)), *date)
    else:
        yield from wrap(title, width)
        yield from wrap(date, width)


def _event_date(event: Event) -> str:
    date = long(event.date, event.time)
    if event.date is None and event.date_written:
        date = _one_line(event.date_written)
    return date if event.status == "occurred" else f"{date}, {event.status}"


# One side

_Side = tuple[list[Line], list[Line], list[Line], list[Line]]
"""Stance, claimants, words and days, as lines."""


def _parts(
    timeline: Timeline, block: ContestedStatement, side: Side, glyphs: Glyphs, width: int
) -> _Side:
    stance = Span(side.stance, "contested" if side.stance == "contests" else "label")
    return (
        [(stance,)],
        _wrapped(_claimants(timeline, side, glyphs), width),
        _wrapped(_words(block, side), width),
        _wrapped(_days(side), width),
    )


def _wrapped(lines: Iterable[Line], width: int) -> list[Line]:
    """The lines broken to `width`; most fit as they are, which is much the quicker."""
    found: list[Line] = []
    for line in lines:
        if width_of(line) <= width:
            found.append(line)
        else:
            found.extend(wrap(line, width, min(_INDENT, width - 1)))
    return found


def _claimants(timeline: Timeline, side: Side, glyphs: Glyphs) -> Iterator[Line]:
    if not side.chains:
        yield (Span("nobody named", "dim"),)
    for chain in side.chains:
        yield from _claimant(timeline, side, chain, glyphs, _each_dated(side))
    for chain in side.supports:
        yield from _claimant(timeline, side, chain, glyphs, True, "supported by ")


def _each_dated(side: Side) -> bool:
    """Whether each claimant is told with a report date: not one day holds for all of them."""
    if side.date is not None:
        return False
    return bool(side.supports) or len({chain.reported for chain in side.chains}) > 1


def _claimant(
    timeline: Timeline, side: Side, chain: Chain, glyphs: Glyphs, dated: bool, before: str = ""
) -> Iterator[Line]:
    """The origin, then through whom the publication had it and, if `dated`, when it said so."""
    name, takes_part = _name(timeline, chain.origin), chain.origin in side.parties
    spans = [Span(before, "dim")] if before else []
    spans += [Span(f"{name},"), Span(" a party to it", "dim")] if takes_part else [Span(name)]
    yield tuple(spans)
    through = f" {glyphs.had_from} ".join(_name(timeline, id) for id in chain.parties[:-1])
    said = [f"in {through}"] if through else []
    if dated:
        said.append(_reported(chain.reported))
    if said:
        yield (Span("; ".join(said), "dim"),)


def _words(block: ContestedStatement, side: Side) -> Iterator[Line]:
    """What the side says, and under which event where that is another."""
    whole = side.claim is None and side.stance == "asserts"
    if whole:
        yield (Span("the event as a whole", "dim"),)
    elif side.words:
        yield from by_line((Span(isolate(side.words.strip("\n"))),))
    if side.quote:
        yield from by_line((Span(_quoted(side.quote)),))
    if side.event.id != block.event.id:
        date = _event_date(side.event)
        if side.claim is None:
            yield (Span(f"another event, {date}", "dim"),)
        else:
            title = isolate(_one_line(side.event.title))
            yield (Span(f"of another event: {title}, {date}", "dim"),)


def _days(side: Side) -> Iterator[Line]:
    """When it was said, or else reported where one day holds for all; when it was taken back."""
    if side.date is not None:
        yield (Span(f"said {long(side.date)}", "dim"),)
    elif not side.chains or not _each_dated(side):
        reported = side.chains[0].reported if side.chains else None
        yield (Span(_reported(reported), "dim"),)
    if side.retracted is not None:
        yield (Span(f"retracted {long(side.retracted)}", "contested"),)


def _reported(date: EdtfDate | None) -> str:
    return "no report date" if date is None else f"reported {long(date)}"


def _name(timeline: Timeline, id: str) -> str:
    return isolate(timeline.party(id).name)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Columns


def _one_under_the_other(sides: Iterable[_Side]) -> Iterator[Line]:
    for stance, *parts in sides:
        yield from stance
        yield from _shifted(line for part in parts for line in part)


def _side_by_side(sides: Sequence[_Side], column: int) -> Iterator[Line]:
    """The first side at the left, the others under each other at the right, part beside part."""
    for index, right in enumerate(sides[1:]):
        left: _Side = ([], [], [], []) if index else sides[0]
        if index:
            yield ()
        for parts in zip(left, right, strict=True):
            yield from _beside(parts, (column, column), _GAP)


def _beside(cells: Sequence[Sequence[Line]], widths: Sequence[int], gap: int) -> Iterator[Line]:
    """Cells of several lines in columns; nothing follows the last text of a line."""
    for lines in zip_longest(*cells, fillvalue=()):
        spans: list[Span] = []
        start = 0
        for line, width in zip(lines, widths, strict=True):
            if line:
                spans = [*pad(tuple(spans), start), *line]
            start += width + gap
        yield tuple(spans)


# Figures


class _Row(NamedTuple):
    """A line of the table: what was counted, who says so, low, best, high, and in which words."""

    label: str
    claimant: str
    bounds: tuple[str, str, str]
    words: str


def _figures(timeline: Timeline, block: ContestedStatement, width: int) -> Iterator[Line]:
    """The figures as a table, or as sentences where it does not fit."""
    if not block.measures:
        return
    yield ()
    claimants = _table_names(timeline, block)
    rows = [row for measure in block.measures for row in _rows(timeline, measure, claimants)]
    widths = _table_widths(rows, width)
    if widths is not None:
        yield from _table(rows, widths)
        return
    for measure in block.measures:
        for side, figure in measure.given:
            told = _one_line(figure_line(figure, timeline))
            said = f"{told}, according to {claimants[side]}"
            yield from _wrapped([(Span(said),)], width)


def _table_names(timeline: Timeline, block: ContestedStatement) -> list[str]:
    """What each side is called beside its figures; with its stance where two have one name."""
    names = [
        ", ".join(dict.fromkeys(_name(timeline, chain.origin) for chain in side.chains))
        or "nobody named"
        for side in block.sides
    ]
    return [
        f"{name}, {side.stance}" if names.count(name) > 1 else name
        for name, side in zip(names, block.sides, strict=True)
    ]


def _rows(timeline: Timeline, measure: Measure, claimants: Sequence[str]) -> Iterator[_Row]:
    """The figures of one measure, which is named once, each with what it includes."""
    label = _label(timeline, measure)
    for side, figure in measure.given:
        yield _Row(label, claimants[side], _bounds(figure), _quoted(figure.text))
        label = ""
        for part in figure.including:
            name = f"including {_name(timeline, part.of)}" if part.of is not None else "including"
            yield _Row("", f"  {name}", _bounds(part), _quoted(part.text))


def _label(timeline: Timeline, measure: Measure) -> str:
    unit = f" ({measure.unit})" if measure.unit not in ("", PERCENT) else ""
    whom = f", {_name(timeline, measure.of)}" if measure.of is not None else ""
    return f"{measure.name}{whom}{unit}"


def _bounds(figure: Figure) -> tuple[str, str, str]:
    """Low, best and high as shown; `~` stands at the best, or without one at what there is."""
    low, best, high = (
        "" if value is None else number(value, figure.unit)
        for value in (figure.low, figure.best, figure.high)
    )
    if not figure.approximate:
        return low, best, high
    if best:
        return low, f"~{best}", high
    return low and f"~{low}", best, high and f"~{high}"


def _quoted(text: str) -> str:
    return '"' + isolate(text.strip("\n")) + '"' if text else ""


def _table_widths(rows: Sequence[_Row], width: int) -> tuple[int, ...] | None:
    """The widths of label, claimant, low, best, high and words; None where they have no room."""
    bounds = [
        max(len(head), *(len(row.bounds[index]) for row in rows))
        for index, head in enumerate(_BOUNDS)
    ]
    natural = [
        max(cell_len(line) for text in column for line in text.split("\n"))
        for column in zip(*((row.label, row.claimant, row.words) for row in rows), strict=True)
    ]
    texts = [size for size in natural if size]
    room = width - sum(bounds) - _TABLE_GAP * (len(bounds) + len(texts) - 1)
    while sum(texts) > room:
        widest = texts.index(max(texts))
        texts[widest] -= 1
        if texts[widest] < _NARROWEST:
            return None
    label, claimant, words = texts[0], texts[1], texts[2] if natural[2] else 0
    return label, claimant, *bounds, words


def _table(rows: Sequence[_Row], widths: Sequence[int]) -> Iterator[Line]:
    heads = [_right(head, width, "dim") for head, width in zip(_BOUNDS, widths[2:5], strict=True)]
    yield from _beside(([], [], *heads, []), widths, _TABLE_GAP)
    for row in rows:
        cells = (
            _left(row.label, widths[0]),
            _left(row.claimant, widths[1]),
            *(_right(text, at) for text, at in zip(row.bounds, widths[2:5], strict=True)),
            _left(row.words, widths[5], "dim"),
        )
        yield from _beside(cells, widths, _TABLE_GAP)


def _left(text: str, width: int, role: Role = "plain") -> list[Line]:
    return _wrapped(by_line((Span(text, role),)), width) if text else []


def _right(text: str, width: int, role: Role = "plain") -> list[Line]:
    """A cell with `text` at its right end, or an empty one."""
    return [(Span(" " * (width - len(text))), Span(text, role))] if text else []
