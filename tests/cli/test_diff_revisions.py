"""`timeline diff` with what git has: revisions, the index, folders, and what it must not do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from timeline_tui.core.diff import differences
from timeline_tui.core.loading import load
from timeline_tui.core.timeline import Timeline
from timeline_tui.revisions import RevisionError, read, revision

SAMPLE = Path(__file__).parents[2] / "sample_events.yaml"
ONE, TWO = (
    "- {date: 2021, title: One}\n",
    "- {date: 2021, title: One}\n- {date: 2022, title: Two}\n",
)


def timeline(name: str) -> Timeline:
    wanted = None if os.path.lexists(name) else revision(name)
    return load([Path(name)]) if wanted is None else load(read(wanted))


def told(old: str, new: str) -> str:
    """What came, as `+ title`, and went, as `- title`."""
    changes = differences(timeline(old), timeline(new)).events
    return "; ".join(f"{'-' if one.new is None else '+'} {one.shown.title}" for one in changes)


class Repository:
    """A repository in a folder; `commit` writes files and commits them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str) -> None:
        who = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
        }
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environ = {**os.environ, **who, **nobody}
        command = ["git", *words]
        subprocess.run(command, cwd=self.folder, env=environ, check=True, capture_output=True)

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            path = self.folder / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, **texts: str) -> None:
        self.write(**texts)
        self.git("add", ".")
        self.git("commit", "-q", "-m", "one: a commit")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """Two commits: one event, then two; one more in the index and in the files."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "repository"
    folder.mkdir()
    monkeypatch.chdir(folder)
    three = f"{TWO}- {{date: 2023, title: Three}}\n"
    made = Repository(folder)
    made.commit(events=ONE, cases__a=ONE, cases__b="- {date: 2022, title: B}\n")
    made.git("tag", "v1")
    made.commit(events=TWO, cases__a=TWO, cases__c="- {date: 2024, title: C}\n")
    made.write(events=three)
    made.git("add", "events.yaml")
    made.write(events=f"{three}- {{date: 2024, title: Four}}\n")
    return made


def test_a_revision_stands_for_the_files_it_has(repository):
    for old, new, expected in [
        ("HEAD~1:events.yaml", "HEAD:events.yaml", "+ Two"),
        ("HEAD:events.yaml", ":events.yaml", "+ Three"),
        (":0:events.yaml", "events.yaml", "+ Four"),
        ("main^{/one: a}:events.yaml", "HEAD:./events.yaml", ""),
        ("v1:cases", "HEAD:cases/", "+ Two; + C"),
        ("v1:cases", ":cases", "+ Two; + C"),
        ("v1:", "HEAD:", "+ Two"),
        (":", "events.yaml", "+ Four"),
        ("HEAD:", ":./", "+ Three"),
    ]:
        assert told(old, new) == expected, (old, new)


def test_in_a_folder_a_path_is_looked_for_there_first(repository, monkeypatch):
    monkeypatch.chdir(repository.folder / "cases")
    for old, new, expected in [
        ("v1:a.yaml", "a.yaml", "+ Two"),  # what is here
        ("v1:events.yaml", "HEAD:events.yaml", "+ Two"),  # nothing here: at the top
        ("v1:../events.yaml", "../events.yaml", "+ Two; + Three; + Four"),
        ("v1:", ".", "+ Two; + C"),
        ("HEAD:..", ":..", "+ Three"),
    ]:
        assert told(old, new) == expected, (old, new)


def test_what_git_does_not_have_is_said_in_one_line(repository):
    for name, said in [
        ("HEAD:evnts.yaml", "revision `HEAD` has no `evnts.yaml`. Did you mean HEAD:events.yaml?"),
        ("HEAD:cases/d.yaml", "revision `HEAD` has no `cases/d.yaml`. Did you mean HEAD:cases/"),
        ("nonsense:events.yaml", "this repository has no revision `nonsense`"),
        (":d.yaml", "the index has no `d.yaml`"),
        ("HEAD:../x", "this path is outside of the repository"),
        ("HEAD\n:a", "a name with a line break"),
    ]:
        wanted = revision(name)
        assert wanted is not None
        with pytest.raises(RevisionError) as error:
            read(wanted)
        assert said in str(error.value)
    assert revision("HEAD\0:a") is None is revision("events.yaml")
    (repository.folder / "texts").mkdir()
    (repository.folder / "texts" / "a.txt").write_text("x")
    repository.commit()
    with pytest.raises(RevisionError, match="no file that ends in"):
        timeline("HEAD:texts")


def test_no_word_is_an_option_of_git(repository, tmp_path):
    target = tmp_path / "stolen"
    for name in (f"--output={target}:events.yaml", f"HEAD:--output={target}", "--all:events.yaml"):
        with pytest.raises(RevisionError):
            timeline(name)
    assert not target.exists()


def test_neither_filters_nor_external_programs_run(repository):
    ran = repository.folder / "ran"
    (repository.folder / ".gitattributes").write_text("*.yaml diff=spy filter=spy\n")
    for key in ("diff.spy.textconv", "diff.spy.command", "filter.spy.smudge", "core.fsmonitor"):
        repository.git("config", key, f"touch {ran}; cat")
    assert told("v1:events.yaml", "HEAD:events.yaml") == "+ Two"
    assert told(":cases", "v1:cases") == "- Two; - C"
    assert not ran.exists()


def test_a_link_is_followed_inside_the_revision(repository):
    (repository.folder / "link.yaml").symlink_to("cases/a.yaml")
    (repository.folder / "out.yaml").symlink_to(SAMPLE)
    repository.commit()
    assert told("v1:events.yaml", "HEAD:link.yaml") == "+ Two"
    with pytest.raises(RevisionError, match="has no `out"):
        timeline("HEAD:out.yaml")
    assert timeline("v1:cases").files == ("v1:cases/a.yaml", "v1:cases/b.yaml")


def test_without_git_or_a_repository(repository, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RevisionError, match="this folder is in no git repository"):
        timeline("HEAD:events.yaml")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError, match="git is needed for this, and cannot be started"):
        timeline("HEAD:events.yaml")
