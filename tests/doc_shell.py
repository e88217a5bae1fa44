"""Runs the lines of a console block of the docs, as a person would type them."""

import os
import re
import shlex
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from command_line import ROOT

from timeline_tui.cli import main

_DAY = "2021-08-01T12:00:00+00:00"
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def shim(folder: Path) -> Path:
    """A folder for the path that has this `timeline` in it."""
    file = folder / "bin" / "timeline"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m timeline_tui "$@"\n')
    file.chmod(0o755)
    return file.parent


class Shell:
    """Runs one line after the other in `folder`, where they have to end with the code they show.

    `timeline …`, with `< file` as standard input, runs in this process, as that is quicker. `cat`
    of a file that is not there writes what the page shows of it. `echo $?` is the last `code`.
    All else, and what has a pipe or a redirection, is a line for bash.
    """

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ):
        self._folder = folder
        self._capture = capture
        self._patch = patch
        self.code = 0
        # With this `timeline`, and a git that has an author and a day but no one's config.
        patch.setenv("PATH", f"{shim(folder.parent)}{os.pathsep}{os.environ['PATH']}")
        patch.setenv("PYTHONPATH", str(ROOT))
        for who in ("AUTHOR", "COMMITTER"):
            for key, value in {"NAME": "A", "EMAIL": "a@example.org", "DATE": _DAY}.items():
                patch.setenv(f"GIT_{who}_{key}", value)
        for scope in ("GLOBAL", "SYSTEM"):
            patch.setenv(f"GIT_CONFIG_{scope}", os.devnull)

    def run(self, line: str, shown: str) -> str:
        """What the line prints; `shown` is what the page says that it prints."""
        words = shlex.split(line)
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words[0] == "cat" and not (self._folder / words[-1]).exists():
            (self._folder / words[-1]).write_text(shown, encoding="utf-8")
            return shown
        plain = not re.search(r"[|>;&$*]", _QUOTED.sub("", line))
        return self._here(words[1:]) if plain and words[0] == "timeline" else self._bash(line)

    def _here(self, words: list[str]) -> str:
        if "<" in words:
            data = (self._folder / words.pop(words.index("<") + 1)).read_bytes()
            words.remove("<")
            self._patch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))
        self.code = main(words)
        said = self._capture.readouterr()
        return said.out + said.err

    def _bash(self, line: str) -> str:
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=self._folder,
            env=dict(os.environ),  # without what readline puts in beside it, as COLUMNS
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        self.code = done.returncode
        return done.stdout
