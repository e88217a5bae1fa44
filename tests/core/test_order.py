"""The order of the chronology, from dates, times, constraints and file order alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import parse_date, parse_time
from timeline_tui.core.loading.order import arrange
from timeline_tui.core.timeline import Event


def event(id: str, date: str = "unknown", **more: str) -> Event:
    """An event; `time`, and `after` and `before` as ids with blanks between them."""
    return Event(
        id,
        id,
        parse_date(date),
        time=parse_time(more["time"]) if "time" in more else None,
        after=tuple(more.get("after", "").split()),
        before=tuple(more.get("before", "").split()),
    )


def order(*events: Event) -> str:
    return " ".join(events[index].id for index in arrange(events).order)


def messages(*events: Event) -> list[str]:
    return [conflict.message for conflict in arrange(events).conflicts]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("2021-07-25", "2021-07-26"),
        ("-0043-03-15", "0001-01-01"),
        ("Y-12000", "-0043"),
        ("2021-07", "2021-07-01"),
        ("2021", "2021-01"),
        ("2021-07-24/2021-07-30", "2021-07-24/2021-07-25"),
        ("2021-07-24/2021-07-25", "2021-07-24"),
        ("2021-07-24/..", "2021-07-24/2029"),
        ("/2021-07-24", "2021-07-24"),
        ("2021-07-23", "/2021-07-24"),
        ("184X-05", "1840-02"),
        ("184X", "184X-05"),
        ("2021-07-26", "XXXX-05-01"),
        ("Y12000", "-XXXX"),
        ("XXXX-05", "XXXX-05-01"),
        ("XXXX-05-01", "XXXX-06"),
        ("XXXX-05-01", "unknown"),
        ("[2021-07-01..2021-07-26]", "2021-07-02"),
        ("2021-07-26", "2021-07-26T00:00:00"),
        ("2021-07-26T09:00:00", "2021-07-26T09:00:01"),
        ("2021-07-26/2021-07-27", "2021-07-26T09:00:00"),
        ("9999", "unknown"),
    ],
)
def test_what_comes_first(first: str, then: str) -> None:
    assert order(event("then", then), event("first", first)) == "first then"


@pytest.mark.parametrize(
    ("date", "same"),
    [("2021-07", "2021-07~"), ("2021-07-26", "2021-07-26?"), ("unknown", "unknown")],
)
def test_what_is_equal_stays_as_in_the_file(date: str, same: str) -> None:
    assert order(event("a", date), event("b", same)) == "a b"
    assert order(event("a", same), event("b", date)) == "a b"


def test_a_whole_day_stands_before_its_times() -> None:
    day = "2021-07-26"
    assert (
        order(
            event("evening", day, time="evening"),
            event("ten", day, time="10:00"),
            event("nine", f"{day}T09:00:00"),
            event("morning", day, time="morning"),
            event("day", day),
        )
        == "day morning nine ten evening"
    )


def test_an_event_without_a_readable_date_is_undated() -> None:
    assert order(Event("broken", "broken"), event("dated", "2021")) == "dated broken"


# after and before


def test_constraints_order_what_the_dates_leave_open() -> None:
    events = [event(id, "2021-07-26") for id in "abcd"]
    events[0] = replace(events[0], after=("c",))
    assert order(*events) == "b c a d"
    events[3] = replace(events[3], before=("b",))
    assert order(*events) == "c a d b"


def test_constraints_do_not_move_what_the_dates_order() -> None:
    vague, exact = event("vague", "2021-07", after="exact"), event("exact", "2021-07-10")
    assert order(vague, exact) == "vague exact"
    assert messages(vague, exact) == []


def test_constraints_hold_across_an_undated_event() -> None:
    day = "2021-07-26"
    late, early = event("late", day, after="between"), event("early", day)
    assert order(late, early, event("between", after="early")) == "early between late"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"after": "a"}, "a u b c"),
        ({"before": "b"}, "a u b c"),
        ({"before": "a"}, "u a b c"),
        ({"after": "a b"}, "a b u c"),
        ({"before": "b c"}, "a u b c"),
        ({"after": "a", "before": "c"}, "a u b c"),
        ({"after": "c"}, "a b c u"),
    ],
)
def test_an_undated_event_stands_beside_the_one_it_names(
    own: dict[str, str], expected: str
) -> None:
    dated = [event("b", "2021-02"), event("a", "2021-01"), event("c", "2021-03")]
    assert order(event("u", **own), *dated) == expected
    assert order(*dated, event("u", **own)) == expected


def test_several_undated_events_beside_one() -> None:
    assert (
        order(
            event("a", "2021"),
            event("u3", after="u1"),
            event("u1", after="a"),
            event("u2", after="a"),
            event("v1", before="a"),
            event("v2", before="a"),
            event("w", before="v1"),
        )
        == "w v1 v2 a u1 u3 u2"
    )


def test_undated_events_beside_one_obey_each_other() -> None:
    a = event("a", "2021")
    assert order(a, event("x", after="a"), event("y", after="a", before="x")) == "a y x"
    assert order(a, event("x", after="a y"), event("y", after="a")) == "a y x"


def test_undated_events_among_themselves() -> None:
    assert order(event("b", after="c"), event("a"), event("c"), event("d", "2021")) == "d a c b"
    assert order(event("x", after="y"), event("y", before="x")) == "y x"


def test_a_long_chain_of_undated_events() -> None:
    chain = [event(f"u{number}", after=f"u{number - 1}") for number in range(2000, 0, -1)]
    ids = order(*chain, event("u0", "2021")).split()
    assert ids == [f"u{number}" for number in range(2001)]


# What cannot be followed


def test_a_circle_is_spelled_out_and_not_followed() -> None:
    day = "2021-07-26"
    events = (event("b", day, after="a"), event("a", day, after="c"), event("c", day, after="b"))
    assert order(*events) == "b a c"
    (conflict,) = arrange(events).conflicts
    assert conflict.code == "order-cycle"
    assert "b → a → c → b" in conflict.message
    assert events[conflict.index].after


def test_a_circle_of_undated_events_leaves_them_undated() -> None:
    events = (event("x", after="y"), event("y", after="x"), event("a", "2021"))
    assert order(*events) == "a x y"
    assert messages(*events) == [
        "These events come after one another in a circle: x → y → x",
    ]


def test_an_event_after_itself() -> None:
    assert messages(event("a", "2021", before="a")) == ["`a` cannot come before itself"]


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2021-07-25", "2021-07-26"),
        ("2021-06", "2021-07-01/.."),
        ("2021-07-26T09:00:00", "2021-07-26T09:01:00"),
        ("/2021-07-25", "2021-07-26"),
    ],
)
def test_a_constraint_that_the_dates_rule_out(later: str, earlier: str) -> None:
    events = (event("later", later, after="earlier"), event("earlier", earlier))
    assert order(*events) == "later earlier"
    (conflict,) = arrange(events).conflicts
    assert (conflict.index, conflict.field, conflict.code) == (0, "after", "order-contradiction")
    assert conflict.message == f"`later` ({later}) cannot come after `earlier` ({earlier})"


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("2021-07", "2021-07-26"),
        ("2021-07-26", "2021-07-26"),
        ("2021-07-26", "2021-07-26T09:00:00"),
        ("2021-07-26", "2021-07-26/2021-08-10"),
        ("2020/..", "2021"),
        ("2021", "/2022"),
    ],
)
def test_a_constraint_that_the_dates_allow(later: str, earlier: str) -> None:
    assert messages(event("later", later, after="earlier"), event("earlier", earlier)) == []


def test_a_contradiction_across_events_in_between() -> None:
    events = (
        event("a", "2021-07-25", after="u"),
        event("u", after="v"),
        event("v", after="b"),
        event("b", "2021-07-26"),
    )
    assert messages(*events) == [
        "`a` (2021-07-25) cannot come after `u`, which comes after `b` (2021-07-26)"
    ]
    assert order(*events) == "a b v u"


def test_what_contradicts_the_dates_does_not_make_a_circle() -> None:
    events = (
        event("jul1", "2021-07-01"),
        event("jul31", "2021-07-31"),
        event("u11", after="jul31", before="jul1"),
        event("u12", after="jul1", before="jul31"),
    )
    assert messages(*events) == [
        "`jul1` (2021-07-01) cannot come after `u11`, which comes after `jul31` (2021-07-31)"
    ]
    assert order(*events) == "jul1 u12 jul31 u11"


def test_each_event_that_an_event_cannot_come_after_is_told() -> None:
    dated = [event("b", "2021-07-26"), event("c", "2021-07-27"), event("d", "2021-07-01")]
    assert messages(event("a", "2021-07-25", after="b c d"), *dated) == [
        "`a` (2021-07-25) cannot come after `c` (2021-07-27)",
        "`a` (2021-07-25) cannot come after `b` (2021-07-26)",
    ]


# Properties

DATES = ["2021", "2021-07", "2021-07-26", "2021-07-26T09:00:00", "/2021-07-26", "unknown"]
IDS = [f"e{number}" for number in range(8)]


@st.composite
def timelines(draw: st.DrawFn) -> list[Event]:
    references = st.lists(st.sampled_from(IDS), max_size=2).map(" ".join)
    return [
        event(id, draw(st.sampled_from(DATES)), after=draw(references), before=draw(references))
        for id in IDS
    ]


@given(timelines())
def test_every_event_has_one_place(events: list[Event]) -> None:
    assert sorted(arrange(events).order) == list(range(len(events)))


@given(timelines())
def test_dated_events_keep_the_order_of_their_dates(events: list[Event]) -> None:
    days = [events[index].date.sort_day for index in arrange(events).order]  # type: ignore[union-attr]  # all have one
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)


@given(timelines(), st.data())
def test_taking_out_an_unnamed_event_moves_no_other(
    events: list[Event], data: st.DataObject
) -> None:
    named = {id for event in events for id in (*event.after, *event.before)}
    free = [event for event in events if not (event.after or event.before or event.id in named)]
    if free:
        gone = data.draw(st.sampled_from(free))
        rest = [event for event in events if event is not gone]
        kept = [id for id in order(*events).split() if id != gone.id]
        assert kept == order(*rest).split()
