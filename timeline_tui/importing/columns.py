"""Rules for a table that has none: its columns by their headings, then by their values.

Every column is taken, and what is decided is said. Knows the words of FORMAT section 8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import chain, islice, product
from typing import Final

from timeline_tui.core.loading.spaces import is_address
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.models.unknown import IF_A_DATE, OTHER_KEYS, OTHER_MEASURES
from timeline_tui.core.models.wording import CHOICES, named
from timeline_tui.core.names import FreshIds
from timeline_tui.core.text import fold, slug
from timeline_tui.importing import Reading, Table, Value
from timeline_tui.importing.dayorder import DayOrders, in_order
from timeline_tui.importing.rules import Rules, Template, load_rules
from timeline_tui.importing.templates import NOTHING, Column, as_text, columns_of, parsed
from timeline_tui.words.status import counted

Test = Callable[[str], object]

_SAMPLE, _VALUES = 500, 50
"""Rows that are looked at to tell what a column is, and values of each column."""

_FIELDS: Final = (*(key for key in OTHER_KEYS if key != "date"), "status", "id")
_IDS: Final = ("uid", "uuid", "guid", "event id", "unique id")
_ADDRESSES: Final = ("url", "link", "links")
_STARTS: Final = ("date", "begin", *OTHER_KEYS["date"])
_ENDS: Final = ("end date", "end", "end year", "to", "until")
_COORDINATES: Final = {"lat": ("lat", "latitude"), "lon": ("lon", "lng", "long", "longitude")}
_CLOCK: Final = re.compile(r"~?\d\d?:\d\d(:\d\d)?( ?[ap]\.?m\.?)?(/~?[\d:]+)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[~<>=]*\s*-?\d[\d.,\s–+-]*%?")
_TESTS: Final[Mapping[str, Test]] = {
    "status": CHOICES["status"].__contains__,
    **dict.fromkeys(_ADDRESSES, is_address),
}
"""What most values of a column must be, by the key that it is for or the heading that it has."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The rules for a table, and what was decided, a sentence each without a full stop."""

    rules: Rules
    said: tuple[str, ...] = ()


def guess(table: Table) -> Guess:
    """Rules that take every column of a table. The rows are read once."""
    if table.own:
        title, zone = (as_text(table.head.get(key)) for key in ("title", "timezone"))
        return Guess(Rules({}, title=title, timezone=zone))
    rows = table.rows()
    sample = [*islice(rows, _SAMPLE)]
    if sample and all(isinstance(row.values.get("start_date"), dict) for row in sample):
        return Guess(
            load_rules("timelinejs"), ("these are slides, read by the rules `timelinejs`",)
        )
    values = {
        name: [row.values[name] for row in sample if name in row.values][:_VALUES]
        for name in table.columns
    }
    found = _Guess(values)
    orders = DayOrders()
    dates = {column.name for _, column in columns_of(found.event.get("date", ""))}
    for row in chain(sample, rows):
        for name in dates:
            orders.see(as_text(row.values.get(name)))
    reading = Reading(read=table.read)
    rules = Rules(found.event, reading, order=orders.order, sections=found.sections)
    return Guess(rules, (*found.said, *orders.said()))


