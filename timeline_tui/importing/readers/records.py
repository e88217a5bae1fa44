"""Objects as rows: their values as plain texts, and the keys of all as the columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from timeline_tui.core.names import FreshIds
from timeline_tui.core.reading.tree import LONGEST
from timeline_tui.core.text import cropped
from timeline_tui.importing import Reading, Row, Table, TableError, Value

_NOTHING: Final[Mapping[str, Value]] = {}


def table(
    name: str,
    how: Reading,
    rows: Callable[[], Iterator[Row]],
    said: tuple[str, ...] = (),
    own: bool = False,
    head: Mapping[str, Value] = _NOTHING,
) -> Table:
    """The table of `rows`, with their keys in order of appearance. All rows are read once.

    Raises TableError where there are none.
    """
    columns = tuple(dict.fromkeys(key for row in rows() for key in row.values))
    if not columns and not own:
        raise TableError("it is no table: there is nothing in it")
    return Table(name, how.read, columns, rows, said, own, head)


def parsed(text: str, line: int = 1) -> Any:
    """What a JSON text that begins in `line` holds, numbers as they are spelled."""
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        at = f"line {line + error.lineno - 1}, column {error.colno}"
        raise TableError(f"{at}: it is no JSON: {error.msg}") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, a key that stands twice in it with a number behind it."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    fresh = FreshIds()
    return {fresh.make(key): one for key, one in pairs}


def plain(value: object, exact: bool = False) -> Value | None:
    """Data as texts; None for null, and for what is blank or empty.

    Where it has to be `exact`, texts are not stripped, and what is empty in a list keeps its place
    there as "".
    """
    if isinstance(value, dict):
        items = ((str(key), plain(one, exact)) for key, one in value.items())
        return {key: one for key, one in items if one is not None} or None
    if isinstance(value, list):
        texts = [plain(one, exact) for one in value]
        kept = [one or "" for one in texts if one is not None or exact]
        return kept if any(kept) else None
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).lower()
    text = str(value) if exact else str(value).strip()
    if len(text) > LONGEST:
        raise TableError(f"more than a million characters are too many for a text: {cropped(text)}")
    return text or None


def row(at: int, found: object, exact: bool = False) -> Row:
    """A row of a mapping."""
    values = plain(found, exact)
    return Row(at, values if isinstance(values, dict) else {})
