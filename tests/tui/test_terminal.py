"""The program on a real pseudo-terminal: what only a terminal can do to it."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import pty
import termios

EVENTS = "events:\n  - {date: 2021-07-26, title: First}\n  - {date: 2021-07-27, title: Second}\n"


class Terminal:
    """The program, started on the far side of a terminal."""

    def __init__(self, folder: Path, editor: str) -> None:
        path = folder / "events.yaml"
        path.write_text(EVENTS)
        self.near, self.far = pty.openpty()
        termios.tcsetwinsize(self.near, (24, 80))
        self.before = termios.tcgetattr(self.far)
        self.pid = os.fork()
        if not self.pid:
            os.login_tty(self.far)
            os.environ.update(
                EDITOR=editor,
                VISUAL="",
                TERM="xterm-256color",
                TIMELINE_STATE=str(folder / "state.json"),
                TIMELINE_CONFIG=str(folder / "config.toml"),
            )
            os.execv(sys.executable, [sys.executable, "-m", "timeline_tui", str(path)])
        self.seen = b""

    def until(self, text: str, seconds: float = 20) -> bytes:
        """Reads what is drawn until a text was seen, and forgets it."""
        end = time.monotonic() + seconds
        while text.encode() not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.near], [], [], 0.1)[0]:
                self.seen += os.read(self.near, 1 << 16)
        seen, self.seen = self.seen, b""
        return seen

    def send(self, keys: bytes) -> None:
        os.write(self.near, keys)

    def leave(self) -> int:
        """Quits and returns the exit code."""
        self.send(b"q")
        return self.ended()

    def ended(self) -> int:
        """Waits until the program has ended and returns the exit code."""
        for _ in range(200):
            if self.near >= 0 and select.select([self.near], [], [], 0)[0]:
                os.read(self.near, 1 << 16)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.05)
        raise AssertionError("it was not left")

    def hang_up(self) -> None:
        """Closes the window in which the program runs."""
        os.close(self.near)
        self.near = -1

    def close(self) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.near >= 0:
            os.close(self.near)
        os.close(self.far)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, "sh -c 'stty raw -echo; kill -9 $$'")
    try:
        opened.until("Second")
        yield opened
    finally:
        opened.close()


def test_a_byte_that_is_no_text_ends_nothing(terminal: Terminal) -> None:
    terminal.send(b"\xff")
    time.sleep(0.3)
    terminal.send(b"/z\xc3\xa9")
    terminal.until("No event matches")
    time.sleep(0.3)
    terminal.send(b"\x1b[200~paste\xff with qqq\x1b[201~")  # the rest of it is not taken for keys
    time.sleep(0.3)
    terminal.send(b"\x1b")
    terminal.until("Second")
    assert terminal.leave() == 0


def test_an_editor_that_is_killed_gives_the_terminal_back_as_it_was(terminal: Terminal) -> None:
    terminal.send(b"e")
    terminal.until("ended by signal 9")
    terminal.send(b"j")
    assert terminal.leave() == 0
    assert termios.tcgetattr(terminal.far) == terminal.before


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.2, 0.4, 0.8])
def test_a_terminal_that_is_gone_ends_the_program(tmp_path: Path, seconds: float) -> None:
    opened = Terminal(tmp_path, "vi")
    try:
        opened.until("\x1b[")  # as soon as anything is drawn, when most is still to be written
        time.sleep(seconds)
        opened.hang_up()
        assert opened.ended() in (128 + signal.SIGHUP, -signal.SIGHUP)
    finally:
        opened.close()
