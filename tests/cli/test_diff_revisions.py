"""`timeline diff` with what git has: revisions, the index, folders, and what it must not do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT

from timeline_tui.core.diff import differences
from timeline_tui.core.loading import load
from timeline_tui.core.timeline import Timeline
from timeline_tui.revisions import RevisionError, is_revision, read

ONE = "- {date: 2021, title: One}\n"
TWO = f"{ONE}- {{date: 2022, title: Two}}\n"
THREE = f"{TWO}- {{date: 2023, title: Three}}\n"
COMMITS = [
    {"events.yaml": ONE, "cases/a.yaml": ONE, "cases/b.yaml": "- {date: 2022, title: B}\n"},
    {"events.yaml": TWO, "cases/a.yaml": TWO, "cases/c.yaml": "- {date: 2024, title: C}\n"},
]


def timeline(name: str) -> Timeline:
    named = is_revision(name) and not os.path.lexists(name)
    return load(read(name) if named else [Path(name)])


def told(old: str, new: str) -> str:
    """What came, as `+ title`, and went, as `- title`."""
    changes = differences(timeline(old), timeline(new)).events
    return "; ".join(f"{'-' if one.new is None else '+'} {one.shown.title}" for one in changes)


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)


def commit() -> None:
    git("add", ".")
    git("commit", "-q", "-m", "one: a commit")


@pytest.fixture(autouse=True)
def repository(tmp_path, monkeypatch):
    """Two commits: one event, then two; one more in the index and in the files."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    for name in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", os.devnull)
    folder = tmp_path / "repository"
    (folder / "cases").mkdir(parents=True)
    monkeypatch.chdir(folder)
    git("init", "-q", "-b", "main")
    for texts in COMMITS:
        for name, text in texts.items():
            (folder / name).write_text(text)
        commit()
    git("tag", "v1", "HEAD~1")
    (folder / "events.yaml").write_text(THREE)
    git("add", "events.yaml")
    (folder / "events.yaml").write_text(f"{THREE}- {{date: 2024, title: Four}}\n")
    return folder


def test_a_revision_stands_for_the_files_it_has(repository, monkeypatch):
    for folder, old, new, expected in [
        (".", "HEAD~1:events.yaml", "HEAD:events.yaml", "+ Two"),
        (".", "HEAD:events.yaml", ":events.yaml", "+ Three"),
        (".", ":0:events.yaml", "events.yaml", "+ Four"),
        (".", "main^{/one: a}:events.yaml", "HEAD:./events.yaml", ""),
        (".", "v1:cases", "HEAD:cases/", "+ Two; + C"),
        (".", "v1:", "HEAD:", "+ Two; + Two; + C"),
        ("cases", "v1:./a.yaml", "a.yaml", "+ Two"),
        ("cases", "v1:events.yaml", "../events.yaml", "+ Two; + Three; + Four"),
    ]:
        monkeypatch.chdir(repository / folder)
        assert told(old, new) == expected, (old, new)


def test_what_git_does_not_have_is_said_in_one_line(repository, monkeypatch):
    (repository / "texts").mkdir()
    (repository / "texts" / "a.txt").write_text("x")
    commit()
    for name, said in [
        *(
            (name, "git has no such revision or file")
            for name in ("HEAD:evnts.yaml", "nonsense:a", ":d.yaml")
        ),
        ("HEAD:../x", "is outside repository"),
        ("HEAD:texts", "no file that ends in"),
    ]:
        with pytest.raises(RevisionError) as error:
            timeline(name)
        assert said in str(error.value)
    assert not any(map(is_revision, ("HEAD\0:a", "HEAD\n:a", "events.yaml")))
    names = (r"C:\case\a.yaml", "c:/a.yaml", "HEAD:a.yaml", ":a.yaml")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "platform", "win32")
        assert [*map(is_revision, names)] == [False, False, True, True]
    monkeypatch.chdir(repository.parent)
    with pytest.raises(RevisionError, match="this folder is in no git repository"):
        timeline("HEAD:events.yaml")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is needed for this, and cannot be started"):
        timeline("HEAD:events.yaml")


def test_no_word_is_an_option_of_git_and_no_other_program_runs(repository):
    ran = repository / "ran"
    for name in (f"--output={ran}:events.yaml", f"HEAD:--output={ran}", "--all:events.yaml"):
        with pytest.raises(RevisionError):
            timeline(name)
    (repository / ".gitattributes").write_text("*.yaml diff=spy filter=spy\n")
    for key in ("diff.spy.textconv", "diff.spy.command", "filter.spy.smudge", "core.fsmonitor"):
        git("config", key, f"touch {ran}; cat")
    assert told("v1:events.yaml", "HEAD:events.yaml") == "+ Two"
    assert told("HEAD:cases", "v1:cases") == "- Two; - C"
    assert not ran.exists()


def test_a_link_is_followed_inside_the_revision(repository):
    (repository / "link.yaml").symlink_to("cases/a.yaml")
    (repository / "cases" / "same.yaml").symlink_to("a.yaml")
    (repository / "out.yaml").symlink_to(ROOT / "sample_events.yaml")
    commit()
    assert told("v1:events.yaml", "HEAD:link.yaml") == "+ Two"
    with pytest.raises(RevisionError, match="git has no such revision or file"):
        timeline("HEAD:out.yaml")
    assert timeline("v1:cases").files == ("v1:cases/a.yaml", "v1:cases/b.yaml")
    assert "HEAD:cases/same.yaml" in timeline("HEAD:cases").files
