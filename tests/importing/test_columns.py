"""A table without rules: which column is what, which number is the day, and what is said of it."""

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline_tui.core.models.wording import compact
from timeline_tui.importing import Reading
from timeline_tui.importing.columns import guess
from timeline_tui.importing.events import make
from timeline_tui.importing.readers import table as read
from timeline_tui.importing.register import Register
from timeline_tui.importing.rules import check_rules, rules_text, wanted


def table(text):
    """The table of CSV."""
    return read("t.csv", text.encode(), Reading())


UNDERSTOOD = """
When,HEADLINE | 2021,a | date: {When}; title: {HEADLINE}
Start Date,end_date,Evénement,what | 2021,2022,a,b
  | date: {Start Date}/{end_date}; title: {what}; x-evenement: {Evénement}
From,To,Name | Kabul,Kunduz,a | title: {Name}; x-from: {From}; x-to: {To}
year,month,day,name | 2021,7,4,a | date: {year}-{month:0>2}-{day:0>2}; title: {name}
date,time,title | 2021-07-26,09:30,a | date: {date}; time: {time}; title: {title}
name,event,summary | a,b,c | title: {name}; description: {summary}; x-event: {event}
date,summary | 2021,a | date: {date}; title: {summary}
title,source,link | a,R,https://x.org | title: {title}; sources: {source: {source}, url: {link}}
title,link | a,https://x.org | title: {title}; sources: {link}
title,link | a,none of it | title: {title}; x-link: {link}
title,Deaths,injured,killed | a,16,5+,~20
  | title: {title}; figures: {killed: {killed}, wounded: {injured}}; x-deaths: {Deaths}
title,injured | a,many | title: {title}; x-injured: {injured}
title,status | a,planned | title: {title}; status: {status}
title,status | a,closed | title: {title}; x-status: {status}
Wann,Ort,Was geschah | 26.07.2021,Kunduz,Der Fall der Stadt
  | location: {Ort}; date: {Wann}; title: {Was geschah}
title,Town,Country,County | a,b,c,d | title: {title}; location: {Town} < {County} < {Country}
title,Actor 1,Actor 2,Source,Source-2 | a,b,c,d,e
  | title: {title}; actors: [{Actor 1}, {Actor 2}]; sources: [{Source}, {Source-2}]
UID,title | a@b,c | title: {title}; ids: {uid: {UID}}
title,Web | a,https://x.org | title: {title}; sources: {Web}
title,Cost!,cost?,☂ | a,1,2,3 | title: {title}; x-cost: {Cost!}; x-cost-2: {cost?}; x-column: {☂}
"""


@pytest.mark.parametrize("case", UNDERSTOOD.strip().replace("\n  |", " |").splitlines())
def test_columns_are_understood(case):
    headings, cells, event = case.split(" | ")
    rules, _ = guess(table(f"{headings}\n{cells}"))
    assert "; ".join(f"{key}: {compact(value)}" for key, value in rules.event.items()) == event


def test_coordinates_are_those_of_the_place():
    rules, _ = guess(table("title,place,Latitude,Lng\na,Kunduz,36.7,68.9"))
    assert rules.sections == {"locations": {"{place}": {"lat": "{Latitude}", "lon": "{Lng}"}}}
    assert set(rules.event) == {"title", "location"}


def test_what_is_decided_is_said():
    _, said = guess(table("Wann,Text eins,Notiz\n2021-07-26,Ein langer Text,x"))
    assert said == [
        "`Wann` is read as date: 1 of its first 1 values are dates",
        "`Text eins` is read as title: its texts are the longest",
        "1 column kept as x-notiz",
    ]
    _, said = guess(table("Date,Text\n2021,a"))
    assert said == ["By their headings: date from `Date`, description from `Text`"]


DOUBT = "1 date such as 07/08/2021 can be read in two ways"
DECIDES = ": `--day-first` or `--month-first` decides"


