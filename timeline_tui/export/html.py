"""One web page that holds everything it needs: style, script and strip are in it, and its policy
lets it load nothing. Without JavaScript it is the whole page, unfiltered.

The page is a template that escapes by itself; what it says is made by `chronology`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Final, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from timeline_tui.core.citation import is_web
from timeline_tui.core.evidence.named import with_outer
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.models import Event, FacetKind
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.chronology import Chronology
from timeline_tui.export.strip import strip
from timeline_tui.words.dates import iso
from timeline_tui.words.rows import single_day
from timeline_tui.words.signs import STANDING_MEANINGS, UNICODE, standing_glyph

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
    """What the page can be narrowed by; `values` holds those of each event shown, by its id."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    values: Mapping[str, Collection[str]]


def write(view: View) -> Written:
    """The page of `view`."""
    style, script = _resource("page.css"), _resource("page.js")
    told = Chronology(view)
    groups = tuple(told.groups)
    years: dict[str, int] = {}  # the number, from 1, of the first group of each year
    for number, group in enumerate(groups, 1):
        years.setdefault(group.year, number)
    context = {
        "told": told,
        "groups": groups,
        "about": tuple(told.about),
        "long": view.shown > _LONG,
        "years": years.items(),
        "strip": strip(view),
        "facets": tuple(facet for facet in _facets(view) if facet.choices),
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
    }
    return Written(_environment().get_template("page.html").generate(context))


def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(_resource),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"anchor": _anchor, "moment": _moment, "paragraphs": _paragraphs}
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


def _moment(event: Event) -> str:
    """The day of an event as the `datetime` of HTML takes it, which knows no doubt, no span and no
    year before 1; else ""."""
    day = single_day(event.date)
    text = "" if day is None else iso(day)
    return text if text >= "0001" else ""  # a sign stands before years beyond 0 to 9999


def _paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph; blank lines stand between two."""
    found = re.split(r"\n\s*\n", text.strip("\n"))
    return [paragraph.split("\n") for paragraph in found if paragraph]


# Facets


def _facets(view: View) -> Iterator[Facet]:
    events = [view.timeline.events[row] for row in view.rows]
    for kind, label in _LABELS.items():
        entries = [entry for entry in view.facet(kind) if entry.count]
        number = {entry.id: str(index) for index, entry in enumerate(entries)}
        parents = {entry.id: entry.parent or None for entry in entries}
        yield Facet(
            kind,
            label,
            tuple(
                Choice(number[entry.id], f"{_INDENT * entry.depth}{entry.name} ({entry.count:,})")
                for entry in entries
            ),
            {
                event.id: [number[id] for id in with_outer(_named(kind, event), parents.get)]
                for event in events
            },
        )
    kinds = {view.timeline.events[row].id: standings(view.timeline)[row].kind for row in view.rows}
    counts = Counter(kinds.values())
    yield Facet(
        "standing",
        "Standing",
        tuple(
            Choice(kind, f"{kind.replace('-', ' ')} ({counts[kind]:,})")
            for kind in STANDING_MEANINGS
            if counts[kind]
        ),
        {id: [kind] for id, kind in kinds.items()},
    )


def _named(kind: FacetKind, event: Event) -> Iterable[str]:
    """The entries that an event names, as the panes of the screen count them."""
    if kind == "location":
        return event.locations
    if kind == "actor":
        return [part.actor for part in event.actors]
    return [party for chain in assertions(event) for party in chain.parties]
