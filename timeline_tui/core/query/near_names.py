"""What a value that names nothing was probably meant to be, among what the timeline knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from timeline_tui.core.query.fields import FIELDS, Kind
from timeline_tui.core.query.syntax import written
from timeline_tui.core.query.tokens import Token
from timeline_tui.core.text import closest, fold, name_key
from timeline_tui.core.timeline import FacetKind
from timeline_tui.core.views.index import Index

_MOST: Final = 2_000
"""Names beyond which none is compared: the next letter would wait for it."""

_FACETS: Final[Mapping[Kind, FacetKind]] = {
    "place": "location",
    "actor": "actor",
    "party": "source",
}


def near_term(token: Token, index: Index) -> str:
    """A term with the name that comes closest to its value; "" where that names something itself,
    or where nothing comes close."""
    field = FIELDS.get(token.field)
    if field is None or field.name in ("id", "title", "text"):
        return ""
    value, at, role = token.text.partition("@") if field.kind == "actor" else (token.text, "", "")
    if field.kind in _FACETS:
        directory = index.directory(_FACETS[field.kind])
        known = bool(directory.find(value, part=token.op == ":"))
        names = list(_names(field.name, index))
    elif field.kind == "text":
        names = list(index.words(field.name))
        part, key = fold(value), name_key(value)
        known = any(part in fold(n) if token.op == ":" else key == name_key(n) for n in names)
    else:
        return ""
    near = "" if known or len(names) > _MOST else closest(value, names)
    return f"{field.name}{token.op}{written(near + at + role)}" if near else ""


def _names(field: str, index: Index) -> Iterator[str]:
    """The names that find something; the ids last, which are what is proposed of several."""
    kind = _FACETS[FIELDS[field].kind]
    entries = index.tree(kind).entries
    ids = list(index.parties(field)) if kind == "source" else [entry.id for entry in entries]
    for id in ids:
        yield from index.directory(kind).names(id)[1:]
    yield from ids