@pytest.mark.parametrize(
    ("cells", "made", "said"),
    [
        ("07/08/2021 26/07/2021 x", "2021-08-07 2021-07-26 x", "day first: 1 of 2 dates"),
        ("7.8.2021 7.26.2021", "2021-07-08 2021-07-26", "month first: 1 of 2 dates"),
        ("07-08-2021T09:30 26-07-2021", "2021-08-07T09:30 2021-07-26", "day first: 1 of 2 dates"),
        ("26/07/21 07/08/70", "2021-07-26 1970-08-07", "years of two digits: read as 1969 to 2068"),
        ("07/08/2021", "07/08/2021", DOUBT + DECIDES),
        (
            "07/08/2021 26/07/2021 07/26/2021",
            "07/08/2021 26/07/2021 07/26/2021",
            DOUBT + ", as others",
        ),
        ("07/07/2021 2021-07-08", "07/07/2021 2021-07-08", ""),
        ("unknown n.d. 2021-07-26/2021-08-01", "unknown n.d. 2021-07-26/2021-08-01", ""),
    ],
)
def test_the_whole_column_decides_which_number_is_the_day(cells, made, said):
    given = table("\n".join(("Date,Title", *(f"{cell},t" for cell in cells.split()))))
    rules, found = guess(given)
    assert [one.fields["date"] for one in make(given, rules, Register())] == made.split()
    told = "; ".join(found[1:])
    assert told.startswith(said) if "two digits" not in said else told.endswith(said)
    assert bool(told) == bool(said)


def test_what_is_asked_for_counts_before_the_column():
    given = table("Date,Title\n07/08/2021,a\n26/07/2021,b")
    rules = replace(guess(given)[0], order="month")
    found = [one.fields["date"] for one in make(given, rules, Register())]
    assert found == ["2021-07-08", "26/07/2021"]


def test_parts_of_mappings_are_columns_of_their_own():
    one = {
        "place": {"name": "Kunduz", "lat": "1", "lng": 2},
        "toll": {"dead": 3, "why": "shelling"},
    }
    last = {"place": "Kabul", "toll": {"x.y": 1}, "more": {"late": {"key": "z"}}}
    text = json.dumps([*[one] * 600, last])
    rules, _ = guess(read("t.json", text.encode(), Reading()))
    assert rules.event == {
        "location": "{place.name}",
        "figures": {"killed": "{toll.dead}"},
        "title": "{toll.why}",
        "x-place": "{place}",
        "x-toll": "{toll}",
        "x-more-late-key": "{more.late.key}",
    }
    point = {"lat": "{place.lat}", "lon": "{place.lng}"}
    assert rules.sections == {"locations": {"{place.name}": point}}


def test_rules_that_ship_are_used_where_all_their_columns_are_there():
    rules, said = guess(table("datetime,message,timestamp_desc,mood\n2021,a,b,c"))
    assert rules.name == "timesketch"
    assert said == [
        "read by the rules `timesketch`, which ship; --rules prints them",
        "1 column not taken by them: mood",
    ]
    assert guess(table("datetime,message,mood\n2021,a,b"))[0].name == ""


LETTERS = "abDdateTi tle.:#-_?!{}[]'\"\\,<>|&*%@`é☂0123456789"


@given(
    st.lists(st.text(LETTERS, max_size=8), min_size=1, max_size=5, unique=True),
    st.lists(
        st.lists(st.text(LETTERS, max_size=12), min_size=5, max_size=5), min_size=1, max_size=3
    ),
)
def test_no_column_is_lost_and_the_rules_read(headings, rows):
    cells = [dict(zip(headings, row, strict=False)) for row in rows]
    assume(any("".join(one.values()).strip() for one in cells))
    given = read("t.json", json.dumps(cells).encode(), Reading())
    assert len({*given.columns}) == len(given.columns)
    rules, _ = guess(given)
    taken = {name for _, name, *_ in wanted(rules)}
    assert taken == {*given.columns}
    assert len([*make(given, rules, Register())]) == len(rows)
    text = "".join(rules_text(rules))
    assert check_rules(text, "r.yaml") == []
