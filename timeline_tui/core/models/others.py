"""Keys of other people, read where they can mean only one thing (FORMAT section 8, Keys).

A mapping becomes one with the format's own keys before it is validated. What is changed is told,
and noted as an edit by which a person can take it over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from typing import Any, Final

from timeline_tui.core.dates.edtf import strictly
from timeline_tui.core.models.entry import Entry, Findings, typable
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.models.unknown import IF_A_DATE, OTHER_KEYS, OTHER_MEASURES
from timeline_tui.core.models.values import Actor, Claim, Event, Place, Source
from timeline_tui.core.models.wording import compact, named
from timeline_tui.core.reading.tree import List, Map, Refused, Text, placed
from timeline_tui.core.text import cropped

_TABLES: Final[Mapping[type[Entry], Mapping[str, tuple[str, ...]]]] = {
    Event: OTHER_KEYS,
    Claim: {"sources": ("source", "url", "link")},
    Place: {"name": ("title",), "lat": ("latitude",), "lon": ("longitude", "lng")},
    Actor: {"name": ("title",)},
    Source: {"name": ("title",), "url": ("link",)},
}
_STARTS: Final = ("date", *OTHER_KEYS["date"])
_ENDS: Final = ("end", "end_date", "end_year")
_PARTS: Final = ("year", "month", "day", "hour", "minute", "second")
_EMPTY: Final = frozenset((*_PARTS, *_ENDS, "to", *sum(OTHER_KEYS.values(), ())))
_SLIDE: Final = frozenset(("headline", "text"))
_BARE: Final = (Text, List)
_LISTS: Final = frozenset(("location", "actors", "sources", "tags"))
_ADDRESSES: Final = frozenset(("url", "link", "links"))
_ADDRESS: Final = re.compile(r"\s*https?://\S+\s*", re.IGNORECASE)
_CLOCK: Final = re.compile(r"[0-9]{1,4}")
_HAS_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d|\d\d?([./-])\d\d?\1\d\d(?:\d\d)?(?![\d.])")


def understood(model: type[Entry], data: Any, findings: Findings) -> Any:
    """`data` with the format's keys for those of other people; itself where it has no other.

    A second key for one field is kept as one that begins with `x-`.
    """
    claims: Any = data.get("claims") if model is Event else None
    known = typable(Claim)[1].keys()
    if type(claims) is Map:
        data["claims"] = understood(Claim, claims, findings)
    for index, claim in enumerate(claims if type(claims) is List else ()):
        if type(claim) is Map and not claim.keys() <= known:
            claims[index] = understood(Claim, claim, findings)
    if data.keys() <= typable(model)[1].keys():
        dated, linked = type(data.get("date")) in _BARE, type(data.get("links")) in _BARE
        if model is not Event or (dated and not linked):
            return data
    reader = _Reader(model, data, findings)
    if model is Event:
        reader.dates()
        reader.parts()
    reader.fields()
    return reader.data


class _Reader:
    """Changes `data`, a mapping for `model`, key by key."""

    def __init__(self, model: type[Entry], data: Any, findings: Findings) -> None:
        self._known = typable(model)[1].keys()
        self._table = _TABLES.get(model, {})
        self._findings = findings
        kept = {k: v for k, v in data.items() if v is not None or _plain(k) not in _EMPTY}
        self.data: Any = placed(kept, data.at, Map)

    def dates(self) -> None:
        """A date in several keys, or as a mapping of its parts."""
        keys = {plain: key for key, plain in reversed(self._present())}
        free = self._is_free("date")
        parts = [keys[part] for part in _PARTS if part in keys]
        if free and len(parts) > 1 and (said := _said({key: self.data[key] for key in parts})):
            return self._put(parts, {"date": said})
        for start, end in (("from", "to"), *product(_STARTS, _ENDS)):
            if start in keys and end in keys and (free or start == "date"):
                both = [keys[start], keys[end]]
                if pairs := _span(*(_said(self.data[key]) for key in both)):
                    return self._put(both, pairs)
        for plain in _STARTS:
            value: Any = self.data.get(keys.get(plain))
            if isinstance(value, dict) and (free or plain == "date") and (said := _said(value)):
                shown = value.get("display_date")
                return self._put([keys[plain]], {"date": said, **_if("date_text", shown)})
        return None

    def parts(self) -> None:
        """What is counted outside of `figures`, and the text of a slide in TimelineJS."""
        counted: dict[Any, Any] = {}
        keys: list[Text] = []
        for key, plain in self._present():
            value: Any = self.data[key]
            counts = value if plain == "casualties" and isinstance(value, dict) else {plain: value}
            measures = {OTHER_MEASURES.get(_plain(one)): said for one, said in counts.items()}
            texts = {type(said) for said in measures.values()} == {Text}
            if texts and None not in measures and counted.keys().isdisjoint(measures):
                counted |= measures
                keys.append(key)
            elif plain == "text" and isinstance(value, dict) and not value.keys() - _SLIDE:
                pairs = _if("title", value.get("headline"))
                pairs |= _if("description", value.get("text"))
                if pairs and all(map(self._is_free, pairs)):
                    self._put([key], pairs)
        if keys and self._is_free("figures"):
            figures: Any = {placed(name, said.at): said for name, said in counted.items()}
            self._put(keys, {"figures": placed(figures, keys[0].at, Map)})

    def fields(self) -> None:
        """One key for another. A second one for a field is kept as one's own."""
        for key, plain in sorted(self._present(), key=lambda pair: pair[1] == "summary"):
            value = self.data[key]
            names = [plain] if plain != key and plain in self._known else []
            names += [ours for ours, others in self._table.items() if plain in others]
            fitting = [ours for ours in names if _fits(ours, plain, value)]
            if free := next(filter(self._is_free, fitting), ""):
                self._put([key], {free: value}, free)
            elif fitting and key not in self._known and f"x-{key}" not in self.data:
                message = f"{named(key)} is kept as `x-{key}`, as `{fitting[0]}` has a value"
                self._put([key], {f"x-{key}": value}, f"x-{key}", message)

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
        keys = sorted(keys, key=lambda key: key.at)
        changed = placed({}, self.data.at, Map)
        for key, value in self.data.items():
            if key == keys[0]:
                for ours, said in pairs.items():
                    # Not in the key's place: the mapping may begin there, and would be left out.
                    own = said if hasattr(said, "mark") else placed(said, value.at)
                    changed[placed(ours, key.at)] = own
            elif key in keys or key in pairs:
                self._findings.edits[key.at] = ()
            else:
                changed[key] = value
        self.data = changed
        self._findings.edits[keys[0].at] = renamed or tuple(pairs.items())
        said, ours = (" and ".join(map(named, names)) for names in (keys, pairs))
        message = message or f"{said} {'are' if len(keys) > 1 else 'is'} read as {ours}"
        if not renamed:
            whole = (cropped(f"{key}: {compact(value)}") for key, value in pairs.items())
            ours = ", ".join(map(named, whole))
        if [*pairs][:1] == keys:
            message, ours = f"The parts under {said} are read as one date", "`date: 2021-07-26`"
        self._findings.tell(keys[0], "error", "other-key", message, f"Write {ours}")


