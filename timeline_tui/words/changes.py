"""What differs between two versions as lines: a sign and a title, below it what is said otherwise.

`+` is what came, `−` what went, `~` what differs. Knows no toolkit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.diff import ClaimChange, Differences, EntryChange, EventChange
from timeline_tui.core.evidence.contests import Contest, contested_index
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.models import Chain, Claim, Dispute, Event, Figure, Participant
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line
from timeline_tui.words.spans import Line, Span, isolate, wrap

if TYPE_CHECKING:
    from timeline_tui.words.signs import Glyphs

_LABELS: Final = 18  # cells: four before a label, and room for the longest one
_SHORT: Final = 60  # characters of two texts that stand on one line
_ATTRIBUTES: Final = {"sources": "chains", "disputed_by": "disputes", "supported_by": "supports"}
_NAMES: Final = {"date_text": "date as told", "extras": "other keys", "locations": "places"}
_SECTIONS: Final = {"locations": "place", "actors": "actor", "sources": "source"}

_Row = tuple[str, Line]


def change_lines(
    found: Differences, old: Timeline, new: Timeline, width: int | None, glyphs: Glyphs
) -> Iterator[Line]:
    """The events in the order of the chronology, then the head; in `width` cells or, where it is
    None, a line for each row."""
    rows = _Rows(old, new, glyphs)
    for place, change in enumerate(found.events):
        if place:
            yield ()
        event = change.event
        date = long(event.date, event.time) if event.date else event.date_written
        title = (rows.sign(change), Span(isolate(event.title), "title"), Span(f"  {date}", "dim"))
        yield from _wrapped(title, width, 2)
        yield from _laid_out(rows.event(change), width)
    if not (found.head or found.entries):
        return
    if found.events:
        yield ()
    yield (Span("In the head", "label"),)
    for name, then, now in found.head:
        texts = [
            [one] if isinstance(one, str) else list(map(": ".join, one)) for one in (then, now)
        ]
        yield from _laid_out(rows.compared(_NAMES.get(name, name), *texts), width)
    for entry in found.entries:
        shown = entry.new or entry.old
        assert shown is not None
        kind = Span(f"{_SECTIONS[entry.section]} ")
        id = Span(f"  {shown.id}" if shown.id != shown.name else "", "dim")
        heading = (rows.sign(entry), kind, Span(isolate(shown.name), "title"), id)
        yield from _wrapped(heading, width, 2)
        yield from _laid_out(rows.fields(entry), width)


def summary(found: Differences) -> str:
    """How many events came, went and differ, and how many entries of the head."""
    kinds = Counter(_sign(change) for change in found.events)
    words = (("+", "new"), ("-", "gone"), ("~", "changed"))
    counts = ", ".join(f"{kinds[sign]:,} {word}" for sign, word in words if kinds[sign])
    said = [f"{_differ(len(found.events), 'event', 'events')}: {counts}"] if found.events else []
    if head := len(found.entries) + len(found.head):
        said.append(f"{_differ(head, 'entry', 'entries')} in the head")
    return "; ".join(said) or "No differences"


def _differ(count: int, one: str, many: str) -> str:
    return f"1 {one} differs" if count == 1 else f"{count:,} {many} differ"


def _sign(change: EventChange | EntryChange | ClaimChange) -> str:
    return "+" if change.old is None else "-" if change.new is None else "~"


def _laid_out(rows: Iterable[_Row], width: int | None) -> Iterator[Line]:
    """The rows, a label that stands above the same one left out."""
    last = ""
    for label, spans in rows:
        shown = "" if label == last else label
        line = (Span(f"    {shown:<{_LABELS - 4}}", "dim"), *spans)
        yield from _wrapped(line, width, _LABELS + 2)
        last = label


def _wrapped(line: Line, width: int | None, indent: int) -> Iterable[Line]:
    return (line,) if width is None else wrap(line, width, indent)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a label and a text: what went and came between two versions."""

    old: Timeline
    new: Timeline
    glyphs: Glyphs

    def sign(self, change: EventChange | EntryChange) -> Span:
        signs = {"+": self.glyphs.included, "-": self.glyphs.excluded, "~": "~"}
        return Span(f"{signs[_sign(change)]} ")

    def event(self, change: EventChange) -> Iterator[_Row]:
        """All that is to be said of an event, its id first and how it stands last."""
        old, new = change.old, change.new
        if old is None or new is None:
            timeline = self.new if old is None else self.old
            stands = sentence(standing(timeline, change.event), timeline, long)
            yield from (("id", (Span(change.event.id),)), ("standing", (Span(isolate(stands)),)))
            return
        if old.id == new.id:
            yield "id", (Span(new.id),)
        yield from self.fields(change)
        for claim in change.claims:
            yield from self.claim(claim)
        if change.standings is not None:
            if not change.fields:
                yield "standing", (Span("its own text is the same", "dim"),)
            then, now = change.standings
            words = [sentence(then, self.old, long)], [sentence(now, self.new, long)]
            yield from self.compared("standing", *words)

    def fields(
        self, change: EventChange | EntryChange | ClaimChange, indent: str = ""
    ) -> Iterator[_Row]:
        """What differs field by field; of a claim below its text."""
        for field in change.fields if change.old is not None else ():
            if field != "claims" and not (field == "time" and "date" in change.fields):
                sides = ((self.old, change.old), (self.new, change.new))
                texts = [_said(timeline, self.glyphs, one, field) for timeline, one in sides]
                if texts[0] == texts[1]:  # in words it is the same
                    texts = [[getattr(getattr(one, field), "text", "")] for _, one in sides]
                label = _NAMES.get(field, field.replace("_", " "))
                yield from self.compared(indent + label, *texts)

    def claim(self, change: ClaimChange) -> Iterator[_Row]:
        """A claim that came or went, or what differs in it."""
        sides = ((self.old, change.old), (self.new, change.new))
        words = [[_claim(timeline, one)] if one else [] for timeline, one in sides]
        if change.old is None or change.new is None:
            yield from self.compared("claim", *words)
        else:
            yield "claim", (Span(isolate(words[1][0])),)
            yield from self.fields(change, "  ")

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


