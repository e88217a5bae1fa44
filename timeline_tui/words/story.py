"""An event, an entry or the timeline as lines of a pane: what `telling` says, what the query found
in it marked. The lines are not broken: who draws them knows how much room there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, cast

from timeline_tui.core.evidence.standing import StandingKind
from timeline_tui.core.models import Chain, Event
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.words.about import about, about_timeline, named
from timeline_tui.words.signs import Glyphs, standing_glyph
from timeline_tui.words.spans import Line, Role, Span, by_line, harmless, isolate, marked, text_of
from timeline_tui.words.status import counted
from timeline_tui.words.telling import (
    Piece,
    PieceKind,
    Remark,
    Story,
    Target,
    TargetKind,
    Words,
    elements,
    given,
    listed,
    party_target,
    said,
    tell,
)

__all__ = [
    "Target",
    "TargetKind",
    "Told",
    "about_lines",
    "event_lines",
    "named_lines",
    "timeline_lines",
]


class Told(NamedTuple):
    """A paragraph, set in by `indent` cells, and what it acts on, if anything. One without text is
    air."""

    indent: int
    line: Line
    target: Target | None = None


_AIR = Told(0, ())


def event_lines(view: View, event: Event, glyphs: Glyphs) -> tuple[Told, ...]:
    """Everything the file says of an event of the view's timeline, its problems included, but not
    what it says of the entries that the event names.

    A broken record shows its text as it was typed.
    """
    writer = _Writer(view, glyphs, frozenset(chain.attribution for chain in event.chains))
    story = tell(view, event)
    remarks = (*story.remarks, *_record(view, event))
    return (*writer.head(story), *(told for one in remarks for told in writer.section(one)))


def named_lines(view: View, event: Event, glyphs: Glyphs) -> tuple[Told, ...]:
    """What the file says of the sources, places and actors that an event names."""
    writer = _Writer(view, glyphs)
    return tuple(told for one in named(view.timeline, (event,)) for told in writer.section(one))


def about_lines(view: View, kind: PaneKind, id: str, glyphs: Glyphs) -> tuple[Told, ...]:
    """A dossier: everything the file says of an entry of a facet, under its name, then what its
    events tell of it, and where in time these lie."""
    from timeline_tui.words.dossier import dossier, lane_of  # an event is told without it

    writer, name = _Writer(view, glyphs), view.index.name(kind, id)
    rows = view.index.rows(kind, nested=True).get(id, ())
    found = [*_page(writer, name, _own(view, kind, id))]
    for remark in dossier(view, kind, id) if rows else ():
        found += writer.section(remark)
    if lane := [*lane_of(view, rows, glyphs)]:
        found += (_AIR, Told(0, (Span("IN TIME", "label"),)), *(Told(0, line) for line in lane))
    return tuple(found)


def _own(view: View, kind: PaneKind, id: str) -> Iterator[Remark]:
    """What the file says of an entry, how many events of it are shown, where it is declared."""
    timeline = view.timeline
    entry = view.index.entries[kind].get(id) if kind in view.index.entries else None
    counts = next((one for one in view.facet(kind) if one.id == id), None)
    if entry is not None:
        yield from about(timeline, entry)
    shown = f"{counts.count:,} of {counts.total:,} shown" if counts is not None else "none"
    yield said(shown, "events")
    if entry is None:
        return
    yield said(id, "id")
    declared = timeline.declared_at(kind, id)
    if entry.implicit:
        yield said("not declared: only events name it", "file")
    elif declared is not None:
        file, line, _ = declared
        # As of a day the line is not told: what is typed above it later would move it.
        where = file if view.known else f"{file}:{line}"
        yield said(where, "file", Target("file", f"{file}:{line}"))


def timeline_lines(view: View, glyphs: Glyphs) -> tuple[Told, ...]:
    """What the files say of themselves, and how much is in them."""
    title = view.timeline.title or "Timeline"
    return tuple(_page(_Writer(view, glyphs), title, about_timeline(view.timeline)))


def _page(writer: _Writer, name: str, remarks: Iterable[Remark]) -> Iterator[Told]:
    yield Told(0, harmless((Span(isolate(name), "title"),)))
    for remark in remarks:
        yield from writer.remark(remark, 0)


def _record(view: View, event: Event) -> Iterator[Remark]:
    """What is wrong in the event's record, its text if it cannot be read, and where it stands."""
    timeline = view.timeline
    record = timeline.records[timeline.row_of[event.id]]
    found, lines = [], record.lines
    for one in timeline.problems:
        if one.file == record.file and one.line in lines:
            place = Target("file", f"{one.file}:{one.line}")
            words = f"{one.message}. {one.hint}" if one.hint else one.message
            kind: PieceKind = "plain" if one.severity == "note" else "problem"
            found.append((Piece(f"line {one.line}: ", target=place), Piece(words, kind)))
    if found:
        yield Remark(tuple(found), "Problems")
    if event.broken and record.text:
        yield Remark(((given(record.text.rstrip()),),), "As typed")
    # As of a day a record has no text, and its line is not told: what is typed later moves it.
    line = f"{record.file}:{record.line}"
    file = Piece(line if record.text else record.file, "given", Target("file", line))
    yield Remark(((file,), (Piece(event.id),)), "File")


