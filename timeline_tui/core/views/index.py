"""What a timeline's rows can be looked up by, built once for each timeline and only when needed.

It holds no `Timeline`, so that a timeline and its index go together when the next one is loaded.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress
from typing import Final
from weakref import WeakKeyDictionary

from timeline_tui.core.dates import EdtfDate, opening
from timeline_tui.core.evidence.statements import (
    LAST_DAY,
    all_figures,
    assertions,
    bounds,
    denials,
    figure_bounds,
    report_dates,
)
from timeline_tui.core.text import fold, name_key
from timeline_tui.core.timeline import Actor, Chain, Event, FacetKind, Source, Timeline
from timeline_tui.core.views.facets import Directory, Entry, Tree
from timeline_tui.core.views.headers import Header, header_of, headers
from timeline_tui.core.views.rowsets import all_rows, bits_of_flags, flags_of
from timeline_tui.core.views.search_texts import SearchTexts, needle

_REMEMBERED: Final = 64

_CACHE: WeakKeyDictionary[Timeline, Index] = WeakKeyDictionary()


def index_of(timeline: Timeline) -> Index:
    """The index of `timeline`."""
    index = _CACHE.get(timeline)
    if index is None:
        index = _CACHE[timeline] = Index(timeline)
    return index


def measures_of(timeline: Timeline) -> frozenset[str]:
    """The measures that `timeline` gives figures for, as typed: `parse` takes them."""
    return frozenset(index_of(timeline).measure_names.values())


def _postings(values: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    """For each value the rows that have it, ascending as they come."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, value in values:
        rows[value].append(row)
    return {value: list(dict.fromkeys(found)) for value, found in rows.items()}


Spans = Mapping[tuple[tuple[int, int], ...], int]
"""How many events there are of each combination of dates: the first and last possible days."""


