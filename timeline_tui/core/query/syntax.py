"""The query as a value: its syntax tree, how it is written, how a pane or a key edits it.

`str(query)` parses back to an equal value. Knows no timeline; QUERY is the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.query.fields import Op

Unit = Literal["d", "w", "m", "y"]
Sort = Literal["date", "reported"]

_DAYS: Final[dict[Unit, int]] = {"d": 1, "w": 7, "m": 30, "y": 365}
_SPECIAL: Final = re.compile(r'[\s"()]')

TERM: Final = re.compile(r"([^\W\d][\w-]*)(>=|<=|[:=<>])")
"""How a term begins: a name that is no number, and an operator."""

KEYWORDS: Final = frozenset(("OR", "AND", "NOT"))


class QueryError(Exception):
    """What is wrong with a query, where, and what to write instead.

    `column` counts from 1. `message` and `hint` are sentences without a closing full stop. `rest`
    is the line without a term whose field is at fault: until its operator came, that was a word.
    """

    def __init__(self, message: str, column: int, hint: str = "", rest: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint
        self.rest = rest

    def __str__(self) -> str:
        advice = f". {self.hint}" if self.hint else ""
        return f"{self.message} (column {self.column}){advice}"


# Values


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: `7d`. A month counts as 30 days, a year as 365."""

    count: float
    unit: Unit = "d"

    @property
    def days(self) -> float:
        return self.count * _DAYS[self.unit]


Bound = float | Duration | EdtfDate


@dataclass(frozen=True, slots=True)
class Between:
    """`low..high`, both of one kind; a side left out is None. Not both are."""

    low: Bound | None
    high: Bound | None


Value = str | Bound | Between


# Nodes


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a phrase: a substring without case and accents. Never blank."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression in RE2's syntax that compiles. A `/` in it is not escaped."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Term:
    """A field, an operator and a value of the field's kind."""

    field: str
    op: Op
    value: Value


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """Two or more nodes, none of them an `And`; `all_of` builds it."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Two or more nodes, none of them an `Or`; `any_of` builds it."""

    nodes: tuple[Node, ...]


Node = Text | Regex | Term | Not | And | Or


def all_of(nodes: Iterable[Node]) -> Node | None:
    """What holds if all of `nodes` do; None for no node."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, And) else (node,))
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """What holds if one of `nodes` does; None for no node."""
    flat: list[Node] = []
    for node in nodes:
        flat.extend(node.nodes if isinstance(node, Or) else (node,))
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


# Writing


def write(node: Node) -> str:
    """The node as it is typed."""
    match node:
        case Text(text):
            return _word(text)
        case Regex(pattern):
            return f"/{_escaped(pattern)}/"
        case Term(field, op, value):
            return f"{field}{op}{written(value)}"
        case Not(inner):
            return f"-({write(inner)})" if isinstance(inner, And | Or) else f"-{write(inner)}"
        case And(nodes):
            return " ".join(f"({write(n)})" if isinstance(n, Or) else write(n) for n in nodes)
        case Or(nodes):
            return " OR ".join(write(inner) for inner in nodes)


def written(value: Value) -> str:
    """A term's value as it is typed, in quotes where it needs them."""
    plain = _plain(value)
    return quoted(plain) if plain == "" or _SPECIAL.search(plain) else plain


