"""What the screen shows, as one immutable value: a timeline and a query, and how they change.

Knows no widget: a key or a reload makes another Session; undo is an older query.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from timeline_tui.core.changes import Changes, compare
from timeline_tui.core.query import Query, parse
from timeline_tui.core.views.view import View, apply

if TYPE_CHECKING:
    from timeline_tui.core.evidence.asof import DaySummary
    from timeline_tui.core.loading import Loaded

_UNDO_DEPTH = 100


@dataclass(frozen=True, eq=False)
class Session:
    """`past` are the queries before this one, the newest last; `changes` are the last reload's."""

    loaded: Loaded
    query: Query = field(default_factory=lambda: parse(""))
    past: tuple[Query, ...] = ()
    marked: frozenset[str] = frozenset()
    changes: Changes = field(default_factory=Changes)

    @cached_property
    def view(self) -> View:
        """What is shown: computed once."""
        return apply(self.loaded.timeline, self.query, marked=self.marked, changed=self.changed_ids)

    @property
    def changed_ids(self) -> frozenset[str]:
        """The events that the last reload brought or changed."""
        return self.changes.new | self.changes.changed

    def asking(self, query: Query) -> Session:
        """The same timeline under another query; the present one can be come back to."""
        if str(query) == str(self.query):
            return self
        return replace(self, query=query, past=(*self.past, self.query)[-_UNDO_DEPTH:])

    def typing(self, query: Query, before: Session) -> Session:
        """Under a query being typed; undo goes back to the one in force `before` the first letter.

        Where that one is typed again (or restored), nothing has happened that could be undone.
        """
        if str(query) == str(self.query):
            return self
        return replace(self, query=before.query, past=before.past).asking(query)

    def undone(self) -> Session:
        """Under the query before the last change."""
        if not self.past:
            return self
        return replace(self, query=self.past[-1], past=self.past[:-1])

    def reloaded(self, loaded: Loaded) -> Session:
        """After the file was read again; everything else is kept."""
        changes = compare(self.loaded.timeline, loaded.timeline)
        if not changes:  # what the last change was is still worth asking for
            return replace(self, loaded=loaded)
        marked = frozenset(changes.renamed.get(event_id, event_id) for event_id in self.marked)
        return replace(self, loaded=loaded, changes=changes, marked=marked)

    @property
    def report_days(self) -> tuple[int, ...]:
        """The days (ordinals) on which something was reported, whatever the query."""
        from timeline_tui.core.evidence.asof import report_days  # few sessions travel in time

        return report_days(self.loaded.timeline)

    def brought(self, day: int) -> DaySummary:
        """What was reported on a day (an ordinal)."""
        from timeline_tui.core.evidence.asof import day_summary

        return day_summary(self.loaded.timeline, day)

    def report_day(self, direction: int) -> int | None:
        """The next report day (an ordinal) after the present as-of day, or the one before.

        Without an as-of day, one stands behind them all. None where there is no such day.
        """
        days = self.report_days
        asof = self.query.asof
        if asof is None or asof.latest is None:
            return days[-1] if days and direction < 0 else None
        if direction < 0:
            before = bisect_left(days, asof.latest)
            return days[before - 1] if before else None
        after = bisect_right(days, asof.latest)
        return days[after] if after < len(days) else None

    def marking(self, event_id: str) -> Session:
        """With an event's mark set, or taken off."""
        return replace(self, marked=self.marked ^ {event_id})
