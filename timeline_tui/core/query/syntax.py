"""The query as a value: tokens, syntax tree, how it is written, how a pane or a key edits it.

`str(query)` parses back to an equal value. Knows no timeline; QUERY is the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, cast

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.query.fields import FIELDS, Op

Sort = Literal["date", "reported"]

_SPECIAL: Final = re.compile(r'[\s"()]')


class QueryError(Exception):
    """What is wrong with a query, where, and what to write instead.

    `column` counts from 1. `message` and `hint` are sentences without a closing full stop.
    """

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        advice = f". {self.hint}" if self.hint else ""
        return f"{self.message} (column {self.column}){advice}"


# Tokens

Kind = Literal["(", ")", "-", "OR", "AND", "NOT", "word", "phrase", "regex", "term"]

KEYWORDS: Final = ("OR", "AND", "NOT")

TERM: Final = re.compile(r"([^\W\d][\w-]*)(>=|<=|[:=<>])")
"""How a term begins: a name that is no number, and an operator."""

_TOKEN: Final = re.compile(
    r"""(?P<sign>[()-])
      | "(?P<phrase>(?:[^"\\]|\\.|\\\Z)*)(?P<quote>"?)
      | /(?P<regex>(?:[^/\\]|\\.|\\\Z)*)(?P<slash>/?)
      | (?P<field>[^\W\d][\w-]*)(?P<op>>=|<=|[:=<>])
        (?:"(?P<quoted>(?:[^"\\]|\\.|\\\Z)*)(?P<end>"?) | (?P<bare>[^\s"()]*))
      | (?P<word>[^\s"()]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_QUOTE: Final = re.compile(r'\\(["\\])')
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)


class Token(NamedTuple):
    """One token of a query line; `start` and `end` are indices in it.

    `text` is the word, the phrase or regex without its delimiters, or a term's value; a term's
    begins at `value_start`, behind its opening quote where `quoted`. `closed` is false where the
    closing quote or slash is missing.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    field: str = ""
    op: Op = ":"
    value_start: int = 0
    quoted: bool = False
    closed: bool = True


def tokenize(line: str) -> tuple[Token, ...]:
    """The tokens of `line` from left to right."""
    return tuple(map(_token, _TOKEN.finditer(line)))


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["phrase"] is not None:
        text = _ESCAPED_QUOTE.sub(r"\1", match["phrase"])
        return Token("phrase", start, end, text, closed=bool(match["quote"]))
    if match["regex"] is not None:
        pattern = _ESCAPED.sub(lambda pair: "/" if pair[1] == "/" else pair[0], match["regex"])
        return Token("regex", start, end, pattern, closed=bool(match["slash"]))
    address = (match["bare"] or "").startswith("//") and match["field"].lower() not in FIELDS
    if match["field"] is None or address:
        text = match[0]
        return Token(
            cast(Kind, text if match["sign"] or text in KEYWORDS else "word"), start, end, text
        )
    name, op, quoted = match["field"], cast(Op, match["op"]), match["quoted"] is not None
    field = name.lower() if name.lower() in FIELDS else name
    text = _ESCAPED_QUOTE.sub(r"\1", match["quoted"]) if quoted else match["bare"]
    value_start, closed = match.start("quoted" if quoted else "bare"), match["end"] != ""
    return Token("term", start, end, text, field, op, value_start, quoted, closed)


# Nodes


@dataclass(frozen=True, slots=True)
class Text:
    """A word or a phrase: a substring without case and accents. Never blank."""

    text: str

    def __str__(self) -> str:
        special = self.text in KEYWORDS or self.text[0] in "-/" or _SPECIAL.search(self.text)
        return quoted(self.text) if special or TERM.match(self.text) else self.text


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression that compiles. A `/` in it is not escaped."""

    pattern: str
    column: int = field(default=1, compare=False)

    def __str__(self) -> str:
        escaped = re.sub(
            r"\\.|/", lambda m: r"\/" if m[0] == "/" else m[0], self.pattern, flags=re.S
        )
        return f"/{escaped}/"


@dataclass(frozen=True, slots=True)
class Term:
    """A field, an operator and a value as `values.read_value` keeps it."""

    field: str
    op: Op
    value: str

    def __str__(self) -> str:
        return f"{self.field}{self.op}{written(self.value)}"


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: Node

    def __str__(self) -> str:
        return f"-({self.node})" if isinstance(self.node, Many) else f"-{self.node}"


@dataclass(frozen=True, slots=True)
class Many:
    """Two or more nodes, none of the same kind: `any` of them must hold, or all. See `joined`."""

    any: bool
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        if self.any:
            return " OR ".join(map(str, self.nodes))
        return " ".join(f"({n})" if isinstance(n, Many) else str(n) for n in self.nodes)


Leaf = Text | Regex | Term
Node = Leaf | Not | Many


