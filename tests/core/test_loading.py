"""From files to a timeline, and again after an edit."""

import gc
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import Cache, Given, UnreadableFile, gone_bad, load, load_text
from timeline_tui.core.models import Link
from timeline_tui.core.timeline import Timeline

SAMPLE = Path(__file__).parents[2] / "sample_events.yaml"
CASE = "title: Case\nactors: {ana: ANA}\nevents:\n- {date: 2021, title: It, actors: ana}\n"


def said(timeline: Timeline) -> list[str]:
    return [str(problem) for problem in timeline.problems]


def places(timeline: Timeline) -> list[tuple[str, str, int]]:
    return [(p.code, p.file, p.line) for p in timeline.problems]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder that is the present one, as relative names stay relative."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("folder")
def test_files_are_united():
    one = write(
        "cases/a.yaml",
        "title: One\ntimezone: Asia/Kabul\nlocations: {balkh: Balkh}\nactors: {x: X}\n"
        "events: [{id: e, date: 2021-07-27, title: Late, location: kaldar, actors: x}]\n",
    )
    write(
        "cases/b.yml",
        "title: Two\ntimezone: UTC\nlocations: {kaldar: {within: Balkh}}\nactors: {x: Y}\n"
        "events:\n- {id: e, date: 2021-07-26, title: Early, location: balkh}\n",
    )
    write("cases/c.txt", "no")
    write("cases/.d.yaml", "no")
    timeline = load([Path("cases")])
    files = (str(one), str(one.with_name("b.yml")))
    assert (timeline.title, timeline.zone.key, timeline.files) == ("One", "Asia/Kabul", files)
    assert (list(timeline.places), timeline.actors["x"].name) == (["balkh", "kaldar"], "X")
    assert [(record.file, record.line) for record in timeline.records] == [
        (files[1], 6),
        (files[0], 5),
    ]
    assert [event.id for event in timeline.events] == ["e-2", "e"]
    assert places(timeline) == [
        ("id-twice", files[1], 4),
        ("id-twice", files[1], 6),
    ]
    assert timeline.problems[1].message == f"The event in line 5 of {one} has the id `e` already"


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_named_twice_is_read_once():
    file = write("cases/a.yaml", CASE)
    Path("link.yaml").symlink_to(file)
    Path("cases/Z.yaml").hardlink_to(file)  # as another spelling of its name is one file elsewhere
    Path("cases/z.yaml").symlink_to(Path("a.yaml"))
    named = [file, Path(f"./{file}"), file.absolute(), Path("link.yaml"), Path("cases"), file]
    timeline = load(named)
    assert (timeline.files, said(timeline), len(timeline.events)) == ((str(file),), [], 1)
    given_ = Given("<stdin>", b"- {date: 2021, title: x}")
    assert load([given_, file, given_]).files == ("<stdin>", str(file))


@pytest.mark.usefixtures("folder")
def test_nothing_to_read():
    Path("empty").mkdir()
    for names in (["none.yaml"], ["none.yaml", "a\0b.yaml"], ["empty"]):
        with pytest.raises(UnreadableFile) as raised:
            load([Path(name) for name in names])
        assert [problem.severity for problem in raised.value.problems] == ["error"] * len(names)


def test_progress_is_told_and_the_garbage_collector_left_as_it_was():
    told: list[tuple[int, int]] = []
    collector = (gc.isenabled(), gc.get_freeze_count())
    timeline = load([SAMPLE], Cache(), lambda done, total: told.append((done, total)))
    assert (gc.isenabled(), gc.get_freeze_count()) == collector
    assert told == [(0, 29), (29, 29)]
    assert (said(timeline), timeline.zone.key) == ([], "Asia/Kabul")


