"""A record that was resolved on its own: what a reload keeps as long as its text stays the same.

It knows neither its place in a file nor any other event; `loading` gives it an id that no other has
and `crossing` resolves what it says of other events.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline_tui.core.loading.implied import Implied
from timeline_tui.core.loading.references import Found
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.timeline import Event


@dataclass(frozen=True, slots=True)
class Use:
    """A reference that the declarations alone do not settle, and the answer that `Implied` gave.

    `names` is a chain of places, innermost first, or one actor or source. `acts` is whether what
    was meant was taken for an actor.
    """

    kind: Literal["place", "actor", "source"]
    names: tuple[str, ...]
    path: Path
    answer: Found
    acts: bool

    def ask(self, implied: Implied) -> Found:
        """What the same reference means now."""
        if self.kind == "place":
            return implied.place(self.names, self.path)
        return Found(implied.party(self.names[0], self.path, acts=self.kind == "actor"))


@dataclass(frozen=True, slots=True)
class ClaimLinks:
    """The claims that the claim at `index` contradicts and supersedes, as typed."""

    index: int
    contradicts: tuple[str, ...]
    supersedes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a record says of other events and of claims, as typed."""

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    claims: tuple[ClaimLinks, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A record's event, its id as typed (`named`) or as made from date and title.

    The event names no other one yet: that is in `crossing`. `problems` count lines from the
    record's first one. `parties` are the ids of all actors and sources that it names, `doubted`
    those of places that it names in vain. `twin` is equal for events with the same date and folded
    title, and hardly ever for others; None where one of them is missing.
    """

    event: Event
    named: bool = False
    problems: tuple[Problem, ...] = ()
    uses: tuple[Use, ...] = ()
    crossing: Crossing | None = None
    parties: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    twin: int | None = None
