"""Keys of other people, read where they can mean only one thing (FORMAT section 8, Keys).

A mapping becomes one with the format's own keys before it is validated. What is changed is told,
and noted as an edit by which a person can take it over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import Any, Final

from pydantic_core import PydanticCustomError

from timeline_tui.core.dates import DateError, EdtfDate, understand
from timeline_tui.core.models.entry import Entry, Findings, typable
from timeline_tui.core.models.quantities import read_quantity
from timeline_tui.core.models.unknown import OTHER_KEYS, OTHER_MEASURES
from timeline_tui.core.models.values import Actor, Event, Place, Source
from timeline_tui.core.models.wording import named
from timeline_tui.core.reading import List, Map, Refused, Text, placed

_TABLES: Final[Mapping[type[Entry], Mapping[str, tuple[str, ...]]]] = {
    Event: OTHER_KEYS,
    Place: {"name": ("title",), "lat": ("latitude",), "lon": ("longitude", "lng")},
    Actor: {"name": ("title",)},
    Source: {"name": ("title",), "url": ("link",)},
}
_ENDS: Final = (
    *(("start", "end"), ("start_date", "end_date"), ("from", "to"), ("year", "end_year")),
    *(("date", "end_date"), ("date", "end")),
)
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_LISTS: Final = frozenset(("location", "actors", "sources", "tags"))
_ADDRESSES: Final = frozenset(("url", "link", "links"))
_IF_A_DATE: Final = frozenset(("day", "time", "from", "start"))
"""Keys that hold other things than dates as well."""

_ADDRESS: Final = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)
_CLOCK: Final = re.compile(r"[0-9]{1,4}")


def understood(model: type[Entry], data: Any, findings: Findings) -> Any:
    """`data` with the format's keys for those of other people; itself where it has no other.

    A second key for one field is kept as one that begins with `x-`.
    """
    fields: Mapping[Any, Any] = data
    if data.keys() <= typable(model)[1].keys() and not (
        model is Event
        and (
            type(fields.get("date")) not in (Text, List)
            or type(fields.get("links")) in (Text, List)
        )
    ):
        return data
    reader = _Reader(model, data, findings)
    reader.cases()
    if model is Event:
        reader.dates()
        reader.figures()
        reader.slide()
    reader.fields()
    return reader.data


def _is_doubtful(data: Any) -> bool:
    """Whether keys of the format hold what is meant for other ones."""
    return type(data.get("date")) not in (Text, List) or type(data.get("links")) in (Text, List)


class _Reader:
    """Changes `data`, a mapping for `model`, key by key."""

    def __init__(self, model: type[Entry], data: Any, findings: Findings) -> None:
        self._known = typable(model)[1].keys()
        self._table = _TABLES.get(model, {})
        words = {*_PARTS, *(key for pair in _ENDS for key in pair), *chain(*self._table.values())}
        empty = [k for k, v in data.items() if v is None and _plain(k) in words - self._known]
        kept = {key: value for key, value in data.items() if key not in empty}
        self.data = placed(kept, data.at, Map) if empty else data
        self._findings = findings

    def cases(self) -> None:
        """Keys of the format in another case, or with a blank for `_`."""
        for key, plain in self._present():
            if key not in self._known and plain in self._known and self._is_free(plain):
                self._put([key], {plain: self.data[key]}, plain)

    def dates(self) -> None:
        """A date in several keys, or as a mapping of its parts."""
        keys = {plain: key for key, plain in reversed(self._present())}
        free = self._is_free("date")
        parts = [part for part in _PARTS if part in keys]
        said = _said({part: self.data[keys[part]] for part in parts}) if free else ""
        if said and len(parts) > 1:
            return self._put([keys[part] for part in parts], {"date": said})
        for start, end in _ENDS:
            if start in keys and end in keys and (free or start == "date"):
                ends = [self.data[keys[one]] for one in (start, end)]
                if pairs := _span(*map(_said, ends)):
                    return self._put([keys[start], keys[end]], pairs)
        for plain in ("date", *OTHER_KEYS["date"]):
            value = self.data.get(keys.get(plain))
            is_parts = type(value) is Map and (free or plain == "date")
            if is_parts and (said := _said(value)):
                shown = value.get("display_date")
                pairs = {"date": said} | ({"date_text": shown} if shown else {})
                return self._put([keys[plain]], pairs)
        return None

    def figures(self) -> None:
        """What is counted outside of `figures`."""
        found: dict[Any, Any] = {}
        keys: list[Text] = []
        for key, plain in self._present() if self._is_free("figures") else ():
            value = self.data[key]
            counts = value if type(value) is Map and plain == "casualties" else {plain: value}
            named = {OTHER_MEASURES.get(_plain(one)): said for one, said in counts.items()}
            new = None not in named and found.keys().isdisjoint(named)
            if new and all(map(_is_figure, named.values())):
                found |= named
                keys.append(key)
        if keys:
            self._put(keys, {"figures": placed(_texts(found), keys[0].at, Map)})

    def slide(self) -> None:
        """The text of a slide in TimelineJS."""
        for key, plain in self._present():
            value = self.data[key]
            if plain == "text" and type(value) is Map and value.keys() <= {"headline", "text"}:
                names = {"headline": "title", "text": "description"}
                pairs = {names[one]: said for one, said in value.items() if type(said) is Text}
                if pairs and all(map(self._is_free, pairs)):
                    self._put([key], pairs)

    def fields(self) -> None:
        """One key for another, and those left over that say the same as a key that is there."""
        for ours, others in self._table.items():
            for key, plain in self._present():
                if self._is_free(ours) and plain in others and _fits(ours, plain, self.data[key]):
                    self._put([key], {ours: self.data[key]}, ours)
        for key, plain in self._present():
            fields = [
                ours
                for ours, others in self._table.items()
                if plain in others and _fits(ours, plain, self.data[key])
            ]
            fields += [plain] if plain in self._known else []
            if fields and key not in self._known and f"x-{key}" not in self.data:
                message = f"{named(key)} is kept as `x-{key}`, as `{fields[0]}` is there too"
                self._put([key], {f"x-{key}": self.data[key]}, f"x-{key}", message)

    def _present(self) -> list[tuple[Text, str]]:
        """The keys that have a value, and how they are looked for."""
        return [
            (key, key if key in self._known else _plain(key))
            for key, value in self.data.items()
            if not (value is None or type(value) is Refused or key.startswith("x-"))
        ]

    def _is_free(self, ours: str) -> bool:
        return self.data.get(ours) is None

    def _put(
        self, keys: list[Text], pairs: Mapping[str, Any], renamed: str = "", message: str = ""
    ) -> None:
        """Put pairs where the first of `keys` stands, for all of them; tell it and note the edits,
        which is a new name alone where the value stays as it is."""
        first = min(keys, key=lambda key: key.at)
        changed = placed({}, self.data.at, Map)
        for key, value in self.data.items():
            if key == first:
                for ours, said in pairs.items():
                    stands = hasattr(said, "mark")
                    changed[placed(ours, key.at)] = said if stands else placed(said, key.at)
            elif key in keys or key in pairs:
                self._findings.edits[key.at] = ()
            else:
                changed[key] = value
        self.data = changed
        self._findings.edits[first.at] = renamed or tuple(pairs.items())
        said = " and ".join(map(named, sorted(keys, key=lambda key: key.at)))
        ours = " and ".join(map(named, pairs))
        message = message or f"{said} {'are' if len(keys) > 1 else 'is'} read as {ours}"
        hint = f"Write {ours}" if self._known >= pairs.keys() else f"Delete it, or write {ours}"
        self._findings.tell(first, "error", "other-key", message, hint)


def _plain(key: str) -> str:
    return re.sub(r"[ -]", "_", key.lower())


def _fits(ours: str, plain: str, value: Any) -> bool:
    """Whether a value under a key of other people can be that of a field."""
    items = value if type(value) is List and ours in _LISTS else [value]
    if not all(type(item) is Text and item.strip() for item in items if item is not None):
        return False
    if plain in _IF_A_DATE:
        return not _CLOCK.fullmatch(str(value)) and _date(str(value)) is not None
    return plain not in _ADDRESSES or all(map(_ADDRESS.fullmatch, filter(None, items)))


def _date(text: str) -> EdtfDate | None:
    try:
        return understand(text)
    except DateError:
        return None


def _said(value: Any) -> str:
    """The date that a text, or a mapping of its parts, says; "" where it is neither."""
    if isinstance(value, str):
        return str(value)
    parts = {_plain(key): item for key, item in value.items() if item is not None}
    parts.pop("display_date", None)
    year, month, day = (str(parts.get(part, "")) for part in _PARTS[:3])
    given = [part in parts for part in _PARTS]  # each but the year needs the one before it
    if not year or not parts.keys() <= set(_PARTS) or given != sorted(given, reverse=True):
        return ""
    if not all(isinstance(item, str) for item in parts.values()):
        return ""
    if month and not month.isdecimal():
        return f"{day} {month} {year}".strip()
    clock = ":".join(str(parts.get(part, "00")).zfill(2) for part in _PARTS[3:])
    days = "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)])
    return f"{days}T{clock}" if "hour" in parts else days


def _span(first: str, last: str) -> dict[str, str]:
    """The pairs for what lasts from one date to another; {} where they do not read as such."""
    start, end = _date(first), _date(last)
    if start is None or end is None:
        return {}
    whole = start.text if start.text == end.text else f"{start.text}/{end.text}"
    typed = {"date_text": f"{first} – {last}"} if start.written or end.written else {}
    return {"date": whole, **typed} if _date(whole) is not None else {}


def _is_figure(value: Any) -> bool:
    try:
        return isinstance(value, str) and read_quantity(str(value)) is not None
    except PydanticCustomError:
        return False


def _texts(pairs: Mapping[Any, Text]) -> dict[Text, Text]:
    return {placed(key, value.at): value for key, value in pairs.items()}
