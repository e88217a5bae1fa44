"""A view: rows, headers, facet counts that follow the query, pane edits, highlights, density."""

from __future__ import annotations

import gc
import weakref
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_table import ALL, FILE

from timeline_tui.core.dates import parse_date
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import Query, parse
from timeline_tui.core.query.syntax import Term, Text
from timeline_tui.core.timeline import Event, FacetKind, Place, Record, Timeline
from timeline_tui.core.views.density import Density, density, folded, shared
from timeline_tui.core.views.facets import FacetEntry
from timeline_tui.core.views.headers import Month
from timeline_tui.core.views.index import index_of, measures_of
from timeline_tui.core.views.rowsets import bits_of, bits_of_flags, flags_of, rows_of
from timeline_tui.core.views.search_texts import needle
from timeline_tui.core.views.view import View, apply

KINDS: tuple[FacetKind, ...] = ("location", "actor", "source")
HARBOUR = load_text(FILE).timeline


def view(query: str, timeline: Timeline = HARBOUR) -> View:
    return apply(timeline, parse(query))


def ids(shown: View) -> str:
    return " ".join(shown.event(position).id for position in range(shown.shown))


def entry(shown: View, kind: FacetKind, id: str) -> FacetEntry:
    return next(found for found in shown.facet(kind) if found.id == id)


def built(*events: Event, places: tuple[Place, ...] = ()) -> Timeline:
    """A timeline of events that stand in the order of the chronology."""
    records = tuple(Record("events.yaml", 1, "") for _ in events)
    named = {place.id: place for place in places}
    return Timeline("", ZoneInfo("UTC"), ("events.yaml",), events, records, named, {}, {})


def dated(*dates: str) -> Timeline:
    return built(*(Event(f"e{n}", f"Event {n}", parse_date(d)) for n, d in enumerate(dates)))


# Rows


def test_a_view_is_compared_by_identity_and_leaves_its_timeline_alone() -> None:
    first, second = view("tag:fire"), view("tag:fire")
    assert first != second
    assert first == first
    assert first.timeline is HARBOUR
    assert (first.shown, first.total) == (1, 11)
    assert (first.position("fire"), first.position("raid"), first.position("nothing")) == (
        0,
        None,
        None,
    )


def test_an_empty_timeline_has_an_empty_view() -> None:
    for query in ("", "a", "/a/", "-a", "location:x", "date:2021", "is:vague", "sort:reported"):
        shown = view(query, built())
        assert (shown.rows, shown.months, shown.facet("location")) == ((), (), ())
        assert density(shown, ()).total == folded(shown.timeline, 10) == ()


def test_sorted_by_report_the_positions_follow() -> None:
    shown = view("sort:reported location:port")
    assert ids(shown) == "talks raid fire ceasefire aftermath"
    assert [shown.position(id) for id in ("fire", "raid", "aftermath")] == [2, 1, 4]
    assert shown.months == (Month(2021, 7, 0), Month(2021, 8, 2), Month(None, None, 4))


def test_a_view_as_of_a_day_knows_nothing_later() -> None:
    shown = view("asof:2021-07-27")
    assert shown.timeline is not HARBOUR
    assert shown.known is not None
    assert shown.known.hidden_later > 0
    assert shown.total == 5
    assert "wire" not in {found.id for found in shown.facet("source")}
    assert view("").known is None


def test_a_broken_record_and_one_without_a_date_can_be_found() -> None:
    timeline = built(
        Event("a", "Whole", parse_date("2021-07-26")),
        Event("b", "No date", None, "26 July"),
        Event("c", "- title: [unclosed", broken=True),
    )
    assert ids(view("is:broken", timeline)) == "c"
    assert ids(view("is:undated", timeline)) == "b c"
    assert ids(view("-is:vague", timeline)) == "a"
    assert ids(view("date:2021 OR after:2020 OR date<=2022", timeline)) == "a"


texts = st.text(
    st.sampled_from("aAbB \u00a0\n.-éÉßİıΣς\u0301ﬁ½Ⅷ한کابل—’🙂") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=8,
).map(lambda text: "".join(c for c in text if c.isprintable() or c in "\n \u00a0\u2028"))


