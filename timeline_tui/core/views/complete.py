"""What can stand at the cursor of a query line: fields, and the values that a timeline knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.evidence.statements import FIRST_DAY
from timeline_tui.core.query.fields import FIELDS, Field, Op, measure
from timeline_tui.core.query.syntax import QueryError, Term, written
from timeline_tui.core.query.tokens import tokenize
from timeline_tui.core.query.values import limits
from timeline_tui.core.text import fold
from timeline_tui.core.views.evaluate import select
from timeline_tui.core.views.index import Index
from timeline_tui.core.views.values import WORDS
from timeline_tui.core.views.view import View

MOST: Final = 100
"""How many completions are offered at most."""

_COUNTED: Final = 200_000
"""Comparisons beyond which nothing is counted: the next letter would wait for it."""


class Completion(NamedTuple):
    """`text` may replace the line from `insert_from` to `insert_to`, two indices.

    `detail` is what to show beside it: a name or a help line. `count` is how many events of the
    timeline the term would find, 0 where that is not counted.
    """

    insert_from: int
    insert_to: int
    text: str
    detail: str = ""
    count: int = 0


class _Known(NamedTuple):
    """Something to offer; `names` are what is compared with what was typed."""

    text: str
    names: tuple[str, ...]
    detail: str = ""
    count: int = 0


def complete(line: str, cursor: int, view: View) -> tuple[Completion, ...]:
    """What can stand at `cursor`, an index in `line`, best first and at most `MOST`.

    At the start of a word the fields and the values of `is:` and `has:`; behind a field the values
    that the view's timeline knows, by number of events, dates and ids in their order.
    """
    token = next((t for t in tokenize(line) if t.start < cursor <= t.end), None)
    if token is None or token.kind in ("(", "-"):
        return _offered(_words(view), "", cursor, cursor)
    if token.kind == "word":
        typed = line[token.start : cursor]
        return _offered(_words(view), typed, token.start, token.end, within=False)
    start = token.value_start - token.quoted
    if token.kind != "term" or cursor < start or token.field not in FIELDS:
        return ()
    typed = line[token.value_start : cursor]
    known = _values(FIELDS[token.field], token.op, typed, view)
    return _offered(known, typed, start, token.end if token.closed else cursor)


def _offered(
    known: Iterable[_Known], typed: str, start: int, end: int, *, within: bool = True
) -> tuple[Completion, ...]:
    """Those of `known` in which a word begins as typed, then those that have it `within` one."""
    part = fold(typed)
    begins = re.compile(rf"(?<![^\W_]){re.escape(part)}").search
    named = [(one, [fold(name) for name in one.names]) for one in known]
    begun = [one for one, names in named if any(map(begins, names))]
    others = [one for one, names in named if within and any(part in name for name in names)]
    found = list(dict.fromkeys([*begun, *others]))[:MOST]
    return tuple(Completion(start, end, one.text, one.detail, one.count) for one in found)


def _words(view: View) -> Iterable[_Known]:
    """What can stand at the start of a word: a field with the operator that is asked for most."""
    for field in FIELDS.values():
        op = {"days": ">", "number": ">="}.get(field.kind, ":")
        yield _Known(f"{field.name}{op}", (field.name,), field.help)
    for name, count in view.index.measures.items():
        yield _Known(f"{name}>=", (name,), measure(name).help, count)
    for name in ("is", "has"):
        for value, help in FIELDS[name].values.items():
            yield _Known(f"{name}:{value}", (value, f"{name}:{value}"), help)


def _values(field: Field, op: Op, typed: str, view: View) -> Iterable[_Known]:
    index, name = view.index, field.name
    if field.kind == "date":
        return _counted(field, op, _dates(field, typed, index), index)
    if name == "actor" and "@" in typed:
        roles = sorted({pair.partition("@")[0] for pair in index.rows("role")})
        values = [f"{typed.rpartition('@')[0]}@{role}" for role in roles]
        known = [one for one in _counted(field, op, values, index) if one.count]
        return sorted(known, key=lambda one: -one.count)
    if name not in WORDS:
        return [_Known(value, (value,), help) for value, help in field.values.items()]
    rows = index.rows(name, nested=op == ":" and name in ("location", "actor"))
    known = []
    for value in dict.fromkeys((*rows, *field.values)):
        names = index.names(name, value) if field.kind == "name" else (value,)
        detail = field.values.get(value) or (names[1] if names[1:] and names[1] != value else "")
        count = 0 if name == "id" else len(rows.get(value, ()))
        known.append(_Known(written(value), names, detail, count))
    return known if name == "id" else sorted(known, key=lambda one: (-one.count, one.names))


def _counted(field: Field, op: Op, values: Sequence[str], index: Index) -> list[_Known]:
    """The values with what the term would find, if that is not too much to count."""
    counts = not field.whole and len(values) * index.size <= _COUNTED
    terms = [Term(field.name, op, value) if counts else None for value in values]
    found = [select(index, term, {}).bit_count() if term else 0 for term in terms]
    return [_Known(written(v), (v,), "", n) for v, n in zip(values, found, strict=True)]


def _dates(field: Field, typed: str, index: Index) -> list[str]:
    """Years while a year is typed, then its months, then the days of a month."""
    before, dots, last = typed.rpartition("..")
    length = 4 if len(last) < 4 else 7 if len(last) < 7 else 10
    spans = index.spans("reported" if field.name in ("reported", "asof") else "date")
    texts = {_beginning(low, high) for _, low, high in spans}
    days = {text[:length] for text in texts if len(text) >= length and text.startswith(last)}
    return [value for day in sorted(days) if _reads(field, value := f"{before}{dots}{day}")]


def _beginning(low: float, high: float) -> str:
    """The day, month or year in which a date begins, as far as it tells."""
    if low <= FIRST_DAY:
        return ""
    year, month, day = civil(int(low))
    text = f"{year:04}-{month:02}-{day:02}" if 0 <= year <= 9999 else ""
    return text[: 10 if high - low < 7 else 7 if high - low < 300 else 4]


def _reads(field: Field, value: str) -> bool:
    if ".." in value and not field.ordered:
        return False
    try:
        found = limits(field, value)
    except QueryError:
        return False
    return found.low <= found.high and len(set(value.split(".."))) == value.count("..") + 1