def _plain(key: str) -> str:
    return re.sub(r"[ -]", "_", key.lower())


def _if(key: str, value: object) -> dict[str, Text]:
    return {key: value} if type(value) is Text and value else {}


def _fits(ours: str, plain: str, value: Any) -> bool:
    """Whether a value under a key of other people can be that of a field."""
    items = value if type(value) is List and ours in _LISTS else [value]
    if not all(type(item) is Text and item.strip() for item in items if item is not None):
        return False
    if plain in IF_A_DATE:
        is_clock = plain in ("time", "day") and _CLOCK.fullmatch(value)
        return not is_clock and (date_in(value) is not None or _HAS_DAY.match(value) is not None)
    return plain not in _ADDRESSES or all(map(_ADDRESS.fullmatch, filter(None, items)))


def _said(value: Any) -> str:
    """The date that a text, or a mapping of its parts, says; "" where it is neither."""
    if not isinstance(value, dict):
        return str(value) if type(value) is Text else ""
    parts: dict[str, Any] = {_plain(key): item for key, item in value.items() if item is not None}
    parts.pop("display_date", None)
    given = [part in parts for part in _PARTS]  # each but the year needs the one before it
    texts = all(type(item) is Text for item in parts.values())
    if not given[0] or sum(given) < len(parts) or given != sorted(given, reverse=True) or not texts:
        return ""
    year, month, day, *clock = (parts.get(part, "") for part in _PARTS)
    if month and not month.isdecimal():
        return f"{day} {month} {year}".strip()
    days = "-".join([year.zfill(4), *(part.zfill(2) for part in (month, day) if part)])
    return f"{days}T{':'.join(part.zfill(2) for part in clock)}" if clock[0] else days


def _span(first: str, last: str) -> dict[str, str]:
    """The pairs for what lasts from one date to another; {} where they are no dates."""
    start, end = date_in(first), date_in(last)
    if start is not None and end is not None:
        whole = strictly(start.text if start.text == end.text else f"{start.text}/{end.text}")
        typed = {"date_text": f"{first} – {last}"} if start.written or end.written else {}
        return {"date": whole, **typed}
    whole = f"{first} to {last}"  # which may have an open end, or several readings
    both = (start or _HAS_DAY.match(first)) and (end or _HAS_DAY.match(last) or date_in(whole))
    return {"date": whole} if both else {}
