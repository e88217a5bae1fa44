"""The sources of an export as numbered notes: each attribution chain is cited in full, once.

Knows what a note says; how it looks and how it is reached is the format's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline_tui.core.citation import Part, publication, voice
from timeline_tui.core.timeline import Chain, Source, Timeline
from timeline_tui.words.about import reliability
from timeline_tui.words.dates import long

Parties = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A note, counted from 1, and how many times it is referred to."""

    number: int
    uses: int
    parts: tuple[Part, ...]


class Footnotes:
    """Numbers the chains of one export in the order in which they are cited."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._uses: dict[Parties, int] = {}
        self._numbers: dict[Parties, int] = {}

    def cite(self, chain: Chain) -> tuple[int, int]:
        """The number of the chain's note, and how many references to it there are with this one."""
        parties = chain.parties
        number = self._numbers.setdefault(parties, len(self._numbers) + 1)
        self._uses[parties] = use = self._uses.get(parties, 0) + 1
        return number, use

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes cited so far."""
        return tuple(
            Note(number, self._uses[parties], tuple(self._note(Chain(parties))))
            for parties, number in self._numbers.items()
        )

    def _note(self, chain: Chain) -> Iterator[Part]:
        """Who said it through whom, then each source of which the file says more than its name.

        A publication that nobody is quoted in is named once.
        """
        sources = (self._timeline.sources.get(party) for party in chain.parties)
        cited = [tuple(_reference(source)) for source in sources if source is not None]
        told = [parts for parts in cited if len(parts) > 1]
        if len(chain.parties) > 1 or not told:
            told.insert(0, (Part("According to "), *voice(self._timeline, chain)))
        for number, parts in enumerate(told):
            if number:
                yield Part(" ")
            yield from parts
            yield Part("" if parts[-1].text.endswith(".") else ".")


def _reference(source: Source) -> Iterator[Part]:
    yield from publication(source, long)
    if source.reliability:
        yield Part(f", reliability {reliability(source.reliability)}")
