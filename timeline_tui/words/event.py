"""Everything the file says of one event, as lines of a pane. Pure: a timeline and an event in,
lines out."""

from __future__ import annotations

from timeline_tui.core.evidence.contests import Contest, contested_index, reference
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.problems import Problem
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Actor, Event, Participant, Record, Timeline
from timeline_tui.words.attribution import Voices
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_text
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.legend import standing_glyph
from timeline_tui.words.pane import Highlight, PaneLine, PaneWriter, Target, TargetKind
from timeline_tui.words.spans import Role, Span

__all__ = ["PaneLine", "Target", "TargetKind", "event_lines", "figure_text"]

LINK_WORDS: dict[str, tuple[str, str]] = {
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


def event_lines(
    timeline: Timeline,
    event: Event,
    *,
    glyphs: Glyphs,
    highlight: Highlight | None = None,
    width: int,
) -> tuple[PaneLine, ...]:
    """The event in lines of at most `width` cells, but never less than 20.

    `highlight` gives the ranges of a text that the query found. Sections without content are left
    out; a broken record shows its text as it was typed.
    """
    pane = PaneWriter(width, highlight)
    record = timeline.records[timeline.row_of[event.id]]
    if event.broken:
        pane.write(*pane.found(event.title, "problem"))
        _problems(pane, timeline, record)
        pane.section("AS TYPED")
        pane.paragraphs(record.text)
    else:
        _head(pane, timeline, event, glyphs)
        voices = Voices(timeline, glyphs, pane)
        _actors(voices, event)
        _attribution(voices, event)
        _links(pane, timeline, event, glyphs)
        _remarks(pane, event)
        _problems(pane, timeline, record)
        pane.section("ABOUT THE SOURCES")
        voices.sources(event)
        pane.section("ABOUT THE PLACES")
        voices.places(event)
        pane.section("ABOUT THE ACTORS")
        voices.actors(event)
    _file(pane, event, record)
    return tuple(pane.lines)


def _head(pane: PaneWriter, timeline: Timeline, event: Event, glyphs: Glyphs) -> None:
    pane.write(*pane.found(event.title, "title"), hang=0)
    text = (Span("  "), *pane.quoted(event.date_text, "dim")) if event.date_text else ()
    if event.date is None and event.date_written:
        pane.write(Span("Date not read: "), Span(f'"{event.date_written}"', "problem"), *text)
    else:
        words = long(event.date, event.time)
        pane.write(Span(words[:1].upper() + words[1:]), *text)
    _contested(pane, timeline, event, glyphs)
    _kind(pane, event, glyphs)
    for place in event.locations:
        _place(pane, timeline, place, glyphs)
    if event.description:
        pane.blank()
        pane.paragraphs(event.description)


def _contested(pane: PaneWriter, timeline: Timeline, event: Event, glyphs: Glyphs) -> None:
    """Who contests it, by name, where it is seen first; in which words stands further down."""
    said: dict[str, list[str]] = {"disputed by ": [], "contradictory accounts: ": []}
    asserted: set[str] = set()
    for contest in standing(timeline, event).contested_by:
        dispute = contest.kind == "dispute"
        names = said["disputed by " if dispute else "contradictory accounts: "]
        told = dispute or contest.claim in asserted
        for chains in (contest.by,) if told else (contest.against, contest.by):
            parties = [timeline.party(chain.origin).name for chain in chains]
            names.extend(parties or ["nobody named"])
        if not dispute:
            asserted.add(contest.claim)  # who asserts a claim is named once
    for words, names in said.items():
        if names:
            named = ", ".join(dict.fromkeys(names))
            pane.write(Span(f"{glyphs.disputed} {words}", "contested"), *pane.found(named))


def _kind(pane: PaneWriter, event: Event, glyphs: Glyphs) -> None:
    """Type, and what is not plainly so: planned, cancelled, taken back."""
    spans = [*pane.found(event.type, "dim")] if event.type else []
    if event.status != "occurred":
        sign = glyphs.planned if event.status == "planned" else glyphs.cancelled
        spans += [*([Span(", ", "dim")] if spans else []), Span(f"{sign} {event.status}")]
    if spans:
        pane.write(*spans)
    if event.retracted is not None:
        pane.write(Span(f"{glyphs.retracted} retracted {long(event.retracted)}", "contested"))


def _place(pane: PaneWriter, timeline: Timeline, id: str, glyphs: Glyphs) -> None:
    """The place and all it lies within; the line acts on the place itself."""
    spans: list[Span] = []
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current not in seen and current in timeline.places:
        seen.add(current)
        place = timeline.places[current]
        if spans:
            spans.append(Span(f" {glyphs.within} ", "dim"))
        spans.extend(pane.found(place.name))
        current = place.within
    pane.write(*spans, target=Target("location", id))


def _actors(voices: Voices, event: Event) -> None:
    pane, timeline = voices.pane, voices.timeline
    pane.section("ACTORS")
    for participant in event.actors:
        actor = timeline.actors[participant.actor]
        spans = [*pane.found(actor.name)]
        about = _about(actor, participant)
        if about:
            spans.append(Span(f"  {about}", "dim"))
        pane.write(*spans, target=Target("actor", actor.id))
        if participant.note:
            pane.paragraphs(participant.note, "dim", indent=2)
        voices.extras(participant.extras, indent=2)


def _about(actor: Actor, participant: Participant) -> str:
    """Role, side and position, as far as they say more than the name."""
    facts = [participant.role] if participant.role != "participant" else []
    if actor.side and name_key(actor.side) != name_key(actor.name):
        facts.append(f"side {actor.side}")
    if actor.position:
        facts.append(actor.position)
    return ", ".join(facts)


def _attribution(voices: Voices, event: Event) -> None:
    pane, timeline = voices.pane, voices.timeline
    contests: dict[str, list[Contest]] = {}
    for contest in contested_index(timeline).contests.get(event.id, ()):
        contests.setdefault(contest.claim, []).append(contest)
    pane.section("CLAIMS")
    for number, claim in enumerate(event.claims):
        if number:
            pane.blank()
        voices.claim(event, claim, contests.get(reference(event, claim), ()))
    pane.section("FIGURES")
    for figure in event.figures:
        voices.figure(figure)
    pane.section("WHO SAYS SO")
    for chain in event.chains:
        voices.chain(chain)
    found = standing(timeline, event)
    sign = standing_glyph(found.kind, voices.glyphs)
    role: Role = "contested" if sign.role == "contested" else "dim"
    said = sentence(found, timeline, long)
    pane.write(Span(f"{sign.text} ", role), *pane.found(said, "dim"))
    pane.section("CONTESTED BY")
    for contest in contests.get("", ()):
        if contest.kind == "dispute":
            voices.contest(event, contest, indent=0)


def _links(pane: PaneWriter, timeline: Timeline, event: Event, glyphs: Glyphs) -> None:
    """Links as seen from this end, those that contradict first, and the order that is known."""
    pane.section("LINKS")
    own = timeline.links.get(event.id, ())
    for link in sorted(own, key=lambda link: link.type != "contradicts"):
        words = LINK_WORDS.get(link.type, (link.type, f"{link.type} of"))
        _link(pane, timeline, words[0] if link.outgoing else words[1], link.event, glyphs)
    for word, ids in (("after", event.after), ("before", event.before)):
        for id in ids:
            _link(pane, timeline, word, id, glyphs)


def _link(pane: PaneWriter, timeline: Timeline, word: str, id: str, glyphs: Glyphs) -> None:
    other = timeline.events[timeline.row_of[id]]
    contested = word.startswith("contradict")
    before = (
        Span(f"{glyphs.disputed} {word} ", "contested") if contested else Span(f"{word} ", "dim")
    )
    date = "" if other.undated else f" ({long(other.date)})"
    pane.write(
        before, *pane.found(other.title, "accent"), Span(date, "dim"), target=Target("event", id)
    )


def _remarks(pane: PaneWriter, event: Event) -> None:
    pane.section("TAGS")
    if event.tags:
        pane.write(*pane.found(", ".join(event.tags)))
    pane.section("NOTE")
    if event.note:
        pane.paragraphs(event.note)
    pane.section("OTHER KEYS")
    for key, value in event.extras:
        pane.paragraphs(f"{key}: {value}")


def _problems(pane: PaneWriter, timeline: Timeline, record: Record) -> None:
    """What is wrong in the lines of the record."""
    pane.section("PROBLEMS")
    end = record.line + max(len(record.text.splitlines()), 1)
    for problem in timeline.problems:
        if problem.file == record.file and record.line <= problem.line < end:
            _problem(pane, problem)


def _problem(pane: PaneWriter, problem: Problem) -> None:
    hint = f". {problem.hint}" if problem.hint else ""
    pane.write(
        Span(f"line {problem.line}: ", "dim"),
        Span(f"{problem.message}{hint}", "dim" if problem.severity == "note" else "problem"),
        target=Target("file", f"{problem.file}:{problem.line}"),
    )


def _file(pane: PaneWriter, event: Event, record: Record) -> None:
    """Where it was typed. As of a day the record has no text, and its line is not told either: what
    is typed above it later would move it."""
    place = f"{record.file}:{record.line}"
    pane.section("FILE")
    shown = Span(place if record.text else record.file)
    pane.write(shown, target=Target("file", place))
    pane.write(Span(event.id, "dim"), hang=0)
