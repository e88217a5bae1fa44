"""An event in the words of a report, for every export that is read and not computed with.

It knows what is said and in which order, nothing of Markdown or HTML: texts are plain, and each
piece tells whether it comes from the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, NamedTuple

from timeline_tui.core.dates import Point
from timeline_tui.core.evidence.contests import Contest, contested_index, reference
from timeline_tui.core.evidence.standing import Standing, sentence, standings
from timeline_tui.core.evidence.statements import with_included
from timeline_tui.core.text import make_visible, one_line
from timeline_tui.core.timeline import Chain, Claim, Event, Figure, Participant
from timeline_tui.core.views.view import View
from timeline_tui.export.footnotes import Footnotes
from timeline_tui.words.attribution import claim_facts
from timeline_tui.words.dates import iso, long
from timeline_tui.words.event import LINK_WORDS
from timeline_tui.words.figures import figure_line

PieceKind = Literal["plain", "given", "who", "note", "event", "standing"]
Sign = Literal["", "planned", "cancelled", "disputed", "retracted", "broken"]
"""What a sign may stand for; the words say it too."""


class Piece(NamedTuple):
    """A run of words: our own, `given` by the file, or the name of `who` says something. What is
    given may have several lines.

    The text of a `note` is its number, its target how many references to it there are so far; that
    of an `event` is the title, its target the id where the event is shown, else "". The target of a
    `standing` is its kind.
    """

    text: str
    kind: PieceKind = "plain"
    target: str = ""


Words = tuple[Piece, ...]


class Remark(NamedTuple):
    """One thing that is said, under a label or as a sentence, with what is said of it `below`.

    Those of an event have a label. `sign` marks what is contested or was taken back.
    """

    words: Words
    label: str = ""
    below: tuple[Remark, ...] = ()
    sign: Sign = ""


class Mark(NamedTuple):
    """What must not be missed of an event, in a word or two."""

    sign: Sign
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event in words.

    There is no `date` for a broken record, nothing of which was read. `moment` is the date for
    machines, "" where it is not plainly one day, month or year. `places` are chains of names, each
    lying in the next. `description` has paragraphs of lines.
    """

    row: int
    id: str
    title: str
    date: Words
    date_text: str
    moment: str
    type: str
    marks: tuple[Mark, ...]
    places: tuple[tuple[str, ...], ...]
    description: tuple[tuple[str, ...], ...]
    remarks: tuple[Remark, ...]


