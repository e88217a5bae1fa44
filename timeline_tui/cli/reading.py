"""What a command line means: which files, read as one timeline, and the view that it asks for."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from typing import Final

import click

from timeline_tui.cli.colour import coloured, in_colour, links_addresses
from timeline_tui.cli.options import STANDARD_INPUT, Asked, chosen
from timeline_tui.core.citation import is_web
from timeline_tui.core.loading import Cache, Given, Progress, UnreadableFile, load
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.query.syntax import Term, leaves, written
from timeline_tui.core.reading.decode import LARGEST
from timeline_tui.core.renaming import found_again
from timeline_tui.core.text import closest, make_visible, name_key
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.core.views.withheld import FIELDS, OWN, Withheld
from timeline_tui.output import emit, is_terminal, say, writes_unicode
from timeline_tui.words.dates import long
from timeline_tui.words.signs import ASCII, UNICODE, Glyphs
from timeline_tui.words.spans import Line, Span, harmless, text_of, width_of
from timeline_tui.words.status import counted

_MARKED: Final = ("is:marked", "is=marked")
_PATIENCE: Final = 0.5  # seconds without a word of how far it is
_NAMED: Final = 5  # ids at most that an ambiguous beginning is told with


class UnreadableInput(click.ClickException):
    """Nothing of the files can be read; `problems` are the reasons, as `check` reports them."""

    def __init__(self, unreadable: UnreadableFile) -> None:
        problem = unreadable.problem
        advice = f". {problem.hint}" if problem.hint else ""
        super().__init__(f"{problem.file}: {problem.message}{advice}")
        self.problems = unreadable.problems


def view_of(asked: Asked, *, here_only: bool = True) -> View:
    """What the paths and the query of a command line select. ClickException, OSError.

    Standard error has what the view leaves unsaid: problems of the files; as of a day, how many
    statements it hides because they have no report date; and what to write instead, where the
    query found nothing for a usual mistake.
    """
    timeline = read_timeline(asked.paths, here_only=here_only)
    query = query_of(asked, timeline)
    marked = frozenset[str]()
    if any(isinstance(one, Term) and str(one) in _MARKED for one, _ in leaves(query.root)):
        marked = _marked(chosen(asked.paths, here_only=here_only)[0], timeline)
    view = apply(timeline, query, marked=marked)
    # As of a day the view has no problems: they would tell of what was not known yet.
    if view.timeline.problems:
        counts = summary(view.timeline.problems, len(view.timeline.files))
        say(f"timeline: {counts}; `timeline check` lists them")
    if view.known is not None and view.known.hidden_undated:
        hidden = counted(view.known.hidden_undated, "statement")
        say(f"timeline: {hidden} hidden: no report date")
    if said := view.hint(make_visible(asked.query)):
        say(f"timeline: query: {'' if view.shown else 'nothing found. '}{said}")
    return _without(view, asked.without) if asked.without else view


def _marked(file: Path, timeline: Timeline) -> frozenset[str]:
    """The events that were marked on the screen in a file, under the ids that they have now."""
    from timeline_tui.state import load_state

    state, problems = load_state()
    for problem in problems:
        say(str(problem))
    marks = state.marks_in(file)
    renamed = found_again(timeline, marks)
    ids = {renamed.get(id, id) for id in marks} & timeline.row_of.keys()
    if not ids:
        say(f"timeline: nothing is marked in {file}; `m` on the screen marks an event")
    return frozenset(ids)


def _without(view: View, typed: str) -> View:
    """The view without the fields of `--without`. ClickException."""
    names = list(filter(None, map(str.strip, typed.split(","))))
    if wrong := [name for name in names if name not in FIELDS and not name.startswith(OWN)]:
        message = f"--without: `{wrong[0]}` stays, as an event is not told rightly without it"
        raise click.ClickException(f"{message}. What can go is {', '.join(FIELDS)}, x- and x-NAME")
    withheld = Withheld(names)
    bare = withheld.view(view)
    for name in names:
        if name not in FIELDS and name_key(name) not in map(name_key, (OWN, *withheld.own)):
            say(f"timeline: --without: nothing has the key `{name}`")
    if left := view.shown - bare.shown:
        say(f"timeline: {counted(left, 'broken record')} left out, as any text may stand there")
    return bare


def summary(problems: Sequence[Problem], count: int) -> str:
    """How many of each severity in how many files: `3 errors, 1 warning in 2 files`."""
    kinds = Counter(problem.severity for problem in problems)
    found = [counted(kinds[kind], kind) for kind in ("error", "warning", "note") if kinds[kind]]
    return f"{', '.join(found) or 'No problems'} in {counted(count, 'file')}"


def query_of(asked: Asked, *timelines: Timeline) -> Query:
    """The query of `-q`, with `--as-of` and `--sort` in place of its own terms. ClickException.

    The measures of the timelines are fields of it. Before one is read, any name may be a measure;
    as of a day too, when what is refused would tell of what was reported later.
    """
    known = timelines and not asked.as_of
    measures = frozenset().union(*map(measures_of, timelines)) if known else None
    # As the files are read: what is hidden in them is searched by the sign that is shown for it.
    query = _parsed(make_visible(asked.query), measures)
    if asked.as_of:
        query = replace(query, asof=_parsed(f"asof:{written(asked.as_of)}").asof)
    return replace(query, sort=asked.sort) if asked.sort else query


def _parsed(text: str, measures: Collection[str] | None = None) -> Query:
    """The query. ClickException with a caret under the place that does not read."""
    try:
        return parse(text, measures=measures)
    except QueryError as error:
        advice = f". {error.hint}" if error.hint else ""
        shown = "".join(" " if sign.isspace() else sign for sign in text)
        caret = " " * width_of((Span(shown[: error.column - 1]),)) + "^"
        message = f"query: {error.message}{advice}\n  {shown}\n  {caret}"
        raise click.ClickException(message) from error


# An event by its id


def ids_meant(view: View, typed: str) -> list[str]:
    """The ids meant: the one typed, in whatever case and blanks, else all that begin so."""
    key = name_key(make_visible(typed))
    begun = [id for id in view.timeline.row_of if key and name_key(id).startswith(key)]
    same = [id for id in begun if name_key(id) == key]
    return [id for id in same if id == typed] or same or begun


def no_single_event(view: View, typed: str, found: list[str]) -> str:
    """Why it is not one. As of a day what is not known yet reads like what was never there."""
    if found:
        first = f"{len(found)} events have an id that begins with `{typed}`:"
        return "\n  ".join((first, *found[:_NAMED]))
    day, close = view.query.asof, closest(typed, view.timeline.row_of)
    missing = f"no event has the id `{typed}`"
    if day is not None:
        missing = f"as of {long(day)} no event with the id `{typed}` was known"
    return f"{missing}. Did you mean `{close}`?" if close else missing


# The files


def read_timeline(names: Sequence[str], *, here_only: bool = True) -> Timeline:
    """The timeline that `names` mean together; without any, the one that stands here.

    Unless `here_only`, it may also be the one opened last or the sample. ClickException, OSError;
    UnreadableInput where nothing of it can be read.
    """
    return loaded(inputs_of(names, here_only=here_only))


def inputs_of(names: Sequence[str], *, here_only: bool = True) -> Sequence[Path | Given]:
    """What `names` mean, as `read_timeline` says."""
    paths = chosen(names, here_only=here_only)
    if not names and paths[0].is_absolute():
        say(f"timeline: no file is named and none is here: this is {paths[0]}")
    # A byte more than a file may have, where it is too long
    data = sys.stdin.buffer.read(LARGEST + 1) if STANDARD_INPUT in names and sys.stdin else b""
    given = Given("<stdin>", data)
    return [given if name == STANDARD_INPUT else Path(name) for name in names] or paths


def loaded(inputs: Sequence[Path | Given], cache: Cache | None = None) -> Timeline:
    """What is read there. UnreadableInput where nothing can be."""
    try:
        return load(inputs, cache, progress("events"))
    except UnreadableFile as error:
        raise UnreadableInput(error) from error


def progress(noun: str) -> Progress:
    """Tells on a terminal how many are read, after half a second, until all are. How many there
    are may be 0 as long as that is not known."""
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        if time.monotonic() - started > _PATIENCE and is_terminal(sys.stderr):
            many = f"{done:,} of {total:,}" if total else f"{done:,}"
            text = f"Reading {many} {noun}" if done != total else "\x1b[K"
            click.echo(f"\r{text}", nl=False, err=True, color=True)

    return tell


# How it is printed


def glyphs_for(asked: Asked) -> Glyphs:
    """The signs to draw with: ASCII if it was asked for, or the output carries no others."""
    return ASCII if asked.ascii or not writes_unicode() else UNICODE


def emit_lines(lines: Iterable[Line], addresses: Iterable[str] = ()) -> None:
    """Prints drawn lines, in colour where that is wanted; control characters in them are harmless.
    `addresses` are those that the lines lead to, "" where one leads nowhere."""
    safe = map(harmless, lines)
    if not in_colour():
        emit(text_of(line).rstrip() for line in safe)
        return
    linked = addresses if links_addresses() else ()
    pairs = zip(safe, chain(linked, repeat("")), strict=False)
    emit(coloured(line, address if is_web(address) else "") for line, address in pairs)


def emit_json(value: Mapping[str, object]) -> None:
    """Prints an object that programs read; what the output cannot carry is escaped."""
    emit((json.dumps(value, indent=1, ensure_ascii=not writes_unicode()),))
