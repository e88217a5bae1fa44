"""Puts the drafts of all records together: ids, references among events, order, problems.

It knows where each record stands in its file; the drafts and the head do not.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline_tui.core.loading.crossing import cross, links_of
from timeline_tui.core.loading.drafting import Drafting
from timeline_tui.core.loading.head import Head
from timeline_tui.core.loading.lints import twins, unused
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.loading.positions import RecordPlaces
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import unique_ids
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Chunk, Path
from timeline_tui.core.replacing import replacing
from timeline_tui.core.timeline import Event, Record, Timeline

_named = replacing(Event, "id")


class Assembly:
    """Makes the timeline, once, of what a load has gathered."""

    def __init__(
        self,
        files: tuple[str, ...],
        head: Head,
        head_places: Sequence[tuple[str, Chunk]],
        drafting: Drafting,
        places: RecordPlaces,
        problems: Sequence[Problem],
    ) -> None:
        """`head_places` are the head's chunks with their files; `problems` have a place already."""
        self._files = files
        self._head = head
        self._head_places = head_places
        self._records = drafting.records
        self._drafts = drafting.drafts
        self._implied = drafting.implied
        self._places = places
        self._problems = [*problems, *drafting.problems]

    def timeline(self, previous: Timeline | None) -> Timeline:
        """The timeline, which shares with `previous` the events that did not change."""
        records = [Record(file, chunk.line, chunk.text) for file, chunk in self._records]
        self._report_head()
        for index, draft in enumerate(self._drafts):
            for problem in draft.problems:
                self._place(self._records[index], problem)
        events = self._events(previous)
        arrangement = arrange(events)
        for conflict in arrangement.conflicts:
            problem = Problem("error", conflict.code, conflict.message, conflict.hint)
            self._report(conflict.index, (conflict.field,), problem)
        self._report_lints(events, records)
        rank = {file: number for number, file in reversed(list(enumerate(self._files)))}
        self._problems.sort(key=lambda problem: (rank[problem.file], problem.line, problem.column))
        ordered = tuple([events[index] for index in arrangement.order])
        return Timeline(
            self._head.title,
            self._head.zone,
            self._files,
            ordered,
            tuple([records[index] for index in arrangement.order]),
            self._implied.places(),
            self._implied.actors(),
            self._implied.sources(),
            tuple(self._problems),
            links_of(ordered),
            self._head.extras,
        )

    # Events

    def _events(self, previous: Timeline | None) -> list[Event]:
        """The events in file order; the same objects as before where nothing changed."""
        drafts = self._drafts
        ids, repeated = unique_ids(
            [draft.event.id for draft in drafts], [draft.named for draft in drafts]
        )
        for index, first in repeated:
            self._report(index, ("id",), self._id_twice(index, first))
        events = [_named(draft.event, id) for draft, id in zip(drafts, ids, strict=True)]
        for index, path, problem in cross(drafts, events):
            self._report(index, path, problem)
        if previous is not None:
            for index, draft in enumerate(drafts):
                event = events[index]
                if event is not draft.event and event.id in previous.row_of:
                    before = previous.events[previous.row_of[event.id]]
                    events[index] = before if before == event else event
        return events

    def _id_twice(self, index: int, first: int) -> Problem:
        file, chunk = self._records[first]
        line = self._locate(first, ("id",))[0] + chunk.line - 1
        where = f"line {line}" + (f" of {file}" if file != self._records[index][0] else "")
        id = self._drafts[index].event.id
        message = f"The event in {where} has the id {named(id)} already"
        return Problem("error", "id-twice", message, "Give this one another id")

    # Problems

    def _report(self, index: int, path: Path, problem: Problem) -> None:
        """A problem with the value at `path` of a record."""
        line, column = self._locate(index, path)
        self._place(self._records[index], problem.at("", line, column))

    def _place(self, where: tuple[str, Chunk], problem: Problem) -> None:
        file, chunk = where
        self._problems.append(chunk.place(problem, file))

    def _locate(self, index: int, path: Path) -> tuple[int, int]:
        return self._places.find(self._records[index][1].text, path)

    def _report_head(self) -> None:
        for chunk, problem in self._head.problems:
            self._place(self._head_places[chunk], problem)
        for problem, seed, record, path in self._implied.undeclared():
            if seed is not None:
                self._report_in_head(seed.chunk, seed.path, problem)
            elif record is not None:
                self._report(record, path, problem)

    def _report_in_head(self, chunk: int, path: Path, problem: Problem, key: bool = False) -> None:
        placed = self._head.place(chunk, path, problem, key=key)
        self._place(self._head_places[chunk], placed)

    def _report_lints(self, events: Sequence[Event], records: Sequence[Record]) -> None:
        for index, problem in twins(self._drafts, records):
            self._report(index, ("title",), problem)
        for section, id, problem in unused(self._head.directory, self._drafts, events):
            chunk = self._head.declared[section, id]
            self._report_in_head(chunk, (section, id), problem, key=True)
