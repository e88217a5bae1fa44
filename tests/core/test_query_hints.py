"""What is said of a query that found nothing and was typed as for another search line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from query_table import FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import hint
from timeline_tui.core.views.index import index_of

TIMELINE = load_text(FILE)
INDEX = index_of(TIMELINE)

HABITS = {
    "heli and kaldar": "`and` is not needed: what stands side by side must all hold",
    "(heli Or kaldar)": "`OR` is written in capitals",
    "kaldar not location:balkh": "`-location:balkh` leaves out",
    "heli - kaldar": "`-kaldar` leaves out; in a phrase it is a dash",
    "/x/i": "A regular expression stands alone, and case never counts: /x/",
    "location:balkh,kaldar": "Commas do not list: location:balkh OR location:kaldar",
    "tag=a,b,": "Commas do not list: tag=a OR tag=b",
    "fi*": "A part is enough, without a sign: fi",
    "tag:ship*": "A part is enough, without a sign: tag:ship",
    "Disputed": "`is:disputed` asks for the standing or state",
    "killed": "`killed>=1` asks for a figure",
    "2021-07": "`date:2021-07` asks for what may have happened then",
}
NO_HABITS = (
    *("heli kaldar", '"heli or kaldar" "not" "2021" "killed"', "/x/ i", "/a, b/", 'title:"a, b"'),
    *("killed:1,500", "file:/tmp/x.yaml", "*", "not", "2021-", "bogus:ship*", 'date:"2023" to'),
)
NEAR = {
    "location:prt": "location:port",
    "-fire location:cost": "location:coast",
    "location:eastprt": "location:Eastport",
    "side:rebbels": "side:rebels",
    "by:gaurd": "by:guard",
    "source:gazete": "source:gazette",
    "actor:stirkers@victim": "actor:strikers@victim",
    "actor=strkers": "actor=strikers",
    "tag=ship": "tag=shipping",
    "type:tlaks": "type:talks",
}
NOT_NEAR = (
    *("by:gazette", "denied-by:stat", "actor:medecins", "tag:ship", "location:zzz"),
    *("title:trety", "id:trety", "killed:prt", "bogus:prt"),
)


def test_a_habit_is_answered_with_what_to_write() -> None:
    assert {line: hint(line, INDEX) for line in HABITS} == HABITS


def test_what_is_no_habit_is_left_alone() -> None:
    assert {line: hint(line) for line in NO_HABITS} == dict.fromkeys(NO_HABITS, "")


def test_a_name_that_comes_close_is_proposed() -> None:
    assert {line: hint(line, INDEX) for line in NEAR} == {
        line: f"Did you mean `{term}`?" for line, term in NEAR.items()
    }
    assert {line: hint(line, INDEX) for line in NOT_NEAR} == dict.fromkeys(NOT_NEAR, "")


@given(st.text(alphabet="ab '/\"():,-ornotAND*2021", max_size=30))
def test_any_line_may_be_asked(line: str) -> None:
    assert not hint(line, INDEX).endswith(".")
