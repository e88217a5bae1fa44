"""Timeline files as they were at a git revision: `HEAD~1:events.yaml`, `:events.yaml` (the index).

Only asks git, without a shell; no word that a person typed is among git's arguments, where it could
be taken for an option: names go in through standard input.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final, NamedTuple

from timeline_tui.core.loading import Given
from timeline_tui.core.watch import YAML_SUFFIXES

_SPLIT: Final = re.compile(r"((?:[^:{]|\{[^}]*\})*):(.*)")
"""Revision and path; in braces a revision may have a colon, as in `HEAD@{12:00}`."""

_HARMLESS: Final = ("--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false")
_STAGED: Final = re.compile(r"(?:[0-3]:)?")
_FOUND: Final = re.compile(rb"([0-9a-f]{40,64}) (\w+) (\d+)")
_LINK: Final = re.compile(rb"(?:symlink|dangling|loop|notdir) (\d+)")


class RevisionError(Exception):
    """It cannot be read; the text is one sentence for the user, without a full stop."""


class Revision(NamedTuple):
    """A name as it was typed, cut in two; without a `commit` it is the index."""

    typed: str
    commit: str
    path: str


class _Object(NamedTuple):
    """What a name means to git: its id, its type (blob, tree, commit, tag) and its bytes."""

    name: str
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
        return _read(wanted)
    except RevisionError as error:
        raise RevisionError(f"{wanted.typed}: {error}") from error


def _read(wanted: Revision) -> tuple[Given, ...]:
    found = next(_objects(_meanings(wanted)), None)
    if found is None:
        return _staged(wanted) if not wanted.commit else _missing(wanted)
    if found.type == "tree":
        return _folder(wanted, found)
    if found.type != "blob":
        raise RevisionError(f"git has a {found.type} there, not a file")
    return (Given(wanted.typed, found.data),)


def _meanings(wanted: Revision) -> list[str]:
    """The names by which git may know it, that of what is here first."""
    stage = _STAGED.match(wanted.path) if not wanted.commit else None
    before = f"{wanted.commit}:{stage[0] if stage else ''}"
    path = wanted.path[stage.end() :] if stage else wanted.path
    here, top = f"{before}./{path}", f"{before}{path}"
    if path.split("/")[0] in (".", ".."):
        return [top if "/" in path else f"{top}/"]
    return [here, top] if _answer("rev-parse", "--is-inside-work-tree") == "true" else [top]


# Folders


def _folder(wanted: Revision, tree: _Object) -> tuple[Given, ...]:
    before = tree.name if tree.name.endswith(("/", ":")) else f"{tree.name}/"
    found = _objects([before + name for name in _yaml_files(_names_in(tree))])
    return _given(wanted, {one.name.removeprefix(before): one for one in found})


def _names_in(tree: _Object) -> list[str]:
    return _listed("ls-tree", "-z", "--full-tree", "--name-only", tree.id)


def _staged(wanted: Revision) -> tuple[Given, ...]:
    """The YAML files of a folder of the index, which has no folders of its own."""
    here = _answer("rev-parse", "--show-prefix")
    places = {posixpath.normpath(before + wanted.path): None for before in (here, "")}
    files: dict[str, dict[str, str]] = {}
    for entry in _listed("ls-files", "-z", "--stage", "--full-name", "--", ":/"):
        facts, _, path = entry.partition("\t")
        mode, id, stage = facts.split(" ")
        if stage == "0" and mode.startswith("100"):
            folder, name = posixpath.split(path)
            files.setdefault(folder or ".", {})[name] = id
    for place in places:
        ids = files.get(place, {})
        if names := _yaml_files(ids):
            found = _objects([ids[name] for name in names])
            return _given(wanted, dict(zip(names, found, strict=True)))
    return _missing(wanted)


def _given(wanted: Revision, found: dict[str, _Object]) -> tuple[Given, ...]:
    if not found:
        raise RevisionError("this folder has no file that ends in .yaml or .yml")
    folder = wanted.typed if wanted.typed.endswith(("/", ":")) else f"{wanted.typed}/"
    return tuple(Given(folder + name, one.data) for name, one in found.items())


def _yaml_files(names: Iterable[str]) -> list[str]:
    """The timeline files of a folder, as `core.watch.yaml_files` has them."""
    return sorted(n for n in names if n.endswith(YAML_SUFFIXES) and not n.startswith("."))


def _missing(wanted: Revision) -> tuple[Given, ...]:
    """Raises: there is no such revision, or nothing that can be read under that name in it."""
    path = f"`{wanted.path}`" if wanted.path else "YAML file in this folder"
    if not wanted.commit:
        raise RevisionError(f"the index has no {path}")
    if next(_objects([f"{wanted.commit}^{{tree}}"]), None) is None:
        raise RevisionError(f"this repository has no revision `{wanted.commit}`")
    folder, name = posixpath.split(wanted.path)
    beside = next(_objects(_meanings(wanted._replace(path=folder))), None)
    close = get_close_matches(name, _names_in(beside) if beside is not None else (), n=1)
    if close == [name]:
        raise RevisionError("this link leads to nothing in the repository")
    hint = f". Did you mean {wanted.commit}:{posixpath.join(folder, close[0])}?" if close else ""
    raise RevisionError(f"revision `{wanted.commit}` has no {path}{hint}")


# Git


def _objects(names: Sequence[str]) -> Iterator[_Object]:
    """Those of `names` that git knows, links inside the revision followed."""
    if any("\n" in name for name in names):
        raise RevisionError("git cannot be asked for a name with a line break in it")
    told = _git(["cat-file", "--batch", "--follow-symlinks"], "".join(f"{n}\n" for n in names))
    position = 0
    for name in names:
        end = told.index(b"\n", position)
        header, position = told[position:end], end + 1
        if link := _LINK.fullmatch(header):  # to nowhere, or out of the repository
            position += int(link[1]) + 1
        elif found := _FOUND.fullmatch(header):
            size = int(found[3])
            yield _Object(
                name, found[1].decode(), found[2].decode(), told[position : position + size]
            )
            position += size + 1


def _listed(*words: str) -> list[str]:
    return [os.fsdecode(entry) for entry in _git(words).split(b"\0") if entry]


def _answer(*words: str) -> str:
    return os.fsdecode(_git(words)).removesuffix("\n")


def _git(words: Sequence[str], stdin: str = "") -> bytes:
    """What git prints. It fetches nothing, asks nothing and starts no other program."""
    quiet = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", *_HARMLESS, *words],
            input=os.fsencode(stdin),
            capture_output=True,
            env={**os.environ, **quiet},
            check=False,
        )
    except OSError as error:
        raise RevisionError("git is needed for this, and cannot be started") from error
    if done.returncode:
        raise RevisionError(_reason(os.fsdecode(done.stderr)))
    return done.stdout


def _reason(said: str) -> str:
    if "not a git repository" in said:
        return "there is no such file, and this folder is in no git repository"
    if "dubious ownership" in said:
        return "git does not trust this repository, which belongs to another user (safe.directory)"
    lines = [line.removeprefix("fatal: ") for line in said.splitlines() if line.strip()]
    return f"git says: {lines[-1]}" if lines else "git gave no reason"
