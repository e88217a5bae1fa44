"""Makes the drafts of all records, and keeps those of an earlier load that come out the same.

It knows the order of the records, for what nothing declares depends on it; nothing of ids or rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline_tui.core.loading.drafts import Draft
from timeline_tui.core.loading.head import Head
from timeline_tui.core.loading.implied import Implied
from timeline_tui.core.loading.resolving import Resolver, broken
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import STRAY, Chunk, rescue


class Drafting:
    """Takes the records one by one; then `finish` completes what hangs on those further down.

    `records` (each with the name of its file) and `drafts` go together, in file order; a record
    whose YAML is broken may have turned out to be several. `problems` are those of such records.
    """

    def __init__(self, head: Head, known: Mapping[str, Draft]) -> None:
        self.records: list[tuple[str, Chunk]] = []
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self.implied = Implied(head.directory)
        self._known = known
        self._seen: dict[str, Draft] = {}
        self._resolver = Resolver(head.directory, self.implied, head.zone)

    def add(self, file: str, chunk: Chunk) -> None:
        """Draft the next record; `known` drafts must come from a load with the same head."""
        # What stands twice, as an empty item may by the thousand, is the same the second time.
        draft = self._seen.get(chunk.text) or self._known.get(chunk.text)
        if chunk.key == STRAY:
            draft = broken(chunk.text, ())  # text in the wrong place, reported already
        elif draft is None or (draft.uses and not self._still_means(draft)):
            draft = self._resolver.draft(chunk.text, len(self.drafts))
            if draft.event.broken and (parts := rescue(chunk)):
                self._add_parts(file, chunk, draft.problems, parts)
                return
            self._seen[chunk.text] = draft
        self.records.append((file, chunk))
        self.drafts.append(draft)

    def finish(self) -> None:
        """Draft again where an undeclared name turned out to be an actor only further down."""
        for index, draft in enumerate(self.drafts):
            if draft.uses and any(
                use.kind == "source" and use.acts != self.implied.is_actor(use.answer.id or "")
                for use in draft.uses
            ):
                self.drafts[index] = self._resolver.draft(self.records[index][1].text, None)

    def by_text(self) -> dict[str, Draft]:
        """The drafts as a later load can look them up."""
        return {
            chunk.text: draft
            for (_, chunk), draft in zip(self.records, self.drafts, strict=True)
            if chunk.key != STRAY
        }

    def _add_parts(
        self, file: str, chunk: Chunk, mistakes: tuple[Problem, ...], parts: tuple[Chunk, ...]
    ) -> None:
        """Draft the parts of a broken record, which are events on their own.

        `mistakes` of the whole are told only where no part is broken, as that part tells the same.
        """
        first = len(self.drafts)
        for part in parts:
            self.records.append((file, part))
            self.drafts.append(self._resolver.draft(part.text, len(self.drafts)))
        if not any(draft.event.broken for draft in self.drafts[first:]):
            self.problems.extend(chunk.place(problem, file) for problem in mistakes)

    def _still_means(self, draft: Draft) -> bool:
        """Whether what is undeclared in a draft means the same as when the draft was made."""
        self.implied.begin(len(self.drafts))
        return all(use.ask(self.implied) == use.answer for use in draft.uses)
