"""What is typed at a terminal, also where it is no text. Not for Windows, whose input is text."""

from __future__ import annotations

import os
import select

from textual.drivers.linux_driver import LinuxDriver

_PAUSE = 0.05  # seconds without input after which what came at once is over


class TerminalDriver(LinuxDriver):
    """Reads on after bytes that are no UTF-8, where Textual's own driver ends the input.

    What came together with them is dropped: it may be the half of a paste, whose rest must not be
    taken for keys.
    """

    def run_input_thread(self) -> None:
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                self._drop_what_waits()
            if self.exit_event.is_set():
                return

    def _drop_what_waits(self) -> None:
        while select.select([self.fileno], [], [], _PAUSE)[0] and os.read(self.fileno, 4096):
            pass
