"""The bar on standard error: on a terminal only, for what takes longer than half a second."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest

from timeline_tui.cli.progress import bar


class Screen(io.StringIO):
    """Standard error as a person sees it."""

    def isatty(self) -> bool:
        return True


def clock(step: float) -> Callable[[], float]:
    """A clock that goes on by `step` seconds whenever it is looked at."""
    ticks: Iterator[float] = (number * step for number in range(1_000))
    return lambda: next(ticks)


def drawn(monkeypatch: pytest.MonkeyPatch, step: float) -> str:
    """What is seen of a reading in which a look at the clock takes `step` seconds."""
    monkeypatch.setenv("TERM", "xterm-256color")
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with bar("Reading", clock(step)) as progress:
        assert progress is not None
        for done in range(0, 1_001, 500):
            progress(done, 1_000)
    return screen.getvalue()


def test_what_is_over_soon_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, step=0.1) == ""


def test_what_takes_longer_is_drawn_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = drawn(monkeypatch, step=0.3)
    assert "Reading" in seen
    assert seen.endswith("\x1b[2K")  # the last it does is to wipe its line


def test_in_a_pipe_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", io.StringIO())
    with bar("Reading", clock(1)) as progress:
        assert progress is None
