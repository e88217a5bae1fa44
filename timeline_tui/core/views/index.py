"""What a timeline's rows can be looked up by, built once for each timeline and only when needed.

A set of rows is an integer with a bit for each row, the highest for row 0: 1 where it is in the
set.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from math import inf
from typing import Final, get_args
from weakref import ref

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.standing import StandingKind
from timeline_tui.core.evidence.statements import (
    all_figures,
    all_places,
    assertions,
    named_parties,
    once,
    report_dates,
    with_outer,
)
from timeline_tui.core.models import FacetKind
from timeline_tui.core.names import Names
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.query.regexes import as_line
from timeline_tui.core.query.syntax import Regex
from timeline_tui.core.sites import site
from timeline_tui.core.text import closest, fold, name_key
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views import event_values
from timeline_tui.core.views.facets import TERMS, Entry, PaneKind
from timeline_tui.core.views.headers import Header, headers
from timeline_tui.core.views.years import by_year

Row = tuple[int, float, float, int | None, int | None]
"""A row, and a `Span` of something in it."""

_TEXT_END: Final = "\x01"
"""Stands around each text of an event; it cannot stand in a file (FORMAT section 7)."""

_FACETS: Final[Mapping[str, FacetKind]] = {"location": "location", "actor": "actor"}
"""Whose entries a field means; all others mean those that are quoted."""
_BITS: Final = bytes.maketrans(b"\x00\x01", b"01")
_BYTES: Final = bytes.maketrans(b"01", b"\x00\x01")
_FEW: Final = 256  # of so many events one: to count them takes no longer than with a set
_NOT_ASCII: Final = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")  # a mark belongs to what it stands on
_BLANKS: Final = re.compile(r"[\n\t][ \n\t]*| [ \n\t]+")
_fold = lru_cache(maxsize=50_000)(fold)


def squeezed(text: str) -> str:
    """`text` as words are looked for: folded, each run of blanks as one."""
    # Folding only what needs it takes a tenth of the time.
    folded = _NOT_ASCII.sub(lambda run: _fold(run[0]), text).lower()
    return _BLANKS.sub(" ", folded)


def whole(text: str) -> str:
    """All of a text as it stands in a haystack."""
    return f"{_TEXT_END}{squeezed(text.strip())}{_TEXT_END}"


class Index:
    """The look-ups of one timeline, which it does not keep alive: whoever asks does. Rows are those
    of `Timeline.events`; `slow` holds regexes that took too long.

    `entries` are those that a file can declare: to the sources belong the actors, who are quoted.
    `parents` is what an entry lies in or is part of, of an address its site; other sources have
    none: what a part says, the whole has not said.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = ref(timeline)
        self.size = len(timeline.events)
        self.everything = self.among(range(self.size))
        self.slow: set[Regex] = set()
        self._rows: dict[str, Mapping[str, Sequence[int]]] = {}
        self._sets: dict[PaneKind, Mapping[str, int]] = {}
        self._spans: dict[str, Sequence[Row]] = {}
        self.entries: Mapping[PaneKind, Mapping[str, Entry]] = {
            "location": timeline.places,
            "actor": timeline.actors,
            "source": {**timeline.sources, **timeline.actors},
        }
        places, actors = timeline.places.values(), timeline.actors.values()
        self.parents: Mapping[PaneKind, Mapping[str, str]] = {
            "location": {place.id: place.within for place in places if place.within is not None},
            "actor": {actor.id: actor.part_of for actor in actors if actor.part_of is not None},
            "source": _sites(self.entries["source"].values()),
        }

    @property
    def timeline(self) -> Timeline:
        """The timeline that it is of."""
        timeline = self._timeline()
        assert timeline is not None
        return timeline

    # Sets of rows

    def among(self, rows: Iterable[int]) -> int:
        """The set of some rows."""
        flags = bytearray(self.size)
        for row in rows:
            flags[row] = 1
        return self.where(flags)

    def where(self, flags: Iterable[bool | int]) -> int:
        """The set of the rows for which there is a true flag, one for each row."""
        return int(bytes(flags).translate(_BITS) or b"0", 2)

    def flags(self, bits: int) -> bytes:
        """For each row a byte, 1 where it is in a set."""
        return f"{bits:0{self.size}b}".encode().translate(_BYTES) if self.size else b""

    # Values

    def rows(self, field: str, *, nested: bool = False) -> Mapping[str, Sequence[int]]:
        """For each value of a field or a facet the rows that have it; if `nested`, for a place or
        an actor also the rows of all that lies within it, and for a place those whose claims name
        it. Those of a facet come in their order, from the last."""
        parents = self.parents[_FACETS.get(field, "source")] if nested else {}
        key = f"{field}:" if nested and field in self.entries else field
        if field == "year" and key not in self._rows:
            self._rows[key] = by_year(self.timeline, self.spans("date:"))
        elif key not in self._rows:
            timeline, values_of = self.timeline, event_values.words_of(key)
            found: defaultdict[str, dict[int, None]] = defaultdict(dict)
            for row, event in enumerate(timeline.events):
                words = values_of(event, timeline)
                for word in with_outer(words, parents.get) if parents else words:
                    found[word][row] = None
            words = list(found)
            if field == "standing":
                words.sort(key=get_args(StandingKind).index, reverse=True)
            elif field in TERMS:
                words.sort(key=lambda id: fold(self.name(field, id)), reverse=True)
            self._rows[key] = {word: tuple(found[word]) for word in words}
        return self._rows[key]

    def sets(self, kind: PaneKind) -> Mapping[str, int]:
        """The sets of rows of those entries of a facet that have many."""
        if kind not in self._sets:
            rows = self.rows(kind, nested=True)
            many = (id for id in rows if len(rows[id]) * _FEW > self.size)
            self._sets[kind] = {id: self.among(rows[id]) for id in many}
        return self._sets[kind]

    def spans(self, field: str) -> Sequence[Row]:
        """Row and `Span` of each date or number of a field or a measure."""
        if field not in self._spans:
            timeline, spans_of, key = self.timeline, event_values.SPANS.get(field), name_key(field)
            self._spans[field] = [
                (row, *span)
                for row, event in enumerate(timeline.events)
                for span in (
                    spans_of(event, timeline) if spans_of else event_values.figures(event, key)
                )
            ]
        return self._spans[field]

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """The measures of the figures, each as it is typed first."""
        figures = chain.from_iterable(map(all_figures, self.timeline.events))
        typed = {name_key(figure.measure): figure.measure for figure in figures}
        return tuple(typed.values())

    @cached_property
    def headers(self) -> Sequence[Header]:
        """Under which month and day each row stands."""
        return headers(self.timeline.events)

    @cached_property
    def first_reports(self) -> Sequence[EdtfDate | None]:
        """Each row's first report date, None where none is known."""
        said = map(assertions, self.timeline.events)
        return [min(report_dates(chains), key=report_place, default=None) for chains in said]

    # Entries

    def name(self, field: str, id: str) -> str:
        """What an entry is called; a site, a word or a year is its own name."""
        kind = _FACETS.get(field, "source")
        entry = self.entries[kind].get(id) if field in self.entries else None
        return entry.name if entry is not None else id

    def names(self, field: str, id: str) -> tuple[str, ...]:
        """The id, the name and the aliases of an entry; a site is only that."""
        entry = self.entries[_FACETS.get(field, "source")].get(id)
        return (id, entry.name, *entry.aliases) if entry is not None else (id,)

    @cached_property
    def _known(self) -> Mapping[PaneKind, Names]:
        known: dict[PaneKind, Names] = {kind: Names() for kind in self.entries}
        for kind, entries in self.entries.items():
            for id in entries:
                site = self.parents["source"].get(id, id) if kind == "source" else id
                known[kind].add(id, (*self.names(kind, id), site))
        return known

    def find(self, field: str, value: str, *, part: bool) -> Sequence[str]:
        """The ids that `value` means as a whole or, with none such and `part`, as a part (see
        `query.fields`)."""
        kind = _FACETS.get(field, "source")
        whole = self._known[kind].find(value)
        if len(whole) > 1:  # `Hall` means what `hall` does
            key = name_key(value)
            whole = [id for id in whole if name_key(id) == key] or whole
        if whole or not part:
            return whole
        needle = fold(value)
        return [id for id in self.entries[kind] if needle in _fold("\n".join(self.names(kind, id)))]

    def words(self, field: str, value: str, *, part: bool) -> Sequence[str]:
        """The values of `tag:`, `type:` … of which `value` is the whole or, if so, a `part`."""
        known, needle, key = self.rows(field), fold(value), name_key(value)
        if part:
            return [word for word in known if needle in _fold(word)]
        return [value] if value in known else [word for word in known if name_key(word) == key]

    def near(self, field: str, value: str, *, part: bool) -> str:
        """The value that comes close to one that names nothing; "" for none, and for a name."""
        kind, at, role, near = FIELDS[field].kind, "", "", ""
        if field == "actor":
            value, at, role = value.partition("@")
        if kind == "name" and not self.find(field, value, part=part):
            near = self._known[_FACETS.get(field, "source")].close_to(value)
        elif kind == "word" and field != "id" and not self.words(field, value, part=part):
            near = closest(value, list(self.rows(field)))
        return f"{near}{at}{role}" if near else ""

    # Texts

    def texts(self) -> Iterable[str]:
        """Each event's texts with the names of its entries, an end between each two."""
        timeline = self.timeline
        of_place = {id: _TEXT_END.join(self.names("location", id)[1:]) for id in timeline.places}
        of_party = {
            id: _TEXT_END.join(self.names("source", id)[1:]) for id in self.entries["source"]
        }
        parents = self.parents["location"]
        for event in timeline.events:
            found = [text.strip() for text in event_values.texts(event) if text]
            found += [of_place[id] for id in with_outer(all_places(event), parents.get)]
            found += [of_party[id] for id in named_parties(event)]
            yield _TEXT_END.join(found)

    @cached_property
    def haystacks(self) -> Sequence[str]:
        """Each row's texts as words search them, each between two ends."""
        return [whole(text) for text in self.texts()]

    @cached_property
    def titles(self) -> Sequence[str]:
        """Each row's title as words search it, between two ends."""
        return [whole(event.title) for event in self.timeline.events]

    @cached_property
    def lines(self) -> Sequence[str]:
        """Each row's texts as regexes search them, each on a line."""
        return [as_line(text).replace(_TEXT_END, "\n") for text in self.texts()]


def report_place(date: EdtfDate | None) -> tuple[float, float, float]:
    """By what first reports are ordered: those of no known year behind the others, then nothing."""
    if date is None:
        return inf, inf, inf
    day = inf if date.sort_day is None else -inf if date.earliest is None else date.sort_day
    instant = -inf if date.clock is None else date.clock.moment
    return day, instant, inf if date.latest is None else date.latest


def _sites(entries: Iterable[Entry]) -> dict[str, str]:
    """Of each address that no source declares its site, where others are of that too. What it says
    is said by the site: `source:bbc.co.uk` finds them all."""
    sites = {one.id: site(one.name) for one in entries if one.implicit and "://" in one.name}
    shared = Counter(sites.values())
    taken = {"", *(one.id for one in entries)}
    return {id: of for id, of in sites.items() if shared[of] > 1 and of not in taken}


@once
def index_of(timeline: Timeline) -> Index:
    """The index of `timeline`."""
    return Index(timeline)


def measures_of(timeline: Timeline) -> frozenset[str]:
    """The measures that `timeline` gives figures for, as typed: `parse` takes them."""
    return frozenset(index_of(timeline).measures)
