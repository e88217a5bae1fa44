"""From files to a timeline, and again after an edit."""

from __future__ import annotations

import gc
from dataclasses import fields
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import Cache, UnreadableFile, gone_bad, load, load_text
from timeline_tui.core.models import Link
from timeline_tui.core.timeline import Timeline

SAMPLE = Path(__file__).parents[2] / "sample_events.yaml"


def said(timeline: Timeline) -> list[str]:
    return [str(problem) for problem in timeline.problems]


def codes(timeline: Timeline) -> list[str]:
    return [problem.code for problem in timeline.problems]


# Files


def test_the_sample_has_no_problem() -> None:
    timeline = load([SAMPLE])
    assert said(timeline) == []
    assert timeline.title == "Northern Afghanistan, late July 2021"
    assert timeline.zone.key == "Asia/Kabul"
    assert len(timeline.events) == 29


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the present one, as relative names stay relative."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


@pytest.mark.usefixtures("folder")
def test_files_are_united() -> None:
    one = write(
        "one.yaml",
        """\
        title: One
        timezone: Asia/Kabul
        locations: {balkh: Balkh}
        events:
          - {date: 2021-07-27, title: Late, location: kaldar}
        """,
    )
    two = write(
        "two.yml",
        """\
        title: Two
        timezone: Asia/Kabul
        locations: {kaldar: {within: Balkh}}
        events:
          - {date: 2021-07-26, title: Early, location: balkh}
        """,
    )
    timeline = load([one, two])
    assert said(timeline) == []
    assert (timeline.title, timeline.zone.key) == ("One", "Asia/Kabul")
    assert timeline.files == ("one.yaml", "two.yml")
    assert list(timeline.places) == ["balkh", "kaldar"]
    assert [(r.file, r.line) for r in timeline.records] == [("two.yml", 5), ("one.yaml", 5)]


@pytest.mark.usefixtures("folder")
def test_a_folder_stands_for_its_yaml_files_in_name_order() -> None:
    for name in ("b.yaml", "a.yml", "c.txt", ".d.yaml"):
        write(f"cases/{name}", f"title: {name}\n")
    timeline = load([Path("cases")])
    assert timeline.files == (str(Path("cases/a.yml")), str(Path("cases/b.yaml")))
    assert timeline.title == "a.yml"


@pytest.mark.usefixtures("folder")
def test_what_files_must_not_say_twice() -> None:
    one = write(
        "one.yaml",
        "timezone: Asia/Kabul\nactors: {x: X}\n"
        "events: [{id: e, date: 2021, title: A, actors: x}]\n",
    )
    two = write(
        "two.yaml", "timezone: UTC\nactors: {x: Y}\nevents:\n- {id: e, date: 2022, title: B}\n"
    )
    timeline = load([one, two])
    assert said(timeline) == [
        "two.yaml:1:11: error: The time zone here is UTC, in an earlier file Asia/Kabul. "
        "Write the same one in all files; Asia/Kabul counts. [other-timezone]",
        "two.yaml:2:10: error: `x` is declared already. Keep one of the two; the first one counts. "
        "[id-twice]",
        "two.yaml:4:8: error: The event in line 3 of one.yaml has the id `e` already. "
        "Give this one another id. [id-twice]",
    ]
    assert timeline.actors["x"].name == "X"
    assert [event.id for event in timeline.events] == ["e", "e-2"]


def test_a_time_zone_twice_in_one_file_contradicts_no_other_file(load_doc: Timeline) -> None:
    """
    timezone: Asia/Kabul
    events: []
    timezone: UTC
    """
    assert [(p.code, p.line) for p in load_doc.problems] == [("duplicate-key", 3)]
    assert load_doc.zone.key == "Asia/Kabul"


