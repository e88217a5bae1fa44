"""A page to file: a table of when, what and who says so, a row an event. As Markdown that knows
tables (GFM), and as a web page to print, which loads and runs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from timeline_tui.core.citation import Part, attribution
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, flat
from timeline_tui.export.chronology import Chronology
from timeline_tui.export.html import environment, policy, resource
from timeline_tui.export.md import lines_of_head, part, plain
from timeline_tui.words.dates import long
from timeline_tui.words.telling import paragraphs


class Row(NamedTuple):
    """An event: the description in the lines of its paragraphs, the source in sentences without
    their full stops."""

    date: str
    date_text: str
    what: str
    description: list[list[str]]
    source: Sequence[tuple[Part, ...]]


def write(view: View) -> Written:
    """The table as Markdown."""
    return Written(f"{line}\n" for line in _lines(Chronology(view)))


def write_html(view: View) -> Written:
    """The table as a web page."""
    told, style = Chronology(view), resource("page.css") + resource("table.css")
    context = {
        "told": told,
        "about": tuple(told.about),
        "rows": _rows(view),
        "long": False,
        "style": Markup(style),
        "policy": policy(style),
    }
    return Written(environment().get_template("table.html").generate(context))


def _rows(view: View) -> Iterator[Row]:
    for row in view.rows:
        event = view.timeline.events[row]
        date = long(event.date, event.time) if event.date else event.date_written
        date = date or ("broken record" if event.broken else "date not known")
        what = flat.caption(view.timeline, row, dated=False)
        source = list(attribution(view.timeline, event, long)) or [(Part("No source is given"),)]
        text = paragraphs(event.description)
        yield Row(date[:1].upper() + date[1:], event.date_text, what, text, source)


def _lines(told: Chronology) -> Iterator[str]:
    yield from lines_of_head(told)
    if told.nothing:
        return
    yield from ("", "| Date | What | Source |", "| --- | --- | --- |")
    for row in _rows(told.view):
        date = (plain(row.date), f"“{plain(row.date_text)}”" if row.date_text else "")
        text = (plain(line) for paragraph in row.description for line in paragraph)
        source = " ".join(f"{''.join(map(part, sentence))}." for sentence in row.source)
        what = f"**{plain(row.what)}**" if row.what else ""
        yield f"| {_cell(date)} | {_cell((what, *text))} | {_cell((source,))} |"


def _cell(lines: Iterable[str]) -> str:
    """Lines of Markdown in one cell. Only addresses can have a bar that is not escaped yet."""
    return re.sub(r"(?<!\\)\|", r"\|", "<br>".join(filter(None, lines)))
