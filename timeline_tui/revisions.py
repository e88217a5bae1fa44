"""Timeline files as they were at a git revision: `HEAD~1:events.yaml`, `:events.yaml` (the index).

Only asks git, without a shell; no word that a person typed is among git's arguments, where it could
be taken for an option: names go in through standard input.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, NamedTuple

from timeline_tui.core.loading import Given
from timeline_tui.core.watch import YAML_SUFFIXES

_SPLIT: Final = re.compile(r"((?:[^:{]|\{[^}]*\})*):(.*)")
"""Revision and path; in braces a revision may have a colon, as in `HEAD@{12:00}`."""

_HARMLESS: Final = ("--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false")
_QUIET: Final = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


class RevisionError(Exception):
    """It cannot be read; the text is one sentence for the user, without a full stop."""


class Revision(NamedTuple):
    """A name as it was typed, cut in two; without a `commit` it is the index."""

    typed: str
    commit: str
    path: str


class _Object(NamedTuple):
    """What a name means to git: its id, its type (blob, tree, commit, tag) and its bytes."""

    id: str
    type: str
    data: bytes


def revision(typed: str) -> Revision | None:
    """The revision and path that `typed` may mean; None where it has no colon."""
    match = _SPLIT.fullmatch(typed)
    return None if match is None or "\0" in typed else Revision(typed, match[1], match[2])


def read(wanted: Revision) -> tuple[Given, ...]:
    """The file, or the YAML files of the folder, as they were. Raises `RevisionError`.

    A path means what it would mean here; where nothing is, what it means at the repository's top.
    """
    try:
        for place in _places(wanted.path):
            found = _object(f"{wanted.commit}:{place}") if place or wanted.commit else None
            if found is not None and found.type == "blob":
                return (Given(wanted.typed, found.data),)
            files = _in_tree(found) if found else {} if wanted.commit else _in_index(place)
            if found or files:
                return _given(wanted.typed, files)
        raise RevisionError(_missing(wanted))
    except RevisionError as error:
        raise RevisionError(f"{wanted.typed}: {error}") from error


def _places(path: str) -> list[str]:
    """What a path may be from the repository's top: seen from here, then as it is."""
    here = os.fsdecode(_git("rev-parse", "--show-prefix")).removesuffix("\n")
    inside = posixpath.normpath(posixpath.join(here, path))
    if inside.split("/")[0] == "..":
        raise RevisionError("this path is outside of the repository")
    given = [inside] if path.split("/")[0] in (".", "..") else [inside, posixpath.normpath(path)]
    return ["" if one == "." else one for one in given]


def _given(typed: str, files: Mapping[str, str]) -> tuple[Given, ...]:
    """The timeline files of a folder and those in it, whose `files` are ids by path."""
    folder = typed if typed.endswith(("/", ":")) else f"{typed}/"
    names = [name for name in files if name.endswith(YAML_SUFFIXES) and "/." not in f"/{name}"]
    names.sort(key=lambda name: (name.split("/")[:-1], name))
    found = ((name, _object(files[name])) for name in names)
    given = tuple(Given(folder + name, one.data) for name, one in found if one is not None)
    if not given:
        raise RevisionError("this folder has no file that ends in .yaml or .yml")
    return given


def _in_tree(tree: _Object) -> dict[str, str]:
    """The ids of what a folder and those in it hold, by path."""
    entries = _listed("ls-tree", "-r", "-t", "-z", "--full-tree", tree.id)
    return {name: facts.split(" ")[2] for facts, _, name in (e.partition("\t") for e in entries)}


def _in_index(folder: str) -> dict[str, str]:
    """The ids of the files that the index has below a folder, by path; it has no folders itself."""
    found: dict[str, str] = {}
    for entry in _listed("ls-files", "-z", "--stage", "--full-name", "--", ":/"):
        facts, _, path = entry.partition("\t")
        mode, id, stage = facts.split(" ")
        inside = path.removeprefix(f"{folder}/") if folder else path
        if (inside != path or not folder) and stage == "0" and mode.startswith("100"):
            found[inside] = id
    return found


def _missing(wanted: Revision) -> str:
    """Why nothing was found: there is no such revision, or nothing of that name in it."""
    commit, path = wanted.commit, wanted.path
    if not commit:
        return f"the index has no `{path}`"
    if _object(f"{commit}^{{tree}}") is None:
        return f"this repository has no revision `{commit}`"
    folder, name = posixpath.split(path)
    trees = (_object(f"{commit}:{place}") for place in _places(folder))
    close = get_close_matches(name, [one for tree in trees if tree for one in _in_tree(tree)], n=1)
    hint = f". Did you mean {commit}:{posixpath.join(folder, close[0])}?" if close else ""
    return f"revision `{commit}` has no `{path}`{hint}"


# Git


def _object(name: str) -> _Object | None:
    """What git has under a name, links inside the revision followed; None if it has nothing."""
    if "\n" in name:
        raise RevisionError("git cannot be asked for a name with a line break in it")
    told = _git("cat-file", "--batch", "--follow-symlinks", stdin=f"{name}\n")
    found = re.match(rb"([0-9a-f]{40,64}) (\w+) \d+\n", told)
    if found is None:  # nothing, or a link that leads out of the revision
        return None
    return _Object(found[1].decode(), found[2].decode(), told[found.end() : -1])


def _listed(*words: str) -> list[str]:
    return [os.fsdecode(entry) for entry in _git(*words).split(b"\0") if entry]


def _git(*words: str, stdin: str = "") -> bytes:
    """What git prints. It fetches nothing, asks nothing and starts no other program."""
    environment = {**os.environ, **_QUIET}
    command, given = ["git", *_HARMLESS, *words], os.fsencode(stdin)
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, check=False
        )
    except OSError as error:
        raise RevisionError("git is needed for this, and cannot be started") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).partition("fatal: ")[2]
        if "not a git repository" in said:
            raise RevisionError("there is no such file, and this folder is in no git repository")
        line, _, _ = said.partition("\n")
        raise RevisionError(f"git says: {line}")
    return done.stdout
