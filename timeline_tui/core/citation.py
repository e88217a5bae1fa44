"""An event as a citation in one plain paragraph, and the addresses of its sources.

Gives what the file says and judges nothing. Knows no screen and no way to write a date in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from timeline_tui.core.dates import DayTime, EdtfDate
from timeline_tui.core.evidence.contests import asserting, contested_index, reference
from timeline_tui.core.evidence.statements import assertions, denials
from timeline_tui.core.models import Chain, Citation, Event, Party, Source
from timeline_tui.core.text import make_visible, one_line
from timeline_tui.core.timeline import Timeline

InWords = Callable[[EdtfDate, DayTime | None], str]


class Part(NamedTuple):
    """A piece of a citation; `address` tells where something is from what is said of it."""

    text: str
    address: bool = False


def citation(timeline: Timeline, event: Event, in_words: InWords) -> str:
    """What happened and when, who says so, where it was published, where it stands in the file.

    An event that someone contests, or that was taken back, is never cited without saying so.
    `in_words` writes the dates.
    """
    row = timeline.row_of.get(event.id)
    file = "" if row is None else f"{make_visible(timeline.records[row].file)}, "
    sentences = (
        f"{event.title.rstrip('.')} ({'; '.join(_when(event, in_words))})",
        *map(_joined, attribution(timeline, event, in_words)),
        f"{timeline.title or 'Timeline'} [{file}{event.id}]",
    )
    return " ".join(" ".join(f"{sentence}.".split()) for sentence in sentences)


def attribution(timeline: Timeline, event: Event, in_words: InWords) -> Iterator[tuple[Part, ...]]:
    """Who says so, who contests it, when it was taken back, where it was published: sentences
    without their full stops."""
    told = dict.fromkeys(
        (id, citation)
        for chain in asserting(event)
        for index, (id, citation) in enumerate(chain.elements)
        if citation or (not index and id in timeline.sources)
    )
    for said in (*_attributions(timeline, event), *_contests(timeline, event)):
        yield (Part(said),)
    if event.retracted:
        yield (Part(f"Retracted {in_words(event.retracted, None)}"),)
    for id, citation in told:
        parts = publication(timeline.party(id), in_words, citation)
        if len(parts) > 1:  # or it is the name, which is said already
            yield parts


def voice(timeline: Timeline, chain: Chain) -> tuple[Part, ...]:
    """The origin, then those who passed it on, back to what the editor read."""
    parties = [timeline.party(id) for id in reversed(chain.parties)]
    names = [Part(one.name, isinstance(one, Source) and one.name == one.url) for one in parties]
    return tuple(part for name in names for part in (Part(", as quoted by "), name))[1:]


def publication(
    party: Party, in_words: InWords, citation: Citation | None = None
) -> tuple[Part, ...]:
    """Author, name, publisher, date, addresses: what of them the file gives, and what it cites, in
    one sentence.

    A date with which the name ends (`News report, 27 July 2021`) is not repeated.
    """
    found = _published(party, in_words) if isinstance(party, Source) else [Part(party.name)]
    if citation is not None:
        found += [Part(", "), *cited(citation, in_words)]
    return tuple(found)


def _published(source: Source, in_words: InWords) -> list[Part]:
    parts = [Part(source.author), Part(source.name, source.name == source.url)]
    parts.append(Part(source.publisher))
    day = in_words(source.published, None) if source.published else ""
    if not source.name.endswith(day):
        parts.append(Part(day))
    if source.url != source.name:
        parts.append(Part(source.url, True))
    kept = [Part("archived "), Part(source.archived, True)] if source.archived else []
    if source.accessed:
        kept.append(Part(f"{', ' if kept else ''}accessed {in_words(source.accessed, None)}"))
    found = _listed(parts)
    return [*found, Part(" ("), *kept, Part(")")] if kept else found


def cited(citation: Citation, in_words: InWords) -> tuple[Part, ...]:
    """What is cited of a source: when, where in it, its words, its addresses, a remark."""
    date = in_words(citation.date, None) if citation.date else ""
    quote = _quoted(citation.quote) if citation.quote else ""
    parts = [Part(date), Part(one_line(citation.at)), Part(quote)]
    parts += [Part(citation.url, True), Part(citation.archived, True)]
    parts += [Part(one_line(citation.note))]
    parts += [Part(f"{key}: {one_line(text)}") for key, text in citation.extras]
    return tuple(_listed(parts))


def _listed(parts: Iterable[Part]) -> list[Part]:
    return [part for given in parts if given.text for part in (Part(", "), given)][1:]


def addresses(timeline: Timeline, event: Event) -> tuple[str, ...]:
    """The http and https addresses of the event's sources, each once.

    Those of the event's own chains stand first, then its claims'; in a chain the publication's
    first, but those of what is cited before all others; an archived copy behind its original.
    Anything else (`file:`, `javascript:`) is left out.
    """
    found: dict[str, None] = {}
    for chain in (*assertions(event), *denials(event)):
        sources = (timeline.sources.get(party) for party in chain.parties)
        for one in (*chain.cited, *sources):
            if one is not None:
                found.update(dict.fromkeys(filter(is_web, (one.url, one.archived))))
    return tuple(found)


def is_web(address: str) -> bool:
    """Whether it is an http or https address that may be opened."""
    if any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # such as a bracket that never closes in the host
        return False


def _when(event: Event, in_words: InWords) -> Iterator[str]:
    written = event.date_written or "date unknown"
    yield in_words(event.date, event.time) if event.date is not None else written
    if event.date_text:
        yield _quoted(event.date_text)
    if event.status != "occurred":
        yield event.status


def _attributions(timeline: Timeline, event: Event) -> Iterator[str]:
    """Who says so: the event's own chains, or each claim's where the event has none."""
    if event.chains:
        yield f"According to {_voices(timeline, event.chains)}"
        return
    for claim in event.claims:
        if claim.chains:
            yield f"{_quoted(claim.text)}, according to {_voices(timeline, claim.chains)}"


def _contests(timeline: Timeline, event: Event) -> Iterator[str]:
    texts = {reference(event, claim): claim.text for claim in event.claims}
    for contest in contested_index(timeline).contests.get(event.id, ()):
        if contest.other in texts and not contest.outgoing:
            continue  # two claims of this event: told once, from the side that says so
        subject = f"{_quoted(texts[contest.claim])} is" if contest.claim else "The event is"
        verb = "contradicted" if contest.kind == "contradiction" else "contested"
        by = f" by {_voices(timeline, contest.by)}" if contest.by else ""
        words = f": {_quoted(contest.text)}" if contest.text else ""
        yield f"{subject} {verb}{by}{words}"


def _voices(timeline: Timeline, chains: tuple[Chain, ...]) -> str:
    return "; ".join(_joined(voice(timeline, chain)) for chain in chains)


def _joined(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts)


def _quoted(text: str) -> str:
    return f"“{one_line(text)}”"
