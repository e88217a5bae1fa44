"""Dates such as 07/08/2021, of which only a whole column tells which number is the day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
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


def decided(texts: Iterable[str]) -> tuple[DayOrder, list[str]]:
    """The order that the dates in the cells of a column have, if they decide it, and sentences on
    what was decided, or what has to be."""
    counts: Counter[str] = Counter()
    example = ""
    for match in chain.from_iterable(map(_DATE.finditer, texts)):
        first, second = int(match[1]), int(match[3])
        is_open = first != second and first <= 12 and second <= 12
        example = example or (match[0].strip(" T") if is_open else "")
        kinds = {"all": True, "day": first > 12, "month": second > 12, "open": is_open}
        counts.update(kind for kind, holds in kinds.items() if holds)
        counts["short"] += len(match[4]) == 2
    if bool(counts["day"]) == bool(counts["month"]):
        doubt = f"{counted(counts['open'], 'date')} such as {example} can be read in two ways"
        against = ", as others contradict each other" if counts["day"] else ""
        asked = f"{doubt}{against}: `--day-first` or `--month-first` decides"
        return None, [asked] if example else []
    order: DayOrder = "day" if counts["day"] else "month"
    sure = counts["day"] or counts["month"]
    said = [f"{order} first: {sure:,} of {counted(counts['all'], 'date')} can only be so"]
    if counts["short"]:
        said.append(f"{counted(counts['short'], 'year')} of two digits: read as 1969 to 2068")
    return order, said
