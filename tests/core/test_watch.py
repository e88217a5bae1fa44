"""Changes of files as a poll sees them."""

import os
from pathlib import Path

import pytest

from timeline_tui.core.watch import Watcher, yaml_files


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.yaml"
    path.write_text("events: []\n")
    return path


def looks(watcher: Watcher) -> list[bool]:
    return [watcher.look() for _ in range(3)]


def moved(file: Path, text: str) -> None:
    """A save by another file that takes the place of this one."""
    file.with_name("new").write_text(text)
    os.utime(file.with_name("new"), ns=(1, 1))
    file.with_name("new").replace(file)


CHANGES = [  # what is done, then whether each of three looks reports a change
    (lambda file: None, "---"),
    (lambda file: file.write_text("events: [a]\n"), "-x-"),  # another size
    (lambda file: os.utime(file, ns=(1, 1)), "-x-"),
    (lambda file: moved(file, "events: [a]\n"), "-x-"),  # another inode
    (lambda file: file.unlink(), "-x-"),
    (lambda file: file.write_text("events: [b]\n"), "-x-"),  # it is back
]


def test_a_change_is_reported_once_when_two_looks_agree(file):
    watcher = Watcher([file])
    for change, expected in CHANGES:
        change(file)
        assert "".join("x" if one else "-" for one in looks(watcher)) == expected


def test_what_rests_is_reported_and_what_is_accepted_or_back_at_the_next_look_is_not(file):
    watcher, seen, away = Watcher([file]), [], file.with_name("away")
    for text in ("", "a", "ab", "ab"):
        file.write_text(text)
        os.utime(file, ns=(1, 1))
        seen.append(watcher.look())
    assert seen == [False, False, False, True]
    file.rename(away)
    assert watcher.look() is False
    away.rename(file)
    assert looks(watcher) == [False, False, False]
    file.write_text("events: [a]\n")
    watcher.look()
    watcher.accept()
    assert looks(watcher) == [False, False, False]


def test_a_folder_reports_yaml_files_that_come_go_and_change(tmp_path):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / ".#a.yaml").symlink_to("someone@host.1")  # what editors leave beside a file
    (folder / "a.yaml~").write_text("1")
    (folder / "d.yaml").mkdir()
    assert yaml_files(folder) == ()
    watcher = Watcher([folder])
    for change in (
        lambda: (folder / "a.yaml").write_text("1"),
        lambda: (folder / "b.yml").write_text("1"),
        lambda: (folder / "a.yaml").write_text("12"),
        lambda: (folder / "a.yaml").unlink(),
        lambda: folder.rename(tmp_path / "other"),
    ):
        (folder / "c.yaml~").write_text("1")
        change()
        assert looks(watcher) == [False, True, False]
