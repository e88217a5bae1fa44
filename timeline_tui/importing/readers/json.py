"""JSON, a list of objects somewhere in it, and JSON Lines, an object a line; our own among both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from timeline_tui.core.text import one_of
from timeline_tui.importing import Reading, Row, Table, TableError, Value
from timeline_tui.importing.readers import records
from timeline_tui.importing.readers.text import Open, opened


def table(name: str, data: bytes, how: Reading) -> Table:
    """The table of the objects. Row.at is the line in JSON Lines, else the number of the object."""
    open_text, said = opened(data, how)
    if how.read == "jsonl":
        first = next(_lines(open_text), (0, {}))[1]
        own = {"version", "standing"}.issubset(first)
        return records.table(name, how, lambda: _rows(_lines(open_text), own), said, own)
    with open_text() as file:
        whole = records.parsed(file.read())
    path, found = _found(whole, how.records)
    for at, one in enumerate(found, 1):
        if not isinstance(one, dict):
            raise TableError(f"item {at} of `{path}` is no object")
    found = [*map(_feature, found)]
    own = path == "$.events" and "version" in whole and all("standing" in one for one in found)
    if path not in (how.records, "$") and not own:
        said += (f"the rows stand at `{path}`",)
    head = _head(whole, own) if isinstance(whole, dict) else {}
    return records.table(name, how, lambda: _rows(enumerate(found, 1), own), said, own, head)


def _feature(one: dict[str, Any]) -> dict[str, Any]:
    """What a feature of GeoJSON says of itself, with its point; any other object as it is."""
    match one:
        case {"type": "Feature", "properties": dict(said), **rest}:
            match rest:
                case {"geometry": {"type": "Point", "coordinates": [lon, lat, *_]}}:
                    return said | {"lat": lat, "lon": lon}
            return said | rest
    return one


def _rows(objects: Iterable[tuple[int, Any]], own: bool) -> Iterator[Row]:
    return (records.row(at, one, own) for at, one in objects)


def _lines(open_text: Open) -> Iterator[tuple[int, dict[str, Any]]]:
    with open_text() as file:
        for at, line in enumerate(file, 1):
            if not line.isspace():
                found = records.parsed(line.strip(), at)
                if not isinstance(found, dict):
                    raise TableError(f"line {at} is no object")
                yield at, found


def _found(whole: Any, wanted: str) -> tuple[str, list[Any]]:
    """The list of the rows and its path: the one that is wanted, else `events`, or the only one."""
    lists = {"$": whole} if isinstance(whole, list) else dict(_lists(whole))
    if wanted:
        found = whole
        for key in filter(None, wanted.removeprefix("$").split(".")):
            found = found.get(key) if isinstance(found, dict) else None
        lists = {wanted: found} if isinstance(found, list) else lists
    likely = [path for path in (wanted or "$.events",) if path in lists]
    if not wanted and not likely and len(lists) == 1:
        likely = list(lists)
    if likely:
        return likely[0], lists[likely[0]]
    there = f"; there are objects at {one_of(tuple(lists))}" if lists else ""
    where = f" at `{wanted}`" if wanted else " that is the only one" if lists else ""
    raise TableError(f"it has no list of objects{where}{there}")


def _lists(whole: Any, path: str = "$", depth: int = 2) -> Iterator[tuple[str, list[Any]]]:
    """The lists of objects at the top, and in the objects there, by their paths."""
    for key, one in whole.items() if isinstance(whole, dict) else ():
        if isinstance(one, list) and one and all(isinstance(item, dict) for item in one):
            yield f"{path}.{key}", one
        elif depth > 1:
            yield from _lists(one, f"{path}.{key}", depth - 1)


def _head(whole: dict[str, Any], own: bool) -> dict[str, Value]:
    """What stands beside our own events; the title of TimelineJS, which is HTML."""
    if own:
        beside = {key: one for key, one in whole.items() if key not in ("version", "events")}
        return dict(records.row(0, beside, exact=True).values)
    slide = whole.get("title")
    text = slide.get("text") if isinstance(slide, dict) else None
    title = text.get("headline") if isinstance(text, dict) else None
    return {"title": unescape(title)} if isinstance(title, str) else {}
