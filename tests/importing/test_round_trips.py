"""What is exported and imported again is what it was, as far as the format can carry it."""

import json
from typing import Any

import pytest
from export_files import EVERYTHING, SAMPLE, exported, view
from hostile_texts import WORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_tui.core.views.view import View
from timeline_tui.export.record import record
from timeline_tui.importing import Reading
from timeline_tui.importing.readers import table
from timeline_tui.importing.rules import load_rules
from timeline_tui.importing.whole import Import, Wanted


def imported(name: str, data: str, rules: str = "") -> View:
    """What the text says that is made of a file, by rules that ship where they are named."""
    found = Import(table(name, data.encode(), Reading()), lambda done, total: None)
    by = load_rules(rules) if rules else found.rules()
    return view("".join(found.made(by, Wanted()).pieces))


def again(format: str, shown: View) -> View:
    """What is exported and imported again."""
    return imported(f"case.{format}", exported(format, shown))


def objects(shown: View) -> dict[object, dict[str, Any]]:
    """The events by their ids, but for where they stand."""
    found = [record(shown, row) for row in shown.rows]
    return {
        one["id"]: {key: said for key, said in one.items() if key not in ("file", "line")}
        for one in found
    }


# Our own

DATES = st.sampled_from(
    [
        "2021-07-26",
        "2021-07",
        "184X",
        "2021-06-27~",
        "2021-05/..",
        "/2021-08-31",
        "-0043-03-15",
        "[2021-07-01..2021-07-26]",
        "[2021-07-24,2021-07-26]",
        "{2021-07-24,2021-07-25}",
        "2021-33",
        "2021-07-26T09:30:00",
        "2021-07-26T09:30:15.25+04:30",
        "Y-12000",
        "unknown",
        "26. Juli 2021",
    ]
)
PLACES = st.sampled_from(["kaldar", "Hairatan < Kaldar", "Amu River", "x < y < z", "O'Neill & Co"])
ACTORS = st.sampled_from(["ana", "taliban", "Army, Afghan", "Nobody (unknown)", "R. #1: x"])
SOURCES = ACTORS | st.sampled_from(["report", "media", "https://a.example/?b=1", "Smith, J."])
NUMBERS = st.sampled_from([0, 3, 20.5, 3.125, 1500, 10**15, 1e-7, 1e22])
EXTRAS = {"x-own": WORDS, "x-two words": st.lists(WORDS, min_size=1)}


def maybe(required: dict[str, Any], **optional: Any) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


def few(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return items | st.lists(items, min_size=1, max_size=2)


CITED = st.sampled_from(["(2022-03-17, post 4)", "(p. 3, 4)", "(¶ 23)", "(on Monday; p. <3)"])
LONG = maybe(
    {"source": SOURCES},
    **{"at": WORDS, "date": DATES, "url": WORDS, "quote": WORDS, "note": WORDS, "x-own": WORDS},
    **{"from": st.deferred(lambda: CHAIN)},
)
CHAIN = st.one_of(
    SOURCES,
    st.lists(SOURCES, min_size=2, max_size=3).map(" <- ".join),
    st.builds("{} {} <- {}".format, SOURCES, CITED, SOURCES),
    LONG,
)
FIGURE = st.one_of(
    st.sampled_from(["16", "~20", "16-20", "~16-20", "800+", "<=90", ">0.5", "50%", "5-6%+"]),
    st.sampled_from(["several", "Dozens", "0", "1,500", "<20%", "~1.25"]),
    maybe({"text": WORDS}, of=ACTORS, approximate=st.booleans(), unit=WORDS),
    st.builds(
        lambda numbers, more: (
            dict(zip(("low", "best", "high"), sorted(numbers), strict=False)) | more
        ),
        st.lists(NUMBERS, min_size=1, max_size=3),
        maybe({}, of=ACTORS, unit=st.just("percent"), including=st.just({"ana": "3"}), **EXTRAS),
    ),
)
FIGURES = st.dictionaries(st.sampled_from(["killed", "a: b", "x-y"]), few(FIGURE), max_size=2)
DISPUTE = CHAIN | maybe({"sources": few(CHAIN)}, text=WORDS, date=DATES, **EXTRAS)
CLAIM = WORDS | maybe(
    {"text": WORDS},
    sources=few(CHAIN),
    date=DATES,
    when=DATES,
    where=few(PLACES),
    quote=WORDS,
    figures=FIGURES,
    disputed_by=few(DISPUTE),
    supported_by=few(CHAIN),
    **{"retracted": DATES, "credibility": st.integers(1, 6), "note": WORDS, **EXTRAS},
)
ACTOR = ACTORS | maybe({"actor": ACTORS}, role=WORDS, note=WORDS, **EXTRAS)
EVENT = maybe(
    {"date": DATES, "title": WORDS},
    time=st.sampled_from(["09:30", "~09:30:15", "09:30/11:00", "night"]),
    note=WORDS,
    date_text=WORDS,
    description=WORDS,
    type=WORDS,
    status=st.just("planned"),
    location=few(PLACES),
    actors=few(ACTOR),
    figures=FIGURES,
    sources=few(CHAIN),
    claims=few(CLAIM),
    disputed_by=few(DISPUTE),
    tags=few(WORDS),
    retracted=DATES,
    after=st.just("e0"),
    links=st.just({"part-of": "e0", "x-like": ["e0"]}),
    **{"ids": st.dictionaries(WORDS, WORDS, max_size=2), **EXTRAS},
)
HEAD = {
    "timezone": "Asia/Kabul",
    "title": "- T: #1",
    "locations": {"kaldar": {"name": "Kaldar", "within": "balkh", "lat": 36.5, "ids": {"g": 1}}},
    "actors": {"ana": {"name": "Army, Afghan", "side": "a"}, "taliban": {"part_of": "ana"}},
    "sources": {"report": {"name": "Report", "published": 2021, "x-own": "[a]"}},
}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EVENT, max_size=2))
def test_our_own_exports_give_the_same_events(events):
    events = [{"id": f"e{number}", **one} for number, one in enumerate(events, 1)]
    first = {"id": "e0", "date": "2021", "title": "First"}
    whole = {**HEAD, "events": [first, *events]}
    shown = view(json.dumps(whole, ensure_ascii=False))
    assert objects(again("json", shown)) == objects(shown)
    # Without a head, who is only quoted is no actor.
    shown = view(
        json.dumps({"timezone": "Asia/Kabul", "events": whole["events"]}, ensure_ascii=False)
    )
    for format in ("jsonl", "csv"):
        assert objects(again(format, shown)) == objects(shown)


