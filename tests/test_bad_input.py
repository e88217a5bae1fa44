"""Whatever the bytes: no exception, a row for every record, and a problem that names its line."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import Given, load, load_text
from timeline_tui.core.text import find_hidden
from timeline_tui.core.timeline import Timeline

SAMPLE = (Path(__file__).parents[1] / "sample_events.yaml").read_bytes()

GOOD = b"  - date: 2021-07-26\n    title: Good\n"


def around(record: bytes) -> bytes:
    """A record in the fourth line, between two good ones."""
    return b"events:\n" + GOOD + record + b"  - date: 2021-07-27\n    title: Good too\n"


BAD_RECORDS = [
    (b"  - date: 2021-07-26\n    title: 'open\n", 1, "yaml-quote", 5),
    (b"  - date: 2021\n\ttitle: tab\n", 1, "yaml-tab", 5),
    (b"  -\n", 1, "empty-item", 4),
    (b"  - date: 2021\n    title: " + b"[" * 100_000 + b"\n", 1, "too-deep", 5),
    (b"  - date: 2021\n    title: " + b"x" * 1_000_001 + b"\n", 1, "too-long", 5),
    (b'  - date: 2021\n    title: "a\\e[31m\\x07b"\n', 1, "hidden-character", 5),
    (b"  - {id: a, date: 2021, title: a, after: a}\n", 1, "order-cycle", 4),
    (b"  - date: 2021\n    title: a\nwhat is this\n", 2, "stray-text", 6),
    (b"  - date: 2021\n    title: a\n    actors: {a: [b, {c: d}]}\n", 1, "unknown-key", 6),
]


def loaded(data: bytes) -> Timeline:
    """The timeline of these bytes, which hides nothing and has all its problems in the file."""
    timeline = load([Given("events.yaml", data)])
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert len(timeline.events) == len(timeline.records) == len(timeline.row_of)
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in timeline.problems)
    assert all("\n" not in str(problem) for problem in timeline.problems)
    assert [text for text in texts(timeline) if find_hidden(text)] == []
    within = {one.id: one.within for one in timeline.places.values()}
    for above in (within, {one.id: one.part_of for one in timeline.actors.values()}):
        for id in above:
            assert_ends(id, above)
    return timeline


def texts(value: object) -> Iterator[str]:
    """Every text in a value, however deep, and none with a place in the file."""
    if isinstance(value, str):
        assert type(value) is str
        yield value
    elif isinstance(value, (tuple, list, set)):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        yield from texts([*value.keys(), *value.values()])
    elif not isinstance(value, type):
        yield from texts(getattr(value, "__dict__", None) or [])
        yield from texts([getattr(value, name, None) for name in getattr(value, "__slots__", ())])


def assert_ends(id: str | None, above: dict[str, str | None]) -> None:
    """The way up a tree comes to an end."""
    for _ in range(21):
        id = above.get(id) if id is not None else None
    assert id is None


def test_a_bad_record_hides_nothing():
    for record, rows, code, line in BAD_RECORDS:
        timeline = loaded(around(record))
        assert len(timeline.events) == rows + 2, record
        assert {"Good", "Good too"} <= {event.title for event in timeline.events}, record
        assert (code, line) in [(one.code, one.line) for one in timeline.problems], record


TYPED = st.sampled_from([b"[", b"{", b": ", b"- ", b"&a", b"*", b"'", b"\t", b"\x00", b"\xff"])
EDIT = st.tuples(st.integers(0, len(SAMPLE)), TYPED, st.integers(0, 200))


@settings(max_examples=20)
@given(st.lists(EDIT, min_size=1, max_size=4))
def test_a_damaged_sample_loads(edits):
    data = SAMPLE
    for start, typed, length in edits:
        data = data[:start] + typed + data[start + length :]
    loaded(data)


@settings(max_examples=40)
@given(
    st.text(st.sampled_from("ab:-[]{},\n \t'\"#&*!<>|?~/%@1\u202e\u0600"), max_size=120),
    st.sampled_from(["", "events:\n  - ", "events: [", "events:\n- date: ", "actors:\n", "{"]),
)
def test_whatever_is_typed_loads(text, before):
    loaded((before + text).encode())


REFUSED = [
    "*a",
    "{date: !!str next week, title: b}",
    "{date: 2021, title: b, actors: [{actor: *a, role: target}]}",
    "{date: 2021, title: " + "b" * 1_000_001 + "}",
]


def test_what_the_format_refuses_is_one_problem_whatever_follows_from_it():
    found = {record: load_text(f"events:\n  - {record}\n").problems for record in REFUSED}
    assert {record: said for record, said in found.items() if len(said) != 1} == {}
    assert {one.severity for said in found.values() for one in said} == {"error"}


BEHIND = [
    ("actors: [{x: b}, c]", [("unknown-key", "x: b"), ("undeclared", "c]")]),
    ("location: [<, b]", [("bad-location", "<, b"), ("undeclared", "b]")]),
    (
        "claims: [{text: b, contradicts: [[c], d]}]",
        [("wrong-type", "[c]"), ("unknown-claim", "d]")],
    ),
]


def test_a_problem_behind_an_item_that_does_not_read_stands_at_its_own():
    for record, starts in BEHIND:
        text = f"events: [{{date: 2021, title: a, {record}}}]"
        found = [(problem.code, problem.column) for problem in load_text(text).problems]
        assert found == [(code, text.index(start) + 1) for code, start in starts]


def test_a_pipe_or_a_dead_link_in_a_folder_hides_no_file(tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")  # whoever opens it waits
    (tmp_path / "events.yaml").write_bytes(around(b""))
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    timeline = load([tmp_path])
    assert len(timeline.events) == 2
    assert [Path(file).name for file in timeline.files] == ["events.yaml", "gone.yaml", "loop.yaml"]
    assert {problem.code for problem in timeline.problems} == {"unreadable-file"}


MANY = 1_200


def cost(text: str) -> float:
    start = process_time()
    load_text(text)
    return process_time() - start


def records(record: str) -> Callable[[int], str]:
    """A file of so many records, which differ in their numbers."""
    actors = "".join(f"  someone{number}: Same\n" for number in range(MANY // 10))

    def made(count: int) -> str:
        lines = [record.replace("NUMBER", str(n)).replace("NEXT", str(n + 1)) for n in range(count)]
        return f"actors:\n{actors}events:\n" + "\n".join(lines)

    return made


def one_line(end: str) -> Callable[[int], str]:
    """JSON without a line end, as programs write it."""
    record = '{"date": "2021", "title": "A", "location": "B < C"}'
    return lambda count: '{"events": [' + ", ".join([record] * count) + end


def near_names(count: int) -> str:
    """Names of which each comes close to all others: they are told apart by letters."""
    names = [
        str(n).translate({48 + digit: 97 + digit for digit in range(10)}) for n in range(count)
    ]
    actors = "".join(f"  a{name}: The police of district {name}\n" for name in names)
    lines = (f"- {{date: 2021, title: A, actors: The police of district {n}k}}\n" for n in names)
    return f"actors:\n{actors}events:\n{''.join(lines)}"


def befores(count: int) -> str:
    """Undated events of which each comes before the two that stand above it."""
    ones = (f"- {{id: i{n}, title: A, before: [i{n - 1}, i{n - 2}]}}\n" for n in range(2, count))
    return f"events:\n- {{id: i0, date: 2021, title: A}}\n- {{id: i1, title: B}}\n{''.join(ones)}"


def test_the_cost_grows_in_line_with_the_file():
    """Four times the file may take six times as long; what costs the square takes sixteen."""
    for make, most in [
        (befores, 2 * MANY),
        (records("- date: 1843\n  title: A: B\n  note: C: D"), MANY),
        (records("- {id: a, date: 2021, title: Same, after: SAME, titel: x}"), MANY),
        (records("- {date: 2021, title: NUMBER, location: Same < pNUMBER}"), MANY),
        (records("- {id: iNUMBER, date: unknown, title: NUMBER, after: iNEXT}"), MANY),
        (records("- {id: iNUMBER, title: NUMBER, after: iNEXT, before: iNEXT}"), MANY),
        (one_line(""), MANY),
        (near_names, 400),
    ]:
        few, many = (cost(make(count)) for count in (most // 4, most))
        assert many < 6 * few + 0.5


def test_a_long_line_costs_no_more_than_short_ones():
    text = "[" + ", ".join([f'"{"x" * 900_000}"'] * 10 + ["{}"] * 10_000) + "]"
    assert cost(text) < 2 * cost(text.replace(", ", ",\n")) + 0.5


def test_an_error_costs_no_more_than_a_few_records():
    good = "- {date: 2021, title: A, actors: x}"
    least = cost("events:\n" + f"{good}\n" * MANY)
    for slip in ("titel: A", "figures: {killed: 3.000}", "after: nothing", "x: b: c"):
        assert cost("events:\n" + f"{good[:-1]}, {slip}}}\n" * MANY) < 6 * least + 0.3, slip


def test_a_run_of_blanks_comes_to_an_end():
    """A pattern that tries each blank with each other one would take hours for a million."""
    for record in ("W- a", "W#", 'sources: "a > bWc"', 'location: "a <- bWc"', "date: 2021W/W2022"):
        text = f"events:\n  - {record}\n".replace("W", " " * 1_000_000)
        assert len(load_text(text).events) == 1
