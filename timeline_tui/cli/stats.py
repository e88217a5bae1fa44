"""`timeline stats`: how many events there are by period, place, actor, source and standing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from timeline_tui.cli.command import (
    DONE,
    NOTHING,
    Command,
    add_summary,
    emit_json,
    emit_lines,
    glyphs_of,
)
from timeline_tui.output import say, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.timeline import FacetKind
    from timeline_tui.core.views.tallies import Unit
    from timeline_tui.core.views.view import View

_UNITS: Final = ("day", "month", "year", "decade", "century")
_DESCRIPTION = """\
Count the events that a query finds: by when they began, by place, actor, source and standing, with
bars. An event counts in the period of its earliest bound; what of a bar can lie or last outside its
period is drawn lighter. Places and actors count what lies within them and what is part of them.
Exit code: 0 something was found, 1 nothing, 2 wrong use.
"""
_EXAMPLES = """\
Examples:
  timeline stats case.yaml
  timeline stats case.yaml -q date:2021 --by month --top 0
  timeline stats case.yaml --format json | jq '.standing'
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_summary(parser)
    parser.add_argument(
        "--by", choices=_UNITS, help="the periods (default: those that suit the time they span)"
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=_number,
        default=10,
        help="the N places, actors and sources with most events (default: 10; 0: all)",
    )


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 on")
    return int(text)


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of
    from timeline_tui.words.stats import stats_lines

    view = view_of(arguments)
    if arguments.format == "json":
        emit_json(_as_json(view, arguments.by))
    elif view.shown:
        glyphs, width = glyphs_of(arguments), terminal_width()
        emit_lines(stats_lines(view, arguments.by, arguments.top, width, glyphs))
    if not view.shown:
        say("timeline: no event matches")
    return DONE if view.shown else NOTHING


# As data


def _as_json(view: View, unit: Unit | None) -> dict[str, object]:
    from timeline_tui.core.views.tallies import by_standing, periods, without
    from timeline_tui.words.dates import iso
    from timeline_tui.words.stats import period_name

    found = periods(view, unit)
    return {
        "title": view.timeline.title,
        "as_of": view.query.asof and view.query.asof.text,
        "events": view.shown,
        "total": view.total,
        "unit": found.unit,
        "periods": [
            {
                "name": period_name(found.unit, period),
                "first": iso(period.first),
                "last": iso(period.last),
                "events": period.events,
                "beyond": period.beyond,
            }
            for period in found.periods
        ],
        "year_not_known": found.yearless,
        "undated": found.undated,
        "locations": _entries(view, "location"),
        "without_location": without(view, "location"),
        "actors": _entries(view, "actor"),
        "without_actor": without(view, "actor"),
        "sources": _entries(view, "source"),
        "without_source": without(view, "source"),
        "standing": dict(by_standing(view)),
    }


def _entries(view: View, kind: FacetKind) -> list[dict[str, object]]:
    from timeline_tui.core.views.tallies import ranked

    return [
        {
            "id": entry.id,
            "name": entry.name,
            "parent": entry.parent or None,
            "events": entry.count,
        }
        for entry in ranked(view.facet(kind))
    ]


COMMAND = Command(
    name="stats",
    usage="[PATH …] [-q QUERY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
