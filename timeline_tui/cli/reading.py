"""What a command line means: which files, read as one timeline, and the view that it asks for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from timeline_tui import files, report
from timeline_tui.cli.command import UsageError
from timeline_tui.cli.progress import bar
from timeline_tui.core.decoding import LARGEST
from timeline_tui.core.loading import Given, UnreadableFile, load
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.query.hints import hint
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.output import say
from timeline_tui.state import load_state
from timeline_tui.words.status import counted

STANDARD_INPUT: Final = "-"
_SHOWN: Final = "<stdin>"


class UnreadableInput(UsageError):  # noqa: N818 - named for what it is about
    """Nothing of the files can be read; `problems` are the reasons, as `check` reports them."""

    def __init__(self, unreadable: UnreadableFile) -> None:
        problem = unreadable.problem
        hint = f". {problem.hint}" if problem.hint else ""
        super().__init__(f"{problem.file}: {problem.message}{hint}")
        self.problems = unreadable.problems


def asked(arguments: argparse.Namespace, *timelines: Timeline) -> Query:
    """The query of `-q`, with `--as-of` and `--sort` in place of its own terms. UsageError.

    The measures of the timelines are fields of it. Before one is read, any name may be a measure;
    as of a day too, when what is refused would tell of what was reported later.
    """
    known = timelines and not arguments.as_of
    measures = frozenset().union(*map(measures_of, timelines)) if known else None
    # As the files are read: what is hidden in them is searched by the sign that is shown for it.
    query = parsed_query(make_visible(arguments.query), measures)
    if arguments.as_of:
        query = replace(query, asof=parsed_query(f"asof:{arguments.as_of}").asof)
    sort = getattr(arguments, "sort", None)
    return replace(query, sort=sort) if sort else query


def view_of(arguments: argparse.Namespace) -> View:
    """What the paths and the query of a command line select. UsageError.

    What is wrong in the files is counted on standard error, but not as of a day: it would tell of
    what was not known yet.
    """
    timeline = read_timeline(arguments.paths)
    view = apply(timeline, asked(arguments, timeline))
    tell_unsaid(view, arguments.query)
    return view


def tell_unsaid(view: View, query: str) -> None:
    """On standard error what the view leaves unsaid: problems of the files; as of a day, how many
    statements it hides because they have no report date; and what to write instead, where `query`
    found nothing for a usual mistake."""
    timeline = view.timeline
    if timeline.problems:
        counts = report.summary(timeline.problems, len(timeline.files))
        say(f"timeline: {counts}; `timeline check` lists them")
    if view.known is not None and view.known.hidden_undated:
        hidden = counted(view.known.hidden_undated, "statement")
        say(f"timeline: {hidden} hidden: no report date")
    said = hint(make_visible(query), view.index) if view.total and not view.shown else ""
    if said:
        say(f"timeline: query: nothing found. {said}")


def read_timeline(names: Sequence[str], *, here_only: bool = True) -> Timeline:
    """The timeline that `names` mean together; without any, the one that stands here.

    Unless `here_only`, it may also be the one opened last or the sample. UsageError;
    UnreadableInput where nothing of it can be read.
    """
    paths: tuple[Path, ...] = ()
    of_files = [name for name in names if name != STANDARD_INPUT]
    if of_files or not names:
        paths, problems = chosen(of_files, here_only=here_only)
        for problem in problems:
            say(str(problem))
    if not names and paths[0].is_absolute():
        say(f"timeline: no file is named and none is here: this is {paths[0]}")
    found = iter(paths)
    inputs = [_standard_input() if name == STANDARD_INPUT else next(found) for name in names]
    try:
        with bar("Reading") as progress:
            return load(inputs or paths, progress=progress).timeline
    except UnreadableFile as error:
        raise UnreadableInput(error) from error


def chosen(
    names: Sequence[str], *, here_only: bool = False
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files that `names` mean (see `timeline_tui.files`), and what is wrong with the state
    where it had to be asked. UsageError."""
    if "" in names:
        raise UsageError("one of the names is empty. Name a file")
    try:
        found = files.named([Path(name) for name in names]) or files.here(Path())
    except files.MissingFileError as error:
        raise UsageError(str(error)) from error
    if found:
        return found, ()
    if here_only:
        usual = "events.yaml, timeline.yaml or single *.timeline.yaml"
        raise UsageError(f"there is no {usual} here. Name a file")
    state, problems = load_state()
    return files.otherwise(state.last), problems


def parsed_query(text: str, measures: Collection[str] | None = None) -> Query:
    """The query. UsageError with a caret under the place that does not read."""
    from rich.cells import cell_len

    try:
        return parse(text, measures=measures)
    except QueryError as error:
        hint = f". {error.hint}" if error.hint else ""
        before = _one_line(text[: error.column - 1])
        caret = " " * cell_len(before) + "^"
        message = f"query: {error.message}{hint}"
        raise UsageError(f"{message}\n  {_one_line(text)}\n  {caret}") from error


def _standard_input() -> Given:
    """What stands on standard input, and a byte more than a file may have where it is too long."""
    data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
    return Given(_SHOWN, data)


def _one_line(text: str) -> str:
    return make_visible("".join(" " if c.isspace() else c for c in text))
