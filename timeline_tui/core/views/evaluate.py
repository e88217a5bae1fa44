"""Which rows of a timeline a query selects, as a set of rows (see `index`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from timeline_tui.core.dates import Span
from timeline_tui.core.dates.edtf import covers
from timeline_tui.core.evidence.statements import with_outer
from timeline_tui.core.query.fields import field_of
from timeline_tui.core.query.regexes import Searches
from timeline_tui.core.query.syntax import Leaf, Many, Node, Not, QueryError, Regex, Term, Text
from timeline_tui.core.query.values import limits
from timeline_tui.core.text import fold, name_key
from timeline_tui.core.views.index import Index, Row, squeezed, whole
from timeline_tui.core.views.years import masked, perhaps

_SECONDS: Final = 2.0
"""For all the regexes of one query."""

Named = Mapping[str, frozenset[str]]
"""The ids of `is:marked` and `is:changed`, which a timeline does not know."""


def select(index: Index, root: Node | None, named: Named) -> int:
    """The rows that a tree selects, or all. Raises `QueryError` where a regex takes too long."""
    searches = Searches(_SECONDS)

    def selected(node: Node | None) -> int:
        match node:
            case None:
                return index.everything
            case Not(inner):
                return index.everything ^ selected(inner)
            case Many(any, nodes):
                bits = 0 if any else index.everything
                for inner in nodes:
                    bits = bits | selected(inner) if any else bits & selected(inner)
                return bits
            case Term("is", _, value) if value in named:
                row_of = index.timeline.row_of
                return index.among(row_of[id] for id in named[value] if id in row_of)
            case _:
                return _leaf(node, index, searches)

    return selected(root)


def _leaf(leaf: Leaf, index: Index, searches: Searches) -> int:
    match leaf:
        case Regex():
            return _matching(leaf, index, searches)
        case Text(text):
            needle = squeezed(text)
            return index.where([needle in hay for hay in index.haystacks])
        case Term("text" | "title" as part_of, op, text):
            needle = squeezed(text) if op == ":" else whole(text)
            hays = index.haystacks if part_of == "text" else index.titles
            return index.where([needle in hay for hay in hays])
    field, part = field_of(leaf.field, leaf.op), leaf.op == ":"
    match field.kind:
        case "name":
            return _name(leaf, index)
        case "word" | "choice":
            rows = index.rows(field.name)
            part = part and (field.kind == "word" or leaf.value[:2].lower() == "x-")
            found = index.words(field.name, leaf.value, part=part)
            return index.among(row for word in found for row in rows[word])
    name, side = _SIDES.get(f"{field.name}{leaf.op}", (field.name, leaf.op))
    wanted, fits = limits(field, leaf.value, index.timeline.zone).span, _COMPARE[side]
    spans = _dates(index, name, side, wanted) if name[:4] == "date" else index.spans(name)
    if wanted.first is None and wanted.last is None:
        first, last = wanted.low, wanted.high
        return index.among(row for row, low, high, _, _ in spans if fits(low, high, first, last))
    begin, end = wanted.begin, wanted.end  # on one day the instants decide
    ends = ((row, Span(low, high, *on)) for row, low, high, *on in spans)
    return index.among(row for row, one in ends if fits(one.begin, one.end, begin, end))


def _dates(index: Index, name: str, op: str, wanted: Span) -> Sequence[Row]:
    """When events were or, where that is enough, may have been."""
    spans = index.spans(name)
    if op == ":" and (gaps := masked(index.timeline)):
        missed = {one for one, point in gaps if not covers(point, wanted.low, wanted.high)}
        spans = [one for one in spans if one not in missed]
    return spans if op in ("=", "<<", ">>") else [*spans, *perhaps(index.timeline)]


def _matching(regex: Regex, index: Index, searches: Searches) -> int:
    try:
        if regex in index.slow:  # as was seen a letter ago
            raise TimeoutError
        return index.where(searches.found(regex.pattern, index.lines))
    except TimeoutError:
        index.slow.add(regex)
        message = f"The regex takes more than {_SECONDS:g} s"
        hint = "Write it without a repeat inside a repeat, or as words"
        raise QueryError(message, regex.column, hint) from None


def _name(term: Term, index: Index) -> int:
    field, part = term.field, term.op == ":"
    actor, at, role = term.value.rpartition("@")
    if field == "actor" and at and not index.find(field, term.value, part=False):
        return _acting(actor, role, index, part)
    rows = index.rows(field, nested=part)
    found = index.find(field, term.value, part=part)
    return index.among(row for id in found for row in rows.get(id, ()))


def _acting(actor: str, role: str, index: Index, part: bool) -> int:
    """`actor:taliban@target`; without a name anyone in that role."""
    rows, key = index.rows("role"), name_key(role)
    parents = index.parents["actor"] if part else {}
    meant = set(index.find("actor", actor, part=part))

    def fits(known: str, id: str) -> bool:
        acts = fold(role) in fold(known) if part else name_key(known) == key
        return acts and (not actor or not meant.isdisjoint(with_outer((id,), parents.get)))

    fitting = [pair for pair in rows if fits(*pair.partition("@")[::2])]
    return index.among(row for pair in fitting for row in rows[pair])


_SIDES: Final[Mapping[str, tuple[str, str]]] = {
    "before:": ("date", "<"),
    "after:": ("date", ">"),
    "before=": ("date", "<<"),
    "after=": ("date", ">>"),
    "date:": ("date:", ":"),
}
"""The terms that ask for the spans of another field, or with an operator that nobody types."""

_COMPARE: Final[Mapping[str, Callable[[Any, Any, Any, Any], bool]]] = {
    ":": lambda low, high, first, last: low <= last and high >= first,
    "=": lambda low, high, first, last: first <= low and high <= last,
    ">": lambda low, high, first, last: high > last,
    ">=": lambda low, high, first, last: high >= first,
    "<": lambda low, high, first, last: low < first,
    "<=": lambda low, high, first, last: low <= last,
    "<<": lambda low, high, first, last: high < first,
    ">>": lambda low, high, first, last: low > last,
}
"""Whether something between `low` and `high` may, or with `=`, `<<` and `>>` must, be what is
wanted. A missing end is infinite."""