class Index:
    """The look-ups of one timeline. Rows are those of `Timeline.events`."""

    def __init__(self, timeline: Timeline) -> None:
        self.events = timeline.events
        self.size = len(timeline.events)
        self.everything = all_rows(self.size)
        self._places = timeline.places
        self._actors = timeline.actors
        self._sources = timeline.sources
        self._links = timeline.links
        self._records = timeline.records
        self._lately: dict[Hashable, int] = {}
        self._trees: dict[FacetKind, Tree] = {}
        self._words: dict[str, Mapping[str, Sequence[int]]] = {}
        self._folded_words: dict[str, Sequence[tuple[str, Sequence[int]]]] = {}
        self._spans: dict[str, tuple[int, Spans]] = {}  # those counted last, of which rows

    def remembered(self, key: Hashable, find: Callable[[], int]) -> int:
        """The rows that `find` finds, looked up by `key` if it was asked for lately."""
        bits = self._lately.pop(key, None)
        if bits is None:
            bits = find()
            if len(self._lately) >= _REMEMBERED:
                del self._lately[next(iter(self._lately))]
        self._lately[key] = bits
        return bits

    # Entries

    @cached_property
    def _parties(self) -> dict[str, Actor | Source]:
        return {**self._sources, **self._actors}

    def directory(self, kind: FacetKind) -> Directory:
        """The names of a facet's entries; those of sources are the actors' too, who are quoted."""
        return self._directories[kind]

    @cached_property
    def _directories(self) -> Mapping[FacetKind, Directory]:
        return {
            "location": Directory(self._places),
            "actor": Directory(self._actors),
            "source": Directory(self._parties),
        }

    def tree(self, kind: FacetKind) -> Tree:
        """The entries of a facet, with their rows."""
        if kind not in self._trees:
            self._trees[kind] = self._tree(kind)
        return self._trees[kind]

    def _tree(self, kind: FacetKind) -> Tree:
        """Sources have no hierarchy: who said so is one voice."""
        entries: Mapping[str, Entry]
        parents: dict[str, str] = {}
        events = enumerate(self.events)
        if kind == "location":
            entries = self._places
            parents = {place.id: place.within for place in self._places.values() if place.within}
            named = ((row, id) for row, event in events for id in event.locations)
        elif kind == "actor":
            entries = self._actors
            parents = {actor.id: actor.part_of for actor in self._actors.values() if actor.part_of}
            named = ((row, part.actor) for row, event in events for part in event.actors)
        else:
            entries = self._parties
            said = enumerate(self._said)
            named = ((row, id) for row, chains in said for chain in chains for id in chain.parties)
        return Tree(entries, parents, _postings(named), self.size)

    @cached_property
    def _said(self) -> Sequence[tuple[Chain, ...]]:
        return [assertions(event) for event in self.events]

    def parties(self, field: str) -> Mapping[str, Sequence[int]]:
        """For each party the rows that `source:`, `by:` or `denied-by:` finds."""
        if field == "source":
            return self.tree("source").own
        return self.origins if field == "by" else self.deniers

    @cached_property
    def origins(self) -> Mapping[str, Sequence[int]]:
        """For each party the rows where it is the origin of a chain."""
        said = enumerate(self._said)
        return _postings((row, chain.origin) for row, chains in said for chain in chains)

    @cached_property
    def deniers(self) -> Mapping[str, Sequence[int]]:
        """For each party the rows where it contests something."""
        events = enumerate(self.events)
        return _postings((row, chain.origin) for row, event in events for chain in denials(event))

    @cached_property
    def roles(self) -> Mapping[str, Mapping[str, Sequence[int]]]:
        """For each role, and in it for each actor, the rows."""
        found: dict[str, dict[str, list[int]]] = {}
        for row, event in enumerate(self.events):
            for part in event.actors:
                found.setdefault(part.role, {}).setdefault(part.actor, []).append(row)
        return found

    # Words with rows: tags, types and the like

    def words(self, field: str) -> Mapping[str, Sequence[int]]:
        """The values of `tag:`, `type:`, `side:`, `link:`, `file:` or `id:` with their rows."""
        if field not in self._words:
            words_of = enumerate(self._words_of(field))
            self._words[field] = _postings((row, word) for row, words in words_of for word in words)
        return self._words[field]

    def folded_words(self, field: str) -> Sequence[tuple[str, Sequence[int]]]:
        """The same as a part of one is looked for."""
        if field not in self._folded_words:
            words = self.words(field).items()
            self._folded_words[field] = [(fold(word), rows) for word, rows in words]
        return self._folded_words[field]

    def _words_of(self, field: str) -> Iterable[Iterable[str]]:
        match field:
            case "tag":
                return (event.tags for event in self.events)
            case "type":
                return ((event.type,) if event.type else () for event in self.events)
            case "side":
                return (self._sides(event) for event in self.events)
            case "link":
                return (self._link_words(event) for event in self.events)
            case "file":
                return ((record.file,) for record in self._records)
            case _:
                return ((event.id,) for event in self.events)

    def _sides(self, event: Event) -> list[str]:
        actors = (self._actors.get(part.actor) for part in event.actors)
        return [actor.side for actor in actors if actor is not None and actor.side]

    def _link_words(self, event: Event) -> list[str]:
        return [word for link in self._links.get(event.id, ()) for word in (link.type, link.event)]

    # Texts

    @cached_property
    def texts(self) -> SearchTexts:
        return SearchTexts(self.events, self._places, self._parties.values())

    @cached_property
    def titles(self) -> Sequence[str]:
        """Each row's title, folded."""
        return [needle(event.title) for event in self.events]

    # Dates

    @cached_property
    def dated(self) -> int:
        """The rows that have a date, vague or not."""
        return bits_of_flags(bytes(not event.undated for event in self.events))

    @cached_property
    def bounds(self) -> Sequence[tuple[int, int]]:
        """Each row's first and last possible day; meaningless where it has no date."""
        return [(0, 0) if e.date is None else bounds(e.date) for e in self.events]

    @cached_property
    def headers(self) -> Sequence[Header]:
        """Under which month and day each row stands."""
        return headers(self.events)

    @cached_property
    def reports(self) -> Sequence[tuple[int, int, int]]:
        """Row, first and last day of every report date known of a chain, contesting ones too."""
        return [
            (row, *bounds(date)) for row, dates in enumerate(self._report_dates) for date in dates
        ]

    @cached_property
    def _report_dates(self) -> Sequence[Sequence[EdtfDate]]:
        said = zip(self.events, self._said, strict=True)
        return [report_dates([*chains, *denials(event)]) for event, chains in said]

    @cached_property
    def date_texts(self) -> frozenset[str]:
        """The days, months and years on which an event begins, as far as is known."""
        return frozenset(header.text for header in self.headers if header.text)

    @cached_property
    def report_texts(self) -> frozenset[str]:
        """The days, months and years on which something was reported."""
        texts = {header_of(date).text for dates in self._report_dates for date in dates}
        return frozenset(texts - {""})

    def spans(self, bits: int, *, reported: bool = False) -> Spans:
        """How many events of `bits` have each date, or each combination of report dates."""
        name = "reported" if reported else "date"
        if name not in self._spans or self._spans[name][0] != bits:
            dates = self._report_spans if reported else self._date_spans
            found = Counter(filter(None, compress(dates, flags_of(bits, self.size))))
            self._spans[name] = bits, found
        return self._spans[name][1]

    @cached_property
    def _date_spans(self) -> Sequence[tuple[tuple[int, int], ...]]:
        dated = flags_of(self.dated, self.size)
        return [(span,) if has else () for span, has in zip(self.bounds, dated, strict=True)]

    @cached_property
    def _report_spans(self) -> Sequence[tuple[tuple[int, int], ...]]:
        return [tuple(dict.fromkeys(map(bounds, dates))) for dates in self._report_dates]

    @cached_property
    def first_reports(self) -> Sequence[EdtfDate | None]:
        """Each row's first report date, None where none is known."""
        return [min(report_dates(said), key=bounds, default=None) for said in self._said]

    @cached_property
    def report_order(self) -> Sequence[tuple[int, int]]:
        """What rows are sorted by in the order of their first report; the unreported come last,
        and before them what was reported in a year that is not known."""
        return [_report_place(date) for date in self.first_reports]

    @cached_property
    def lags(self) -> Sequence[tuple[int, int, int]]:
        """Row, least and most days from event to report, for each dated report of a dated event."""
        found: list[tuple[int, int, int]] = []
        for row, said in enumerate(self._said):
            dates = [] if self.events[row].undated else report_dates(said)
            first, last = self.bounds[row]
            for date in dates:
                earliest, latest = bounds(date)
                found.append((row, earliest - last, latest - first))
        return found

    # Figures

    @cached_property
    def figures(self) -> Mapping[str, Sequence[tuple[int, float, float]]]:
        """For each measure (as `name_key`): row, lowest and highest number of each figure given."""
        found: dict[str, list[tuple[int, float, float]]] = {}
        for row, event in enumerate(self.events):
            for figure in all_figures(event):
                numbers = figure_bounds(figure)
                if numbers is not None:
                    found.setdefault(name_key(figure.measure), []).append((row, *numbers))
        return found

    @cached_property
    def measure_names(self) -> Mapping[str, str]:
        """How each measure is typed, by its `name_key`."""
        names = (figure.measure for event in self.events for figure in all_figures(event))
        return {name_key(name): name for name in dict.fromkeys(names)}


def _report_place(date: EdtfDate | None) -> tuple[int, int]:
    if date is None:
        return LAST_DAY, LAST_DAY
    if date.sort_day is None:
        return LAST_DAY - 1, opening(date).earliest
    first, last = bounds(date)
    return (first if date.earliest is None else date.sort_day), last
