"""What a pair of events, one of each version, says differently and how it stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from timeline_tui.core.comparison.changes import ClaimChange, EventChange
from timeline_tui.core.comparison.pairing import Pairs
from timeline_tui.core.comparison.renaming import AS_IT_IS, Renaming
from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, contested_index
from timeline_tui.core.evidence.standing import Standing, standings
from timeline_tui.core.evidence.statements import typed_id
from timeline_tui.core.timeline import Claim, Event, Timeline

_Value = TypeVar("_Value")

_EVENT: Final[Mapping[str, Callable[[Event], object]]] = {
    "id": lambda event: event.id,
    "title": lambda event: event.title,
    "date": lambda event: _written(event.date) or event.date_written,
    "time": lambda event: event.time and event.time.text,
    "date_text": lambda event: event.date_text,
    "type": lambda event: event.type,
    "status": lambda event: event.status,
    "locations": lambda event: event.locations,
    "actors": lambda event: event.actors,
    "figures": lambda event: event.figures,
    "sources": lambda event: event.chains,
    "disputed_by": lambda event: event.disputes,
    "tags": lambda event: event.tags,
    "links": lambda event: event.links,
    "after": lambda event: event.after,
    "before": lambda event: event.before,
    "description": lambda event: event.description,
    "note": lambda event: event.note,
    "retracted": lambda event: _written(event.retracted),
    "extras": lambda event: event.extras,
    "broken": lambda event: event.broken,
}
"""What an event says, by the names of its JSON object; its claims are compared one by one."""

_CLAIM: Final[Mapping[str, Callable[[Claim], object]]] = {
    "text": lambda claim: claim.text,
    "id": typed_id,
    "sources": lambda claim: None if claim.inherited else claim.chains,
    "date": lambda claim: _written(claim.date),
    "quote": lambda claim: claim.quote,
    "figures": lambda claim: claim.figures,
    "disputed_by": lambda claim: claim.disputes,
    "supported_by": lambda claim: claim.supports,
    "contradicts": lambda claim: claim.contradicts,
    "supersedes": lambda claim: claim.supersedes,
    "retracted": lambda claim: _written(claim.retracted),
    "credibility": lambda claim: claim.credibility,
    "note": lambda claim: claim.note,
    "extras": lambda claim: claim.extras,
}
"""What a claim says; a number that it got for want of an id says nothing."""


class EventComparer:
    """Compares pairs of events of two timelines."""

    def __init__(self, old: Timeline, new: Timeline, pairs: Pairs) -> None:
        self._old = old
        self._new = new
        self._pairs = pairs
        self._as_now = Renaming(pairs)
        self._standings = standings(old), standings(new)
        self._contests = contested_index(old).contests, contested_index(new).contests
        self._unreadable = _rows_with_errors(old), _rows_with_errors(new)

    def compared(self, old_id: str, new_id: str) -> EventChange | None:
        """How the two differ; None if they do not."""
        rows = self._old.row_of[old_id], self._new.row_of[new_id]
        old, new = self._old.events[rows[0]], self._new.events[rows[1]]
        fields: list[str] = []
        claims: tuple[ClaimChange, ...] = ()
        if self._pairs.renamed or old != new:
            then, now = self._as_now.event(old), AS_IT_IS.event(new)
            fields += _differing(_EVENT, then, now)
            if then.claims != now.claims:
                claims = tuple(self._claims(old, new, then, now))
                fields += ["claims"] if claims else []
        contested, settled = self._contested(old_id, new_id)
        restood = self._restood(*rows)
        if not (fields or contested or settled or restood) and self._differs_unread(*rows):
            fields.append("record")
        if not (fields or contested or settled or restood):
            return None
        return EventChange(old, new, tuple(fields), claims, contested, settled, restood)

    # Claims

    def _claims(self, old: Event, new: Event, then: Event, now: Event) -> Iterator[ClaimChange]:
        """Those that differ in the order of `new`, then those that are gone; `then` and `now` are
        the two events as they are compared."""
        kept: dict[str, tuple[Claim, Claim]] = {}
        gone: list[Claim] = []
        for before, comparable in zip(old.claims, then.claims, strict=True):
            ref = self._pairs.claims.get(f"{old.id}/{before.id}")
            if ref is None:
                gone.append(before)
            else:
                kept[ref] = before, comparable
        for after, comparable in zip(new.claims, now.claims, strict=True):
            pair = kept.get(f"{new.id}/{after.id}")
            if pair is None:
                yield ClaimChange(None, after)
            elif fields := _differing(_CLAIM, pair[1], comparable):
                yield ClaimChange(pair[0], after, fields)
        yield from (ClaimChange(claim, None) for claim in gone)

    # How it stands

    def _contested(
        self, old_id: str, new_id: str
    ) -> tuple[tuple[Contest, ...], tuple[Contest, ...]]:
        then, now = self._contests
        old, new = then.get(old_id, ()), now.get(new_id, ())
        if not old and not new:
            return (), ()
        were = {self._as_now.objection(one): one for one in old}
        are = {AS_IT_IS.objection(one): one for one in new}
        return (
            tuple(one for key, one in are.items() if key not in were),
            tuple(one for key, one in were.items() if key not in are),
        )

    def _restood(self, old_row: int, new_row: int) -> tuple[Standing, Standing] | None:
        then, now = self._standings[0][old_row], self._standings[1][new_row]
        counted = {self._as_now.party(chain.origin) for chain in then.counted}
        same = then.kind == now.kind and counted == {chain.origin for chain in now.counted}
        return None if same else (then, now)

    def _differs_unread(self, old_row: int, new_row: int) -> bool:
        """Whether a record that cannot be read as a whole has another text."""
        if old_row not in self._unreadable[0] and new_row not in self._unreadable[1]:
            return False
        return self._old.records[old_row].text != self._new.records[new_row].text


def _differing(
    fields: Mapping[str, Callable[[_Value], object]], one: _Value, other: _Value
) -> tuple[str, ...]:
    return tuple(name for name, says in fields.items() if says(one) != says(other))


def _written(date: EdtfDate | None) -> str | None:
    return None if date is None else date.text


def _rows_with_errors(timeline: Timeline) -> frozenset[int]:
    """The rows of the records that errors were found in."""
    starts = sorted((record.file, record.line, row) for row, record in enumerate(timeline.records))
    found: set[int] = set()
    for problem in timeline.problems:
        if problem.severity == "error":
            at = bisect(starts, (problem.file, problem.line, len(starts))) - 1
            if at >= 0 and starts[at][0] == problem.file:
                found.add(starts[at][2])
    return frozenset(found)
