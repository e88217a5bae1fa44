"""Which rows of a timeline a query selects, as the bits of an integer. Pure; knows no view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.evidence.statements import all_disputes, all_figures, assertions, bounds
from timeline_tui.core.query.fields import FIELDS, Op
from timeline_tui.core.query.syntax import (
    And,
    Between,
    Bound,
    Duration,
    Node,
    Not,
    Or,
    Regex,
    Term,
    Text,
    Value,
)
from timeline_tui.core.text import fold, name_key
from timeline_tui.core.timeline import Event, Source, Timeline
from timeline_tui.core.views.facets import Directory, union
from timeline_tui.core.views.index import Index, index_of
from timeline_tui.core.views.rowsets import bits_of, bits_of_flags
from timeline_tui.core.views.search_texts import needle

_Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query is asked of: a timeline, the ids marked and those that the reload changed."""

    timeline: Timeline
    marked: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()

    @property
    def index(self) -> Index:
        return index_of(self.timeline)


def evaluate(node: Node | None, scope: Scope) -> int:
    """The rows that `node` selects; all of them without one."""
    index = scope.index
    match node:
        case None:
            return index.everything
        case Not(inner):
            return index.everything ^ evaluate(inner, scope)
        case And(nodes):
            bits = index.everything
            for inner in nodes:
                bits &= evaluate(inner, scope) if bits else 0
            return bits
        case Or(nodes):
            bits = 0
            for inner in nodes:
                bits |= evaluate(inner, scope)
            return bits
        case Term("is", _, "marked"):
            return _named(scope.marked, scope)
        case Term("is", _, "changed"):
            return _named(scope.changed, scope)
    # What a leaf selects depends on the timeline alone: while one word is typed the rest is known.
    return index.remembered(node, lambda: _leaf(node, scope))


def number(term: Term, scope: Scope, within: int) -> int:
    """How many of the rows `within` a term selects; not remembered, since nobody has asked for them
    yet."""
    return (_leaf(term, scope) & within).bit_count()


def _leaf(node: Text | Regex | Term, scope: Scope) -> int:
    index = scope.index
    match node:
        case Text(text):
            return bits_of(index.texts.rows_with(text), index.size)
        case Regex(pattern):
            return bits_of(index.texts.rows_matching(pattern), index.size)
    kind = FIELDS[node.field].kind if node.field in FIELDS else "number"
    return _TERMS.get(node.field, _KINDS[kind])(node, scope)


def _named(ids: Iterable[str], scope: Scope) -> int:
    rows = scope.timeline.row_of
    return bits_of((rows[id] for id in ids if id in rows), scope.index.size)


# Places, actors, sources


def _location(term: Term, scope: Scope) -> int:
    index = scope.index
    ids = _ids(index.directory("location"), term)
    return index.tree("location").bits(ids, within=term.op == ":")


def _actor(term: Term, scope: Scope) -> int:
    index = scope.index
    value = str(term.value)
    name, at, role = value.rpartition("@")
    directory, tree, part = index.directory("actor"), index.tree("actor"), term.op == ":"
    if not at or directory.find(value, part=False):
        return tree.bits(_ids(directory, term), within=part)
    # `actor:taliban@target`; without a name anyone in that role.
    named = directory.find(name, part=part) if name else ()
    actors = tree.within(named) if part else frozenset(named)
    roles = [known for known in index.roles if name_key(known) == name_key(role)]
    if not roles and part:
        roles = [known for known in index.roles if fold(role) in fold(known)]
    return union(
        (
            rows
            for known in roles
            for actor, rows in index.roles[known].items()
            if actor in actors or not name
        ),
        index.size,
    )


def _party(term: Term, scope: Scope) -> int:
    rows = scope.index.parties(term.field)
    ids = _ids(scope.index.directory("source"), term)
    return union((rows[id] for id in ids if id in rows), scope.index.size)


def _ids(names: Directory, term: Term) -> tuple[str, ...]:
    return names.find(str(term.value), part=term.op == ":")


# Words


def _words(term: Term, scope: Scope) -> int:
    """`tag:`, `type:`, `id:` …: any part of the word, or with `=` the whole."""
    value, index = str(term.value), scope.index
    words = index.words(term.field)
    found: Iterable[Sequence[int]]
    if term.op == ":":
        part = fold(value)
        found = [rows for word, rows in index.folded_words(term.field) if part in word]
    elif value in words:
        found = [words[value]]
    else:
        key = name_key(value)
        found = [rows for word, rows in words.items() if name_key(word) == key]
    return union(found, index.size)


def _title(term: Term, scope: Scope) -> int:
    part, titles = needle(str(term.value)), scope.index.titles
    if term.op == ":":
        return bits_of_flags(bytes([part in title for title in titles]))
    return bits_of_flags(bytes([part == title for title in titles]))


def _text(term: Term, scope: Scope) -> int:
    texts, value = scope.index.texts, str(term.value)
    rows = texts.rows_with(value) if term.op == ":" else texts.rows_equal(value)
    return bits_of(rows, scope.index.size)


