"""What is typed at a terminal, also where it is no text. Not for Windows, whose input is text."""

from __future__ import annotations

import os
import select

from textual.drivers.linux_driver import LinuxDriver

_PAUSE = 0.05  # seconds without input after which what came at once is over


class TerminalDriver(LinuxDriver):
    """Textual's driver, which goes on where that one ends or waits for ever."""

    suspended = False

    def suspend_application_mode(self) -> None:
        self.suspended = True
        super().suspend_application_mode()

    def resume_application_mode(self) -> None:
        """SIGCONT comes also to who never stopped: a second reader of keys could not be ended."""
        if self.suspended:
            super().resume_application_mode()

    def run_input_thread(self) -> None:
        """Reads on after bytes that are no UTF-8. What came together with them is dropped: it may
        be the half of a paste, whose rest must not be taken for keys."""
        self.suspended = False
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                while select.select([self.fileno], [], [], _PAUSE)[0]:
                    if not os.read(self.fileno, 4096):
                        break
            if self.exit_event.is_set():
                return