@pytest.mark.usefixtures("folder")
def test_problems_stand_in_the_order_of_the_files() -> None:
    two, one = write("two.yaml", "titel: x\n\nautor: x\n"), write("one.yaml", "\ntitel: x\n")
    places = [(p.file, p.line) for p in load([two, one]).problems]
    assert places == [("two.yaml", 1), ("two.yaml", 3), ("one.yaml", 2)]


@pytest.mark.usefixtures("folder")
def test_a_file_that_cannot_be_read_does_not_hide_the_others() -> None:
    one = write("one.yaml", "events: [{date: 2021, title: It}]\n")
    Path("bad.yaml").write_bytes(b"\xff\xfe\x00e")
    timeline = load([Path("bad.yaml"), Path("none.yaml"), one])
    assert [event.title for event in timeline.events] == ["It"]
    assert [(p.severity, p.code, p.file) for p in timeline.problems] == [
        ("error", "unreadable-file", "bad.yaml"),
        ("error", "unreadable-file", "none.yaml"),
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("names", [["none.yaml"], ["none.yaml", "more.yaml"], ["empty"]])
def test_nothing_to_read(names: list[str]) -> None:
    Path("empty").mkdir()
    with pytest.raises(UnreadableFile) as raised:
        load([Path(name) for name in names])
    assert [problem.file for problem in raised.value.problems] == names
    assert {problem.severity for problem in raised.value.problems} == {"error"}


@pytest.mark.parametrize(
    "text", ["", "\n", "# nothing\n", "events:\n", "events: []\n", "title: x\n"]
)
def test_files_without_events(text: str) -> None:
    timeline = load_text(text)
    assert (timeline.events, timeline.records, codes(timeline)) == ((), (), [])


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    path = SAMPLE
    load([path], progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 29), (29, 29)]


# Records


def test_every_record_has_a_row(load_doc: Timeline) -> None:
    """
    events:
      - date: 2021-07-26
        title: Good
      - date: last Monday
        title: Bad date
      - date: 2021-07-27
      - title: [unclosed
        date: 2021
      - just text
      -
      - {date: 2021-07-28, titel: Typo}
    """
    timeline = load_doc
    rows = [(event.title, event.id, event.undated, event.broken) for event in timeline.events]
    assert rows == [
        ("Good", "2021-07-26-good", False, False),
        ("date: 2021-07-27", "2021-07-27", False, False),
        ("{date: 2021-07-28, titel: Typo}", "2021-07-28", False, False),
        ("Bad date", "last-monday-bad-date", True, False),
        ("title: [unclosed", "title-unclosed", True, True),
        ("just text", "just-text", True, True),
        ("(empty)", "empty", True, True),
    ]
    assert timeline.events[3].date_written == "last Monday"
    assert [problem.line for problem in timeline.problems] == [4, 6, 7, 9, 10, 11]


def test_a_forgotten_dash_hides_no_event(load_doc: Timeline) -> None:
    """
    events:
      - date: 2021
        title: First
      date: 2022
      title: Second
      - date: 2023
        title: Third
    """
    timeline = load_doc
    assert [event.title for event in timeline.events] == ["First", "Second", "Third"]
    assert [(p.severity, p.line) for p in timeline.problems] == [("error", 4)]


def test_text_in_the_wrong_place_has_a_row(load_doc: Timeline) -> None:
    """
    events:
      some words
      - date: 2021
        title: It
    """
    timeline = load_doc
    assert [(e.title, e.broken) for e in timeline.events] == [("It", False), ("some words", True)]
    assert [(p.severity, p.line) for p in timeline.problems] == [("error", 2)]


def test_a_broken_entry_costs_only_itself(load_doc: Timeline) -> None:
    """
    actors:
      taliban: {name: Taliban}
      ana: {name: [ANA}
      police: {name: Police, kind: grup}
    events:
      - {date: 2021, title: It, actors: [Taliban, ana, police, nobody]}
    """
    timeline = load_doc
    assert [actor.implicit for actor in timeline.actors.values()] == [False, False, True, True]
    assert [(p.code, p.line) for p in timeline.problems] == [("yaml-bracket", 3), ("bad-value", 4)]
    assert timeline.problems[1].column == 32


