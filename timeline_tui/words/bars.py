"""Counts with bars, in sections that share one scale: a longer bar is always a larger number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span, crop, isolate, pad, width_of

_LONGEST: Final = 40  # cells of a bar where the width has no bound
_SHORTEST: Final = 10  # cells that names leave to the bars


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and a number; `light` is the part of it that is drawn lighter.

    Without a `count` it is a remark between the bars.
    """

    name: str
    count: int | None = None
    light: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    bars: tuple[Bar, ...]


def bar_lines(sections: Sequence[Section], width: int | None, glyphs: Glyphs) -> Iterator[Line]:
    """The sections with an empty line between them, in `width` cells; None: with bars of a fixed
    length behind names in full."""
    bars = [bar for section in sections for bar in section.bars if bar.count is not None]
    most = max((bar.count or 0 for bar in bars), default=0)
    digits = len(f"{most:,}")
    name = max((width_of((Span(bar.name),)) for bar in bars), default=0)
    room = _LONGEST
    if width is not None:
        free = max(width - digits - 6, 2)  # two cells before the name, the number and the bar each
        name = min(name, max(free - _SHORTEST, free // 2))
        room = max(free - name, 1)
    for place, section in enumerate(sections):
        if place:
            yield ()
        yield (Span(section.heading, "label"),)
        for bar in section.bars:
            line = _line(bar, name, digits, min(1.0, room / most) if most else 1.0, glyphs)
            yield line if width is None else crop(line, width, glyphs.ellipsis)


def _line(bar: Bar, name: int, digits: int, scale: float, glyphs: Glyphs) -> Line:
    if bar.count is None:
        return (Span(f"  {bar.name}", "dim"),)
    light = _cells(bar.light, scale)
    solid = max(_cells(bar.count, scale) - light, 1 if bar.count > bar.light else 0)
    return (
        Span("  "),
        *pad(crop((Span(isolate(bar.name)),), name, glyphs.ellipsis), name),
        Span(f"  {bar.count:>{digits},}  "),
        Span(("#" if glyphs.bins.isascii() else glyphs.bins[-1]) * solid),
        Span(glyphs.span * light, "dim"),
    )


def _cells(count: int, scale: float) -> int:
    """The length of a bar: never none for something."""
    return max(round(count * scale), 1) if count else 0
