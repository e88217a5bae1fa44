"""One telling of an event, of an entry of the head and of the timeline: remarks made of pieces.

It says everything the file says, in which order and in which words. Markdown and HTML write the
remarks in their own way; the event pane, the pages and `show` are the lines below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from timeline_tui.core.citation import cited
from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, Contradictions, contested_index, reference
from timeline_tui.core.evidence.standing import Standing, sentence, standings
from timeline_tui.core.evidence.statements import typed_id, with_included, with_outer
from timeline_tui.core.models import (
    Chain,
    Claim,
    Event,
    Figure,
    Participant,
)
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line

TargetKind = Literal["event", "location", "actor", "source", "url", "file"]


class Target(NamedTuple):
    """What a line acts on: an id of that kind, an address, or `file:line`."""

    kind: TargetKind
    value: str


PieceKind = Literal["plain", "given", "who", "event", "standing", "problem"]
Sign = Literal["", "planned", "cancelled", "disputed", "retracted", "broken"]
"""What a sign may stand for; the words say it too."""


class Piece(NamedTuple):
    """A run of words: our own, `given` by the file, or the name of `who` says something.

    What is given may have several lines. `chains` are all that lead to an origin; a `standing` is
    its own kind in words.
    """

    text: str
    kind: PieceKind = "plain"
    target: Target | None = None
    chains: tuple[Chain, ...] = ()


Words = tuple[Piece, ...]


class Remark(NamedTuple):
    """What is said under a label, one thing or several, with what is said of it `below`.

    Those of an event have a label. `sign` marks what is contested or was taken back.
    """

    items: tuple[Words, ...]
    label: str = ""
    below: tuple[Remark, ...] = ()
    sign: Sign = ""


@dataclass(frozen=True, slots=True)
class Story:
    """An event in words. There is no `date` for a broken record, nothing of which was read.

    `marks` say what must not be missed, in a word or two. `places` are chains of names, each lying
    in the next; their first piece leads to the place.
    """

    event: Event
    standing: Standing
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


def tell(view: View, event: Event) -> Story:
    """The event in words."""
    timeline = view.timeline
    standing = standings(timeline)[timeline.row_of[event.id]]
    teller = _Teller(timeline, event, contested_index(timeline))
    if event.broken:
        why = "the record cannot be read; its first line stands above"
        remarks: tuple[Remark, ...] = (said(why, "Broken"),)
    else:
        remarks = (*_reported(view, event), *teller.remarks(standing))
    return Story(
        event,
        standing,
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


def _within(timeline: Timeline, id: str) -> Iterator[Piece]:
    """The name of a place and of all it lies within."""
    for place in with_outer([id], lambda id: timeline.places[id].within):
        yield place_name(timeline, place)


def place_name(timeline: Timeline, id: str) -> Piece:
    return Piece(timeline.places[id].name, "given", Target("location", id))


def _reported(view: View, event: Event) -> Iterator[Remark]:
    position = view.position(event.id) if view.query.sort == "reported" else None
    if position is not None:
        date = view.date(position)
        yield said("no report date" if date is None else long(date), "First reported")


# Small forms


def quoted(text: str) -> Words:
    return Piece("“"), given(text), Piece("”")


def paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph of a text; blank lines stand between two."""
    found = re.split(r"\n\s*\n", text.strip("\n"))
    return [paragraph.split("\n") for paragraph in found if paragraph.strip()]


def given(text: str) -> Piece:
    return Piece(text.strip("\n"), "given")


def said(words: str, label: str = "", target: Target | None = None, sign: Sign = "") -> Remark:
    """One thing in our own words."""
    return Remark(((Piece(words, target=target),),), label, sign=sign)


def texts(label: str, *texts: str) -> Iterator[Remark]:
    """What the file says, if it says something."""
    items = tuple((given(text),) for text in texts if text)
    if items:
        yield Remark(items, label)


