"""From the text of one record to its draft: parsed, checked, every reference to the head resolved.

It knows one record at a time; what the record says of other events is left to `crossing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from sys import intern
from typing import Final
from zoneinfo import ZoneInfo

from timeline_tui.core.dates import EdtfDate, in_zone
from timeline_tui.core.loading.attribution import Attribution
from timeline_tui.core.loading.consequences import told_once
from timeline_tui.core.loading.drafts import ClaimLinks, Crossing, Draft
from timeline_tui.core.loading.implied import Implied
from timeline_tui.core.loading.lints import reported_too_early
from timeline_tui.core.loading.positions import places_in_record
from timeline_tui.core.loading.references import Directory
from timeline_tui.core.models.checking import check
from timeline_tui.core.models.entries import ActorRef, ClaimEntry, DisputeEntry, EventEntry
from timeline_tui.core.models.figures import FigureEntry
from timeline_tui.core.models.plain import named
from timeline_tui.core.names import claim_id, unique_ids
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path, locate, parse
from timeline_tui.core.text import cropped, fold, one_line, slug
from timeline_tui.core.timeline import Chain, Claim, Dispute, Event, Figure, Participant

_LONGEST_TITLE: Final = 200

_NOTHING_IN_BRACKETS: Final = Problem(
    "error",
    "empty-item",
    "This list item is empty",
    "Write `{date: …, title: …}` in its place, or delete it",
)
"""An item of `events: [null]`. One behind a dash has its problem from the parser."""


class Resolver:
    """Makes drafts of records, for one head and one load."""

    def __init__(self, directory: Directory, implied: Implied, zone: ZoneInfo) -> None:
        self._zone = zone
        self._references = Attribution(directory, implied)

    def draft(self, text: str, record: int | None) -> Draft:
        """The draft of the record `text`, the one at index `record` among all that are loaded.

        None instead of an index: it is resolved again, and its uses are counted already.
        """
        parsed = parse(text)
        if parsed.data is None:
            return broken(text, parsed.problems or (_NOTHING_IN_BRACKETS,))

        def place(path: Path, key: bool) -> tuple[int, int]:
            return locate(text, path, key=key)

        entry, problems = check(EventEntry, parsed.data, place, parsed.refused)
        if entry is None:
            return broken(text, (*parsed.problems, *problems))
        references = self._references
        references.begin(record)
        event = self._event(entry, text)
        references.findings.extend(
            (problem, references.moved.get(path, path))
            for problem, path in reported_too_early(event)
        )
        if parsed.problems:
            problems = told_once(text, (*parsed.problems, *problems))
        if references.findings:
            problems = (*problems, *_located(text, references.findings))
        return Draft(
            event,
            bool(entry.id),
            problems,
            tuple(references.uses),
            _crossing(entry),
            tuple(references.parties),
            tuple(references.doubted),
            _twin(entry),
        )

    def _event(self, entry: EventEntry, text: str) -> Event:
        references = self._references
        title = entry.title or _first_line(text)
        written = entry.date_written if entry.date is None else entry.date.text
        places = references.places(entry.locations, ("location",))
        participants = self._participants(entry.actors)
        chains = references.chains(entry.sources, ("sources",))
        publication = references.publication(chains)
        return Event(
            id=intern(entry.id or slug(f"{written} {entry.title}") or "event"),
            title=title,
            date=self._date(entry.date),
            date_written=entry.date_written,
            time=entry.time,
            date_text=entry.date_text,
            description=entry.description,
            type=intern(entry.type),
            status=entry.status,
            locations=places,
            nested=tuple(references.nested),
            actors=participants,
            figures=self._figures(entry.figures, ("figures",)),
            chains=chains,
            claims=self._claims(entry.claims, chains, publication),
            disputes=self._disputes(entry.disputed_by, ("disputed_by",), publication),
            tags=tuple([intern(tag) for tag in entry.tags]),
            retracted=self._date(entry.retracted),
            note=entry.note,
            extras=entry.extras,
        )

    def _date(self, date: EdtfDate | None) -> EdtfDate | None:
        return None if date is None else in_zone(date, self._zone)

    def _participants(self, entries: tuple[ActorRef, ...]) -> tuple[Participant, ...]:
        read = self._references.participant
        parts = [read(entry, ("actors", index, "actor")) for index, entry in enumerate(entries)]
        return tuple([part for part in parts if part is not None])

    def _figures(self, entries: tuple[FigureEntry, ...], path: Path) -> tuple[Figure, ...]:
        return tuple([self._figure(entry, (*path, entry.measure)) for entry in entries])

    def _figure(self, entry: FigureEntry, path: Path) -> Figure:
        return Figure(
            intern(entry.measure),
            entry.low,
            entry.best,
            entry.high,
            self._references.actor(entry.of, (*path, "of")) if entry.of else None,
            entry.approximate,
            intern(entry.unit),
            entry.text,
            tuple([self._figure(part, (*path, "including")) for part in entry.including]),
            entry.extras,
        )

    def _claims(
        self, entries: tuple[ClaimEntry, ...], chains: tuple[Chain, ...], publication: str
    ) -> tuple[Claim, ...]:
        if not entries:
            return ()
        ids, repeated = unique_ids(
            [entry.id or claim_id(entry.text) for entry in entries],
            [bool(entry.id) for entry in entries],
        )
        for index, first in repeated:
            problem = _claim_twice(entries[index].id, first)
            self._references.findings.append((problem, ("claims", index, "id")))
        return tuple(
            [
                self._claim(entry, intern(ids[index]), ("claims", index), chains, publication)
                for index, entry in enumerate(entries)
            ]
        )

    def _claim(
        self,
        entry: ClaimEntry,
        id: str,
        path: Path,
        enclosing: tuple[Chain, ...],
        publication: str,
    ) -> Claim:
        references = self._references
        date = self._date(entry.date)
        chains = enclosing
        if entry.sources:
            chains = references.chains(entry.sources, (*path, "sources"), publication, date)
            publication = references.publication(chains, publication) if chains else ""
        elif date is not None:
            chains = tuple([Chain(chain.parties, date) for chain in enclosing])
        supports = references.chains(entry.supported_by, (*path, "supported_by"), publication)
        return Claim(
            id=id,
            text=entry.text,
            chains=chains,
            inherited=not entry.sources,
            date=date,
            quote=entry.quote,
            figures=self._figures(entry.figures, (*path, "figures")),
            disputes=self._disputes(entry.disputed_by, (*path, "disputed_by"), publication),
            supports=supports,
            retracted=self._date(entry.retracted),
            credibility=entry.credibility,
            note=entry.note,
            extras=entry.extras,
        )

    def _disputes(
        self, entries: tuple[DisputeEntry, ...], path: Path, publication: str
    ) -> tuple[Dispute, ...]:
        disputes: list[Dispute] = []
        for index, entry in enumerate(entries):
            date = self._date(entry.date)
            where = (*path, index, "sources")
            chains = self._references.chains(entry.sources, where, publication, date)
            if chains or not entry.sources:
                disputes.append(Dispute(chains, entry.text, date, entry.extras))
        return tuple(disputes)


def _twin(entry: EventEntry) -> int | None:
    date = entry.date_written if entry.date is None else entry.date.text
    return hash((date, fold(entry.title))) if date and entry.title else None


def broken(text: str, problems: tuple[Problem, ...]) -> Draft:
    """The draft of a record that cannot be read: its first line for a title, nothing else."""
    title = _first_line(text)
    event = Event(intern(slug(title) or "event"), title, broken=True)
    return Draft(event, problems=problems)


def _first_line(text: str) -> str:
    """The first line of a record that says something, without the `- ` of its item."""
    for line in text.splitlines():
        said = line.strip().removeprefix("-").strip()
        if said:
            return cropped(one_line(said), _LONGEST_TITLE)
    return "(empty)"


def _located(text: str, findings: Sequence[tuple[Problem, Path]]) -> Iterator[Problem]:
    """The findings with their lines in the record."""
    places = places_in_record(text, [path for _, path in findings])
    for (problem, _), (line, column) in zip(findings, places, strict=True):
        yield problem.at("", line, column)


def _crossing(entry: EventEntry) -> Crossing | None:
    claims = [
        ClaimLinks(index, claim.contradicts, claim.supersedes)
        for index, claim in enumerate(entry.claims)
        if claim.contradicts or claim.supersedes
    ]
    if not (claims or entry.after or entry.before or entry.links):
        return None
    return Crossing(entry.after, entry.before, entry.links, tuple(claims))


def _claim_twice(id: str, first: int) -> Problem:
    message = f"Claim {first + 1} of this event has the id {named(id)} already"
    return Problem("error", "claim-id-twice", message, "Give this one another id")
