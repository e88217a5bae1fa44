"""Who says so and who contests it, as lines of the event pane: chains, claims, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.evidence.contests import Contest, contested_index, reference
from timeline_tui.core.evidence.named import actors_of, places_of, sources_of
from timeline_tui.core.evidence.statements import typed_id, with_included
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Event,
    Figure,
    Place,
    Timeline,
)
from timeline_tui.words.about import Entry, Fact, facts, remarks
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.pane import PaneWriter, Target, TargetKind
from timeline_tui.words.spans import Span

CREDIBILITY = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}
"""The words of the Admiralty code, AJP-2.1 (FORMAT, names)."""


def claim_facts(claim: Claim) -> list[str]:
    """`said 27 July 2021` and `credibility 2, probably true`, as far as the file says so."""
    told = [f"said {long(claim.date)}"] if claim.date is not None else []
    if claim.credibility is not None:
        meaning = CREDIBILITY.get(claim.credibility, "")
        told.append(f"credibility {claim.credibility}, {meaning}".rstrip(", "))
    return told


@dataclass(frozen=True, slots=True)
class Voices:
    """Writes who says and who contests something of one event."""

    timeline: Timeline
    glyphs: Glyphs
    pane: PaneWriter

    def chain(self, chain: Chain, *, indent: int = 0, before: str = "") -> None:
        """A chain from the publication to its origin, on which the line acts."""
        spans = [Span(before, "dim")] if before else []
        for number, party in enumerate(chain.parties):
            if number:
                spans.append(Span(f" {self.glyphs.had_from} ", "dim"))
            spans.extend(self.pane.found(self.timeline.party(party).name))
        kind: TargetKind = "actor" if chain.origin in self.timeline.actors else "source"
        told = self._told_apart(chain)
        if told:
            spans.append(Span(told, "dim"))
        self.pane.write(*spans, indent=indent, target=Target(kind, chain.origin))

    def _told_apart(self, chain: Chain) -> str:
        """The report date, where the publication's own entry does not give it."""
        publication = self.timeline.sources.get(chain.publication)
        published = publication.published if publication is not None else None
        if chain.reported is None or chain.reported == published:
            return ""
        return f", {long(chain.reported)}"

    def claim(self, event: Event, claim: Claim, contests: Iterable[Contest]) -> None:
        """A claim with all that is said of it; `contests` are those of the claim."""
        pane = self.pane
        pane.paragraphs(claim.text)
        if claim.quote:
            pane.write(*pane.quoted(claim.quote), indent=2)
        for figure in claim.figures:
            self.figure(figure, indent=2)
        self._said_by(event, claim)
        ref = reference(event, claim)
        index = contested_index(self.timeline)
        for contest in contests:
            self.contest(event, contest)
        for other in claim.supersedes:
            self._replaces("supersedes", event, other)
        for other in index.superseded_by.get(ref, ()):
            self._replaces("superseded by", event, other)
        if claim.retracted is not None:
            retracted = f"{self.glyphs.retracted} retracted {long(claim.retracted)}"
            pane.write(Span(retracted, "contested"), indent=2)
        if claim.note:
            pane.paragraphs(claim.note, "dim", indent=2)
        self.extras(claim.extras, indent=2)

    def figure(self, figure: Figure, indent: int = 0) -> None:
        """A figure on a line, then the keys of one's own in it and in its parts."""
        self.pane.write(*self.pane.found(figure_line(figure, self.timeline)), indent=indent)
        for one in with_included(figure):
            self.extras(one.extras, indent=indent + 2)

    def extras(self, extras: Iterable[tuple[str, str]], indent: int) -> None:
        """The keys of one's own (`x-…`) with what stands there."""
        for key, value in extras:
            self.pane.write(Span(f"{key}: ", "dim"), *self.pane.found(value, "dim"), indent=indent)

    def _said_by(self, event: Event, claim: Claim) -> None:
        parties = [chain.parties for chain in claim.chains]
        if claim.inherited and parties and parties == [chain.parties for chain in event.chains]:
            self.pane.write(Span("from the event's own sources", "dim"), indent=2)
        else:
            for chain in claim.chains:
                self.chain(Chain(chain.parties), indent=2)
        for chain in claim.supports:
            self.chain(chain, indent=2, before="supported by ")
        id = typed_id(claim)
        told = [*claim_facts(claim), *([f"id {id}"] if id else [])]
        if told:
            self.pane.write(Span("; ".join(told), "dim"), indent=2)

    def contest(self, event: Event, contest: Contest, indent: int = 2) -> None:
        """Who contests, in which words; a line on another event's claim leads there."""
        pane, who = self.pane, self._origins(contest.by)
        if contest.kind == "dispute":
            verb, words = "disputed by", pane.found(contest.text) if contest.text else ()
            who = who or "nobody named"
        else:
            verb = "contradicts" if contest.outgoing else "contradicted by"
            words = pane.quoted(contest.text)
        other_id = contest.other.partition("/")[0]
        elsewhere = other_id and other_id != event.id
        spans = [Span(f"{self.glyphs.disputed} {verb} ", "contested")]
        if who:
            spans += [*pane.found(who, "contested"), *([Span(": ")] if words else [])]
        spans += words
        if elsewhere and contest.claim:
            spans.append(Span(f" ({self._title(other_id)})", "dim"))
        target = Target("event", other_id) if elsewhere else None
        pane.write(*spans, indent=indent, target=target)
        if contest.kind == "dispute":
            self._how_it_is_known(contest.by, contest.date, indent + 2)
            self.extras(contest.extras, indent + 2)

    def _how_it_is_known(
        self, chains: tuple[Chain, ...], date: EdtfDate | None, indent: int
    ) -> None:
        """The chains of a dispute that came through others, and its own date."""
        for chain in chains:
            if len(chain.parties) > 1:
                self.chain(Chain(chain.parties), indent=indent)
        if date is not None:
            self.pane.write(Span(f"said {long(date)}", "dim"), indent=indent)

    def _replaces(self, verb: str, event: Event, ref: str) -> None:
        placed = contested_index(self.timeline).claims.get(ref)
        if placed is None:
            return
        spans = [Span(f"{verb} ", "dim"), *self.pane.quoted(placed.claim.text)]
        target = None
        if placed.event.id != event.id:
            spans.append(Span(f" ({placed.event.title})", "dim"))
            target = Target("event", placed.event.id)
        self.pane.write(*spans, indent=2, target=target)

    def _origins(self, chains: Iterable[Chain]) -> str:
        parties = dict.fromkeys(chain.origin for chain in chains)
        return ", ".join(self.timeline.party(party).name for party in parties)

    def _title(self, event_id: str) -> str:
        return self.timeline.events[self.timeline.row_of[event_id]].title

    def sources(self, event: Event) -> None:
        """What the file says of each source that the event names, and where it can be opened."""
        for source in sources_of(self.timeline, (event,)):
            told = facts(self.timeline, source)
            if not (told or remarks(source) or source.url or source.archived):
                continue
            if source.name != source.url:
                self.pane.write(*self.pane.found(source.name), target=Target("source", source.id))
            if told:
                words = ", ".join(fact.words for fact in told)
                self.pane.write(*self.pane.found(words, "dim"), indent=2)
            self._address(source.url, "")
            self._address(source.archived, "archived ")
            self._remarks(source)

    def places(self, event: Event) -> None:
        """What the file says of the places that the event names, and of those around them."""
        for place in places_of(self.timeline, (event,)):
            told = [fact for fact in facts(self.timeline, place) if fact.label != "within"]
            self._about(place, told, "location")

    def actors(self, event: Event) -> None:
        """What the file says of those who take part, are quoted or counted."""
        taking_part = {participant.actor for participant in event.actors}
        for actor in actors_of(self.timeline, (event,)):
            told = facts(self.timeline, actor)
            if actor.id in taking_part:  # then these two stand beside its part
                told = tuple(fact for fact in told if fact.label not in ("position", "side"))
            self._about(actor, told, "actor")

    def _about(self, entry: Place | Actor, told: Sequence[Fact], kind: TargetKind) -> None:
        if told or remarks(entry):
            words = ", ".join(fact.words for fact in told)
            spans = (Span("  "), *self.pane.found(words, "dim")) if words else ()
            self.pane.write(*self.pane.found(entry.name), *spans, target=Target(kind, entry.id))
            self._remarks(entry)

    def _remarks(self, entry: Entry) -> None:
        if entry.note:
            self.pane.paragraphs(entry.note, "dim", indent=2)
        self.extras(entry.extras, indent=2)

    def _address(self, url: str, before: str) -> None:
        if url:
            spans = (Span(before, "dim"), Span(url, "accent"))
            self.pane.write(*spans, indent=2, target=Target("url", url))
