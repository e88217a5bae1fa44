"""The page of problems: errors first, by kind, each with its event and the mended line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from timeline_tui.core.loading.load import mended_line
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Record, Timeline
from timeline_tui.tui.pages import Item, Page, heading_of
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Span, isolate, wrap
from timeline_tui.words.status import SEVERITY_ROLES, counted, problem_line

_RANKS = tuple(SEVERITY_ROLES)


class Found(NamedTuple):
    """A problem, with the title and the record of the event in which it is."""

    problem: Problem
    title: str = ""
    record: Record | None = None

    def mended(self) -> str:
        """What to write in place of its line; empty where nobody knows."""
        record = self.record
        return mended_line(record.text, self.problem.line - record.line) if record else ""


def problems_page(
    problems: Iterable[Problem],
    timeline: Timeline | None,
    glyphs: Glyphs,
    edit: Callable[[str, int, int], object],
) -> Page:
    """`problems` of the start and of the files of `timeline`, which stays open while `edit` opens
    one place after the other."""
    kinds: dict[tuple[str, str], list[Found]] = {}
    ranked = sorted(problems, key=lambda one: _RANKS.index(one.severity))
    for one in _placed(ranked, timeline):
        kinds.setdefault((one.problem.severity, one.problem.code), []).append(one)
    items: list[Item] = []
    for (severity, code), found in kinds.items():
        name = Span(code.replace("-", " ").capitalize(), "label")
        count = Span(f"  {counted(len(found), severity)}", SEVERITY_ROLES[severity])
        items.append(heading_of(name, count))
        for one in found:
            key = one.problem.file, code, one.problem.message
            items.append(Item(partial(_lines, one, glyphs), one, key))

    def opened(one: Found) -> None:
        edit(one.problem.file, one.problem.line, one.problem.column)

    nothing = (Span("Nothing is wrong with the file.", "dim"),)
    beside = counted(len(ranked), "problem")
    return Page("Problems", items, beside, nothing, "opens it", stays=opened, copy=Found.mended)


def _placed(problems: Iterable[Problem], timeline: Timeline | None) -> Iterator[Found]:
    """The problems with their events, found by the lines of the records."""
    rows: dict[str, list[int]] = {}
    records = timeline.records if timeline is not None else ()
    for row in timeline.rows_as_typed if timeline is not None else ():
        rows.setdefault(records[row].file, []).append(row)
    for one in problems:
        there = rows.get(one.file, [])
        at = bisect_right(there, one.line, key=lambda row: records[row].line) - 1
        found = Found(one)
        if timeline is not None and at >= 0:
            event, record = timeline.events[there[at]], records[there[at]]
            if one.line in record.lines:
                found = Found(one, one_line(event.title), record)
        yield found


def _lines(found: Found, glyphs: Glyphs, width: int) -> list[Line]:
    one = found.problem
    _, place, words = problem_line(one)
    said = Span(words.text.removesuffix(f" [{one.code}]"))
    lines = wrap((Span("  "), place, said), width, indent=4)
    if found.title:
        lines += wrap((Span(f"    in {isolate(found.title)}", "dim"),), width, indent=7)
    for text in found.mended().splitlines():
        lines += wrap(
            (Span(f"    {glyphs.follows} ", "dim"), Span(isolate(text.strip()))), width, 6
        )
    return lines
