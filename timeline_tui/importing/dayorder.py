"""Dates such as 07/08/2021, of which only a whole column tells which number is the day."""

from __future__ import annotations

import re
from typing import Final

from timeline_tui.importing.rules import DayOrder
from timeline_tui.words.status import counted

_DATE: Final = re.compile(
    r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)(?:[ T](?=\d\d:\d\d))?"
)
_FIRST_OF_1900S: Final = 69
"""The first year of two digits that POSIX counts from 1900."""


def in_order(text: str, order: DayOrder) -> str:
    """`text` with its dates of that order as ISO 8601 has them."""
    if order is None:
        return text
    return _DATE.sub(lambda match: _iso(match, order), text)


def _iso(match: re.Match[str], order: DayOrder) -> str:
    day, month = (match[1], match[3]) if order == "day" else (match[3], match[1])
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return match[0]
    year = match[4]
    if len(year) == 2:
        year = f"{19 if int(year) >= _FIRST_OF_1900S else 20}{year}"
    return f"{year}-{month:0>2}-{day:0>2}{'T' * match[0].endswith((' ', 'T'))}"


class DayOrders:
    """Counts the dates of a column whose order is in doubt."""

    def __init__(self) -> None:
        self._total = self._day = self._month = self._open = self._short = 0
        self._example = ""

    def see(self, text: str) -> None:
        """Count the dates in the text of a cell."""
        for match in _DATE.finditer(text):
            first, second = int(match[1]), int(match[3])
            self._total += 1
            self._short += len(match[4]) == 2
            self._day += first > 12
            self._month += second > 12
            if first != second and first <= 12 and second <= 12:
                self._open += 1
                self._example = self._example or match[0].strip(" T")

    @property
    def order(self) -> DayOrder:
        """What the column decides."""
        if bool(self._day) == bool(self._month):
            return None
        return "day" if self._day else "month"

    def said(self) -> list[str]:
        """Sentences on what was decided, or what has to be."""
        if self.order:
            sure = f"{self._day or self._month:,} of {counted(self._total, 'date')} can only be so"
            short = f"{counted(self._short, 'year')} of two digits: read as 1969 to 2068"
            return [f"{self.order} first: {sure}", *([short] if self._short else [])]
        doubt = f"{counted(self._open, 'date')} such as {self._example} can be read in two ways"
        if self._day:
            doubt += f", as {self._day:,} can only have the day first and {self._month:,} the month"
        return [f"{doubt}: `--day-first` or `--month-first` decides"] if self._open else []
