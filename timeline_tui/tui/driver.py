"""What is typed at a terminal, also where it is no text, and what the terminal says of itself. Not
for Windows, whose input is text."""

from __future__ import annotations

import os
import re
import select
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from timeline_tui.tui.ground import AnswerOnGround

_LOOK = 0.1  # seconds between two looks at whether the program was left
_PAUSE = 0.05  # seconds without input after which what came at once is over
_ASK = "\x1b]11;?\x1b\\"  # for the colour of the ground (OSC 11)
_ANSWER = re.compile(rb"\x1b\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)")
_BEGUN = re.compile(rb"\x1b\](?:1(?:1(?:;[^\x07\x1b]*\x1b?)?)?)?\Z")


class TerminalDriver(LinuxDriver):
    """Textual's driver, which goes on where that one ends or waits for ever."""

    suspended = False

    def start_application_mode(self) -> None:
        """Nobody waits for an answer: it comes among the keys, mostly before the first picture."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if self.input_tty:
            self.write(_ASK)
            self.flush()

    def suspend_application_mode(self) -> None:
        self.suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """SIGCONT comes also to who never stopped: a second reader of keys could not be ended."""
        if self.suspended:
            super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Reads on after bytes that are no UTF-8. What came together with them is dropped: it may
        be the half of a paste, whose rest must not be taken for keys. In place of Textual's own,
        which takes the terminal's answer for keys."""
        self.suspended = False
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")().decode
        while not self.exit_event.is_set():
            typed = self._typed(_LOOK)
            try:
                text = decode(typed)
            except UnicodeDecodeError:
                text = ""
                parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")().decode
                while self._typed(_PAUSE):
                    pass
            for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                self.process_message(message)

    def _typed(self, seconds: float) -> bytes:
        """What is typed within some time, without what the terminal answers."""
        typed = self._read(seconds)
        while _BEGUN.search(typed) and (more := self._read(_PAUSE)):
            typed += more
        if answer := _ANSWER.search(typed):
            self.send_message(AnswerOnGround(answer[1].decode("ascii", "replace")))
        return _ANSWER.sub(b"", typed)

    def _read(self, seconds: float) -> bytes:
        ready = select.select([self.fileno], [], [], seconds)[0]
        return os.read(self.fileno, 4096) if ready else b""
