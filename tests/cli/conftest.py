"""Where the tests of the command line run, and how they run it."""

from io import BytesIO, TextIOWrapper

import pytest
from command_line import Result

from timeline_tui.cli import main


@pytest.fixture(autouse=True)
def working(elsewhere):
    """Each test of the command line has its own folder."""


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