# Numbers, lengths of time and dates

_COMPARE: Final[dict[Op, Callable[[float, float, _Range], bool]]] = {
    ":": lambda low, high, wanted: low <= wanted[1] and high >= wanted[0],
    "=": lambda low, high, wanted: wanted[0] <= low and high <= wanted[1],
    ">": lambda low, high, wanted: high > wanted[1],
    ">=": lambda low, high, wanted: high >= wanted[0],
    "<": lambda low, high, wanted: low < wanted[0],
    "<=": lambda low, high, wanted: low <= wanted[1],
}
"""Whether something between `low` and `high` may, or with `=` must, be what is wanted."""


def _measured(term: Term, scope: Scope) -> int:
    wanted, satisfies = _wanted(term.value, scope), _COMPARE[term.op]
    rows = (row for row, low, high in _values(term.field, scope) if satisfies(low, high, wanted))
    return bits_of(rows, scope.index.size)


def _values(field: str, scope: Scope) -> Iterable[tuple[int, float, float]]:
    """Row, lowest and highest of each number, length of time or report date."""
    index = scope.index
    match field:
        case "lag":
            return index.lags
        case "reported":
            return index.reports
        case "origins":
            # Here because few queries need it.
            from timeline_tui.core.evidence.standing import standings

            counts = (len(standing.counted) for standing in standings(scope.timeline))
            return ((row, count, count) for row, count in enumerate(counts))
    return index.figures.get(name_key(field), ())


def _wanted(value: Value, scope: Scope) -> _Range:
    match value:
        case Between(low, high):
            start = float("-inf") if low is None else _ends(low, scope)[0]
            return start, float("inf") if high is None else _ends(high, scope)[1]
        case str():
            return float("inf"), float("-inf")
    return _ends(value, scope)


def _ends(value: Bound, scope: Scope) -> _Range:
    match value:
        case EdtfDate():
            return bounds(in_zone(value, scope.timeline.zone))
        case Duration():
            return value.days, value.days
    return value, value


def _date(term: Term, scope: Scope) -> int:
    """A date without a bound lies infinitely far; what has no date matches nothing."""
    op: Op = term.op
    if term.field != "date":
        op = "<" if term.field == "before" else ">"
    wanted, satisfies, index = _wanted(term.value, scope), _COMPARE[op], scope.index
    flags = bytes([satisfies(first, last, wanted) for first, last in index.bounds])
    return bits_of_flags(flags) & index.dated


# States and contents


def _is(term: Term, scope: Scope) -> int:
    value = str(term.value)
    if value in _STATES:
        return _where(_STATES[value], scope)
    from timeline_tui.core.evidence.standing import standings  # here because few queries need it

    return bits_of_flags(bytes([found.kind == value for found in standings(scope.timeline)]))


def _has(term: Term, scope: Scope) -> int:
    return _where(_CONTENTS[str(term.value)], scope)


def _where(test: _Test, scope: Scope) -> int:
    timeline = scope.timeline
    return bits_of_flags(bytes([bool(test(event, timeline)) for event in timeline.events]))


def _has_url(event: Event, timeline: Timeline) -> bool:
    parties = {party for chain in assertions(event) for party in chain.parties}
    sources = (timeline.sources.get(party) for party in parties)
    return any(isinstance(source, Source) and source.url for source in sources)


_Test = Callable[[Event, Timeline], object]

_STATES: Final[Mapping[str, _Test]] = {
    "planned": lambda event, _: event.status == "planned",
    "cancelled": lambda event, _: event.status == "cancelled",
    "undated": lambda event, _: event.undated,
    "vague": lambda event, _: event.date is None or event.date.is_vague,
    "broken": lambda event, _: event.broken,
}

_CONTENTS: Final[Mapping[str, _Test]] = {
    "figures": lambda event, _: any(True for _ in all_figures(event)),
    "claims": lambda event, _: event.claims,
    "quote": lambda event, _: any(claim.quote for claim in event.claims),
    "url": _has_url,
    "links": lambda event, timeline: timeline.links.get(event.id),
    "sources": lambda event, _: assertions(event),
    "dispute": lambda event, _: all_disputes(event),
    "location": lambda event, _: event.locations,
    "actors": lambda event, _: event.actors,
    "time": lambda event, _: event.time or (event.date and event.date.clock),
    "date_text": lambda event, _: event.date_text,
    "description": lambda event, _: event.description,
    "tags": lambda event, _: event.tags,
    "note": lambda event, _: event.note or any(claim.note for claim in event.claims),
}

_Evaluator = Callable[[Term, Scope], int]

_KINDS: Final[Mapping[str, _Evaluator]] = {
    "place": _location,
    "actor": _actor,
    "party": _party,
    "text": _words,
    "date": _date,
    "number": _measured,
    "duration": _measured,
    "choice": _is,
}

_TERMS: Final[Mapping[str, _Evaluator]] = {
    "title": _title,
    "text": _text,
    "reported": _measured,
    "has": _has,
}
