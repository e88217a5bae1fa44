"""How well an event is attested, with every reason as data (FORMAT section 5).

It never decides who is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, Contradictions, contested_index
from timeline_tui.core.evidence.parties import Dependence, Parties, line_of_parents, site_of
from timeline_tui.core.evidence.statements import once
from timeline_tui.core.models import Chain, Event, Source
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline

StandingKind = Literal[
    "retracted", "disputed", "unsourced", "corroborated", "party-claim", "single-origin"
]

InWords = Callable[[EdtfDate], str]

Reason = Dependence | Literal["relay", "retracted"]
"""A relay stands between publication and origin, and quotes the origin."""

_WHY: Final[Mapping[Reason, str]] = {
    "relay": "quoting {}",
    "same origin": "quoting {} too",
    "part of": "part of {}",
    "same side": "on the same side as {}",
    "same publisher": "of the same publisher as {}",
    "same site": "of the same site ({site}) as {}",
    "retracted": "retracted",
}


class NotCounted(NamedTuple):
    """A party that does not count as an origin of its own, and why.

    `against` is the counted origin it depends on or, for a relay, the origin it quotes; "" for
    what was retracted. `chain` is where it stands.
    """

    party: str
    reason: Reason
    against: str
    chain: Chain


class Standing(NamedTuple):
    """An event's standing: the first row of FORMAT section 5's table that holds, and why.

    `counted` holds, for each independent origin, the first chain that leads to it. `by_party` says
    that there is one origin only, which takes part in the event or shares a participant's side.
    `retracted` is when it was taken back. `asserted` are all chains that assert the event,
    `taken_back` those of what was retracted.
    """

    kind: StandingKind
    counted: tuple[Chain, ...] = ()
    contested_by: tuple[Contest, ...] = ()
    by_party: bool = False
    retracted: EdtfDate | None = None
    asserted: tuple[Chain, ...] = ()
    taken_back: tuple[Chain, ...] = ()
    parties: Parties = Parties({}, {})

    @property
    def not_counted(self) -> tuple[NotCounted, ...]:
        """Every other party and why it does not count, each reason once; none for a party that
        counts by itself. An origin that is heard again is told for each other publication."""
        counted, dependent = self.parties.origins(self.asserted)
        notes: list[NotCounted] = []
        for chain in self.asserted:
            relays = chain.parties[1:-1]
            notes += [NotCounted(relay, "relay", chain.origin, chain) for relay in relays]
        for chain in self.asserted:
            origin = chain.origin
            if origin in dependent:
                against, reason = dependent[origin]
                notes.append(NotCounted(origin, reason, against, chain))
            elif chain.publication not in (origin, counted[origin].publication):
                notes.append(NotCounted(origin, "same origin", origin, chain))
        notes += [NotCounted(chain.origin, "retracted", "", chain) for chain in self.taken_back]
        found: dict[tuple[str, ...], NotCounted] = {}
        for note in notes:
            if note.reason == "same origin":
                found.setdefault((note.party, note.chain.publication), note)
            elif note.party not in counted:
                found.setdefault(note[:3], note)
        return tuple(found.values())


@once
def standings(timeline: Timeline) -> tuple[Standing, ...]:
    """The standing of every event, by row; computed once for each timeline."""
    index = contested_index(timeline)
    return tuple([_standing(index, event) for event in timeline.events])


def standing(timeline: Timeline, event: Event) -> Standing:
    """The standing of one event of `timeline`."""
    return _standing(contested_index(timeline), event)


def _standing(index: Contradictions, event: Event) -> Standing:
    parties = index.parties
    asserted, taken_back = _assertions(event)
    counted = asserted
    if len(asserted) > 1:
        counted = tuple(parties.origins(asserted).counted.values())
    by_party = len(counted) == 1 and bool(parties.involved(event, asserted))
    contests = index.contests.get(event.id, ())
    retracted = None if asserted else _retraction(event)
    kind: StandingKind
    if retracted is not None:
        kind = "retracted"
    elif contests:
        kind = "disputed"
    elif not counted:
        kind = "unsourced"
    elif len(counted) > 1:
        kind = "corroborated"
    else:
        kind = "party-claim" if by_party else "single-origin"
    return Standing(kind, counted, contests, by_party, retracted, asserted, taken_back, parties)


def _assertions(event: Event) -> tuple[tuple[Chain, ...], tuple[Chain, ...]]:
    """The chains that assert the event, and those of what was taken back.

    Its own chains and `supported_by`; where it has none of its own, also those of its claims. A
    retraction of the event takes back all of them, that of a claim the claim's.
    """
    telling = [claim for claim in event.claims if claim.supports or not event.chains]
    if not telling and event.retracted is None:
        return event.chains, ()
    asserted = list(event.chains)
    taken_back: list[Chain] = []
    for claim in telling:
        chains = asserted if claim.retracted is None else taken_back
        if not event.chains:
            chains.extend(claim.chains)
        chains.extend(claim.supports)
    if event.retracted is not None:
        return (), (*asserted, *taken_back)
    return tuple(asserted), tuple(taken_back)


def _retraction(event: Event) -> EdtfDate | None:
    """When the event or else every claim of it was taken back, where nothing asserts it."""
    if event.retracted is not None or event.chains or not event.claims:
        return event.retracted
    days = [claim.retracted for claim in event.claims if claim.retracted is not None]
    if len(days) < len(event.claims):
        return None
    return max(days, key=lambda day: (day.latest is None, day.latest or 0))


# In words


def sentence(standing: Standing, timeline: Timeline, in_words: InWords) -> str:
    """The standing in plain sentences without the last full stop: what is contested, which origins
    were counted, which were not and why. `in_words` writes the dates."""
    parts = [*_contested(standing, timeline), _counted(standing, timeline, in_words)]
    notes = dict.fromkeys(_note(note, timeline) for note in standing.not_counted)
    if notes and standing.kind != "retracted":
        parts.append("Not counted: " + "; ".join(notes))
    return ". ".join(parts)


def _counted(standing: Standing, timeline: Timeline, in_words: InWords) -> str:
    if standing.retracted is not None:
        said = "; ".join(_names(standing.taken_back, timeline))
        return f"Retracted {in_words(standing.retracted)}" + (f" by {said}" if said else "")
    names = "; ".join(_names(standing.counted, timeline))
    if len(standing.counted) > 1:
        return f"{len(standing.counted)} independent: {names}"
    if standing.counted:
        return f"1 origin, a party to it: {names}" if standing.by_party else f"1 origin: {names}"
    return "No origin counted" if standing.not_counted else "Nothing attributes it"


def _contested(standing: Standing, timeline: Timeline) -> list[str]:
    """One sentence for those who dispute it, one for the accounts that contradict each other."""
    disputes: dict[str, None] = {}
    accounts: dict[str, None] = {}
    for contest in standing.contested_by:
        by = _names(contest.by, timeline) or ["nobody named"]
        if contest.kind == "dispute":
            party = ", a party to it" if contest.by_party else ""
            words = f" ({one_line(contest.text)})" if contest.text else ""
            disputes[f"{', '.join(by)}{party}{words}"] = None
        else:
            against = _names(contest.against, timeline) or ["nobody named"]
            accounts.update(dict.fromkeys((*against, *by)))
    said = (("Disputed by ", disputes), ("Contradictory accounts: ", accounts))
    return [words + "; ".join(who) for words, who in said if who]


def _names(chains: Iterable[Chain], timeline: Timeline) -> list[str]:
    """The names of the origins, each once."""
    parties = dict.fromkeys(chain.origin for chain in chains)
    return [timeline.party(party).name for party in parties]


def _note(note: NotCounted, timeline: Timeline) -> str:
    """Who was not counted, and why."""
    party = note.chain.publication if note.reason == "same origin" else note.party
    why = _WHY[note.reason]
    if note.reason == "part of" and note.against not in line_of_parents(timeline.actors, party):
        why = "of which {} is a part"
    against = timeline.party(note.against).name if note.against else ""
    entry = timeline.party(party)
    shared = site_of(entry) if isinstance(entry, Source) else ""
    return f"{entry.name}, {why.format(against, site=shared)}"
