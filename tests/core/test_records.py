"""A text is cut into records by its lines: no mistake leaves its record, and nothing is lost."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.reading import (
    STRAY,
    Chunk,
    Document,
    UnreadableFile,
    decode,
    entries,
    locate,
    parse,
    rescue,
    split,
)


def events(document: Document) -> list[tuple[int, str]]:
    return [(chunk.line, chunk.text) for chunk in document.events if chunk.key == "events"]


def strays(document: Document) -> list[tuple[int, str]]:
    return [(chunk.line, chunk.text) for chunk in document.events if chunk.key == STRAY]


def head(document: Document) -> list[tuple[str, int, str]]:
    return [(chunk.key, chunk.line, chunk.text) for chunk in document.head]


def problems(document: Document) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in document.problems]


def cut(text: str) -> Document:
    return split(dedent(text).strip("\n"), "f")


def test_keys_and_events_are_chunks() -> None:
    document = cut("""
        # a remark
        timeline: 1
        title: >
          Two
          words: here
        actors:
          a: A

        # of the sources
        sources: {s: S}
        events:
          # of A
          - date: 1
            title: A

          # of B
          - date: 2
            description: |
              - not an event
              # not a comment
            title: B

        # the end
        locations:
          l: L
    """)
    assert head(document) == [
        ("timeline", 2, "timeline: 1"),
        ("title", 3, "title: >\n  Two\n  words: here"),
        ("actors", 6, "actors:\n  a: A"),
        ("sources", 10, "sources: {s: S}"),
        ("locations", 24, "locations:\n  l: L"),
    ]
    assert events(document) == [
        (13, "  - date: 1\n    title: A"),
        (
            17,
            "  - date: 2\n    description: |\n      - not an event\n      # not a comment\n"
            "    title: B",
        ),
    ]
    assert document.problems == ()
    assert parse(document.events[1].text).data == {
        "date": "2",
        "description": "- not an event\n# not a comment\n",
        "title": "B",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- date: 1\n- date: 2", [(1, "- date: 1"), (2, "- date: 2")]),
        ("# x\n\n  - date: 1\n  - date: 2\n", [(3, "  - date: 1"), (4, "  - date: 2")]),
        ("events:\n- date: 1\n- date: 2", [(2, "- date: 1"), (3, "- date: 2")]),
        ("events: # all\n  - date: 1", [(2, "  - date: 1")]),
        ('"events":\n  - date: 1', [(2, "  - date: 1")]),
        ("events :\n  - date: 1", [(2, "  - date: 1")]),
        (
            "events:\n    - date: 1\n  - date: 2\n- date: 3",
            [(2, "    - date: 1"), (3, "  - date: 2"), (4, "- date: 3")],
        ),
        ("  timeline: 1\n  events:\n    - date: 1", [(3, "    - date: 1")]),
        ("events:\n\t- date: 1\n\t- date: 2", [(2, "\t- date: 1"), (3, "\t- date: 2")]),
        ("events:\n  -\n    date: 1\n  -", [(2, "  -\n    date: 1"), (4, "  -")]),
        ("---\nevents:\n  - date: 1\n...\n", [(3, "  - date: 1")]),
        ("%YAML 1.2\n# x\n---\n- date: 1", [(4, "- date: 1")]),
        ("events: [{date: 1}, {date: 2},]", [(1, "{date: 1}"), (1, "{date: 2}")]),
        (
            'events: [ # x\n  {date: 1, title: "]"}, # y\n  {date: 2,\n   title: don\'t},\n]',
            [(2, '{date: 1, title: "]"}'), (3, "{date: 2,\n   title: don't}")],
        ),
        ("events:\n  [{date: 1},\n{date: 2}]", [(2, "{date: 1}"), (3, "{date: 2}")]),
        (
            "events: [\n{date: 1,\ntitle: A},\n{date: 2}\n]\ntimezone: UTC",
            [(2, "{date: 1,\ntitle: A}"), (4, "{date: 2}")],
        ),
        ("[{date: 1}, {date: 2}]", [(1, "{date: 1}"), (1, "{date: 2}")]),
        ("--- {title: T, events: [{date: 1}]}", [(1, "{date: 1}")]),
        ('{"title":"T","events":[{"date":"1"}]}', [(1, '{"date":"1"}')]),
        ('{\n"events": [\n{\n"date": "1"\n}\n]\n}', [(3, '{\n"date": "1"\n}')]),
        ("events:", []),
        ("events: ~\ntitle: x", []),
        ("events: []", []),
        ("{events: null}", []),
        ("", []),
        ("# nothing\n\n---\n# here\n", []),
    ],
)
def test_every_form_of_a_list_of_events_is_cut(text: str, expected: list[tuple[int, str]]) -> None:
    document = split(text, "f")
    assert events(document) == expected
    assert strays(document) == []
    assert document.problems == ()


def test_a_whole_file_in_braces_gives_parts_that_parse() -> None:
    document = split('{"title":"T", actors: {a: A},\n "events": [], "x-y":[1]}', "f")
    assert [chunk.key for chunk in document.head] == ["title", "actors", "x-y"]
    assert [parse(chunk.text).data for chunk in document.head] == [
        {"title": "T"},
        {"actors": {"a": "A"}},
        {"x-y": ["1"]},
    ]
    actors = document.head[1]
    assert locate(actors.text, ("actors", "a")) == (1, 15)
    assert (actors.line, actors.column) == (1, 13)


@pytest.mark.parametrize(
    ("text", "records", "stray", "found"),
    [
        ("Hello\nworld", [], [(1, "Hello\nworld")], [("not-a-timeline", 1)]),
        ("'Hello'", [], [(1, "'Hello'")], [("not-a-timeline", 1)]),
        (
            "Draft\ntitle: x\nevents:\n  - date: 1",
            [(4, "  - date: 1")],
            [(1, "Draft")],
            [("stray-text", 1)],
        ),
        (
            "[Draft] of July\nevents:\n  - date: 1",
            [(3, "  - date: 1")],
            [(1, "[Draft] of July")],
            [("stray-text", 1)],
        ),
        (
            "events:\n  - date: 1\n    title: A\noops\nagain\n  - date: 2",
            [(2, "  - date: 1\n    title: A"), (6, "  - date: 2")],
            [(4, "oops\nagain")],
            [("stray-text", 4)],
        ),
        (
            "events:\noops\n  - date: 1",
            [(3, "  - date: 1")],
            [(2, "oops")],
            [("stray-text", 2)],
        ),
        (
            "- date: 1\nactors:\n  a: A",
            [(1, "- date: 1")],
            [],
            [("stray-text", 1)],
        ),
        ("events: none", [], [(1, "events: none")], [("not-a-list", 1)]),
        ("{events: none}", [], [(1, "events: none")], [("not-a-list", 1)]),
        (
            "events: none\n  - date: 1\n    title: A",
            [(2, "  - date: 1\n    title: A")],
            [(1, "events: none")],
            [("not-a-list", 1)],
        ),
        ("events: |\n  - date: 1", [(2, "  - date: 1")], [], [("not-a-list", 1)]),
        ("events: &all\n  - date: 1", [(2, "  - date: 1")], [], [("not-a-list", 1)]),
        (
            "events:\n  a:\n    date: 1\n  b: {date: 2}",
            [],
            [(2, "  a:\n    date: 1"), (4, "  b: {date: 2}")],
            [("not-a-list", 2)],
        ),
        (
            "events: {a: {date: 1}, b: {date: 2}}",
            [],
            [(1, "a: {date: 1}"), (1, "b: {date: 2}")],
            [("not-a-list", 1)],
        ),
        (
            "events:\n  date: 1\n  title: A\n  - date: 2",
            [(2, "  date: 1\n  title: A"), (4, "  - date: 2")],
            [],
            [("not-a-list", 2)],
        ),
        ("date: 1\ntitle: A", [(1, "date: 1\ntitle: A")], [], [("not-a-list", 1)]),
        ("{date: 1, title: A}", [(1, "{date: 1, title: A}")], [], [("not-a-list", 1)]),
        (
            "---\ndate: 1\ntitle: A\n---\ndate: 2\ntitle: B",
            [(2, "date: 1\ntitle: A"), (5, "date: 2\ntitle: B")],
            [],
            [("not-a-list", 2), ("several-documents", 4)],
        ),
        (
            "events:\n  - date: 1\n---\n- date: 2\n...\nlast words\n---\n",
            [(2, "  - date: 1"), (4, "- date: 2")],
            [(6, "last words")],
            [("several-documents", 3)],
        ),
        (
            "event:\n  - date: 1\n  - title: A",
            [(2, "  - date: 1"), (3, "  - title: A")],
            [],
            [("not-under-events", 1)],
        ),
        (
            "timeline:\n  events:\n    - date: 1\n      title: A",
            [(3, "    - date: 1\n      title: A")],
            [],
            [("not-under-events", 3)],
        ),
        (
            "events:\n  - date: 1\nnote: slipped\n  - date: 2\n",
            [(2, "  - date: 1"), (4, "  - date: 2")],
            [],
            [("not-under-events", 4)],
        ),
        ("x-mine:\n  - date: 1\n    title: A", [], [], []),
        ("sources:\n  - id: a\n    title: A", [], [], []),
        (
            "events: [\n  {date: 1},\n  {date: 2}\n",
            [(2, "{date: 1}"), (3, "{date: 2}")],
            [],
            [("yaml-bracket", 1)],
        ),
        (
            "events: [{date: 1}] rest",
            [(1, "{date: 1}")],
            [(1, "rest")],
            [("stray-text", 1)],
        ),
        (
            "events: [{date: 1},, {date: 2},]",
            [(1, "{date: 1}"), (1, "{date: 2}")],
            [],
            [("empty-item", 1)],
        ),
        ("events: [,,,]", [], [], [("empty-item", 1)]),
        (
            "- date: 1\n  title: A\n-date: 2\n  title: B",
            [(1, "- date: 1\n  title: A")],
            [(3, "-date: 2\n  title: B")],
            [("yaml-space", 3)],
        ),
        (
            "-date: 2\n title: B",
            [],
            [(1, "-date: 2\n title: B")],
            [("yaml-space", 1)],
        ),
        (
            "  timeline: 1\nevents:\n  - date: 1",
            [(3, "  - date: 1")],
            [],
            [("stray-text", 1)],
        ),
    ],
)
def test_what_is_out_of_shape_is_said_and_kept(
    text: str,
    records: list[tuple[int, str]],
    stray: list[tuple[int, str]],
    found: list[tuple[str, int]],
) -> None:
    document = split(text, "f")
    assert events(document) == records
    assert strays(document) == stray
    assert problems(document) == found
    assert all(problem.file == "f" and problem.hint for problem in document.problems)


def test_a_bad_part_of_a_list_in_brackets_costs_only_itself() -> None:
    document = cut("""
        events: [
          {date: 1, title: A: B},
          {date: 2, title: "open},
          {date: 3, location: [a, b},
          {date: 4
          {date: 5}},
          {date: 6}
        ]
    """)
    assert [parse(text).data for _, text in events(document)] == [None] * 5 + [{"date": "6"}]
    assert [line for line, _ in events(document)] == [2, 3, 4, 5, 6, 7]
    assert document.problems == ()


def test_an_open_bracket_of_one_key_does_not_swallow_the_next() -> None:
    document = split("title: [Draft\nactors: {a: A\nevents:\n  - date: 1\nsources: {s: S}", "f")
    assert [chunk.key for chunk in document.head] == ["title", "actors", "sources"]
    assert events(document) == [(4, "  - date: 1")]


def test_a_key_that_stands_twice_names_both_lines() -> None:
    document = split("title: a\nevents:\n  - date: 1\ntitle: b\nevents:\n  - date: 2", "f")
    assert [str(problem).split(". ")[0] for problem in document.problems] == [
        "f:4:1: error: `title` stands twice, in line 1 and in line 4",
        "f:5:1: error: `events` stands twice, in line 2 and in line 5",
    ]
    assert [text for _, _, text in head(document)] == ["title: a", "title: b"]
    assert events(document) == [(3, "  - date: 1"), (6, "  - date: 2")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "actors:\n  a: A\n  # of b\n  b:\n    name: B\n  c: [\n  d: D",
            ["  a: A", "  b:\n    name: B", "  c: [", "  d: D"],
        ),
        ("actors:\n- name: A\n- name: B", ["- name: A", "- name: B"]),
        ("actors: {a: A, b: {name: B}}", ["{a: A,", ", b: {name: B}}"]),
        ("actors: [a, b]", ["a", "b"]),
        (', "actors": {"a":"A"}}', ['{"a":"A"}']),
        ("actors: foo", []),
        ("actors:", []),
        ("actors", []),
    ],
)
def test_a_section_is_cut_into_its_entries(text: str, expected: list[str]) -> None:
    parts = entries(Chunk("actors", 5, text))
    assert [part.text for part in parts] == expected
    assert all(part.key == "actors" for part in parts)


def test_a_mistake_in_an_entry_costs_only_that_entry() -> None:
    text = "actors:\n  a: A\n  b: {name: B: C}\n  c: {name: C}"
    assert parse(text).data is None
    assert [parse(part.text).data for part in entries(Chunk("actors", 1, text))] == [
        {"a": "A"},
        None,
        {"c": {"name": "C"}},
    ]


def test_entries_stand_where_they_stand_in_the_file() -> None:
    document = split("title: x\nactors: {a: A,\n  b: B}", "f")
    first, second = entries(document.head[1])
    assert [(part.line, part.column) for part in (first, second)] == [(2, 9), (2, 14)]
    line, column = locate(second.text, ("b",))
    assert (line + second.line - 1, column) == (3, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "  - date: 1\n    title: A\n    - date: 2\n      title: B\n      type: x",
            [(7, "  - date: 1\n    title: A"), (9, "    - date: 2\n      title: B\n      type: x")],
        ),
        (
            "  - date: 1\n    title: A\n\t- title: B\n\t  date: 2",
            [(7, "  - date: 1\n    title: A"), (9, "\t- title: B\n\t  date: 2")],
        ),
        (
            "  - date: 1\n    title: A\n  date: 2\n  title: B",
            [(7, "  - date: 1\n    title: A"), (9, "  date: 2\n  title: B")],
        ),
        (
            "{date: 1\n  - {date: 2, title: B}",
            [(7, "{date: 1"), (8, "  - {date: 2, title: B}")],
        ),
        ("  - date: 1\n    title: A: B\n    claims:\n      - id: toll\n        text: T", []),
        ("  - date: 1\n    title: A: B", []),
        ("  - date: 1\n title: A", []),
    ],
)
def test_a_bad_event_never_hides_a_good_one(text: str, expected: list[tuple[int, str]]) -> None:
    assert parse(text).data is None
    assert [(part.line, part.text) for part in rescue(Chunk("events", 7, text))] == expected


def test_a_chunk_places_its_problems() -> None:
    document = split("title: x\nevents: [{date: 1}, {date: 2, date: 3}]", "f")
    chunk = document.events[1]
    (problem,) = parse(chunk.text).problems
    placed = chunk.place(problem, "f")
    assert (placed.file, placed.line, placed.column) == ("f", 2, 31)
    assert placed.message == "`date` stands twice, in line 2 and in line 2"


PIECES = st.sampled_from(
    [
        "events:", "title: ", "actors:\n", "date: 2021", "- ", "  ", "    ", "\n", "\n",
        "- date: 1\n", "  title: A\n", "  - date: 2\n    title: B\n", "{", "}", "[", "]", ",",
        ": ", ":", "#", " # x", '"', "'", "\n---\n", "\n...\n", "|\n", ">-\n", "é", "~", "\t",
        "&x ", "*x", "!t ", "<<: ", "? ", "1,500", "\\", "@", "%YAML 1.2\n", "\u00a0", "\ufeff",
        "\x1b", "\u2028", "\ud800", "\r", "a", "- {date: 1, title: B: C}\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text()
ONLY_SIGNS = re.compile(r"(?:---|\.\.\.)?\s*['\"]?(?:events)?['\"]?\s*:?[\s{}\[\],]*[&!|>~]?\S*")


def holds_content(line: str) -> bool:
    """Whether there is more than a remark, the key `events`, a marker or brackets in the line."""
    bare = re.split(r"(?:^|[\s{}\[\],])#", line, maxsplit=1)[0].strip()
    directive = re.match("%[A-Z]", bare)
    return not directive and bare != "events: null" and not ONLY_SIGNS.fullmatch(bare)


@settings(max_examples=300)
@given(TEXTS)
@example("{events: [1], a")
@example("- a\n- [b\nc: d")
@example(" a:\n b:\nc: [\n]")
def test_nothing_is_lost(text: str) -> None:
    """Every line stands in a chunk or has a problem, and every chunk stands where it says."""
    try:
        text, _ = decode(text.encode("utf-8", "surrogatepass"), "f")
    except UnreadableFile:
        return
    document = split(text, "f")
    lines = text.split("\n")
    covered = {problem.line for problem in document.problems}
    for chunk in (*document.head, *document.events):
        stop = chunk.line + chunk.text.count("\n")
        start = sum(len(line) + 1 for line in lines[: chunk.line - 1]) + chunk.column - 1
        assert text.startswith(chunk.text, start)
        assert chunk.text
        covered.update(range(chunk.line, stop + 1))
        for part in (*entries(chunk), *rescue(chunk)):
            assert chunk.line <= part.line <= stop
            assert part.text in chunk.text
    for problem in document.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    lost = [line for number, line in enumerate(lines, 1) if number not in covered]
    assert not [line for line in lost if holds_content(line)]


@given(st.binary() | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_raise_anything(data: bytes) -> None:
    try:
        text, _ = decode(data, "f")
    except UnreadableFile:
        return
    document = split(text, "f")
    for chunk in (*document.head, *document.events):
        parsed = parse(chunk.text)
        last = chunk.text.count("\n") + 1
        assert all(1 <= problem.line <= last for problem in parsed.problems)
        assert all(problem.column >= 1 and problem.file == "" for problem in parsed.problems)


@given(TEXTS)
def test_text_that_was_not_decoded_raises_nothing_either(text: str) -> None:
    for chunk in (*split(text, "f").head, *split(text, "f").events, Chunk("events", 1, text)):
        parse(chunk.text)
        entries(chunk)
        rescue(chunk)
        locate(chunk.text, ("date",))


RECORDS = st.lists(
    st.sampled_from(
        [
            "  - date: 1\n    title: A",
            "  - {date: 1, title: B}",
            "  - date: 1\n    title: A: B",
            "  - date: 1\n    title: [open",
            '  - date: 1\n    title: "open',
            "  - date: 1\n   title: A",
            "  - @",
            "  - date: 1\n    description: |\n      - a\n      # b\n    title: C",
            "  -",
        ]
    ),
    min_size=1,
)


@given(RECORDS, st.sampled_from(["\n", "\n\n", "\n  # remark\n", "\n# remark\n"]))
def test_records_are_cut_the_same_whatever_stands_beside_them(
    records: list[str], between: str
) -> None:
    text = "title: x\nevents:\n" + between.join(records) + "\nsources:\n  s: S\n"
    document = split(text, "f")
    assert [text for _, text in events(document)] == records
    assert [chunk.key for chunk in document.head] == ["title", "sources"]
    assert document.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "events:\n" + "  - date: 1\nfoo\n" * 10_000,
        "\n".join(f"k{number}: [" for number in range(10_000)),
        "events:\n  - a: " + "*" * 100_000 + " b: c",
        "a" + " " * 100_000 + "b",
        "events: [" + "{]" * 50_000,
    ],
)
def test_deep_or_monotonous_text_takes_no_time(text: str) -> None:
    """Such a text would take minutes if anything went through it again and again."""
    document = split(text, "f")
    for chunk in (*document.head, *document.events):
        parse(chunk.text)
        rescue(chunk)