@given(st.lists(texts, min_size=1, max_size=4), texts.filter(str.strip))
def test_a_word_is_found_wherever_it_is_folded_alike(titles: list[str], word: str) -> None:
    timeline = built(*(Event(f"e{n}", title) for n, title in enumerate(titles)))
    found = [needle(word) in needle(title) for title in titles]
    for term in (Text(word), Term("title", ":", word)):
        shown = apply(timeline, Query(term))
        assert [row in shown.rows for row in range(len(titles))] == found
    marked = [bool(apply(timeline, Query(Text(word))).highlight(title)) for title in titles]
    assert marked == [hit and bool(needle(word).strip()) for hit in found]


def test_a_word_finds_what_lies_in_a_place_typed_with_the_event_or_declared() -> None:
    timeline = load_text(
        """\
locations: {dawlatabad: {name: Dawlatabad, within: balkh}, balkh: {name: Balkh, aliases: [Bactra]}}
events:
  - {id: chain, date: 2021, title: A, location: Hairatan < Kaldar < Balkh}
  - {id: declared, date: 2021, title: B, location: dawlatabad}
  - {id: elsewhere, date: 2021, title: C, location: Kabul}
"""
    ).timeline
    for query in ("balkh", "BACTRA", "/^balkh$/", "text=Balkh", "location:balkh"):
        assert ids(view(query, timeline)) == "chain declared"
    assert ids(view("kaldar", timeline)) == "chain"


# Facets


def test_a_facet_is_a_tree_with_the_counts_of_the_view() -> None:
    shown = view("tag:shipping")
    assert [(f.id, f.depth, f.parent, f.count, f.total) for f in shown.facet("location")] == [
        ("coast", 0, "", 2, 7),
        ("port", 1, "coast", 1, 5),
        ("pier", 2, "port", 1, 1),
        ("port-east", 0, "", 0, 1),
        ("hills", 0, "", 0, 1),
    ]
    assert [f.children for f in shown.facet("location")] == [True, True, False, False, False]
    assert [(f.id, f.depth, f.count) for f in view("").facet("actor")] == [
        ("rebels", 0, 5),
        ("state", 0, 4),
        ("guard", 1, 2),
        ("patrol", 2, 1),
    ]
    sources = [(f.id, f.depth, f.count) for f in view("").facet("source")]
    assert sources[:3] == [("gazette", 0, 5), ("wire", 0, 5), ("state", 0, 3)]
    assert ("medics", 0, 2) in sources


def test_an_event_in_two_places_of_a_province_counts_once() -> None:
    places = (Place("top", "Top"), Place("a", "A", within="top"), Place("b", "B", within="top"))
    timeline = built(Event("e", "", locations=("a", "b", "a")), places=places)
    assert [(f.id, f.count) for f in view("", timeline).facet("location")] == [
        ("top", 1),
        ("a", 1),
        ("b", 1),
    ]


QUERIES = ["", "tag:shipping", "actor:rebels", "-is:vague", "wire OR letter", "location:por"]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_pane_counts_what_including_and_excluding_an_entry_shows(
    query: str, kind: FacetKind
) -> None:
    shown = view(query)
    for found in shown.facet(kind):
        if found.state == "included":
            continue
        excluded = apply(HARBOUR, shown.excluding(kind, found.id))
        assert excluded.shown == shown.shown - found.count
        if not shown.query.included(kind):
            included = apply(HARBOUR, shown.including(kind, found.id))
            assert included.shown == found.count
            assert entry(included, kind, found.id).state == "included"
        assert entry(excluded, kind, found.id).state == "excluded"
        assert excluded.excluding(kind, found.id) == shown.query


def test_an_id_within_another_id_is_not_meant() -> None:
    timeline = load_text(
        """\
locations: {kal: Kal, kaldar: Kaldar, kal-city: {name: Kal City, within: kal}}
events:
  - {id: a, date: 2021, title: A, location: kal}
  - {id: b, date: 2021, title: B, location: kaldar}
  - {id: c, date: 2021, title: C, location: kal-city}
"""
    ).timeline
    shown = view("", timeline)
    query = shown.including("location", "kal")
    assert str(query) == "location:kal"
    assert ids(apply(timeline, query)) == "a c"
    assert entry(shown, "location", "kal").count == 2


