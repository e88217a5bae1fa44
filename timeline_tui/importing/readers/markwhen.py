"""Markwhen's plain entries, `date: text`, with properties, tags, sections and the lines below.

Of dates it knows only where they end; comments, recurrence and durations are not understood.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from timeline_tui.importing import Reading, Table
from timeline_tui.importing.readers import records
from timeline_tui.importing.readers.text import opened

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE: Final = (
    rf"(?:now|\d{{4}}(?:-\d\d?){{0,2}}|(?:\d\d?[/.]){{1,2}}\d{{4}}|(?:\d\d? )?{_MONTH}(?: \d\d?,?)?"
    r" \d{4})(?:[ T]\d\d?:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_ENTRY: Final = re.compile(rf"\s*(?:- )?({_DATE})(?:\s*[-–/]\s*({_DATE}))?\s*:(?:\s+(.*)|$)")
_SECTION: Final = re.compile(r"\s*(?:#+\s+|(?:section|group)\s+|end(?:Section|Group))(.*)")
_PROPERTY: Final = re.compile(r"\s*([\w.-]+):\s+(.+)")
_TAG: Final = re.compile(r"(?:^|\s)#(\w+)")


def table(name: str, data: bytes, how: Reading) -> Table:
    """The table of the entries. Row.at is the line in which one begins."""
    open_text, said = opened(data, how)
    section = ""
    head: dict[str, Any] = {}
    found: list[tuple[int, dict[str, Any], list[str]]] = []
    for at, line in enumerate(open_text().read().splitlines(), 1):
        if match := _ENTRY.match(line):
            first, last, text = match.groups("")
            last = last.replace("now", "..")
            values = {
                "date": f"{first}/{last}" if last else first,
                "title": _plain(_TAG.sub("", text)),
                "tags": _TAG.findall(text),
                "section": section,
            }
            found.append((at, values, []))
        elif match := _SECTION.match(line):
            section = match[1]
        elif (match := _PROPERTY.match(line)) and not (found and found[-1][2]):
            (found[-1][1] if found else head)[match[1]] = _value(match[2])
        elif found and not line.lstrip().startswith("//"):
            found[-1][2].append(_plain(re.sub(r"^\s*> ?", "", line)))
    rows = [records.row(at, one | {"description": "\n".join(text)}) for at, one, text in found]
    return records.table(name, how, lambda: iter(rows), said, head=records.row(0, head).values)


def _value(text: str) -> Any:
    try:
        return json.loads(text) if text.startswith(('"', "[")) else text
    except ValueError:
        return text


def _plain(text: str) -> str:
    """A text without the signs that our own export puts before what would be a tag or an amount."""
    return text.replace("\\#", "#").replace("\N{NO-BREAK SPACE}%", "%")
