"""What is not for others: fields that are left out stand in no export, and all else stays."""

import json

import pytest
from command_line import FRANKLIN, SAMPLE
from export_files import EVERYTHING, exported, view

from timeline_tui.core.evidence.standing import standings
from timeline_tui.core.views.withheld import FIELDS, Withheld
from timeline_tui.export import FORMATS

TEXT = """\
x-case: zyx-own
actors:
  a: {name: A, note: zyx-note, ids: {wikidata: zyx-ids}, position: zyx-position, x-Seen By: zyx-own}
locations: {p: {note: zyx-note, ids: {geonames: zyx-ids}, x-map: zyx-own, lat: 1, lon: 2}}
sources: {b: {note: zyx-note, x-shelf: zyx-own}}
events:
  - id: one
    date: 2021-07-26
    date_text: zyx-date_text
    title: It happens
    location: p
    description: zyx-description
    note: zyx-note
    tags: [zyx-tags]
    ids: {ucdp: zyx-ids}
    x-check: zyx-own
    links: {x-zyx-own: two}
    actors: {actor: a, note: zyx-note, x-part: zyx-own}
    figures: {killed: {best: 3, x-from: zyx-own}}
    sources: {source: b, quote: zyx-quote, note: zyx-note, x-leaf: zyx-own, from: a}
    claims:
      text: Else
      note: zyx-note
      quote: zyx-quote
      x-page: zyx-own
      supported_by: {source: c, quote: zyx-quote}
      disputed_by: {sources: {source: a, at: p. 3, quote: zyx-quote}, text: no, x-min: zyx-own}
  - {id: two, date: 2021-07-27, title: It goes on}
  - {date: 2021, , title: never closed, note: zyx-note zyx-own}
"""


@pytest.mark.parametrize("name", [*FIELDS, "x-"])
def test_no_format_tells_what_is_left_out_and_all_tell_the_rest(name):
    word = f"zyx-{'own' if name == 'x-' else name}"
    shown = Withheld([name]).view(view(TEXT, f"{word} OR goes OR id=one OR never"))
    assert [shown.timeline.events[row].id for row in shown.rows] == ["one", "two"]
    for format in FORMATS:
        assert word not in exported(format, shown), format
    before = exported("json", view(TEXT, "-closed"))
    after = json.dumps(json.loads(exported("json", shown)))
    for field in {*FIELDS, "own"} - {word.removeprefix("zyx-")}:
        assert after.count(f"zyx-{field}") == before.count(f"zyx-{field}") > 0


def test_one_key_of_ones_own_is_left_out_however_it_is_spelt():
    withheld = Withheld(["x-seen-by", "x-gone"])
    after = exported("json", withheld.view(view(TEXT)))
    assert exported("json", view(TEXT, "-closed")).count("zyx-own") - after.count("zyx-own") == 1
    assert {"x-Seen By", "x-case", "x-zyx-own"} <= withheld.own and "x-gone" not in withheld.own


@pytest.mark.parametrize("text", [SAMPLE.read_text(), FRANKLIN.read_text(), EVERYTHING, TEXT])
def test_how_events_stand_does_not_change(text):
    for query in ("", "asof:2021-07-27"):
        before = view(text, query)
        after = Withheld([*FIELDS, "x-"]).view(before)
        kinds = [[one.kind for one in standings(shown.timeline)] for shown in (before, after)]
        assert kinds[0] == kinds[1]
        counted = [[len(o.counted) for o in standings(one.timeline)] for one in (before, after)]
        assert counted[0] == counted[1]


def test_an_element_of_which_nothing_is_left_is_cited_no_more():
    (chain,) = Withheld(["quote", "note", "x-"]).view(view(TEXT)).timeline.events[0].chains
    assert (chain.parties, chain.cited) == (("b", "a"), ())
