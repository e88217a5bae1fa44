"""`timeline diff OLD NEW`: what changed between two versions, event by event."""

from __future__ import annotations

import os

import click

from timeline_tui.cli import completion
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import (
    emit_json,
    emit_lines,
    glyphs_for,
    loaded,
    query_of,
    read_timeline,
    summary,
)
from timeline_tui.core.diff import differences
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply
from timeline_tui.export.record import differing
from timeline_tui.output import say, terminal_width
from timeline_tui.revisions import RevisionError, is_revision, read
from timeline_tui.words import changes

_OLD, _NEW = (
    click.Argument([name], shell_complete=completion.timelines) for name in ("old", "new")
)


@take.command(
    "diff", _OLD, _NEW, take.QUERY, take.AS_OF, take.formats("text", "json"), *take.PRINTED
)
def diff(asked: Asked, old: str, new: str) -> int:
    """Prints what NEW says otherwise than OLD."""
    if old == new == take.STANDARD_INPUT:
        raise click.ClickException("standard input can be only one of the two")
    timelines = [_timeline(name) for name in (old, new)]
    query = query_of(asked, *timelines)
    before, after = (apply(timeline, query) for timeline in timelines)
    for name, view in ((old, before), (new, after)):
        if problems := view.timeline.problems:
            say(f"timeline: {name}: {summary(problems, len(view.timeline.files))}")
    found = differences(before.timeline, after.timeline)
    if query.root is not None:
        shown = ({view.timeline.events[row].id for row in view.rows} for view in (before, after))
        found = found.among(*shown)
    if asked.form == "json":
        emit_json(differing(found, before, after))
    else:
        versions = (before.timeline, after.timeline)
        emit_lines(changes.change_lines(found, *versions, terminal_width(), glyphs_for(asked)))
    say(changes.summary(found))
    return NOTHING if found else DONE


def _timeline(name: str) -> Timeline:
    """What a name means: what is there under it, else what git has. ClickException, OSError."""
    try:
        named = is_revision(name) and not os.path.lexists(name)
        return loaded(read(name)) if named else read_timeline([name])
    except RevisionError as error:
        raise click.ClickException(str(error)) from error
