"""A view as a file of another kind: one module a format, imported when it is asked for.

A writer tells what of this view it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:  # the formats are named by `--help`, which is immediate
    from timeline_tui.core.views.view import View


class Written(NamedTuple):
    """A file's text in pieces, and sentences (without a full stop) on what it lacks of the view."""

    pieces: Iterable[str]
    left_out: tuple[str, ...] = ()


FORMATS: Final[Mapping[str, str]] = {
    "md": "Markdown: a chronology for a report, with numbered footnotes",
    "html": "one self-contained web page, for a phone and for paper, that can be filtered",
    "csv": "a table for spreadsheets, a row an event",
    "json": "a JSON object of events and all that they name, with everything the file says",
    "jsonl": "JSON Lines: an event a line, as in json",
    "geojson": "a map: a feature for each event and place (RFC 7946)",
    "ics": "a calendar (RFC 5545), vague dates kept in the summary",
    "timelinejs": "TimelineJS3, for the web; the display date carries the vagueness",
    "timesketch": "CSV for Timesketch, a row an event at its earliest moment",
    "markwhen": "Markwhen text, a line an event",
}
"""What each format is, in the order of the help; the docs tell what it cannot carry."""


def write(name: str, view: View) -> Written:
    """`view` in the format `name`, one of FORMATS."""
    module = import_module(f"timeline_tui.export.{name}")
    return cast(Written, module.write(view))
