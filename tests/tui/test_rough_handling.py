"""The screen while files, names, editors and the terminal misbehave: it draws, answers, leaves."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.app import App

from timeline_tui.core.loading import Loaded, Progress, load
from timeline_tui.settings import Settings
from timeline_tui.tui.app import TimelineApp
from timeline_tui.tui.editing import edit_at
from timeline_tui.words.spans import text_of

TWO = "events:\n  - date: 2021-07-26\n    title: First\n  - date: 2021-07-27\n    title: Second\n"


def _replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _replaced_by_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _replaced_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


UNREADABLE = [
    Path.unlink,
    _replaced_by_folder,
    _replaced_by_loop,
    pytest.param(
        _replaced_by_pipe,
        marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here"),
    ),
    lambda path: path.write_bytes(bytes(5000)),
    lambda path: path.write_bytes(TWO.encode("utf-16")),
    lambda path: path.write_bytes(b"\xff\xfa\x00 a"),
    lambda path: path.parent.rename(path.parent.with_name("elsewhere")),
]


def facts(screen) -> str:
    return text_of(screen.main.bar.status.facts)


@pytest.mark.parametrize("damage", UNREADABLE)
async def test_what_was_read_stays_until_the_file_is_back(opened, tmp_path: Path, damage) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "events.yaml"
    path.write_text(TWO)
    async with opened(path=path) as screen:
        await screen.press("j")
        damage(path)
        await screen.press("r")
        await screen.until(lambda: "What was read last stays" in screen.message)
        assert len(screen.shown) == 2
        await screen.until(lambda: "the file cannot be read" in facts(screen))
        await screen.press("exclamation_mark")
        assert screen.app.screen.query_one("ItemLines").render_line(0).text.startswith(" error")
        await screen.press("escape")
        shutil.rmtree(tmp_path / "elsewhere", ignore_errors=True)
        folder.mkdir(exist_ok=True)
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_text(TWO + "  - date: 2021-07-28\n    title: Third\n")
        await screen.press("r")
        await screen.until(lambda: len(screen.shown) == 3)
        assert "cannot be read" not in facts(screen)


async def test_a_file_that_cannot_be_read_at_first_is_shown_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    path = tmp_path / "events.yaml"
    path.write_bytes(bytes(5000))
    app = TimelineApp([path])
    async with app.run_test(size=(80, 24)) as pilot:
        while app.main.unreadable is None:
            await pilot.pause(0.05)
        await pilot.pause()
        chronology = app.main.chronology
        said = " ".join(chronology.render_line(y).text.strip() for y in range(8))
        assert "as soon as it can be read" in said
        path.write_text(TWO)
        await pilot.press("j", "r")
        while app.main.view is None:
            await pilot.pause(0.05)
        assert app.main.view.shown == 2


@pytest.mark.parametrize(
    ("data", "rows"),
    [(b"", 0), (TWO.encode()[:-20], 2), (b"[" * 100_000, 1)],
)
async def test_a_half_written_file_shows_what_it_has(opened, data: bytes, rows: int) -> None:
    async with opened(TWO) as screen:
        screen.path.write_bytes(data)
        await screen.press("r")
        await screen.until(lambda: len(screen.shown) == rows and "Read again" in screen.message)
        await screen.press("j", "5", "G", "exclamation_mark", "escape", "1", "z", "escape")
        assert screen.app.is_running


@pytest.mark.parametrize(
    "name",
    ["e\x1b[31mred\x1b]0;title\x07.yaml", "[bold]x[@click=app.quit].yaml", "line\nend\t.yaml"],
)
async def test_a_file_name_never_acts_on_the_terminal(opened, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("events:\n  - date: 2021\n    titel: A typing error\n")
    async with opened(path=path) as screen:
        await screen.press("j")
        event = [*screen.lines("#event"), *screen.lines("#chronology-rule")]
        path.unlink()
        await screen.press("r")
        await screen.until(lambda: "stays" in screen.message)
        drawn = [*event, *screen.lines("#event"), *screen.lines("StatusLine")]
        assert all(line.isprintable() for line in drawn)
        assert "yaml" in "".join(line.strip() for line in drawn)  # a long path is broken anywhere


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
async def test_a_file_name_that_is_no_text_is_drawn(opened, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xff.yaml")
    path.write_text(TWO)
    async with opened(path=path) as screen:
        "\n".join(screen.lines("#event")).encode()
        assert "‹0xFF›" in "".join(line.strip() for line in screen.lines("#event"))


async def test_a_theme_and_a_query_never_act_on_the_terminal(opened) -> None:
    settings = Settings(theme="\x1b[31m[bold]")
    async with opened(TWO, settings=settings, query="␛[31m[bold]x[/]") as screen:
        await screen.until(lambda: "There is no theme" in screen.message)
        assert "␛[31m[bold]" in screen.lines("StatusLine")[0]
        assert screen.shown == []
        await screen.press("0")
        assert len(screen.shown) == 2


async def test_an_endless_title_is_drawn_and_searched(opened) -> None:
    text = TWO + f"  - date: 2021-07-28\n    title: {'x' * 300_000}\n"
    async with opened(text) as screen:
        await screen.press("G", "k", "G")
        await screen.press("slash", "x", "enter")
        assert len(screen.shown) == 1


async def test_sizes_that_hold_nothing(opened) -> None:
    async with opened(TWO) as screen:
        for size in ((20, 5), (1, 1), (200, 2), (120, 40)):
            await screen.pilot.resize_terminal(*size)
            await screen.press("j", "slash", "escape", "question_mark", "escape", "z")
        await screen.press("escape")
        assert any("First" in line for line in screen.lines("#chronology"))


# A state that cannot be kept


@pytest.fixture
def nowhere(opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the state is to be kept: a folder stands there."""
    place = tmp_path / "folder" / "state.json"
    place.mkdir(parents=True)
    monkeypatch.setenv("TIMELINE_STATE", str(place))
    return place