def quoted(text: str) -> str:
    """`text` as a phrase."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(value: Value) -> str:
    match value:
        case str():
            return value
        case Between(low, high):
            return "..".join("" if end is None else _plain(end) for end in (low, high))
        case Duration(count, unit):
            return f"{_number(count)}{unit}"
        case EdtfDate():
            return value.text
        case _:
            return _number(value)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _word(text: str) -> str:
    special = text in KEYWORDS or text[:1] in ("-", "/") or _SPECIAL.search(text)
    return quoted(text) if special or TERM.match(text) else text


def _escaped(pattern: str) -> str:
    return re.sub(r"\\.|/", lambda m: "\\/" if m[0] == "/" else m[0], pattern, flags=re.DOTALL)


# The query


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query: what to show (`root`, None for everything), as of when, in which order."""

    root: Node | None = None
    asof: EdtfDate | None = None
    sort: Sort = "date"

    @property
    def is_empty(self) -> bool:
        """Whether it shows everything there is, in the usual order."""
        return self == Query()

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes that must all hold."""
        if self.root is None:
            return ()
        return self.root.nodes if isinstance(self.root, And) else (self.root,)

    def __str__(self) -> str:
        whole: list[Node] = []
        if self.asof is not None:
            whole.append(Term("asof", ":", self.asof))
        if self.sort != "date":
            whole.append(Term("sort", ":", self.sort))
        both = all_of((*whole, self.root)) if self.root is not None else all_of(whole)
        return "" if both is None else write(both)

    # Editing

    def including(self, field: str, id: str) -> Query:
        """Only what belongs to entry `id` of a facet, or to others of it that are included.

        Entries of one facet are joined by OR in one group.
        """
        term = Term(field, ":", id)
        parts = list(self.parts)
        for place in reversed(range(len(parts))):
            group = _group(parts[place], field)
            if group:
                parts[place] = Or((*group, term))
                return replace(self, root=all_of(parts))
        return replace(self, root=all_of((*parts, term)))

    def excluding(self, field: str, id: str) -> Query:
        """Nothing that belongs to entry `id` of a facet."""
        return replace(self, root=all_of((*self.parts, Not(Term(field, ":", id)))))

    def without(self, field: str, value: str) -> Query:
        """The same without the terms that include or exclude by a value."""
        term = Term(field, ":", value)
        kept: list[Node] = []
        for part in self.parts:
            group = _group(part, field)
            rest = any_of(node for node in group if node != term) if group else part
            if rest is not None and rest != Not(term):
                kept.append(rest)
        return replace(self, root=all_of(kept))

    def without_last(self) -> Query:
        """The same without its last term; once there is none, without the order, then `asof:`."""
        if self.root is not None:
            return replace(self, root=_shortened(self.root))
        return replace(self, sort="date") if self.sort != "date" else replace(self, asof=None)

    def included(self, field: str) -> frozenset[str]:
        """The values of `field:` that a whole group of the query includes."""
        return frozenset(str(term.value) for part in self.parts for term in _group(part, field))

    def excluded(self, field: str) -> frozenset[str]:
        """The values of `field:` that the query excludes."""
        return frozenset(
            str(part.node.value)
            for part in self.parts
            if isinstance(part, Not) and isinstance(part.node, Term)
            if (part.node.field, part.node.op) == (field, ":")
        )


def leaves(node: Node | None, *, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """The words, regexes and terms of a tree, each with whether it must not hold."""
    match node:
        case None:
            return
        case Not(inner):
            yield from leaves(inner, negated=not negated)
        case And(nodes) | Or(nodes):
            for inner in nodes:
                yield from leaves(inner, negated=negated)
        case _:
            yield node, negated


def _group(node: Node, field: str) -> tuple[Term, ...]:
    """The terms `field:…` that `node` consists of; none if it is, or holds, anything else."""
    nodes = node.nodes if isinstance(node, Or) else (node,)
    terms = tuple(n for n in nodes if isinstance(n, Term) and (n.field, n.op) == (field, ":"))
    return terms if len(terms) == len(nodes) else ()


def _shortened(node: Node) -> Node | None:
    """`node` without its last leaf."""
    match node:
        case Not(inner):
            rest = _shortened(inner)
            return None if rest is None else Not(rest)
        case And(nodes) | Or(nodes):
            join = all_of if isinstance(node, And) else any_of
            last = _shortened(nodes[-1])
            return join(nodes[:-1] if last is None else (*nodes[:-1], last))
    return None