@pytest.mark.parametrize(
    ("query", "id", "edited"),
    [
        ("", "port", "location:port"),
        ("location:port", "hills", "location:port OR location:hills"),
        ("location:port", "port", ""),
        ("location:Port a", "port", "a"),
        ("location:port OR location:hills", "port", "location:hills"),
        ('location:"kaló limáni"', "port", ""),
        ("location:coast", "pier", "location:pier"),
        ("location:pier OR location:hills", "port", "location:hills OR location:port"),
        ("location:por", "port-east", "location:port-east"),
        ("-location:port", "port", "location:port"),
    ],
)
def test_including_gives_way_within_the_tree(query: str, id: str, edited: str) -> None:
    assert str(view(query).including("location", id)) == edited


@pytest.mark.parametrize(
    ("query", "edited"),
    [
        ("-location:port", ""),
        ("location:PORT a", "a -location:port"),
        ("(location:port OR location:hills) a", "location:hills a -location:port"),
    ],
)
def test_excluding_takes_the_place_of_including(query: str, edited: str) -> None:
    assert str(view(query).excluding("location", "port")) == edited


def test_a_state_is_shown_for_whole_names_alone() -> None:
    states = {f.id: f.state for f in view('location:"Port Kalo" -location:HILLS').facet("location")}
    assert states == {
        "coast": "",
        "port": "included",
        "pier": "",
        "port-east": "",
        "hills": "excluded",
    }
    assert {f.state for f in view("location:por").facet("location")} == {""}
    assert {f.state for f in view("location:port OR tag:x").facet("location")} == {""}


@given(st.sets(st.integers(0, 90)))
def test_a_set_of_rows_keeps_its_rows(rows: set[int]) -> None:
    for size in (91, 200):
        bits = bits_of(rows, size)
        assert rows_of(bits, size) == tuple(sorted(rows))
        assert bits.bit_count() == len(rows)
        assert bits_of_flags(flags_of(bits, size)) == bits


def test_a_facet_of_many_events_counts_few_and_many_alike() -> None:
    """Beyond some hundred events, entries with few rows are counted another way."""
    places = (Place("all", "All"), Place("few", "Few", within="all"), Place("one", "One"))
    events = [
        Event(
            f"e{n}",
            "odd" if n % 2 else "even",
            locations=("few",) if n in (3, 4, 900) else ("one",) if n == 5 else ("all",),
        )
        for n in range(2000)
    ]
    timeline = built(*events, places=places)
    for query, counts in (("", (1999, 3, 1)), ("odd", (999, 1, 1)), ("even", (1000, 2, 0))):
        shown = view(query, timeline)
        assert tuple(f.count for f in shown.facet("location")) == counts
        for id, count in zip(("all", "few", "one"), counts, strict=True):
            assert apply(timeline, shown.including("location", id)).shown == count


# Highlights


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("kabul", "In KABUL and Kābul", ["KABUL", "Kābul"]),
        ("strasse", "Die Straße", ["Straße"]),
        ("cafe", "a cafe\u0301 here", ["cafe\u0301"]),
        ("fi", "the ﬁne", ["ﬁ"]),
        ('"two words"', "two\n  words", ["two\n  words"]),
        ("a b -c -(d e) --f", "abcdef", ["ab", "f"]),
        ("kal kaldar ald", "Kaldar", ["Kaldar"]),
        ("/k.l/ OR /x*/", "Kaldar kul", ["Kal", "kul"]),
        ("/e.t/ /^one$/", "one\nto it", ["e\nt"]),
        ("title:kal text:dar", "Kaldar", ["Kaldar"]),
        ("location:kaldar tag:kal", "Kaldar", []),
        ("کابل", "شهر کابل", ["کابل"]),
        ("a.c", "abc a.c", ["a.c"]),
        ("", "anything", []),
    ],
)
def test_highlights_are_places_in_the_text_as_written(
    query: str, text: str, marked: list[str]
) -> None:
    spans = view(query).highlight(text)
    assert [text[start:end] for start, end in spans] == marked


