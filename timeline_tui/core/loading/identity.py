"""The ids of events, unique across all files (FORMAT section 2). Knows file order, no content."""

from __future__ import annotations

from collections.abc import Sequence

from timeline_tui.core.loading.drafts import Draft
from timeline_tui.core.names import FreshIds


def assign_ids(drafts: Sequence[Draft]) -> tuple[list[str], list[tuple[int, int]]]:
    """The id of each event, and which explicit ids repeat that of an earlier event (index, first).

    An explicit id wins over one that is made from date and title wherever they stand; what is not
    unique gets a suffix, so that nothing is hidden.
    """
    first: dict[str, int] = {}
    repeated: list[tuple[int, int]] = []
    for index, draft in enumerate(drafts):
        if draft.named and first.setdefault(draft.event.id, index) != index:
            repeated.append((index, first[draft.event.id]))
    fresh = FreshIds(first)
    keeps_its_own = set(first.values())
    ids = [
        draft.event.id if index in keeps_its_own else fresh.make(draft.event.id)
        for index, draft in enumerate(drafts)
    ]
    return ids, repeated
