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


def lists(timeline: Timeline, event: Event) -> dict[str, str]:
    """What an event lists, by the names of the CSV's columns: `Taliban (initiator); ANA (target)`.

    Places come without those that they lie in, chains and links as they are typed.
    """
    return {
        "places": "; ".join(timeline.places[id].name for id in event.locations),
        "actors": "; ".join(_actor(timeline, part) for part in event.actors),
        "figures": _figures(timeline, event.figures),
        "sources": _chains(timeline, event.chains),
        "claims": "; ".join(_claim(timeline, claim) for claim in event.claims),
        "disputed_by": _disputes(timeline, event.disputes),
        "links": "; ".join(f"{type} {target}" for type, target in event.links),
        "extras": _extras(event.extras),
    }


def _actor(timeline: Timeline, part: Participant) -> str:
    said = f"{part.role}: {part.note}" if part.note else part.role
    said = "; ".join(filter(None, (said, _extras(part.extras))))
    return f"{timeline.party(part.actor).name} ({said})"


def _figures(timeline: Timeline, figures: Iterable[Figure]) -> str:
    return "; ".join(_with_extras(figure_line(one, timeline), one.extras) for one in figures)


def _chains(timeline: Timeline, chains: Iterable[Chain]) -> str:
    return "; ".join(" <- ".join(timeline.party(id).name for id in one.parties) for one in chains)


def _disputes(timeline: Timeline, disputes: Iterable[Dispute]) -> str:
    """Who contests it, in which words and when: `Taliban: dismisses the estimates (July 2021)`."""
    found = []
    for one in disputes:
        who = _chains(timeline, one.chains) or "nobody named"
        said = f"{who}: {one.text.strip()}" if one.text else who
        dated = f"{said} ({long(one.date)})" if one.date else said
        found.append(_with_extras(dated, one.extras))
    return "; ".join(found)


def _claim(timeline: Timeline, claim: Claim) -> str:
    """All that the file says of a claim, but for what it inherits from its event."""
    said = (
        ("", claim.text),
        ("", f"“{claim.quote.strip()}”" if claim.quote else ""),
        ("", _figures(timeline, claim.figures)),
        ("", "" if claim.inherited else _chains(timeline, claim.chains)),
        ("said ", long(claim.date) if claim.date else ""),
        ("supported by ", _chains(timeline, claim.supports)),
        ("disputed by ", _disputes(timeline, claim.disputes)),
        ("contradicts ", ", ".join(claim.contradicts)),
        ("supersedes ", ", ".join(claim.supersedes)),
        ("retracted ", long(claim.retracted) if claim.retracted else ""),
        ("credibility ", str(claim.credibility or "")),
        ("note: ", claim.note),
        ("", _extras(claim.extras)),
    )
    return " | ".join(f"{label}{part}".strip("\n") for label, part in said if part)


def _extras(pairs: Iterable[tuple[str, str]]) -> str:
    """The keys that begin with `x-`: `x-ref: 12; x-map: 3`."""
    return "; ".join(f"{key}: {value.strip()}" for key, value in pairs)


def _with_extras(said: str, pairs: Iterable[tuple[str, str]]) -> str:
    found = _extras(pairs)
    return f"{said} ({found})" if found else said


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
    listed = lists(timeline, event)
    order = [f"{word} {id}" for word in ("after", "before") for id in getattr(event, word)]
    for label, said in (
        ("Places", listed["places"]),
        ("Actors", listed["actors"]),
        ("Figures", listed["figures"]),
        *(("Claim", _claim(timeline, one)) for one in event.claims),
        ("Standing", f"{standing.kind}. {sentence(standing, timeline, long)}"),
        ("Links", listed["links"]),
        ("Order", "; ".join(order)),
        ("Note", event.note.strip()),
        ("Also", listed["extras"]),
    ):
        if said:
            yield f"{label}: {said}"
