"""From the objects of this program's own JSON, JSON Lines and CSV (`export.record`) back to what is
typed for them. What is computed there, and where a record stood, is left out.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat, zip_longest
from typing import Any, Final

from timeline_tui.core.loading.cited import Division, divided
from timeline_tui.core.models import SECTIONS, Citation, Event
from timeline_tui.core.models.entry import typable
from timeline_tui.core.models.figures import PERCENT, WORDS
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.names import claim_id
from timeline_tui.core.text import slug

Object = Mapping[str, Any]
"""An object as read: numbers and truth values perhaps as text, empty ones perhaps absent."""

_TYPED: Final = frozenset((*typable(Event)[1], "cited", "extras"))
_REFERENCES: Final = ("after", "before", "links", "contradicts", "supersedes")
_APART: Final = ("cited", "supported_by_cited", "inherited", "extras", "measure")
_SHORT: Final = {("best",): "{}", ("low",): "{}+", ("high",): "<={}", ("low", "high"): "{}-{}"}
_ARROWS: Final = re.compile("[<>‹›←→⟵⟶⇐⇒]")


def own_head(head: Object) -> dict[str, Any]:
    """The title, the time zone, the three sections and the `x-` keys, as typed."""
    found: dict[str, Any] = {key: head.get(key) or "" for key in ("title", "timezone")}
    for section in SECTIONS:
        entries = head.get(section) or {}
        found[section] = {id: _entry(one, entries) for id, one in entries.items()}
    return found | dict(head.get("extras") or {})


def _entry(one: Object, entries: Object) -> dict[str, Any]:
    whole = entries.get(one.get("part_of") or "") or {}
    inherited = {"side": whole.get("side"), "kind": "unknown"}
    return _Writer().typed(
        {k: v for k, v in one.items() if k not in inherited or v != inherited[k]}
    )


def event_fields(record: Object, head: Object) -> dict[str, Any]:
    """The fields of an event of a file with this head, in no order. An id that is made of date and
    title is left out. A zone of clock times that is not the head's stands under `x-timezone`; so do
    references to events under an `x-` key that are not in the `events` of the head, if it has any.
    """
    known = ChainMap(head.get("actors") or {}, head.get("sources") or {})
    said = {key: value for key, value in record.items() if key in _TYPED}
    date, zone = record.get("date") or "unknown", record.get("timezone") or "UTC"
    extras = dict(record.get("extras") or {})
    if zone != (head.get("timezone") or "UTC") and (record.get("time") or "T" in date):
        extras["x-timezone"] = zone
    if _is_true(record.get("broken")):
        extras["x-broken"] = "only its first line could be read"
    if record["id"] == slug(f"{date} {record['title']}") and date_in(date):
        said["id"] = ""
    if record.get("status") == "occurred":
        said["status"] = ""
    said |= {"date": date, "location": record.get("locations"), "extras": extras}
    return _Writer(known, f"{record['id']}/", head.get("events") or ()).typed(said)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Knows the parties that are declared, how references to the event's own claims begin, and the
    events that can be referred to: all if none are given."""

    declared: Container[str] = ()
    own: str = ""
    events: Collection[str] = ()

    def typed(self, one: Object) -> dict[str, Any]:
        """What is typed for an object: nothing that is empty, its `x-` keys among the others."""
        found: dict[str, Any] = {}
        for key, value in one.items():
            if key not in _APART and value not in (None, "", [], {}):
                write = _WRITERS.get(key)
                found[key] = write(self, value, one) if write else value
                if key in _REFERENCES:
                    found[key], found[f"x-{key}"] = self.divided(value)
        found |= one.get("extras") or {}
        return {key: value for key, value in found.items() if value}

    def divided(self, refs: Any) -> tuple[Any, Any]:
        """References to events that are there, and to others."""
        if isinstance(refs, dict):
            pairs = {key: self.divided(some) for key, some in refs.items()}
            away = {key: there for key, (_, there) in pairs.items() if there}
            return {key: here for key, (here, _) in pairs.items()}, away
        events = self.events
        elsewhere = [ref for ref in refs if events and ref.partition("/")[0] not in events]
        return [ref.removeprefix(self.own) for ref in refs if ref not in elsewhere], elsewhere

    def claim(self, one: Object) -> Any:
        id = "" if one["id"] == claim_id(one["text"]) else one["id"]
        return _alone(self.typed({**one, "id": id}), "text")

    def participant(self, one: Object) -> Any:
        role = "" if one.get("role") == "participant" else one.get("role")
        return _alone(self.typed({**one, "role": role}), "actor")

    def chains(self, chains: Iterable[list[str]], cited: Any) -> list[Any]:
        pairs = zip(chains, cited or repeat(()), strict=False)
        return [self.chain(parties, citations) for parties, citations in pairs]

    def chain(self, parties: list[str], cited: Iterable[Object | None]) -> Any:
        """`a <- b`, what is cited in brackets where that reads the same, else in the long form."""
        whole: Any = ""
        for id, citation in reversed([*zip_longest(parties, cited)]):
            long = self.typed(citation) if citation else {}
            short = self.in_brackets(id, long) if long else id
            if short and isinstance(whole, str):
                whole = f"{short} <- {whole}" if whole else short
            else:
                whole = {"source": id, **long, "from": whole}
        return whole

    def in_brackets(self, id: str, citation: dict[str, Any]) -> str:
        date, at = citation.get("date", ""), citation.get("at", "")
        ref = f"{id} ({', '.join(filter(None, (date, at)))})"
        same = Division(id, Citation.make(date=date_in(date) if date else None, at=at))
        all_said = citation.keys() <= {"date", "at"} and not _ARROWS.search(at)
        return ref if all_said and divided(ref, self.declared.__contains__) == same else ""

    def figures(self, found: Iterable[Object]) -> dict[str, Any]:
        measures: dict[str, Any] = {}
        for one in found:
            measures.setdefault(one["measure"], []).append(self.figure(one))
        return measures

    def figure(self, one: Object) -> Any:
        """A figure as `16-20` where that says all, else as a mapping."""
        rest = self.typed(one)
        bounds = {key: rest.pop(key) for key in ("low", "best", "high") if key in rest}
        word = WORDS.get(rest.get("text", "").lower())
        if word is not None and bounds == {"low": f"{word:.0f}"} and len(rest) == 1:
            return rest["text"]
        short = _SHORT.get((*bounds,), "")
        rough, share = "approximate" in rest, rest.get("unit") == PERCENT
        if not short or len(rest) > rough + share or (rough and short[0] == "<"):
            return bounds | rest
        return f"{'~' * rough}{short.format(*bounds.values())}{'%' * share}"


