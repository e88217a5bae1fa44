"""Writes to standard output, error and files: closed pipes, narrow encodings, control characters,
and on a terminal by the pager.

Knows neither timelines nor commands.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TextIO


def emit(lines: Iterable[str]) -> None:
    """Writes `lines` to standard output. See `emit_text`."""
    emit_text(line + "\n" for line in lines)


def emit_text(pieces: Iterable[str]) -> None:
    """Writes `pieces` to standard output as they are, to a terminal by the pager. A reader that
    left (`| head`) is no error.

    Raises OSError for any other failure, such as a full disk.
    """
    if sys.stdout is None:  # started with standard output closed
        return
    if is_terminal(sys.stdout) and (pager := _pager()):
        _page(pager, pieces)
        return
    _configure(sys.stdout, errors="backslashreplace")  # no character is a crash
    _print(sys.stdout, pieces)


def _print(stream: IO[Any], pieces: Iterable[str | bytes]) -> None:
    try:
        stream.writelines(pieces)
        stream.flush()
    except OSError as error:
        _discard(sys.stdout)
        # What Windows says of a reader that left
        left = sys.platform == "win32" and error.errno == errno.EINVAL
        if not left and not isinstance(error, BrokenPipeError):
            raise OSError(f"cannot write: {error.strerror or error}") from error


def _pager() -> list[str]:
    """The pager as git chooses it: `TIMELINE_PAGER`, `PAGER`, else less. Nothing where that is
    `cat`, or is not installed, or `--no-pager` was said."""
    import shlex
    from shutil import which

    from click import get_current_context

    context, environ = get_current_context(silent=True), os.environ
    if (context and context.meta.get("no_pager")) or environ.get("TERM", "dumb") == "dumb":
        return []
    try:
        words = shlex.split(environ.get("TIMELINE_PAGER", environ.get("PAGER", "less")))
    except ValueError:  # a quote that does not close
        return []
    return words if words and words[0] != "cat" and which(words[0]) else []


def _page(pager: list[str], pieces: Iterable[str]) -> None:
    """Writes to the pager and waits until it is left. `less` prints at once what needs no
    scrolling."""
    import subprocess

    environ = {"LESS": "FRX", "LV": "-c", **os.environ}
    process = subprocess.Popen(pager, stdin=subprocess.PIPE, env=environ)
    assert process.stdin is not None, "it is a pipe"
    with suppress(BrokenPipeError, KeyboardInterrupt), process.stdin as pipe:  # left before the end
        for piece in pieces:
            pipe.write(piece.encode(sys.stdout.encoding, "backslashreplace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):  # it is meant for the pager
            process.wait()


def emit_file(pieces: Iterable[str] | bytes) -> None:
    """Writes what could as well be a file to standard output: in UTF-8 whatever the terminal
    speaks, for that is what its readers take, and with its own line ends. See `emit_text`.

    Raises OSError also for bytes on a terminal.
    """
    if isinstance(pieces, bytes):
        if is_terminal(sys.stdout):
            raise OSError("a terminal cannot show this format. Write it to a file: -o FILE")
        if sys.stdout is not None:
            _print(sys.stdout.buffer, (pieces,))
        return
    _configure(sys.stdout, encoding="utf-8", newline="")
    emit_text(pieces)


def refuse_existing(target: Path) -> None:
    """Raises OSError where something stands under that name, be it a link that leads nowhere."""
    if os.path.lexists(target):
        raise FileExistsError(f"{target}: this is there already, and is kept. Name another file")


def save(
    target: Path, pieces: Iterable[str] | bytes, mode: int = 0o666, *, new: bool = False
) -> None:
    """Writes a file whole or not at all; a pipe or a device gets it piece by piece.

    A new file has `mode` under the umask, one that is replaced keeps its own. A link is refused:
    whoever made it would choose what is written over. Where the file is to be `new`, whatever
    exists is refused, even if it came meanwhile. Raises OSError.
    """
    if new:
        refuse_existing(target)
    try:
        if target.is_symlink():
            raise OSError("it is a link, which is not followed")
        if target.exists() and not target.is_file():
            _write(target, pieces, 0, mode)
        else:
            _replace(target, pieces, mode, new)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise OSError(f"{target}: cannot be written: {reason}") from error


def _replace(target: Path, pieces: Iterable[str] | bytes, mode: int, new: bool) -> None:
    """A new file under a name that nobody can foresee, which then takes the place of `target`."""
    partial = target.with_name(f".timeline-{os.urandom(12).hex()}.part")
    try:
        _write(partial, pieces, os.O_CREAT | os.O_EXCL, mode)
        if new:  # takes the name, if nobody has
            os.close(os.open(target, os.O_CREAT | os.O_EXCL, mode))
        elif sys.platform != "win32" and target.exists():
            partial.chmod(stat.S_IMODE(target.stat().st_mode))
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write(path: Path, pieces: Iterable[str] | bytes, flags: int, mode: int) -> None:
    texts = (pieces,) if isinstance(pieces, bytes) else pieces
    flags |= os.O_WRONLY | getattr(os, "O_BINARY", 0)  # else Windows writes line ends of its own
    descriptor = os.open(path, flags, mode)
    with os.fdopen(descriptor, "wb") as file:
        for one in texts:
            file.write(one if isinstance(one, bytes) else one.encode("utf-8", "backslashreplace"))


def say(text: str) -> None:
    """Writes what is not data (a summary, an error) to standard error, control signs visible."""
    if sys.stderr is None:
        return
    from timeline_tui.core.text import make_visible

    _configure(sys.stderr, errors="backslashreplace")
    try:
        sys.stderr.write(make_visible(text) + "\n")
        sys.stderr.flush()
    except OSError:  # nobody is left to be told
        _discard(sys.stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at the other end of the stream."""
    return stream is not None and not stream.closed and stream.isatty()


def terminal_width() -> int | None:
    """The cells of a line: those that `COLUMNS` says, else the terminal's; in a pipe, no bound."""
    if not os.environ.get("COLUMNS") and not is_terminal(sys.stdout):
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def writes_unicode() -> bool:
    """Whether standard output can carry any character."""
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return encoding.lower().replace("_", "-") in ("utf-8", "utf8")


def _configure(stream: TextIO | None, **options: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**options)


def _discard(stream: TextIO) -> None:
    """Sends what is still buffered nowhere, so that the interpreter's last flush is silent too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
