"""What differs between two versions as lines: a sign and a title, below it what is said otherwise.

`+` is what came, `−` what went, `~` what differs. Knows no toolkit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from timeline_tui.core.dates import DayTime
from timeline_tui.core.diff import Change, Differences, Fields, Kind
from timeline_tui.core.evidence.standing import Standing, sentence, standing
from timeline_tui.core.models import Chain, Claim, Dispute, Figure, Participant
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.about import in_words
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line
from timeline_tui.words.spans import Line, Span, isolate, wrap
from timeline_tui.words.status import counted
from timeline_tui.words.telling import elements

if TYPE_CHECKING:
    from timeline_tui.words.signs import Glyphs

_LABELS: Final = 18  # cells: four before a label, and room for the longest one
_SHORT: Final = 60  # characters of two texts that stand on one line
_NAMES: Final = {
    "date_text": "date as told",
    "extras": "other keys",
    "ids": "ids elsewhere",
    "locations": "places",
}
_SECTIONS: Final = {"locations": "place", "actors": "actor", "sources": "source"}


_Row = tuple[str, Line]


def summary(found: Differences) -> str:
    """How many events came, went and differ, and how many entries of the head."""
    kinds = Counter(change.kind for change in found.events)
    counts = ", ".join(f"{kinds[kind]:,} {kind}" for kind in get_args(Kind) if kinds[kind])
    events, head = len(found.events), len(found.entries) + len(found.head)
    said = [f"{counted(events, 'event')} differ{'s' * (events == 1)}: {counts}"] * bool(events)
    said += [f"{head:,} differ{'s' * (head == 1)} in the head"] * bool(head)
    return "; ".join(said) or "No differences"


def change_lines(
    found: Differences, old: Timeline, new: Timeline, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """The events in the order of the chronology, then the head; in `width` cells or, where it is
    None, a line for each row."""
    rows = _Rows(old, new, glyphs)
    for indent, line in _lines(found, rows):
        yield from (line,) if width is None else wrap(line, width, indent)


def _lines(found: Differences, rows: _Rows) -> Iterator[tuple[int, Line]]:
    """Each line, and how far in it goes on where it is broken."""
    for number, change in enumerate(found.events):
        if number:
            yield 0, ()
        event = change.shown
        date = long(event.date, event.time) if event.date else event.date_written
        yield 2, (rows.sign(change), Span(isolate(event.title), "title"), Span(f"  {date}", "dim"))
        yield from _laid_out(rows.event(change))
    if not (found.head or found.entries):
        return
    if found.events:
        yield 0, ()
    yield 0, (Span("In the head", "label"),)
    yield from _laid_out(rows.fields(found.head))
    for change in found.entries:
        shown = change.shown
        id = Span(f"  {shown.id}" if shown.id != shown.name else "", "dim")
        section = Span(f"{_SECTIONS[change.section]} ")
        yield 2, (rows.sign(change), section, Span(isolate(shown.name), "title"), id)
        yield from _laid_out(rows.fields(change.fields))


def _laid_out(rows: Iterable[_Row]) -> Iterator[tuple[int, Line]]:
    """The rows, a label that stands above the same one left out."""
    last = ""
    for label, spans in rows:
        shown = "" if label == last else label
        yield _LABELS + 2, (Span(f"    {shown:<{_LABELS - 4}}", "dim"), *spans)
        last = label


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a label and a text: what went and came between two versions."""

    old: Timeline
    new: Timeline
    glyphs: Glyphs

    def sign(self, change: Change) -> Span:
        signs = {"new": self.glyphs.included, "gone": self.glyphs.excluded, "changed": "~"}
        return Span(f"{signs[change.kind]} ")

    def event(self, change: Change) -> Iterator[_Row]:
        """All that is to be said of an event, its id first and how it stands last."""
        event = change.shown
        if "id" not in change.fields:
            yield "id", (Span(event.id),)
        if change.kind != "changed":
            timeline = self.new if change.new else self.old
            stands = sentence(standing(timeline, event), timeline, long)
            yield "standing", (Span(isolate(stands)),)
        if change.fields.keys() == {"standing"}:
            yield "standing", (Span("its own text is the same", "dim"),)
        yield from self.fields(change.fields, change.claims)

    def fields(
        self, fields: Fields, claims: Iterable[Change] = (), indent: str = ""
    ) -> Iterator[_Row]:
        """What differs field by field; of a claim below its text."""
        for field, (old, new) in fields.items():
            if field == "claims":
                for claim in claims:
                    yield from self._claim(claim)
                continue
            texts = [self._said(self.old, field, old), self._said(self.new, field, new)]
            if texts[0] == texts[1]:  # in words it is the same
                texts = [[getattr(one, "text", "")] for one in (old, new)]
            yield from self.compared(indent + _NAMES.get(field, field.replace("_", " ")), *texts)

    def _claim(self, change: Change) -> Iterator[_Row]:
        texts = [self._said(self.old, "", change.old), self._said(self.new, "", change.new)]
        if change.kind == "changed":
            yield "claim", (Span(isolate(texts[1][0])),)
            yield from self.fields(change.fields, indent="  ")
        else:
            yield from self.compared("claim", *texts)

    def compared(self, label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[_Row]:
        """What of two lists went, then what came: two short texts stand on one line."""
        old, new = ([" ".join(one.split()) for one in texts] for texts in (old, new))
        went, came = [one for one in old if one not in new], [one for one in new if one not in old]
        if len(old) == len(new) == 1 and len(old[0]) + len(new[0]) <= _SHORT and went:
            arrow = Span(" -> " if self.glyphs.bins.isascii() else " → ")
            yield label, (Span(isolate(old[0])), arrow, Span(isolate(new[0])))
            return
        for sign, texts in ((self.glyphs.excluded, went), (self.glyphs.included, came)):
            yield from ((label, (Span(f"{sign} "), Span(isolate(text)))) for text in texts)
        if old != new and not went and not came:
            yield label, (Span("in another order: ", "dim"), Span(isolate(", ".join(new))))

    def _said(self, timeline: Timeline, field: str, value: object) -> list[str]:
        """What is said in a field, each item as a text, with its free keys."""
        items = value if type(value) is tuple else (value,)
        return [
            "; ".join(
                (self._text(timeline, field, item), *map(": ".join, getattr(item, "extras", ())))
            )
            for item in items
            if item not in ("", None)
        ]

    def _text(self, timeline: Timeline, field: str, item: object) -> str:
        """How a value reads, be it typed as a text, a name, a date, a pair …"""
        match item:
            case Figure():
                return figure_line(item, timeline)
            case Standing():
                return sentence(item, timeline, long)
            case Chain():
                return f" {self.glyphs.had_from} ".join(elements(timeline, item))
            case Participant() | Claim() | Dispute():
                return self._statement(timeline, item)
            case tuple():
                return ": ".join(item)
            case DayTime():
                return item.text
            case bool():
                return "yes" if item else "no"
        return in_words(timeline, field, item)

    def _statement(self, timeline: Timeline, one: Participant | Claim | Dispute) -> str:
        if isinstance(one, Participant):
            role = f" ({one.role})" if one.role != "participant" else ""
            return ": ".join(filter(None, (timeline.party(one.actor).name + role, one.note)))
        if isinstance(one, Dispute):
            by = "; ".join(self._said(timeline, "", one.chains))
            said = f" (said {long(one.date)})" if one.date else ""
            return ": ".join(filter(None, (by, one.text))) + said
        said = "; ".join((f'"{one.text.strip()}"', *self._said(timeline, "", one.figures)))
        by = ", ".join(dict.fromkeys(timeline.party(chain.origin).name for chain in one.chains))
        return f"{said}, according to {by}" if by else said
