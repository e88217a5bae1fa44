"""Which events are left for a term by those that stand beside it in the query line."""

from __future__ import annotations

from collections.abc import Sequence

from timeline_tui.core.query.evaluate import Scope, evaluate
from timeline_tui.core.query.parser import parse
from timeline_tui.core.query.syntax import Query, QueryError, Term, leaves
from timeline_tui.core.query.tokens import Token, tokenize
from timeline_tui.core.views.view import View


def rows_beside(line: str, token: Token, view: View) -> int:
    """The rows that the other terms of `line` find where `token`, one of its terms, must hold with
    them: not in parentheses and not as an alternative.

    Every row where it need not, where the others find nothing or cannot be read, and where they
    ask for marks or changes, which a view does not know.
    """
    every = view.index.everything
    tokens = tokenize(line)
    if not _must_hold(token, tokens):
        return every
    try:
        rest = parse(_without(line, token, tokens), typing=True)
    except QueryError:
        return every
    return every if _asks_for_marks(rest) else evaluate(rest.root, Scope(view.timeline)) or every


def _must_hold(token: Token, tokens: Sequence[Token]) -> bool:
    depth = 0
    for other in tokens:
        depth += (other.kind == "(") - (other.kind == ")")
        if depth == 0 and other.kind == "OR":
            return False
        if depth and other == token:
            return False
    return True


def _without(line: str, token: Token, tokens: Sequence[Token]) -> str:
    """The line without a term and the signs that negate it."""
    start = token.start
    for other in reversed([other for other in tokens if other.start < start]):
        if other.kind not in ("-", "NOT"):
            break
        start = other.start
    return line[:start] + line[token.end :]


def _asks_for_marks(query: Query) -> bool:
    terms = [node for node, _ in leaves(query.root) if isinstance(node, Term)]
    return any(term.field == "is" and term.value in ("marked", "changed") for term in terms)
