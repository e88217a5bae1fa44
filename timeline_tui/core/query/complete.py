"""What can stand at the cursor of a query line: fields, and the values that a timeline knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_tui.core.query.fields import FIELDS, Field, measure
from timeline_tui.core.query.syntax import written
from timeline_tui.core.query.tokens import tokenize
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.index import Index
from timeline_tui.core.views.view import View

MOST: Final = 100
"""How many completions are offered at most."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` may replace the line from `insert_from` to `insert_to`, two indices.

    `label` is what to show, `detail` what to show beside it: a name or a help line. `count` is how
    many events of the timeline have it, 0 where that is not counted.
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
    that the view's timeline knows, by number of events, dates in their order.
    """
    token = next((t for t in tokenize(line) if t.start < cursor <= t.end), None)
    if token is None or token.kind in ("(", "-"):
        return _offered(_words(view.index), "", cursor, cursor)
    if token.kind == "word":
        return _offered(_words(view.index), line[token.start : cursor], token.start, token.end)
    if token.kind != "term" or cursor < token.value_start - token.quoted:
        return ()
    known = _values(token.field, line[token.value_start : cursor], view.index)
    start = token.value_start - token.quoted
    end = token.end if token.closed else cursor
    return _offered(known, line[token.value_start : cursor], start, end)


def _offered(known: Iterable[_Known], typed: str, start: int, end: int) -> tuple[Completion, ...]:
    """Those of `known` that begin with what was typed, then those that have it within."""
    part = fold(typed)
    begun: list[_Known] = []
    within: list[_Known] = []
    for one in known:
        if len(begun) >= MOST:
            break
        names = [fold(name) for name in one.names]
        if any(name.startswith(part) for name in names):
            begun.append(one)
        elif any(part in name for name in names):
            within.append(one)
    return tuple(
        Completion(start, end, one.text, one.text, one.detail, one.count)
        for one in (*begun, *within)[:MOST]
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


def _values(name: str, typed: str, index: Index) -> Iterable[_Known]:
    field = FIELDS.get(name)
    if field is None:
        return ()
    if field.kind == "choice":
        return (_Known(value, (value,), help) for value, help in field.values)
    if field.kind == "date":
        return _dates(name, typed, index)
    if field.kind == "text":
        return _single_words(name, index)
    if name in ("by", "denied-by"):
        return _parties(index.origins if name == "by" else index.deniers, index)
    if field.kind == "actor" and "@" in typed:
        return _roles(typed.rpartition("@")[0], index)
    return _entries(name, index)


def _entries(name: str, index: Index) -> Iterator[_Known]:
    kind = _FACETS.get(name)
    if kind is None:
        return
    directory = index.directory(kind)
    for entry in sorted(index.tree(kind).entries, key=lambda entry: -entry.total):
        names = directory.names(entry.id)
        yield _Known(written(entry.id), names, _name(entry.id, entry.name), entry.total)


def _parties(rows: Mapping[str, Sequence[int]], index: Index) -> Iterator[_Known]:
    directory = index.directory("source")
    for id, found in sorted(rows.items(), key=lambda item: (-len(item[1]), item[0])):
        names = directory.names(id)
        yield _Known(written(id), names, _name(id, names[1]), len(found))


def _roles(actor: str, index: Index) -> Iterator[_Known]:
    directory, tree = index.directory("actor"), index.tree("actor")
    ids = tree.within(directory.find(actor, part=True)) if actor else None
    counts = {
        role: sum(len(rows) for id, rows in actors.items() if ids is None or id in ids)
        for role, actors in index.roles.items()
    }
    for role, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count:
            value = f"{actor}@{role}"
            yield _Known(written(value), (value,), "", count)


def _single_words(name: str, index: Index) -> Iterator[_Known]:
    if name in ("title", "text"):
        return
    words = index.words(name)
    # Ids have one event each and come in the order of the chronology.
    order = words if name == "id" else sorted(words, key=lambda word: (-len(words[word]), word))
    for word in order:
        yield _Known(written(word), (word,), "", len(words[word]))


def _name(id: str, name: str) -> str:
    return "" if name == id else name


# Dates


def _dates(name: str, typed: str, index: Index) -> Iterator[_Known]:
    """Years while a year is typed, then its months, then the days of a month."""
    before, dots, last = typed.rpartition("..")
    length = 4 if len(last) < 4 else 7 if len(last) < 7 else 10
    days = index.report_texts if name in ("reported", "asof") else index.date_texts
    counts: Counter[str] = Counter()
    for day, count in days.items():
        if len(day) >= length:
            counts[day[:length]] += count
    for day in sorted(counts):
        value = f"{before}{dots}{day}"
        yield _Known(value, (value,), "", counts[day])


_FACETS: Final[Mapping[str, FacetKind]] = {
    "location": "location",
    "actor": "actor",
    "source": "source",
}
