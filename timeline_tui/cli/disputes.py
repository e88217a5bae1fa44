"""`timeline disputes`: who asserts and who contests what, side by side."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from timeline_tui.cli.command import (
    DONE,
    NOTHING,
    Command,
    add_summary,
    emit_json,
    emit_lines,
    glyphs_of,
)
from timeline_tui.output import say, terminal_width

if TYPE_CHECKING:
    from timeline_tui.core.evidence.disputes import ContestedStatement, Side
    from timeline_tui.core.views.view import View

_WIDEST: Final = 120  # cells; two columns that are further apart are no longer side by side
_IN_A_PIPE: Final = 80

_DESCRIPTION = """\
Print what is contested among the events that a query finds: each statement once, who asserts it and
who contests it, in whose words, and the figures that each side gives. It never says who is right.
Exit code: 0 something is contested, 1 nothing, 2 wrong use.
"""
_EXAMPLES = """\
Examples:
  timeline disputes case.yaml
  timeline disputes case.yaml -q 'denied-by:taliban' --as-of 2021-07-27
  timeline disputes case.yaml --format json | jq '.statements[].sides[].words'
"""


def _run(arguments: argparse.Namespace) -> int:
    from timeline_tui.cli.reading import view_of
    from timeline_tui.core.evidence.disputes import disputes
    from timeline_tui.words.disputes import dispute_items

    view = view_of(arguments)
    blocks = disputes(view.timeline, view.rows)
    if arguments.format == "json":
        emit_json(_as_json(view, blocks))
    elif blocks:
        room = min(terminal_width() or _IN_A_PIPE, _WIDEST)
        items = dispute_items(view.timeline, blocks, glyphs_of(arguments), room)
        lines = [line for item in items for line in item]
        emit_lines(lines[:-1])  # each item ends with an empty line
    if not blocks:
        say(f"timeline: {_nothing(view)}")
    return DONE if blocks else NOTHING


def _nothing(view: View) -> str:
    """Why there is nothing; the keys that the screen adds are left out."""
    from timeline_tui.core.evidence.contests import contested_index
    from timeline_tui.words.disputes import nothing_contested
    from timeline_tui.words.spans import text_of

    said = text_of(nothing_contested(view.timeline, view.query.asof)[:1]).strip().rstrip(".")
    others = contested_index(view.timeline).contests
    return f"{said}. Events that the query leaves out are" if others else said


# As data


def _as_json(view: View, blocks: Sequence[ContestedStatement]) -> dict[str, object]:
    from timeline_tui.export.record import record

    timeline = view.timeline
    named = dict.fromkeys(
        event.id
        for block in blocks
        for event in (block.event, *(side.event for side in block.sides))
    )
    return {
        "title": timeline.title,
        "as_of": view.query.asof and view.query.asof.text,
        "statements": [
            {
                "event": block.event.id,
                "claim": None if block.claim is None else block.claim.id,
                "text": block.event.title if block.claim is None else block.claim.text,
                "sides": [_side(side) for side in block.sides],
            }
            for block in blocks
        ],
        "events": [record(view, timeline.row_of[id]) for id in named],
    }


def _side(side: Side) -> dict[str, object]:
    from timeline_tui.export.record import chains, figures

    return {
        "stance": side.stance,
        "event": side.event.id,
        "claim": None if side.claim is None else side.claim.id,
        "words": side.words,
        "quote": side.quote,
        "date": None if side.date is None else side.date.text,
        "sources": chains(side.chains),
        "supported_by": chains(side.supports),
        "parties": sorted(side.parties),
        "figures": figures(side.figures),
        "retracted": None if side.retracted is None else side.retracted.text,
    }


COMMAND = Command(
    name="disputes",
    usage="[PATH …] [-q QUERY] [options]",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    arguments=add_summary,
    run=_run,
)
