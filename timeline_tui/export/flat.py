"""An event in words on one line or in plain paragraphs: for cells, calendars, slides and maps.

Ids become names. An event that is contested or was taken back is never told without saying so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_tui.core.citation import citation
from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.standing import sentence, standings
from timeline_tui.core.models import Chain, Claim, Dispute, Event, Figure, Participant
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import long
from timeline_tui.words.figures import figure_line

Pairs = Iterable[tuple[str, str]]


# What an event lists


def places(timeline: Timeline, event: Event) -> str:
    """The places as named, without those that they lie in."""
    return "; ".join(timeline.places[id].name for id in event.locations)


def actors(timeline: Timeline, event: Event) -> str:
    """`Taliban (initiator); ANA (target: with two helicopters)`."""
    return "; ".join(_actor(timeline, part) for part in event.actors)


def figures(timeline: Timeline, figures: Iterable[Figure]) -> str:
    """`killed: 16 including 3 Civilians; wounded: scores`."""
    return "; ".join(_with_extras(figure_line(one, timeline), one.extras) for one in figures)


def chains(timeline: Timeline, chains: Iterable[Chain]) -> str:
    """As they are typed, the publication first: `News report <- local media; Adil`."""
    return "; ".join(" <- ".join(timeline.party(id).name for id in one.parties) for one in chains)


def claim(timeline: Timeline, claim: Claim) -> str:
    """All that the file says of a claim, but for what it inherits from its event."""
    said = (
        claim.text,
        f"“{claim.quote.strip()}”" if claim.quote else "",
        figures(timeline, claim.figures),
        "" if claim.inherited else chains(timeline, claim.chains),
        _after("said", _day(claim.date)),
        _after("supported by", chains(timeline, claim.supports)),
        _after("disputed by", disputes(timeline, claim.disputes)),
        _after("contradicts", ", ".join(claim.contradicts)),
        _after("supersedes", ", ".join(claim.supersedes)),
        _after("retracted", _day(claim.retracted)),
        _after("credibility", str(claim.credibility or "")),
        _after("note:", claim.note),
        extras(claim.extras),
    )
    return " | ".join(part.strip("\n") for part in said if part)


def disputes(timeline: Timeline, disputes: Iterable[Dispute]) -> str:
    """Who contests it, in which words and when: `Taliban: dismisses the estimates (July 2021)`."""
    return "; ".join(_dispute(timeline, dispute) for dispute in disputes)


def links(event: Event) -> str:
    """The links as typed in this event: `part-of faryab-weekend; follows talks`."""
    return "; ".join(f"{type} {target}" for type, target in event.links)


def extras(pairs: Pairs) -> str:
    """The keys that begin with `x-`: `x-ref: 12; x-map: 3`."""
    return "; ".join(f"{key}: {value.strip()}" for key, value in pairs)


def _actor(timeline: Timeline, part: Participant) -> str:
    said = f"{part.role}: {part.note}" if part.note else part.role
    said = "; ".join(filter(None, (said, extras(part.extras))))
    return f"{timeline.party(part.actor).name} ({said})"


def _dispute(timeline: Timeline, dispute: Dispute) -> str:
    who = chains(timeline, dispute.chains) or "nobody named"
    said = f"{who}: {dispute.text.strip()}" if dispute.text else who
    dated = f"{said} ({long(dispute.date)})" if dispute.date else said
    return _with_extras(dated, dispute.extras)


def _with_extras(said: str, pairs: Pairs) -> str:
    found = extras(pairs)
    return f"{said} ({found})" if found else said


def _day(date: EdtfDate | None) -> str:
    return long(date) if date else ""


def _after(label: str, said: str) -> str:
    return f"{label} {said}" if said else ""


# The event as a whole


def name(view: View) -> str:
    """The timeline's title, and the day as of which it is told if it is: for a file's heading."""
    title, day = view.timeline.title or "Timeline", view.query.asof
    return title if day is None else f"{title} (as it was known on {long(day)})"


def caption(timeline: Timeline, row: int, *, dated: bool) -> str:
    """The title, and in brackets the date in words if `dated`, a status that is not `occurred`, and
    that it is disputed or was retracted: `Kaldar falls (about 27 June 2021; disputed)`."""
    event, standing = timeline.events[row], standings(timeline)[row].kind
    marks = [long(event.date, event.time)] if dated else []
    marks += [event.status] if event.status != "occurred" else []
    marks += [standing] if standing in ("disputed", "retracted") else []
    title, words = " ".join(event.title.split()), "; ".join(marks)
    if not words:
        return title
    return f"{title} [{words}]" if "(" in words else f"{title} ({words})"


def account(timeline: Timeline, row: int) -> Iterator[str]:
    """Paragraphs with all that the file says of an event, but for its type and tags.

    The first is the citation: the date in words and in the source's own, and who says so. A
    paragraph may hold line breaks.
    """
    event, standing = timeline.events[row], standings(timeline)[row]

    def in_zone(date: EdtfDate, time: DayTime | None) -> str:
        timed = date.clock is not None or (time is not None and time.part is None)
        return f"{long(date, time)}{f', time zone {timeline.zone.key}' if timed else ''}"

    yield citation(timeline, event, in_zone)
    if event.description:
        yield event.description.strip()
    order = [f"{word} {id}" for word in ("after", "before") for id in getattr(event, word)]
    for label, said in (
        ("Places", places(timeline, event)),
        ("Actors", actors(timeline, event)),
        ("Figures", figures(timeline, event.figures)),
        *(("Claim", claim(timeline, one)) for one in event.claims),
        ("Standing", f"{standing.kind}. {sentence(standing, timeline, long)}"),
        ("Links", links(event)),
        ("Order", "; ".join(order)),
        ("Note", event.note.strip()),
        ("Also", extras(event.extras)),
    ):
        if said:
            yield f"{label}: {said}"