# What is said


def _said(timeline: Timeline, glyphs: Glyphs, one: object, field: str) -> list[str]:
    """What an event, a claim or an entry says in a field, each item as a text."""
    if isinstance(one, Event) and field in ("date", "time"):
        return [long(one.date, one.time) if one.date else one.date_written]
    value = getattr(one, _ATTRIBUTES.get(field, field))
    items = value if isinstance(value, tuple) else (value,)
    return [_text(timeline, glyphs, field, item) for item in items if item not in ("", None)]


def _text(timeline: Timeline, glyphs: Glyphs, field: str, item: object) -> str:
    match item:
        case EdtfDate() | DayTime():
            return long(item) if isinstance(item, EdtfDate) else item.text
        case Figure():
            return figure_line(item, timeline)
        case Chain():
            return f" {glyphs.had_from} ".join(timeline.party(id).name for id in item.parties)
        case Participant():
            role = f" ({item.role})" if item.role != "participant" else ""
            note = f": {item.note}" if item.note else ""
            return f"{timeline.party(item.actor).name}{role}{note}"
        case Dispute():
            by = "; ".join(_text(timeline, glyphs, field, chain) for chain in item.chains)
            said = f" (said {long(item.date)})" if item.date else ""
            return ": ".join(filter(None, (by, item.text))) + said
        case (str(key), str(value)):
            return (
                f"{key} {_name(timeline, 'after', value)}"
                if field == "links"
                else f"{key}: {value}"
            )
        case bool():
            return "cannot be read" if item else "can be read"
    return _name(timeline, field, str(item))


