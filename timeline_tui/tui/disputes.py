"""The disputes of a view over the main screen: read them block by block, pick one's event.

What is contested and how it reads stands in `core.evidence.disputes` and `render.disputes`.
"""

from __future__ import annotations

from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.views.view import View
from timeline_tui.tui.dialogs import PickDialog
from timeline_tui.tui.keys import Keys
from timeline_tui.tui.widgets.item_lines import Items
from timeline_tui.words.disputes import dispute_item, nothing_contested
from timeline_tui.words.glyphs import Glyphs
from timeline_tui.words.spans import wrap
from timeline_tui.words.status import counted


class DisputesDialog(PickDialog[str]):
    """What is contested among the rows of a view; dismissed with the id of the event picked."""

    DEFAULT_CSS = """
    DisputesDialog > Vertical { max-width: 120; }
    """

    def __init__(self, view: View, keys: Keys, glyphs: Glyphs) -> None:
        timeline, asof = view.timeline, view.query.asof
        blocks = disputes(timeline, view.rows)

        def make(width: int) -> Items:
            if not blocks:
                return Items(1, lambda _: wrap(nothing_contested(timeline, asof, keys), width))
            return Items(
                len(blocks), lambda index: dispute_item(timeline, blocks[index], glyphs, width)
            )

        known = f"as of {asof.text} · " if asof is not None else ""
        super().__init__(
            "Disputes",
            [block.event.id for block in blocks],
            make,
            keys,
            glyphs,
            picking="shows the event",
            count=f"{known}{counted(len(blocks), 'contested statement')}",
        )
