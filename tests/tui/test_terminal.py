"""The program on a real pseudo-terminal: what only a terminal can do to it."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

import pty
import termios

EVENTS = "events:\n  - {date: 2021-07-26, title: First}\n  - {date: 2021-07-27, title: Second}\n"
RUN = (
    "import sys; from pathlib import Path; from timeline_tui.settings import Settings\n"
    "from timeline_tui.tui.app import run\n"
    "sys.exit(run([Path(sys.argv[1])], '', Settings(), ()))\n"
)
LIGHT, DARK = "48;2;251;250;247", "48;2;20;23;27"  # the grounds of our two themes
STUCK = "import time, timeline_tui.core.loading as it; it.load = lambda *_: time.sleep(999)\n"


class Terminal:
    """The program, started on the far side of a terminal; `stderr` is where that goes instead."""

    def __init__(self, folder: Path, editor: str = "vi", code: str = RUN, stderr: str = "") -> None:
        path = folder / "events.yaml"
        path.write_text(EVENTS)
        self.near, self.far = pty.openpty()
        termios.tcsetwinsize(self.near, (24, 80))
        self.before = termios.tcgetattr(self.far)
        self.pid = os.fork()
        if not self.pid:
            os.login_tty(self.far)
            if stderr == "closed":
                os.close(2)
            elif stderr:
                os.dup2(os.open(stderr, os.O_WRONLY | os.O_CREAT), 2)
            os.environ.update(EDITOR=editor, VISUAL="", TERM="xterm-256color", ESCDELAY="25")
            os.environ.update(COLORTERM="truecolor", COLORFGBG="")
            os.environ["TIMELINE_STATE"] = str(folder / "state.json")
            os.execv(sys.executable, [sys.executable, "-c", code, str(path)])
        self.seen = b""

    def read(self, seconds: float) -> bool:
        """Whether something was drawn meanwhile, which is then in `seen`."""
        drawn = self.near >= 0 and select.select([self.near], [], [], seconds)[0]
        self.seen += os.read(self.near, 1 << 16) if drawn else b""
        return bool(drawn)

    def until(self, text: str) -> None:
        """Reads what is drawn until a text was seen, and forgets it."""
        end = time.monotonic() + 20
        while text.encode() not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            self.read(0.1)
        self.seen = b""

    def quiet(self) -> None:
        """Reads on until nothing more is drawn."""
        while self.read(0.3):
            self.seen = b""

    def send(self, keys: bytes) -> None:
        os.write(self.near, keys)

    def leave(self) -> int:
        """Quits and returns the exit code."""
        self.send(b"q")
        return self.ended()

    def ended(self) -> int:
        """Waits until the program has ended and returns the exit code."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
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
            self.hang_up()
        os.close(self.far)


@pytest.fixture
def start(tmp_path):
    opened: list[Terminal] = []

    def begin(shows: str = "Second", **more: str) -> Terminal:
        opened.append(Terminal(tmp_path, **more))
        opened[-1].until(shows)
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()


def test_a_byte_that_is_no_text_ends_nothing(start):
    terminal = start()
    terminal.send(b"\xff")
    terminal.quiet()
    terminal.send(b"/z\xc3\xa9")
    terminal.until("No event matches")
    terminal.quiet()
    terminal.send(b"\x1b[200~paste\xff with qqq\x1b[201~")  # the rest of it is not taken for keys
    terminal.quiet()
    terminal.send(b"\x1b")
    terminal.until("Second")
    assert terminal.leave() == 0


def test_an_answer_that_comes_late_and_in_parts_is_never_taken_for_keys(start):
    terminal = start(shows=DARK)
    terminal.until("Second")
    terminal.send(b"\x1b]11;rgb:ff")
    terminal.send(b"ff/ffff/ff")
    terminal.send(b"ff\x07G")
    terminal.until(LIGHT)
    assert terminal.leave() == 0  # and no question takes the key


def test_an_editor_that_is_killed_gives_the_terminal_back_as_it_was(start):
    terminal = start(editor="sh -c 'stty raw -echo; kill -9 $$'")
    terminal.send(b"e")
    terminal.until("ended by signal 9")
    terminal.send(b"j")
    assert terminal.leave() == 0
    assert termios.tcgetattr(terminal.far) == terminal.before


def test_a_terminal_that_is_gone_and_a_signal_end_the_program(start):
    terminal = start(shows="\x1b[")  # as soon as anything is drawn, when most is still to come
    terminal.hang_up()
    assert terminal.ended() in (128 + signal.SIGHUP, -signal.SIGHUP)
    terminal = start()
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert termios.tcgetattr(terminal.far) == terminal.before


def test_a_continue_that_follows_no_stop_leaves_one_reader_of_keys(start):
    terminal = start()
    for _ in range(4):
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.send(b"j")  # which each reader may wait for
        terminal.quiet()
    assert terminal.leave() == 0


def test_a_file_that_is_read_for_ever_keeps_nobody(start):
    terminal = start(shows="Reading", code=STUCK + RUN)
    assert terminal.leave() == 0


@pytest.mark.parametrize("stderr", ["closed", "file"])
def test_standard_error_may_be_anywhere(start, tmp_path, stderr):
    where = str(tmp_path / "errors") if stderr == "file" else stderr
    terminal = start(stderr=where)
    terminal.send(b"G")
    code = terminal.leave()
    assert code == 0, Path(where).read_text()[-3000:] if stderr == "file" else terminal.seen
    if stderr == "file":
        assert Path(where).read_text() == ""


def test_under_textuals_web_driver_the_screen_opens(tmp_path):
    path = tmp_path / "events.yaml"
    path.write_text(EVENTS)
    driver = "textual.drivers.web_driver:WebDriver"
    environ = {"TEXTUAL_DRIVER": driver, "COLUMNS": "80", "ROWS": "24"}
    environ["TIMELINE_STATE"] = str(tmp_path / "state.json")
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(path)],
        env=os.environ | environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as program:
        late, seen = threading.Timer(20, program.kill), b""
        late.start()
        while b"Second" not in seen and (drawn := program.stdout.read1()):
            seen += drawn
        late.cancel()
        program.kill()
    assert seen.startswith(b"__GANGLION__")
    assert b"Second" in seen
