"""`timeline show ID`: everything the file says of one event."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from timeline_tui.cli.command import (
    DONE,
    NOTHING,
    Command,
    UsageError,
    add_ascii,
    add_format,
    add_paths,
    emit_json,
    emit_lines,
    glyphs_of,
)
from timeline_tui.output import say, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.views.view import View

_WIDEST: Final = 100  # cells; longer lines are hard to read
_IN_A_PIPE: Final = 80
_NAMED: Final = 5  # ids that an ambiguous beginning is told with

_DESCRIPTION = """\
Print everything the file says of an event: what happened when and where, who took part, who says
so, who contests it, and its standing. ID is an event's id, as `timeline list` prints it, or the
beginning of a single one.
Exit code: 0 the event is there, 1 it is not, 2 wrong use.
"""
_EXAMPLES = """\
Examples:
  timeline show kaldar-retaken case.yaml
  timeline show helicopter case.yaml --as-of 2021-07-26
  timeline show helicopter case.yaml --format json | jq .standing
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="the id of an event, or its beginning")
    add_paths(parser)
    parser.add_argument(
        "--as-of", metavar="DAY", default="", help="as it was known on a day, as asof: does"
    )
    add_format(parser, ("text", "json"), "text")
    add_ascii(parser)
    parser.set_defaults(query="")


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of
    from timeline_tui.words.event import event_lines

    if arguments.id is None and arguments.paths:  # behind `--`, where an id may begin with a minus
        arguments.id = arguments.paths.pop(0)
    if arguments.id is None:
        raise UsageError("which event? Name its id; `timeline list` prints the ids")
    view = view_of(arguments)
    found = _find(view, arguments.id)
    if len(found) != 1:
        say(f"timeline: {_not_found(view, arguments.id, found)}")
        return NOTHING
    row = view.timeline.row_of[found[0]]
    if arguments.format == "json":
        emit_json(_as_json(view, row))
    else:
        event, room = view.timeline.events[row], min(terminal_width() or _IN_A_PIPE, _WIDEST)
        lines = event_lines(view.timeline, event, glyphs=glyphs_of(arguments), width=room)
        emit_lines(line.spans for line in lines)
    return DONE


# Finding it


def _find(view: View, typed: str) -> list[str]:
    """The ids that are meant: the one typed, else one that differs in case or blanks only, else
    all that begin so."""
    from timeline_tui.core.text import make_visible, name_key

    ids = view.timeline.row_of
    typed = make_visible(typed)
    if typed in ids:
        return [typed]
    key = name_key(typed)
    same = [id for id in ids if name_key(id) == key]
    return same or [id for id in ids if key and name_key(id).startswith(key)]


def _not_found(view: View, typed: str, found: list[str]) -> str:
    """Why it is not one. As of a day what is not known yet reads like what was never there."""
    from timeline_tui.core.text import closest
    from timeline_tui.words.dates import long

    if found:
        more = [f"and {len(found) - _NAMED} more"] if len(found) > _NAMED else []
        first = f"{len(found)} events have an id that begins with `{typed}`:"
        return "\n  ".join((first, *found[:_NAMED], *more))
    day = view.query.asof
    missing = f"no event has the id `{typed}`"
    if day is not None:
        missing = f"as of {long(day)} no event with the id `{typed}` was known"
    close = closest(typed, view.timeline.row_of)
    return f"{missing}. Did you mean `{close}`?" if close else missing


def _as_json(view: View, row: int) -> dict[str, object]:
    """The object of `timeline list --format json`, and what of it only the timeline tells."""
    from timeline_tui.core.evidence.standing import sentence, standings
    from timeline_tui.export.record import record
    from timeline_tui.words.dates import long

    timeline = view.timeline
    event = timeline.events[row]
    linked: dict[str, list[str]] = {}
    for link in timeline.links.get(event.id, ()):
        if not link.outgoing:
            linked.setdefault(link.type, []).append(link.event)
    return {
        **record(view, row),
        "date_in_words": long(event.date, event.time) if event.date else event.date_written,
        "standing_because": sentence(standings(timeline)[row], timeline, long),
        "linked_from": linked,
    }


COMMAND = Command(
    name="show",
    usage="ID [PATH …] [--as-of DAY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