class Entries:
    """Puts the events of one view into words, one after another, citing in one set of notes."""

    def __init__(self, view: View, notes: Footnotes) -> None:
        self._view = view
        self._timeline = view.timeline
        self._notes = notes
        self._index = contested_index(view.timeline)

    def entry(self, position: int) -> Entry:
        """The event at a position of the view."""
        row = self._view.rows[position]
        event = self._timeline.events[row]
        standing = standings(self._timeline)[row]
        return Entry(
            row,
            event.id,
            event.title,
            tuple(_date(event)),
            event.date_text,
            _moment(event),
            event.type,
            tuple(self._marks(event, standing)),
            tuple(tuple(self._within(place)) for place in event.locations),
            tuple(_paragraphs(event.description)),
            tuple(self._remarks(position, event, standing)),
        )

    def _marks(self, event: Event, standing: Standing) -> Iterator[Mark]:
        retracted = event.retracted or standing.retracted
        if event.broken:
            yield Mark("broken", "Broken record")
        if event.status != "occurred":
            yield Mark(event.status, event.status.capitalize())
        if event.id in self._index.contests:
            yield Mark("disputed", "Disputed")
        if retracted is not None:
            yield Mark("retracted", f"Retracted {long(retracted)}")

    def _within(self, place: str) -> Iterator[str]:
        """The name of a place and of all it lies within."""
        current: str | None = place
        while current is not None and current in self._timeline.places:
            yield self._timeline.places[current].name
            current = self._timeline.places[current].within

    # What is said of an event

    def _remarks(self, position: int, event: Event, standing: Standing) -> Iterator[Remark]:
        if event.broken:
            yield Remark(tuple(self._where_broken(self._view.rows[position])), "Broken")
            return
        if self._view.query.sort == "reported":
            reported = self._view.date(position)
            words = "no report date" if reported is None else long(reported)
            yield Remark((Piece(words),), "First reported")
        if event.chains:
            yield Remark(tuple(self._voices(event.chains)), "Said by")
        yield Remark(tuple(self._standing(event, standing)), "Standing")
        contests = self._by_claim(event)
        if "" in contests:
            below = tuple(self._contest(event, contest) for contest in contests[""])
            yield Remark((), "Contested", below)
        if event.claims:
            below = tuple(self._claim(event, claim, contests) for claim in event.claims)
            yield Remark((), "Claims", below)
        figures = [figure_line(figure, self._timeline) for figure in event.figures]
        yield from _given("Figures", "; ".join(figures), _extras_of_figures(event.figures))
        extras = [extra for part in event.actors for extra in part.extras]
        yield from _given("Actors", "; ".join(map(self._actor, event.actors)), _extras(extras))
        yield from self._links(event)
        yield from _given("Tags", ", ".join(event.tags))
        yield from _given("Note", event.note)
        yield from _extras(event.extras)

    def _where_broken(self, row: int) -> Iterator[Piece]:
        record = self._timeline.records[row]
        yield Piece("the record cannot be read; its first line stands above")
        if self._view.known is None:
            yield Piece(f" (line {record.line} of ")
            yield Piece(make_visible(PurePath(record.file).name), "given")
            yield Piece(")")

    def _standing(self, event: Event, standing: Standing) -> Iterator[Piece]:
        """The standing, and its reasons where who says it does not tell them already."""
        yield Piece(standing.kind.replace("-", " "), "standing", standing.kind)
        if standing.kind != "single-origin" or standing.not_counted or not event.chains:
            yield Piece(". ")
            yield Piece(sentence(standing, self._timeline, long), "given")

    def _actor(self, part: Participant) -> str:
        actor = self._timeline.actors[part.actor]
        role = part.role if part.role != "participant" else ""
        about = ", ".join(filter(None, (role, actor.position, one_line(part.note))))
        return f"{actor.name} ({about})" if about else actor.name

    def _links(self, event: Event) -> Iterator[Remark]:
        """The links from both ends by their words, those that contradict being told as contests."""
        found: dict[str, list[str]] = {}
        for link in self._timeline.links.get(event.id, ()):
            words = LINK_WORDS.get(link.type, (link.type, f"{link.type} of"))
            if link.type != "contradicts":
                found.setdefault(words[0] if link.outgoing else words[1], []).append(link.event)
        found.setdefault("after", []).extend(event.after)
        found.setdefault("before", []).extend(event.before)
        for word, ids in found.items():
            if ids:
                pieces = (piece for id in ids for piece in (Piece("; "), *self._dated(id)))
                yield Remark(tuple(pieces)[1:], word[:1].upper() + word[1:])

    def _dated(self, id: str) -> Iterator[Piece]:
        other = self._timeline.events[self._timeline.row_of[id]]
        yield self._event(id)
        if not other.undated:
            yield Piece(f", {long(other.date)}")

    def _event(self, id: str) -> Piece:
        shown = self._view.position(id) is not None
        title = self._timeline.events[self._timeline.row_of[id]].title
        return Piece(title, "event", id if shown else "")

    # Who says so

    def _voices(self, chains: Iterable[Chain]) -> Iterator[Piece]:
        """The origins, each with the notes that say through whom it is known."""
        by_origin: dict[str, dict[tuple[str, ...], Chain]] = {}
        for chain in chains:
            by_origin.setdefault(chain.origin, {}).setdefault(chain.parties, chain)
        if not by_origin:
            yield Piece("nobody named")
        for number, (origin, cited) in enumerate(by_origin.items()):
            if number:
                yield Piece("; ")
            yield Piece(self._timeline.party(origin).name, "who")
            for chain in cited.values():
                note, use = self._notes.cite(chain)
                yield Piece(str(note), "note", str(use))

    def _claim(self, event: Event, claim: Claim, contests: Mapping[str, list[Contest]]) -> Remark:
        words = [*self._voices(claim.chains), Piece(": "), _text(claim.text)]
        if claim.quote:
            ends = claim.text.rstrip().endswith((".", "!", "?", "…", ":"))
            words += [Piece(" " if ends else ": "), *_quoted(claim.quote)]
        contesting = contests.get(reference(event, claim), ())
        return Remark(tuple(words), "", tuple(self._said_of(event, claim, contesting)))

    def _said_of(self, event: Event, claim: Claim, contests: Iterable[Contest]) -> Iterator[Remark]:
        for figure in claim.figures:
            words = figure_line(figure, self._timeline)
            yield from _given("", words, _extras_of_figures((figure,)))
        told = claim_facts(claim)
        if told:
            yield Remark((Piece("; ".join(told)),))
        if claim.supports:
            yield Remark((Piece("supported by "), *self._voices(claim.supports)))
        yield from (self._contest(event, contest) for contest in contests)
        yield from self._replacing(event, claim)
        if claim.retracted is not None:
            yield Remark((Piece(f"retracted {long(claim.retracted)}"),), sign="retracted")
        yield from _given("Note", claim.note)
        yield from _extras(claim.extras)

    # Who contests it

    def _by_claim(self, event: Event) -> dict[str, list[Contest]]:
        found: dict[str, list[Contest]] = {}
        for contest in self._index.contests.get(event.id, ()):
            found.setdefault(contest.claim, []).append(contest)
        return found

    def _contest(self, event: Event, contest: Contest) -> Remark:
        """`Disputed by Taliban: dismisses the estimates`, `Contradicted by …: “…”`."""
        dispute = contest.kind == "dispute"
        verb = "Contradicts" if contest.outgoing else "Contradicted by"
        words = [Piece(f"{'Disputed by' if dispute else verb} "), *self._voices(contest.by)]
        elsewhere = contest.other.partition("/")[0]
        if elsewhere and not contest.claim:
            words += [Piece(": "), self._event(elsewhere)]
        elif contest.text:
            given = (_text(contest.text),) if dispute else _quoted(contest.text)
            words += [Piece(": "), *given]
            words += self._under(elsewhere, event)
        if dispute and contest.date is not None:
            words.append(Piece(f" (said {long(contest.date)})"))
        return Remark(tuple(words), "", tuple(_extras(contest.extras)), "disputed")

    def _replacing(self, event: Event, claim: Claim) -> Iterator[Remark]:
        by = self._index.superseded_by.get(reference(event, claim), ())
        for verb, refs in (("supersedes", claim.supersedes), ("superseded by", by)):
            for placed in (self._index.claims[ref] for ref in refs if ref in self._index.claims):
                elsewhere = self._under(placed.event.id, event)
                yield Remark((Piece(f"{verb} "), *_quoted(placed.claim.text), *elsewhere))

    def _under(self, id: str, event: Event) -> Words:
        """Where a claim stands that is not the event's own."""
        if id in ("", event.id):
            return ()
        return Piece(" (under "), self._event(id), Piece(")")


