"""Changes of files as a poll sees them, with a made-up file system and with the real one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from timeline_tui.core.watch import Watcher, yaml_files

FILE = Path("events.yaml")


@dataclass(frozen=True)
class Status:
    st_mtime_ns: int = 1
    st_size: int = 100
    st_ino: int = 7
    st_mode: int = 0o100644


@dataclass
class Disk:
    """A file system of one file; None: it is not there."""

    now: Status | None = field(default_factory=Status)

    def stat(self, path: Path) -> Status:
        assert path == FILE
        if self.now is None:
            raise FileNotFoundError(path)
        return self.now


def reports(disk: Disk, *states: Status | None) -> list[bool]:
    """What each look says while the file goes through `states`."""
    watcher = Watcher([FILE], disk.stat)
    seen = []
    for state in states:
        disk.now = state
        seen.append(watcher.look())
    return seen


SAME = Status()


@pytest.mark.parametrize(
    "changed",
    [
        replace(SAME, st_mtime_ns=2),
        replace(SAME, st_size=101),
        replace(SAME, st_ino=8),
        None,
    ],
)
def test_a_change_is_reported_once_when_two_looks_agree(changed: Status | None) -> None:
    assert reports(Disk(), SAME, changed, changed, changed, changed) == [
        False, False, True, False, False,
    ]  # fmt: skip


def test_a_save_under_way_waits_until_it_rests() -> None:
    growing = [replace(SAME, st_size=size) for size in (0, 40, 80, 120, 120)]
    assert reports(Disk(), *growing) == [False, False, False, False, True]


def test_a_file_that_is_gone_for_one_look_did_not_change() -> None:
    assert reports(Disk(), None, SAME, SAME) == [False, False, False]


def test_a_replaced_file_is_one_change_although_it_was_gone_between() -> None:
    new = replace(SAME, st_ino=9)
    assert reports(Disk(), None, new, new, new) == [False, False, True, False]


def test_a_file_that_was_deleted_and_comes_back_is_two_changes() -> None:
    assert reports(Disk(), None, None, SAME, SAME) == [False, True, False, True]


def test_a_file_that_was_not_there_at_first() -> None:
    assert reports(Disk(None), None, SAME, SAME) == [False, False, True]


def test_what_is_accepted_is_not_reported() -> None:
    disk = Disk()
    watcher = Watcher([FILE], disk.stat)
    disk.now = replace(SAME, st_size=5)
    watcher.look()
    watcher.accept()
    assert [watcher.look(), watcher.look()] == [False, False]


def test_a_real_file_replaced_by_rename(tmp_path: Path) -> None:
    file, new = tmp_path / "events.yaml", tmp_path / "events.yaml.new"
    file.write_text("events: []\n")
    new.write_text("events: []\n")
    watcher = Watcher([file])
    assert [watcher.look(), watcher.look()] == [False, False]
    new.replace(file)
    assert [watcher.look(), watcher.look(), watcher.look()] == [False, True, False]


def test_a_real_file_written_in_place(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    file.write_text("events: []\n")
    watcher = Watcher([file])
    file.write_text("events: [a]\n")
    assert [watcher.look(), watcher.look(), watcher.look()] == [False, True, False]


def test_a_folder_reports_yaml_files_that_come_go_and_change(tmp_path: Path) -> None:
    watcher = Watcher([tmp_path])
    changes = [
        lambda: (tmp_path / "a.yaml").write_text("1"),
        lambda: (tmp_path / "b.yml").write_text("1"),
        lambda: (tmp_path / "a.yaml").write_text("12"),
        lambda: (tmp_path / "a.yaml").unlink(),
    ]
    for change in changes:
        change()
        assert [watcher.look(), watcher.look(), watcher.look()] == [False, True, False]


def test_a_folder_does_not_mind_what_editors_leave_beside_the_file(tmp_path: Path) -> None:
    watcher = Watcher([tmp_path])
    (tmp_path / ".#a.yaml").symlink_to("someone@host.1")
    (tmp_path / "a.yaml~").write_text("1")
    (tmp_path / "notes.txt").write_text("1")
    assert [watcher.look(), watcher.look()] == [False, False]


def test_a_folder_that_is_deleted_is_one_change(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.yaml").write_text("1")
    watcher = Watcher([folder])
    (folder / "a.yaml").unlink()
    folder.rmdir()
    assert [watcher.look(), watcher.look(), watcher.look()] == [False, True, False]


def test_the_files_of_a_folder_stand_in_name_order(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", ".hidden.yaml"):
        (tmp_path / name).write_text("1")
    (tmp_path / "d.yaml").mkdir()
    assert [file.name for file in yaml_files(tmp_path)] == ["a.yml", "b.yaml"]
