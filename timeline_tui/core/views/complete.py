"""What can stand at the cursor of a query line: fields, and the values that a timeline knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from timeline_tui.core.dates.calendar import civil
from timeline_tui.core.query.fields import FIELDS, Field, Op, field_of, measure
from timeline_tui.core.query.syntax import TERM, tokenize, written
from timeline_tui.core.text import fold
from timeline_tui.core.views.index import Index
from timeline_tui.core.views.view import View

MOST: Final = 100
"""How many completions are offered at most."""

_Known = tuple[str, tuple[str, ...], str, int]
"""What may be typed, what is compared with what was, and a completion's `detail` and `count`."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` may replace the line from `insert_from` to `insert_to`, two indices.

    `detail` is what to show beside it: a name or a help line. `count` is how many events of the
    timeline have the value, 0 where that is not counted.
    """

    insert_from: int
    insert_to: int
    text: str
    detail: str = ""
    count: int = 0


def complete(line: str, cursor: int, view: View) -> tuple[Completion, ...]:
    """What can stand at `cursor`, an index in `line`, best first and at most `MOST`.

    At the start of a word the fields and the values of `is:` and `has:`; behind a field the values
    that the view's timeline knows, by number of events, dates and ids in their order.
    """
    token = next((t for t in tokenize(line) if t.start < cursor <= t.end), None)
    if token is None or token.kind in ("(", "-"):
        return _offered(_words(view.index), "", cursor, cursor)
    if token.kind == "word":
        typed = line[token.start : cursor]
        return _offered(_words(view.index), typed, token.start, token.end, within=False)
    start = token.value_start - token.quoted
    if token.kind != "term" or cursor < start:
        return ()
    typed = line[token.value_start : cursor]
    known = _values(field_of(token.field, token.op), token.op, typed, view.index)
    return _offered(known, typed, start, token.end if token.closed else cursor)


def _offered(
    known: Iterable[_Known], typed: str, start: int, end: int, *, within: bool = True
) -> tuple[Completion, ...]:
    """Those of `known` in which a word begins as typed, then those that have it `within` one."""
    part = fold(typed)
    begins = re.compile(rf"(?<![^\W_]){re.escape(part)}").search
    found: list[tuple[bool, Completion]] = []
    for text, names, detail, count in known:
        folded = "\n".join(map(fold, names))
        begun = begins(folded) is not None
        if begun or (within and part in folded):
            found.append((not begun, Completion(start, end, text, detail, count)))
    return tuple(completion for _, completion in sorted(found, key=itemgetter(0))[:MOST])


def _words(index: Index) -> Iterator[_Known]:
    """What can stand at the start of a word: a field with the operator that is asked for most."""
    for field in FIELDS.values():
        op = {"days": ">", "number": ">="}.get(field.kind, ":")
        yield f"{field.name}{op}", (field.name,), field.help, 0
    for name in dict.fromkeys("-".join(key.split()) for key in index.rows("x-")):
        if TERM.fullmatch(f"{name}:"):
            yield f"{name}:", (name,), field_of(name, ":").help, 0
    for name in index.measures:
        yield f"{name}>=", (name,), measure(name).help, 0
    for name in ("is", "has"):
        for value, help in FIELDS[name].values.items():
            yield f"{name}:{value}", (value, f"{name}:{value}"), help, 0


def _values(field: Field, op: Op, typed: str, index: Index) -> list[_Known]:
    name = field.name
    if field.kind == "date":
        return [(date, (date,), "", 0) for date in _dates(field, typed, index)]
    if field.whole or field.kind not in ("name", "word", "choice"):
        return [(value, (value,), help, 0) for value, help in field.values.items()]
    rows = index.rows(name, nested=op == ":")
    known: list[_Known] = []
    for value in dict.fromkeys((*rows, *field.values)):
        names = index.names(name, value) if field.kind == "name" else (value,)
        detail = field.values.get(value) or (names[1] if names[1:] and names[1] != value else "")
        known.append((written(value), names, detail, len(rows.get(value, ()))))
    if name == "id":  # they come in the order of the chronology
        return known
    return sorted(known, key=lambda one: (-one[3], one[0]))


def _dates(field: Field, typed: str, index: Index) -> list[str]:
    """Years while a year is typed, then its months, then days: those on which dates begin."""
    before, dots, last = typed.rpartition("..")
    if dots and not field.ordered:
        return []
    length = 4 if len(last) < 4 else 7 if len(last) < 7 else 10
    spans = index.spans("reported" if field.name in ("reported", "asof") else "date")
    days = {civil(int(low)) for _, low, *_ in spans}
    texts = {f"{y:04}-{m:02}-{d:02}"[:length] for y, m, d in days if 0 <= y <= 9999}
    return [f"{before}{dots}{text}" for text in sorted(texts) if text > before]
