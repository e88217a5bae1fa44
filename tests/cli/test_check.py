"""`timeline check`: its formats, its exit codes, and files that are checked one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Command, Result

BROKEN = """\
events:
  - date: 2021-13-01
    title: One
  - {date: 2021-07, title: Two, titel: x}
"""
GOOD = "- {date: 2021-07-26, title: One}\n"
SLIP = "locations: {kaldar: Kaldar}\nevents:\n  - {date: 2021, title: One}\n"


@pytest.fixture(autouse=True)
def files(elsewhere: Path) -> None:
    (elsewhere / "broken.yaml").write_text(BROKEN)
    (elsewhere / "good.yaml").write_text(GOOD)
    (elsewhere / "slip.yaml").write_text(SLIP)
    (elsewhere / "binary.yaml").write_bytes(b"\x00" * 100)


# How problems are printed


@pytest.mark.parametrize("form", ["text", "gcc"])
def test_lines_are_those_of_a_compiler(timeline: Command, form: str) -> None:
    result = timeline("check", "broken.yaml", "slip.yaml", "--format", form)
    line = re.compile(r"(broken|slip)\.yaml:\d+:\d+: (error|warning|note): .+ \[[a-z-]+\]")
    assert all(map(line.fullmatch, result.out.splitlines()))
    assert result.err == "2 errors, 1 warning in 2 files\n"


def test_json_is_a_list_of_problems(timeline: Command) -> None:
    result = timeline("check", "--format", "json", "broken.yaml")
    found = json.loads(result.out)
    assert result.code == 1
    keys = {"severity", "code", "file", "line", "column", "message", "hint"}
    assert [set(problem) for problem in found] == [keys, keys]
    assert [(p["severity"], p["file"], p["line"]) for p in found] == [
        ("error", "broken.yaml", 2),
        ("error", "broken.yaml", 4),
    ]


def test_json_of_a_clean_file_is_an_empty_list(timeline: Command) -> None:
    assert json.loads(timeline("check", "good.yaml", "--format=json").out) == []


def unescaped(text: str) -> str:
    """As GitHub's runner reads it."""
    return re.sub("%(0A|0D|25|2C|3A)", lambda found: chr(int(found[1], 16)), text)


def test_github_gets_an_annotation_for_each_line(timeline: Command) -> None:
    result = timeline("check", "--format", "github", "broken.yaml", "slip.yaml")
    assert result.code == 1
    texts = timeline("check", "broken.yaml", "slip.yaml").out.splitlines()
    for annotation, text in zip(result.out.splitlines(), texts, strict=True):
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r\n]+)", annotation)
        assert found is not None
        where = dict(pair.split("=") for pair in found[2].split(","))
        file, line, column, severity, rest = text.split(":", 4)
        assert where == {
            "file": file, "line": line, "col": column, "title": rest[rest.rindex("[") + 1 : -1],
        }  # fmt: skip
        assert found[1] == severity.strip().replace("note", "notice")
        assert unescaped(found[3]) == rest[: rest.rindex(" [")].strip()


def test_nothing_in_a_file_or_its_name_can_leave_an_annotation(
    timeline: Command, elsewhere: Path
) -> None:
    name = "a,line=9::b%0A\n::set-output\r\x1b.yaml"
    (elsewhere / name).write_text('- {date: "50%\\n::error::x", title: One}\n')
    result = timeline("check", "--format", "github", name)
    (annotation,) = result.out.splitlines()
    assert annotation.startswith("::error ")
    where = annotation.removeprefix("::error ").partition("::")[0].split(",")
    assert [pair.partition("=")[0] for pair in where] == ["file", "line", "col", "title"]
    assert unescaped(where[0]) == f"file={name.replace(chr(27), '␛')}"
    assert "\x1b" not in annotation


# Files that have nothing to do with each other


def test_each_file_is_a_timeline_of_its_own(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "a.yaml").write_text("- {date: 2021, title: One, id: same}\n")
    (elsewhere / "b.yaml").write_text("- {date: 2021, title: Two, id: same}\n")
    assert timeline("check", "a.yaml", "b.yaml").code == 1
    result = timeline("check", "--each", "a.yaml", "b.yaml")
    assert result == Result(0, "", "No problems in 2 files\n")


def test_each_keeps_the_order_of_the_paths(timeline: Command) -> None:
    result = timeline("check", "--each", "slip.yaml", "good.yaml", "broken.yaml", "slip.yaml")
    starts = [line.split(": ")[0] for line in result.out.splitlines()]
    assert starts == ["slip.yaml:1:13", "broken.yaml:2:11", "broken.yaml:4:33"]
    assert result.code == 1
    assert result.err == "2 errors, 1 warning in 3 files\n"


