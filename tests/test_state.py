"""What is remembered: values, the file, other windows, and what can be wrong with them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import ROOT

from timeline_tui.core.loading import load_text
from timeline_tui.core.renaming import found_again
from timeline_tui.state import HISTORY_LIMIT, State, keep, load_state, state_path

CASE = Path("/case/a.yaml")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "deep" / "state.json"


def kept(file: Path, change: Callable[[State], State]) -> State:
    state, problems = keep(change, file)
    assert problems == ()
    assert load_state(file) == (state, ())
    return state


def test_everything_comes_back_and_nothing_is_there_at_first(file, tmp_path):
    assert load_state(file) == (State(), ())
    assert not file.parent.exists()
    state = (
        State()
        .opened([tmp_path / "ایران.yaml", Path("here.yaml"), Path(os.fsdecode(b"/case/\xff.yaml"))])
        .queried("heli")
        .kept("disputed ones", "is:disputed", Path("a.yaml"))
        .marked(CASE, {"one": ("2021", "One"), "two": ("", "\udcff"), "three": ("", "")})
        .marked(CASE, {"three": None})
    )
    assert kept(file, lambda _: state) == state
    assert state.last[:2] == (str(tmp_path / "ایران.yaml"), str(Path.cwd() / "here.yaml"))
    assert state.marks_in(CASE) == {"one": ("2021", "One"), "two": ("", "\udcff")}
    assert state.marks_in(Path("b.yaml")) == {}
    assert file.stat().st_mode & 0o077 == 0


def test_history_keeps_each_query_once_newest_last_and_is_bounded():
    state = State()
    for query in ("a", "b", " a ", "", "c", "b"):
        state = state.queried(query)
    assert state.history == ("a", "c", "b")
    state = State(history=tuple(map(str, range(HISTORY_LIMIT)))).queried("new")
    assert (len(state.history), state.history[0], state.history[-1]) == (HISTORY_LIMIT, "1", "new")


def test_two_processes_that_keep_things_at_the_same_moment_lose_nothing(file):
    code = """if True:
        import sys
        from pathlib import Path
        from timeline_tui.state import keep
        who, file = sys.argv[1], Path(sys.argv[2])
        for number in range(50):
            ids = {f"{who}{number}": ("2021", who)}
            assert keep(lambda old: old.marked(file, ids), file)[1] == ()"""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    windows = [
        subprocess.Popen([sys.executable, "-c", code, who, str(file)], env=environ) for who in "ab"
    ]
    assert [window.wait(timeout=60) for window in windows] == [0, 0]
    marks = load_state(file)[0].marks_in(file)
    assert marks == {f"{who}{n}": ("2021", who) for who in "ab" for n in range(50)}


def test_a_file_that_does_not_read_is_an_empty_state_and_never_written_over(file):
    file.parent.mkdir()
    for content in (
        *(b"", b"\xff\xfe", b"null", b'{"history": [1]}', b'{"saved": {"a": 1}}'),
        *(b'{"saved": []}', b'{"marks": {"/a": {"b": 1}}}', b"[" * 100_000),
        *(b'{"marks": {"/a": {"b": ["2021"]}}}', b'{"marks": {"/a": {"b": "21"}}}'),
    ):
        file.write_bytes(content)
        state, (problem,) = keep(lambda state: state.queried("a"), file)
        assert (problem.severity, problem.code, problem.file) == ("error", "state", str(file))
        assert state == State(history=("a",))
        assert load_state(file) == (State(), (problem,))
        assert file.read_bytes() == content
    file.write_text('{"history": ["a"], "from a later version": {}}')
    assert load_state(file) == (State(history=("a",)), ())
    file.write_text('{"marks": {"/case/a.yaml": ["one"]}}')  # as they were kept at first
    assert load_state(file)[0].marks_in(CASE) == {"one": ("", "")}


def test_a_mark_finds_its_event_under_another_title():
    for kept, found in [
        (("2021-07-26", "Kaldar falls"), "2021-07-26-kaldar-fell"),
        (("2021-07-26", "Kaldar fell"), "2021-07-26-kaldar-fell"),
        (("2021-07-25", "KALDAR  fell"), "2021-07-26-kaldar-fell"),  # another date
        (("2021-07-25", "Kaldar falls"), ""),  # another date and title
        (("2021-07-26", "Elders speak"), ""),
        (("2021-07", "Shelling"), "shelled"),  # two have the title, one of them the date
        (("2021-06", "Shelling"), ""),
        (("when?", "Undatd"), "when-undated"),
        (("2021-07-26", "Kept"), ""),  # which is marked itself
        (("", ""), ""),
    ]:
        timeline = load_text(
            "events:\n"
            "  - {date: 2021-07-26, title: Kaldar fell}\n"
            "  - {date: 2021-07-26, title: Talks begin}\n"
            "  - {date: 2021-07-26, title: Kept, id: kept}\n"
            "  - {date: 2021-07, title: Shelling, id: shelled}\n"
            "  - {date: 2021-08, title: Shelling}\n"
            "  - {date: when?, title: Undated}\n"
        )
        marks = {"old": kept, "kept": ("2021-07-26", "Kept")}
        assert found_again(timeline, marks) == ({"old": found} if found else {})


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path):
    file, folder, loop = (tmp_path / name for name in ("file", "folder", "loop"))
    file.touch()
    folder.mkdir()
    loop.symlink_to(loop)
    for place in (file / "state.json", folder, loop):
        state, problems = keep(lambda state: state.queried("a"), place)
        assert state.history == ("a",)
        assert {(problem.severity, problem.code) for problem in problems} == {("error", "state")}
        assert "TIMELINE_STATE" in problems[0].hint


def test_a_link_to_the_state_stays_a_link_and_the_environment_names_the_place(tmp_path):
    link, target = tmp_path / "state.json", tmp_path / "dotfiles.json"
    link.symlink_to(target)
    kept(link, lambda state: state.queried("a"))
    assert link.is_symlink()
    assert load_state(target)[0].history == ("a",)
    assert state_path({"TIMELINE_STATE": "/elsewhere/s.json"}) == Path("/elsewhere/s.json")
    assert state_path({}).parts[-2:] == ("timeline", "state.json")