class _Guess:
    """Takes the columns one after the other; those that are left get keys of their own."""

    def __init__(self, values: Mapping[str, list[Value]]) -> None:
        self.event: dict[str, Value] = {}
        self.sections: dict[str, dict[str, Template]] = {}
        self.said: list[str] = []
        self._values = {name: own for name, own in values.items() if _is_usable(name)}
        self._free = dict.fromkeys(self._values)
        left = [named(name) for name in values if name not in self._free]
        self._dates()
        self._fields()
        self._numbers()
        if self.event:
            taken = (f"{key} from {_shown(value)}" for key, value in self.event.items())
            self.said.append(f"By their headings: {', '.join(taken)}")
        self._by_values()
        fresh = FreshIds()
        kept = {fresh.make(f"x-{slug(name) or 'column'}"): name for name in self._free}
        self.event |= {key: self._take(name) for key, name in kept.items()}
        self._say(kept, "column", "kept as")
        self._say(left, "column", "left out, as no template names a heading with braces:")

    def _say(self, names: Collection[str], what: str, done: str) -> None:
        if names:
            self.said.append(f"{counted(len(names), what)} {done} {', '.join(names)}")

    def _find(self, *words: str) -> str:
        """The free column whose heading is the first of these words that is one, or ""."""
        headings = {_plain(name): name for name in reversed(self._free)}
        return next(filter(None, (headings.get(_plain(word)) for word in words)), "")

    def _take(self, column: str) -> str:
        del self._free[column]
        return f"{{{column}}}"

    def _mostly(self, column: str, test: Test) -> str:
        """How many of the first values pass, as a text, if that is most of them; else ""."""
        texts = [text for one in self._values.get(column, ()) if (text := as_text(one))]
        texts = [text for text in texts if not NOTHING.fullmatch(text)]
        passed = sum(bool(test(text)) for text in texts)
        return f"{passed} of its first {len(texts)}" if 2 * passed > len(texts) else ""

    def _dates(self) -> None:
        for start, end in product(_STARTS, _ENDS):
            pair = [self._find(start), self._find(end)]
            if all(self._mostly(one, _is_date) for one in pair):
                self.event["date"] = "/".join(map(self._take, pair))
                return
        parts = [self._find(part) for part in ("year", "month", "day")]
        if all(parts) and not self._find("date", "when"):
            year, month, day = (self._take(part)[:-1] for part in parts)
            self.event["date"] = f"{year}}}-{month}:0>2}}-{day}:0>2}}"
            return
        for word in ("date", *OTHER_KEYS["date"]):
            column = self._find(word)
            if column and (word not in IF_A_DATE or self._mostly(column, _is_date)):
                self.event["date"] = self._take(column)
                return

    def _fields(self) -> None:
        if "date" in self.event and self._mostly(clock := self._find("time"), _CLOCK.fullmatch):
            self.event["time"] = self._take(clock)
        for key in _FIELDS:
            for word in (key, *OTHER_KEYS.get(key, ())) if key not in self.event else ():
                column = self._find(word)
                test = _TESTS.get(word if word in _ADDRESSES else key, bool)
                if column and self._mostly(column, test):
                    self.event[key] = self._take(column)
                    break
        if column := self._find(*_IDS):
            self.event["ids"] = {slug(column): self._take(column)}
        column = self._find(*_ADDRESSES)
        if "sources" in self.event and self._mostly(column, is_address):
            self.event["sources"] = {"source": self.event["sources"], "url": self._take(column)}

    def _numbers(self) -> None:
        """Coordinates of the place, and figures."""
        place = self.event.get("location")
        found = {key: self._find(*words) for key, words in _COORDINATES.items()}
        if isinstance(place, str) and all(self._mostly(one, _is_number) for one in found.values()):
            point: Template = {key: self._take(column) for key, column in found.items()}
            self.sections["locations"] = {place: point}
        figures: dict[str, Value] = {}
        for heading, measure in OTHER_MEASURES.items():
            if measure not in figures and self._mostly(name := self._find(heading), _is_number):
                figures[measure] = self._take(name)
        self.event |= {"figures": figures} if figures else {}

    def _by_values(self) -> None:
        tests: tuple[tuple[str, str, Test], ...] = (
            ("date", "dates", lambda text: not text.isdecimal() and _is_date(text)),
            ("sources", "addresses", is_address),
        )
        for key, what, test in tests:
            shares = ((name, self._mostly(name, test)) for name in self._free)
            column, share = next((pair for pair in shares if pair[1]), ("", ""))
            if key not in self.event and column:
                self.event[key] = self._take(column)
                self.said.append(f"{named(column)} is read as {key}: {share} values are {what}")
        lengths = {
            name: sum(len(as_text(one)) for one in self._values[name]) / len(self._values[name])
            for name in self._free
            if self._values[name] and not self._mostly(name, _is_number)
        }
        if "title" not in self.event and lengths:
            column = max(lengths, key=lengths.__getitem__)
            self.event["title"] = self._take(column)
            self.said.append(f"{named(column)} is read as title: its texts are the longest")


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", fold(heading))


def _is_usable(heading: str) -> bool:
    """Whether a template can name a column: braces in a heading have no way out of it."""
    try:
        return parsed(f"{{{heading}}}") == ([Column("", heading)], "")
    except ValueError:
        return False


def _is_date(text: str) -> bool:
    """Whether a text is a date, if only once it is known which number is the day."""
    return bool(re.search(r"\d", text)) and date_in(in_order(text, "day")) is not None


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _shown(template: Value) -> str:
    names = dict.fromkeys(named(column.name) for _, column in columns_of(template))
    return " and ".join(names)
