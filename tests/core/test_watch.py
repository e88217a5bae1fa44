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


def looks(watcher: Watcher) -> list[bool]:
    return [watcher.look() for _ in range(3)]


def test_a_real_file_written_in_place_or_replaced_by_rename(tmp_path: Path) -> None:
    file, new = tmp_path / "events.yaml", tmp_path / "events.yaml.new"
    file.write_text("events: []\n")
    watcher = Watcher([file])
    assert looks(watcher) == [False, False, False]
    file.write_text("events: [a]\n")
    assert looks(watcher) == [False, True, False]
    new.write_text("events: [a]\n")
    new.replace(file)
    assert looks(watcher) == [False, True, False]


def test_a_folder_reports_yaml_files_that_come_go_and_change(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    watcher = Watcher([folder])
    changes = [
        lambda: (folder / "a.yaml").write_text("1"),
        lambda: (folder / "b.yml").write_text("1"),
        lambda: (folder / "a.yaml").write_text("12"),
        lambda: (folder / "a.yaml").unlink(),
        lambda: folder.rename(tmp_path / "other"),
    ]
    for change in changes:
        change()
        assert looks(watcher) == [False, True, False]


def test_a_folder_does_not_mind_what_editors_leave_beside_the_file(tmp_path: Path) -> None:
    watcher = Watcher([tmp_path])
    (tmp_path / ".#a.yaml").symlink_to("someone@host.1")
    (tmp_path / "a.yaml~").write_text("1")
    (tmp_path / "notes.txt").write_text("1")
    (tmp_path / "d.yaml").mkdir()
    assert looks(watcher) == [False, False, False]
    assert yaml_files(tmp_path) == ()