def _date(event: Event) -> Iterator[Piece]:
    if event.broken:
        return
    if event.date is None and event.date_written:
        yield Piece("Date not read: ")
        yield from _quoted(event.date_written)
    else:
        words = long(event.date, event.time)
        yield Piece(words[:1].upper() + words[1:])


def _moment(event: Event) -> str:
    """As the `datetime` of HTML takes it, which knows no doubt, no span and no year before 1."""
    date = event.date
    if date is None or date.kind != "point" or date.approximate or date.uncertain:
        return ""
    point = date.points[0]
    if not isinstance(point, Point) or point.mask or point.season:
        return ""
    day = iso(point.earliest)
    if day < "0001":  # so is what begins with a sign: the years before 0 and behind 9999
        return ""
    return {"day": day, "month": day[:7]}.get(point.precision, day[:4])


def _paragraphs(text: str) -> Iterator[tuple[str, ...]]:
    """The lines of each paragraph; blank lines stand between two."""
    lines: list[str] = []
    for line in (*text.split("\n"), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            yield tuple(lines)
            lines = []


def _quoted(text: str) -> Words:
    return Piece("“"), _text(text), Piece("”")


def _text(text: str) -> Piece:
    return Piece(text.strip("\n"), "given")


def _given(label: str, text: str, below: Iterable[Remark] = ()) -> Iterator[Remark]:
    """What the file says, if it says something."""
    if text:
        yield Remark((_text(text),), label, tuple(below))


def _extras_of_figures(figures: Iterable[Figure]) -> Iterator[Remark]:
    """The keys of one's own in the figures and in their parts."""
    parts = (part for figure in figures for part in with_included(figure))
    return _extras(extra for part in parts for extra in part.extras)


def _extras(extras: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    return (remark for key, value in extras for remark in _given(key, value))
