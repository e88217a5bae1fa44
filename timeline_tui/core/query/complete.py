"""What can stand at the cursor of a query line: fields, and the values that a timeline knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from timeline_tui.core.dates import DateError, parse_date
from timeline_tui.core.evidence.statements import FIRST_DAY, bounds
from timeline_tui.core.query.beside import rows_beside
from timeline_tui.core.query.date_counts import Span, date_counts
from timeline_tui.core.query.evaluate import Scope, evaluate, number
from timeline_tui.core.query.fields import FIELDS, Field, Op, measure
from timeline_tui.core.query.syntax import Term, written
from timeline_tui.core.query.tokens import tokenize
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.index import Index
from timeline_tui.core.views.rowsets import flags_of
from timeline_tui.core.views.view import View

MOST: Final = 100
"""How many completions are offered at most."""

_MANY: Final = 2_000
"""Events beyond which states and contents are not counted: a letter would wait for it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` may replace the line from `insert_from` to `insert_to`, two indices.

    `label` is what to show, `detail` what to show beside it: a name or a help line. `count` is how
    many events the term would find beside the others, 0 where that is not counted.
    """

    insert_from: int
    insert_to: int
    text: str
    label: str
    detail: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """Something to offer; `names` are what is compared with what was typed."""

    text: str
    names: tuple[str, ...]
    detail: str = ""
    count: int = 0


def complete(line: str, cursor: int, view: View) -> tuple[Completion, ...]:
    """What can stand at `cursor`, an index in `line`, best first and at most `MOST`.

    At the start of a word the fields and the values of `is:` and `has:`; behind a field the values
    that the view's timeline knows, by number of events, dates and ids in their order. Only events
    count that the other terms leave (see `rows_beside`).
    """
    token = next((t for t in tokenize(line) if t.start < cursor <= t.end), None)
    if token is None or token.kind in ("(", "-"):
        return _offered(_words(view.index), "", cursor, cursor)
    if token.kind == "word":
        typed = line[token.start : cursor]
        return _offered(_words(view.index), typed, token.start, token.end, within=False)
    if token.kind != "term" or cursor < token.value_start - token.quoted:
        return ()
    typed = line[token.value_start : cursor]
    start = token.value_start - token.quoted
    end = token.end if token.closed else cursor
    known = _values(token.field, token.op, typed, view, rows_beside(line, token, view))
    return _offered(known, typed, start, end)


def _offered(
    known: Iterable[_Known], typed: str, start: int, end: int, *, within: bool = True
) -> tuple[Completion, ...]:
    """Those of `known` in which a word begins as typed, then those that have it `within` one."""
    part = fold(typed)
    begins = re.compile(rf"(?<![^\W_]){re.escape(part)}").search
    begun: list[_Known] = []
    others: list[_Known] = []
    for one in known:
        if len(begun) >= MOST:
            break
        names = [fold(name) for name in one.names]
        if any(map(begins, names)):
            begun.append(one)
        elif within and any(part in name for name in names):
            others.append(one)
    return tuple(
        Completion(start, end, one.text, one.text, one.detail, one.count)
        for one in (*begun, *others)[:MOST]
    )


# The start of a word


def _words(index: Index) -> Iterator[_Known]:
    for field in FIELDS.values():
        yield _Known(_opening(field), (field.name,), field.help)
    for name, rows in sorted(index.figures.items(), key=lambda item: -len(item[1])):
        field = measure(index.measure_names[name])
        yield _Known(_opening(field), (field.name,), field.help, len({row for row, _, _ in rows}))
    for name in ("is", "has"):
        for value, help in FIELDS[name].values:
            yield _Known(f"{name}:{value}", (value, f"{name}:{value}"), help)


def _opening(field: Field) -> str:
    """A field with the operator that is asked for most."""
    if field.kind == "duration":
        return f"{field.name}>"
    return f"{field.name}>=" if field.kind == "number" else f"{field.name}:"


# Behind a field


def _values(name: str, op: Op, typed: str, view: View, bits: int) -> Iterable[_Known]:
    """The values of a field with how many of the rows `bits` each finds."""
    field, index, scope = FIELDS.get(name), view.index, Scope(view.timeline)
    if field is None or field.kind in ("number", "duration"):
        return ()
    if field.kind == "choice":
        return _choices(field, scope, bits)
    if field.kind == "date":
        return _dates(name, op, typed, index, bits)
    if field.kind == "text":
        return _single_words(name, op, typed, scope, bits)
    if name in ("by", "denied-by"):
        return sorted(_parties(name, index, bits), key=_most_first)
    if field.kind == "actor" and "@" in typed:
        return _roles(op, typed.rpartition("@")[0], scope, bits)
    return _entries(cast(FacetKind, name), op, index, bits)


def _choices(field: Field, scope: Scope, bits: int) -> Iterable[_Known]:
    if field.whole or scope.index.size > _MANY:
        return [_Known(value, (value,), help) for value, help in field.values]
    terms = [(Term(field.name, ":", value), value, help) for value, help in field.values]
    found = [
        _Known(value, (value,), help, (evaluate(term, scope) & bits).bit_count())
        for term, value, help in terms
    ]
    return sorted(found, key=_most_first)


def _entries(kind: FacetKind, op: Op, index: Index, bits: int) -> Iterable[_Known]:
    directory, tree = index.directory(kind), index.tree(kind)
    flags = flags_of(bits, index.size)
    found = [
        _Known(
            written(entry.id),
            directory.names(entry.id),
            _name(entry.id, entry.name),
            entry.count if op == ":" else _counted(tree.own.get(entry.id, ()), flags),
        )
        for entry in tree.counted(bits, flags)
    ]
    return sorted(found, key=_most_first)


def _parties(name: str, index: Index, bits: int) -> Iterator[_Known]:
    directory, rows = index.directory("source"), index.parties(name)
    flags = flags_of(bits, index.size)
    for id, found in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        names = directory.names(id)
        yield _Known(written(id), names, _name(id, names[1]), _counted(found, flags))


def _counted(rows: Iterable[int], flags: bytes) -> int:
    return sum(map(flags.__getitem__, rows))


def _roles(op: Op, actor: str, scope: Scope, bits: int) -> Iterable[_Known]:
    values = [f"{actor}@{role}" for role in sorted(scope.index.roles)]
    counts = [number(Term("actor", op, value), scope, bits) for value in values]
    found = zip(values, counts, strict=True)
    known = [_Known(written(value), (value,), "", count) for value, count in found if count]
    return sorted(known, key=_most_first)


def _single_words(name: str, op: Op, typed: str, scope: Scope, bits: int) -> Iterable[_Known]:
    if name in ("title", "text"):
        return ()
    words = scope.index.words(name)
    if name == "id":  # each has one event, and they come in the order of the chronology
        return (_Known(written(word), (word,)) for word in words)
    part = fold(typed)
    fitting = [word for word in words if part in fold(word)]
    fitting.sort(key=lambda word: (-len(words[word]), word))
    counts = [(number(Term(name, op, word), scope, bits), word) for word in fitting[:MOST]]
    known = [_Known(written(word), (word,), "", count) for count, word in counts]
    return sorted(known, key=_most_first)


def _most_first(one: _Known) -> int:
    return -one.count


def _name(id: str, name: str) -> str:
    return "" if name == id else name


# Dates


def _dates(name: str, op: Op, typed: str, index: Index, bits: int) -> Iterable[_Known]:
    """Years while a year is typed, then its months, then the days of a month."""
    before, dots, last = typed.rpartition("..")
    try:
        start = bounds(parse_date(before))[0] if before else FIRST_DAY
    except DateError:
        return ()
    length = 4 if len(last) < 4 else 7 if len(last) < 7 else 10
    texts = index.report_texts if name in ("reported", "asof") else index.date_texts
    days = {text[:length] for text in texts if len(text) >= length and last in text[:length]}
    spans = {day: bounds(parse_date(day)) for day in sorted(days)}
    if dots:
        ends = {day: end for day, (_, end) in spans.items() if end >= start and day != before}
        spans = {day: (start, end) for day, end in ends.items()}
    counts = _counts(name, op, tuple(spans.values()), index, bits)
    values = [f"{before}{dots}{day}" for day in spans]
    return [_Known(value, (value,), "", count) for value, count in zip(values, counts, strict=True)]


def _counts(name: str, op: Op, wanted: Sequence[Span], index: Index, bits: int) -> Sequence[int]:
    if name == "asof":  # which selects nothing, but shows another timeline
        return [0] * len(wanted)
    events = index.spans(bits, reported=name == "reported")
    return date_counts(_SIDES.get(name, op), events, wanted)


_SIDES: Final[Mapping[str, Op]] = {"before": "<", "after": ">"}