def test_ids(load_doc):
    """
    events:
      - {date: 2021-07-26, title: It happens}
      - {date: 2021-07-26, title: It happens!}
      - {date: 2022, title: Other, id: 2021-07-26-it-happens-2}
      - {date: 2023, title: Twice, id: twice}
      - date: 2024
        title: Twice
        id: twice
        claims: [One!, {id: one, text: two}, {id: x, text: three}, {id: x, text: four}]
    """
    ids = " ".join(event.id.removeprefix("2021-07-26-") for event in load_doc.events)
    assert ids == "it-happens it-happens-3 it-happens-2 twice twice-2"
    assert [claim.id for claim in load_doc.events[-1].claims] == ["one-2", "one", "x", "x-2"]
    one, other = said(load_doc)
    assert one.startswith("events.yaml:8:9: error: The event in line 5 has the id `twice` already.")
    assert other.startswith(
        "events.yaml:9:69: error: Claim 3 of this event has the id `x` already."
    )


def test_chains_of_actors_come_from_what_encloses_them(load_doc):
    """
    actors: {a: A, b: B}
    sources: {s: {published: 2021-07-27}, t: {published: 2021-07-28}, u: U}
    events:
      - date: 2021
        title: It
        sources: [s <- a, b, t <- a]
        disputed_by: [b, {sources: s, date: 2021-08-01}]
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
    assert [shown(one.chains) for one in event.disputes] == [["s<b 07-27"], ["s 08-01"]]
    inherits, own, other, dated, dated_too = event.claims
    assert (inherits.chains, inherits.inherited) == (event.chains, True)
    assert (shown(own.chains), own.inherited) == (["s<a<b 07-27"], False)
    assert shown(other.chains) == ["t<u 07-28"]
    assert [shown(dispute.chains) for dispute in other.disputes] == [["t<a 07-28"], ["u<b"]]
    assert shown(other.supports) == ["t<b 07-28"]
    assert shown(dated.chains) == ["s<a 07-25", "s<b 07-25", "t<a 07-25"]
    assert shown(dated_too.chains) == ["s<b 07-25", "u 07-25"]
    assert shown(none.claims[0].chains) == shown(actor.chains) == ["a"]
    assert shown(actor.claims[0].chains) == ["b"]


def test_links_are_seen_from_both_ends_and_a_claim_is_named_by_its_id_or_event_and_claim(load_doc):
    """
    events:
      - id: a
        date: 2021
        title: First
        links: {follows: [b, Third Event]}
        claims:
          - {id: toll, text: one}
          - {text: two, contradicts: [toll, b/toll, b/four, rumour], supersedes: First/Toll}
      - id: b
        date: 2022
        title: Second
        links: {part-of: A}
        claims: [{id: toll, text: three, contradicts: four}, four, {id: rumour, text: five}]
      - {id: c, date: 2023, title: Third event}
    """
    assert said(load_doc) == []
    part_of, follows = Link("part-of", "b", outgoing=False), Link("follows", "a", outgoing=False)
    assert load_doc.links == {
        "a": (Link("follows", "b"), Link("follows", "c"), part_of),
        "b": (Link("part-of", "a"), follows),
        "c": (follows,),
    }
    a, b, _ = load_doc.events
    assert a.claims[1].contradicts == ("a/toll", "b/toll", "b/four", "b/rumour")
    assert (a.claims[1].supersedes, b.claims[0].contradicts) == (("a/toll",), ("b/four",))


NOTHING = {
    "links: {follows: kaldar-fals}": "no event `kaldar-fals`. Did you mean `kaldar-falls`?",
    "links: {follows: e}": "20: error: `e` cannot be linked to itself.",
    "claims: [{text: a, contradicts: e/c2}]": "no claim `c2` in `e`. Write `a`.",
    "claims: [{text: a, id: toll}, {text: b, supersedes: tol}]": "Did you mean `toll`?",
}


def test_references_that_mean_nothing_or_too_much():
    for field, expected in NOTHING.items():
        timeline = load_text(
            "events:\n"
            "- {id: kaldar-falls, date: 2020, title: Kaldar falls}\n"
            f"- id: e\n  date: 2019\n  title: It\n  {field}\n"
        )
        (problem,) = said(timeline)
        assert expected in problem
        assert problem.startswith("events.yaml:6:")
        assert timeline.links == {}


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


RECORDS = [
    "{date: 2021-07-26, title: Plain}",
    "{date: 2021-07-26, title: plain, id: named}",
    "{date: 2021-07-27, title: Radio, sources: radio}",
    "{date: 2021-07-27, title: Radio acts, actors: Radio, sources: s}",
    "{date: 2021-07-27, title: Says, sources: s, claims: [{text: a, sources: radio}]}",
    "{date: 2021, title: Chain, location: [Cafe, Café, Cafe < Town < Ohio]}",
    "{date: 2021, title: Attach, location: Balkh < North}",
    "{date: 2021, title: Attach, location: Balkh < South}",
    "{date: 2021, title: Typo, location: [Kaldr, Kaldar < Balkh], sources: s <- taliban}",
    "{date: unknown, title: Tied, after: named, links: {follows: plain}}",
    "{date: 2021-07-25, title: Early, after: named, before: 2021-chain}",
    "{id: k, date: 2021, title: K, claims: [{text: a, contradicts: named/c1}, b]}",
    "{date: x, title: Bad, sources: t <- b <- a}",
    "{date: [",
    "date: 2021\n    title: A\n  date: 2022\n  title: Dash forgotten",
]
HEADS = [
    "locations: {balkh: Balkh, kaldar: {within: balkh}}\nactors: {a: A, b: {part_of: c}}\n"
    "sources: {s: {published: 2021-07-20}, unused: x}\n",
    "actors: {a: A}\nlocations: {balkh: Balkh, kaldar: {name: Kaldar}}\n",
    "actors:\n  a: [A\n  b: B\nsources: [s]\n",
]


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of records, any of which another one may have too."""
    records = draw(st.lists(st.sampled_from(RECORDS), max_size=12))
    head = draw(st.sampled_from((HEADS[0], *HEADS)))
    return f"{head}events:\n" + "".join(f"  - {record}\n" for record in records)


