"""`timeline sources`: who is quoted through whom, how often, and how independent they are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from timeline_tui.cli.command import DONE, NOTHING, Command, add_summary, emit_json, glyphs_of
from timeline_tui.output import emit, say, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.evidence.quotations import Publication, Quotations
    from timeline_tui.core.views.view import View

_DESCRIPTION = """\
Print who is quoted through whom in the events that a query finds, and how often: each publication
with those it quotes, then each origin, and which origins do not count beside which others, as they
are on one side or one is part of the other.
Exit code: 0 someone is quoted, 1 nobody is, 2 wrong use.
"""
_EXAMPLES = """\
Counts, in events:
  asserts    it says so, or makes one of the claims
  alone      no other publication says so; no other origin counts
  joint      it is one of several independent origins
  contested  someone contests what it asserts
  contests   it contests what others assert

Examples:
  timeline sources case.yaml
  timeline sources case.yaml -q 'is:disputed' --as-of 2021-07-27
  timeline sources case.yaml --format json | jq '.origins[].name'
"""


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of
    from timeline_tui.core.evidence.quotations import quotations
    from timeline_tui.words.quotations import quotation_lines

    view = view_of(arguments)
    found = quotations(view.timeline, view.rows)
    if arguments.format == "json":
        emit_json(_as_json(view, found))
    elif found.origins:
        emit(quotation_lines(view.timeline, found, terminal_width(), glyphs_of(arguments)))
    if not found.origins:
        say("timeline: no event matches" if not view.shown else "timeline: nobody is quoted")
    return DONE if found.origins else NOTHING


# As data


def _as_json(view: View, found: Quotations) -> dict[str, object]:
    return {
        "title": view.timeline.title,
        "as_of": view.query.asof and view.query.asof.text,
        "events": found.events,
        "unattributed": found.unattributed,
        "publications": [_publication(view, one) for one in found.publications],
        "origins": [{**_party(view, one.id), **one._asdict()} for one in found.origins],
        "voices": [{**one._asdict(), "origins": list(one.origins)} for one in found.voices],
        "dependents": [one._asdict() for one in found.dependents],
    }


def _publication(view: View, one: Publication) -> dict[str, object]:
    quoted = [
        {"origin": quoted.origin, "through": list(quoted.through), "events": quoted.events}
        for quoted in one.quoted
    ]
    counts = {"events": one.events, "alone": one.alone}
    return {**_party(view, one.id), **counts, "quoted": quoted}


def _party(view: View, id: str) -> dict[str, object]:
    """Who it is, and what may make it one with others; "" where the file does not say."""
    party = view.timeline.party(id)
    return {
        "id": id,
        "name": party.name,
        "kind": "actor" if id in view.timeline.actors else "source",
        "side": getattr(party, "side", ""),
        "publisher": getattr(party, "publisher", ""),
        "reliability": getattr(party, "reliability", ""),
    }


COMMAND = Command(
    name="sources",
    usage="[PATH …] [-q QUERY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=add_summary,
    run=_run,
)
