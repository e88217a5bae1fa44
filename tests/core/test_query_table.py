"""What each query of the table selects, and what is said of one typed as for another search."""

import pytest
from export_files import viewed
from hypothesis import given
from hypothesis import strategies as st
from query_table import CHANGED, FILE, MARKED, TABLE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.query.hints import hint
from timeline_tui.core.views.index import index_of, measures_of
from timeline_tui.core.views.view import apply

TIMELINE = load_text(FILE)
INDEX = index_of(TIMELINE)

HABITS = {
    "heli and kaldar": "`and` is not needed: what stands side by side must all hold",
    "(heli Or kaldar)": "`OR` is written in capitals",
    "kaldar not location:balkh": "`-location:balkh` leaves out",
    "heli - kaldar": "`-kaldar` leaves out; in a phrase it is a dash",
    "tag:ship*": "A part is enough, without a sign: tag:ship",
    "ship*": "A part is enough, without a sign: ship",
    "Disputed": "`is:disputed` asks for the standing or state",
    "killed": "`killed>=1` asks for a figure",
    "2021-07": "`date:2021-07` asks for what may have happened then",
    "26.07.2021": "`date:26.07.2021` asks for what may have happened then",
}
NO_HABITS = (
    *("heli kaldar", '"heli or kaldar" "not" "2021" "killed"', "/x/ i", "/a, b/", 'title:"a, b"'),
    *("killed:1,500", "file:/tmp/x.yaml", "*", "not", "2021-", "bogus:ship*", 'date:"2023" to'),
)
NEAR = {
    "location:prt": "location:port",
    "-fire location:cost": "location:coast",
    "side:rebbels": "side:rebels",
    "by:gaurd": "by:guard",
    "actor:stirkers@victim": "actor:strikers@victim",
    "tag=ship": "tag=shipping",
}
NOT_NEAR = (
    *("by:gazette", "denied-by:stat", "actor:medecins", "tag:ship", "location:zzz"),
    *("title:trety", "id:trety", "killed:prt", "bogus:prt"),
)


def test_a_habit_is_answered_with_what_to_write():
    assert {line: hint(line, INDEX.near) for line in HABITS} == HABITS


def test_what_is_no_habit_is_left_alone():
    assert [p for p in TIMELINE.problems if p.severity == "error"] == []
    assert {line: hint(line) for line in NO_HABITS} == dict.fromkeys(NO_HABITS, "")


def test_a_name_that_comes_close_is_proposed():
    assert {line: hint(line, INDEX.near) for line in NEAR} == {
        line: f"Did you mean `{term}`?" for line, term in NEAR.items()
    }
    assert {line: hint(line, INDEX.near) for line in NOT_NEAR} == dict.fromkeys(NOT_NEAR, "")


MEANT = {
    "heli or kaldar": "`OR` is written in capitals",
    "heli not kaldar": "`-kaldar` leaves out",
    "heli - kaldar": "`-kaldar` leaves out; in a phrase it is a dash",
    "disputed heli": "`is:disputed` asks for the standing or state",
    "killed": "`killed>=1` asks for a figure",
    "2021": "`date:2021` asks for what may have happened then",
}
NOT_MEANT = ("heli or", "-killed", "heli -kaldar", "location:a,b", "title:2021*", "/x/i", "tag:shp")


def test_where_something_is_found_a_habit_is_answered_unless_its_word_stands_there():
    assert {line: hint(line, INDEX.near, lambda word: False) for line in MEANT} == MEANT
    for line in MEANT.keys() - {"heli - kaldar"}:
        assert hint(line, INDEX.near, lambda word: True) == ""
    assert {hint(line, INDEX.near, lambda word: False) for line in NOT_MEANT} == {""}


STANDS = {
    "guards or clerk": "`OR` is written in capitals",  # `or` is found in `door`
    "talks or 12:30": "",  # `12:30 or later`
    "pier - four": "`-four` leaves out; in a phrase it is a dash",
    "talks 12": "",
    "zzz or talks": "`OR` is written in capitals",
}


def test_a_word_stands_where_it_is_not_part_of_a_longer_one():
    assert {line: viewed(line, TIMELINE).hint(line) for line in STANDS} == STANDS


@given(st.text(alphabet="ab '/\"():,-ornotAND*2021", max_size=30))
def test_any_line_may_be_asked(line):
    assert not hint(line, INDEX.near).endswith(".")


@pytest.mark.parametrize(("query", "expected"), TABLE)
def test_query_selects(query, expected):
    parsed = parse(query, measures=measures_of(TIMELINE))
    view = apply(TIMELINE, parsed, marked=MARKED, changed=CHANGED)
    assert " ".join(view.event(position).id for position in range(view.shown)) == expected
    assert parse(str(parsed), measures=measures_of(TIMELINE)) == parsed
    if query and ":" not in query[:5]:  # what is negated selects the rest
        kept, rest = (viewed(one, TIMELINE).rows for one in (query, f"-({query})"))
        assert sorted((*kept, *rest)) == list(range(view.total))
    for end in range(len(query)):  # every beginning of it can be typed
        apply(TIMELINE, parse(query[:end], typing=True, measures=measures_of(TIMELINE)))
