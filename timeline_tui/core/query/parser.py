"""From a query line to a `Query`: the grammar of QUERY, its limits and its errors.

Knows no timeline; what a file adds to the language, its measures, comes in as names.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, cast

from timeline_tui.core.dates import understand
from timeline_tui.core.query.fields import FIELDS, MEASURES, Field, field_of, measure, suggestion
from timeline_tui.core.query.regexes import RegexError, compile_regex
from timeline_tui.core.query.syntax import (
    Node,
    Not,
    Query,
    QueryError,
    Regex,
    Sort,
    Term,
    Text,
    Token,
    joined,
    quoted,
    tokenize,
)
from timeline_tui.core.query.values import is_number, read_value
from timeline_tui.core.text import cropped, name_key

MOST_TOKENS: Final = 1_000
DEEPEST: Final = 50


def parse(line: str, *, typing: bool = False, measures: Collection[str] | None = None) -> Query:
    """The query that `line` writes. Raises `QueryError`.

    While `typing`, what is not finished is left out instead: a term with nothing behind it or with
    a wrong value at the end of the line, an open quote, a last `OR`. `measures` are those of the
    timeline; without them any name may be one, so that what is read with the measures of a
    timeline can be read without. So it is beside `asof:` too: which measures a file comes to have
    is not known on the day.
    """
    return _Parser(line, typing, measures).query()


class _Parser:
    """One parse: recursive descent over the tokens. A rule returns None for what is left out."""

    def __init__(self, line: str, typing: bool, measures: Collection[str] | None) -> None:
        self.line = line
        self.typing = typing
        self.tokens = tokenize(line)
        self.any_measure = measures is None or any(t.field == "asof" for t in self.tokens)
        names = MEASURES if self.any_measure else (*MEASURES, *(measures or ()))
        self.measures = {name_key(name): name for name in names}
        self.next = 0
        self.depth = 0
        self.alternatives = 0  # of which this is one, around it
        self.whole: dict[str, Token] = {}  # asof: and sort:
        if len(self.tokens) > MOST_TOKENS:
            column = self.tokens[MOST_TOKENS].start + 1
            message = f"The query has more than {MOST_TOKENS:,} terms"
            raise QueryError(message, column, "Write fewer; a pane or a tag can stand for many")

    def query(self) -> Query:
        root = self.either()
        if token := self.peek():
            hint = 'Write ( before it, or ")" to search for it'
            raise QueryError("This parenthesis closes none", token.start + 1, hint)
        asof, sort = self.whole.get("asof"), self.whole.get("sort")
        date = understand(read_value(FIELDS["asof"], asof)) if asof else None
        return Query(root, date, cast(Sort, read_value(FIELDS["sort"], sort)) if sort else "date")

    # The grammar

    def either(self) -> Node | None:
        """`and { "OR" and }`"""
        branches = [self.both()]
        while token := self.take("OR"):
            if self.whole and self.depth == 0:
                raise self.not_alone(next(iter(self.whole.values())))
            self.need_operands(token)
            self.alternatives += 1
            branches.append(self.both())
            self.alternatives -= 1
        return joined(branches, any=True)

    def both(self) -> Node | None:
        """`unary { unary }`, with `AND` between them or nothing."""
        nodes: list[Node | None] = []
        while (token := self.peek()) and token.kind not in (")", "OR"):
            if self.take("AND"):
                self.need_operands(token)
            else:
                nodes.append(self.unary())
        return joined(nodes, any=False)

    def unary(self) -> Node | None:
        """`"-" unary | "NOT" unary | "(" or ")" | term`"""
        token = self.tokens[self.next]
        self.next += 1
        if token.kind not in ("-", "NOT", "("):
            return self.leaf(token)
        self.depth += 1
        if self.depth > DEEPEST:
            message = f"The query is nested more than {DEEPEST} deep"
            raise QueryError(message, token.start + 1, "Write fewer parentheses or minus signs")
        node = self.group(token) if token.kind == "(" else self.negation(token)
        self.depth -= 1
        return node

    def negation(self, sign: Token) -> Node | None:
        token = self.peek()
        if token is None or token.kind in (")", "OR", "AND"):
            hint = "Write a term behind it, as in -tag:border"
            return self.left_out(sign, "Nothing is negated here", hint)
        node = self.unary()
        return None if node is None else Not(node)

    def group(self, opening: Token) -> Node | None:
        first = self.next
        node = self.either()
        if self.take(")") is None:
            self.left_out(opening, "This parenthesis is not closed", "Write ) behind the group")
        elif self.next == first + 1:
            self.left_out(opening, "Nothing stands in these parentheses", "Write a term in them")
        return node

    def leaf(self, token: Token) -> Node | None:
        if token.kind == "term":
            return self.term(token, self.field_of(token))
        sign = "/" if token.kind == "regex" else '"'
        if not token.closed:
            hint = f", or {self.as_words(token)}" if token.kind == "regex" else ""
            message = f"This {token.kind} is not closed"
            return self.left_out(token, message, f"Write {sign} behind it{hint}")
        if not token.text.strip():
            hint = f"Write something between the two {sign}"
            return self.left_out(token, f"This {token.kind} is empty", hint)
        return self.regex(token) if token.kind == "regex" else Text(token.text)

    def regex(self, token: Token) -> Regex:
        try:
            compile_regex(token.text)
        except RegexError as error:
            hint = "Write \\ before a sign that stands for itself"
            message = f"The regex does not compile: {error}"
            raise QueryError(message, token.start + 1, hint) from None
        return Regex(token.text, token.start + 1)

    # Terms

    def term(self, token: Token, field: Field) -> Node | None:
        name, op = field.name, token.op
        if not token.closed:
            return self.left_out(token, "This phrase is not closed", 'Write " behind it')
        if not token.text.strip():
            hint = f"Write a value, as in `{field.example}`"
            if self.line.startswith("(", token.end):
                hint = f"Write the field inside, as in `({name}:… OR {name}:…)`"
            return self.left_out(token, f"Nothing stands behind `{name}{op}`", hint)
        try:
            value = read_value(field, token)
        except QueryError:
            if self.typing and token.end == len(self.line):
                return None
            raise
        if field.whole:
            self.take_in(token)
            return None
        return Term(name, op, value)

    def take_in(self, token: Token) -> None:
        """Take in `asof:` or `sort:`."""
        if self.depth or self.alternatives:
            raise self.not_alone(token)
        if token.field in self.whole:
            message = f"`{token.field}:` stands twice"
            raise QueryError(message, token.start + 1, "Leave one of them out")
        self.whole[token.field] = token

    def field_of(self, token: Token) -> Field:
        """The field or the measure that a term names, if it takes the operator."""
        field = self.named(token)
        if token.op not in field.ops:
            message = f"`{field.name}` takes : or =, not {token.op}"
            raise QueryError(message, token.start + 1, f"Write `{field.example}`")
        return field

    def named(self, token: Token) -> Field:
        name = token.field
        if (known := field_of(name, token.op)).kind != "number" or name in FIELDS:
            return known
        if listed := self.measures.get(name_key(name)):
            return measure(listed)
        near = suggestion(name, token.op, self.measures.values())
        compares = token.op not in (":", "=")
        if self.any_measure and (is_number(token.text) or (compares and not near)):
            return measure(name)
        rest = cropped(self.line[token.start + len(name) : token.end])
        words = self.as_words(token)
        hint = f"Did you mean `{near}{rest}`? Or write {words}" if near else f"Write {words}"
        what = "field or measure" if compares else "field"
        raise QueryError(f"There is no {what} `{cropped(name)}`", token.start + 1, hint)

    # Tokens and errors

    def peek(self) -> Token | None:
        return self.tokens[self.next] if self.next < len(self.tokens) else None

    def take(self, kind: str) -> Token | None:
        token = self.peek()
        if token is None or token.kind != kind:
            return None
        self.next += 1
        return token

    def as_words(self, token: Token) -> str:
        """How to search for what looks like a term or a regex, as part of a hint."""
        return f"{quoted(cropped(self.line[token.start : token.end]))} to search for these words"

    def need_operands(self, token: Token) -> None:
        """Complain unless something stands on both sides of `OR` or `AND`, just taken."""
        before = self.tokens[self.next - 2].kind if self.next > 1 else "("
        after = self.peek()
        if before in ("(", "OR", "AND") or after is None or after.kind in (")", "OR", "AND"):
            hint = f'Write a term on both sides, or "{token.kind}" to search for the word'
            self.left_out(token, f"{token.kind} lacks a term on one side", hint)

    def left_out(self, token: Token, message: str, hint: str) -> Node | None:
        """Nothing where the line is still being typed, else an error."""
        if not self.typing:
            raise QueryError(message, token.start + 1, hint)
        return None

    def not_alone(self, token: Token) -> QueryError:
        message = f"`{token.field}:` stands by itself, outside of OR, negation and parentheses"
        example = f"{FIELDS[token.field].example} (tag:border OR type:battle)"
        hint = f"Put the rest in parentheses, as in `{example}`"
        return QueryError(message, token.start + 1, hint)
