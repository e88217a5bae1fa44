"""What is remembered: values, the file, other instances, and what can be wrong with them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from timeline_tui.state import HISTORY_LIMIT, State, load_state, save_state, state_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "state.json"


def saved(state: State, file: Path, since: State | None = None) -> State:
    united, problems = save_state(state, since, file)
    assert problems == ()
    assert load_state(file) == (united, ())
    return united


def test_nothing_is_remembered_at_first(file: Path) -> None:
    assert load_state(file) == (State(), ())
    assert not file.parent.exists()


def test_everything_comes_back(file: Path, tmp_path: Path) -> None:
    state = (
        State()
        .opened([tmp_path / "ایران.yaml", Path("here.yaml")])
        .queried("heli")
        .kept("disputed ones", "is:disputed")
        .marked(tmp_path / "a.yaml", ["one", "two"])
    )
    assert saved(state, file) == state
    assert state.last == (str(tmp_path / "ایران.yaml"), str(Path.cwd() / "here.yaml"))
    assert state.marks_in(tmp_path / "a.yaml") == {"one", "two"}
    assert state.marks_in(tmp_path / "b.yaml") == frozenset()


def test_a_file_name_that_is_no_unicode_comes_back(file: Path) -> None:
    state = State(last=(os.fsdecode(b"/case/\xff.yaml"),))
    assert saved(state, file) == state


def test_history_keeps_each_query_once_newest_last() -> None:
    state = State()
    for query in ("a", "b", " a ", "", "c", "b"):
        state = state.queried(query)
    assert state.history == ("a", "c", "b")


def test_history_is_bounded() -> None:
    state = State(history=tuple(map(str, range(HISTORY_LIMIT)))).queried("new")
    assert len(state.history) == HISTORY_LIMIT
    assert (state.history[0], state.history[-1]) == ("1", "new")


def test_saving_again_drops_what_was_removed(file: Path) -> None:
    case = Path("/case/a.yaml")
    first = saved(State().kept("a", "x").kept("b", "y").marked(case, ["1", "2"]), file)
    second = saved(first.forgotten("a").marked(case, ["2"]).queried("q"), file, first)
    assert (second.saved, second.marks_in(case)) == ({"b": "y"}, {"2"})
    assert saved(second.marked(case, []), file, second).marks == {}


def test_two_instances_lose_nothing_of_each_other(file: Path) -> None:
    case = Path("/case/a.yaml")
    since = saved(State(history=("a", "b")).kept("x", "1").kept("y", "1").marked(case, ["m"]), file)
    saved(since.queried("c").kept("x", "2").marked(case, ["m", "n"]), file, since)
    other = since.queried("a").queried("d").forgotten("y").kept("z", "3").marked(case, ["o"])
    united = saved(other, file, since)
    assert united.history == ("b", "c", "a", "d")
    assert united.saved == {"x": "2", "z": "3"}
    assert united.marks_in(case) == {"n", "o"}


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("/mine",), ("/theirs",), ("/mine",)),
        (("/old",), ("/theirs",), ("/theirs",)),
    ],
)
def test_the_file_opened_last_is_the_one_that_changed(
    file: Path, mine: tuple[str, ...], theirs: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    since = saved(State(last=("/old",)), file)
    saved(State(last=theirs), file, since)
    assert saved(State(last=mine).queried("q"), file, since).last == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"history": "text"}',
        b'{"history": [1]}',
        b'{"saved": {"a": 1}}',
        b'{"saved": []}',
        b'{"marks": {"/a": {"b": 1}}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_file_is_set_aside_and_a_new_one_begun(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    state, problems = load_state(file)
    assert state == State()
    assert [(problem.severity, problem.file) for problem in problems] == [("warning", str(file))]
    assert "state.json.broken" in problems[0].hint
    assert file.with_name("state.json.broken").read_bytes() == content
    saved(State(history=("a",)), file)


def test_a_file_broken_while_the_program_runs_is_set_aside_when_saving(file: Path) -> None:
    since = saved(State(history=("a",)), file)
    file.write_text("{")
    united, problems = save_state(since.queried("b"), since, file)
    assert len(problems) == 1
    assert load_state(file) == (united, ())
    assert united.history[-1] == "b"


def test_unknown_keys_do_no_harm(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(json.dumps({"history": ["a"], "from a later version": {}}))
    assert load_state(file) == (State(history=("a",)), ())


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    place = tmp_path / "file" / "state.json"
    state, problems = save_state(State(history=("a",)), None, place)
    assert state.history == ("a",)
    assert [(problem.severity, problem.code) for problem in problems] == [("error", "state")]
    assert "TIMELINE_STATE" in problems[0].hint
    assert load_state(place)[0] == State()


def test_a_state_that_cannot_be_read_is_not_replaced(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(State(history=("a",)), file)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as locked:
        locked.setattr("timeline_tui.state.Path.open", refuse)
        _, problems = save_state(State(history=("b",)), None, file)
    assert [problem.message for problem in problems] == [
        "The state cannot be read: permission denied"
    ]
    assert load_state(file)[0].history == ("a",)


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = saved(State(history=("a",)), file)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("timeline_tui.state.json.dump", full)
    state, problems = save_state(since.queried("b"), since, file)
    assert state.history == ("a", "b")
    assert "no space left on device" in problems[0].message
    assert load_state(file)[0] == since
    assert [path.name for path in file.parent.iterdir()] == ["state.json"]


def test_a_link_to_the_state_stays_a_link(tmp_path: Path) -> None:
    link, target = tmp_path / "state.json", tmp_path / "dotfiles.json"
    link.symlink_to(target)
    saved(State(history=("a",)), link)
    assert link.is_symlink()
    assert load_state(target)[0].history == ("a",)


def test_a_link_to_itself_is_a_problem(tmp_path: Path) -> None:
    link = tmp_path / "state.json"
    link.symlink_to(link)
    load_state(link)
    assert save_state(State(history=("a",)), None, link)[1]


def test_the_environment_names_the_place() -> None:
    assert state_path({"TIMELINE_STATE": "/elsewhere/s.json"}) == Path("/elsewhere/s.json")
    assert state_path({}).parts[-2:] == ("timeline", "state.json")
