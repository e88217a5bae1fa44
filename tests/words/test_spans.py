"""Lines of spans: what is cut says so, and reorders nothing behind it."""

from __future__ import annotations

import pytest

from timeline_tui.words.pane import PaneWriter
from timeline_tui.words.spans import Span, crop, harmless, isolate, text_of, width_of, wrap


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Kaldar falls", 12, "Kaldar falls"),
        ("Kaldar falls", 8, "Kaldar…"),
        ("漢字漢字", 6, "漢字…"),
        ("Kaldar", 1, "…"),
        ("Kaldar", 0, ""),
    ],
)
def test_what_is_cut_ends_in_an_ellipsis(text: str, width: int, expected: str) -> None:
    line = crop((Span(text),), width)
    assert text_of(line) == expected
    assert width_of(line) <= width


def test_a_cut_inside_what_was_set_apart_is_closed_behind_the_ellipsis() -> None:
    assert text_of(crop((Span(isolate("Kaldar קלדר falls")),), 9)) == "\u2068Kaldar ק…\u2069"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("outlawed-as-terrorist-group", ["outlawed-as-", "terrorist-", "group"]),
        ("a-verylongwordofitsown", ["a-verylongwo", "rdofitsown"]),
        ("so outlawed-as-terrorist", ["so", "outlawed-as-", "terrorist"]),
        ("------------------", ["------------", "------"]),
        ("nohyphenanywhere", ["nohyphenanyw", "here"]),
    ],
)
def test_a_word_longer_than_a_line_is_broken_behind_a_hyphen(
    text: str, expected: list[str]
) -> None:
    assert [text_of(line) for line in wrap((Span(text),), 12)] == expected


def test_a_pane_is_broken_into_lines_as_it_is_drawn() -> None:
    pane = PaneWriter(20, None)
    pane.write(Span("folder/a-name-of-\udcff\udcff.yaml:2"))
    assert [text_of(harmless(line.spans)) for line in pane.lines] == [
        "folder/a-name-of-",
        "  ‹0xFF›‹0xFF›.yaml:",
        "  2",
    ]
