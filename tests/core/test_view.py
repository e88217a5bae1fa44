"""A view: rows, facet counts that follow the query, pane edits, highlights, matches, regexes."""

import gc
import weakref
from copy import copy
from time import process_time

import pytest
from export_files import ids, viewed
from hypothesis import given, settings
from hypothesis import strategies as st
from query_table import FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.models import FacetKind
from timeline_tui.core.query import Query, QueryError
from timeline_tui.core.query.syntax import Term, Text
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.index import index_of, squeezed
from timeline_tui.core.views.view import View, apply

KINDS: tuple[FacetKind, ...] = ("location", "actor", "source")
HARBOUR = load_text(FILE)


def view(query: str, timeline: Timeline = HARBOUR) -> View:
    return viewed(query, timeline)


def described(*texts: str) -> Timeline:
    """A timeline with an event for each text, in this order, as its description."""
    lines = (
        f"  - {{id: e{n}, date: 2021, title: T, description: {text}}}\n"
        for n, text in enumerate(texts)
    )
    return load_text("events:\n" + "".join(lines))


def test_sorted_by_report_the_positions_follow():
    shown = view("sort:reported location:port")
    assert ids(shown) == "talks raid fire ceasefire aftermath"
    assert [shown.position(id) for id in ("fire", "raid", "aftermath")] == [2, 1, 4]
    dates = [date.text if date else "" for date in map(shown.date, (0, 2, 4))]
    assert dates == ["2021-07-27", "2021-08-10", ""]
    assert shown.months == (Month(2021, 7, 0), Month(2021, 8, 2), Month(None, None, 4))


def test_a_timeline_has_one_index_that_goes_with_it():
    timeline = copy(described("one", "two"))
    assert index_of(timeline) is index_of(timeline)
    assert view("t -/x/ date:2021", timeline).shown == 2
    alive = weakref.ref(timeline)
    del timeline
    gc.collect()
    assert alive() is None


LETTERS = [*"aAbB \u00a0.-éÉßİıΣς", "e\u0301", *"ﬁ½Ⅷ한کابل—’🙂"]
texts = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=8).map("".join)
texts = texts.map(lambda text: text.replace("\u00a0", " ").strip() or "x")


@settings(max_examples=60)
@given(st.lists(texts, min_size=1, max_size=4), texts)
def test_a_word_is_found_wherever_it_is_folded_alike(written, word):
    timeline = described(*(f"'{text}'" for text in written))
    found = [squeezed(word) in squeezed(event.description.strip()) for event in timeline.events]
    shown = apply(timeline, Query(Text(word)))
    assert [row in shown.rows for row in range(len(written))] == found
    assert [apply(timeline, Query(Term("text", ":", word))).rows] == [shown.rows]
    marked = [bool(shown.highlight(event.description)) for event in timeline.events]
    assert marked == [hit and bool(squeezed(word).strip()) for hit in found]


def test_a_regex_that_takes_too_long_is_an_error_with_its_place():
    timeline, start = described(*["a" * 40] * 50), process_time()
    for _ in range(2):  # as one types on
        with pytest.raises(QueryError, match="The regex takes more than") as caught:
            view("t OR /(a|aa)+$b/ OR /(a|a?)+$c/", timeline)
        assert caught.value.column == 6
        assert caught.value.hint
    assert process_time() - start < 4


def test_a_regex_never_matches_from_one_text_into_the_next():
    timeline = described("one", "two")
    assert view(r"/t\s+one/", timeline).shown == 0
    assert view(r"/t[^x]*\Z|one/", timeline).shown == 2
    assert view(r"/^one$/ OR /^T$/", timeline).shown == 2


def test_a_facet_is_a_tree_with_the_counts_of_the_view():
    shown = view("tag:shipping")
    assert [
        f"{f.id} {f.depth} {f.parent} {f.count}/{f.total}" for f in shown.facet("location")
    ] == [
        *("coast 0  2/7", "port 1 coast 1/5", "pier 2 port 1/1", "port-east 0  0/1", "hills 0  0/2")
    ]
    actors, sources = (
        [f"{f.id} {f.depth} {f.count}" for f in view("").facet(kind)] for kind in KINDS[1:]
    )
    assert actors == ["rebels 0 5", "state 0 4", "guard 1 2", "patrol 2 1"]
    assert sources[:3] == ["gazette 0 5", "wire 0 5", "state 0 3"]


INCLUDED = """
 | port | location:port
location:port | hills | location:port OR location:hills
location:Port a | port | a
location:"kaló limáni" | port |
location:pier OR location:hills | port | location:hills OR location:port
location:por | port-east | location:port-east
-location:port | port | location:port
"""


def test_including_gives_way_within_the_tree():
    for row in INCLUDED.strip("\n").splitlines():
        query, id, edited = (cell.strip() for cell in row.split("|"))
        assert str(view(query).including("location", id)) == edited, query


def test_a_state_is_shown_for_whole_names_alone():
    found = view('location:"Port Kalo" -location:HILLS').facet("location")
    assert {f.id: f.state for f in found if f.state} == {"port": "included", "hills": "excluded"}
    for query in ("location:por", "location:port OR tag:x"):
        assert {f.state for f in view(query).facet("location")} == {""}


MARKED = (
    ("kabul", "In KABUL and Kābul", ["KABUL", "Kābul"]),
    ("strasse", "Die Straße", ["Straße"]),
    ('"two words"', "two\n  words", ["two\n  words"]),
    ("a b -c -(d e) --f", "abcdef", ["ab", "f"]),
    ("/k.l/ OR /x*/", "Kaldar kul", ["Kal", "kul"]),
    ("/e.t/ /^one$/", "one\nto it", ["e\nt"]),
    ("title:kal text:dar", "Kaldar", ["Kaldar"]),
    ("location:kaldar tag:kal", "Kaldar", []),
    ("lodz", "Near Łódź, Ło\u0301dz\u0301.", ["Łódź", "Ło\u0301dz\u0301"]),
    ("esi", "Æsir", ["Æsi"]),  # half a ligature cannot be marked
    ("バ", "バスﾊﾞｽ ハ", ["バ", "ﾊﾞ"]),
    ("हि 한", "हिन्दी \u1112\u1161\u11ab국", ["हि", "\u1112\u1161\u11ab"]),
    ("کابل a.c", "abc a.c شهر کابل", ["a.c", "کابل"]),
)


def test_highlights_are_places_in_the_text_as_written():
    for query, text, marked in MARKED:
        spans = view(query).highlight(text)
        assert [text[start:end] for start, end in spans] == marked, query


def test_a_regex_that_takes_too_long_in_one_text_marks_nothing_more():
    shown = view("/(a|aa)+$b/")
    start = process_time()
    assert [shown.highlight(text) for text in ["a" * 40] * 20 + ["b"]] == [()] * 21
    assert process_time() - start < 5


MATCHING = {
    "lawful OR tag:shipping": "raid",  # in a claim
    "nobody OR /pier f/ OR -zzz": "fire raid",  # in a dispute; by a regex
    "title:parade OR location:port": "parade",
    "medecins OR tag:fire": "fire raid ceasefire",  # who is named
    "tag:shipping -lawful": "",
}


def test_an_event_matches_where_the_words_stand_anywhere_in_it():
    for query, matching in MATCHING.items():
        shown = view(query)
        found = {shown.event(p).id for p in range(shown.shown) if shown.matches(p)}
        assert found == set(matching.split()), query
