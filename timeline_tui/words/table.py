"""A table of texts as lines: fitted to a width, or in full for a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span, crop, isolate, pad, text_of, width_of

_NARROWEST = 8  # cells that a column keeps


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, on which side its texts stand, and its share of the room that is left
    where not all fit; without a share it is never cropped."""

    name: str
    align: Literal["left", "right"] = "left"
    share: int = 0


def table_lines(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None, glyphs: Glyphs
) -> Iterator[str]:
    """The headings and the rows in at most `width` cells; None: as wide as they are.

    Where they do not fit, the columns with a share are cropped, those furthest above theirs first,
    none below a few cells; then every line is.
    """
    body = [tuple(Span(isolate(text)) for text in row) for row in rows]
    heading = tuple(Span(column.name) for column in columns)
    widths = [max(width_of((row[at],)) for row in (heading, *body)) for at in range(len(columns))]
    if width is not None:
        _shrink(widths, columns, width - 2 * (len(columns) - 1))
    for row in (heading, *body):
        line = _line(row, columns, widths, glyphs)
        yield text_of(line if width is None else crop(line, width, glyphs.ellipsis)).rstrip()


def _shrink(widths: list[int], columns: Sequence[Column], room: int) -> None:
    """Take from the columns with a share until all fit in `room`."""
    while sum(widths) > room:
        wide = [at for at, c in enumerate(columns) if c.share and widths[at] > _NARROWEST]
        if not wide:
            return
        widths[max(wide, key=lambda at: widths[at] / columns[at].share)] -= 1


def _line(row: Line, columns: Sequence[Column], widths: Sequence[int], glyphs: Glyphs) -> Line:
    cells: list[Span] = []
    for column, width, span in zip(columns, widths, row, strict=True):
        cell = crop((span,), width, glyphs.ellipsis)
        blank = Span(" " * (width - width_of(cell)))
        cells += [Span("  ")] if cells else []
        cells += (blank, *cell) if column.align == "right" else pad(cell, width)
    return tuple(cells)
