"""Rows as events: references become ids of entries, dates keep their honesty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.loading import load_text
from timeline_tui.core.reading.edits import as_yaml
from timeline_tui.importing import Row, Table
from timeline_tui.importing.events import make
from timeline_tui.importing.register import Register
from timeline_tui.importing.rules import Rules, load_rules


def table(*rows, columns=()):
    names = dict.fromkeys((*columns, *(name for row in rows for name in row)))
    filled = [{key: value for key, value in row.items() if value} for row in rows]
    numbered = [Row(number, row) for number, row in enumerate(filled, 2)]
    return Table("t.csv", "csv", tuple(names), lambda: iter(numbered))


def made(event, *rows, known=None, **rules):
    """The fields of the events, and the register."""
    register = Register(known)
    found = make(table(*rows), Rules(event, **rules), register)
    return [one.fields for one in found], register


def referred(key, *cells, known=None):
    """What becomes of cells of a column, each in a row, and the entries."""
    fields, register = made({key: "{c}"}, *({"c": cell} for cell in cells), known=known)
    return [one.get(key) for one in fields], register


def test_an_id_can_be_typed_and_tags_are_a_list():
    (found,), _ = made({"id": "{a}", "tags": "{b}", "title": "t"}, {"a": "one/1", "b": "p, q"})
    assert found == {"date": "unknown", "title": "t", "id": "one-1", "tags": ["p", "q"]}


def test_an_event_without_a_title_has_its_description_or_its_row():
    fields, _ = made({"description": "{d}"}, {"d": "word " * 50}, {"e": "x"})
    assert fields[0]["title"] == f"{'word ' * 50}"[:59] + "…"
    assert fields[1] == {"date": "unknown", "title": "Row 3"}


def test_conditions_match_the_whole_cell_and_the_last_counts():
    conditions = (
        ({"p": "[45]", "q": "yes|no"}, {"date": "about {d}", "type": "vague"}),
        ({"p": "5", "?r": ""}, {"type": "vaguer"}),
    )
    rows = [{"d": "2021", "p": p, "q": q} for p, q in (("4", "no"), ("5", "yes"), ("45", "no"))]
    fields, _ = made({"date": "{d}", "title": "t"}, *rows, conditions=conditions)
    assert [one["date"] for one in fields] == ["about 2021", "about 2021", "2021"]
    assert [one.get("type") for one in fields] == ["vague", "vaguer", None]


@pytest.mark.parametrize(
    ("key", "cell", "value", "names"),
    [
        ("location", "Kaldar < Balkh", "kaldar", {"kaldar": "Kaldar", "balkh": "Balkh"}),
        ("location", "Kaldar < kaldar < Balkh", "kaldar", {"kaldar": "Kaldar", "balkh": "Balkh"}),
        ("location", "Kunduz; Kabul", ["kunduz", "kabul"], {"kunduz": "Kunduz", "kabul": "Kabul"}),
        ("location", "Washington, D.C.", "washington-d-c", {"washington-d-c": "Washington, D.C."}),
        ("location", "Кабул", "кабул", {"кабул": "Кабул"}),
        ("location", "☂", "location", {"location": "☂"}),
        ("actors", "A\nB (target)", ["a", {"actor": "b", "role": "target"}], {"a": "A", "b": "B"}),
        ("actors", "BBC (Persian)", "bbc-persian", {"bbc-persian": "BBC (Persian)"}),
        ("actors", "A (Participant); a", "a", {"a": "A"}),
        ("sources", "R <- X", "r <- x", {"r": "R", "x": "X"}),
        ("sources", "R (2021-07-26, p. 4)", "r (2021-07-26, p. 4)", {"r": "R"}),
        ("sources", "R (p. 4)", "r-p-4", {"r-p-4": "R (p. 4)"}),
        ("sources", "R;S (2021;2022)", ["r (2021)", "s (2022)"], {"r": "R", "s": "S"}),
        ("sources", "https://x.org/a;b,R", "https://x.org/a;b,R", {}),
        ("sources", "R; https://x.org/a;b", ["r", "https://x.org/a;b"], {"r": "R"}),
        ("sources", ["R", "r"], "r", {"r": "R"}),
        ("sources", [{"name": "R", "url": "u:1"}], {"source": "r", "url": "u:1"}, {"r": "R"}),
        ("location", "Kaldar < n/a < Balkh", "kaldar", {"kaldar": "Kaldar", "balkh": "Balkh"}),
    ],
)
def test_names_become_ids(key, cell, value, names):
    (found,), register = referred(key, cell)
    assert found == value
    entries = {id: entry["name"] for own in register.entries.values() for id, entry in own.items()}
    assert entries == names


def test_commas_part_only_what_stands_alone_elsewhere():
    values, register = referred("actors", "A, B", "B", "C; A", "A, D", "Smith, John")
    assert values == [["a", "b"], "b", ["c", "a"], "a-d", "smith-john"]
    assert register.said == (
        "1 cell of actors split at commas, as each part stands alone in another row",
    )


def test_places_of_one_name_in_other_chains_are_others():
    values, register = referred("location", "Mill < North", "Mill < South", "mill < NORTH")
    assert values == ["mill", "mill-south", "mill"]
    places = register.entries["locations"]
    assert [places[id]["within"] for id in ("mill", "mill-south")] == ["north", "south"]


def test_who_acts_in_any_row_is_an_actor_and_no_source():
    event = {"title": "t", "actors": "{a}", "sources": "{s}"}
    fields, register = made(event, {"s": "Mayor"}, {"a": "mayor", "s": "Paper <- Mayor"})
    assert [one["sources"] for one in fields] == ["mayor", "paper <- mayor"]
    assert [[*own] for own in register.entries.values()] == [[], ["mayor"], ["paper"]]


def test_the_entries_of_a_known_file_keep_their_ids():
    known = load_text(
        "locations:\n"
        "  {k1: {name: Kaldar, within: b}, b: Balkh, k2: {name: Kaldar, within: c}, c: C}\n"
        "actors: {t: {name: Taliban, aliases: [Taleban]}}\n"
        "events: [{date: 2021, title: a, location: Elsewhere}]\n"
    )
    event = {"title": "t", "location": "{p}", "actors": "{a}", "sources": "{a}"}
    rows = [{"p": "Kaldar < Balkh", "a": "TALEBAN"}, {"p": "Elsewhere", "a": "T"}]
    fields, register = made(event, *rows, known=known)
    assert fields[0] == {
        "date": "unknown",
        "title": "t",
        "location": "k1",
        "actors": "t",
        "sources": "t",
    }
    assert fields[1]["actors"] == "t"
    assert register.entries == {
        "locations": {"elsewhere": {"name": "Elsewhere"}},
        "actors": {},
        "sources": {},
    }


def test_commas_part_what_is_known_and_no_name_that_is():
    known = load_text("actors: {a: A, b: B, cd: 'C, D'}\nevents: [{date: 2021, title: t}]\n")
    values, _ = referred("actors", "A, B", "C, D", "C", "D", known=known)
    assert values[:2] == [["a", "b"], "cd"]


def test_what_is_cited_has_the_order_of_the_dates():
    cell = "R (12/3/2019, p. 4); https://x.org/1/2/2019"
    fields, _ = made({"date": "{d}", "sources": "{s}"}, {"d": "1/2/2019", "s": cell}, order="day")
    assert fields[0]["date"] == "2019-02-01"
    assert fields[0]["sources"] == ["r (2019-03-12, p. 4)", "https://x.org/1/2/2019"]


def test_the_long_form_keeps_an_address_with_its_source():
    event = {"title": "t", "sources": {"source": "{s}", "url": "{u}"}}
    rows = [{"s": s, "u": u} for s, u in (("R", "u:1"), ("R <- X", "u:2"), ("R; S", "u:3"))]
    fields, _ = made(event, *rows, {"s": "R"}, {"u": "u:5"})
    assert [one["sources"] for one in fields] == [
        {"source": "r", "url": "u:1"},
        {"source": "r", "url": "u:2", "from": "x"},
        ["r", "s", "u:3"],
        "r",
        "u:5",
    ]


def test_what_only_says_unknown_is_kept_as_text():
    event = {"title": "{t}", "location": "{p}", "figures": {"killed": "{k}", "wounded": "{w}"}}
    (one,), register = made(event, {"t": "?", "p": "n/a", "k": "unknown", "w": "3"})
    assert one == {
        "date": "unknown",
        "title": "?",
        "figures": {"wounded": "3"},
        "x-location": "n/a",
        "x-killed": "unknown",
    }
    assert not any(register.entries.values())


def test_an_export_of_this_program_keeps_its_entries():
    head = {
        "locations": {"k": {"name": "Kaldar", "within": "b"}, "b": {"name": "Balkh"}, "c": {}},
        "actors": {"t": {"name": "Taliban", "part_of": "m"}, "m": {}, "o": {}},
        "sources": {"r": {"name": "R"}, "s": {}},
    }
    toll = {"measure": "killed", "best": "5", "including": [{"of": "o", "best": "2"}]}
    claim = {"id": "said", "text": "x", "sources": [["r", "t"]]}
    rows = [
        Row(
            1,
            {
                "id": "a",
                "date": "2021",
                "title": "A",
                "locations": ["k"],
                "claims": [claim],
                "figures": [toll],
            },
        ),
        Row(2, {"id": "b", "date": "2021", "title": "B", "locations": ["c"]}),
    ]
    register = Register()
    exported = Table("t.json", "json", (), lambda: iter(rows), own=True, head=head)
    first, second = make(exported, Rules({}), register)
    assert register.entries == head
    assert {id for _, id in first.uses} == {"k", "b", "t", "m", "r", "o"}
    assert (second.at, second.uses) == (2, {("locations", "c")})
    known = Register(load_text("locations: {k: K}\nactors: {t: T}\nevents: []\n"))
    first, _ = make(exported, Rules({}), known)
    assert {id for _, id in first.uses} == {"r", "o"}


@given(
    st.lists(
        st.text("abB ,;<-()[]:#'\"{}|>@&*!%é\n", min_size=1).filter(str.strip),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_the_names_each_reference_means_its_entry(names):
    event = {"title": "t", "location": "{n}", "actors": "{n}", "sources": "{n}"}
    register = Register()
    found = [*make(table(*({"n": name} for name in names)), Rules(event), register)]
    sections = {key: own for key, own in register.entries.items() if own}
    events = [one.fields for one in found]
    timeline = load_text(as_yaml({**sections, "events": events}, True))
    assert [str(one) for one in timeline.problems if one.severity == "error"] == []
    assert {*timeline.places} == {*register.entries["locations"]}
    assert {*timeline.actors} == {*register.entries["actors"]}
    for one in found:
        assert {id for section, id in one.uses if section == "locations"} >= {
            *([one.fields["location"]] if isinstance(one.fields.get("location"), str) else [])
        }


# What ships


def row(text):
    """The cells of `column=cell | …`."""
    return dict(cell.split("=") for cell in text.replace("\n", " | ").strip(" |").split(" | "))


UCDP = row("""
id=7 | type_of_violence=1 | conflict_name=Afghanistan: Government
side_a=Government of Afghanistan | side_b=Taleban | source_office=Reuters;AFP
source_date=2021-07-27;2021-07-28 | source_headline=Clash | source_original=police
where_prec=1 | where_coordinates=Kaldar town | adm_2=Kaldar district | adm_1=Balkh province
country=Afghanistan | latitude=37.2 | longitude=67.7 | event_clarity=1 | date_prec=1
date_start=2021-07-26 00:00:00.000 | date_end=2021-07-26 00:00:00.000 | low=3 | best=5 | high=9
""")
ACLED = row("""
event_id_cnty=AFG1 | event_date=2021-07-26 | time_precision=1 | event_type=Battles
sub_event_type=Armed clash | actor1=Taliban | actor2= | assoc_actor_1= | assoc_actor_2=
country=Afghanistan | admin1=Balkh | admin2=Kaldar | admin3= | location=Kaldar | latitude=37.2
longitude=67.7 | geo_precision=1 | source=Pajhwok; Tolo | notes=On 26 July | fatalities=5
""")
GDELT = row("""
GLOBALEVENTID=1 | SQLDATE=20210726 | Actor1Name=TALIBAN | Actor2Name= | EventCode=190
EventRootCode=19 | GoldsteinScale=-10 | NumArticles=4 | ActionGeo_FullName=Kabul, Afghanistan
ActionGeo_Lat=34.5 | ActionGeo_Long=69.2 | SOURCEURL=https://example.org/a
""")
SLIDE = {
    "start_date": {"year": "2021", "month": "7"},
    "text": {"headline": "Fall of Kunduz"},
    "media": {"url": "https://example.org/a", "credit": "AP"},
}
SHEET = row("datetime=2021-07-26T09:00:00+00:00 | message=Login | timestamp_desc=Event")
MONTH = {"date_end": "2021-07-31", "date_prec": "4"}
CLOCK = {"year": "2021", "month": "7", "day": "4", "hour": "9", "minute": "5"}


@pytest.mark.parametrize(
    ("name", "row", "key", "value"),
    [
        ("ucdp", UCDP, "date", "2021-07-26"),
        ("ucdp", UCDP, "ids", {"ucdp": "7"}),
        ("ucdp", UCDP, "location", "kaldar-town"),
        ("ucdp", UCDP, "figures", {"killed": {"low": "3", "best": "5", "high": "9"}}),
        ("ucdp", UCDP, "sources", ["reuters (2021-07-27)", "afp (2021-07-28)"]),
        (
            "ucdp",
            UCDP | row("source_office=AP | source_date=2021-07-27 00:00:00.000"),
            "sources",
            "ap (2021-07-27)",
        ),
        ("ucdp", UCDP | MONTH, "date", "[2021-07-26..2021-07-31]"),
        ("ucdp", UCDP | MONTH | {"event_clarity": "2"}, "date", "2021-07-26/2021-07-31"),
        ("ucdp", UCDP | {"where_prec": "4"}, "location", "balkh-province"),
        ("acled", ACLED, "date", "2021-07-26"),
        ("acled", ACLED, "title", "Armed clash: Taliban (Kaldar, Afghanistan)"),
        ("acled", ACLED, "actors", "taliban"),
        ("acled", ACLED, "sources", ["pajhwok", "tolo"]),
        ("acled", ACLED | {"geo_precision": "3"}, "location", "balkh"),
        ("acled", ACLED | {"time_precision": "2"}, "date", "2021-07-26~"),
        ("acled", ACLED | {"time_precision": "3"}, "date", "2021-07"),
        ("acled", ACLED | row("time_precision=3 | event_date=6 May 2021"), "date", "6 May 2021~"),
        ("gdelt", GDELT, "title", "Fight: TALIBAN (Kabul, Afghanistan)"),
        ("gdelt", GDELT, "type", "fight"),
        ("gdelt", GDELT, "sources", "https://example.org/a"),
        ("timelinejs", SLIDE, "date", "2021-07"),
        ("timelinejs", SLIDE, "title", "Fall of Kunduz"),
        ("timelinejs", SLIDE, "sources", {"source": "ap", "url": "https://example.org/a"}),
        ("timelinejs", SLIDE | {"end_date": {"year": "2022"}}, "date", "2021-07/2022"),
        ("timelinejs", SLIDE | {"start_date": CLOCK}, "date", "2021-07-04T09:05"),
        ("timesketch", SHEET, "date", "2021-07-26T09:00:00+00:00"),
        ("timesketch", SHEET | {"tag": '["a", "b"]'}, "tags", ["a", "b"]),
        ("timesketch", SHEET | {"tag": ["c"]}, "tags", "c"),
    ],
)
def test_rules_that_ship_make_honest_events(name, row, key, value):
    (found,) = make(table(row, columns=row), load_rules(name), Register())
    assert found.fields[key] == value


def test_a_point_belongs_to_the_place_that_it_is_of():
    register = Register()
    rows = [UCDP | {"where_prec": "3"}, UCDP | {"where_prec": "4", "where_coordinates": "Else"}]
    [*make(table(*rows, UCDP), load_rules("ucdp"), register)]
    found = register.entries["locations"]
    assert [id for id, entry in found.items() if "lat" in entry] == ["kaldar-town"]
    assert [*found["kaldar-town"]] == ["name", "within", "lat", "lon"]
    assert "else" not in found


def test_no_place_lies_within_itself():
    around = {"locations": {"{a}": {"within": "{b}", "lat": "1"}}}
    rows = [{"a": "Kabul", "b": "Kabul"}, {"a": "Shar", "b": "Balkh"}, {"a": "Balkh", "b": "Shar"}]
    _, register = made({"location": "{a}"}, *rows, sections=around)
    assert register.entries["locations"] == {
        "kabul": {"name": "Kabul", "x-within": "kabul", "lat": "1"},
        "shar": {"name": "Shar", "within": "balkh", "lat": "1"},
        "balkh": {"name": "Balkh", "x-within": "shar", "lat": "1"},
    }


def test_an_id_in_a_list_is_an_id():
    (found,), _ = made({"id": ["{a}"], "title": "t"}, {"a": "one"})
    assert found["id"] == "one"


def test_nobody_is_part_of_a_source():
    around = {"actors": {"{a}": {"part_of": "{s}"}}}
    event = {"actors": "{a}", "sources": "{s}"}
    _, register = made(event, {"a": "Army", "s": "Daily"}, sections=around)
    assert register.entries["actors"] == {"army": {"name": "Army", "x-part_of": "daily"}}


def test_a_mapping_with_a_source_makes_nobody_who_acts_a_source():
    (found,), _ = referred("actors", {"source": "Daily", "url": "https://a.example"})
    assert found == {"source": "daily", "url": "https://a.example"}
