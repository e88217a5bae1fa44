"""From a table to the text of a timeline: its rows as records, those that are wanted, and what else
the file needs. Knows in which order the parts of an import follow each other, and no part itself.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from timeline_tui.core.diff import Differences
from timeline_tui.core.loading import Cache, Given, Progress, load
from timeline_tui.core.models import SECTIONS, Event
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.importing import Row, Table, Value
from timeline_tui.importing.against import Key, Known, changes, key, keys_of
from timeline_tui.importing.events import Made, make
from timeline_tui.importing.register import Register
from timeline_tui.importing.rules import Rules
from timeline_tui.importing.writing import document, settle
from timeline_tui.words.status import counted

_STEP: Final = 500  # rows
_REFERRING: Final = ("after", "before", "links")
_NAME: Final = "<import>"  # of what is imported, beside the files that it is compared with
_TOLD: Final = 5  # rows at most that a line names


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a table is wanted: what files lack, as they are named and as they were read; what a
    query finds."""

    inputs: Sequence[Path | Given] = ()
    known: Timeline | None = None
    cache: Cache = field(default_factory=Cache)
    view: Callable[[Timeline], View] | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of the new file with so many `events` and entries, none without an event.

    `known` is how many of the rows the files have that are known; `changes` what these would say
    otherwise by the table, with the timelines before and after.
    """

    pieces: Iterable[str]
    events: int
    entries: tuple[int, ...]  # places, actors, sources
    looks: frozenset[str]  # the keys of which something did not read
    known: int = 0
    changes: tuple[Differences, Timeline, Timeline] | None = None


class _Record(NamedTuple):
    text: str
    keys: tuple[str, ...]
    looks: tuple[str, ...]
    uses: frozenset[tuple[str, str]]
    known: str  # the id of the event that it is in the files that are known
    same: bool  # it is written there in the same words
    fields: dict[str, Value] | None  # of what refers to events


class Import:
    """A table on its way; `said` are lines on what was decided. Each step may raise TableError."""

    def __init__(self, table: Table, progress: Progress) -> None:
        self._table, self._progress, self._total = table, progress, 0
        self._first: dict[Key, int] = {}  # the row that had a key first
        self._repeats: dict[str, list[str]] = {}
        self.said = [*table.said]
        head = table.head
        if table.own and not head:  # as JSON Lines and CSV, where each row has its time zone
            said = "names, sections and the title are only in the JSON export: ids stand for names"
            self.said.append(said)
            zones = (row.values.get("timezone", "") for row in table.rows())
            head = {"timezone": next(zones, "")}
        self.table = replace(table, rows=self._rows, head=head)

    def _rows(self) -> Iterator[Row]:
        """The rows, told as they are read; how many there are is known after the first time."""
        done = 0
        try:
            for done, row in enumerate(self._table.rows(), 1):
                if done % _STEP == 0:
                    self._progress(done, self._total)
                yield row
            self._total = done
        finally:
            self._progress(done, done)

    def rules(self) -> Rules:
        """Those by which it is imported where none are given, as its columns are understood."""
        from timeline_tui.importing.columns import guess

        rules, said = guess(self.table)
        self.said += said
        return rules

    def made(self, rules: Rules, wanted: Wanted) -> Imported:
        """What is wanted of the table, by these rules."""
        known, register = wanted.known, Register(wanted.known)
        index = Known(known) if known is not None else None
        records = [self._record(one, index) for one in make(self.table, rules, register)]
        looks = Counter(chain.from_iterable(one.looks for one in records))
        self.said += self._decided(looks)
        self._first.clear()
        head = self._head(rules, known)
        new = [one for one in records if not one.known]
        others = [one for one in records if one.known and not one.same]
        differing = None
        if looked := others if wanted.view is None else [*new, *others]:
            pieces = document(head, _used(register, looked), (one.text for one in looked))
            read = Given(_NAME, "".join(pieces).encode())
            union = load([*wanted.inputs, read], wanted.cache, self._progress)
            shown = _shown(union, looked, wanted.view)
            new = new if wanted.view is None else [one for one, _ in shown if not one.known]
            if known is not None:
                met = [(one.known, event, one.keys) for one, event in shown if one.known]
                differing = changes(known, union, met)
        if any(one.fields for one in new):
            new = self._joined(
                new, lambda texts: document(head, _used(register, new), texts), wanted
            )
        entries = _used(register, new)
        return Imported(
            document(head, entries, [one.text for one in new]) if new else (),
            len(new),
            tuple(len(entries[section]) for section in SECTIONS),
            frozenset(chain.from_iterable(one.looks for one in new)),
            sum(bool(one.known) for one in records),
            differing,
        )

    def _head(self, rules: Rules, known: Timeline | None) -> dict[str, Any]:
        """What the rules say of the timeline, else what is known of it, else the table."""
        zone = known.zone.key if known is not None and known.zones else ""
        said = {"title": rules.title, "timezone": rules.timezone or zone}
        head = {key: value or self.table.head.get(key, "") for key, value in said.items()}
        own = self.table.head.get("extras")
        return head | (own if isinstance(own, dict) else {})

    def _record(self, made: Made, index: Known | None) -> _Record:
        """A row's text, and which known event it is. An id that a row before it has is left out, as
        a file cannot have it twice."""
        fields = made.fields
        first = self._first.get(key("id", fields.get("id", "")))
        if first is not None:
            self._repeat("would have the id of an earlier one, and left without", made.at, first)
            fields = {key: value for key, value in fields.items() if key != "id"}
        settled = settle(fields)
        keys = keys_of(settled.fields)
        earlier = [self._first.setdefault(one, made.at) for one in keys]
        if min(earlier) < made.at and first is None:
            what = "like an earlier one, and kept"
            self._repeat(what, made.at, min(earlier))
        id, same = index.find(keys, settled.text) if index is not None else ("", False)
        refers = settled.fields if settled.fields.keys() & _REFERRING else None
        names = tuple(settled.fields)
        return _Record(settled.text, names, settled.looks, made.uses, id, same, refers)

    def _joined(
        self,
        records: list[_Record],
        whole: Callable[[Iterable[str]], Iterable[str]],
        wanted: Wanted,
    ) -> list[_Record]:
        """The records of a file; what one refers to is kept under `x-` where that is not there, or
        comes after itself."""
        moved = 0
        while True:
            read = Given(_NAME, "".join(whole(one.text for one in records)).encode())
            union = load([*wanted.inputs, read], wanted.cache)
            rows = [union.records[row] for row in union.rows_as_typed]
            lines = [record.line for record in rows if record.file == _NAME]
            errors = [p for p in union.problems if p.severity == "error" and p.file == _NAME]
            if self.table.own:  # the rest is as it was exported
                errors = [one for one in errors if one.code == "unknown-event"]
            wrong = {bisect(lines, one.line) - 1 for one in errors}
            wrong = {index for index in wrong if index >= 0 and records[index].fields}
            if not wrong:
                break
            moved += len(wrong)
            records = [_alone(one) if at in wrong else one for at, one in enumerate(records)]
        if moved:
            what = "events that are not there, or in a circle: kept under `x-`"
            self.said.append(f"{counted(moved, 'row')} with references to {what}")
        return records

    def _repeat(self, what: str, at: int, first: int) -> None:
        self._repeats.setdefault(what, []).append(f"{at} (as {first})")

    def _decided(self, looks: Counter[str]) -> Iterator[str]:
        """What a person should know of the records, a line each."""
        for name, count in looks.items():
            kept = "date_text" if name == "date" else f"x-{name.removeprefix('x-')}"
            so = "`unknown`, the words" if name == "date" else "kept"
            yield f"`{name}`: {counted(count, 'value')} not understood: {so} under `{kept}`"
        for what, rows in self._repeats.items():
            more = " …" * (len(rows) > _TOLD)
            yield f"{counted(len(rows), 'row')} {what}: {', '.join(rows[:_TOLD])}{more}"


def _alone(record: _Record) -> _Record:
    """A record that refers to no event."""
    fields = dict(record.fields or {})
    for one in fields.keys() & _REFERRING:
        name = f"x-{one}"
        while name in fields:
            name += "-2"
        fields[name] = fields.pop(one)
    settled = settle(fields)
    return record._replace(text=settled.text, keys=tuple(settled.fields), fields=None)


def _used(register: Register, records: Iterable[_Record]) -> dict[str, dict[str, Any]]:
    """The entries that records need."""
    used = {use for one in records for use in one.uses}
    return {
        section: {id: entry for id, entry in own.items() if (section, id) in used}
        for section, own in register.entries.items()
    }


def _shown(
    union: Timeline, records: Sequence[_Record], view_of: Callable[[Timeline], View] | None
) -> list[tuple[_Record, Event]]:
    """The records that a query finds, with their events."""
    rows = (row for row in union.rows_as_typed if union.records[row].file == _NAME)
    pairs = zip(records, (union.events[row] for row in rows), strict=True)
    if view_of is None:
        return [*pairs]
    view = view_of(union)
    ids = {view.timeline.events[row].id for row in view.rows}
    return [(one, event) for one, event in pairs if event.id in ids]
