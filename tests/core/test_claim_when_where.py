"""What a claim says of when and where it happened (FORMAT section 5): read, told and found."""

import json
import re

import pytest
from export_files import exported
from query_table import FILE

from timeline_tui.core.diff import differences
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.index import index_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.words.changes import change_lines
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import ASCII
from timeline_tui.words.spans import text_of
from timeline_tui.words.story import event_lines

HEAD = """\
locations:
  kaldar: {name: Kaldar, within: balkh}
  balkh: Balkh
  depot: {name: The depot}
actors: {taliban: Taliban, army: Army}
sources:
  report: {name: Report, published: 2021-07-27}
  later: {name: Later, published: 2021-08-01}
events:
  - id: heli
    date: 2021-07-26
    title: A helicopter is lost
    location: balkh
    sources: report <- army
    claims:
"""


def with_claim(claim: str, more: str = "") -> Timeline:
    return load_text(f"{HEAD}      - {claim}\n{more}")


def view(timeline: Timeline, query: str = "") -> View:
    return apply(timeline, parse(query))


def pane(shown: View) -> str:
    lines = event_lines(shown, shown.event(0), ASCII)
    return "\n".join(text_of(line) for _, line, *_ in lines)


READ = {
    "{text: Shot, when: 2021-07-25}": ("2021-07-25", ()),
    "{text: Shot, when: [2021-07-24, 2021-07-25]}": ("[2021-07-24,2021-07-25]", ()),
    "{text: Shot, when: unknown, where: kaldar}": ("unknown", ("kaldar",)),
    "{text: Shot, where: [The Depot, Hairatan < Balkh]}": (None, ("depot", "hairatan")),
    "{text: Shot, when: , where: ~}": (None, ()),
    "Shot": (None, ()),
}


def test_it_is_read_as_a_date_and_as_places():
    for claim, (when, where) in READ.items():
        (found,) = with_claim(claim).events[0].claims
        assert (found.when and found.when.text, found.where) == (when, where), claim


def test_the_event_keeps_its_own():
    event = with_claim("{text: Shot, when: 2020, where: depot}").events[0]
    assert event.date is not None
    assert (event.date.text, event.locations) == ("2021-07-26", ("balkh",))


WRONG = {
    "{text: Shot, when: last Monday, where: kaldar}": "bad-date",
    "{text: Shot, when: {a: b}, where: kaldar}": "bad-date",
    "{text: Shot, where: a > b}": "bad-location",
    "{text: Shot, wher: kaldar}": "unknown-key",
    "{text: Shot, date: 2021-07-25}": "said-too-early",
    "{text: Shot, sources: report <- taliban, date: 2020}": "said-too-early",
}


@pytest.mark.parametrize(("claim", "code"), WRONG.items())
def test_what_is_wrong_costs_its_own_field(claim, code):
    timeline = with_claim(claim)
    problems = [one for one in timeline.problems if one.code not in ("unused", "undeclared")]
    assert [(one.code, one.line) for one in problems] == [(code, 16)]
    event = timeline.events[0]
    assert event.title and event.date and [one.text for one in event.claims] == ["Shot"]
    assert event.claims[0].where == (("kaldar",) if "where: kaldar" in claim else ())


def test_a_claim_from_before_its_event_is_told_what_date_means():
    problems = with_claim("{text: Shot, date: 2021-07-25}").problems
    (problem,) = [one for one in problems if one.code == "said-too-early"]
    assert problem.severity == "warning"
    assert problem.hint == "`date` is when it was said; when it happened goes under `when`"


RIGHT = (
    "{text: Shot, date: 2021-07-26}",
    "{text: Shot, date: 2021-07}",
    "{text: Shot, date: 2021-07-25, when: 2021-07-24}",
    "{text: Shot, when: 2020}",
)


def test_what_may_be_said_so():
    for claim in RIGHT:
        assert not {one.code for one in with_claim(claim).problems} - {"unused"}, claim


def test_its_places_are_used_and_implied():
    timeline = with_claim("{text: Shot, where: [depot, Fort < Kaldar]}")
    assert timeline.places["fort"].within == "kaldar"
    told = [one.message.split()[0] for one in timeline.problems if one.code == "unused"]
    assert told == ["`taliban`", "`later`"]


TOLD = {
    "when: 2021-07-25, where: kaldar": "on 25 July 2021, at Kaldar",
    "where: [depot, kaldar]": "at The depot and Kaldar",
    "when: 2021-07~": "happened about July 2021",
    "when: 2021-07-24/2021-07-25": "happened 24-25 July 2021",
}


@pytest.mark.parametrize("fields", TOLD)
def test_it_is_told_with_its_claimant(fields):
    timeline = with_claim(f"{{text: Shot, sources: later <- taliban, {fields}, disputed_by: army}}")
    (block,) = disputes(timeline, [0])
    texts = [pane(view(timeline))]
    texts.append("\n".join(map(text_of, dispute_item(timeline, block, ASCII, 80))))
    texts += [exported(format, view(timeline)) for format in ("md", "html", "csv", "ics")]
    for text in texts:
        told = re.sub(r"<[^>]*>|\r\n ", "", text).replace("–", "-").replace("\\,", ",")
        assert told.count(TOLD[fields]) == 1, text


def test_it_is_in_the_object_as_typed():
    timeline = with_claim("{text: Shot, when: 2021-07-25~, where: [Kaldar, Fort < Balkh]}")
    (found,) = json.loads(exported("json", view(timeline)))
    (claim,) = found["claims"]
    assert (claim["when"], claim["where"]) == ("2021-07-25~", ["kaldar", "fort"])
    assert (found["date"], found["locations"]) == ("2021-07-26", ["balkh"])
    assert "nested" not in claim


def test_a_difference_is_told():
    old = with_claim("{text: Shot, when: 2021-07-24, where: depot}")
    new = with_claim("{text: Shot, when: 2021-07-25, where: kaldar}")
    lines = [text_of(line) for line in change_lines(differences(old, new), old, new, None, ASCII)]
    assert any("when" in line and "24 July 2021 -> 25 July 2021" in line for line in lines)
    assert any("where" in line and "The depot -> Kaldar" in line for line in lines)


def test_as_of_a_day_a_claim_that_is_not_known_shows_nothing():
    """It also tells what Fort lies in, which another event names."""
    claim = "{text: Shot, sources: later <- taliban, when: 2021-07-25, where: Fort < Kaldar}"
    other = "  - {date: 2021-07-20, title: Other, location: Fort, sources: report}\n"
    timeline = with_claim(claim, other)
    for day, finds in (("2021-07-27", False), ("2021-08-01", True)):
        shown = view(timeline, f"asof:{day}")
        assert ("kaldar" in shown.timeline.places) is finds
        assert (shown.timeline.places["fort"].within is not None) is finds
        assert ("kaldar" in index_of(shown.timeline).rows("location", nested=True)) is finds
        for query in ("date:2021-07-25", "location:kaldar title:helicopter", "kaldar helicopter"):
            assert view(timeline, f"asof:{day} {query}").shown == finds, query
        assert ("25 July" in pane(view(timeline, f"asof:{day} id=heli"))) is finds


def test_the_pane_counts_what_its_term_finds():
    timeline = load_text(FILE)
    for entry in view(timeline).facet("location"):
        assert entry.total == view(timeline, f"location:{entry.id}").shown