async def test_a_query_that_cannot_be_saved_is_not_announced_as_saved(opened, nowhere) -> None:
    async with opened(TWO, query="first", size=(80, 24)) as screen:
        for name in ("one", "two"):
            await screen.press("s")
            await screen.type(name)
            await screen.press("enter")
            said = " ".join(line.strip() for line in screen.lines("StatusLine"))
            assert said.startswith(
                "The state cannot be written: it is not a file. Set TIMELINE_STATE to another file"
            )
        await screen.press("0", "S", "enter")  # until the program is left it is there
        assert screen.query == "first"


async def test_that_marks_and_queries_are_not_kept_is_said_once_at_the_start(
    opened, nowhere
) -> None:
    async with opened(TWO) as screen:
        assert "cannot be written" in screen.message
        screen.main.bar.status.message = ()
        await screen.press("m", "slash", "f", "enter", "m")
        assert screen.message == ""
        nowhere.rmdir()
        await screen.press("m")
    async with opened(TWO) as screen:
        assert len(screen.main.session.marked) == 1
        assert screen.main.memory.state.history == ("f",)


# The editor


class Lent:
    """A terminal that can be lent; as in Textual, an exception on the way would keep it lent."""

    def __init__(self) -> None:
        self.is_lent = False

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.is_lent = True
        yield
        self.is_lent = False


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor", "no-such-editor does not start: No such file"),
        ("/", "/ does not start"),
        ("a\0b", "does not start: embedded null byte"),
        ("code\0", "does not start: embedded null byte"),
        ("'unclosed", "does not start"),
        ("false", "false ended with code 1"),
        ("true", ""),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="other programs there")
def test_an_editor_that_fails_gives_the_terminal_back(
    tmp_path: Path, editor: str, said: str
) -> None:
    app = Lent()
    wrong = edit_at(app, editor, tmp_path / "events.yaml", 1, 1)  # type: ignore[arg-type]
    assert said in wrong
    assert bool(said) == bool(wrong)
    assert not app.is_lent


# While the file is read for the first time


async def test_what_is_asked_before_the_file_was_read_is_shown_once_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    go_on = Event()

    def slow(*arguments: object) -> Loaded:
        go_on.wait(20)
        return load(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("timeline_tui.core.loading.load", slow)
    path = tmp_path / "events.yaml"
    path.write_text(TWO)
    app = TimelineApp([path])
    async with app.run_test() as pilot:
        # Every key, on nothing at all
        await pilot.press(
            *"jkgG]}nmNxuoywe'!", "escape", "2", "enter", "z", "z", "1", "less_than_sign"
        )
        await pilot.press("slash", *"second", "enter", "j")
        go_on.set()
        while app.main.view is None:
            await pilot.pause(0.05)
        assert [app.main.view.event(row).title for row in range(app.main.view.shown)] == ["Second"]
        assert str(app.main.asked) == "second"


# Leaving


async def test_leaving_does_not_wait_for_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMELINE_STATE", str(tmp_path / "state.json"))
    ended: list[str] = []

    def endless(paths: Sequence[Path], last: object, progress: Progress) -> None:
        try:
            for done in range(1000):
                time.sleep(0.01)
                progress(done, 1000)
            ended.append("read to the end")
        except Exception:
            ended.append("broken off")
            raise

    monkeypatch.setattr("timeline_tui.core.loading.load", endless)
    path = tmp_path / "events.yaml"
    path.write_text(TWO)
    app: App[None] = TimelineApp([path])
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        await pilot.press("q")
    deadline = time.monotonic() + 5
    while not ended and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ended == ["broken off"]
    assert app.return_code == 0
