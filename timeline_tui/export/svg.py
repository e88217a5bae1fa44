"""Lanes as a picture (SVG): the cells that a terminal shows, drawn. What is told by colour is told
by a sign too; it takes the ink of where it stands, on light and on dark paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from timeline_tui.core.lanes.axis import extents, ticks
from timeline_tui.core.lanes.cells import Cell, cells
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.lanes import UNDATED, Chart, lane_name
from timeline_tui.words.signs import UNICODE, lane_sign
from timeline_tui.words.spans import Span, harmless, text_of

STYLE: Final = """\
.lanes text { font: 12px ui-monospace, "DejaVu Sans Mono", monospace; fill: currentColor; }
.lanes text.sign { text-anchor: middle; font-weight: bold; }
.lanes text.number { text-anchor: end; }
.lanes text.contested { fill: #b26b00; }
.lanes .dim { opacity: 0.7; }
.lanes path, .lanes line { stroke: currentColor; fill: none; }
.lanes line { opacity: 0.2; }
"""
_ALONE: Final = """\
:root { color: #1f1d1a; background: #fcfbf8; }
@media (prefers-color-scheme: dark) { :root { color: #e9e5dd; background: #181715; } }
"""
_CELL: Final = 8  # pixels
_LANE: Final = 20
_TOP: Final = 28
_TOLD: Final = 12  # titles at most that are told of one cell
_HATCH: Final = (
    '<pattern id="may" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<path d="M-1 1L1 -1M0 4L4 0M3 5L5 3"/></pattern>'
)


def picture(view: View, chart: Chart) -> Iterator[str]:
    """A file of its own."""
    yield from drawing(view, chart, f"<style>\n{STYLE}{_ALONE}</style>\n")


def drawing(view: View, chart: Chart, style: str = "") -> Iterator[str]:
    """The element, for a page that has the STYLE itself."""
    width, end = (chart.left + chart.axis.width) * _CELL + 8, _TOP + _LANE * len(chart.lanes)
    height = end + _LANE
    yield '<svg xmlns="http://www.w3.org/2000/svg" class="lanes" role="img" '
    yield f'aria-label="{_text(view.timeline.title)}: when it happened" width="{width}" '
    yield f'height="{height}" viewBox="-4 0 {width} {height}">\n{style}'
    yield f"<defs>{_HATCH}</defs>\n"
    for cell, label in ticks(chart.axis):
        x = (chart.left + cell) * _CELL
        yield f'<text class="dim" x="{x}" y="16">{label}</text>'
        yield f'<line x1="{x + 0.5}" x2="{x + 0.5}" y1="20" y2="{end}"/>\n'
    dated = extents(view.timeline)
    for number, lane in enumerate(chart.lanes):
        y = _TOP + _LANE * number + _LANE // 2
        name = lane_name(lane, chart.names, UNICODE.ellipsis)
        indent = len(name) - len(name.lstrip())
        yield f'<text x="{indent * _CELL}" y="{y + 4}">{_text(name.strip())}</text>'
        if chart.counts:
            x = (chart.left - 1) * _CELL
            yield f'<text class="number dim" x="{x}" y="{y + 4}">{lane.count:,}</text>'
        if any(dated[row] for row in lane.rows):
            yield from _lane(view.timeline, cells(view, lane.rows, chart.axis), chart.left, y)
        else:
            yield f'<text class="dim" x="{chart.left * _CELL}" y="{y + 4}">{UNDATED}</text>'
        yield "\n"
    yield f'<text class="dim" x="0" y="{end + 14}">{chart.note}</text>\n</svg>\n'


def _lane(timeline: Timeline, found: Sequence[Cell], left: int, y: int) -> Iterator[str]:
    """The shapes of a lane, each with what it tells of; what lasts is one shape, up to a sign."""

    def kind(at: int) -> tuple[object, ...]:
        cell = found[at]
        line = cell.sign in ("lasted", "may") and cell.count < 2
        return (cell.sign, cell.rows if cell.count == 0 else ()) if line else (at,)

    for _, places in groupby(range(len(found)), kind):
        first, *more = places
        cell = found[first]
        if cell.sign is None:
            continue
        shape = _shape(cell, (left + first) * _CELL, y, (1 + len(more)) * _CELL)
        told = "\n".join(_told(timeline, row) for row in cell.rows[:_TOLD])
        yield f"<g><title>{told}</title>{shape}</g>"


def _shape(cell: Cell, x: int, y: int, width: int) -> str:
    """What is drawn in a cell, or in several that are `width` pixels wide together."""
    middle = x + _CELL // 2
    if cell.count > 1 or cell.sign == "contested":
        sign = lane_sign(cell, UNICODE)
        return f'<text class="sign {sign.role}" x="{middle}" y="{y + 4}">{sign.text}</text>'
    match cell.sign:
        case "day":
            return f'<circle cx="{middle}" cy="{y}" r="3.5" fill="currentColor"/>'
        case "planned":
            return f'<path d="M{x} {y}l4 -4l4 4l-4 4z"/>'
        case "open":
            return f'<path d="M{x} {y}h4m0 -4l4 4l-4 4"/>'
        case "unknown":
            return f'<path d="M{x + 8} {y}h-4m0 -4l-4 4l4 4"/>'
        case "lasted":
            return f'<rect fill="currentColor" x="{x}" y="{y - 1}" width="{width}" height="3"/>'
    return f'<rect fill="url(#may)" x="{x}" y="{y - 5}" width="{width}" height="10"/>'


def _told(timeline: Timeline, row: int) -> str:
    event = timeline.events[row]
    date = f"{long(event.date, event.time)}: " if event.date else ""
    return _text(f"{date}{event.title}")


def _text(text: str) -> str:
    return escape(text_of(harmless((Span(text),))))