def test_each_takes_a_folder_as_one_timeline(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "part").mkdir()
    (elsewhere / "part" / "places.yaml").write_text("locations: {kaldar: Kaldar}\n")
    (elsewhere / "part" / "events.yaml").write_text("- {date: 2021, title: x, location: kaldar}")
    assert timeline("check", "--each", "part", "good.yaml").err == "No problems in 3 files\n"
    assert "[unused]" in timeline("check", "--each", "part/places.yaml").out


def test_each_goes_on_where_one_file_cannot_be_read(timeline: Command) -> None:
    result = timeline("check", "--each", "binary.yaml", "broken.yaml")
    assert result.code == 2
    assert [line.split(":")[0] for line in result.out.splitlines()] == [
        "binary.yaml", "broken.yaml", "broken.yaml",
    ]  # fmt: skip


def test_all_is_told_where_no_file_can_be_read(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "part").mkdir()
    for name in ("a", "b"):
        (elsewhere / "part" / f"{name}.yaml").write_bytes(b"\xff\xfe\x00")
    result = timeline("check", "binary.yaml", "part")
    assert [line.split(":")[0] for line in result.out.splitlines()] == [
        "binary.yaml", "part/a.yaml", "part/b.yaml",
    ]  # fmt: skip
    assert (result.code, result.err) == (2, "3 errors in 3 files\n")
    assert timeline("check", "--each", "binary.yaml", "part") == result


def test_each_without_a_path_is_what_stands_here(timeline: Command, elsewhere: Path) -> None:
    assert timeline("check", "--each").code == 2
    (elsewhere / "events.yaml").write_text(GOOD)
    assert timeline("check", "--each") == Result(0, "", "No problems in 1 file\n")


@pytest.mark.parametrize("words", [["--each"], []])
def test_a_missing_file_is_one_line(timeline: Command, words: list[str]) -> None:
    result = timeline("check", "broken.yaml", "gone.yaml", *words)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("timeline: gone.yaml: there is no such file")
    assert result.err.count("\n") == 1


# The exit code


def test_errors_are_printed_with_their_lines(timeline: Command) -> None:
    result = timeline("check", "broken.yaml")
    first, second = result.out.splitlines()
    assert result.code == 1
    assert first.startswith("broken.yaml:2:")
    assert second.startswith("broken.yaml:4:")
    assert ": error: " in first
    assert result.err == "2 errors in 1 file\n"


def test_a_clean_file_is_clean(timeline: Command) -> None:
    assert timeline("check", "good.yaml") == Result(0, "", "No problems in 1 file\n")


@pytest.mark.parametrize("words", [["slip.yaml"], ["--each", "good.yaml", "slip.yaml"]])
def test_strict_makes_warnings_errors(timeline: Command, words: list[str]) -> None:
    plain = timeline("check", *words)
    strict = timeline("check", "--strict", *words)
    assert (plain.code, strict.code) == (0, 1)
    assert plain.out == strict.out


def test_strict_makes_undeclared_names_errors(timeline: Command, elsewhere: Path) -> None:
    (elsewhere / "case.yaml").write_text("- {date: 2021, title: One, location: kaldar}\n")
    assert timeline("check", "case.yaml").code == 0
    assert timeline("check", "case.yaml", "--strict").code == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"just text",
        b"\x00" * 100,
        b"- [" * 10_000,
        b"a: &x 1\nb: *x\n",
        b"\t- a\n",
    ],
)
def test_no_bytes_crash_it(timeline: Command, elsewhere: Path, data: bytes) -> None:
    (elsewhere / "case.yaml").write_bytes(data)
    checked, printed = timeline("check", "case.yaml"), timeline("case.yaml")
    unreadable = b"\x00" in data
    assert checked.code == (2 if unreadable else 1)
    assert checked.out.startswith("case.yaml:1:")
    assert printed.code in ((2,) if unreadable else (0, 1))
    assert all(line.isprintable() for line in checked.out.splitlines())


def test_a_hostile_file_name_cannot_write_to_the_terminal(
    timeline: Command, elsewhere: Path
) -> None:
    (elsewhere / "a\x1b[31m.yaml").write_text(BROKEN)
    result = timeline("check", ".")
    assert result.code == 1
    assert "\x1b" not in result.out + result.err
    assert "\x1b" not in timeline("check", "b\x1b[31m.yaml").err


# Standard input


def test_standard_input_is_checked(timeline: Command, piped: Callable[[bytes], None]) -> None:
    piped(BROKEN.encode())
    result = timeline("check", "-")
    assert result.code == 1
    assert result.out.startswith("<stdin>:2:")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe\x00", 2), (b"\x00" * 100, 2), (b"\xff- {date: 2021, title: a}", 1)],
)
def test_standard_input_may_hold_any_bytes(
    timeline: Command, piped: Callable[[bytes], None], data: bytes, code: int
) -> None:
    piped(data)
    result = timeline("check", "-")
    assert result.code == code
    assert "<stdin>:1:" in result.out
