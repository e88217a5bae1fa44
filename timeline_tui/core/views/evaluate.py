"""Which rows of a timeline a query selects, as a set of rows (see `index`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Final

from timeline_tui.core.query.fields import Op, field_of
from timeline_tui.core.query.regexes import Searches
from timeline_tui.core.query.syntax import Leaf, Many, Node, Not, QueryError, Regex, Term, Text
from timeline_tui.core.query.values import limits
from timeline_tui.core.text import fold, name_key
from timeline_tui.core.views.facets import around
from timeline_tui.core.views.index import TEXT_END, Index, squeezed

_SECONDS: Final = 2.0
"""For all the regexes of one query."""

_REMEMBERED: Final = 64

Named = Mapping[str, frozenset[str]]
"""The ids of `is:marked` and `is:changed`, which a timeline does not know."""


def select(index: Index, root: Node | None, named: Named) -> int:
    """The rows that a tree selects; all of them without one. Raises `QueryError` where a regex
    takes too long."""
    return _Selection(index, named).of(root)


class _Selection:
    def __init__(self, index: Index, named: Named) -> None:
        self._index = index
        self._named = named
        self._searches = Searches(_SECONDS)

    def of(self, node: Node | None) -> int:
        index = self._index
        match node:
            case None:
                return index.everything
            case Not(inner):
                return index.everything ^ self.of(inner)
            case Many(any, nodes):
                bits = 0 if any else index.everything
                for inner in nodes:
                    bits = bits | self.of(inner) if any else bits & self.of(inner)
                return bits
            case Term("is", _, value) if value in self._named:
                row_of = index.timeline.row_of
                return index.among(row_of[id] for id in self._named[value] if id in row_of)
        # What it finds depends on the timeline alone: while one word is typed the rest is known.
        if node not in index.lately:
            if len(index.lately) >= _REMEMBERED:
                index.lately.clear()
            index.lately[node] = self._leaf(node)
        return index.lately[node]

    def _leaf(self, leaf: Leaf) -> int:
        match leaf:
            case Text(text) | Term("text", ":", text):
                needle = squeezed(text)
                return _where([needle in hay for hay in self._index.haystacks])
            case Regex(pattern, column):
                try:
                    return _where(self._searches.found(pattern, self._index.lines))
                except TimeoutError:
                    message = f"The regex takes more than {_SECONDS:g} seconds"
                    hint = "Write it without a repeat inside a repeat, or as words"
                    raise QueryError(message, column, hint) from None
            case Term("text", _, text):
                needle = f"{TEXT_END}{squeezed(text.strip())}{TEXT_END}"
                return _where([needle in hay for hay in self._index.haystacks])
            case Term("title", op, text):
                needle, titles = squeezed(text), self._index.titles
                if op == ":":
                    return _where([needle in title for title in titles])
                return _where([needle.strip() == title for title in titles])
        return self._term(leaf)

    def _term(self, term: Term) -> int:
        index, part = self._index, term.op == ":"
        field = field_of(term.field)
        match field.kind:
            case "name":
                return self._name(term)
            case "word":
                rows = index.rows(field.name)
                found = index.words(field.name, term.value, part=part)
                return index.among(chain.from_iterable(rows[word] for word in found))
            case "choice":
                return index.among(index.rows(field.name).get(term.value, ()))
        name, op = _SIDES.get(field.name, (field.name, term.op))
        wanted, fits = limits(field, term.value, index.timeline.zone), _COMPARE[op]
        spans = index.spans(name)
        return index.among(
            row for row, low, high in spans if fits(low, high, wanted.low, wanted.high)
        )

    def _name(self, term: Term) -> int:
        index, field, part = self._index, term.field, term.op == ":"
        actor, at, role = term.value.rpartition("@")
        if field == "actor" and at and not index.find(field, term.value, part=False):
            return self._acting(actor, role, part)
        rows = index.rows(field, nested=part and field in ("location", "actor"))
        found = index.find(field, term.value, part=part)
        return index.among(chain.from_iterable(rows.get(id, ()) for id in found))

    def _acting(self, actor: str, role: str, part: bool) -> int:
        """`actor:taliban@target`; without a name anyone in that role."""
        index, rows = self._index, self._index.rows("role")
        pairs = [(*pair.partition("@")[::2], pair) for pair in rows]
        roles = {known for known, _, _ in pairs if name_key(known) == name_key(role)}
        if not roles and part:
            roles = {known for known, _, _ in pairs if fold(role) in fold(known)}
        found = set(index.find("actor", actor, part=part))
        actors = index.entries("actor")
        return index.among(
            row
            for known, id, pair in pairs
            if known in roles
            if not actor or id in found or (part and not found.isdisjoint(around((id,), actors)))
            for row in rows[pair]
        )


def _where(flags: Iterable[bool]) -> int:
    return int.from_bytes(bytes(flags), "little")


_SIDES: Final[Mapping[str, tuple[str, Op]]] = {"before": ("date", "<"), "after": ("date", ">")}

_COMPARE: Final[Mapping[Op, Callable[[float, float, float, float], bool]]] = {
    ":": lambda low, high, first, last: low <= last and high >= first,
    "=": lambda low, high, first, last: first <= low and high <= last,
    ">": lambda low, high, first, last: high > last,
    ">=": lambda low, high, first, last: high >= first,
    "<": lambda low, high, first, last: low < first,
    "<=": lambda low, high, first, last: low <= last,
}
"""Whether something between `low` and `high` may, or with `=` must, be what is wanted. A missing
end is infinite."""
