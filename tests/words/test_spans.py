"""Lines of spans: measured in cells, cropped, set apart and harmless, whatever the text."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.words.spans import (
    Span,
    by_line,
    crop,
    crop_middle,
    harmless,
    isolate,
    marked,
    pad,
    text_of,
    width_of,
    wrap,
)

HEBREW = "שלום עולם"
ISOLATE, POP = "\u2068", "\u2069"
LINES = st.lists(
    st.tuples(st.text(max_size=12), st.sampled_from(["plain", "dim", "match"])), max_size=5
).map(lambda found: tuple(Span(text, role) for text, role in found))


def test_only_what_runs_right_to_left_is_set_apart_and_a_match_stands_inside():
    assert isolate("Kaldar, Köln, 北京") == "Kaldar, Köln, 北京"
    assert isolate(f"a\n{HEBREW}") == f"{ISOLATE}a{POP}\n{ISOLATE}{HEBREW}{POP}"
    found = marked(HEBREW, [(0, 4)], "title")
    assert found[:2] == (Span(ISOLATE, "title"), Span("שלום", "match"))
    assert text_of(crop(found, 6)) == f"{ISOLATE}שלום…{POP}"
    assert marked("a helicopter", [(2, 6)]) == (Span("a "), Span("heli", "match"), Span("copter"))


@given(st.text(alphabet="aא\n ", max_size=20), st.sets(st.integers(0, 20), max_size=6))
def test_marks_change_no_text_and_each_line_is_set_apart_by_itself(text, places):
    bounds = sorted(min(place, len(text)) for place in places)
    line = marked(text, list(zip(bounds[::2], bounds[1::2], strict=False)))
    assert text_of(line) == isolate(text)
    for one in by_line(line):
        assert text_of(one).count(ISOLATE) == text_of(one).count(POP)


@given(st.text(max_size=30).map(lambda text: text.replace(ISOLATE, "").replace(POP, "")))
def test_nothing_that_acts_on_a_terminal_reaches_a_line(text):
    for line in ((Span(text),), marked(text, [(0, len(text) // 2)])):
        for character in text_of(harmless(line)):
            assert unicodedata.category(character) != "Cc"
            assert character not in "\u202a\u202b\u202d\u202e\u2066\u2067"


@given(LINES, st.integers(0, 30), st.sampled_from(["…", "..."]))
def test_a_cropped_line_fits_and_says_that_it_was_cut(line, width, ellipsis):
    cut = crop(line, width, ellipsis)
    assert width_of(cut) <= width
    assert cut == line or text_of(cut).endswith(ellipsis[:width])
    assert width_of(pad(cut, width)) == width
    assert width_of((Span(crop_middle(text_of(line), width, ellipsis)),)) <= width


@given(LINES.map(harmless), st.integers(5, 30), st.integers(0, 3))
def test_a_wrapped_line_fits_and_loses_only_blanks(line, width, indent):
    lines = wrap(line, width, indent)
    assert all(width_of(one) <= width for one in lines)
    told = "".join(text_of(one) for one in lines)
    assert "".join(told.split()) == "".join(text_of(line).split())


def test_a_wrapped_line_keeps_its_roles_and_is_set_in():
    line = (Span("killed: ", "dim"), Span("about 1,500 of them"))
    assert wrap(line, 15, 2) == [
        (Span("killed: ", "dim"), Span("about")),
        (Span("  "), Span("1,500 of them")),
    ]
    begun = wrap((Span("killed  about 1,500"),), 13, 8)  # what is set in may be over the indent
    assert begun == [(Span("killed  about"),), (Span(" " * 8), Span("1,500"))]


def test_names_that_begin_alike_stay_apart():
    for name, width, expected in (
        ("Afghan National Army", 14, "Afghan…l Army"),
        ("Afghan National Security Forces", 14, "Afghan…Forces"),
        ("News report, 27 July 2021", 16, "News rep…ly 2021"),
        ("Taliban", 7, "Taliban"),
        ("Taliban", 6, "Talib…"),
        ("北京北京北京北京", 9, "北京…北京"),
    ):
        assert crop_middle(name, width) == expected
