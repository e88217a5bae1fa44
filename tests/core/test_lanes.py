"""The lanes: an elastic axis, its ticks, which lanes there are, what stands in their cells."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import understand
from timeline_tui.core.dates.calendar import MONTHS, ordinal
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.lanes.axis import Axis, axis_of, extent, extents, ticks, zoomed
from timeline_tui.core.lanes.cells import cells
from timeline_tui.core.lanes.rows import lanes
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.words.lanes import cells_line, tick_line
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of


def axis(*dates: str, width: int = 60, elastic: float = 0.7) -> Axis:
    found = axis_of([extent(understand(date)) for date in dates], width, elastic)
    assert found is not None
    return found


def instant(date: str) -> int:
    return extent(understand(date)).begin


def drawn(text: str, by: str = "event", width: int = 20, query: str = "", closed=frozenset()):
    """Each lane with its cells, as UNICODE draws them."""
    view = apply(load_text(text), parse(query))
    found = axis_of([extents(view.timeline)[row] for row in view.rows], width)
    return {
        lane.name: text_of(tuple(cells_line(cells(view, lane.rows, found), UNICODE))).rstrip()
        for lane in lanes(view, by, closed)
    }


# The axis

BOUNDS = st.lists(st.integers(-(10**17), 3 * 10**17), min_size=2, max_size=9, unique=True)


@given(BOUNDS.map(sorted), st.integers(1, 200), st.sampled_from([0, 0.7, 1]), st.data())
def test_every_instant_has_one_cell_and_time_never_goes_back(bounds, width, elastic, data):
    one = Axis(bounds[0], bounds[-1], width, bounds, elastic)
    some = data.draw(st.lists(st.integers(bounds[0], bounds[-1]), min_size=2))
    cells = [one.cell(at) for at in sorted(some)]
    assert cells == sorted(cells) and cells[0] >= 0 and cells[-1] < width
    for at in some:
        first, last = one.instants(one.cell(at))
        assert first <= at <= last
    assert (one.cell(bounds[0] - 1), one.cell(bounds[-1] + 1)) == (0, one.cell(bounds[-1]))
    nearer = zoomed(one, some[0], 2)
    assert bounds[0] <= nearer.first <= some[0] <= nearer.last <= bounds[-1]
    if nearer.first < nearer.last:  # a single microsecond is not zoomed out of
        assert zoomed(nearer, some[0], 0.1).first == bounds[0]


def test_an_empty_century_takes_little_room_and_a_full_day_much():
    dates = ["1900", *(f"2021-07-26T{hour:02}:00" for hour in range(24))]
    elastic, true = axis(*dates), axis(*dates, elastic=0)
    assert elastic.cell(instant(dates[1])) < 22
    assert true.cell(instant(dates[1])) == 59 == elastic.cell(instant(dates[-1]))


@pytest.mark.parametrize("by", [1.5, 2, 64, 10**6])
def test_zoom_keeps_an_instant_in_its_cell(by):
    one = axis(*(f"2021-07-26T10:{minute:02}" for minute in (0, 5, 6, 7, 20, 45, 59)))
    at = instant("2021-07-26T10:20")
    nearer = zoomed(one, at, by)
    assert nearer.cell(at) == one.cell(at)
    assert zoomed(nearer, at, 1 / by).cell(at) in (one.cell(at) - 1, one.cell(at), one.cell(at) + 1)
    assert nearer.last - nearer.first < one.last - one.first


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["2021-07-26"], "26 Jul 2021"),
        (["1453", "1500", "1648", "1789", "1848"], "1453 1500 1550 1600 1650 1700 1750 1800"),
        (["-0043-03-15", "0476"], "44 BC 100 AD 200 AD 300 AD 400 AD"),
        (["2020-05", "2021-02"], "May 2020 Jul Aug Sep Oct Nov Dec 2021 Feb"),
        (["2021-06-20", "2021-07-20"], "20 Jun 2021 Jul 5 10 15"),
        (["2021-07-26T22:00", "2021-07-27T02:00"], "26 Jul 2021 23:00 23:30 27 00:30 01:00"),
        (["2021-07-26T10:00:00", "2021-07-26T10:00:02"], "26 Jul 2021 10:00:00.5 10:00:01"),
    ],
)
def test_ticks_stand_at_round_moments_from_centuries_to_fractions_of_a_second(dates, labels):
    found = ticks(axis(*dates, width=70, elastic=0))
    assert " ".join(label for _, label in found).startswith(labels)


def moment(label: str, known: tuple[int, ...]) -> tuple[int, ...]:
    """Year, month and day that a reader takes a label for, behind what was read so far."""
    label = re.sub(r" ?\d\d:\d\d\S*$", "", label)
    day, month, year = re.fullmatch(
        r"(?:(\d\d?)(?: |$)(?!BC|AD))?([A-Z][a-z]{2})? ?(.*)", label
    ).groups()
    if not label:
        return known
    parts = [int(re.sub(r"\D", "", year)) if year else known[0]]
    if "BC" in year:
        parts = [1 - parts[0]]
    if month:
        parts.append([name[:3] for name in MONTHS].index(month) + 1)
    elif day:
        parts.append(known[1])
    return (*parts, int(day)) if day else tuple(parts)


SPANS = st.sampled_from([10**6, 10**9, 10**11, DAY * 9, DAY * 300, DAY * 4000, DAY * 10**6])


@given(st.integers(-9 * 10**16, 7 * 10**16), SPANS, st.integers(20, 200), st.data())
def test_whoever_reads_ticks_from_the_left_knows_what_each_means(first, span, width, data):
    some = data.draw(st.lists(st.integers(first, first + span), min_size=1, max_size=8))
    bounds = sorted({first, first + span, *some})
    one = Axis(bounds[0], bounds[-1], width, bounds)
    found, known = ticks(one), ()
    for (cell, label), (following, _) in pairwise([*found, (width + 2, "")]):
        assert cell + len(label) + 2 <= following
        known = moment(label, known)
        low, high = one.instants(cell)
        year, month, day = (*known, 1, 1)[:3]
        begins = ordinal(year, month, day) * DAY
        ends = begins + DAY * (367 if len(known) == 1 else 32 if len(known) == 2 else 1)
        assert begins <= high and low < ends, (label, known)


# Lanes

GROUPS = """\
actors: {army: {name: Army, part_of: state}, state: {name: State, side: a}, rebels: Rebels}
events:
- {date: 2021-07-03, title: third, actors: state, tags: t}
- {date: 2021-07-02, title: second, actors: [rebels, army], type: raid}
- {date: 2021-07-01, title: first, type: talk}
- {title: never, actors: rebels}
"""


@pytest.mark.parametrize(
    ("by", "query", "closed", "expected"),
    [
        (
            "actor",
            "",
            (),
            {"Rebels": (1, 3), "State": (1, 2), "Army": (1,), "no actor named": (0,)},
        ),
        ("actor", "", ("state",), {"Rebels": (1, 3), "State": (1, 2), "no actor named": (0,)}),
        ("actor", "-second", (), {"State": (2,), "Rebels": (3,), "no actor named": (0,)}),
        ("type", "", (), {"talk": (0,), "raid": (1,), "no type named": (2, 3)}),
        ("side", "third", (), {"a": (2,)}),
        ("tag", "", (), {"t": (2,), "no tag named": (0, 1, 3)}),
        ("location", "", (), {"no place named": (0, 1, 2, 3)}),
        ("event", "", (), {"first": (0,), "second": (1,), "third": (2,), "never": (3,)}),
        ("actor", "nosuchword", (), {}),
    ],
)
def test_lanes_stand_by_their_first_event_and_what_names_nothing_is_last(
    by, query, closed, expected
):
    found = lanes(apply(load_text(GROUPS), parse(query)), by, frozenset(closed))
    shown = {lane.name: lane.rows for lane in found}
    assert shown == expected and list(shown) == list(expected)
    assert all(lane.count == len(lane.rows) for lane in found)


# Cells

FRAME = "- {date: 2021-07-01, title: from}\n- {date: 2021-07-20, title: to}\n"


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("2021-07-04", "", r"●"),
        ("2021-07-04~", "", r"░"),
        ("2021-07-04/2021-07-06", "", r"━+"),
        ("2021-07-04/2021-07-06", "disputed_by: x", r"≠━+"),
        ("2021-07-04/..", "", r"━+▸"),
        ("2021-07-04/", "", r"━━━▸"),
        ("/2021-07-09", "", r"◂━━━"),
        ("/2021-07-09", "disputed_by: x", r"◂━━≠"),
        ("[2021-07-04..2021-07-08]", "", r"░+"),
        ("[..2021-07-09]", "", r"◂░░░"),
        ("2021-07-04/2021-07", "", r"━░+"),
        ("2021-07", "", r"░+"),
        ("2021-07-04", "status: planned", r"◇"),
        ("2021-07-04", "status: planned, disputed_by: x", r"≠"),
        ("XXXX-05-01", "", r""),
    ],
)
def test_a_cell_says_no_more_than_is_known(date, more, expected):
    found = drawn(f'{FRAME}- {{date: "{date}", title: it, {more}}}\n', width=40)
    assert re.fullmatch(expected, found["it"].strip())


def test_several_in_one_cell_are_counted_unless_one_is_contested():
    day = "- {date: 2021-07-02, title: t, actors: a}\n"
    for count, sign in ((1, "●"), (2, "2"), (9, "9"), (10, "+")):
        found = drawn(FRAME + day * count, "actor")
        assert found["a"].strip() == sign
    contested = day.replace("actors", "disputed_by: x, actors")
    assert drawn(FRAME + day * 3 + contested, "actor")["a"].strip() == "≠"


def test_the_hour_of_a_known_day_is_open_where_hours_have_room():
    hours = "".join(f"- {{date: 2021-07-02T1{n}:00, title: t{n}}}\n" for n in range(9))
    assert re.fullmatch(
        r"●░{20,}", drawn(hours + "- {date: 2021-07-02, title: it}\n", width=60)["it"]
    )
    assert drawn(FRAME + "- {date: 2021-07-02, title: it}\n")["it"].strip() == "●"


def test_what_began_before_the_axis_is_seen_in_its_first_cell():
    timeline = load_text(FRAME + "- {date: 2021-07-02/2021-07-09, title: it, disputed_by: x}\n")
    view, window = apply(timeline, parse("")), (instant("2021-07-05"), instant("2021-07-12"))
    row = next(row for row, event in enumerate(timeline.events) if event.title == "it")
    near = axis_of(extents(timeline), 20, window=window)
    found = cells(view, (row,), near)
    assert [cell.sign for cell in found[:2]] == ["contested", "lasted"]
    assert (found[0].rows, found[1].rows, found[0].count, found[1].count) == ((row,), (row,), 1, 0)
    assert found[-1].sign is None
    far = axis_of(extents(timeline), 20, window=(instant("2021-07-15"), instant("2021-07-16")))
    assert all(cell.sign is None for cell in cells(view, (row,), far))


def test_nothing_dated_has_no_axis_and_one_moment_has_one():
    assert axis_of([], 20) is None is axis_of([extent(understand("XXXX-05-01")), None], 20)
    for date in ("2021-07-26", "2021-07-26T10:00:00.5", "-4000", "2021/.."):
        assert tick_line(ticks(axis(date)))
    assert ticks(axis("2021-07-26", width=5)) == ()
