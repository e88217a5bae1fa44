"""Timeline files as they were at a git revision: `HEAD~1:events.yaml`, `:events.yaml` (the index).

Only asks git, without a shell; no word that a person typed is among git's arguments, where it could
be taken for an option: names go in through standard input.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Collection
from typing import Final, NamedTuple

from timeline_tui.core.loading import Given
from timeline_tui.core.text import closest
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
    id: str
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
        names = _names(wanted.commit)
        for place in _places(wanted.path):
            if (data := _file(wanted.commit, place)) is not None:
                return (Given(wanted.typed, data),)
            if any(name.startswith(f"{place}/".lstrip("/")) for name in names):
                return _in_folder(wanted, place, names)
        close = closest(wanted.path, names)
        where = f"revision `{wanted.commit}`" if wanted.commit else "the index"
        hint = f". Did you mean {wanted.commit}:{close}?" if close else ""
        raise RevisionError(f"{where} has no `{wanted.path}`{hint}")
    except RevisionError as error:
        raise RevisionError(f"{wanted.typed}: {error}") from error


def _in_folder(wanted: Revision, folder: str, names: Collection[str]) -> tuple[Given, ...]:
    """The timeline files of a folder and of those in it."""
    typed = wanted.typed if wanted.typed.endswith(("/", ":")) else f"{wanted.typed}/"
    start = f"{folder}/".lstrip("/")
    inside = [name for name in names if name.startswith(start) and name.endswith(YAML_SUFFIXES)]
    inside.sort(key=lambda name: (name.split("/")[:-1], name))
    given = [
        Given(typed + name.removeprefix(start), data)
        for name in inside
        if "/." not in f"/{name}" and (data := _file(wanted.commit, name)) is not None
    ]
    if not given:
        raise RevisionError("this folder has no file that ends in .yaml or .yml")
    return tuple(given)


def _places(path: str) -> list[str]:
    """What a path may be from the repository's top: seen from here, then as it is."""
    here = os.fsdecode(_git("rev-parse", "--show-prefix")).removesuffix("\n")
    inside = posixpath.normpath(posixpath.join(here, path))
    if inside.split("/")[0] == "..":
        raise RevisionError("this path is outside of the repository")
    given = [inside] if path.split("/")[0] in (".", "..") else [inside, posixpath.normpath(path)]
    return ["" if one == "." else one for one in given]


# Git


def _names(commit: str) -> list[str]:
    """The paths of all files of a revision, or of the index, from the repository's top.

    Links are among those of a revision alone: in the index git does not follow them.
    """
    words = ["ls-files", "-z", "--stage", "--full-name", "--", ":/"]
    if commit:
        tree = _object(f"{commit}^{{tree}}", "tree")
        if tree is None:
            raise RevisionError(f"this repository has no revision `{commit}`")
        words = ["ls-tree", "-r", "-z", "--full-tree", tree.id]
    listed = (entry.partition("\t") for entry in os.fsdecode(_git(*words)).split("\0"))
    return [name for facts, _, name in listed if name and (commit or facts.startswith("100"))]


def _file(commit: str, path: str) -> bytes | None:
    """What a file holds, links inside the revision followed; None where there is none."""
    found = _object(f"{commit}:{path}", "blob")
    return found.data if found else None


def _object(name: str, type: str) -> _Object | None:
    """What git has under a name; None where that is nothing, or of another type."""
    if "\n" in name:
        raise RevisionError("git cannot be asked for a name with a line break in it")
    told = _git("cat-file", "--batch", "--follow-symlinks", stdin=f"{name}\n")
    found = re.match(rb"([0-9a-f]{40,64}) (\w+) \d+\n", told)
    if found is None or found[2] != type.encode():
        return None
    return _Object(found[1].decode(), told[found.end() : -1])


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
        raise RevisionError(f"git says: {said.partition(chr(10))[0]}")
    return done.stdout
