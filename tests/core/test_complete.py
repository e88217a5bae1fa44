"""What is offered while a query is typed."""

from __future__ import annotations

import pytest
from query_table import FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.query.complete import MOST, Completion, complete
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.views.view import View, apply

TIMELINE = load_text(FILE).timeline
VIEW = apply(TIMELINE, parse(""))


def offered(line: str, view: View = VIEW) -> tuple[Completion, ...]:
    """What is offered where `|` stands in the line."""
    before, _, after = line.partition("|")
    return complete(before + after, len(before), view)


def texts(line: str) -> list[str]:
    return [completion.text for completion in offered(line)]


def test_the_start_of_a_word_offers_every_field() -> None:
    for line in ("|", "a |", "(|", "-|", "a OR |", "| b"):
        found = texts(line)
        assert found[: len(FIELDS)][:3] == ["location:", "actor:", "source:"]
        assert {"lag>", "origins>=", "killed>=", "is:disputed", "has:quote"} <= set(found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("loc|", ["location:", "has:location"]),
        ("a LOC|", ["location:", "has:location"]),
        ("-loc|", ["location:", "has:location"]),
        ("ki|", ["killed>="]),
        ("reb|", []),
        ("disp|", ["is:disputed", "has:dispute"]),
        ("orig|", ["origins>=", "is:single-origin"]),
        ("location:|", ["coast", "port", "pier", "port-east", "hills"]),
        ("location:p|", ["port", "pier", "port-east"]),
        ("location:LIM|", ["port"]),
        ("location=country|", ["hills"]),
        ('location:"hill c|', ["hills"]),
        ("actor:|", ["rebels", "state", "guard", "patrol"]),
        ("actor:strik|", ["rebels"]),
        (
            "actor:rebels@|",
            ["rebels@participant", "rebels@initiator", "rebels@target", "rebels@victim"],
        ),
        ("actor:state@|", ["state@initiator", "state@participant"]),
        ("actor:rebels@t|", ["rebels@target"]),
        ("source:|", ["gazette", "wire", "state", "letter", "guard", "medics", "rebels"]),
        ("by:|", ["state", "guard", "letter", "medics", "wire", "gazette", "rebels"]),
        ("denied-by:|", ["rebels"]),
        ("is:un|", ["undated", "unsourced"]),
        ("has:d|", ["dispute", "date_text", "description"]),
        ("sort:|", ["date", "reported"]),
        ("tag:|", ["shipping", "fire"]),
        ("type:ag|", ["agreement"]),
        ("side:|", ["rebels", "state"]),
        ("link:|", ["follows", "part-of", "blockade", "ceasefire", "landing", "raid"]),
        ("file:|", ["events.yaml"]),
        ("id:f|", ["fire", "ceasefire", "aftermath"]),
        ("date:|", ["1912", "2021"]),
        ("date:20|", ["2021"]),
        ("date:2021-|", ["2021-05", "2021-06", "2021-07", "2021-09"]),
        ("date>=2021-07|", ["2021-07-24", "2021-07-26"]),
        ("date:2021-05..2021-0|", [f"2021-05..2021-{month}" for month in ("06", "07", "09")]),
        ("date:2021-08..2021-0|", ["2021-08..2021-09"]),
        ("date:2021-13..|", []),
        ("asof:|", ["2021"]),
        ("reported:2021-0|", ["2021-07", "2021-08"]),
        ("asof:2021-08|", ["2021-08-10"]),
        ("title:a|", []),
        ("killed>=|", []),
        ("lag>|", []),
        ("nosuch:a|", []),
        ('"lo|', []),
        ("/lo|", []),
        ("a)|", []),
        ("OR|", []),
    ],
)
def test_values_come_by_number_of_events(line: str, expected: list[str]) -> None:
    assert texts(line) == expected


def test_what_begins_so_stands_before_what_has_it_within() -> None:
    text = (
        "events:\n"
        "  - {date: 2021, title: T, location: Kabul Kalan}\n"
        "  - {date: 2021, title: T, location: [Mirkal, Nad-e Kal]}\n"
        "  - {date: 2021, title: T, location: Mirkal}\n"
    )
    view = apply(load_text(text).timeline, parse(""))
    found = [found.text for found in offered("location:kal|", view)]
    assert found == ["kabul-kalan", "nad-e-kal", "mirkal"]


def test_a_word_that_is_typed_is_taken_for_a_field_only_where_a_word_of_it_begins_so() -> None:
    text = "events:\n  - {date: 2021, title: T, figures: {provincial-capitals: 3}}\n"
    view = apply(load_text(text).timeline, parse(""))
    assert offered("tal|", view) == ()
    for typed in ("prov|", "cap|"):
        assert [found.text for found in offered(typed, view)] == ["provincial-capitals>="]
    assert texts("re|") == ["reported:", "is:retracted"]


@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("a loc| b", "a location: b"),
        ("a lo|c b", "a location: b"),
        ("a location:hi| b", "a location:hills b"),
        ("location:|hi b", "location:coast b"),
        ('location:"hi|" b', "location:hills b"),
        ('location:"hi| b', "location:hills b"),
        ("-tag:sh|", "-tag:shipping"),
        ("disp|", "is:disputed"),
    ],
)
def test_a_completion_takes_the_place_of_what_was_typed(line: str, completed: str) -> None:
    typed = line.replace("|", "")
    first = offered(line)[0]
    assert typed[: first.insert_from] + first.text + typed[first.insert_to :] == completed


