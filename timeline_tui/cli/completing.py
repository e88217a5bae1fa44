"""What the shell is offered behind `timeline`, from the parsers that print `--help`.

The shell waits for it at every press of a key: nothing is said but words to go on with, whatever is
wrong, and files that take long to read are not read.
"""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_tui.cli import COMMANDS, find

if TYPE_CHECKING:
    from timeline_tui.core.views.view import View

_MOST_BYTES: Final = 2_000_000  # of a timeline that is read while the shell waits: half a second

Words = Mapping[str, str]
"""Words that can stand at the cursor, each with what is said of it or ""."""

Completer = Callable[[str, argparse.Namespace], Words]
"""The words that begin as typed; what else stands on the line is parsed already."""


def complete() -> None:
    """Answer the shell as argcomplete's protocol asks for, and end the process.

    Returns only where there is nothing to answer.
    """
    with suppress(Exception):
        import argcomplete
        from argcomplete.lexers import split_line

        line, cursor = os.environ["COMP_LINE"], int(os.environ["COMP_POINT"])
        before = split_line(line, cursor)[3]
        start = _behind_program(before)
        named = len(before) > start and before[start] in COMMANDS
        parser = find(before[start] if named else "explore").parser()
        _teach(parser, first=len(before) == start)
        os.environ["_ARGCOMPLETE"] = str(start + named)
        argcomplete.autocomplete(parser, always_complete_options=False)


def _behind_program(words: Sequence[str]) -> int:
    """Where the words for the program begin: zsh gives all of `cd case && timeline list `."""
    for at in reversed(range(len(words))):
        begins = not at or words[at - 1].endswith(("|", "&", ";", "("))
        if begins and Path(words[at]).name == "timeline":
            return at + 1
    return int(os.environ["_ARGCOMPLETE"])


def _teach(parser: argparse.ArgumentParser, *, first: bool) -> None:
    """Give each argument that takes a value what completes it; what has choices knows them."""
    for action in parser._actions:
        known = _COMPLETERS.get(action.metavar)
        if known is not None:
            words = _or_command(known) if first and action.metavar == "PATH" else known
            setattr(action, "completer", _as_argcomplete_calls(words))  # noqa: B010 - it has none


def _as_argcomplete_calls(words: Completer) -> Callable[..., Words]:
    def completer(prefix: str, parsed_args: argparse.Namespace, **_: object) -> Words:
        with suppress(Exception):
            return words(prefix, parsed_args)
        return {}

    return completer


def _or_command(words: Completer) -> Completer:
    return lambda typed, line: {**COMMANDS, **words(typed, line)}


# Files


def _timelines(typed: str, line: argparse.Namespace) -> Words:
    """YAML files and folders, once the event is named where one has to be."""
    from timeline_tui.core.watch import YAML_SUFFIXES

    if getattr(line, "id", "") is None:
        return {}
    return {path: "" for path in _paths(typed) if path.endswith(("/", *YAML_SUFFIXES))}


def _files(typed: str, line: argparse.Namespace) -> Words:
    return dict.fromkeys(_paths(typed), "")


def _paths(typed: str) -> Iterator[str]:
    """What stands in the folder that is typed, folders with a slash behind them."""
    folder, slash, name = typed.rpartition("/")
    with os.scandir(Path(folder + slash or ".").expanduser()) as entries:
        found = sorted((entry.name, entry.is_dir()) for entry in entries)
    for entry, is_folder in found:
        if entry.startswith(name) and (name or not entry.startswith(".")):
            yield f"{folder}{slash}{entry}{'/' if is_folder else ''}"


# What a timeline knows


def _ids(typed: str, line: argparse.Namespace) -> Words:
    view = _view(line)
    return {event.id: event.title for event in view.timeline.events} if view else {}


def _queries(typed: str, line: argparse.Namespace) -> Words:
    """The query with its last word completed; the values at once where only one field fits."""
    view = _view(line)
    if view is None:
        return {}
    found = _completed(typed, view)
    only = next(iter(found)) if len(found) == 1 else ""
    # A shell closes the quotes behind a word that is the only one.
    return (only.endswith(":") and _completed(only, view)) or found


def _completed(typed: str, view: View) -> Words:
    from timeline_tui.core.query.complete import complete

    found = complete(typed, len(typed), view)
    known = ((typed[: one.insert_from] + one.text, one.detail) for one in found)
    return {query: says for query, says in known if query.startswith(typed)}


def _days(typed: str, line: argparse.Namespace) -> Words:
    field = "asof:"
    found = _queries(field + typed, line)
    return {query.removeprefix(field): says for query, says in found.items()}


def _view(line: argparse.Namespace) -> View | None:
    """The timeline that the line names before or behind the cursor, else the one that is here."""
    from timeline_tui import files
    from timeline_tui.core.loading import load
    from timeline_tui.core.query import Query
    from timeline_tui.core.views.view import apply

    behind = shlex.split(os.environ["COMP_LINE"][int(os.environ["COMP_POINT"]) :])
    named = [Path(name).expanduser() for name in getattr(line, "paths", None) or ()]
    named += [path for name in behind if name and (path := Path(name).expanduser()).exists()]
    paths = named or list(files.here(Path()))
    if not paths or sum(map(_size, paths)) > _MOST_BYTES:
        return None
    return apply(load(paths).timeline, Query())


def _size(path: Path) -> float:
    """The bytes to read at a path; a pipe may have any number."""
    from timeline_tui import files
    from timeline_tui.core.watch import yaml_files

    if files.is_stream(path):
        return float("inf")
    each = yaml_files(path) if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in each)


# The rest


def _themes(typed: str, line: argparse.Namespace) -> Words:
    from textual.theme import BUILTIN_THEMES

    from timeline_tui.tui.themes import DARK, LIGHT

    return dict.fromkeys((DARK.name, LIGHT.name, *BUILTIN_THEMES), "")


def _formats(typed: str, line: argparse.Namespace) -> Words:
    from timeline_tui.export import FORMATS

    return {name: kind.says for name, kind in FORMATS.items()}


_COMPLETERS: Final[Mapping[Any, Completer]] = {
    "PATH": _timelines,
    "OLD": _timelines,
    "NEW": _timelines,
    "FILE": _files,
    "ID": _ids,
    "QUERY": _queries,
    "DAY": _days,
    "NAME": _themes,
    "FORMAT": _formats,
}
"""By the name that `--help` gives to the value."""