_WRITERS: Final[Mapping[str, Callable[[_Writer, Any, Object], Any]]] = {
    "actors": lambda to, found, _: [to.participant(one) for one in found],
    "approximate": lambda to, value, _: "yes" if _is_true(value) else "",
    "claims": lambda to, found, _: [to.claim(one) for one in found],
    "credibility": lambda to, value, _: str(value),
    "disputed_by": lambda to, found, _: [_alone(to.typed(one), "sources") for one in found],
    "figures": lambda to, found, _: to.figures(found),
    "including": lambda to, found, _: {one["of"]: to.figure({**one, "of": ""}) for one in found},
    "sources": lambda to, chains, one: (
        [] if _is_true(one.get("inherited")) else to.chains(chains, one.get("cited"))
    ),
    "supported_by": lambda to, chains, one: to.chains(chains, one.get("supported_by_cited")),
    **dict.fromkeys(("low", "best", "high", "lat", "lon"), lambda to, value, _: _number(value)),
}
"""How the value of a key is typed, given all of its object, where that is not as it stands."""


def _alone(typed: dict[str, Any], key: str) -> Any:
    """The one text under a key where nothing else is said, as a bare value."""
    value = typed.get(key)
    one = value[0] if isinstance(value, list) and len(value) == 1 else value
    return one if len(typed) == 1 and isinstance(one, str) else typed


def _is_true(value: object) -> bool:
    return value in (True, "true")


def _number(value: object) -> str:
    """A number without an exponent, and with a fourth decimal, as `1.500` may be in thousands."""
    text = f"{Decimal(str(value)):f}"
    return f"{text}0" if re.search(r"\.\d{3}$", text) else text
