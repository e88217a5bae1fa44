"""`timeline diff OLD NEW`: what changed between two versions, event by event."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from timeline_tui.cli.command import (
    DONE,
    NOTHING,
    Command,
    UsageError,
    add_ascii,
    add_format,
    add_query,
    emit_json,
    emit_lines,
    glyphs_of,
)
from timeline_tui.output import say, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.comparison import ClaimChange, Comparison, EntryChange, EventChange
    from timeline_tui.core.evidence.contests import Contest
    from timeline_tui.core.timeline import Timeline
    from timeline_tui.core.views.view import View

_DESCRIPTION = """\
Print what NEW says otherwise than OLD, event by event: what is new or gone, moved in time,
retitled, attributed to others, contested since, with other figures or claims, and how it stands
now; then what changed in the head. Comments, layout and the order of records do not count.

OLD and NEW are files, folders, - for standard input or, unless a file has that name, what git has:
REVISION:PATH, or :PATH for the index. A PATH is looked for here, then from the repository's top.
Exit code: 0 no differences, 1 differences, 2 wrong use.
"""
_EXAMPLES = """\
Examples:
  timeline diff old.yaml new.yaml
  timeline diff HEAD:events.yaml events.yaml  since the last commit
  timeline diff v1.0:cases/ cases/ -q 'location:balkh'
  timeline diff old.yaml new.yaml --format json | jq -r '.events[] | .id, .kinds'
"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a file, a folder, - or REVISION:PATH")
    parser.add_argument("new", metavar="NEW", help="what it is compared with, likewise")
    add_query(parser, sort=False)
    add_format(parser, ("text", "json"), "text")
    add_ascii(parser)


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui import report
    from timeline_tui.cli.reading import STANDARD_INPUT, asked
    from timeline_tui.core.comparison import compare
    from timeline_tui.core.views.view import apply
    from timeline_tui.words.changes import change_lines, summary

    if arguments.old == arguments.new == STANDARD_INPUT:
        raise UsageError("standard input can be only one of the two")
    timelines = [_timeline(name) for name in (arguments.old, arguments.new)]
    query = asked(arguments, *timelines)
    old, new = (apply(timeline, query) for timeline in timelines)
    for name, view in ((arguments.old, old), (arguments.new, new)):
        if problems := view.timeline.problems:
            say(f"timeline: {name}: {report.summary(problems, len(view.timeline.files))}")
    found = compare(old.timeline, new.timeline)
    if query.root is not None:
        found = _chosen(found, old, new)
    if arguments.format == "json":
        emit_json(_as_json(found, old, new))
    else:
        glyphs = glyphs_of(arguments)
        emit_lines(change_lines(found, old.timeline, new.timeline, terminal_width(), glyphs))
    say(summary(found))
    return NOTHING if found else DONE


# Reading


def _timeline(name: str) -> Timeline:
    """What a name means: what is there under it, else what git has. UsageError."""
    from timeline_tui.cli.reading import UnreadableInput, read_timeline
    from timeline_tui.core.loading import UnreadableFile, load
    from timeline_tui.revisions import RevisionError, read, revision

    wanted = None if os.path.lexists(name) else revision(name)
    try:
        return read_timeline([name]) if wanted is None else load(read(wanted)).timeline
    except RevisionError as error:
        raise UsageError(str(error)) from error
    except UnreadableFile as error:
        raise UnreadableInput(error) from error


def _chosen(found: Comparison, old: View, new: View) -> Comparison:
    """The events that the query finds in one of the versions; it asks for nothing in the head."""
    from dataclasses import replace

    def asked_for(change: EventChange) -> bool:
        return (change.old is not None and old.position(change.old.id) is not None) or (
            change.new is not None and new.position(change.new.id) is not None
        )

    events = tuple(filter(asked_for, found.events))
    return replace(found, events=events, entries=(), title=None, zone=None, extras=None)


# As data


def _as_json(found: Comparison, old: View, new: View) -> dict[str, object]:
    return {
        "title": found.title and list(found.title),
        "timezone": found.zone and list(found.zone),
        "extras": found.extras and [list(map(": ".join, extras)) for extras in found.extras],
        "events": [_event(change, old, new) for change in found.events],
        "entries": [_entry(change) for change in found.entries],
    }


def _event(change: EventChange, old: View, new: View) -> dict[str, object]:
    """An event as it is, or was, and what differs; ids and values as each version has them."""
    from timeline_tui.export.record import record

    before, after = (
        None if event is None else record(view, view.timeline.row_of[event.id])
        for event, view in ((change.old, old), (change.new, new))
    )
    return {
        "id": change.event.id,
        "was_id": before and before["id"],
        "kinds": list(change.kinds),
        "old_date": before and before["date"],
        "new_date": after and after["date"],
        "old_standing": before and before["standing"],
        "new_standing": after and after["standing"],
        "changes": list(_changes(change, before or {}, after or {})),
        "claims": [_claim(claim, before or {}, after or {}) for claim in change.claims],
        "contested": [_contest(contest) for contest in change.contested],
        "no_longer_contested": [_contest(contest) for contest in change.settled],
        "event": after or before,
    }


def _changes(
    change: EventChange, before: Mapping[str, object], after: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    for field in change.fields:
        if field in before and field != "claims":
            yield {"field": field, "old": before[field], "new": after[field]}
    if change.standings is not None:
        then, now = ([chain.origin for chain in one.counted] for one in change.standings)
        kinds = [one.kind for one in change.standings]
        yield {"field": "standing", "old": kinds[0], "new": kinds[1]}
        yield {"field": "origins", "old": then, "new": now}


def _claim(
    claim: ClaimChange, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, object]:
    old, new = (
        one and next(of_it for of_it in event["claims"] if of_it["id"] == one.id)
        for one, event in ((claim.old, before), (claim.new, after))
    )
    return {"fields": list(claim.fields), "old": old, "new": new}


def _contest(contest: Contest) -> dict[str, object]:
    from timeline_tui.export.record import chains

    return {
        "kind": contest.kind,
        "claim": contest.claim or None,
        "by": chains(contest.by),
        "text": contest.text,
        "other": contest.other or None,
    }


def _entry(change: EntryChange) -> dict[str, object]:
    return {
        "section": change.section,
        "id": change.entry.id,
        "was_id": None if change.old is None else change.old.id,
        "name": change.entry.name,
        "kind": "new" if change.old is None else "gone" if change.new is None else "changed",
        "changes": [
            {
                "field": field,
                "old": _plain(getattr(change.old, field)),
                "new": _plain(getattr(change.new, field)),
            }
            for field in change.fields
        ],
    }


def _plain(value: object) -> object:
    """A field of an entry as it is typed: ids and other keys are mappings."""
    from timeline_tui.core.dates import EdtfDate

    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value


COMMAND = Command(
    name="diff",
    usage="OLD NEW [-q QUERY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=_arguments,
    run=_run,
)