def test_ids(load_doc: Timeline) -> None:
    """
    events:
      - {date: 2021-07-26, title: It happens}
      - {date: 2021-07-26, title: It happens!}
      - {date: unknown, title: Élan}
      - {date: 2021, title: Other, id: 2021-07-26-it-happens-2}
      - {date: 2022, title: Twice, id: twice}
      - {date: 2023, title: Twice, id: twice}
    """
    timeline = load_doc
    by_line = sorted(zip(timeline.records, timeline.events, strict=True), key=lambda r: r[0].line)
    assert [event.id for _, event in by_line] == [
        "2021-07-26-it-happens",
        "2021-07-26-it-happens-3",
        "unknown-elan",
        "2021-07-26-it-happens-2",
        "twice",
        "twice-2",
    ]
    assert said(timeline) == [
        "events.yaml:7:36: error: The event in line 6 has the id `twice` already. "
        "Give this one another id. [id-twice]"
    ]


def test_all_fields(load_doc: Timeline) -> None:
    """
    timezone: Asia/Kabul
    locations: {balkh: Balkh}
    actors: {ana: {name: ANA}, taliban: {name: Taliban}}
    sources: {report: {published: 2021-07-27}}
    events:
      - id: e
        date: 2021-07-26T21:00:00Z
        title: It
        date_text: Monday
        description: |
          One
          two
        type: battle
        status: cancelled
        location: balkh
        actors: [ana, {actor: Taliban, role: target, note: hm}]
        figures: {killed: {of: ana, best: 5, including: {taliban: 2}}}
        sources: report <- ana
        claims:
          - text: So
            id: so
            quote: q
            credibility: 2
            supported_by: taliban
            retracted: 2021-08-01
            figures: {wounded: ~3}
            x-mine: 1
        disputed_by: {sources: taliban, text: no, date: 2021-07-29}
        tags: [a, b]
        retracted: 2021-08-02
        note: n
        x-own: {a: b}
    """
    (event,) = load_doc.events
    assert said(load_doc) == []
    assert event.date is not None and event.date.clock is not None
    assert (event.date.text, event.date.clock.start_second) == ("2021-07-26T21:00:00Z", 5400)
    assert event.description == "One\ntwo\n"
    assert [(a.actor, a.role, a.note) for a in event.actors] == [
        ("ana", "participant", ""),
        ("taliban", "target", "hm"),
    ]
    (killed,) = event.figures
    assert (killed.of, killed.best, killed.including[0].of) == ("ana", 5, "taliban")
    (claim,) = event.claims
    assert (claim.id, claim.credibility, claim.inherited) == ("so", 2, True)
    assert claim.chains == event.chains
    assert claim.supports[0].parties == ("report", "taliban")
    assert claim.extras == (("x-mine", "1"),)
    (dispute,) = event.disputes
    assert dispute.chains[0].parties == ("report", "taliban")
    assert dispute.chains[0].reported is dispute.date
    assert (event.tags, event.note, event.extras) == (("a", "b"), "n", (("x-own", "{a: b}"),))
    assert (event.status, event.type, event.date_text) == ("cancelled", "battle", "Monday")
    assert event.retracted is not None and event.retracted.text == "2021-08-02"


# Attribution


