"""One web page that holds everything it needs: style, script and lanes are in it, and its policy
lets it load nothing. Without JavaScript it is the whole page, unfiltered.

The page is a template that escapes by itself; what it says is made by `chronology`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Final, Literal, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from timeline_tui.core.citation import is_web
from timeline_tui.core.models import FacetKind
from timeline_tui.core.views.facets import PaneKind
from timeline_tui.core.views.view import View
from timeline_tui.export import Written, svg
from timeline_tui.export.chronology import Chronology
from timeline_tui.export.map import drawn
from timeline_tui.words.lanes import chart
from timeline_tui.words.signs import UNICODE, lane_signs
from timeline_tui.words.status import counted
from timeline_tui.words.telling import DRAWN, paragraphs

_LABELS: Final[Mapping[PaneKind, str]] = {
    "location": "Place",
    "actor": "Actor",
    "source": "Source",
    "standing": "Standing",
}
_BY: Final[Sequence[FacetKind | Literal["type"]]] = ("actor", "location", "source", "type")
_LONG: Final = 300
"""Events beyond which a page is laid out piece by piece, as it is read."""
_INDENT: Final = "\N{NO-BREAK SPACE}" * 3


class Facet(NamedTuple):
    """What the page can be narrowed by: values that a reader may pick, each with how it reads, and
    those of each event shown, by its id."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]
    values: Mapping[str, Collection[str]]


def write(view: View) -> Written:
    """The page of `view`."""
    style, script = resource("page.css") + svg.STYLE, resource("page.js")
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
        "figure": _figure(view),
        "map": drawn(view),
        "facets": tuple(facet for facet in _facets(view) if facet.choices),
        "style": Markup(style),
        "script": Markup(script),
        "policy": policy(style, script),
    }
    return Written(environment().get_template("page.html").generate(context))


def policy(style: str, script: str = "") -> str:
    """The content policy of a page: these two texts alone may style it and run in it, and it loads
    nothing."""
    rules = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    runs = f"; script-src {_hash(script)}" if script else ""
    return f"{rules}; style-src {_hash(style)}{runs}"


def environment() -> Environment:
    """Where the templates of pages are found, and what they know."""
    environment = Environment(
        autoescape=True,
        loader=FunctionLoader(resource),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"anchor": _anchor, "paragraphs": paragraphs, "counted": counted}
    environment.globals |= {"signs": UNICODE, "drawn": DRAWN, "line_break": Markup("<br>\n")}
    environment.tests["web"] = is_web
    return environment


def resource(name: str) -> str:
    """A file that stands beside this module."""
    return files("timeline_tui.export").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _anchor(id: str) -> str:
    """An event's id as the name of a place in the page, and as the address of it."""
    return f"event-{quote(id, safe='')}"


# Facets


def _facets(view: View) -> Iterator[Facet]:
    shown = {row: view.timeline.events[row].id for row in view.rows}
    for kind, label in _LABELS.items():
        entries = [entry for entry in view.facet(kind) if entry.count]
        values: dict[str, list[str]] = {id: [] for id in shown.values()}
        for number, entry in enumerate(entries):
            for row in view.index.rows(kind, nested=True)[entry.id]:
                if row in shown:
                    values[shown[row]].append(str(number))
        texts = [f"{_INDENT * one.depth}{one.name} ({one.count:,})" for one in entries]
        choices = [(str(number), text) for number, text in enumerate(texts)]
        yield Facet(kind, label, choices, values)


# How the events lie in time

_CELLS: Final = 115  # as wide as the page
_LANES: Final = 24


class Figure(NamedTuple):
    """The picture of the lanes, how many there are beside those in it, and what its signs mean."""

    picture: Markup
    more: int
    signs: Sequence[tuple[str, str]]


def _figure(view: View) -> Figure | None:
    """The lanes with most events, each with all that lies within it, by the first kind of entry
    that any event shown has; None where nothing shown is dated."""
    kinds = (kind for kind in _BY if any(entry.count for entry in view.facet(kind)))
    by = next(kinds, _BY[-1])
    drawn = chart(view, by, _CELLS, frozenset(entry.id for entry in view.facet(by)))
    if drawn is None:
        return None
    most = set(sorted(drawn.lanes, key=lambda lane: -lane.count)[:_LANES])
    shown = drawn._replace(lanes=[lane for lane in drawn.lanes if lane in most])
    picture = Markup("").join(map(Markup, svg.drawing(view, shown)))
    return Figure(picture, len(drawn.lanes) - len(most), lane_signs(UNICODE))
