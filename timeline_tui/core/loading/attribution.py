"""The references of one record at a time, resolved: places, actors and attribution chains.

It knows names and paths inside the record; the record's fields are for `resolving`.
"""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern

from timeline_tui.core.dates import EdtfDate
from timeline_tui.core.loading.drafts import Use
from timeline_tui.core.loading.implied import Implied
from timeline_tui.core.loading.references import Directory, Found
from timeline_tui.core.loading.trees import DEEPEST
from timeline_tui.core.models.entries import ActorRef
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path
from timeline_tui.core.timeline import Chain, Participant

TypedChain = tuple[str, ...]


class Attribution:
    """Resolves references, and keeps what it came upon in the record at hand.

    `findings` are problems with the path of the value that they are about; `uses` are what the
    declarations did not settle; `parties` all actors and sources named, also in vain; `doubted` the
    places named in vain. `moved` leads from the path of a chain to the one that it was typed at,
    where a chain before it is left out.
    """

    def __init__(self, directory: Directory, implied: Implied) -> None:
        self._directory = directory
        self._implied = implied
        # Files repeat names, chains and participants: what leaves no doubt is kept and shared.
        self._parties: dict[str, tuple[str, bool]] = {}
        self._chains: dict[tuple[TypedChain, str], Chain] = {}
        self._participants: dict[tuple[str, str], Participant] = {}
        self.begin(None)

    def begin(self, record: int | None) -> None:
        """Forget the record before and turn to this one; None: do not count its uses again."""
        self._implied.begin(record)
        self.findings: list[tuple[Problem, Path]] = []
        self.uses: list[Use] = []
        self.nested: dict[tuple[str, str], None] = {}
        self.parties: set[str] = set()
        self.doubted: set[str] = set()
        self.moved: dict[Path, Path] = {}

    def places(self, chains: Iterable[TypedChain], path: Path) -> tuple[str, ...]:
        """The ids of the places, each once."""
        ids: list[str] = []
        for index, typed in enumerate(chains):
            chain = typed[:DEEPEST]
            if len(typed) > DEEPEST:
                self.findings.append((_too_long(typed), (*path, index)))
            found = self._directory.place(chain)
            if found is None:
                found = self._implied.place(chain, (*path, index))
                self.uses.append(Use("place", chain, (*path, index), found, False))
            if found.problem is not None:
                self.findings.append((found.problem, (*path, index)))
                for name in chain:
                    self.doubted.update(self._directory.claimants("place", name))
            if found.id is not None and found.id not in ids:
                ids.append(found.id)
            self.nested.update(dict.fromkeys(found.nested))
        return tuple(ids)

    def actor(self, name: str, path: Path) -> str | None:
        """The id of an actor; None if the name is that of a source, or can mean several."""
        found = self._directory.actor(name)
        if found is None:
            found = Found(self._implied.party(name, path, acts=True))
            self.uses.append(Use("actor", (name,), path, found, True))
        if found.problem is not None:
            self.findings.append((found.problem, path))
        if found.id is None:
            self.parties.update(self._directory.claimants("party", name))
        else:
            self.parties.add(found.id)
        return found.id

    def participant(self, entry: ActorRef, path: Path) -> Participant | None:
        """An actor's part; None where `actor` finds none."""
        bare = not (entry.note or entry.extras)
        kept = self._participants.get((entry.actor, entry.role)) if bare else None
        if kept is not None:
            self.parties.add(kept.actor)
            return kept
        doubts = len(self.findings) + len(self.uses)
        id = self.actor(entry.actor, path)
        if id is None:
            return None
        participant = Participant(id, intern(entry.role), entry.note, entry.extras)
        if bare and doubts == len(self.findings) + len(self.uses):
            self._participants[entry.actor, entry.role] = participant
        return participant

    def chains(
        self,
        typed: tuple[TypedChain, ...],
        path: Path,
        publication: str = "",
        own: EdtfDate | None = None,
    ) -> tuple[Chain, ...]:
        """Attribution chains (FORMAT section 4), without those in which a name can mean several.

        A chain of actors only comes from `publication`, a source id, if there is one. `own` is the
        date of the claim or dispute that the chains are for.
        """
        chains: list[Chain] = []
        for index, elements in enumerate(typed):
            chain = self._chains.get((elements, publication))
            if chain is None:
                chain = self._chain(elements, (*path, index), publication)
            if chain is None:
                continue
            if len(chains) < index:
                self.moved[*path, len(chains)] = (*path, index)
            self.parties.update(chain.parties)
            chains.append(chain if own is None else Chain(chain.parties, own))
            if not publication and len(typed) > 1:
                publication = self.publication(chains)
        return tuple(chains)

    def publication(self, chains: Iterable[Chain], enclosing: str = "") -> str:
        """The source that the first chain begins with, else that of what encloses it, or ""."""
        for chain in chains:
            first = chain.publication
            if first in self._directory.sources:
                return first
            is_actor = first in self._directory.actors or self._implied.is_actor(first)
            return enclosing if is_actor else first
        return enclosing

    def _chain(self, elements: TypedChain, path: Path, publication: str) -> Chain | None:
        doubts = len(self.findings) + len(self.uses)
        ids: list[str] = []
        only_actors = True
        for name in elements:
            party = self._parties.get(name) or self._party(name, path)
            if party is not None:
                ids.append(party[0])
                only_actors = only_actors and party[1]
        if len(ids) < len(elements):
            self.parties.update(ids)
            return None
        if publication and only_actors:
            ids.insert(0, publication)
        source = self._directory.sources.get(ids[0])
        chain = Chain(tuple(ids), None if source is None else source.published)
        if doubts == len(self.findings) + len(self.uses):
            self._chains[elements, publication] = chain
        return chain

    def _party(self, name: str, path: Path) -> tuple[str, bool] | None:
        """The id of an element of a chain, and whether it acts; None if it can mean several."""
        found = self._directory.party(name)
        if found is None:
            id = self._implied.party(name, path, acts=False)
            acts = self._implied.is_actor(id)
            self.uses.append(Use("source", (name,), path, Found(id), acts))
            return id, acts
        if found.problem is not None:
            self.findings.append((found.problem, path))
        if found.id is None:
            self.parties.update(self._directory.claimants("party", name))
            return None
        party = self._parties[name] = (found.id, found.id in self._directory.actors)
        return party


def _too_long(chain: TypedChain) -> Problem:
    message = f"This chain names {len(chain)} places, the last of them left out"
    return Problem("error", "too-deep", message, f"Write at most {DEEPEST}")