def test_chains_of_actors_come_from_what_encloses_them(load_doc: Timeline) -> None:
    """
    actors: {a: A, b: B}
    sources: {s: {published: 2021-07-27}, t: {published: 2021-07-28}, u: U}
    events:
      - date: 2021
        title: It
        sources: [s <- a, b, t <- a]
        disputed_by: b
        claims:
          - {text: inherits}
          - {text: own, sources: a <- b}
          - {text: other, sources: t <- u, disputed_by: [a, u <- b], supported_by: [b]}
          - {text: dated, date: 2021-07-25}
          - {text: dated too, date: 2021-07-25, sources: [b, u]}
      - {date: 2022, title: None, claims: [{text: x, sources: a}]}
      - {date: 2023, title: Actor first, sources: a, claims: [{text: x, sources: b}]}
    """

    def shown(chains: tuple[Any, ...]) -> list[str]:
        return [
            "<".join(chain.parties) + (f" {chain.reported.text[5:]}" if chain.reported else "")
            for chain in chains
        ]

    event, none, actor = load_doc.events
    assert shown(event.chains) == ["s<a 07-27", "s<b 07-27", "t<a 07-28"]
    assert shown(event.disputes[0].chains) == ["s<b 07-27"]
    inherits, own, other, dated, dated_too = event.claims
    assert (inherits.chains, inherits.inherited) == (event.chains, True)
    assert (shown(own.chains), own.inherited) == (["s<a<b 07-27"], False)
    assert shown(other.chains) == ["t<u 07-28"]
    assert [shown(dispute.chains) for dispute in other.disputes] == [["t<a 07-28"], ["u<b"]]
    assert shown(other.supports) == ["t<b 07-28"]
    assert shown(dated.chains) == ["s<a 07-25", "s<b 07-25", "t<a 07-25"]
    assert shown(dated_too.chains) == ["s<b 07-25", "u 07-25"]
    assert shown(none.claims[0].chains) == ["a"]
    assert shown(actor.chains) == ["a"]
    assert shown(actor.claims[0].chains) == ["b"]


def test_a_report_date_is_that_of_the_claim_or_dispute_else_of_the_chain_s_first_element(
    load_doc: Timeline,
) -> None:
    """
    sources: {first: {published: 2021-07-27}, second: {published: 2021-07-20}, undated: U}
    events:
      - date: 2021
        title: It
        sources: [first <- second, undated <- second, anyone]
        disputed_by: [{sources: first, date: 2021-08-01}, first <- second]
        claims:
          - {text: dated, sources: [first, undated], date: 2021-07-25}
          - text: not dated
            sources: [first <- second, undated <- second]
            disputed_by: [{sources: [first, undated], date: 2021-08-02}, undated <- second]
    """

    def reported(chains: tuple[Any, ...]) -> list[str]:
        return [chain.reported.text if chain.reported else "unknown" for chain in chains]

    (event,) = load_doc.events
    dated, not_dated = event.claims
    assert reported(event.chains) == ["2021-07-27", "unknown", "unknown"]
    assert [reported(dispute.chains) for dispute in event.disputes] == [
        ["2021-08-01"],
        ["2021-07-27"],
    ]
    assert reported(dated.chains) == ["2021-07-25", "2021-07-25"]
    assert reported(not_dated.chains) == ["2021-07-27", "unknown"]
    assert [reported(dispute.chains) for dispute in not_dated.disputes] == [
        ["2021-08-02", "2021-08-02"],
        ["unknown"],
    ]


# References among events


def test_links_are_seen_from_both_ends(load_doc: Timeline) -> None:
    """
    events:
      - {id: a, date: 2021, title: First, links: {follows: [b, Third Event], related-to: b}}
      - {id: b, date: 2022, title: Second, links: {part-of: A}}
      - {id: c, date: 2023, title: Third event}
    """
    timeline = load_doc
    assert said(timeline) == []
    assert timeline.links == {
        "a": (
            Link("follows", "b"),
            Link("follows", "c"),
            Link("related-to", "b"),
            Link("part-of", "b", outgoing=False),
        ),
        "b": (
            Link("part-of", "a"),
            Link("follows", "a", outgoing=False),
            Link("related-to", "a", outgoing=False),
        ),
        "c": (Link("follows", "a", outgoing=False),),
    }


