"""Changes of files as a poll sees them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from timeline_tui.core.watch import Watcher, yaml_files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.yaml"
    path.write_text("events: []\n")
    return path


def looks(watcher: Watcher) -> list[bool]:
    return [watcher.look() for _ in range(3)]


def test_a_change_is_reported_once_when_two_looks_agree(file: Path) -> None:
    watcher = Watcher([file])
    assert looks(watcher) == [False, False, False]
    file.write_text("events: [a]\n")  # another size
    assert looks(watcher) == [False, True, False]
    os.utime(file, ns=(1, 1))
    assert looks(watcher) == [False, True, False]
    file.with_name("new").write_bytes(file.read_bytes())
    os.utime(file.with_name("new"), ns=(1, 1))
    file.with_name("new").replace(file)  # another inode
    assert looks(watcher) == [False, True, False]


def test_a_save_under_way_waits_until_it_rests(file: Path) -> None:
    watcher, seen = Watcher([file]), []
    for text in ("", "a", "ab", "ab"):
        file.write_text(text)
        os.utime(file, ns=(1, 1))
        seen.append(watcher.look())
    assert seen == [False, False, False, True]


def test_a_file_that_is_gone_for_one_look_did_not_change(file: Path) -> None:
    watcher, away = Watcher([file]), file.with_name("away")
    file.rename(away)
    assert watcher.look() is False
    away.rename(file)
    assert looks(watcher) == [False, False, False]


def test_a_file_that_goes_and_comes_back_is_two_changes(file: Path) -> None:
    watcher = Watcher([file])
    file.unlink()
    assert looks(watcher) == [False, True, False]
    file.write_text("events: [b]\n")
    assert looks(watcher) == [False, True, False]


def test_what_is_accepted_is_not_reported(file: Path) -> None:
    watcher = Watcher([file])
    file.write_text("events: [a]\n")
    watcher.look()
    watcher.accept()
    assert looks(watcher) == [False, False, False]


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
    (tmp_path / "d.yaml").mkdir()
    assert looks(watcher) == [False, False, False]
    assert yaml_files(tmp_path) == ()
