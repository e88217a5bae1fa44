"""A view without the fields that are not meant for others.

It is made of what a query has found, so what is left out stands in nothing that a writer is given.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any, Final

from timeline_tui.core.evidence.statements import altered
from timeline_tui.core.loading.crossing import links_of
from timeline_tui.core.models import Chain, Citation, Entry, chain_of
from timeline_tui.core.text import name_key
from timeline_tui.core.views.view import View

OWN: Final = "x-"
FIELDS: Final = ("note", "description", "date_text", "quote", "tags", "ids", "position")
"""What can be left out, beside keys of one's own: no standing is computed from it."""

_NOTHING: Final = Citation.make()


class Withheld:
    """Leaves out fields of these names: of FIELDS, keys that begin with `x-`, `x-` for all such.

    `own` are the keys of one's own that were met; they are compared as names are.
    """

    def __init__(self, names: Collection[str]) -> None:
        self.own: set[str] = set()
        self._names, self._keys = frozenset(names), frozenset(map(name_key, names))

    def view(self, view: View) -> View:
        """The view without them, wherever they stand; it no longer says what was asked.

        It shows no broken records, whose text may hold anything.
        """
        was = view.timeline
        events = tuple(map(self._bare, was.events))
        timeline = replace(
            was,
            events=events,
            links=links_of(events),
            records=tuple(replace(one, text="") for one in was.records),
            places={id: self._bare(one) for id, one in was.places.items()},
            actors={id: self._bare(one) for id, one in was.actors.items()},
            sources={id: self._bare(one) for id, one in was.sources.items()},
            extras=self._pairs(was.extras),
            problems=(),
        )
        known = view.known and replace(view.known, timeline=timeline, cuts=())
        whole = view.index.among(row for row in view.rows if not was.events[row].broken)
        return View(timeline, replace(view.query, root=None), whole, known)

    def _bare(self, value: Any) -> Any:
        """An entry or a chain, and what is within it."""
        if isinstance(value, Chain):
            cited = ((id, one and self._bare(one)) for id, one in value.elements)
            left = ((id, None if one == _NOTHING else one) for id, one in cited)
            return chain_of(left, value.reported)
        found: dict[str, Any] = {}
        for field in fields(value):
            name, one = field.name, getattr(value, field.name)
            if name in self._names or (name == "title" and value.broken):
                found[name] = () if isinstance(one, tuple) else ""
            elif name in ("extras", "links"):
                found[name] = self._pairs(one)
            elif isinstance(one, tuple) and one and isinstance(one[0], Chain | Entry):
                found[name] = tuple(map(self._bare, one))
        return altered(value, **found)

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Those under other keys."""
        self.own |= {key for key, _ in pairs if key.startswith(OWN)}
        gone = {key for key in self.own if OWN in self._names or name_key(key) in self._keys}
        return tuple([pair for pair in pairs if pair[0] not in gone])
