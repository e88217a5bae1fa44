"""Runs the command `timeline`, in this process or in one of its own, and says what came of it."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_events.yaml"
FRANKLIN = ROOT / "docs" / "examples" / "franklin-expedition.yaml"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Command = Callable[..., Result]


def process(
    *words: str, code: str = "", stdin: bytes = b"", environ: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Runs `python -m timeline_tui` with `words`, or `code`, in a process of its own."""
    program = ["-c", code] if code else ["-m", "timeline_tui", *words]
    arguments = [sys.executable, *program]
    return subprocess.run(
        arguments,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environ or {})},
        timeout=30,
        check=False,
    )