_ROLES: dict[str, Role] = {
    "given": "plain",
    "who": "title",
    "event": "accent",
    "problem": "problem",
}


_IN_ASCII: Final = str.maketrans("“”–", '""-')  # of our own words, not of the file's


class _Writer(NamedTuple):
    """Writes what is told of one view. The chains `told` are not told again with claims."""

    view: View
    glyphs: Glyphs
    told: frozenset[object] = frozenset()

    def head(self, story: Story) -> Iterator[Told]:
        event = story.event
        yield from self._written((Piece(event.title, "problem" if event.broken else "who"),))
        yield Told(0, self._verdict(story))
        if story.date:
            text = (Piece('  "'), given(event.date_text), Piece('"')) if event.date_text else ()
            yield from self._written((*story.date, *text), own="plain")
        if event.type:
            yield from self._written((given(event.type),))
        for place in story.places:
            within = listed(((one,) for one in place), f" {self.glyphs.within} ")
            yield from self._written(within)
        if event.description:
            yield _AIR
            yield from self._written((given(event.description),))

    def _verdict(self, story: Story) -> Line:
        """What must not be missed, and how well it is attested: `≠ disputed · 3 origins`."""
        standing, spans = story.standing, []
        for sign, words in story.marks:
            role: Role = "contested" if sign in ("disputed", "retracted") else "plain"
            role = "problem" if sign == "broken" else role
            spans.append(Span(f"{getattr(self.glyphs, sign)} {words[:1].lower()}{words[1:]}", role))
        if standing.kind not in ("disputed", "retracted") and not story.event.broken:
            own = standing_glyph(standing.kind, self.glyphs)
            spans.append(Span(f"{own.text} {standing.kind.replace('-', ' ')}", own.role))
        if len(standing.counted) > 1:
            spans.append(Span(counted(len(standing.counted), "independent origin"), "dim"))
        return tuple(
            span for one in spans for span in (Span(f" {self.glyphs.between} ", "dim"), one)
        )[1:]

    def section(self, remark: Remark) -> Iterator[Told]:
        """A remark of an event under its label, with air above."""
        yield _AIR
        yield Told(0, (Span(remark.label.upper(), "label"),))
        yield from self.remark(remark._replace(label=""), 0)

    def remark(self, remark: Remark, indent: int) -> Iterator[Told]:
        before = [Piece(f"{remark.label}: ")] if remark.label else []
        if remark.sign:
            before.append(Piece(f"{getattr(self.glyphs, remark.sign)} "))
        for item in remark.items:
            chains = [chain for piece in item for chain in piece.chains]
            if all(piece.chains for piece in item):  # nothing else is said
                yield from (self._chain(chain, indent) for chain in chains)
                continue
            own: Role = "contested" if remark.sign else "dim"
            yield from self._written((*before, *item), indent, own)
            if len(chains) > 1 or any(len(chain.parties) > 1 or chain.cited for chain in chains):
                new = [chain for chain in chains if chain.attribution not in self.told]
                yield from (self._chain(chain, indent + 2) for chain in new)
        for below in remark.below:
            yield from self.remark(below, indent + 2 * bool(remark.items))

    def _chain(self, chain: Chain, indent: int) -> Told:
        """A chain from the publication to its origin, on which the line acts."""
        timeline = self.view.timeline
        names = ((given(name),) for name in elements(timeline, chain))
        words = listed(names, f" {self.glyphs.had_from} ")
        return Told(indent, harmless(self._spans(words)), party_target(timeline, chain.origin))

    def _written(self, words: Words, indent: int = 0, own: Role = "dim") -> Iterator[Told]:
        """A paragraph for each line of the words, our own in the role `own`; they act on the first
        thing that is named."""
        target = next((piece.target for piece in words if piece.target), None)
        for line in by_line(self._spans(words, own)):
            yield Told(indent, harmless(line), target if text_of(line).strip() else None)

    def _spans(self, words: Iterable[Piece], own: Role = "dim") -> Line:
        """`words` as spans, our own in the role `own`; what the query found in the file's is
        marked."""
        spans: list[Span] = []
        for text, kind, _, _ in words:
            if kind == "plain":
                ascii = self.glyphs.rule.isascii()
                spans.append(Span(text.translate(_IN_ASCII) if ascii else text, own))
            elif kind == "standing":
                sign = standing_glyph(cast(StandingKind, text.replace(" ", "-")), self.glyphs)
                spans.append(Span(f"{sign.text} {text}", sign.role))
            else:
                spans += marked(text, self.view.highlight(text), _ROLES[kind])
        return tuple(spans)
