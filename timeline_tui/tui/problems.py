"""The page of problems: errors first, by kind, each with its event and the mended line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from timeline_tui.core.loading.load import mended_line
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.tui.pages import Item, Page, heading_of
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, isolate, wrap
from timeline_tui.words.status import SEVERITY_ROLES, counted

_RANKS = tuple(SEVERITY_ROLES)


def problems_page(
    problems: Iterable[Problem],
    timeline: Timeline | None,
    view: View | None,
    glyphs: Glyphs,
    edit: Callable[[object], object],
) -> Page:
    """Those of the start and of the files of `timeline`. As of a day an event is named only where
    the `view` knows it. The page stays open while `edit` opens one after the other."""
    records = _Records(timeline, view) if timeline is not None else None
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for one in sorted(problems, key=lambda one: _RANKS.index(one.severity)):
        kinds.setdefault((one.severity, one.code), []).append(one)
    items: list[Item] = []
    for (severity, code), found in kinds.items():
        name = Span(code.replace("-", " ").capitalize(), "label")
        count = Span(f"  {counted(len(found), severity)}", SEVERITY_ROLES[severity])
        items += [heading_of(()) for _ in items[:1]] + [heading_of((name, count))]
        items += [
            Item(partial(_lines, one, records, glyphs), one, (one.file, one.code, one.message))
            for one in found
        ]
    nothing = (Span("Nothing is wrong with the file.", "dim"),)
    copy = records.mended if records is not None else None
    beside = counted(sum(map(len, kinds.values())), "problem")
    return Page("Problems", items, beside, nothing, "opens it", stays=edit, copy=copy)


def _lines(problem: Problem, records: _Records | None, glyphs: Glyphs, width: int) -> list[Line]:
    place = Path(problem.file).name
    if problem.code != "unreadable-file":  # which has no line
        place += f":{problem.line}:{problem.column}"
    words = str(problem).partition(f": {problem.severity}: ")[2].removesuffix(f" [{problem.code}]")
    lines = wrap((Span(f"  {place}  ", "dim"), Span(words)), width, indent=4)
    if records is not None and (title := records.title(problem)):
        lines += wrap((Span(f"    in {isolate(title)}", "dim"),), width, indent=7)
    for text in records.mended(problem).splitlines() if records is not None else ():
        lines += wrap(
            (Span(f"    {glyphs.follows} ", "dim"), Span(isolate(text.strip()))), width, 6
        )
    return lines


class _Records:
    """The records of a timeline, by their lines; as of a day those that are known then."""

    def __init__(self, timeline: Timeline, view: View | None) -> None:
        self._timeline = timeline
        self._known = timeline if view is None else view.timeline
        self._firsts: dict[str, list[tuple[int, int]]] = {}
        for row in timeline.rows_as_typed:
            record = timeline.records[row]
            self._firsts.setdefault(record.file, []).append((record.line, row))

    def _row(self, problem: Problem) -> int | None:
        """The row of the event in whose record it is."""
        firsts = self._firsts.get(problem.file, [])
        at = bisect_right(firsts, problem.line, key=lambda first: first[0]) - 1
        row = firsts[at][1] if at >= 0 else None
        if row is None or problem.line not in self._timeline.records[row].lines:
            return None
        return row if self._timeline.events[row].id in self._known.row_of else None

    def title(self, problem: Problem) -> str:
        """That of the event in which it is, if there is one."""
        row = self._row(problem)
        return "" if row is None else one_line(self._timeline.events[row].title)

    def mended(self, found: object) -> str:
        """What to write in place of the line in which a problem is, as it was understood; empty
        where nothing else is to be written, or nobody knows what."""
        row = self._row(found) if isinstance(found, Problem) else None
        if row is None or not isinstance(found, Problem):
            return ""
        record = self._timeline.records[row]
        return mended_line(record.text, found.line - record.line)
