"""What differs between two versions, as values. Holds both sides and no words for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from timeline_tui.core.evidence.contests import Contest
from timeline_tui.core.evidence.standing import Standing
from timeline_tui.core.timeline import Actor, Claim, Event, Figure, Place, Source

Kind = Literal[
    "new",
    "gone",
    "moved",  # in time
    "retitled",
    "re-attributed",  # other chains, of the event or of a claim
    "contested",  # by someone who did not before
    "no-longer-contested",  # by someone who did before
    "figures",
    "claims",  # one came, went or is worded otherwise
    "standing",  # or the origins that were counted for it
    "other",
]
"""What happened to an event; several may hold at once."""

Section = Literal["locations", "actors", "sources"]
Entry = Place | Actor | Source

_ATTRIBUTION: Final = frozenset(("sources", "supported_by"))
_WORDING: Final = frozenset(("text", "quote"))
_CONTESTS: Final = frozenset(("disputed_by", "contradicts"))


class FigureChange(NamedTuple):
    """A figure that came (`old` is None), went (`new` is None) or says something else."""

    old: Figure | None
    new: Figure | None


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that came (`old` is None), went (`new` is None) or differs in its `fields`, which are
    named as in the file."""

    old: Claim | None
    new: Claim | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that came (`old` is None), went (`new` is None) or differs.

    `fields` are what its own text says otherwise, named as `timeline list --format json` names
    them; `record` stands for text that cannot be read. `claims` tell more of the field of that
    name. `contested` are contests of `new` that `old` had not, `settled` those of `old` that are
    none any more. `standings` are set where the standing differs, or what was counted for it; with
    no other difference, the head or another event makes it.
    """

    old: Event | None
    new: Event | None
    fields: tuple[str, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    contested: tuple[Contest, ...] = ()
    settled: tuple[Contest, ...] = ()
    standings: tuple[Standing, Standing] | None = None

    @property
    def event(self) -> Event:
        """The event as it is or, where it is gone, as it was."""
        event = self.new or self.old
        assert event is not None
        return event

    @property
    def moved(self) -> bool:
        """Whether it lies elsewhere in time, and is not only dated in other words."""
        if self.old is None or self.new is None or {"date", "time"}.isdisjoint(self.fields):
            return False
        return _when(self.old) != _when(self.new)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What happened to it, in the order of `Kind`."""
        if self.old is None or self.new is None:
            return ("new",) if self.old is None else ("gone",)
        in_claims = {field for claim in self.claims for field in claim.fields}
        holds: Mapping[Kind, bool] = {
            "moved": self.moved,
            "retitled": "title" in self.fields,
            "re-attributed": not _ATTRIBUTION.isdisjoint({*self.fields, *in_claims}),
            "contested": bool(self.contested),
            "no-longer-contested": bool(self.settled),
            "figures": "figures" in self.fields or "figures" in in_claims,
            "claims": not _WORDING.isdisjoint(in_claims)
            or any(claim.old is None or claim.new is None for claim in self.claims),
            "standing": self.standings is not None,
            "other": bool(self._others(in_claims)),
        }
        return tuple(kind for kind, true in holds.items() if true)

    def _others(self, in_claims: AbstractSet[str]) -> AbstractSet[str]:
        """The fields for which no other kind stands."""
        told = {"title", "figures", "claims", *_ATTRIBUTION}
        if self.moved:
            told |= {"date", "time"}
        if not {"title", "date"}.isdisjoint(self.fields):
            told.add("id")  # mostly made from these two
        if self.contested or self.settled:
            told |= _CONTESTS
        return {*self.fields, *(in_claims - _WORDING)} - told


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry of the head that came (`old` is None), went (`new` is None) or differs in its
    `fields`, which are named as in the file."""

    section: Section
    old: Entry | None
    new: Entry | None
    fields: tuple[str, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry as it is or, where it is gone, as it was."""
        entry = self.new or self.old
        assert entry is not None
        return entry


def figure_changes(old: Iterable[Figure], new: Iterable[Figure]) -> tuple[FigureChange, ...]:
    """The figures that differ, those of one measure, actor and unit side by side."""
    found: dict[tuple[str, str | None, str], tuple[list[Figure], list[Figure]]] = {}
    for side, figures in enumerate((old, new)):
        for figure in figures:
            key = (figure.measure, figure.of, figure.unit)
            found.setdefault(key, ([], []))[side].append(figure)
    pairs = (pair for sides in found.values() for pair in zip_longest(*sides))
    return tuple(FigureChange(*pair) for pair in pairs if pair[0] != pair[1])


def _when(event: Event) -> object:
    if event.date is None:
        return event.date_written
    return event.date.earliest, event.date.latest, event.date.clock, event.time
