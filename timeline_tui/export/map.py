"""Where the events lie: the numbers of a small map, which map.svg draws. Equirectangular, a degree
of longitude as long as in the middle. No coasts: it shows what the file says, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from math import ceil, cos, floor, inf, radians, sqrt
from typing import Any, Final, NamedTuple

from rich.cells import cell_len

from timeline_tui.core.text import cropped
from timeline_tui.core.views.view import View
from timeline_tui.export.geojson import located

_WIDTH, _LOW, _HIGH, _EDGE = 600, 220, 340, 64  # pixels
_LEAST: Final = 0.02  # degrees across, or two houses would fill it
_STEPS: Final = 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45
_SIDES: Final = ("start", 1, 0), ("end", -1, 0), ("middle", 0, -1), ("middle", 0, 1)
_FONTS: Final = ("", 18), ("wide", 12)
"""How large letters are on a phone, which scales it down, and those of names that it leaves out."""


class Point(NamedTuple):
    """A place, its area as its events are."""

    x: float
    y: float
    radius: float
    name: str
    events: int


def drawn(view: View) -> dict[str, Any] | None:
    """What map.svg draws of the events of `view`, and how many of them lie nowhere; None where
    fewer than two places have coordinates."""
    places, events = view.timeline.places, [view.timeline.events[row] for row in view.rows]
    found = [{place.id for _, place in located(view.timeline, event)} for event in events]
    counts = Counter(id for ids in found for id in sorted(ids)).most_common()
    if len(counts) < 2:
        return None
    lats = [places[id].lat or 0 for id, _ in counts]
    lons = [(places[id].lon or 0) % 360 for id, _ in counts]
    # The window that begins behind the widest gap is the smallest, whatever is on the date line.
    turn = sorted(set(lons))
    wide, west = min(((last - first) % 360, first) for last, first in pairwise((turn[-1], *turn)))
    middle, high = (max(lats) + min(lats)) / 2, max(lats) - min(lats)
    shrunk = max(cos(radians(middle)), 0.1)
    down = (_WIDTH - 2 * _EDGE) / max(wide * shrunk, _LEAST)  # pixels a degree
    down = min(down, (_HIGH - 2 * _EDGE) / max(high, _LEAST))
    across, height = down * shrunk, max(_LOW, high * down + 2 * _EDGE)
    left, top = west + wide / 2 - _WIDTH / 2 / across, middle + height / 2 / down
    points = []
    for (id, count), lat, lon in zip(counts, lats, lons, strict=True):
        radius, name = max(3, 12 * sqrt(count / counts[0][1])), cropped(places[id].name, 32)
        x = ((lon - west) % 360 + west - left) * across
        points.append(Point(x, (top - lat) * down, radius, name, count))
    meridians = _lines(left, left + _WIDTH / across, across)
    parallels = _lines(max(-90, top - height / down), min(90, top), down)
    return {
        "height": height,
        "meridians": [((lon - left) * across, _degrees(lon, "EW")) for lon in meridians],
        "parallels": [((top - lat) * down, _degrees(lat, "NS")) for lat in parallels],
        "points": points,
        "labels": list(_labels(points, height)),
        "nowhere": found.count(set()),
    }


def _lines(start: float, end: float, scale: float) -> list[float]:
    """The round degrees between two, as close as can be told apart."""
    step = next((step for step in _STEPS if step * scale >= 90), _STEPS[-1])
    return [number * step for number in range(ceil(start / step), floor(end / step) + 1)]


def _degrees(value: float, signs: str) -> str:
    value = round((value + 180) % 360 - 180, 4)
    return f"{abs(value):g}°" + ("" if value in (0, -180) else f" {signs[value < 0]}")


def _labels(points: list[Point], height: float) -> Iterator[tuple[Point, str, str, float, float]]:
    """The names that have room, those of most events first: where it is seen and how it stands.
    None lies over another, over a point, or over the degrees at the edges."""
    taken = [(x - size, y - size, x + size, y + size) for x, y, size, *_ in points]
    taken += [(-inf, -inf, 76, inf), (_WIDTH - 4, -inf, inf, inf)]
    taken += [(-inf, -inf, inf, 4), (-inf, height - 28, inf, inf)]
    left = points[:100]
    for (seen, font), point in product(_FONTS, points[:100]):
        wide, half, gap = cell_len(point.name) * font * 0.6, font * 0.6, point.radius + 4
        for anchor, dx, dy in _SIDES if point in left else ():
            x, y = point.x + dx * gap, point.y + dy * (gap + half)
            box = (x - wide * (1 - dx) / 2, y - half, x + wide * (1 + dx) / 2, y + half)
            if not any(_cross(box, other) for other in taken):
                taken.append(box)
                left.remove(point)
                yield point, seen, anchor, x, y
                break


def _cross(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return all(one[n] < other[n + 2] and other[n] < one[n + 2] for n in (0, 1))