def test_a_claim_is_named_by_its_id_or_by_event_and_claim(load_doc: Timeline) -> None:
    """
    events:
      - id: a
        date: 2021
        title: First
        claims:
          - {id: toll, text: one}
          - {text: two, contradicts: [toll, b/toll, b/four, rumour], supersedes: First/Toll}
      - id: b
        date: 2022
        title: Second
        claims:
          - {id: toll, text: three, contradicts: four}
          - four
          - {id: rumour, text: five}
    """
    a, b = load_doc.events
    assert said(load_doc) == []
    assert a.claims[1].contradicts == ("a/toll", "b/toll", "b/four", "b/rumour")
    assert a.claims[1].supersedes == ("a/toll",)
    assert b.claims[0].contradicts == ("b/four",)


def test_claim_ids_are_unique_inside_an_event(load_doc: Timeline) -> None:
    """
    events:
      - date: 2021
        title: It
        claims:
          - One!
          - {id: one, text: two}
          - {id: x, text: three}
          - {id: x, text: four}
    """
    (event,) = load_doc.events
    assert [claim.id for claim in event.claims] == ["one-2", "one", "x", "x-2"]
    assert [(p.line, p.column, p.code) for p in load_doc.problems] == [(8, 14, "claim-id-twice")]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            "links: {follows: kaldar-fals}",
            "20: error: There is no event `kaldar-fals`. Did you mean `kaldar-falls`?",
        ),
        ("after: nothing", "10: error: There is no event `nothing`. Write the id of an event."),
        ("links: {follows: e}", "20: error: `e` cannot be linked to itself."),
        ("links: {follows: twin}", "20: error: `twin` can mean `t1` or `t2`."),
        ("claims: [{text: a, contradicts: e/c2}]", "no claim `c2` in `e`. Its claims are `a`."),
        ("claims: [{text: a, contradicts: t1/c1}]", "no claim `c1` in `t1`. It has no claims."),
        ("claims: [{text: a, contradicts: x/c1}]", "error: There is no event `x`."),
        ("claims: [{text: a, contradicts: a}]", "`a` cannot name itself under `contradicts`."),
        ("claims: [{text: a, contradicts: tol}]", "no claim `tol` in `e`. Its claims are `a`."),
        ("claims: [{text: a, id: toll}, {text: b, supersedes: tol}]", "Did you mean `toll`?"),
        ("after: e", "error: `e` cannot come after itself."),
        ("after: kaldar-falls", "error: `e` (2019) cannot come after `kaldar-falls` (2020)."),
    ],
)  # fmt: skip
def test_references_that_mean_nothing(field: str, expected: str) -> None:
    timeline = load_text(
        "events:\n"
        "- {id: kaldar-falls, date: 2020, title: Kaldar falls}\n"
        "- {id: t1, date: 2021-01, title: Twin}\n"
        "- {id: t2, date: 2021-02, title: Twin}\n"
        f"- id: e\n  date: 2019\n  title: It\n  {field}\n"
    )
    (problem,) = said(timeline)
    assert expected in problem
    assert problem.startswith("events.yaml:8:")


def test_what_can_mean_several_events_or_claims_is_left_out(load_doc: Timeline) -> None:
    """
    events:
      - {id: t1, date: 2021, title: Twin, claims: [{id: toll, text: four}]}
      - {id: t2, date: 2021-01, title: Twin, claims: [{id: toll, text: five}]}
      - id: e
        date: 2022
        title: It
        links: {follows: Twin}
        after: Twin
        claims:
          - {id: a b, text: One, contradicts: toll}
          - {id: a-b, text: Two, supersedes: [A B, twin/toll, e/A_B]}
    """
    timeline = load_doc
    event = timeline.events[-1]
    assert (event.links, event.after) == ((), ())
    assert [(claim.contradicts, claim.supersedes) for claim in event.claims] == [((), ()), ((), ())]
    codes = [problem.code for problem in timeline.problems]
    assert codes == ["ambiguous"] * 6