def _name(timeline: Timeline, field: str, text: str) -> str:
    """What is meant, where `field` holds references; else the text itself."""
    if field in ("locations", "within"):
        return timeline.places[text].name
    if field == "part_of":
        return timeline.actors[text].name
    if field in ("after", "before"):
        return timeline.events[timeline.row_of[text]].title
    if field in ("contradicts", "supersedes"):
        placed = contested_index(timeline).claims.get(text)
        return f'"{placed.claim.text}"' if placed else text
    return text


def _claim(timeline: Timeline, claim: Claim) -> str:
    """A claim: its words, its figures, who says so."""
    by = dict.fromkeys(timeline.party(chain.origin).name for chain in claim.chains)
    figures = [figure_line(figure, timeline) for figure in claim.figures]
    said = "; ".join((f'"{claim.text.strip()}"', *figures))
    return f"{said}, according to {', '.join(by)}" if by else said


# As data


def diff_object(
    found: Differences,
    before: Callable[[str], Mapping[str, Any]],
    after: Callable[[str], Mapping[str, Any]],
) -> dict[str, object]:
    """The object of `--format json`; `before` and `after` give the object of an event of the old
    and of the new version."""
    head = {name: [_written(old), _written(new)] for name, old, new in found.head}
    return {
        **{name: head.get(name) for name in ("title", "timezone", "extras")},
        "events": [_event_object(change, before, after) for change in found.events],
        "entries": [_entry_object(change) for change in found.entries],
    }


def _written(said: str | tuple[tuple[str, str], ...]) -> object:
    return said if isinstance(said, str) else list(map(": ".join, said))


def _event_object(
    change: EventChange,
    before: Callable[[str], Mapping[str, Any]],
    after: Callable[[str], Mapping[str, Any]],
) -> dict[str, object]:
    old = before(change.old.id) if change.old else {}
    new = after(change.new.id) if change.new else {}
    return {
        "id": change.event.id,
        "was_id": old.get("id"),
        "kinds": list(change.kinds),
        "old_date": old.get("date"),
        "new_date": new.get("date"),
        "old_standing": old.get("standing"),
        "new_standing": new.get("standing"),
        "changes": list(_field_objects(change, old, new)),
        "claims": [
            {
                "fields": list(one.fields),
                "old": _claim_object(old, one.old),
                "new": _claim_object(new, one.new),
            }
            for one in change.claims
        ],
        "contested": [_contest_object(contest) for contest in change.contested],
        "no_longer_contested": [_contest_object(contest) for contest in change.settled],
        "event": new or old,
    }


def _field_objects(
    change: EventChange, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[dict[str, object]]:
    for field in change.fields:
        if field != "claims":
            yield {"field": field, "old": old[field], "new": new[field]}
    if change.standings is not None:
        then, now = ([chain.origin for chain in one.counted] for one in change.standings)
        yield {"field": "standing", "old": old["standing"], "new": new["standing"]}
        yield {"field": "origins", "old": then, "new": now}


def _claim_object(event: Mapping[str, Any], claim: Claim | None) -> object:
    return claim and next(one for one in event["claims"] if one["id"] == claim.id)


def _contest_object(contest: Contest) -> dict[str, object]:
    return {
        "kind": contest.kind,
        "claim": contest.claim or None,
        "by": [list(chain.parties) for chain in contest.by],
        "text": contest.text,
        "other": contest.other or None,
    }


def _entry_object(change: EntryChange) -> dict[str, object]:
    shown = change.new or change.old
    assert shown is not None
    return {
        "section": change.section,
        "id": shown.id,
        "was_id": change.old.id if change.old else None,
        "name": shown.name,
        "kind": {"+": "new", "-": "gone", "~": "changed"}[_sign(change)],
        "changes": [
            {
                "field": field,
                "old": _plain(getattr(change.old, field)),
                "new": _plain(getattr(change.new, field)),
            }
            for field in change.fields
        ],
    }


def _plain(value: object) -> object:
    """A field as it is typed: ids and other keys are mappings."""
    if isinstance(value, EdtfDate):
        return value.text
    if isinstance(value, tuple):
        return dict(value) if value and isinstance(value[0], tuple) else list(value)
    return value
