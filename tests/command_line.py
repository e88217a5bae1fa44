"""Runs the command `timeline`, in this process or in one of its own, and says what came of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_events.yaml"
FRANKLIN = ROOT / "docs" / "examples" / "franklin-expedition.yaml"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Command = Callable[..., Result]


def as_others() -> tuple[str, ...]:
    """The words that start a program which may read no more than what permissions say; without
    them root's may read everything. Skips the test where there are none."""
    if sys.platform == "win32":
        pytest.skip("there are no such permissions")
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and setpriv is not installed")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def process(
    *words: str,
    code: str = "",
    stdin: bytes = b"",
    environ: dict[str, str] | None = None,
    before: tuple[str, ...] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m timeline_tui` with `words`, or `code`, in a process of its own, which the
    words `before` start."""
    program = ["-c", code] if code else ["-m", "timeline_tui", *words]
    arguments = [*before, sys.executable, *program]
    return subprocess.run(
        arguments,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
        timeout=30,
        check=False,
    )
