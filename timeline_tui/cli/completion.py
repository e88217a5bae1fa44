"""What is offered where a shell asks, by click.

The shell waits for it at every press of a key: nothing is said but words to go on with, whatever is
wrong, and files that take long to read are not read.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem, split_arg_string

from timeline_tui.cli import COMMANDS, HELP

if TYPE_CHECKING:
    from timeline_tui.core.views.view import View

_MOST_BYTES: Final = 2_000_000  # of a timeline that is read while the shell waits: half a second

Items = list["CompletionItem[str]"]  # in quotes: generic only since click 8.5


def timelines(ctx: click.Context, param: click.Parameter, typed: str) -> Items:
    """Files and folders, by the shell itself; as the first word the commands too."""
    named = [CompletionItem(one, help=HELP[one][0]) for one in COMMANDS if one.startswith(typed)]
    first = ctx.command.name == "explore" and not any(ctx.params.values())
    return named if named and first else [CompletionItem(typed, type="file")]


def ids(ctx: click.Context, param: click.Parameter, typed: str) -> Items:
    """The events that begin so."""
    events = view.timeline.events if (view := _view(ctx)) else ()
    return [CompletionItem(one.id, help=one.title) for one in events if one.id.startswith(typed)]


def queries(ctx: click.Context, param: click.Parameter, typed: str) -> Items:
    """The query with its last word completed; the values at once where only one field fits, as a
    shell closes the quotes behind a word that is the only one."""
    view = _view(ctx)
    if view is None:
        return []
    found = _completed(typed, view)
    only = found[0].value if len(found) == 1 else ""
    return (only.endswith(":") and _completed(only, view)) or found


def _completed(typed: str, view: View) -> Items:
    from timeline_tui.core.views.complete import complete

    known = complete(typed, len(typed), view)
    items = [CompletionItem(typed[: one.insert_from] + one.text, help=one.detail) for one in known]
    return [item for item in items if item.value.startswith(typed)]


def days(ctx: click.Context, param: click.Parameter, typed: str) -> Items:
    """The days on which something was reported."""
    found = queries(ctx, param, f"asof:{typed}")
    return [CompletionItem(one.value.removeprefix("asof:"), help=one.help) for one in found]


def _view(ctx: click.Context) -> View | None:
    """The timeline that the line names before or behind the cursor, else the one that is here; None
    where it cannot be read, or not soon."""
    from pathlib import Path

    from timeline_tui import files
    from timeline_tui.core.loading import UnreadableFile, load
    from timeline_tui.core.query import Query
    from timeline_tui.core.views.view import apply
    from timeline_tui.core.watch import yaml_files

    words = split_arg_string(os.environ.get("COMP_WORDS", ""))
    at = os.environ.get("COMP_CWORD", "")  # fish has no number here, and nothing behind the cursor
    behind = words[int(at) + 1 :] if at.isdecimal() else []
    # Where an option still waits for its value, click leaves the arguments before it unread.
    named = filter(os.path.exists, (*(ctx.params.get("paths") or ()), *ctx.args, *behind))
    paths = tuple(map(Path, named)) or files.here(Path())
    try:
        each = [file for path in paths for file in (yaml_files(path) if path.is_dir() else (path,))]
        size = sum(file.stat().st_size for file in each)
        if not paths or size > _MOST_BYTES or any(map(files.is_stream, each)):
            return None
        return apply(load(paths), Query())
    except (OSError, UnreadableFile):
        return None
