"""From events as typed to events whose references to places, actors and sources are ids.

One record after the other; what records say of each other stays as typed, for `crossing`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any, Final, TypeVar

from timeline_tui.core.dates import EdtfDate, span
from timeline_tui.core.dates.times import at_time
from timeline_tui.core.evidence.statements import all_figures, assertions, denials
from timeline_tui.core.loading.directory import Directory, names_of
from timeline_tui.core.loading.head import Zones
from timeline_tui.core.loading.spaces import DEEPEST
from timeline_tui.core.models import Chain, Citation, Claim, Dispute, Event, Figure, Participant
from timeline_tui.core.models.entry import Entry
from timeline_tui.core.models.fields import ref as placed_ref
from timeline_tui.core.models.wording import named
from timeline_tui.core.names import claim_id, unique_ids
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.pieces import Piece
from timeline_tui.core.reading.tree import Text
from timeline_tui.core.text import cropped, one_line, slug

_LONGEST_TITLE: Final = 200
_Entry = TypeVar("_Entry", bound=Entry)

Lead = tuple[str, Citation | None]
"""The source that chains of actors only come from, "" for none, with what is cited of it."""

_NOBODY: Final[Lead] = ("", None)


def parties(event: Event) -> Iterator[tuple[str, bool]]:
    """Every actor and source that an event names, as typed, and whether it acts there."""
    for participant in event.actors:
        yield participant.actor, True
    for chain in (*assertions(event), *denials(event)):
        for ref in chain.parties:
            yield ref, False
    for figure in all_figures(event):
        if figure.of:
            yield figure.of, True


_BARE: Final[Mapping[str, Callable[[str], object]]] = {
    "actors": lambda typed: Participant.make(actor=typed),
    "chains": lambda typed: Chain((typed,)),
    "supports": lambda typed: Chain((typed,)),
    "locations": lambda typed: typed,
    "where": lambda typed: typed,
}
_BARE_DISPUTE: Final = re.compile(r"disputed_by[\"']?\s*:$")
_BETWEEN_COMMAS: Final = re.compile(r"(?:\([^()]*\)|[^,])+")


def at_commas(
    entry: _Entry, directory: Directory, text: str, found: list[tuple[Text, list[str]]]
) -> list[_Entry]:
    """`entry` with several names for one that is not declared, but each of its parts between commas
    is, where that was typed as the whole value of a key; its claims and disputes so too. Several
    entries only for a dispute that has no keys. `found` gets what was typed, with its parts."""
    new: dict[str, tuple[object, ...]] = {}
    for field, bare in _BARE.items():
        values: tuple[Any, ...] = getattr(entry, field, ())
        if len(values) != 1:
            continue
        [first] = values
        typed = getattr(first, "actor", first) if type(first) is not Chain else first.parties[0]
        if "," not in typed or not isinstance(typed, Text) or first != bare(typed):  # as most
            continue
        is_place = field in ("locations", "where")
        find = directory.place_space.names.find if is_place else directory.named
        parts = [part.strip() for part in _BETWEEN_COMMAS.findall(typed)]
        before = text.split("\n")[typed.at[0] - 1][: typed.at[1] - 1].rstrip()
        if before.endswith(":") and not find(typed) and all(map(find, parts)):
            found.append((typed, parts))
            new[field] = tuple([bare(placed_ref(part, typed)) for part in parts])
            if type(entry) is Dispute and _BARE_DISPUTE.search(before):
                return [entry.model_copy(update={field: (chain,)}) for chain in new[field]]
    for field in ("claims", "disputes"):
        if not (old := getattr(entry, field, ())):  # as in most
            continue
        count = len(found)
        ours = [part for one in old for part in at_commas(one, directory, text, found)]
        if len(found) > count:
            new[field] = tuple(ours)
    return [entry.model_copy(update=new) if new else entry]


def broken(text: str) -> Event:
    """The event of a record that cannot be read: its first line for a title, nothing else."""
    title = first_line(text)
    return Event.make(id=slug(title) or "event", title=title, broken=True)


def first_line(text: str) -> str:
    """The first line of a record that says something, without the `- ` of its item."""
    said = (line.strip().removeprefix("-").strip() for line in text.splitlines())
    return cropped(one_line(next(filter(None, said), "(empty)")), _LONGEST_TITLE)


class Resolver:
    """Makes events, for one head and one load; what is wrong is added to `problems`.

    `places` and `parties` are the names that events use, `parties` also the ids that can be meant.
    """

    def __init__(self, directory: Directory, zones: Zones, problems: list[Problem]) -> None:
        self._problems = problems
        self.places: set[str] = set()
        self.parties: set[str] = set()
        self._directory = directory
        self._zones = zones
        # Files repeat names, chains and participants: each is resolved once, and shared.
        self._ids: dict[tuple[str, bool], str] = {}
        self._chains: dict[tuple[tuple[str, ...], Lead], Chain] = {}
        self._participants: dict[tuple[str, str], Participant] = {}
        self._early: set[tuple[Piece, str, str]] = set()

    def event(self, typed: Event, piece: Piece) -> Event:
        """The event that a record says, its id perhaps that of another one too."""
        self._piece = piece
        day, time = typed.date, typed.time
        date = self._date(day if day is None or time is None else at_time(day, time))
        self._day = date if typed.status == "occurred" else None
        self._written = (typed.date, typed.time)
        written = typed.date_written if date is None else date.text
        locations, nested = self._places(typed.locations)
        chains = self._attributed(typed.chains, reports=True)
        lead = self._lead(chains)
        participants = map(self._participant, typed.actors)
        return typed.model_copy(
            update={
                "id": intern(str(typed.id) or slug(f"{written} {typed.title}") or "event"),
                "title": typed.title or first_line(piece.text),
                "date": date,
                "date_text": typed.date_text or (typed.date.written if typed.date else ""),
                "locations": locations,
                "nested": nested,
                "actors": tuple([one for one in participants if one is not None]),
                "figures": self._figures(typed.figures),
                "chains": chains,
                "claims": self._claims(typed.claims, chains, lead),
                "disputes": self._disputes(typed.disputes, lead),
                "retracted": self._date(typed.retracted),
            }
        )

    def _report(self, value: object, code: str, message: str, hint: str) -> None:
        self._problems.append(self._piece.problem(value, "error", code, message, hint))

    def _date(self, date: EdtfDate | None) -> EdtfDate | None:
        return None if date is None else self._zones.shown(date, self._piece, self._problems)

    # Places

    def _places(self, refs: Sequence[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        if not refs:  # as of most claims
            return (), ()
        ids: dict[str, None] = {}
        nested: dict[tuple[str, str], None] = {}
        for ref in refs:
            names = names_of(ref)
            self.places.update(names[:DEEPEST])
            if len(names) > DEEPEST:
                message = f"This chain names {len(names)} places, the last of them left out"
                self._report(ref, "too-deep", message, f"Write at most {DEEPEST}")
            found = self._directory.place(ref, self._piece)
            if found.doubt is not None:
                self._report(ref, *found.doubt)
            if found.id is not None:
                ids[found.id] = None
            nested.update(dict.fromkeys(found.nested))
        return tuple(ids), tuple(nested)

    # Parties

    def _party(self, ref: str, *, acts: bool = False) -> str | None:
        """The id of who is named, None with a problem if that is not one who may stand there."""
        id = self._ids.get((ref, acts))
        if id is None:
            self.parties.update((ref, *self._directory.claimants(ref)))
            id, doubt = self._directory.party(ref, acts=acts)
            if doubt is not None:
                self._report(ref, *doubt)
            if id is None:
                return None
            self._ids[str(ref), acts] = id
        return id

    def _participant(self, typed: Participant) -> Participant | None:
        bare = not (typed.note or typed.extras)
        known = self._participants.get((typed.actor, typed.role)) if bare else None
        if known is not None:
            return known
        id = self._party(typed.actor, acts=True)
        if id is None:
            return None
        participant = typed.model_copy(update={"actor": id})
        if bare:
            self._participants[str(typed.actor), typed.role] = participant
        return participant

    def _figures(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return tuple([self._figure(figure) for figure in figures]) if figures else ()

    def _figure(self, typed: Figure) -> Figure:
        if not typed.of and not typed.including:
            return typed
        of = self._party(typed.of, acts=True) if typed.of else None
        return typed.model_copy(update={"of": of, "including": self._figures(typed.including)})

    # Attribution (FORMAT section 4)

    def _attributed(
        self,
        typed: tuple[Chain, ...],
        lead: Lead = _NOBODY,
        own: EdtfDate | None = None,
        *,
        reports: bool = False,
    ) -> tuple[Chain, ...]:
        """Chains with their ids, without those in which a name can mean several.

        A chain of actors only comes from the source in `lead`, if there is one. `own` is the date
        of the claim or dispute that the chains are for. What `reports` the event must not be older
        than it.
        """
        found: list[Chain] = []
        for one in typed:
            chain = self._chain(one, lead)
            if chain is not None:
                found.append(chain if own is None else Chain(chain.parties, own, chain.cited))
                if not lead[0] and len(typed) > 1:
                    lead = self._lead(found)
                if reports and own is None:
                    self._check_date(one.parties[0], chain.reported, chain.publication)
        return tuple(found)

    def _chain(self, typed: Chain, lead: Lead) -> Chain | None:
        refs, cited = typed.parties, typed.cited
        chain = None if cited else self._chains.get((refs, lead))
        if chain is not None:
            return chain
        plain = not cited and self._directory.divisions.keys().isdisjoint(refs)
        if not plain:
            refs, cited = self._divided(typed)
        ids = [id for ref in refs if ref and (id := self._party(ref)) is not None]
        if len(ids) < len(refs):
            return None
        if lead[0] and all(map(self._directory.acts, ids)):
            cited = (lead[1], *(cited or (None,) * len(ids))) if lead[1] or cited else ()
            ids.insert(0, lead[0])
        source = self._directory.sources.get(ids[0])
        reported = None if source is None else source.published
        if cited and cited[0] is not None:
            reported = cited[0].date or reported
        chain = Chain(tuple(ids), reported, cited)
        if plain and self._directory.party_space.implied.keys().isdisjoint(ids):
            self._chains[tuple(map(str, refs)), lead] = chain
        return chain

    def _divided(self, typed: Chain) -> tuple[tuple[str, ...], tuple[Citation | None, ...]]:
        """The names in a chain, and what is cited of each in either form; () for nothing."""
        refs: list[str] = []
        cited: list[Citation | None] = []
        for ref, citation in typed.elements:
            found = self._directory.divisions.get(ref)
            if found is None:
                refs.append(ref)
            else:
                refs.append(placed_ref(found.name, ref))
                self._problems += [self._piece.problem(ref, *one) for one in found.problems]
                citation = _both(found.citation, citation)
            if citation is not None and citation.date is not None:
                citation = citation.model_copy(update={"date": self._date(citation.date)})
            cited.append(citation)
        return tuple(refs), tuple(cited) if any(cited) else ()

    def _lead(self, chains: Sequence[Chain], enclosing: Lead = _NOBODY) -> Lead:
        """The source that the first chain begins with, else that of what encloses it, or none."""
        if chains and not self._directory.acts(chains[0].publication):
            return chains[0].publication, chains[0].cited[0] if chains[0].cited else None
        return enclosing

    def _check_date(self, value: str, date: EdtfDate | None, publication: str = "") -> None:
        """Warns, once a record, of a date that certainly lies before the event, if that is said to
        have been: of a report (FORMAT section 7, Lints), or else of what was said."""
        day = self._day
        if date is None or day is None or date.latest is None or day.earliest is None:
            return
        if date.latest > day.earliest:  # as in most
            return
        same = self._piece, publication, date.text
        if same in self._early or span(date).end >= span(day).begin:
            return
        self._early.add(same)
        code, said = "said-too-early", "This was said"
        hint = "`date` is when it was said; when it happened goes under `when`"
        if publication:
            code, said = "reported-too-early", f"{named(publication)} reports this"
            hint = "Correct one of the dates, or write `status: planned`"
        written = " ".join(one.text for one in self._written if one is not None)
        message = f"{said} on {date.text}, before it happened ({written})"
        self._problems.append(self._piece.problem(value, "warning", code, message, hint))

    # Claims and disputes (FORMAT section 5)

    def _claims(
        self, typed: tuple[Claim, ...], enclosing: tuple[Chain, ...], lead: Lead
    ) -> tuple[Claim, ...]:
        if not typed:
            return ()
        ids, repeated = unique_ids(
            [str(claim.id) or claim_id(claim.text) for claim in typed],
            [bool(claim.id) for claim in typed],
        )
        for index, first in repeated:
            id = typed[index].id
            message = f"Claim {first + 1} of this event has the id {named(id)} already"
            self._report(id, "claim-id-twice", message, "Give this one another id")
        pairs = zip(typed, ids, strict=True)
        return tuple([self._claim(claim, id, enclosing, lead) for claim, id in pairs])

    def _claim(self, typed: Claim, id: str, enclosing: tuple[Chain, ...], lead: Lead) -> Claim:
        date, chains = self._date(typed.date), enclosing
        if typed.chains:
            chains = self._attributed(typed.chains, lead, date, reports=True)
            lead = self._lead(chains, lead) if chains else _NOBODY
        elif date is not None:
            chains = tuple([Chain(chain.parties, date, chain.cited) for chain in enclosing])
        if date is not None and typed.when is None:
            self._check_date(typed.text, date)
        where, nested = self._places(typed.where)
        return typed.model_copy(
            update={
                "id": intern(id),
                "text": str(typed.text),
                "chains": chains,
                "inherited": not typed.chains,
                "date": date,
                "when": self._date(typed.when),
                "where": where,
                "nested": nested,
                "figures": self._figures(typed.figures),
                "disputes": self._disputes(typed.disputes, lead),
                "supports": self._attributed(typed.supports, lead),
                "retracted": self._date(typed.retracted),
            }
        )

    def _disputes(self, typed: tuple[Dispute, ...], lead: Lead) -> tuple[Dispute, ...]:
        disputes: list[Dispute] = []
        for one in typed:
            date = self._date(one.date)
            chains = self._attributed(one.chains, lead, date)
            if chains or not one.chains:
                disputes.append(one.model_copy(update={"chains": chains, "date": date}))
        return tuple(disputes)


def _both(brackets: Citation | None, long: Citation | None) -> Citation | None:
    """What is cited of one element in brackets and in the long form."""
    if brackets is None or long is None:
        return brackets or long
    at = ", ".join(filter(None, (brackets.at, long.at)))
    return long.model_copy(update={"at": at, "date": long.date or brackets.date})
