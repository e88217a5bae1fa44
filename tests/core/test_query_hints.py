"""What is said of a query that found nothing and was typed as for another search line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from query_table import FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query.hints import hint
from timeline_tui.core.views.index import index_of

INDEX = index_of(load_text(FILE).timeline)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("heli AND kaldar", "`AND` is not needed: what stands side by side must all hold"),
        ("heli and kaldar", "`and` is not needed: what stands side by side must all hold"),
        ("heli or kaldar", "`OR` is written in capitals"),
        ("(heli Or kaldar)", "`OR` is written in capitals"),
        ("not heli", "`-heli` leaves out"),
        ("kaldar not location:balkh", "`-location:balkh` leaves out"),
        ("/x/i", "A regular expression stands alone, and case never counts: /x/"),
        ("title:/^Mil/", "A regular expression stands alone, without a field: /^Mil/"),
        ("title:/^Mil/i", "A regular expression stands alone, without a field: /^Mil/"),
        ("location:balkh,kaldar", "Commas do not list: location:balkh OR location:kaldar"),
        ("tag=a,b,", "Commas do not list: tag=a OR tag=b"),
        ("'good progress'", 'Double quotes make a phrase: "good progress"'),
        ("“good progress”", 'Double quotes make a phrase: "good progress"'),
        ("a title:'good (x) y' b", 'Double quotes make a phrase: title:"good (x) y"'),
        (
            "date:2023-05-01 to 2023-05-03",
            "A value ends at the blank: write `date:2023-05-01..2023-05-03`",
        ),
        ("a reported:2023 - 2024", "A value ends at the blank: write `reported:2023..2024`"),
        ("before:2023 May", "A value ends at the blank: write `before:2023-05`"),
        ("date:2023-05-01 09:30", 'A value ends at the blank: write `date:"2023-05-01 09:30"`'),
        ("heli & kaldar", "`&` is not needed: what stands side by side must all hold"),
        ("fire | strike", "`OR` means or"),
        ("fire||strike", "`OR` means or: fire OR strike"),
        ("a !fire", "`-fire` leaves out"),
        ("!tag:fire", "`-tag:fire` leaves out"),
        ("fi*", "A word is found within longer ones, without a sign: fi"),
        ("f*re", "A regular expression has any letters as `.*`: /f.*re/"),
        ("tag:ship*", "A part is enough, without a sign: tag:ship"),
        ("'heli'", 'Double quotes make a phrase: "heli"'),
    ],
)
def test_a_habit_is_answered_with_what_to_write(line: str, said: str) -> None:
    assert hint(line) == said


@pytest.mark.parametrize(
    "line",
    [
        "",
        "heli kaldar",
        "heli OR kaldar",
        "-heli",
        "NOT heli",
        '"heli or kaldar"',
        '"not" "and"',
        "/x/ i",
        "/a, b/",
        'title:"a, b"',
        "killed:1,500",
        "o'clock 'tis",
        "file:/tmp/x.yaml",
        "!",
        "*",
        "what!",
        "tag=ship*",
        "bogus:ship*",
        "date:2023 fire",
        "date:2023 fire 2024",
        'date:"2023-05-01" to 2023-05-03',
        "killed:10 to 20",
        "unknown:2023 to 2024",
        "not",
    ],
)
def test_what_is_no_habit_is_left_alone(line: str) -> None:
    assert hint(line) == ""


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("location:prt", "location:port"),
        ("fire location:cost", "location:coast"),
        ("-location:eastprt", "location:Eastport"),
        ("side:rebel", ""),
        ("side:rebbels", "side:rebels"),
        ("by:gaurd", "by:guard"),
        ("by:gazette", ""),
        ("by:gazete", "by:gazette"),
        ("source:gazete", "source:gazette"),
        ("denied-by:stat", ""),
        ("actor:stirkers@victim", "actor:strikers@victim"),
        ("actor:medecins", ""),
        ("actor=strkers", "actor=strikers"),
        ("tag:shiping", "tag:shipping"),
        ("tag=ship", "tag=shipping"),
        ("tag:ship", ""),
        ("type:tlaks", "type:talks"),
        ("title:trety", ""),
        ("id:trety", ""),
        ("killed:prt", ""),
        ("location:zzz", ""),
    ],
)
def test_a_name_that_comes_close_is_proposed(line: str, term: str) -> None:
    assert hint(line, INDEX) == (f"Did you mean `{term}`?" if term else "")
    assert hint(line) == ""


@given(st.text(alphabet="ab '/\"():,-ornotAND“”|!*", max_size=30))
def test_any_line_may_be_asked(line: str) -> None:
    assert not hint(line, INDEX).endswith(".")
