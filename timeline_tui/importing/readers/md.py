"""Notes in Markdown: a row a file, the keys of its front matter its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, Final

from timeline_tui.core.reading.tree import Map, parse
from timeline_tui.importing import Reading, Table, TableError
from timeline_tui.importing.readers import records
from timeline_tui.importing.readers.text import opened

_FRONT: Final = re.compile(r"---[ \t]*\n(.*?\n|)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_HEADING: Final = re.compile(r"^#{1,6}[ \t]+(.+)$", re.MULTILINE)


def table(name: str, data: bytes | None, how: Reading, folder: Path | None = None) -> Table:
    """The table of one note, or of all in `folder` and below it, in the order of their names."""
    said: tuple[str, ...] = ()
    notes = [(PurePath(name).name, data or b"")] if folder is None else list(_notes(folder))
    found: list[dict[str, Any]] = []
    for file, content in notes:
        open_text, decided = opened(content, how)
        front, body, wrong = _divided("\n".join(open_text().read().splitlines()))
        said += tuple(f"{file}: {one}" for one in (*decided, *wrong))
        found.append(_values(front, body, file))
    rows = [records.row(at, values) for at, values in enumerate(found, 1)]
    return records.table(name, how, lambda: iter(rows), said)


def _notes(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        files = [file for file in folder.rglob("*") if file.suffix.lower() in (".md", ".markdown")]
        for file in sorted(files):
            path = file.relative_to(folder)
            if not any(part.startswith(".") for part in path.parts) and file.is_file():
                yield path.as_posix(), file.read_bytes()
    except OSError as error:
        raise TableError(f"a note cannot be read: {error}") from error


def _divided(text: str) -> tuple[dict[str, Any], str, list[str]]:
    """The front matter, the text below it, and what is wrong with the former."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text, []
    tree = parse(match[1])
    wrong = [problem.message for problem in tree.problems]
    if isinstance(tree.data, Map):
        return dict(tree.data.items()), text[match.end() :], wrong
    return {}, text, [*wrong, "it has no keys in its front matter, which is kept as text"]


def _values(front: dict[str, Any], body: str, file: str) -> dict[str, Any]:
    """What is not in the front matter is taken from the text, whose first heading is the title, and
    from the file's name, which may begin with the day."""
    given = {key.lower() for key, value in front.items() if value}
    heading = _HEADING.search(body)
    title = heading[1] if heading else PurePath(file).stem
    if heading and "title" not in given and not body[: heading.start()].strip():
        body = body[heading.end() :]
    day = _DAY.match(PurePath(file).name)
    own = {"title": title, "description": body, "date": day and day[0], "file": file}
    return front | {key: value for key, value in own.items() if key not in given}
