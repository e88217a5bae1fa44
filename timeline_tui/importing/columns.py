"""Rules for a table that has none: its columns by their headings, then by their values.

Every column is taken, and what is decided is said. Knows the words of FORMAT section 8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice, product
from typing import Final

from timeline_tui.core.loading.spaces import is_address
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.models.unknown import IF_A_DATE, OTHER_KEYS, OTHER_MEASURES
from timeline_tui.core.models.wording import CHOICES, named
from timeline_tui.core.names import FreshIds
from timeline_tui.core.text import fold, slug
from timeline_tui.importing import Reading, Row, Table, Value
from timeline_tui.importing.dayorder import decided, in_order
from timeline_tui.importing.rules import (
    SHIPPED,
    Rules,
    Template,
    load_rules,
    missing,
    wanted,
)
from timeline_tui.importing.templates import NOTHING, as_text, columns_of, compiled, nameable
from timeline_tui.words.status import counted

Test = Callable[[str], object]

_SAMPLE, _VALUES, _TOLD = 500, 50, 100
"""Rows that are looked at to tell what a column is, values of each column, columns in a line."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("datum", "fecha"),
    "time": ("clock", "uhrzeit", "heure", "hora"),
    "title": ("what happened", "message", "ereignis", "evenement", "evento"),
    "description": ("beschreibung", "descripcion"),
    "location": ("town", "village", "ort", "lieu", "lugar"),
    "actors": ("beteiligte", "akteure", "acteurs", "actores"),
    "sources": ("quelle", "quellen", "fuente", "fuentes"),
    "note": ("remarks", "remark", "bemerkung", "bemerkungen", "remarque", "observaciones"),
    "killed": ("tote", "morts", "muertos"),
    "wounded": ("verletzte", "blesses", "heridos"),
}
"""Words that head columns, beside those that are understood in any file."""

_AROUND: Final = (
    ("district", "county", "municipality", "landkreis", "kreis"),
    ("province", "state", "region", "governorate", "bundesland", "provincia"),
    ("country", "nation", "land", "staat", "pays", "pais"),
)
"""Words for what lies around a place, from the inside."""

_WORDS: Final = {
    key: (key, *OTHER_KEYS.get(key, ()), *_ALSO.get(key, ()))
    for key in (*OTHER_KEYS, "time", "status", "id")
}
_FIELDS: Final = tuple(key for key in _WORDS if key not in ("date", "time"))
_LISTS: Final = ("actors", "sources", "tags")
_NAMES: Final = ("name", "title", "label")
_IDS: Final = ("uid", "uuid", "guid", "event id", "unique id")
_ADDRESSES: Final = ("url", "link", "links")
_STARTS: Final = ("date", "begin", *OTHER_KEYS["date"])
_ENDS: Final = ("end date", "end", "end year", "to", "until")
_COORDINATES: Final = {"lat": ("lat", "latitude"), "lon": ("lon", "lng", "long", "longitude")}
_FIGURES: Final = {
    **OTHER_MEASURES,
    **{word: measure for measure in ("killed", "wounded") for word in _ALSO[measure]},
}
_OF_PARTS: Final = frozenset((*_FIGURES, *(word for two in _COORDINATES.values() for word in two)))
"""Headings that mean the same within a mapping."""

_CLOCK: Final = re.compile(r"~?\d\d?:\d\d(:\d\d)?( ?[ap]\.?m\.?)?(/~?[\d:]+)?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[~<>=]*\s*-?\d[\d.,\s–+-]*%?")
_TESTS: Final[Mapping[str, Test]] = {
    "status": CHOICES["status"].__contains__,
    **dict.fromkeys(_ADDRESSES, is_address),
}
"""What most values of a column must be, by the key that it is for or the heading that it has."""


def guess(table: Table) -> tuple[Rules, list[str]]:
    """Rules that take every column of a table, and what was decided, a sentence each without a full
    stop. The rows are read once."""
    if table.own:
        title, zone = (as_text(table.head.get(key)) for key in ("title", "timezone"))
        return Rules({}, title=title, timezone=zone), []
    rows = table.rows()
    sample = [*islice(rows, _SAMPLE)]
    rules, said = _shipped(table, sample) or _by_columns(table, sample)
    dates = [compiled(f"{{{one.name}}}") for _, one in columns_of(rules.event.get("date", ""))]
    texts = (as_text(date(row.values)) for row in chain(sample, rows) for date in dates)
    order, decisions = decided(texts)
    return replace(rules, order=order), [*said, *decisions]


def _shipped(table: Table, sample: list[Row]) -> tuple[Rules, list[str]] | None:
    """The rules that ship whose columns are all there."""
    for name in SHIPPED:
        rules = load_rules(name)
        if not [*missing(rules, table.columns, sample[0].values if sample else {})]:
            taken = {one.name.partition(".")[0] for one in wanted(rules)}
            left = [one for one in table.columns if one not in taken]
            left = [one for one in left if any(one in row.values for row in sample)]
            said = [f"read by the rules `{name}`, which ship; --rules prints them"]
            if left:
                said.append(f"{counted(len(left), 'column')} not taken by them: {', '.join(left)}")
            return rules, said
    return None


