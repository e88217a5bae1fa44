"""One web page that holds everything it needs: style, script and strip are in it, and its policy
lets it load nothing. Without JavaScript it is the whole page, unfiltered.

The page is a template that escapes by itself; what it says is made by `chronology`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Final, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from timeline_tui.core.citation import is_web
from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.lanes.axis import Tick, ticks
from timeline_tui.core.models import FacetKind
from timeline_tui.core.views.density import events_density
from timeline_tui.core.views.tallies import by_standing
from timeline_tui.core.views.view import View
from timeline_tui.export import Written
from timeline_tui.export.chronology import Chronology
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.telling import paragraphs

_LABELS: Final[Mapping[FacetKind, str]] = {
    "location": "Place",
    "actor": "Actor",
    "source": "Source",
}
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
    environment.filters |= {"anchor": _anchor, "paragraphs": paragraphs}
    environment.globals |= {"signs": UNICODE, "line_break": Markup("<br>\n")}
    environment.tests["web"] = is_web
    return environment


def _resource(name: str) -> str:
    return files("timeline_tui.export").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; only these two texts may style the page and run in it."""
    loaded = f"img-src data:; style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {loaded}; base-uri 'none'; form-action 'none'"


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
        texts = [f"{_INDENT * one.depth}{one.name} ({one.count:,})" for one in entries]
        values: dict[str, list[str]] = {id: [] for id in shown.values()}
        for number, entry in enumerate(entries):
            for row in view.index.rows(kind, nested=True)[entry.id]:
                if row in shown:
                    values[shown[row]].append(str(number))
        choices = [(str(number), text) for number, text in enumerate(texts)]
        yield Facet(kind, label, choices, values)
    counts = by_standing(view).items()
    choices = [(kind, f"{kind.replace('-', ' ')} ({count:,})") for kind, count in counts]
    found = {id: [standings(view.timeline)[row].kind] for row, id in shown.items()}
    yield Facet("standing", "Standing", choices, found)


# How the events lie in time

_BINS: Final = 100
_LOWEST: Final = 3  # percent; what a bar that is not empty has at least


class Strip(NamedTuple):
    """Where each bar begins and how high it is, and where what time it is stands, in percent, of
    which a bar is one wide."""

    bars: tuple[tuple[int, int], ...]
    ticks: tuple[Tick, ...]


def strip(view: View) -> Strip | None:
    """The strip of what `view` shows; None where nothing of it is dated."""
    found = events_density(view.timeline, _BINS)
    counts = [bar.shown for bar in found.bars(view)] if found is not None else []
    if found is None or not any(counts):
        return None
    heights = (max(_LOWEST, round(100 * count / max(counts))) if count else 0 for count in counts)
    bars = [(cell, height) for cell, height in enumerate(heights) if height]
    return Strip(tuple(bars), ticks(found.axis))