def test_after_and_before_order_the_chronology(load_doc: Timeline) -> None:
    """
    events:
      - {id: c, date: 2022, title: c}
      - {id: b, date: unknown, title: b, after: A}
      - {id: a, date: 2021, title: a}
      - {id: d, date: unknown, title: d}
    """
    assert [event.id for event in load_doc.events] == ["a", "b", "c", "d"]
    assert load_doc.events[1].after == ("a",)


# Reloads


def same(one: Timeline, other: Timeline) -> None:
    """Every field of two timelines is equal."""
    for field in fields(Timeline):
        assert getattr(one, field.name) == getattr(other, field.name), field.name


def reloaded(*texts: str) -> Timeline:
    """What the last text gives after the others were loaded, which equals a fresh load of it."""
    cache = Cache()
    for text in texts:
        timeline = load_text(text, cache=cache)
    same(timeline, load_text(texts[-1]))
    return timeline


def test_a_reload_keeps_the_events_that_did_not_change() -> None:
    text, cache = SAMPLE.read_text(encoding="utf-8"), Cache()
    old = load_text(text, cache=cache)
    edited = "# moved down\n\n" + text.replace("retake Kaldar", "take Kaldar again")
    new = load_text(edited, cache=cache)
    same(new, load_text(edited))
    before = {event.id: event for event in old.events}
    changed = [event.title for event in new.events if before[event.id] != event]
    assert changed == ["Security forces and residents take Kaldar again"]


def test_a_record_added_above_may_place_what_others_name_elsewhere() -> None:
    """Two chains that put a town in different places: the first one in the file counts."""
    second = "- {date: 2022, title: Second, location: Town < South}\n"
    first = "- {date: 2021, title: First, location: Town < North}\n"
    head = "locations: {town: Town, north: North, south: South}\nevents:\n"
    timeline = reloaded(head + second, head + first + second)
    assert timeline.places["town"].within == "north"
    assert [(p.code, p.line) for p in timeline.problems] == [("contradicts-within", 4)]
    assert reloaded(head + first + second, head + second).places["town"].within == "south"


RECORDS = [
    "{date: 2021-07-26, title: Plain}",
    "{date: 2021-07-26, title: Plain}",
    "{date: 2021-07-26, title: plain, id: named}",
    "{date: 2021-07-26, title: Again, id: named}",
    "{date: 2021-07-27, title: Radio, sources: radio}",
    "{date: 2021-07-27, title: Radio acts, actors: Radio, sources: s}",
    "{date: 2021-07-27, title: Says, sources: s, claims: [{text: a, sources: radio}]}",
    "{date: 2021, title: Cafe, location: Cafe}",
    "{date: 2021, title: Café, location: Café}",
    "{date: 2021, title: Chain, location: Cafe < Town < Ohio}",
    "{date: 2021, title: Chain, location: Cafe < Utah}",
    "{date: 2021, title: Attach, location: Balkh < North}",
    "{date: 2021, title: Attach, location: Balkh < South}",
    "{date: 2021, title: Contradict, location: Kaldar < South}",
    "{date: 2021, title: Deep, location: Kaldar < Balkh, sources: s <- a}",
    "{date: 2021, title: Typo, location: Kaldr, sources: s <- taliban}",
    "{date: unknown, title: Tied, after: named, links: {follows: plain}}",
    "{date: 2021-07-25, title: Early, after: named, before: 2021-cafe}",
    "{id: k, date: 2021, title: K, claims: [{text: a, contradicts: named/c1}, b]}",
    "{date: 2021-07-20, title: Twin, sources: s, claims: [{text: a, contradicts: k/b}]}",
    "{date: x, title: Bad, sources: t <- b <- a}",
    "{date: [",
    "text",
    "date: 2021\n    title: A\n  date: 2022\n  title: Dash forgotten",
    "date: 2021\n    title: 'unclosed\n\n  - date: 2022\n    title: Next",
]
HEADS = [
    "locations: {balkh: Balkh, kaldar: {within: balkh}}\nactors: {a: A, b: {part_of: c}}\n"
    "sources: {s: {published: 2021-07-20}, unused: x}\n",
    "actors: {a: A}\nlocations: {balkh: Balkh, kaldar: {name: Kaldar}}\n",
    "actors:\n  a: [A\n  b: B\nlocations:\n  balkh: Balkh\nsources: [s]\n",
]