# Density


def between(first: int, last: int, shown: View, bins: int) -> Density:
    return density(shown, shared([(first, last)], bins))


def july(first: int, last: int, shown: View, bins: int) -> Density:
    return between(ordinal(2021, 7, first), ordinal(2021, 7, last), shown, bins)


def test_density_counts_days_and_spreads_spans() -> None:
    timeline = dated("2021-07-01/2021-07-04", "2021-07-02", "2021-07-02", "2021-07-08", "unknown")
    found = july(1, 8, view("", timeline), 4)
    assert (found.start, found.end) == (ordinal(2021, 7, 1), ordinal(2021, 7, 8))
    assert found.total == (2.5, 0.5, 0, 1)
    assert found.shown == found.total
    assert july(1, 8, view('"event 0"', timeline), 4).shown == (0.5, 0.5, 0, 0)
    assert [found.days(bin) for bin in range(4)] == [
        (ordinal(2021, 7, day), ordinal(2021, 7, day + 1)) for day in (1, 3, 5, 7)
    ]


def test_an_open_end_counts_where_the_other_one_is() -> None:
    found = july(1, 4, view("", dated("2021-07-01", "2021-07-02/..", "/2021-07-04")), 4)
    assert found.total == (1, 1, 0, 1)


def test_a_bin_shorter_than_a_day_has_the_height_of_its_day() -> None:
    found = july(1, 2, view("", dated("2021-07-01", "2021-07-02", "2021-07-02")), 5)
    assert found.total == (1, 1, 1, 2, 2)
    assert [found.days(bin)[0] - found.start for bin in range(5)] == [0, 0, 0, 1, 1]


spans = st.lists(st.tuples(st.integers(1, 28), st.integers(1, 28)), min_size=1, max_size=12)


@given(spans, st.integers(1, 60), st.booleans())
def test_no_event_is_lost_in_the_strip(
    days: list[tuple[int, int]], bins: int, everything: bool
) -> None:
    dates = [f"2021-02-{min(pair):02}/2021-02-{max(pair):02}" for pair in sorted(days)]
    shown = view("" if everything else '"event 0"', dated(*dates))
    start, end = (pick(day for pair in days for day in pair) for pick in (min, max))
    found = between(ordinal(2021, 2, start), ordinal(2021, 2, end), shown, bins)
    length = found.end - found.start + 1
    assert len(found.shown) == len(found.total) == bins
    assert all(part <= whole + 1e-9 for part, whole in zip(found.shown, found.total, strict=True))
    if bins <= length:
        assert sum(found.total) == pytest.approx(len(dates))
        assert sum(found.shown) == pytest.approx(shown.shown)
    for day in range(found.start, found.end + 1):
        first, last = found.days(found.bin(day))
        assert first <= day <= last
    for bin in range(bins):
        assert found.start <= found.days(bin)[0] <= found.days(bin)[1] <= found.end


# The index


def test_a_timeline_has_one_index_that_goes_with_it() -> None:
    timeline = dated("2021", "2021-07-26")
    assert index_of(timeline) is index_of(timeline)
    shown = view("event -/x/ date:2021", timeline)
    stretches = shared(folded(timeline, 9), 9)
    assert (shown.shown, shown.facet("actor"), len(density(shown, stretches).total)) == (2, (), 9)
    alive = weakref.ref(timeline)
    del timeline, shown
    gc.collect()
    assert alive() is None


def test_the_measures_of_a_file_are_those_of_its_figures() -> None:
    assert measures_of(HARBOUR) == {"killed", "wounded", "arrested"}


def test_marks_are_asked_anew_each_time() -> None:
    query = parse("is:marked")
    assert ids(apply(HARBOUR, query, marked=frozenset(["fire"]))) == "fire"
    assert ids(apply(HARBOUR, query, marked=frozenset(["raid"]))) == "raid"
    assert ids(apply(HARBOUR, Query())) == ALL
