"""`timeline diff` with what git has: revisions, the index, folders, and what it must not do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command_line import ROOT, Command

SAMPLE = ROOT / "sample_events.yaml"
ONE, TWO = (
    "- {date: 2021, title: One}\n",
    "- {date: 2021, title: One}\n- {date: 2022, title: Two}\n",
)


def told(timeline: Command, *words: str) -> str:
    """The first lines of what differs: a sign and a title."""
    lines = timeline("diff", *words).out.splitlines()
    return "; ".join(line.split("  ")[0] for line in lines if line[:1] in ("+", "−", "~"))


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
        subprocess.run(["git", *words], cwd=self.folder, env={**os.environ, **who, **nobody},
                       check=True, capture_output=True)  # fmt: skip

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
def repository(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits: one event, then two; one more in the index and in the files."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    three = f"{TWO}- {{date: 2023, title: Three}}\n"
    made = Repository(elsewhere)
    made.commit(events=ONE, cases__a=ONE, cases__b="- {date: 2022, title: B}\n")
    made.git("tag", "v1")
    made.commit(events=TWO, cases__a=TWO, cases__c="- {date: 2024, title: C}\n")
    made.write(events=three)
    made.git("add", "events.yaml")
    made.write(events=f"{three}- {{date: 2024, title: Four}}\n")
    return made


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("HEAD~1:events.yaml", "HEAD:events.yaml", "+ Two"),
        ("HEAD:events.yaml", "HEAD~1:events.yaml", "− Two"),
        ("HEAD:events.yaml", ":events.yaml", "+ Three"),
        (":0:events.yaml", "events.yaml", "+ Four"),
        ("v1:events.yaml", "events.yaml", "+ Two; + Three; + Four"),
        ("main^{/one: a}:events.yaml", "HEAD:./events.yaml", ""),
        ("v1:cases", "HEAD:cases/", "+ Two; + C"),
        ("v1:cases", ":cases", "+ Two; + C"),
        ("HEAD:cases", "cases", ""),
        ("v1:", "HEAD:", "+ Two"),
        (":", "events.yaml", "+ Four"),
        ("HEAD:", ":./", "+ Three"),
    ],
)
def test_a_revision_stands_for_the_files_it_has(
    timeline: Command, repository: Repository, old: str, new: str, expected: str
) -> None:
    result = timeline("diff", old, new)
    assert result.code == (1 if expected else 0), result.err
    assert told(timeline, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("v1:a.yaml", "a.yaml", "+ Two"),  # what is here
        ("v1:events.yaml", "HEAD:events.yaml", "+ Two"),  # nothing here: at the top
        ("v1:cases/a.yaml", "a.yaml", "+ Two"),
        ("v1:../events.yaml", "../events.yaml", "+ Two; + Three; + Four"),
        ("v1:", ".", "+ Two; + C"),
        ("HEAD:..", ":..", "+ Three"),
        (":a.yaml", ":cases/a.yaml", ""),
    ],
)
def test_in_a_folder_a_path_is_looked_for_there_first(
    timeline: Command,
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    expected: str,
) -> None:
    monkeypatch.chdir(repository.folder / "cases")
    assert told(timeline, old, new) == expected
    assert timeline("diff", old, new).code == (1 if expected else 0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("HEAD:evnts.yaml", "revision `HEAD` has no `evnts.yaml`. Did you mean HEAD:events.yaml?"),
        ("HEAD:cases/d.yaml", "revision `HEAD` has no `cases/d.yaml`. Did you mean HEAD:cases/"),
        ("HEAD:nowhere/d.yaml", "revision `HEAD` has no `nowhere/d.yaml`\n"),
        ("HEAD~7:events.yaml", "this repository has no revision `HEAD~7`\n"),
        ("nonsense:events.yaml", "this repository has no revision `nonsense`\n"),
        ("--help:events.yaml", "the following arguments are required: NEW"),
        (":d.yaml", "the index has no `d.yaml`\n"),
        (":/one", "git has a commit there, not a file\n"),
        ("HEAD:.git", "revision `HEAD` has no `.git`"),
        ("HEAD:a\nb", "there is no such file"),
        ("HEAD\n:a", "a name with a line break"),
        ("HEAD\0:a", "there is no such file"),
    ],
)
def test_what_git_does_not_have_is_said_in_one_line(
    timeline: Command, repository: Repository, name: str, said: str
) -> None:
    result = timeline("diff", name, "events.yaml")
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert len(result.err.splitlines()) == 1 or "\n" in name


def test_no_word_is_an_option_of_git(
    timeline: Command, repository: Repository, elsewhere: Path
) -> None:
    target = elsewhere / "stolen"
    for name in (f"--output={target}:events.yaml", f"HEAD:--output={target}", "--all:events.yaml"):
        result = timeline("diff", "events.yaml", "--", name)
        assert result.code == 2
        result = timeline("diff", f"./{name}", "events.yaml")
        assert result.code == 2
    assert not target.exists()


def test_neither_filters_nor_external_programs_run(
    timeline: Command, repository: Repository
) -> None:
    ran = repository.folder / "ran"
    (repository.folder / ".gitattributes").write_text("*.yaml diff=spy filter=spy\n")
    for key in ("diff.spy.textconv", "diff.spy.command", "filter.spy.smudge", "core.pager",
                "core.fsmonitor"):  # fmt: skip
        repository.git("config", key, f"touch {ran}; cat")
    assert told(timeline, "v1:events.yaml", "HEAD:events.yaml") == "+ Two"
    assert told(timeline, ":cases", "v1:cases") == "− Two; − C"
    assert not ran.exists()


def test_a_file_of_that_name_wins(timeline: Command, repository: Repository) -> None:
    (repository.folder / "HEAD:events.yaml").write_text(ONE, encoding="utf-8")
    assert told(timeline, "HEAD:events.yaml", "v1:events.yaml") == ""
    assert told(timeline, "./HEAD:events.yaml", "v1:events.yaml") == ""


def test_a_link_is_followed_inside_the_revision(timeline: Command, repository: Repository) -> None:
    (repository.folder / "link.yaml").symlink_to("cases/a.yaml")
    (repository.folder / "out.yaml").symlink_to(SAMPLE)
    repository.commit()
    assert told(timeline, "v1:events.yaml", "HEAD:link.yaml") == "+ Two"
    result = timeline("diff", "HEAD:out.yaml", "events.yaml")
    assert (result.code, "leads to nothing in the repository" in result.err) == (2, True)


def test_without_git(
    timeline: Command, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = timeline("diff", "HEAD:events.yaml", "events.yaml")
    assert (result.code, result.out) == (2, "")
    assert "git is needed for this, and cannot be started" in result.err


def test_problems_name_the_revision(timeline: Command, repository: Repository) -> None:
    repository.commit(events="- {date: 2021-13, title: One}\n")
    result = timeline("diff", "HEAD:events.yaml", "v1:events.yaml")
    assert result.err.startswith("timeline: HEAD:events.yaml: 1 error in 1 file\n")
    repository.commit(events="just a text")
    result = timeline("diff", "HEAD:events.yaml", "v1:events.yaml")
    assert (result.code, result.err.startswith("timeline: HEAD:events.yaml: ")) == (1, True)


def test_the_object_of_git_files_names_them(timeline: Command, repository: Repository) -> None:
    found: dict[str, Any] = json.loads(
        timeline("diff", "v1:cases", "HEAD:cases", "--format", "json").out
    )
    assert [event["event"]["file"] for event in found["events"]] == [
        "HEAD:cases/a.yaml",
        "HEAD:cases/c.yaml",
    ]
