"""The density strip: how many events lie in each stretch of time, as one line of bars."""

from __future__ import annotations

from collections.abc import Sequence

from timeline_tui.render.glyphs import Glyphs
from timeline_tui.render.spans import Line, Role, Span


def density_line(shown: Sequence[float], total: Sequence[float], glyphs: Glyphs) -> Line:
    """One cell a bin: its height is the number shown there, against the most shown in any bin.

    The lowest bar is kept, dim, for bins that hold events of which none is shown, so that a gap of
    the query can be told from a gap of the timeline without colour; an empty bin is blank.
    `shown` and `total` are counts of the same bins; ValueError if they differ in length.
    """
    most = max(shown, default=0.0)
    spans: list[Span] = []
    for own, all_of_it in zip(shown, total, strict=True):
        glyph, role = _bar(own, most, all_of_it, glyphs.bins)
        if spans and spans[-1].role == role:
            spans[-1] = Span(spans[-1].text + glyph, role)
        else:
            spans.append(Span(glyph, role))
    return tuple(spans)


def _bar(own: float, most: float, all_of_it: float, bins: str) -> tuple[str, Role]:
    if own <= 0:
        return (bins[1], "dim") if all_of_it > 0 else (bins[0], "plain")
    height = 2 + int((len(bins) - 3) * own / most + 0.5)
    return bins[min(height, len(bins) - 1)], "plain"
