"""Which event, claim and entry of a new version is which of the old one, whatever its id is now.

An id that is made from a date and a title changes with them, and claims without one are numbered.
Pairing two versions the other way round gives the same pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from timeline_tui.core.comparison.changes import Entry
from timeline_tui.core.evidence.statements import typed_id
from timeline_tui.core.text import fold, name_key
from timeline_tui.core.timeline import Claim, Event, Timeline

_Key = TypeVar("_Key", bound=Hashable)

_ENOUGH: Final = 2.0  # of the points that `_likeness` gives
_ALIKE: Final = 0.5  # of the letter pairs of two claims
_ALMOST: Final = 0.75  # of those of two titles, for an event that moved too
_MOST: Final = 10_000  # pairs that are weighed because of one thing that they share


@dataclass(frozen=True)
class Pairs:
    """From old ids to new ones; claims are named as `event-id/claim-id`."""

    events: Mapping[str, str]
    claims: Mapping[str, str]
    places: Mapping[str, str]
    parties: Mapping[str, str]

    @cached_property
    def renamed(self) -> bool:
        """Whether an id is another one now."""
        maps = (self.events, self.claims, self.places, self.parties)
        return any(old != new for ids in maps for old, new in ids.items())


def paired(old: Timeline, new: Timeline) -> Pairs:
    """What is the same in both."""
    events = _events(old, new)
    claims: dict[str, str] = {}
    for before, after in events.items():
        pair = (old.events[old.row_of[before]].claims, new.events[new.row_of[after]].claims)
        for one, other in _claims(*pair):
            claims[f"{before}/{one.id}"] = f"{after}/{other.id}"
    places = _entries(old.places, new.places)
    return Pairs(events, claims, places, _entries(_parties(old), _parties(new)))


# Entries


def _parties(timeline: Timeline) -> Mapping[str, Entry]:
    return {**timeline.actors, **timeline.sources}


def _entries(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, str]:
    """By id; the others by name, where only one has it on each side."""
    found = {id: id for id in old if id in new}
    gone, appeared = (
        _single((name_key(entry.name), id) for id, entry in entries.items() if id not in found)
        for entries in (old, new)
    )
    return found | {gone[name]: appeared[name] for name in gone if name in appeared}


def _single(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, str]:
    """The ids whose key no other has."""
    found = list(pairs)
    often = Counter(key for key, _ in found)
    return {key: id for key, id in found if often[key] == 1}


# Claims


def _claims(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """By id, if it was typed; the others by their words, those that are most alike first."""
    if old == new:
        yield from zip(old, new, strict=True)
        return
    before, after = ({c.id: c for c in side if typed_id(c)} for side in (old, new))
    named = before.keys() & after.keys()
    yield from ((before[id], after[id]) for id in before if id in named)
    gone, appeared = ([c for c in side if c.id not in named] for side in (old, new))
    same = _grouped(claim.text for claim in gone), _grouped(claim.text for claim in appeared)
    kept = [
        pair
        for text, places in same[0].items()
        for pair in zip(places, same[1].get(text, ()), strict=False)
    ]
    yield from ((gone[at], appeared[to]) for at, to in kept)
    rest = [
        {at: _letters(claim.text) for at, claim in enumerate(side) if at not in told}
        for side, told in ((gone, {at for at, _ in kept}), (appeared, {to for _, to in kept}))
    ]
    if len(rest[0]) * len(rest[1]) > _MOST:
        return
    scores = (_Score(_alike(rest[0][at], rest[1][to]), at, to) for at in rest[0] for to in rest[1])
    for score in _best(score for score in scores if score.points >= _ALIKE):
        yield gone[score.old], appeared[score.new]


# Events


def _events(old: Timeline, new: Timeline) -> dict[str, str]:
    """By id; the others by what they have in common."""
    found = {id: id for id in old.row_of if id in new.row_of}
    gone, appeared = (
        [event for event in timeline.events if event.id not in found] for timeline in (old, new)
    )
    if gone and appeared:
        places = _neighbours(old, found), _neighbours(new, found)
        candidates = _candidates(gone, appeared, *places)
        scores = (
            _Score(_likeness(gone[at], appeared[to], *places), at, to) for at, to in candidates
        )
        for score in _best(score for score in scores if score.points >= _ENOUGH):
            found[gone[score.old].id] = appeared[score.new].id
    return found


_Places = Mapping[str, tuple[str, str]]


def _neighbours(timeline: Timeline, known: Mapping[str, str]) -> _Places:
    """For each event that is not `known`, the known ones typed next before and next behind it, in
    its file; "" at an end."""
    rows = timeline.rows_as_typed
    places: dict[str, tuple[str, str]] = {}
    for direction in (rows, rows[::-1]):
        file, last = "", ""
        for row in direction:
            id, own = timeline.events[row].id, timeline.records[row].file
            last = last if own == file else ""
            file = own
            if id in known:
                last = id
            else:
                places[id] = (places[id][0], last) if id in places else (last, "")
    return places


def _candidates(
    gone: Sequence[Event], appeared: Sequence[Event], before: _Places, after: _Places
) -> Iterable[tuple[int, int]]:
    """The pairs that share a title, a date or their neighbours: others are not worth weighing."""
    found: dict[tuple[int, int], None] = {}
    for keys in (
        ([name_key(event.title) for event in side] for side in (gone, appeared)),
        ([_written(event) for event in side] for side in (gone, appeared)),
        ([before[event.id] for event in gone], [after[event.id] for event in appeared]),
    ):
        old, new = (_grouped(side) for side in keys)
        for key in old.keys() & new.keys():
            if len(old[key]) * len(new[key]) <= _MOST:
                found.update(dict.fromkeys((at, to) for at in old[key] for to in new[key]))
    return found


def _grouped(keys: Iterable[_Key]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return found


def _likeness(old: Event, new: Event, before: _Places, after: _Places) -> float:
    """Up to two points for the title, one each for the date, the place in the file and the rest.

    None for two whose dates and titles are both other ones, unless all the rest is the same.
    """
    title = _alike(_letters(old.title), _letters(new.title))
    same_date = _written(old) == _written(new)
    same_rest = _body(old) == _body(new) and any(_body(old))
    if not same_date and not same_rest and title < _ALMOST:
        return 0
    dated = same_date and not old.undated
    return 2 * title + dated + same_rest + (before[old.id] == after[new.id])


def _written(event: Event) -> str:
    return event.date_written if event.date is None else event.date.text


def _body(event: Event) -> tuple[Hashable, ...]:
    claims = tuple(claim.text for claim in event.claims)
    return event.description, event.locations, event.actors, claims, event.note


# Scores


class _Score(NamedTuple):
    """How alike two are, and their places in the old and in the new list."""

    points: float
    old: int
    new: int


def _best(scores: Iterable[_Score]) -> Iterator[_Score]:
    """Each old and each new one once, the most alike first.

    Of equals those that stand earlier come first; those that are equal in that too share neither
    side, so it does not matter which list is the old one.
    """
    old: set[int] = set()
    new: set[int] = set()
    for score in sorted(scores, key=lambda one: (-one.points, one.old + one.new)):
        if score.old not in old and score.new not in new:
            old.add(score.old)
            new.add(score.new)
            yield score


def _letters(text: str) -> Counter[str]:
    """How often each pair of neighbouring letters is in a text, case and accents aside."""
    folded = f" {' '.join(fold(text).split())} "
    return Counter(folded[at : at + 2] for at in range(len(folded) - 1))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The part of their letter pairs that two texts share, from 0 to 1 (Dice's coefficient)."""
    return 2 * (one & other).total() / (one.total() + other.total())