def extras(pairs: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    return (remark for key, value in pairs for remark in texts(key, value))


def _aside(extras: Iterable[tuple[str, str]]) -> Words:
    """The keys of one's own (`x-…`) of what is told on one line, behind it."""
    told = "; ".join(f"{key}: {value.strip()}" for key, value in extras)
    return (Piece(" ("), given(told), Piece(")")) if told else ()


def listed(found: Iterable[Words], joint: str = "; ") -> Words:
    return tuple(piece for words in found for piece in (Piece(joint), *words))[1:]


class _Teller(NamedTuple):
    """Tells one event of a timeline."""

    timeline: Timeline
    event: Event
    contested: Contradictions

    def remarks(self, standing: Standing) -> Iterator[Remark]:
        event = self.event
        if event.chains:
            yield Remark(tuple((who,) for who in self._origins(event.chains)), "Said by")
        yield self._standing(standing)
        contests = self.contested.contests.get(event.id, ())
        if against := [self._contest(contest) for contest in contests if not contest.claim]:
            yield Remark((), "Contested", tuple(against))
        if event.claims:
            yield Remark((), "Claims", tuple(map(self._claim, event.claims)))
        if event.figures:
            yield Remark(tuple(map(self._figure, event.figures)), "Figures")
        if event.actors:
            yield Remark(tuple(map(self._actor, event.actors)), "Actors")
        if links := tuple(self._links()):
            yield Remark(links, "Links")
        yield from texts("Tags", ", ".join(event.tags))
        yield from texts("Note", event.note)
        if event.extras:
            yield Remark((), "Other keys", tuple(extras(event.extras)))

    def _standing(self, standing: Standing) -> Remark:
        """The standing, and its reasons where who says it does not tell them already."""
        words = [Piece(standing.kind.replace("-", " "), "standing")]
        if standing.kind != "single-origin" or standing.not_counted or not self.event.chains:
            words += Piece(". "), given(sentence(standing, self.timeline, long))
        return Remark((tuple(words),), "Standing")

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
        return (name, *about, *note, *_aside(part.extras))

    def _figure(self, figure: Figure) -> Words:
        extras = (extra for part in with_included(figure) for extra in part.extras)
        return given(figure_line(figure, self.timeline)), *_aside(extras)

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

    def _origins(self, chains: Iterable[Chain]) -> Iterator[Piece]:
        """Each origin once, with the chains that lead to it."""
        by_origin: dict[str, dict[object, Chain]] = {}
        for chain in chains:
            by_origin.setdefault(chain.origin, {}).setdefault(chain.attribution, chain)
        if not by_origin:
            yield Piece("nobody named")
        for origin, found in by_origin.items():
            target = party_target(self.timeline, origin)
            yield Piece(self.timeline.party(origin).name, "who", target, tuple(found.values()))

    def _voices(self, chains: Iterable[Chain]) -> Words:
        return listed((who,) for who in self._origins(chains))

    def _claim(self, claim: Claim) -> Remark:
        words = [*self._voices(claim.chains), Piece(": "), given(claim.text)]
        if claim.quote:
            ends = claim.text.rstrip().endswith((".", "!", "?", "…", ":"))
            words += [Piece(" " if ends else ": "), *quoted(claim.quote)]
        return Remark((tuple(words),), "", tuple(self._said_of(claim)))

    def _said_of(self, claim: Claim) -> Iterator[Remark]:
        ref = reference(self.event, claim)
        if claim.figures:
            yield Remark(tuple(map(self._figure, claim.figures)))
        if happened := when_and_where(self.timeline, claim.when, claim.where):
            yield Remark((happened,))
        if told := "; ".join(_facts(claim)):
            yield said(told)
        if claim.supports:
            yield Remark(((Piece("supported by "), *self._voices(claim.supports)),))
        contests = self.contested.contests.get(self.event.id, ())
        yield from (self._contest(contest) for contest in contests if contest.claim == ref)
        by = self.contested.superseded_by.get(ref, ())
        for verb, others in (("supersedes", claim.supersedes), ("superseded by", by)):
            for placed in (
                self.contested.claims[one] for one in others if one in self.contested.claims
            ):
                under = self._under(placed.event.id)
                yield Remark(((Piece(f"{verb} "), *quoted(placed.claim.text), *under),))
        if claim.retracted is not None:
            yield said(f"retracted {long(claim.retracted)}", sign="retracted")
        yield from texts("note", claim.note)
        yield from extras(claim.extras)

    def _contest(self, contest: Contest) -> Remark:
        """`disputed by Taliban: dismisses the estimates`, `contradicted by …: “…”`."""
        dispute = contest.kind == "dispute"
        verb = "contradicts" if contest.outgoing else "contradicted by"
        words = [Piece(f"{'disputed by' if dispute else verb} "), *self._voices(contest.by)]
        elsewhere = contest.other.partition("/")[0]
        if elsewhere and not contest.claim:
            words += [Piece(": "), self._event(elsewhere)]
        elif contest.text:
            text = (given(contest.text),) if dispute else quoted(contest.text)
            words += [Piece(": "), *text, *self._under(elsewhere)]
        if dispute and contest.date is not None:
            words.append(Piece(f" (said {long(contest.date)})"))
        return Remark(((*words, *_aside(contest.extras)),), sign="disputed")

    def _under(self, id: str) -> Words:
        """Where a claim stands that is not the event's own."""
        elsewhere = id not in ("", self.event.id)
        return (Piece(" (under "), self._event(id), Piece(")")) if elsewhere else ()


def when_and_where(timeline: Timeline, when: EdtfDate | None, where: Iterable[str]) -> Words:
    """When and where it happened, according to a claim: `on 25 July 2021, at Kaldar`."""
    told: list[Words] = []
    if when is not None:
        exact = not (when.is_vague or when.approximate or when.uncertain)
        said = f"{'on' if exact else 'happened'} {long(when)}"
        told.append((Piece("when is not known" if when.is_undated else said),))
    if names := [(place_name(timeline, id),) for id in where]:
        told.append((Piece("at "), *listed(names, " and ")))
    return listed(told, ", ")


def _facts(claim: Claim) -> Iterator[str]:
    """When it was said, how credible it is, by which id other claims name it."""
    if claim.date is not None:
        yield f"said {long(claim.date)}"
    if claim.credibility is not None:
        meaning = CREDIBILITY[claim.credibility - 1]
        yield f"credibility {claim.credibility}, {meaning}"
    if id := typed_id(claim):
        yield f"id {id}"


def elements(timeline: Timeline, chain: Chain) -> list[str]:
    """The names in a chain, what is cited of each in brackets behind it."""
    names = []
    for id, citation in chain.elements:
        words = f" ({''.join(part.text for part in cited(citation, long))})" if citation else ""
        names.append(f"{timeline.party(id).name}{words}")
    return names


def party_target(timeline: Timeline, id: str) -> Target:
    return Target("actor" if id in timeline.actors else "source", id)
