"""Files of other programs as tables of plain texts: one module a format, imported when needed.

A reader knows its format, nothing of events. It looks at all of a file at once, so that what is
wrong is said before anything is made of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Final, cast

from timeline_tui.core.models.wording import TABLES
from timeline_tui.core.names import FreshIds
from timeline_tui.core.text import did_you_mean, one_of
from timeline_tui.importing import Reading, Row, Table, TableError
from timeline_tui.importing.templates import nameable

READERS: Final = TABLES

_MODULES: Final = {"tsv": "csv", "xlsx": "sheet", "ods": "sheet", "jsonl": "json"}
_SUFFIXES: Final = {kind: kind for kind in READERS} | {
    "tab": "tsv",
    "xls": "xlsx",
    "xlsm": "xlsx",
    "xlsb": "xlsx",
    "geojson": "json",
    "ndjson": "jsonl",
    "markdown": "md",
    "mw": "markwhen",
}
_LOOKS: Final = (
    ("xlsx", rb"PK\x03\x04|\xd0\xcf\x11\xe0"),
    ("jsonl", rb'\s*\{(?:"version": 1, "id"|[^\r\n]*\}[ \t]*[\r\n]\s*\{)'),
    ("json", rb"\s*[\[{]"),
    ("ics", rb"\s*BEGIN:VCALENDAR"),
    ("md", rb"---\r?\n"),
    ("markwhen", rb"(?:.*\n)*?[ ]*\d{4}[-/\d: ]{0,40}:[ ]+\S"),
)
"""How a file of unknown kind begins."""

_ONLY: Final = {"sheet": ("xlsx", "ods"), "records": ("json",), "delimiter": ("csv", "tsv")}
"""What can be said of the reading of some kinds alone."""


def table(name: str, data: bytes | None, how: Reading, folder: Path | None = None) -> Table:
    """The table that `data` is, or that the notes in `folder` are where there is no data.

    Its kind is that of `how`, else that of the suffix of `name`, else that of the content. Raises
    TableError, which begins with `name`.
    """
    try:
        if data is not None and (not data or data.isspace()):
            raise TableError("it is empty")
        kind = how.read or (_kind(name, data) if data is not None else "md")
        if kind not in READERS:
            raise TableError(f"`{kind}` cannot be read. {did_you_mean(kind, READERS)}")
        if data is None and kind != "md":
            raise TableError("it is a folder, and only notes (`md`) are read from one")
        for option, kinds in _ONLY.items():
            if getattr(how, option) and kind not in kinds:
                raise TableError(f"`{option}` is for {one_of(kinds)}, and this is `{kind}`")
        module = import_module(f"timeline_tui.importing.readers.{_MODULES.get(kind, kind)}")
        given = (folder,) if data is None else ()
        return _with_names(cast(Table, module.table(name, data, replace(how, read=kind), *given)))
    except TableError as error:
        raise TableError(f"{name}: {error}") from error
    except RecursionError as error:
        raise TableError(f"{name}: it is nested too deeply") from error


def _with_names(table: Table) -> Table:
    """The table with columns that a template can name."""
    fresh = FreshIds()
    names = {column: fresh.make(nameable(column)) for column in table.columns}
    if table.own or all(column == name for column, name in names.items()):
        return table

    def rows() -> Iterator[Row]:
        for at, values in table.rows():
            yield Row(at, {names[column]: one for column, one in values.items()})

    return replace(table, columns=tuple(names.values()), rows=rows)


def _kind(name: str, data: bytes) -> str:
    if kind := _SUFFIXES.get(PurePath(name).suffix.lower()[1:]):
        return kind
    start = data[: 1 << 20].removeprefix(b"\xef\xbb\xbf")
    return next((kind for kind, look in _LOOKS if re.match(look, start)), "csv")
