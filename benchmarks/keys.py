"""What a key costs on a real pseudo-terminal: process cpu time and bytes written, key by key.

    python benchmarks/keys.py FILE [--size 120x40] [--keys j:100,k:100,slash:1,h:1,e:1,l:1,i:1]

Prints start-up (to the first byte, to the painted list), then median, 99th percentile and bytes of
each group of keys; of a key that is held (`j*100`) the mean of all; then peak memory.
Linux only: cpu time is read from /proc in nanoseconds.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from pathlib import Path

KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "pagedown": "\x1b[6~",
    "slash": "/",
    "enter": "\r",
    "escape": "\x1b",
}
QUIET = 0.12  # seconds without output after which a key is answered
REPEAT = 0.033  # seconds between two keys of one that is held


class Terminal:
    """The program on a pseudo-terminal of its own."""

    def __init__(self, command: list[str], columns: int, lines: int) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(
                TERM="xterm-256color", COLORTERM="truecolor", TEXTUAL_ANIMATIONS="none"
            )
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def cpu(self) -> float:
        """Milliseconds of processor that all threads have had."""
        total = 0
        for task in Path(f"/proc/{self.pid}/task").iterdir():
            try:
                total += int((task / "schedstat").read_text().split()[0])
            except (FileNotFoundError, ProcessLookupError):  # the thread has just ended
                continue
        return total / 1e6

    def peak(self) -> int:
        """Megabytes of memory at the most."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024

    def read(self, quiet: float = QUIET, until: bytes = b"", limit: float = 120) -> bytes:
        """What is written until it is quiet, or until `until` was seen."""
        found = b""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            ready, _, _ = select.select([self.fd], [], [], quiet)
            if not ready:
                if not until or until in found:
                    break
                continue
            found += os.read(self.fd, 1 << 16)
            if until and until in found:
                break
        return found

    def send(self, key: str) -> None:
        os.write(self.fd, KEYS.get(key, key).encode())

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--keys", default="j:100,k:60,j*100,k*60,pagedown:40,]:40")
    parser.add_argument("--painted", default="▌|○|●|≠|·|◐", help="signs of a painted list")
    arguments = parser.parse_args()
    columns, lines = map(int, arguments.size.split("x"))
    terminal = Terminal([sys.executable, "-m", "timeline_tui", arguments.file], columns, lines)
    try:
        measure(terminal, arguments.keys, tuple(arguments.painted.split("|")))
    finally:
        terminal.close()


def measure(terminal: Terminal, keys: str, painted: tuple[str, ...]) -> None:
    terminal.read(quiet=0.01, until=b"\x1b")
    first = time.perf_counter() - terminal.started
    seen = b""
    while not any(sign.encode() in seen for sign in painted):
        seen = seen[-8:] + terminal.read(quiet=0.005, limit=0.02)
    shown = time.perf_counter() - terminal.started
    print(f"first byte {first * 1000:.0f} ms, list painted {shown * 1000:.0f} ms")
    terminal.read(quiet=1.0)
    for group in keys.split(","):
        if "*" in group:
            hold(terminal, group)
            continue
        key, _, count = group.rpartition(":")
        cpu: list[float] = []
        sizes: list[int] = []
        for _ in range(int(count)):
            before = terminal.cpu()
            terminal.send(key)
            sizes.append(len(terminal.read()))
            cpu.append(terminal.cpu() - before)
        print(
            f"{key:>9} × {count:>3}: cpu median {statistics.median(cpu):5.1f} ms, "
            f"p99 {percentile(cpu, 0.99):5.1f} ms; bytes median {statistics.median(sizes):.0f}, "
            f"most {max(sizes)}"
        )
    print(f"peak memory {terminal.peak()} MB")


def hold(terminal: Terminal, group: str) -> None:
    """A key that comes again and again, as a keyboard repeats it."""
    key, _, count = group.partition("*")
    before, size = terminal.cpu(), 0
    for _ in range(int(count)):
        terminal.send(key)
        size += len(terminal.read(quiet=REPEAT, limit=REPEAT))
    cpu = terminal.cpu() - before
    print(f"{key:>9} held {count:>3}: cpu {cpu / int(count):.1f} ms, bytes {size / int(count):.0f}")
    terminal.read()


if __name__ == "__main__":
    main()
