"""A view as a file of another kind: one module a format, imported when it is asked for.

Every format states what it cannot carry, and a writer tells what of this view it left out.
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


class Format(NamedTuple):
    """What a format is, and what it cannot carry: one sentence each, without a full stop."""

    says: str
    loses: str


FORMATS: Final[Mapping[str, Format]] = {
    "md": Format(
        "Markdown: a chronology for a report, with numbered footnotes",
        "Where an event stands in the file; the ids of events",
    ),
    "html": Format(
        "one self-contained web page, for a phone and for paper, that can be filtered",
        "As md; what it shows stays as it was when it was written, and its search finds no aliases",
    ),
    "csv": Format(
        "a table for spreadsheets, a row an event",
        "Lists, chains, claims and figures are flattened into the words of one cell each",
    ),
    "json": Format(
        "a JSON list of events, with everything the file says",
        "Nothing of an event; of its places, actors and sources the ids only",
    ),
    "jsonl": Format(
        "JSON Lines: an event a line, as in json",
        "Nothing of an event; of its places, actors and sources the ids only",
    ),
    "geojson": Format(
        "a map: a feature for each event and place (RFC 7946)",
        "Events without a place that has coordinates, or lies in one that has, have no point",
    ),
    "ics": Format(
        "a calendar (RFC 5545), vague dates kept in the summary",
        "Sets become the span of their bounds, an event without one stands at the other; "
        "undated events and those beyond the years 1 to 9999 are left out",
    ),
    "timelinejs": Format(
        "TimelineJS3, for the web; the display date carries the vagueness",
        "Undated events are left out; standing, figures and chains stand in the text",
    ),
    "timesketch": Format(
        "CSV for Timesketch, a row an event at its earliest moment",
        "A span is reduced to the moment at which it starts; undated events and those before "
        "1700 or after 2261 are left out",
    ),
    "markwhen": Format(
        "Markwhen text, a line an event",
        "Sets become the span of their bounds, an event without one stands at the other; seconds, "
        "undated events and those beyond the years 1 to 9999 are left out",
    ),
}
"""The formats in the order of the help."""


def write(name: str, view: View) -> Written:
    """`view` in the format `name`, one of FORMATS."""
    module = import_module(f"timeline_tui.export.{name}")
    return cast(Written, module.write(view))
