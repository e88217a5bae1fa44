"""One telling of an event: everything the file says, in which order and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from timeline_tui.core.evidence.contests import (
    Contest,
    Contradictions,
    contested_index,
    reference,
    referred,
)
from timeline_tui.core.evidence.disputes import accounts
from timeline_tui.core.evidence.standing import Standing, sentence, standings
from timeline_tui.core.evidence.statements import typed_id, with_included, with_outer
from timeline_tui.core.models import Claim, Event, Figure, Participant
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line
from timeline_tui.words.status import counted
from timeline_tui.words.telling import (
    Piece,
    Remark,
    Sign,
    Target,
    Words,
    aside,
    extras,
    given,
    listed,
    origins,
    place_name,
    quoted,
    said,
    texts,
    voices,
    when_and_where,
)
from timeline_tui.words.whiskers import Table, tables


@dataclass(frozen=True, slots=True)
class Story:
    """An event in words. There is no `date` for a broken record, nothing of which was read.

    `marks` say what must not be missed, in a word or two, `attested` how well it is: both are the
    verdict. `places` are chains of names, each lying in the next; their first piece leads to the
    place.
    """

    event: Event
    attested: tuple[tuple[str, str], ...]
    date: Words
    marks: tuple[tuple[Sign, str], ...]
    places: tuple[Words, ...]
    remarks: tuple[Remark, ...]


LINK_WORDS: Final[dict[str, tuple[str, str]]] = {
    "part-of": ("part of", "has part"),
    "follows": ("follows", "followed by"),
    "caused-by": ("caused by", "cause of"),
    "response-to": ("response to", "answered by"),
    "contradicts": ("contradicts", "contradicted by"),
    "supersedes": ("supersedes", "superseded by"),
    "duplicate-of": ("duplicate of", "has duplicate"),
    "related-to": ("related to", "related to"),
}
"""A type of link as read from the event that has it, and from the one it leads to."""

CREDIBILITY: Final = (
    "confirmed by others",
    "probably true",
    "possibly true",
    "doubtful",
    "improbable",
    "cannot be judged",
)
"""The words of the Admiralty code, AJP-2.1 (FORMAT, names)."""


def tell(view: View, event: Event, *, plain: bool = False) -> Story:
    """The event in words; `plain` for what holds no drawing and knows no verdict."""
    timeline = view.timeline
    standing = standings(timeline)[timeline.row_of[event.id]]
    drawn = () if plain else tuple(tables(timeline, tuple(accounts(event))))
    teller = _Teller(timeline, event, contested_index(timeline), drawn, plain)
    if event.broken:
        why = "the record cannot be read; its first line stands above"
        remarks: tuple[Remark, ...] = (said(why, "Broken"),)
    else:
        remarks = (*_reported(view, event), *teller.remarks(standing))
    return Story(
        event,
        tuple(_attested(event, standing)),
        tuple(_date(event)),
        tuple(_marks(event, standing, teller.contested)),
        tuple(tuple(_within(timeline, id)) for id in event.locations),
        remarks,
    )


def _date(event: Event) -> Iterator[Piece]:
    if event.broken:
        return
    if event.date is None and event.date_written:
        yield Piece("Date not read: ")
        yield from quoted(event.date_written)
    else:
        words = long(event.date, event.time)
        yield Piece(words[:1].upper() + words[1:])


def _marks(
    event: Event, standing: Standing, contested: Contradictions
) -> Iterator[tuple[Sign, str]]:
    retracted = event.retracted or standing.retracted
    if event.broken:
        yield "broken", "Broken record"
    if event.status != "occurred":
        yield event.status, event.status.capitalize()
    if event.id in contested.contests:
        yield "disputed", "Disputed"
    if retracted is not None:
        yield "retracted", f"Retracted {long(retracted)}"


def _attested(event: Event, standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.kind not in ("disputed", "retracted") and not event.broken:
        yield standing.kind.replace("-", "_"), standing.kind.replace("-", " ")
    if len(standing.counted) > 1:
        yield "", counted(len(standing.counted), "independent origin")


def _within(timeline: Timeline, id: str) -> Iterator[Piece]:
    """The name of a place and of all it lies within."""
    for place in with_outer([id], lambda id: timeline.places[id].within):
        yield place_name(timeline, place)


def _reported(view: View, event: Event) -> Iterator[Remark]:
    position = view.position(event.id) if view.query.sort == "reported" else None
    if position is not None:
        date = view.date(position)
        yield said("no report date" if date is None else long(date), "First reported")


class _Teller(NamedTuple):
    """Tells one event of a timeline; what the tables hold is not told elsewhere."""

    timeline: Timeline
    event: Event
    contested: Contradictions
    tables: tuple[Table, ...]
    plain: bool

    def remarks(self, standing: Standing) -> Iterator[Remark]:
        event = self.event
        contests = self.contested.contests.get(event.id, ())
        if against := [self._contest(contest) for contest in contests if not contest.claim]:
            yield Remark((), "Contested", tuple(against))
        if event.claims:
            yield Remark((), "Claims", tuple(map(self._claim, event.claims)))
        drawn = [Remark((line,)) for table in self.tables for line in table.lines]
        alone = [Remark((one,)) for one in self._figures(event.figures)]
        if drawn or alone:
            yield Remark((), "Figures", (*alone, *drawn))
        if event.chains:
            yield Remark(tuple(map(self._voice, origins(self.timeline, event.chains))), "Said by")
        yield from self._standing(standing)
        if event.actors:
            yield Remark(tuple(map(self._actor, event.actors)), "Actors")
        if links := tuple(self._links()):
            yield Remark(links, "Links")
        yield from texts("Tags", ", ".join(event.tags))
        yield from texts("Note", event.note)
        yield from texts("Ids elsewhere", *map(": ".join, event.ids))
        if event.extras:
            yield Remark((), "Other keys", tuple(extras(event.extras)))

    def _voice(self, who: Piece) -> Words:
        one = len(who.chains) > 1 and not self.plain
        return (who, Piece(" = one voice")) if one else (who,)

    def _standing(self, standing: Standing) -> Iterator[Remark]:
        """Its reasons, where who says it does not tell them already."""
        words = [Piece(standing.kind.replace("-", " "))] if self.plain else []
        if standing.kind != "single-origin" or standing.not_counted or not self.event.chains:
            words += [Piece(". ")] if words else []
            words.append(given(sentence(standing, self.timeline, long)))
        if words:
            yield Remark((tuple(words),), "Standing")

    def _actor(self, part: Participant) -> Words:
        """`Adil (speaker, side government, governor): by telephone`."""
        actor = self.timeline.actors[part.actor]
        role = part.role if part.role != "participant" else ""
        own = name_key(actor.side) == name_key(actor.name)
        side = f"side {actor.side}" if actor.side and not own else ""
        told = ", ".join(filter(None, (role, side, actor.position)))
        name = Piece(actor.name, "who", Target("actor", actor.id))
        about = (Piece(" ("), given(told), Piece(")")) if told else ()
        note = (Piece(": "), given(part.note)) if part.note else ()
        return (name, *about, *note, *aside(part.extras))

    def _figures(self, figures: Iterable[Figure]) -> Iterator[Words]:
        """Those that no table holds."""
        drawn = [table.measure[:3] for table in self.tables]
        for figure in figures:
            if (figure.measure, figure.of, figure.unit) not in drawn:
                extras = (extra for part in with_included(figure) for extra in part.extras)
                yield given(figure_line(figure, self.timeline)), *aside(extras)

    def _links(self) -> Iterator[Words]:
        """The links from both ends, and the order that is known; those that contradict are told as
        contests."""
        for link in self.timeline.links.get(self.event.id, ()):
            if link.type != "contradicts":
                words = LINK_WORDS.get(link.type, (link.type, f"{link.type} of"))
                yield self._link(words[0] if link.outgoing else words[1], link.event)
        for word, ids in (("after", self.event.after), ("before", self.event.before)):
            yield from (self._link(word, id) for id in ids)

    def _link(self, word: str, id: str) -> Words:
        other = self.timeline.events[self.timeline.row_of[id]]
        date = "" if other.undated else f", {long(other.date)}"
        return Piece(f"{word} "), self._event(id), Piece(date)

    def _event(self, id: str) -> Piece:
        title = self.timeline.events[self.timeline.row_of[id]].title
        return Piece(title, "event", Target("event", id))

    # Who says so, and who contests it

    def _claim(self, claim: Claim) -> Remark:
        words = [*voices(self.timeline, claim.chains), Piece(": "), given(claim.text)]
        if claim.quote:
            ends = claim.text.rstrip().endswith((".", "!", "?", "…", ":"))
            words += [Piece(" " if ends else ": "), *quoted(claim.quote)]
        return Remark((tuple(words),), "", tuple(self._said_of(claim)))

    def _said_of(self, claim: Claim) -> Iterator[Remark]:
        ref = reference(self.event, claim)
        if figures := tuple(self._figures(claim.figures)):
            yield Remark(figures)
        if happened := when_and_where(self.timeline, claim.when, claim.where):
            yield Remark((happened,))
        if told := "; ".join(_facts(claim)):
            yield said(told)
        if claim.supports:
            yield Remark(((Piece("supported by "), *voices(self.timeline, claim.supports)),))
        contests = self.contested.contests.get(self.event.id, ())
        yield from self._contested([contest for contest in contests if contest.claim == ref])
        by = self.contested.superseded_by.get(ref, ())
        for verb, others in (("supersedes", claim.supersedes), ("superseded by", by)):
            for event, other in (referred(self.timeline, one) for one in others):
                under = self._under(event.id)
                yield Remark(((Piece(f"{verb} "), *quoted(other.text), *under),))
        if claim.retracted is not None:
            yield said(f"retracted {long(claim.retracted)}", sign="retracted")
        yield from texts("note", claim.note)
        yield from extras(claim.extras)

    def _contested(self, contests: Sequence[Contest]) -> Iterator[Remark]:
        """Those who contradict a claim by name where they stand beside it with one claim each."""
        claimants = [frozenset(one.origin for one in claim.chains) for claim in self.event.claims]
        named = [
            one
            for one in contests
            if not self.plain
            and one.other.partition("/")[0] == self.event.id
            and claimants.count(frozenset(by.origin for by in one.by)) == len(one.by[:1])
        ]
        yield from (self._contest(one) for one in contests if one not in named)
        for verb, outgoing in (("contradicts", True), ("contradicted by", False)):
            if by := [who for one in named if one.outgoing == outgoing for who in one.by]:
                who = listed((one._replace(chains=()),) for one in origins(self.timeline, by))
                yield Remark(((Piece(f"{verb} "), *who),), sign="disputed")

    def _contest(self, contest: Contest) -> Remark:
        """`disputed by Taliban: dismisses the estimates`, `contradicted by …: “…”`."""
        dispute = contest.kind == "dispute"
        verb = "contradicts" if contest.outgoing else "contradicted by"
        elsewhere = contest.other.partition("/")[0]
        who = voices(self.timeline, contest.by)
        if elsewhere == self.event.id and not self.plain:  # with that claim it is told through whom
            who = tuple(one._replace(chains=()) for one in who)
        words = [Piece(f"{'disputed by' if dispute else verb} "), *who]
        if elsewhere and not contest.claim:
            words += [Piece(": "), self._event(elsewhere)]
        elif contest.text:
            text = (given(contest.text),) if dispute else quoted(contest.text)
            words += [Piece(": "), *text, *self._under(elsewhere)]
        if dispute and contest.date is not None:
            words.append(Piece(f" (said {long(contest.date)})"))
        return Remark(((*words, *aside(contest.extras)),), sign="disputed")

    def _under(self, id: str) -> Words:
        """Where a claim stands that is not the event's own."""
        elsewhere = id not in ("", self.event.id)
        return (Piece(" (under "), self._event(id), Piece(")")) if elsewhere else ()


def _facts(claim: Claim) -> Iterator[str]:
    """When it was said, how credible it is, by which id other claims name it."""
    if claim.date is not None:
        yield f"said {long(claim.date)}"
    if claim.credibility is not None:
        meaning = CREDIBILITY[claim.credibility - 1]
        yield f"credibility {claim.credibility}, {meaning}"
    if id := typed_id(claim):
        yield f"id {id}"
