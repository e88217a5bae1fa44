"""A text is cut into pieces by its lines: no mistake leaves its record, and nothing is lost."""

import re
from time import process_time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.reading.decode import UnreadableFile, decode
from timeline_tui.core.reading.pieces import STRAY, Piece, Pieces
from timeline_tui.core.reading.records import cut, entries, rescue
from timeline_tui.core.reading.tree import parse


def events(pieces: Pieces) -> list[tuple[int, str]]:
    return [(piece.line, piece.text) for piece in pieces.events if piece.key == "events"]


def strays(pieces: Pieces) -> list[tuple[int, str]]:
    return [(piece.line, piece.text) for piece in pieces.events if piece.key == STRAY]


def problems(pieces: Pieces) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in pieces.problems]


def test_every_form_of_a_list_of_events_is_cut():
    for text, expected in [
        ("- date: 1\n- date: 2", [(1, "- date: 1"), (2, "- date: 2")]),
        ("events: # all\n- date: 1\n- date: 2", [(2, "- date: 1"), (3, "- date: 2")]),
        ('"events":\n  - date: 1', [(2, "  - date: 1")]),
        ("events:\n   - a: 1\n - b: 2\n- c: 3", [(2, "   - a: 1"), (3, " - b: 2"), (4, "- c: 3")]),
        ("events:\n\t- date: 1\n\t- date: 2", [(2, "\t- date: 1"), (3, "\t- date: 2")]),
        ("%YAML 1.2\n# x\n---\nevents:\n  - date: 1\n...\n", [(5, "  - date: 1")]),
        ("events: [{date: 1}, {date: 2},]", [(1, "{date: 1}"), (1, "{date: 2}")]),
        (
            'events: [ # x\n  {date: 1, title: "]"}, # y\n  {date: 2,\n   title: don\'t},\n]',
            [(2, '{date: 1, title: "]"}'), (3, "{date: 2,\n   title: don't}")],
        ),
        ("events:\n  [{date: 1},\n{date: 2}]", [(2, "{date: 1}"), (3, "{date: 2}")]),
        ("events: [\n{a: 1,\nb: A},\n{c: 2}\n]\nx: y", [(2, "{a: 1,\nb: A}"), (4, "{c: 2}")]),
        (
            "events:\n- a: |\n    - b\n    # c\n  d: e\n\n# f\n",
            [(2, "- a: |\n    - b\n    # c\n  d: e")],
        ),
        ("--- {title: T, events: [{date: 1}]}", [(1, "{date: 1}")]),
        ('{\n"events": [\n{\n"date": "1"\n}\n]\n}', [(3, '{\n"date": "1"\n}')]),
        ("events: []", []),
        ("", []),
        ("# nothing\n\n---\n# here\n", []),
    ]:
        pieces = cut(text, "f")
        assert events(pieces) == expected
        assert strays(pieces) == []
        assert pieces.problems == []


def test_a_whole_file_in_braces_gives_pieces_that_parse_where_they_stand():
    pieces = cut('{"title":"T", actors: {a: A},\n "events": [{date: x}], "x-y":[1]}', "f")
    trees = [parse(piece.text) for piece in pieces.head]
    assert [tree.data for tree in trees] == [{"title": "T"}, {"actors": {"a": "A"}}, {"x-y": ["1"]}]
    actors = trees[1].data["actors"]
    piece = pieces.head[1]
    assert (piece.line, piece.column + actors["a"].at[1] - 1) == (1, 27)
    assert [(piece.line, piece.column) for piece in pieces.events] == [(2, 13)]


OUT_OF_SHAPE = [
    ("Hello\nworld", [], [(1, "Hello\nworld")], ["stray-text 1"]),
    ("[Draft] of July\nevents:\n  - date: 1", [3], [(1, "[Draft] of July")], ["stray-text 1"]),
    ("events:\n  - date: 1\noops\na\n  - date: 2", [2, 5], [(3, "oops\na")], ["stray-text 3"]),
    ("- date: 1\nactors:\n  a: A", [1], [], ["stray-text 1"]),
    ("events:\n  a:\n    date: 1", [], [(2, "  a:\n    date: 1")], ["not-a-list 2"]),
    ("events:\n  - date: 1\n---\n- date: 2", [2, 4], [], ["several-documents 3"]),
    ("event:\n  - date: 1\n  - title: A", [2, 3], [], ["other-key 1"]),
    ("events:\n  - date: 1\nnote: x\n  - date: 2\n", [2, 4], [], ["not-under-events 4"]),
    (
        "events:\n  - date: 1\nsources: x\n    note: y\n  - id: 2",
        [2, 5],
        [],
        ["not-under-events 5"],
    ),
    ("x-mine:\n  - date: 1\n    title: A", [], [], []),
    ("events: [\n  {date: 1},\n  {date: 2}\n", [], None, ["yaml-bracket 1"]),
    ("events: [\n  {date: 1},\n  {date: a: b}, {date: 3}]", [], None, ["yaml-bracket 3"]),
    ('{"title": "T", "events": [{"date": "1"}, {"date" "2"}]}', [], None, ["yaml-bracket 1"]),
    ("events: [{date: 1}] rest", [1], [(1, "rest")], ["stray-text 1"]),
]


