"""Where the tests of the command line run, and how they run it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from command_line import Command, Result

from timeline_tui.cli import main


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in; config and state are kept beside it."""
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    monkeypatch.delenv("COLUMNS", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def timeline(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command in this process, standard output being no terminal."""

    def run(*words: str) -> Result:
        code = main(words)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Sets what stands on standard input."""

    def set(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))

    return set