def file_of(head: str, records: list[str]) -> str:
    return head + "events:\n" + "".join(f"  - {record}\n" for record in records)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of records, any of which another one may have too."""
    records = draw(st.lists(st.sampled_from(RECORDS), max_size=12))
    return file_of(draw(st.sampled_from((HEADS[0], *HEADS))), records)


@settings(max_examples=100, deadline=None)
@given(st.lists(files(), min_size=2, max_size=4))
def test_a_reload_equals_a_fresh_load(texts: list[str]) -> None:
    reloaded(*texts)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_reload_of_a_damaged_sample_equals_a_fresh_load(data: st.DataObject) -> None:
    texts = [SAMPLE.read_text(encoding="utf-8")]
    for _ in range(2):
        start = data.draw(st.integers(0, len(texts[-1])))
        end = start + data.draw(st.integers(0, 40))
        typed = data.draw(st.sampled_from(["", "x", "\n", ": ", "- ", "["]))
        texts.append(texts[-1][:start] + typed + texts[-1][end:])
    reloaded(*texts)


# What goes bad


GOOD = "title: Case\nactors: {ana: ANA}\nevents:\n- {date: 2021, title: It, actors: ana}\n"


@pytest.mark.parametrize(
    ("after", "code"),
    [
        (GOOD.replace("It", "That"), ""),
        ("title: Case\nevents: []\n", ""),
        ("", "empty-file"),
        ("\n# nothing\n", "empty-file"),
        ("nothing like it", "not-a-timeline"),
        ("events:\n- {date: 2021, title: [\n", "yaml-bracket"),
        (GOOD + "- {date: [\n", ""),
    ],
)
def test_why_a_reload_must_not_replace_what_is_shown(after: str, code: str) -> None:
    problem = gone_bad(load_text(GOOD), load_text(after))
    assert (problem.code if problem else "") == code
    assert gone_bad(load_text(""), load_text(after)) is None


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("now", "code"),
    [(None, "unreadable-file"), (b"\xff\xfe\x00", "unreadable-file"), (b"\n", "empty-file")],
)
def test_one_of_several_files_that_goes_bad_stays_as_it_was(now: bytes | None, code: str) -> None:
    paths, cache = (
        [write("one.yaml", GOOD), write("two.yaml", GOOD.replace("2021", "2022"))],
        Cache(),
    )
    before = load(paths, cache)
    paths[1].unlink() if now is None else paths[1].write_bytes(now)
    for _ in range(2):
        after = load(paths, cache)
        assert after.events == before.events
        assert [(p.code, p.file) for p in after.problems if p not in before.problems] == [
            (code, "two.yaml")
        ]
    assert gone_bad(before, after) is None
    with pytest.raises(UnreadableFile):
        load([Path("none.yaml")], cache)


def test_loads_leave_the_garbage_collector_as_it_was() -> None:
    frozen = gc.get_freeze_count()
    load([SAMPLE], Cache())
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen


def test_a_hundred_thousand_errors_cost_no_more_than_their_records() -> None:
    """Each with several, some across records; that it ends soon is the test."""
    record = "- {id: a, date: x, titel: Same, actors: b, after: a, links: {follows: nobody}}\n"
    timeline = load_text("events:\n" + record * 20_000)
    assert len(timeline.events) == 20_000
    assert len(timeline.problems) > 60_000