@settings(max_examples=30)
@given(st.lists(files(), min_size=2, max_size=4))
def test_a_reload_equals_a_fresh_load(texts):
    reloaded(*texts)


BAD = {
    CASE.replace("It", "That"): "",
    "title: Case\nevents: []\n": "",
    "": "empty-file",
    "nothing like it": "stray-text",
    "events:\n- {date: 2021, title: [\n": "yaml-bracket",
    CASE + "- {date: [\n": "",
}


def test_why_a_reload_must_not_replace_what_is_shown():
    for after, code in BAD.items():
        problem = gone_bad(load_text(CASE), load_text(after))
        assert (problem.code if problem else "") == code
        assert gone_bad(load_text(""), load_text(after)) is None


@pytest.mark.usefixtures("folder")
def test_one_of_several_files_that_goes_bad_stays_as_it_was():
    unreadable = "unreadable-file"
    for now, code in ((None, unreadable), (b"\xff\xfe\x00", unreadable), (b"\n", "empty-file")):
        paths = [write("one.yaml", CASE), write("two.yaml", CASE.replace("ana: ANA", "un: UN"))]
        cache = Cache()
        before = load(paths, cache)
        paths[1].unlink() if now is None else paths[1].write_bytes(now)
        for _ in range(2):
            after = load(paths, cache)
            assert after.events == before.events
            new = [(p.code, p.file) for p in after.problems if p not in before.problems]
            assert new == [(code, "two.yaml")]
        assert gone_bad(before, after) is None


def test_a_text_of_several_lines_may_end_like_a_remark(load_doc):
    """
    events:
      - date: 2021
        title: One
        description: |
          text
          # and more
      # a remark
      - date: 2022
        title: Two
    """
    assert [event.description for event in load_doc.events] == ["text\n# and more\n", ""]
