"""`timeline` on a terminal: how the screen is opened, and when it is not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from command_line import Command, Result

from timeline_tui.core.problems import Problem
from timeline_tui.settings import Settings

CASE = """\
title: A case
events:
  - {date: 2021-07-26, title: A helicopter comes down, disputed_by: someone}
  - {date: 2021-06, title: The road is cut}
"""


@dataclass
class Opened:
    paths: Sequence[Path] = ()
    query: str = ""
    settings: Settings | None = None
    problems: tuple[Problem, ...] = ()
    escape_delay: str = ""


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and in place of the screen a record of how it was opened."""
    opened = Opened()
    app = ModuleType("timeline_tui.tui.app")

    def run(
        paths: list[Path], query: str, settings: Settings, problems: tuple[Problem, ...]
    ) -> int:
        opened.paths, opened.query = paths, query
        opened.settings, opened.problems = settings, problems
        opened.escape_delay = os.environ["ESCDELAY"]
        return 0

    monkeypatch.setattr(app, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, "timeline_tui.tui.app", app)
    monkeypatch.setattr("timeline_tui.cli.explore.is_terminal", lambda _: True)
    monkeypatch.setenv("ESCDELAY", "")
    monkeypatch.delenv("ESCDELAY")
    monkeypatch.setenv("TERM", "xterm-256color")
    return opened


def test_on_a_terminal_the_screen_is_opened(
    timeline: Command, screen: Opened, elsewhere: Path
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    Path(os.environ["TIMELINE_CONFIG"]).write_text("theme = 'nord'\nbogus = 1\n")
    result = timeline("case.yaml", "-q", "heli", "--ascii", "--no-watch")
    assert result == Result(0, "", "")
    assert (screen.paths, screen.query) == ([Path("case.yaml")], "heli")
    assert screen.settings is not None
    assert (screen.settings.theme, screen.settings.ascii) == ("nord", True)
    assert screen.settings.reload.auto is False
    assert [problem.line for problem in screen.problems] == [2]
    assert screen.escape_delay == "25"


def test_standard_input_is_printed_even_on_a_terminal(
    timeline: Command, screen: Opened, piped: Callable[[bytes], None]
) -> None:
    piped(CASE.encode())
    assert "2 events" in timeline("-").out
    assert screen.settings is None


def test_a_terminal_that_cannot_draw_gets_text(
    timeline: Command, screen: Opened, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    monkeypatch.setenv("TERM", "dumb")
    assert "2 events" in timeline("case.yaml").out
    assert screen.settings is None


@pytest.mark.parametrize("words", [["gone.yaml"], ["case.yaml", "-q", "("]])
def test_wrong_use_does_not_open_the_screen(
    timeline: Command, screen: Opened, elsewhere: Path, words: list[str]
) -> None:
    (elsewhere / "case.yaml").write_text(CASE)
    assert timeline(*words).code == 2
    assert screen.settings is None


def test_ctrl_c_is_quiet(timeline: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("timeline_tui.cli.explore._print", interrupted)
    assert timeline() == Result(130, "", "")