def joined(nodes: Iterable[Node | None], *, any: bool) -> Node | None:
    """What holds if `any` of the nodes does, or all of them; None for no node."""
    flat: list[Node] = []
    for node in nodes:
        if node is not None:
            flat += node.nodes if isinstance(node, Many) and node.any == any else (node,)
    return Many(any, tuple(flat)) if len(flat) > 1 else next(iter(flat), None)


def leaves(node: Node | None, *, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """The words, regexes and terms of a tree, each with whether it must not hold."""
    match node:
        case Not(inner):
            yield from leaves(inner, negated=not negated)
        case Many(_, nodes):
            for inner in nodes:
                yield from leaves(inner, negated=negated)
        case Text() | Regex() | Term():
            yield node, negated


def written(value: str) -> str:
    """A term's value as it is typed, in quotes where it needs them."""
    return quoted(value) if not value or _SPECIAL.search(value) else value


def quoted(text: str) -> str:
    """`text` as a phrase."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# The query and its edits


@dataclass(frozen=True, slots=True)
class Query:
    """What to show (`root`, None for everything), as of when, in which order."""

    root: Node | None = None
    asof: EdtfDate | None = None
    sort: Sort = "date"

    def __str__(self) -> str:
        asof = Term("asof", ":", self.asof.text) if self.asof is not None else None
        sort = Term("sort", ":", self.sort) if self.sort != "date" else None
        return str(joined((asof, sort, self.root), any=False) or "")

    @property
    def is_empty(self) -> bool:
        """Whether it shows everything as it is known today, by date."""
        return self == Query()

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes that must all hold."""
        if isinstance(self.root, Many) and not self.root.any:
            return self.root.nodes
        return () if self.root is None else (self.root,)

    def _of(self, parts: Iterable[Node | None]) -> Query:
        return replace(self, root=joined(parts, any=False))

    def adding(self, term: str) -> Query:
        """The same where a term, as `is:changed`, must hold too; its value is not quoted."""
        return self._of((*self.parts, _term(term)))

    def dropping(self, term: str) -> Query:
        """The same without a term that must hold."""
        return self._of(part for part in self.parts if part != _term(term))

    def including(
        self, field: str, id: str, op: Op = ":", others: Container[str] | None = None
    ) -> Query:
        """Only what belongs to entry `id` of a facet, or to others of it that are included.

        Entries of one facet are joined by OR in one group: where the field is not of that facet
        alone, as `date:` is of more than years, only with the values of `others`.
        """
        term, parts = Term(field, op, id), list(self.parts)
        for place in reversed(range(len(parts))):
            group = _group(parts[place], field, op)
            if group and all(others is None or one.value in others for one in group):
                parts[place] = Many(True, (*group, term))
                return self._of(parts)
        return self._of((*parts, term))

    def excluding(self, field: str, id: str, op: Op = ":") -> Query:
        """Nothing that belongs to entry `id` of a facet."""
        return self._of((*self.parts, Not(Term(field, op, id))))

    def without(self, field: str, value: str, op: Op = ":") -> Query:
        """The same without the terms that include or exclude by a value."""
        terms = [Term(field, one, value) for one in {op, ":"}]
        kept: list[Node | None] = []
        for part in self.parts:
            group = [node for node in _group(part, field, op) if node not in terms]
            kept.append(joined(group, any=True) if _group(part, field, op) else part)
        return self._of(part for part in kept if part not in [Not(term) for term in terms])

    def without_last(self) -> Query:
        """The same without its last term; once there is none, without the order, then `asof:`."""
        if self.root is not None:
            return replace(self, root=_shortened(self.root))
        return replace(self, sort="date") if self.sort != "date" else Query()

    def included(self, field: str, op: Op = ":") -> frozenset[str]:
        """The values of `field:`, and those with `op`, that a whole group of the query includes."""
        groups = (_group(part, field, op) for part in self.parts)
        return frozenset(term.value for group in groups for term in group)

    def excluded(self, field: str, op: Op = ":") -> frozenset[str]:
        """The values that the query excludes."""
        negated = (part.node for part in self.parts if isinstance(part, Not))
        groups = (_group(node, field, op) for node in negated if isinstance(node, Term))
        return frozenset(term.value for group in groups for term in group)


def _term(text: str) -> Term:
    match = TERM.match(text)
    if match is None:
        raise ValueError(f"not a term: {text}")
    return Term(match[1], cast(Op, match[2]), text[match.end() :])


def _group(node: Node, field: str, op: Op) -> tuple[Term, ...]:
    """The terms of a field, with `:` or `op`, if `node` consists of nothing else."""
    nodes = node.nodes if isinstance(node, Many) and node.any else (node,)
    terms = tuple(n for n in nodes if isinstance(n, Term) and n.field == field)
    fits = len(terms) == len(nodes) and all(term.op in (":", op) for term in terms)
    return terms if fits else ()


def _shortened(node: Node) -> Node | None:
    """`node` without its last leaf."""
    match node:
        case Not(inner):
            rest = _shortened(inner)
            return None if rest is None else Not(rest)
        case Many(any, nodes):
            return joined((*nodes[:-1], _shortened(nodes[-1])), any=any)
    return None
