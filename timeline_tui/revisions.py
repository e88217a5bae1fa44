"""Timeline files as git has them, by git's own names: `HEAD~1:events.yaml`, `:events.yaml` (the
index), `HEAD:./events.yaml` (seen from here), `v1:cases` (a folder).

Only asks git, without a shell; no word that a person typed is among git's arguments, where it could
be taken for an option: names go in through standard input.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import PureWindowsPath
from typing import Final

from timeline_tui.core.loading import Given
from timeline_tui.core.watch import YAML_SUFFIXES

_HARMLESS: Final = ("--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false")
_QUIET: Final = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


class RevisionError(Exception):
    """It cannot be read; the text is one sentence for the user, without a full stop."""


def is_revision(typed: str) -> bool:
    """Whether `typed` may name what git has: a revision, a colon and a path."""
    on_drive = sys.platform == "win32" and PureWindowsPath(typed).drive
    return ":" in typed and typed.isprintable() and not on_drive


def read(typed: str) -> tuple[Given, ...]:
    """The file, or the YAML files of the folder and of those in it, as they were, links inside the
    revision followed. Raises `RevisionError`."""
    try:
        if (data := _file(typed)) is not None:
            return (Given(typed, data),)
        checked = _git("cat-file", "--batch-check", stdin=f"{typed}\n").split()
        if checked[1:2] != [b"tree"]:
            hint = "Paths begin at the top of the repository, or with `./` here"
            raise RevisionError(f"git has no such revision or file. {hint}")
        start = typed if typed.endswith(("/", ":")) else f"{typed}/"
        names = os.fsdecode(_git("ls-tree", "-r", "-z", "--name-only", checked[0].decode())).split(
            "\0"
        )
        shown = [one for one in names if one.endswith(YAML_SUFFIXES) and "/." not in f"/{one}"]
        shown.sort(key=lambda name: (name.split("/")[:-1], name))
        files = ((start + name, _file(start + name)) for name in shown)
        given = tuple([Given(name, data) for name, data in files if data is not None])
        if not given:
            raise RevisionError("this folder has no file that ends in .yaml or .yml")
        return given
    except RevisionError as error:
        raise RevisionError(f"{typed}: {error}") from error


def _file(name: str) -> bytes | None:
    """What the file of that name holds; None where git has none."""
    told = _git("cat-file", "--batch", "--follow-symlinks", stdin=f"{name}\n")
    found = re.match(rb"[0-9a-f]{40,64} blob \d+\n", told)
    return told[found.end() : -1] if found else None


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
