"""The density strip and the legend as text."""

from __future__ import annotations

from dataclasses import fields

import pytest

from timeline_tui.render.density import density_line
from timeline_tui.render.glyphs import ASCII, UNICODE, Glyphs
from timeline_tui.render.legend import legend_lines
from timeline_tui.render.spans import Span, text_of, width_of


@pytest.mark.parametrize(
    ("shown", "total", "text"),
    [
        ([], [], ""),
        ([0, 0], [0, 0], "  "),
        ([1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7], "▃▄▅▅▆▇█"),
        ([1, 1000], [1, 1000], "▂█"),
        ([5, 5], [5, 5], "██"),
        ([0, 3, 0], [9, 9, 0], "▁█ "),
        ([0, 0], [4, 0], "▁ "),
        ([0.25, 0.5], [0.25, 0.5], "▅█"),
    ],
)
def test_bars(shown: list[float], total: list[float], text: str) -> None:
    line = density_line(shown, total, UNICODE)
    assert text_of(line) == text
    assert width_of(line) == len(shown)


def test_bins_of_which_nothing_is_shown_are_dim_and_differ_by_their_height_too() -> None:
    assert density_line([0, 1, 100, 0], [5, 5, 100, 0], ASCII) == (
        Span(".", "dim"),
        Span(":@ ", "plain"),
    )


def test_counts_of_different_bins_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        density_line([1], [1, 2], UNICODE)


def test_legend() -> None:
    assert [text_of(line)[:26].rstrip() for line in legend_lines(UNICODE)] == [
        "  ≠        disputed",
        "  ●        corroborated",
        "  ○        single origin",
        "  ◐        party claim",
        "  ·        unsourced",
        "  ×        retracted",
        "  ⚠        broken",
        "  ◆        marked",
        "  ▲        changed",
        "  ◷        planned",
        "  ⊘        cancelled",
        "  ▒▒▒▒     span",
        "  ~ ?      date",
        "  ▾ ▸      tree",
        "  + −      entry",
        "  a ‹ b    place",
        "  a ‹ b    source",
        "  ▁▂▃▄▅▆▇█ strip",
        "  ▁        strip",
    ]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_the_legend_explains_every_sign_but_those_that_only_lay_out(glyphs: Glyphs) -> None:
    text = "\n".join(text_of(line) for line in legend_lines(glyphs))
    layout = {"cursor", "rule", "heavy_rule", "bar", "ellipsis"}
    signs = {field.name: getattr(glyphs, field.name).strip() for field in fields(Glyphs)}
    assert [name for name, sign in signs.items() if sign not in text and name not in layout] == []


def test_the_legend_fits_eighty_columns() -> None:
    assert max(width_of(line) for line in legend_lines(ASCII)) <= 78
