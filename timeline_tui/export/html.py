"""One web page that holds everything it needs: style, script and strip are in it, and its policy
lets it load nothing. Without JavaScript it is the whole page, unfiltered.

The page is a template that escapes by itself; what it says is made by `chronology`.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Final, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from timeline_tui.core.citation import is_web
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.timeline import Event, FacetKind
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.chronology import Group, chronology
from timeline_tui.export.strip import strip
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.legend import STANDING_MEANINGS, standing_glyph

_LABELS: Final[Mapping[FacetKind, str]] = {
    "location": "Place",
    "actor": "Actor",
    "source": "Source",
}
_SIGNS: Final[Mapping[str, str]] = {
    **{kind: standing_glyph(kind, UNICODE).text for kind in STANDING_MEANINGS},
    "planned": UNICODE.planned,
    "cancelled": UNICODE.cancelled,
    "broken": UNICODE.broken,
}
_LONG: Final = 300
"""Events beyond which a page is laid out piece by piece, as it is read."""
_INDENT: Final = "\N{NO-BREAK SPACE}" * 3


class Choice(NamedTuple):
    """A value that a reader may pick, and how it reads."""

    value: str
    text: str


class Facet(NamedTuple):
    """What the page can be narrowed by; `values` holds those of each row that is shown."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    values: Mapping[int, Collection[str]]


def write(view: View) -> Written:
    """The page of `view`."""
    style, script = _resource("page.css"), _resource("page.js")
    page = _environment().get_template("page.html")
    told = chronology(view)
    context = {
        "told": told,
        "long": view.shown > _LONG,
        "years": _years(told.groups),
        "strip": strip(view),
        "facets": tuple(facet for facet in _facets(view) if facet.choices),
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
    }
    return Written(page.generate(context))


def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_resource),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["anchor"] = _anchor
    environment.globals |= {"signs": _SIGNS, "line_break": Markup("<br>\n")}
    environment.tests["web"] = is_web
    return environment


def _resource(name: str) -> str:
    return files("timeline_tui.export").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; only these two texts may style the page and run in it."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src {_hash(style)}",
            f"script-src {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _anchor(id: str) -> str:
    """An event's id as the name of a place in the page, and as the address of it."""
    return f"event-{quote(id, safe='')}"


def _years(groups: Sequence[Group]) -> Sequence[tuple[str, int]]:
    """Each year with the number, from 1, of its first group."""
    return [
        (group.year, number)
        for number, group in enumerate(groups, 1)
        if number == 1 or group.year != groups[number - 2].year
    ]


# Facets


def _facets(view: View) -> Iterator[Facet]:
    events = view.timeline.events
    for kind, label in _LABELS.items():
        entries = [entry for entry in view.facet(kind) if entry.count]
        number = {entry.id: str(index) for index, entry in enumerate(entries)}
        parents = {entry.id: entry.parent for entry in entries}
        yield Facet(
            kind,
            label,
            tuple(
                Choice(number[entry.id], f"{_INDENT * entry.depth}{entry.name} ({entry.count:,})")
                for entry in entries
            ),
            {
                row: [number[id] for id in _with_parents(_named(kind, events[row]), parents)]
                for row in view.rows
            },
        )
    kinds = {row: standings(view.timeline)[row].kind for row in view.rows}
    counts = Counter(kinds.values())
    yield Facet(
        "standing",
        "Standing",
        tuple(
            Choice(kind, f"{kind.replace('-', ' ')} ({counts[kind]:,})")
            for kind in STANDING_MEANINGS
            if counts[kind]
        ),
        {row: [kind] for row, kind in kinds.items()},
    )


def _named(kind: FacetKind, event: Event) -> Iterable[str]:
    """The entries that an event names, as the panes of the screen count them."""
    if kind == "location":
        return event.locations
    if kind == "actor":
        return [part.actor for part in event.actors]
    return [party for chain in assertions(event) for party in chain.parties]


def _with_parents(ids: Iterable[str], parents: Mapping[str, str]) -> Iterable[str]:
    found: dict[str, None] = {}
    for id in ids:
        while id and id not in found:
            found[id] = None
            id = parents[id]
    return found
