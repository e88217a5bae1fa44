"""What a claim says of when and where it happened (FORMAT section 5): read, told and found."""

import re

import pytest
from export_files import exported, viewed

from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline
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


def with_claim(claim: str) -> Timeline:
    return load_text(f"{HEAD}      - {claim}\n")


READ = {
    "{text: Shot, when: 2021-07-25}": ("2021-07-25", ()),
    "{text: Shot, when: [2021-07-24, 2021-07-25]}": ("[2021-07-24,2021-07-25]", ()),
    "{text: Shot, when: unknown, where: kaldar}": ("unknown", ("kaldar",)),
    "{text: Shot, where: [The Depot, Hairatan < Balkh]}": (None, ("depot", "hairatan")),
    "Shot": (None, ()),
}


def test_it_is_read_as_a_date_and_as_places():
    for claim, (when, where) in READ.items():
        event = with_claim(claim).events[0]
        found = event.claims[0]
        assert (found.when and found.when.text, found.where) == (when, where), claim
        assert (event.date.text, event.locations) == ("2021-07-26", ("balkh",))  # its own


WRONG = {
    "{text: Shot, when: last Monday, where: kaldar}": "bad-date",
    "{text: Shot, where: a > b}": "bad-location",
    "{text: Shot, wher: kaldar}": "unknown-key",
    "{text: Shot, date: 2021-07-25}": "said-too-early",
    "{text: Shot, sources: report <- taliban, date: 2020}": "said-too-early",
    "{text: Shot, date: 2021-07-25, when: 07/08/2021}": "bad-date",
    # What may be said so
    "{text: Shot, date: 2021-07-26}": "",
    "{text: Shot, date: 2021-07-25, when: 2021-07-24}": "",
}


@pytest.mark.parametrize(("claim", "code"), WRONG.items())
def test_what_is_wrong_costs_its_own_field(claim, code):
    timeline = with_claim(claim)
    problems = [one for one in timeline.problems if one.code not in ("unused", "undeclared")]
    assert [(one.code, one.line) for one in problems] == ([(code, 16)] if code else [])
    if code == "said-too-early":
        assert "when it happened goes under `when`" in problems[0].hint
    event = timeline.events[0]
    assert event.title and event.date and [one.text for one in event.claims] == ["Shot"]
    assert event.claims[0].where == (("kaldar",) if "where: kaldar" in claim else ())


TOLD = {
    "when: 2021-07-25, where: kaldar": "on 25 July 2021, at Kaldar",
    "where: [depot, kaldar]": "at The depot and Kaldar",
    "when: unknown, where: depot": "when is not known, at The depot",
    "when: 2021-07-24/2021-07-25": "happened 24-25 July 2021",
}


@pytest.mark.parametrize("fields", TOLD)
def test_it_is_told_with_its_claimant(fields):
    timeline = with_claim(f"{{text: Shot, sources: later <- taliban, {fields}, disputed_by: army}}")
    (block,), view = disputes(timeline, [0]), viewed("", timeline)
    pane = [one.line for one in event_lines(view, view.event(0), ASCII)]
    lines = pane, dispute_item(timeline, (block,), ASCII, 80)
    texts = ["\n".join(map(text_of, each)) for each in lines]
    texts += [exported(format, view) for format in ("md", "html", "csv", "ics")]
    for text in texts:
        told = re.sub(r"<[^>]*>|\r\n ", "", text).replace("–", "-").replace("\\,", ",")
        assert told.count(TOLD[fields]) == 1, text
