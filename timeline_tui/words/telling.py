"""What everything is told in: remarks made of pieces, and the small forms that many of them share.

Markdown and HTML write the remarks in their own way; the panes and `show` make lines of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from timeline_tui.core.citation import cited
from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.models import Chain, Event
from timeline_tui.core.text import one_line
from timeline_tui.core.timeline import Timeline
from timeline_tui.words.dates import long
from timeline_tui.words.spans import isolate

TargetKind = Literal["event", "location", "actor", "source", "url", "file"]


class Target(NamedTuple):
    """What a line acts on: an id of that kind, an address, or `file:line`."""

    kind: TargetKind
    value: str


PieceKind = Literal["plain", "given", "who", "event", "problem", "scale", "whisker", "denial"]
DRAWN = ("scale", "whisker", "denial")
"""Kinds of pieces in which each cell counts."""
Sign = Literal["", "planned", "cancelled", "disputed", "retracted", "broken"]
"""What a sign may stand for; the words say it too."""


class Piece(NamedTuple):
    """A run of words: our own, `given` by the file, or the name of `who` says something.

    What is given may have several lines. `chains` are all that lead to an origin.
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


def aside(extras: Iterable[tuple[str, str]]) -> Words:
    """The keys of one's own (`x-…`) of what is told on one line, behind it."""
    told = "; ".join(f"{key}: {value.strip()}" for key, value in extras)
    return (Piece(" ("), given(told), Piece(")")) if told else ()


def listed(found: Iterable[Words], joint: str = "; ") -> Words:
    return tuple(piece for words in found for piece in (Piece(joint), *words))[1:]


def place_name(timeline: Timeline, id: str) -> Piece:
    return Piece(timeline.places[id].name, "given", Target("location", id))


def origins(timeline: Timeline, chains: Iterable[Chain]) -> Iterator[Piece]:
    """Each origin once, with the chains that lead to it."""
    by_origin: dict[str, dict[object, Chain]] = {}
    for chain in chains:
        by_origin.setdefault(chain.origin, {}).setdefault(chain.attribution, chain)
    if not by_origin:
        yield Piece("nobody named")
    for origin, found in by_origin.items():
        target = party_target(timeline, origin)
        yield Piece(timeline.party(origin).name, "who", target, tuple(found.values()))


def voices(timeline: Timeline, chains: Iterable[Chain]) -> Words:
    return listed((who,) for who in origins(timeline, chains))


def happened(event: Event) -> str:
    """When, on one line, and whether it was only planned; as typed where that is no date."""
    date = long(event.date, event.time) if event.date else isolate(one_line(event.date_written))
    return date if event.status == "occurred" else f"{date}, {event.status}"


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


def elements(timeline: Timeline, chain: Chain) -> list[str]:
    """The names in a chain, what is cited of each in brackets behind it."""
    names = []
    for id, citation in chain.elements:
        words = f" ({''.join(part.text for part in cited(citation, long))})" if citation else ""
        names.append(f"{timeline.party(id).name}{words}")
    return names


def party_target(timeline: Timeline, id: str) -> Target:
    return Target("actor" if id in timeline.actors else "source", id)