def test_what_is_out_of_shape_is_said_and_kept():
    for text, records, stray, found in OUT_OF_SHAPE:
        pieces = cut(text, "f")
        assert [line for line, _ in events(pieces)] == records
        assert strays(pieces) == stray or (stray is None and len(strays(pieces)) == 1)
        assert [f"{code} {line}" for code, line in problems(pieces)] == found
        assert all(problem.file == "f" and problem.hint for problem in pieces.problems)


def test_an_open_bracket_of_one_key_does_not_swallow_the_next():
    pieces = cut("title: [Draft\nactors: {a: A\nevents:\n  - date: 1\nsources: {s: S}", "f")
    assert [piece.key for piece in pieces.head] == ["title", "actors", "sources"]
    assert events(pieces) == [(4, "  - date: 1")]


def test_a_mistake_in_an_entry_costs_only_that_entry():
    text = "actors:\n  a: A\n  # of b\n  b: {name: B: C}\n  c:\n    name: C"
    assert parse(text).data is None
    parts = entries(Piece("actors", 5, text))
    assert [part.line for part in parts] == [6, 8, 9]
    assert [parse(part.text).data for part in parts] == [{"a": "A"}, None, {"c": {"name": "C"}}]
    for other in ("actors: foo", "actors:", "actors", "actors:\n- name: A"):
        assert entries(Piece("actors", 1, other)) == []


def test_a_bad_event_never_hides_a_good_one():
    for text, lines in [
        ("  - date: 1\n    title: A\n    - date: 2\n      title: B", [7, 9]),
        ("  - date: 1\n    title: A\n\t- title: B\n\t  date: 2", [7, 9]),
        ("  - date: 1\n    tags: [A, , B]", []),
    ]:
        assert parse(text).data is None
        assert [part.line for part in rescue(Piece("events", 7, text))] == lines


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


@settings(max_examples=150)
@given(TEXTS)
@example("{events: [1], a")
@example("- a\n- [b\nc: d")
@example(" a:\n b:\nc: [\n]")
def test_nothing_is_lost(text):
    """Every line stands in a piece or has a problem, and every piece stands where it says."""
    try:
        text, _ = decode(text.encode("utf-8", "surrogatepass"), "f")
    except UnreadableFile:
        return
    pieces = cut(text, "f")
    lines = text.split("\n")
    covered = {problem.line for problem in pieces.problems}
    for piece in (*pieces.head, *pieces.events):
        stop = piece.line + piece.text.count("\n")
        start = sum(len(line) + 1 for line in lines[: piece.line - 1]) + piece.column - 1
        assert text.startswith(piece.text, start) or text.startswith(piece.text[1:-1], start + 1)
        assert piece.text
        covered.update(range(piece.line, stop + 1))
        for part in (*entries(piece), *rescue(piece)):
            assert piece.line <= part.line <= stop
            assert part.text in piece.text
    for problem in pieces.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    lost = [line for number, line in enumerate(lines, 1) if number not in covered]
    assert not [line for line in lost if holds_content(line)]


LONG = [
    "[" * 100_000,
    "events:\n" + "  - date: 1\nfoo\n" * 2_000,
    "\n".join(f"k{number}: [" for number in range(1_000)),
    "events:\n  - a: " + "*" * 100_000 + " b: c",
    "events: [" + "{]" * 50_000,
    "events:\n  - date: 1\n" + "  # remark\n" * 50_000,
    "events:\n" + "  - date: 1: 2\n" * 500,
]


def test_deep_or_monotonous_text_takes_no_time():
    """Such a text would take minutes if anything went through it again and again."""
    start = process_time()
    for text in LONG:
        pieces = cut(text, "f")
        for piece in (*pieces.head, *pieces.events):
            parse(piece.text)
            rescue(piece)
    assert process_time() - start < 10