@pytest.mark.parametrize("text", [EVERYTHING, SAMPLE.read_text(encoding="utf-8")])
def test_our_json_gives_the_same_file(text):
    """But for entries that no event names."""
    shown = view(text)
    found = again("json", shown)
    assert objects(found) == objects(shown)
    assert json.loads(exported("json", found)).keys() == json.loads(exported("json", shown)).keys()


def test_what_is_exported_of_a_query_refers_to_nothing_that_is_not_there():
    shown = view(EVERYTHING, "id=all")
    (found,) = again("json", shown).timeline.events
    assert dict(found.extras) == {
        "x-ref": "12",
        "x-after": "earlier",
        "x-before": "later",
        "x-links": "{follows: earlier, part-of: [earlier, later]}",
    }


# Those of other programs

DATED = """\
timezone: Asia/Kabul
title: A case
locations: {kaldar: Kaldar}
events:
  - {id: day, date: 2021-07-26, title: A day, description: So it was., location: kaldar, tags: a}
  - {id: about, date: 2021-06-27~, title: About a day, tags: [a, b c]}
  - {id: clock, date: 2021-07-26, time: "09:30", title: A clock time}
  - {id: hours, date: 2021-07-26, time: 09:30/11:00, title: Two clock times}
  - {id: month, date: 2021-07, title: A month}
  - {id: lasted, date: 2021-07-24/2021-07-25, title: Two days}
  - {id: once, date: [2021-07-01..2021-07-20], title: Once between}
  - {id: unknown, date: unknown, title: No date}
"""
LATER = {
    "A day": "2021-07-26",
    "About a day": "2021-06-27",
    "A clock time": "2021-07-26T09:30:00",
    "Two clock times": "2021-07-26T09:30:00/2021-07-26T11:00:00",
    "A month": "2021-07-01/2021-07-31",
    "Two days": "2021-07-24/2021-07-25",
    "Once between": "2021-07-01/2021-07-20",
}
"""The bounds that a calendar and slides have for those that have a date."""

EXACT = {
    "A day": "2021-07-26",
    "About a day": "2021-06-27~",
    "A clock time": "2021-07-26",
    "Two clock times": "2021-07-26",
    "A month": "2021-07",
    "Two days": "2021-07-24/2021-07-25",
    "Once between": "[2021-07-01..2021-07-20]",
}


def test_timesketch_gives_all_that_has_a_date():
    found = imported("case.csv", exported("timesketch", view(DATED)), "timesketch")
    assert objects(found) == objects(view(DATED.partition("  - {id: unknown")[0]))


@pytest.mark.parametrize(
    ("format", "name", "rules", "dates"),
    [
        ("timelinejs", "case.json", "", LATER),
        ("ics", "case.ics", "", LATER),
        ("markwhen", "case.mw", "", EXACT),
    ],
)
def test_other_programs_give_what_they_can_hold(format, name, rules, dates):
    found = imported(name, exported(format, view(DATED)), rules).timeline
    events = {one.title.partition(" (")[0]: one for one in found.events}
    written = {title: one.date.text.replace("+04:30", "") for title, one in events.items()}
    assert (written, found.title) == (dates, "A case")
    assert "So it was." in events["A day"].description
    if format == "timelinejs":  # whose groups are the places
        assert events["A day"].tags == ("Kaldar",)
        assert events["About a day"].date_text == "about 27 June 2021"
        return
    assert events["A day"].locations == ("kaldar",)
    assert events["About a day"].tags == ("a", "b c")
    if format == "markwhen":
        assert events["Two clock times"].time.text == "09:30/11:00"