def test_names_counts_and_help_stand_beside_it() -> None:
    port = next(found for found in offered("location:|") if found.text == "port")
    assert (port.label, port.detail, port.count) == ("port", "Port Kalo", 5)
    field = offered("denied|")[0]
    assert field.detail == FIELDS["denied-by"].help


def test_a_value_with_blanks_is_quoted() -> None:
    timeline = load_text(
        "events:\n  - {date: 2021, title: A, tags: [two words], location: Nad-e Ali}\n"
    ).timeline
    view = apply(timeline, parse(""))
    assert [found.text for found in offered("tag:tw|", view)] == ['"two words"']
    for line in ("tag:|", "location:|"):
        text = offered(line, view)[0].text
        assert apply(timeline, parse(line.replace("|", text))).shown == 1


def test_nothing_later_than_the_day_is_offered() -> None:
    view = apply(TIMELINE, parse("asof:2021-07-27"))
    assert "wire" not in [found.text for found in offered("source:|", view)]
    assert [found.text for found in offered("reported:2021-|", view)] == ["2021-07"]


VALUES = [name for name, field in FIELDS.items() if field.kind not in ("number", "duration")]


@pytest.mark.parametrize("before", ["2021", "2021-07", "2021-07-26"])
def test_no_range_is_offered_from_a_date_to_the_same(before: str) -> None:
    for typed in ("", before[:-1]):
        found = texts(f"date:{before}..{typed}|")
        assert f"{before}..{before}" not in found


UNCOUNTED = ("asof", "sort", "title", "text", "id")


@pytest.mark.parametrize("name", [name for name in VALUES if name not in UNCOUNTED])
@pytest.mark.parametrize("day", ["", "2021-", "2021-07-", "2021-05..2021-"])
def test_beside_a_value_stands_how_many_events_the_query_finds(name: str, day: str) -> None:
    field = FIELDS[name]
    if day and (field.kind != "date" or (".." in day and not field.ordered)):
        return
    for op in field.ops if ".." not in day else (":", "="):
        begun = f"{name}{op}{day}"
        for found in offered(f"{begun}|"):
            query = begun[: found.insert_from] + found.text
            assert found.count == apply(TIMELINE, parse(query)).shown, query


BESIDE = [
    "tag:shipping actor:|",
    "-tag:fire location:|",
    "is:disputed by:|",
    "guard source:|",
    "date:2021-07 tag:|",
    "(tag:fire OR type:talks) location=|",
    "location:| tag:shipping",
    "actor:rebels date:2021-|",
    "actor:rebels reported:|",
    "tag:shipping is:|",
    "location:port has:|",
    "killed>=1 type:|",
]


@pytest.mark.parametrize("line", BESIDE)
def test_only_what_the_other_terms_leave_is_counted(line: str) -> None:
    before, _, after = line.partition("|")
    rest = parse(f"{before}{after}", typing=True)
    most = apply(TIMELINE, rest).shown
    found = offered(line)
    assert 0 < most < len(TIMELINE.events)
    assert {one.count for one in found} - {0}
    for one in found:
        whole = (before + after)[: one.insert_from] + one.text + after
        assert one.count == apply(TIMELINE, parse(whole)).shown, whole


@pytest.mark.parametrize(
    "line",
    [
        "fire OR location:|",
        "fire (location:| OR talks)",
        "nothing-of-it location:|",
        "bogus:x location:|",
        "is:marked location:|",
        "is=changed location:|",
    ],
)
def test_where_the_other_terms_leave_nothing_that_is_known_all_events_count(line: str) -> None:
    counts = {one.text: one.count for one in offered(line)}
    assert counts == {one.text: one.count for one in offered("location:|")}


def test_what_a_term_would_take_away_is_counted_among_the_others() -> None:
    kept = {one.text: one.count for one in offered("tag:shipping location:|")}
    assert {one.text: one.count for one in offered("tag:shipping -location:|")} == kept
    assert {one.text: one.count for one in offered("NOT location:| tag:shipping")} == kept


def test_beside_a_part_or_a_role_stands_how_many_events_it_finds() -> None:
    for line in ("tag:s", "type=t", "actor:@", "actor:state@", "actor=state@", "actor:r@"):
        for found in offered(f"{line}|"):
            query = line[: found.insert_from] + found.text
            assert found.count == apply(TIMELINE, parse(query)).shown, query


@pytest.mark.parametrize("name", UNCOUNTED)
def test_what_selects_nothing_or_one_event_has_no_number(name: str) -> None:
    assert {found.count for found in offered(f"{name}:|")} <= {0}


def test_a_large_name_space_offers_a_page() -> None:
    events = "".join(f"  - {{id: e{n}, date: 2021, title: T, tags: t{n}}}\n" for n in range(300))
    view = apply(load_text(f"events:\n{events}").timeline, parse(""))
    assert len(offered("id:|", view)) == len(offered("tag:|", view)) == MOST
    assert [found.text for found in offered("id:e299|", view)] == ["e299"]
