"""Whatever the bytes: no exception, a row for every record, and a problem that names its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline_tui.cli import main
from timeline_tui.core.loading import load, load_text
from timeline_tui.core.query import parse
from timeline_tui.core.query.syntax import QueryError
from timeline_tui.core.reading import UnreadableFile
from timeline_tui.core.views.highlights import highlighter
from timeline_tui.core.views.view import apply
from timeline_tui.core.watch import yaml_files
from timeline_tui.files import MissingFileError, named
from timeline_tui.report import as_text
from timeline_tui.state import State, save_state
from timeline_tui.words.plain import chronology
from timeline_tui.words.spans import Span, harmless, text_of, width_of, wrap

GOOD = b"  - date: 2021-07-26\n    title: Good\n"


def around(record: bytes) -> bytes:
    """A record in the fourth line, between two good ones."""
    return b"events:\n" + GOOD + record + b"  - date: 2021-07-27\n    title: Good too\n"


BAD_RECORDS = [
    (b"  - date: 2021-07-26\n    title: 'open\n", 1, "yaml-quote", 5),
    (b"  - {date: 2021-07-26, title: open\n", 1, "yaml-bracket", 4),
    (b"  - date: 2021\n    title: a: b\n", 1, "yaml-colon", 5),
    (b"  - date: 2021\n\ttitle: tab\n", 1, "yaml-tab", 5),
    (b"\t- date: 2021\n\t  title: tab\n", 1, "yaml-tab", 4),
    (b"  - @sign\n", 1, "yaml-sign", 4),
    (b"  - no mapping\n", 1, "wrong-type", 4),
    (b"  - [a, [list]]\n", 1, "wrong-type", 4),
    (b"  -\n", 1, "empty-item", 4),
    (b"  - date: 2021\n    title: a\n    title: b\n", 1, "duplicate-key", 6),
    (b"  - date: 2021\n    titel: a\n", 1, "unknown-key", 5),
    (b"  - date: 2021-02-30\n    title: a\n", 1, "bad-date", 4),
    (b"  - date:\n    title: a\n", 1, "missing", 4),
    (b"  - date: 2021\n    title: &a a\n", 1, "anchor", 5),
    (b"  - date: 2021\n    title: *a\n", 1, "alias", 5),
    (b"  - date: 2021\n    title: !!python/object:os.system a\n", 1, "tag", 5),
    (b"  - <<: *a\n    date: 2021\n    title: a\n", 1, "merge-key", 4),
    (b"  - ? [a]\n    : b\n    date: 2021\n    title: a\n", 1, "complex-key", 4),
    (b"  - date: 2021\n    title: " + b"[" * 100_000 + b"\n", 1, "too-deep", 5),
    (b"  - date: 2021\n    title: " + b"{a: " * 100_000 + b"\n", 1, "too-deep", 5),
    (b"  - " + b"- " * 100_000 + b"\n", 1, "too-deep", 4),
    (b"  - date: 2021\n    title: " + b"x" * 1_000_001 + b"\n", 1, "too-long", 5),
    (b"  - date: 2021\n    title: a\0b\n", 1, "hidden-character", 5),
    (b"  - date: 2021\n    title: caf\xe9\n", 1, "not-utf8", 5),
    (b"  - date: 2021\n    title: a\x1b[31mb\n", 1, "hidden-character", 5),
    (b'  - date: 2021\n    title: "a\\e[31m\\x07b"\n', 1, "hidden-character", 5),
    (b"  - date: 2021\n    title: a\n    after: nothing\n", 1, "unknown-event", 6),
    (b"  - {id: a, date: 2021, title: a, after: a}\n", 1, "order-cycle", 4),
    (
        b"  - {id: a, date: 2021, title: a, after: b}\n"
        b"  - {id: b, date: 2021, title: b, after: a}\n",
        2,
        "order-cycle",
        5,
    ),
    (b"  - date: 2021\n    title: a\nwhat is this\n", 2, "stray-text", 6),
    (b"  - date: 2021\n    title: a\n    actors: {a: [b, {c: d}]}\n", 1, "unknown-key", 6),
]


@pytest.mark.parametrize(("record", "rows", "code", "line"), BAD_RECORDS)
def test_a_bad_record_hides_nothing(
    tmp_path: Path, record: bytes, rows: int, code: str, line: int
) -> None:
    file = tmp_path / "events.yaml"
    file.write_bytes(around(record))
    timeline = load([file]).timeline
    assert len(timeline.events) == rows + 2
    assert {"Good", "Good too"} <= {event.title for event in timeline.events}
    assert (code, line) in [(problem.code, problem.line) for problem in timeline.problems]
    shown = [*chronology(apply(timeline, parse("")), 100), *as_text(timeline.problems)]
    assert all(character.isprintable() for text in shown for character in text)


@pytest.mark.parametrize(
    ("data", "rows", "code", "line"),
    [
        (b"", 0, "", 0),
        (b"# only\n# remarks\n", 0, "", 0),
        (b"\xef\xbb\xbfevents:\r\n" + GOOD.replace(b"\n", b"\r\n"), 1, "", 0),
        (b"hello\n", 1, "not-a-timeline", 1),
        (b"events: hello\n", 1, "not-a-list", 1),
        (b"events:\n  a: {date: 2021, title: x}\n", 1, "not-a-list", 2),
        (b"[" * 100_000, 1, "too-deep", 1),
        (b"title: a\nevents:\n" + GOOD + b"title: b\n", 1, "duplicate-key", 5),
        (b"locations: {a: {name: A, within: b}, b: {name: B, within: a}}\n", 0, "circle", 1),
        (b"actors: {a: {name: A, part_of: a}}\nevents:\n" + GOOD, 1, "circle", 1),
        (b"actors: [a]\nevents:\n" + GOOD, 1, "wrong-type", 1),
        (b"sources:\n  a: {name: x\nevents:\n" + GOOD, 1, "yaml-bracket", 2),
        (b"timezone: ../../etc/passwd\nevents:\n" + GOOD, 1, "bad-timezone", 1),
        (b"---\nevents:\n" + GOOD + b"---\nevents:\n" + GOOD, 2, "several-documents", 5),
        (b"a: &a [x, x]\nb: [*a, *a]\nevents:\n" + GOOD, 1, "alias", 2),
    ],
)
def test_a_bad_file_shows_what_it_has(
    tmp_path: Path, data: bytes, rows: int, code: str, line: int
) -> None:
    file = tmp_path / "events.yaml"
    file.write_bytes(data)
    timeline = load([file]).timeline
    assert len(timeline.events) == rows
    found = [(problem.code, problem.line) for problem in timeline.problems]
    assert (code, line) in found if code else not found


@pytest.mark.parametrize(
    "record",
    [
        "*a",
        "<<: *a",
        "<<: {date: 2021, title: a}",
        "!x",
        "! a",
        "&a\n    - b",
        "!x &y {date: 2021, title: a}",
        "[a]: b",
        "{date: *a, title: b}",
        "{date: [2021, *a], title: b}",
        "{date: [*a], title: b}",
        "{date: !x, title: b}",
        "{date: !!str next week, title: b}",
        "{date: 2021, title: *a}",
        "{date: 2021, title: [*a]}",
        "{date: 2021, title: &a [b]}",
        "{date: 2021, <<: *a}",
        "{date: 2021, title: b, <<: [*a, *b]}",
        "{date: 2021, title: b, ? [*a, &b c] : *d}",
        "{date: 2021, title: b, title: *a}",
        "{date: 2021, title: b, claims: [*a]}",
        "{date: 2021, title: b, claims: [*a, {text: c}]}",
        "{date: 2021, title: b, claims: {text: *a}}",
        "{date: 2021, title: b, claims: {<<: *a}}",
        "{date: 2021, title: b, actors: [{actor: *a, role: target}]}",
        "{date: 2021, title: b, disputed_by: {sources: *a, text: c}}",
        "{date: 2021, title: b, figures: {killed: {best: *a}}}",
        "{date: 2021, title: b, figures: {killed: {<<: *a}}}",
        "{date: 2021, title: " + "b" * 1_000_001 + "}",
    ],
)
def test_what_the_format_refuses_is_one_problem_whatever_follows_from_it(record: str) -> None:
    problems = load_text(f"events:\n  - {record}\n").timeline.problems
    assert [problem.severity for problem in problems] == ["error"], problems


@pytest.mark.parametrize(
    ("record", "places"),
    [
        ("{date: *a, title: *b}", [("alias", 12), ("alias", 23)]),
        ("{titel: *a, date: 2021}", [("unknown-key", 6), ("alias", 13)]),
        (
            "{date: 2021, title: a, claims: [*b, {sources: c}]}",
            [("alias", 37), ("missing", 41)],
        ),
    ],
)
def test_what_does_not_follow_from_it_is_told(record: str, places: list[tuple[str, int]]) -> None:
    problems = load_text(f"events:\n  - {record}\n").timeline.problems
    assert [(problem.code, problem.column) for problem in problems] == places


@pytest.mark.parametrize(
    ("record", "starts"),
    [
        ("actors: [{x: b}, c]", [("unknown-key", "x: b"), ("undeclared", "c]")]),
        ("location: [<, b]", [("bad-location", "<, b"), ("undeclared", "b]")]),
        (
            "claims: [{x: a}, {text: b, contradicts: [[c], d]}]",
            [("unknown-key", "x: a"), ("wrong-type", "[c]"), ("unknown-claim", "d]")],
        ),
    ],
)
def test_a_problem_behind_an_item_that_does_not_read_stands_at_its_own(
    record: str, starts: list[tuple[str, str]]
) -> None:
    text = f"events: [{{date: 2021, title: a, {record}}}]"
    found = [(problem.code, problem.column) for problem in load_text(text).timeline.problems]
    assert found == [(code, text.index(start) + 1) for code, start in starts]


@pytest.mark.parametrize(
    "actors", ["*a", "{<<: *a}", "!x [b]", "{b: *a}", "{b: {name: !x [c]}}", "{b: &a {name: B}}"]
)
def test_one_problem_in_the_head(actors: str) -> None:
    text = f"actors: {actors}\nevents: [{{date: 2021, title: t, actors: b}}]\n"
    problems = load_text(text).timeline.problems
    assert [problem.severity for problem in problems] == ["error"], problems


@pytest.mark.parametrize(
    "data", ["events: []".encode("utf-16"), "events: []".encode("utf-32"), bytes(5000)]
)
def test_what_is_no_text_says_so(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "events.yaml"
    file.write_bytes(data)
    with pytest.raises(UnreadableFile) as caught:
        load([file])
    assert caught.value.problem.hint


FIELDS = """
date title id time date_text description type status location actors figures sources
claims disputed_by after before tags links retracted note x-own
"""


@pytest.mark.parametrize(
    "value", ["", "~", '""', "[]", "{}", "[~]", "[[[]]]", "{~: ~}", "{[a]: b}"]
)
def test_every_field_takes_any_shape_without_losing_a_row(tmp_path: Path, value: str) -> None:
    fields = FIELDS.split()
    records = [f"  - x-first: a\n    {field}: {value}\n" for field in fields]
    file = tmp_path / "events.yaml"
    file.write_text("events:\n" + "".join(records))
    timeline = load([file]).timeline
    assert len(timeline.events) == len(fields)
    list(chronology(apply(timeline, parse("")), 80))


def test_thousands_of_parts_in_one_record(tmp_path: Path) -> None:
    actors = ", ".join(f"actor {number}" for number in range(4000))
    claims = "".join(
        f"      - {{id: c{n}, text: t, contradicts: c{(n + 1) % 1500}}}\n" for n in range(1500)
    )
    file = tmp_path / "events.yaml"
    file.write_bytes(
        around(f"  - date: 2021\n    title: a\n    actors: [{actors}]\n".encode())
        + f"    claims:\n{claims}".encode()
    )
    timeline = load([file]).timeline
    assert len(timeline.events) == 3
    assert max(len(event.actors) for event in timeline.events) == 4000
    assert max(len(event.claims) for event in timeline.events) == 1500


# What is no file


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe that nobody writes to: whoever opens it waits."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes here")
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    return path


def test_a_pipe_is_refused_instead_of_waited_for(pipe: Path) -> None:
    with pytest.raises(MissingFileError, match="a pipe or a device"):
        named([pipe])


def test_a_pipe_in_a_folder_is_no_file_of_it(pipe: Path) -> None:
    (pipe.parent / "events.yaml").write_bytes(around(b""))
    (pipe.parent / "gone.yaml").symlink_to("nowhere")
    (pipe.parent / "loop.yaml").symlink_to("loop.yaml")
    assert [file.name for file in yaml_files(pipe.parent)] == [
        "events.yaml",
        "gone.yaml",
        "loop.yaml",
    ]
    timeline = load([pipe.parent]).timeline
    assert len(timeline.events) == 2
    assert {problem.code for problem in timeline.problems} == {"unreadable-file"}


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device")  # noqa: PTH110
def test_a_device_without_an_end_is_refused() -> None:
    with pytest.raises(MissingFileError, match="a pipe or a device"):
        named([Path("/dev/zero")])


def test_an_empty_name_is_not_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", ""]) == 2
    assert "one of the names is empty" in capsys.readouterr().err


def test_a_problem_is_one_line_whatever_the_file_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a\n\x1b[31mb.yaml"
    file.write_bytes(b"events:\n  - x\n")
    assert main(["check", str(file)]) == 1
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    assert "a␊␛[31mb.yaml:2:5: error:" in out


def test_the_state_never_takes_the_place_of_what_is_no_file(pipe: Path) -> None:
    state, problems = save_state(State(history=("heli",)), path=pipe)
    assert state.history == ("heli",)
    assert [problem.code for problem in problems] == ["state"]
    assert pipe.is_fifo()


# What is drawn


def test_a_word_of_a_megabyte_is_broken_into_lines() -> None:
    lines = wrap((Span("x" * 1_000_000),), 50)
    assert "".join(map(text_of, lines)) == "x" * 1_000_000
    assert max(map(width_of, lines)) <= 50


def test_a_letter_is_marked_a_thousand_times_at_most() -> None:
    for query in ("x", "/x/"):
        assert len(highlighter(parse(query).root).spans("x " * 100_000)) == 1000


def test_nothing_that_acts_on_a_terminal_is_drawn() -> None:
    line = harmless((Span("a\x1b[31m\x07"), Span("\tb\n\udcff"), Span("\u2068شمال\u2069\u202e")))
    assert text_of(line) == "a␛[31m␇ b ‹0xFF›\u2068شمال\u2069‹U+202E›"


def test_nothing_between_brackets_has_a_row_and_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    file.write_text("events: [null, {date: 2021, title: Good}]\n")
    timeline = load([file]).timeline
    assert len(timeline.events) == 2
    [problem] = timeline.problems
    assert (problem.code, problem.line, problem.column) == ("empty-item", 1, 10)


def test_an_id_with_a_line_end_is_a_problem_and_no_row_is_wider(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    file.write_text('actors: {"a\\nb": {kind: person}}\nevents: [a\tb]\n')
    timeline = load([file]).timeline
    assert [(p.code, p.line) for p in timeline.problems if p.severity == "error"] == [
        ("bad-id", 1),
        ("wrong-type", 2),
    ]
    assert [actor.name for actor in timeline.actors.values()] == ["a b"]
    assert [event.title for event in timeline.events] == ["a b"]


# What is long is quoted in part

LONG_RECORDS = [
    "{L: x}",
    "{date: L, title: t}",
    "{date: 2021-07-26, title: t, time: L}",
    "{date: 2021, title: t, status: L, id: L/, after: L, L: a, credibility: L}",
    "{date: 2021, title: t, id: L, after: L, links: {follows: L, L: a}}",
    "{date: 2021, title: t, claims: [{text: a, id: L, contradicts: [L, b]}, {text: b, id: L}]}",
    "{date: 2021, title: t, location: [L -> a, <L], sources: [L -> a, L <- ]}",
    "{date: 2021, title: t, actors: {actor: [L]}}",
    "{date: 2021, title: t, figures: {killed: L, L: [], wounded: {best: L, including: {L: x}}}}",
    "{date: 2021, title: t, figures: {killed: 1,111,111L}}",
    "{date: 2021, title: *L, id: &L a, note: !L b, x-L: a, x-L: b}",
    "{date: 2021, title: t}\n  - {date: 2021, title: t, id: L}\n  - {date: 2021, title: t, id: L}",
    "{date: 2021, title: t, id: L1, after: L2}\n  - {date: 2020, title: t, id: L2, after: L1}",
    "{date: 2020, title: t, id: L1, after: L2}\n  - {date: 2021, title: t, id: L2}",
    "date: 2021\n    title: L: b",
    "date: 2021\n    title: >L",
    "date: 2021\n    title: >1111L",
    "date: 2021\n    title:L",
    "date: 2021\n    L",
    "date: 2021\n    L: x\n      title: t",
]
LONG_HEADS = [
    "L: x\nL: y",
    "L:\n- {date: 2021, title: x}",
    "events: &L\n- {date: 2021, title: x}",
    "timezone: L",
    "actors: {L/: {kind: L}}\nsources: {L/: a}",
    "locations: {La: {name: L, within: Lb, country: L}, Lb: {name: L, within: La}}",
    "locations: {La: {within: b}, b: B, Lc: C}\nevents: [{date: 2021, title: t, location: La<Lc}]",
    "sources: {L: {published: 2020}}\nevents: [{date: 2021, title: t, sources: L, actors: L}]",
]


@pytest.mark.parametrize("letters", ["x", "1", "a "])
@pytest.mark.parametrize(
    "text", [*(f"events:\n  - {record}" for record in LONG_RECORDS), *LONG_HEADS]
)
def test_a_message_quotes_no_more_than_the_beginning_of_a_long_text(
    text: str, letters: str
) -> None:
    long = (letters * 5000).strip()
    problems = load_text(text.replace("L", long) + "\n").timeline.problems
    assert problems
    assert max(len(problem.message) for problem in problems) < 240
    assert max(len(problem.hint) for problem in problems) < 240


@pytest.mark.parametrize(
    "query",
    [
        "L:x",
        "is:L",
        "date:L",
        "killed>L",
        "lag>L",
        "/L",
        "/L(/",
        "sort:L",
        "a:L)",
    ],
)
def test_a_query_error_quotes_no_more_than_the_beginning_either(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query.replace("L", "x" * 5000))
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "record",
    [
        "W- a",
        "W#",
        'sources: "a > bWc"',
        'location: "a > bWc"',
        'location: "a <- bWc"',
        'title: "aWb\\n"',
        "title: aW: b",
        "date: 2021W/W2022",
    ],
)
def test_a_run_of_blanks_comes_to_an_end(record: str) -> None:
    """A pattern that tries each blank with each other one would take hours for a million."""
    text = f"events:\n  - {record}\n".replace("W", " " * 1_000_000)
    assert len(load_text(text).timeline.events) == 1
