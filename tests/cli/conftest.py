"""Where the tests of the command line run, and how they run it."""

from io import BytesIO, TextIOWrapper

import pytest
from command_line import Result

from timeline_tui.cli import main


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """An empty folder to work in; config and state are kept beside it."""
    monkeypatch.setenv("TIMELINE_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    monkeypatch.delenv("COLUMNS", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def timeline(capsys):
    """Runs the command in this process, standard output being no terminal."""

    def run(*words: str) -> Result:
        code = main(words)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def piped(monkeypatch):
    """Sets what stands on standard input."""

    def set(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))

    return set
