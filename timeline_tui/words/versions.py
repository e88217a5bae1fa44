"""Rows of a label and a text, for what differs between two versions. Knows no event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline_tui.core.timeline import Timeline
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import Line, Span, isolate

_SHORT: Final = 60  # characters of two texts that stand on one line


class Row(NamedTuple):
    """A label, and what is said under it."""

    label: str
    spans: Line


@dataclass(frozen=True, slots=True)
class Versions:
    """Both versions, each to name what it holds, and how it is written what came and what went."""

    old: Timeline
    new: Timeline
    glyphs: Glyphs

    def came(self, label: str, text: str) -> Row:
        return Row(label, (Span(f"{self.glyphs.included} "), Span(isolate(_one_line(text)))))

    def went(self, label: str, text: str) -> Row:
        return Row(label, (Span(f"{self.glyphs.excluded} "), Span(isolate(_one_line(text)))))

    def changed(self, label: str, old: str, new: str) -> Iterator[Row]:
        """One text in place of another, either of which may be none: on one line if both are
        short."""
        old, new = _one_line(old), _one_line(new)
        if old and new and len(old) + len(new) <= _SHORT:
            arrow = "->" if self.glyphs.bins.isascii() else "→"
            yield Row(label, (Span(isolate(old)), Span(f" {arrow} "), Span(isolate(new))))
            return
        if old:
            yield self.went(label, old)
        if new:
            yield self.came(label, new)

    def listed(self, label: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Row]:
        """What of a list went, then what came; where neither is so, that its order differs."""
        old, new = list(old), list(new)
        went, came = [one for one in old if one not in new], [one for one in new if one not in old]
        yield from (self.went(label, one) for one in went)
        yield from (self.came(label, one) for one in came)
        if not went and not came:
            order = isolate(_one_line(", ".join(new)))
            yield Row(label, (Span("in another order: ", "dim"), Span(order)))


def _one_line(text: str) -> str:
    return " ".join(text.split())