def _by_columns(table: Table, sample: list[Row]) -> tuple[Rules, list[str]]:
    """Rules by the headings and the first values. Where values are mappings all rows are looked at,
    as any may have a key that no other has."""
    is_flat = not any(isinstance(one, dict) for row in sample for one in row.values.values())
    found: dict[str, dict[str, list[Value]]] = {name: {} for name in table.columns}
    for row in sample if is_flat else table.rows():
        for name, value in row.values.items():
            for path, part in _parts(name, value) if "." not in name else ((name, value),):
                own = found[name].setdefault(path, [])
                if len(own) < _VALUES:
                    own.append(part)
    values = {name: paths or {name: []} for name, paths in found.items()}
    guessed = _Guess({path: own for paths in values.values() for path, own in paths.items()})
    return Rules(guessed.event, Reading(read=table.read), sections=guessed.sections), guessed.said


def _parts(name: str, value: Value) -> Iterator[tuple[str, Value]]:
    """A value, or what stands in it where that is a mapping, as templates name it."""
    if isinstance(value, dict) and all("." not in key and nameable(key) == key for key in value):
        for key, one in value.items():
            yield from _parts(f"{name}.{key}", one)
    else:
        yield name, value


class _Guess:
    """Takes the columns one after the other; those that are left get keys of their own."""

    def __init__(self, values: Mapping[str, list[Value]]) -> None:
        self.event: dict[str, Value] = {}
        self.sections: dict[str, dict[str, Template]] = {}
        self.said: list[str] = []
        self._values = values
        self._free = dict.fromkeys(values)
        self._dates()
        self._fields()
        self._numbers()
        if self.event:
            taken = (f"{key} from {_shown(value)}" for key, value in self.event.items())
            self.said.append(f"By their headings: {', '.join(taken)}")
        self._by_values()
        if "date" not in self.event:
            self.said.append("no column has dates: each is `unknown`")
        fresh = FreshIds()
        kept = {fresh.make(f"x-{slug(name) or 'column'}"): name for name in self._free}
        self.event |= {key: self._take(name) for key, name in kept.items()}
        if kept:
            more = " …" * (len(kept) > _TOLD)
            told = ", ".join([*kept][:_TOLD])
            self.said.append(f"{counted(len(kept), 'column')} kept as {told}{more}")

    def _find(self, *words: str) -> str:
        """The free column whose heading is the first of these words that is one, or ""."""
        headings = {_heading(name): name for name in reversed(self._free)}
        return next(filter(None, (headings.get(_plain(word)) for word in words)), "")

    def _numbered(self, word: str) -> list[str]:
        """The free columns with this heading, be there a number behind it."""
        return [name for name in self._free if _heading(name).rstrip("0123456789") == _plain(word)]

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
        for word in _WORDS["date"]:
            column = self._find(word)
            if column and (word not in IF_A_DATE or self._mostly(column, _is_date)):
                self.event["date"] = self._take(column)
                return

    def _fields(self) -> None:
        clock = self._find(*_WORDS["time"])
        if "date" in self.event and self._mostly(clock, _CLOCK.fullmatch):
            self.event["time"] = self._take(clock)
        for key in _FIELDS:
            for word in _WORDS[key] if key not in self.event else ():
                test = _TESTS.get(word if word in _ADDRESSES else key, bool)
                found = self._numbered(word) if key in _LISTS else [self._find(word)]
                if taken := [self._take(one) for one in found if self._mostly(one, test)]:
                    self.event[key] = taken[0] if len(taken) == 1 else [*taken]
                    break
        if isinstance(place := self.event.get("location"), str):
            around = filter(None, [self._find(*words) for words in _AROUND])
            self.event["location"] = " < ".join((place, *map(self._take, around)))
        if column := self._find(*_IDS):
            self.event["ids"] = {slug(column): self._take(column)}
        column = self._find(*_ADDRESSES)
        source = self.event.get("sources")
        if isinstance(source, str) and self._mostly(column, is_address):
            self.event["sources"] = {"source": source, "url": self._take(column)}

    def _numbers(self) -> None:
        """Coordinates of the place, and figures."""
        place = self.event.get("location")
        found = {key: self._find(*words) for key, words in _COORDINATES.items()}
        if isinstance(place, str) and all(self._mostly(one, _is_number) for one in found.values()):
            point: Template = {key: self._take(column) for key, column in found.items()}
            self.sections["locations"] = {place: point}
        figures: dict[str, Value] = {}
        for heading, measure in _FIGURES.items():
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
            name: sum(map(len, texts)) / len(texts)
            for name in self._free
            if (texts := [one for one in self._values[name] if isinstance(one, str)])
            and not self._mostly(name, _is_number)
        }
        if not self.event.keys() & {"title", "description"} and lengths:
            column = max(lengths, key=lengths.__getitem__)
            self.event["title"] = self._take(column)
            self.said.append(f"{named(column)} is read as title: its texts are the longest")


@lru_cache(maxsize=20_000)  # each column is asked about once for every word that is looked for
def _heading(column: str) -> str:
    """What heads a column: of a part of a mapping its own key where that is clear, and the whole's
    where it is only its name."""
    whole, _, part = column.rpartition(".")
    if whole and part in _NAMES:
        return _plain(whole)
    return _plain(part if _plain(part) in _OF_PARTS else column)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", fold(heading))


def _is_date(text: str) -> bool:
    """Whether a text is a date, if only once it is known which number is the day."""
    return bool(re.search(r"\d", text)) and date_in(in_order(text, "day")) is not None


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _shown(template: Value) -> str:
    names = dict.fromkeys(named(column.name) for _, column in columns_of(template))
    return " and ".join(names)
