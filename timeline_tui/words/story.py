"""An event, an entry or the timeline as lines of a pane: what `telling` says, what the query found
in it marked. The lines are not broken: who draws them knows how much room there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from timeline_tui.core.models import Chain, Event
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.words.about import about, about_timeline, named
from timeline_tui.words.events import Story, tell
from timeline_tui.words.signs import UNICODE, Glyphs, standing_glyph
from timeline_tui.words.spans import (
    Line,
    Role,
    Span,
    by_line,
    harmless,
    isolate,
    marked,
    text_of,
    wrap,
)
from timeline_tui.words.telling import (
    DRAWN,
    Piece,
    PieceKind,
    Remark,
    Target,
    Words,
    elements,
    given,
    listed,
    party_target,
    said,
)
from timeline_tui.words.whiskers import CELLS


class Told(NamedTuple):
    """A paragraph, set in by `indent` cells, and what it acts on, if anything. One without text is
    air. All lines but the first are set in by `hang` cells more."""

    indent: int
    line: Line
    target: Target | None = None
    hang: int = 0


_AIR = Told(0, ())


def told_lines(told: Told, width: int) -> list[Line]:
    """A paragraph broken into lines of a width."""
    indent = min(told.indent, width // 2)
    hang = told.hang if told.hang <= width // 2 else 2
    return wrap((Span(" " * indent), *told.line), width, indent + hang)


def signed_lines(told: Told, width: int, glyphs: Glyphs) -> list[Line]:
    """The same behind a cell for the sign of those that act on something."""
    sign = Span(glyphs.follows, "dim") if told.target is not None else Span(" ")
    found = enumerate(told_lines(told, width - 1))
    return [(Span(" ") if at else sign, *line) for at, line in found]


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


_ROLES: Final[dict[PieceKind, Role]] = {
    "given": "plain",
    "who": "title",
    "event": "accent",
    "problem": "problem",
    "scale": "dim",
    "whisker": "accent",
    "denial": "contested",
}


def words_line(
    words: Iterable[Piece],
    glyphs: Glyphs,
    own: Role = "dim",
    found: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (),
) -> Line:
    """Words as spans, our own in the role `own`, drawn with `glyphs`; what is `found` in those of
    the file is marked."""
    spans: list[Span] = []
    for text, kind, *_ in words:
        if kind in DRAWN:
            drawn = text.translate(str.maketrans(UNICODE.whisker, glyphs.whisker))
            spans.append(Span(drawn, _ROLES[kind]))
        elif kind == "plain":
            spans.append(Span(glyphs.own(text), own))
        else:
            spans += marked(text, found(text), _ROLES[kind])
    return tuple(spans)


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
        spans = []
        for sign, words in (*story.marks, *story.attested):
            drawn, role = standing_glyph(sign, self.glyphs) if sign else Span("", "dim")
            spans.append(Span(f"{drawn} {words[:1].lower()}{words[1:]}".lstrip(), role))
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
        own: Role = "contested" if remark.sign else "dim"
        for item in remark.items:
            voices = [piece for piece in item if piece.chains]
            if item in [(one,) for one in voices if len(one.chains) == 1]:
                yield self._chain(item[0].chains[0], indent)
                continue
            yield from self._written((*before, *item), indent, own)
            if item[0].kind not in DRAWN:  # there the claims tell through whom
                everything = item[0] in voices and not any(piece.kind == "given" for piece in item)
                for who in voices:
                    yield from self._passed_on(who, indent + 2, len(voices) > 1, everything)
        for number, below in enumerate(remark.below):
            if number and below.items and below.items[0][0].kind == "scale":
                yield _AIR
            yield from self.remark(below, indent + 2 * bool(remark.items))

    def _passed_on(self, who: Piece, indent: int, named: bool, everything: bool) -> Iterator[Told]:
        """Through whom it comes from an origin: what joins on the way is a branch of a tree, under
        the origin if it is to be `named`. Not what was told, unless `everything` is asked for."""
        new = [one for one in who.chains if everything or one.attribution not in self.told]
        told = [one for one in new if len(one.parties) > 1 or one.cited]
        if len(told) == 1 and (everything or named):
            yield self._chain(told[0], indent)
        elif told:
            if named:
                yield self._run((who._replace(kind="given"),), indent)
            ways = ((self._elements(one)[::-1], one.elements[-1][1]) for one in told)
            below = [way if cited else way[1:] for way, cited in ways]
            yield from self._branches(below, indent + 2 * named)

    def _branches(self, ways: Iterable[Words], indent: int) -> Iterator[Told]:
        """Ways from an origin as a tree, each run of it from the publication on."""
        branches: dict[Piece, list[Words]] = {}
        for first, *rest in filter(None, ways):
            branches.setdefault(first, []).append(tuple(rest))
        for first, rests in branches.items():
            run = [first]
            while rests[0] and len(set(rests)) == 1:
                run.append(rests[0][0])
                rests = [rest[1:] for rest in rests]
            yield self._run(run[::-1], indent)
            yield from self._branches(rests, indent + 2)

    def _elements(self, chain: Chain) -> Words:
        timeline = self.view.timeline
        found = zip(elements(timeline, chain), chain.parties, strict=True)
        return tuple(Piece(name, "given", party_target(timeline, id)) for name, id in found)

    def _chain(self, chain: Chain, indent: int) -> Told:
        """A chain from the publication to its origin, on which the line acts."""
        target = party_target(self.view.timeline, chain.origin)
        return self._run(self._elements(chain), indent)._replace(target=target)

    def _run(self, run: Sequence[Piece], indent: int) -> Told:
        words = listed(((one,) for one in run), f" {self.glyphs.had_from} ")
        return Told(indent, harmless(self._spans(words)), run[0].target, 2)

    def _written(self, words: Words, indent: int = 0, own: Role = "dim") -> Iterator[Told]:
        """A paragraph for each line of the words, our own in the role `own`; they act on the first
        thing that is named."""
        target = next((piece.target for piece in words if piece.target), None)
        hang = CELLS + 2 if words[0].kind in DRAWN else 2 if target or indent else 0
        for line in by_line(self._spans(words, own)):
            leads = target if text_of(line).strip() else None
            yield Told(indent, harmless(line), leads, hang)

    def _spans(self, words: Iterable[Piece], own: Role = "dim") -> Line:
        return words_line(words, self.glyphs, own, self.view.highlight)
