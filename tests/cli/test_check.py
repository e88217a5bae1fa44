"""`timeline check`: its formats, its exit codes, and files that are checked one by one."""

import json
import re
import shutil
import subprocess

import pytest
from command_line import Result

BROKEN = "events:\n  - date: 2021-13-01\n    title: One\n  - {date: 2021, title: Two, titel: x}\n"
GOOD = "- {date: 2021-07-26, title: One}\n"
SLIP = "locations: {kaldar: Kaldar}\nevents:\n  - {date: 2021, title: One}\n"


@pytest.fixture(autouse=True)
def files(elsewhere):
    (elsewhere / "broken.yaml").write_text(BROKEN)
    (elsewhere / "good.yaml").write_text(GOOD)
    (elsewhere / "slip.yaml").write_text(SLIP)
    (elsewhere / "binary.yaml").write_bytes(b"\x00" * 100)
    (elsewhere / "part").mkdir()


def starts(result: Result) -> list[str]:
    return [line.split(":")[0] for line in result.out.splitlines()]


def unescaped(text: str) -> str:
    """As GitHub's runner reads it."""
    return re.sub("%(0A|0D|25|2C|3A)", lambda found: chr(int(found[1], 16)), text)


def test_github_gets_an_annotation_for_each_line(timeline, elsewhere):
    name = "a,line=9::b%0A\n::set-output\r\x1b.yaml"
    (elsewhere / name).write_text('- {date: "50%\\n::error::x", title: One}\n')
    files = ("broken.yaml", "slip.yaml", name)
    result = timeline("check", "--format", "github", *files)
    problems = json.loads(timeline("check", "--format", "json", *files).out)
    for line, problem in zip(result.out.splitlines(), problems, strict=True):
        found = re.fullmatch(r"::(error|warning|notice) ([^:]*)::([^\r\n\x1b]+)", line)
        assert found is not None
        where = {key: value for key, _, value in (p.partition("=") for p in found[2].split(","))}
        assert {key: unescaped(value) for key, value in where.items()} == {
            "file": problem["file"].replace("␍", "\r"),
            "line": str(problem["line"]),
            "col": str(problem["column"]),
            "title": problem["code"],
        }
        assert found[1] == problem["severity"].replace("note", "notice")
        assert unescaped(found[3]).startswith(f"{problem['message']}. {problem['hint']}".strip())


def test_rules_of_an_import_are_checked_as_such(timeline, elsewhere):
    (elsewhere / "rules.yaml").write_text("read: csv\nevent: {titel: a}\n")
    line = "rules.yaml:2:9: error: Unknown key `titel`. Did you mean `title`? [unknown-key]\n"
    alone = timeline("check", "rules.yaml")
    assert (alone.code, alone.out, alone.err) == (1, line, "1 error in 1 file\n")
    beside = timeline("check", "good.yaml", "rules.yaml")
    assert (beside.code, beside.out, beside.err) == (1, line, "1 error in 2 files\n")


def test_each_file_is_a_timeline_of_its_own(timeline, elsewhere):
    result = timeline("check", "--each", "slip.yaml", "good.yaml", "broken.yaml", "slip.yaml")
    assert starts(result) == ["slip.yaml", "broken.yaml", "broken.yaml"]
    assert result.err == "2 errors, 1 warning in 3 files\n"
    together = timeline("check", "broken.yaml", "slip.yaml")
    assert (together.code, together.err) == (1, "2 errors, 1 warning in 2 files\n")
    assert timeline("check", "broken.yaml", "slip.yaml", "--format", "gcc") == together
    assert timeline("check", "good.yaml", "--format=json").out == "[]\n"
    assert "Name a file" in timeline("check", "--each").err


def test_what_cannot_be_read_is_told_with_the_rest(timeline, elsewhere):
    result = timeline("check", "--each", "binary.yaml", "broken.yaml")
    assert (result.code, starts(result)) == (2, ["binary.yaml", "broken.yaml", "broken.yaml"])
    for name in ("a", "b"):
        (elsewhere / "part" / f"{name}.yaml").write_bytes(b"\xff\xfe\x00")
    result = timeline("check", "binary.yaml", "part")
    assert starts(result) == ["binary.yaml", "part/a.yaml", "part/b.yaml"]
    assert (result.code, result.err) == (2, "3 errors in 3 files\n")
    assert timeline("check", "--each", "binary.yaml", "part") == result


def test_strict_makes_warnings_and_undeclared_names_errors(timeline, elsewhere):
    (elsewhere / "case.yaml").write_text("- {date: 2021, title: One, location: kaldar}\n")
    for words in (["slip.yaml"], ["--each", "good.yaml", "slip.yaml"], ["case.yaml"]):
        plain, strict = timeline("check", *words), timeline("check", "--strict", *words)
        assert (plain.code, strict.code) == (0, 1)
        assert plain.out == strict.out
    assert timeline("check", "good.yaml", "--strict").code == 0


def test_what_was_understood_is_printed_or_is_a_patch(timeline, elsewhere):
    text = "- year: 2021   # of the editor\n  event: One: two\n- {start: 2020, end: 2021, what: x}"
    (elsewhere / "a.yaml").write_text(text)
    result = timeline("check", "--mended", "a.yaml")
    mended = '- date: 2021   # of the editor\n  title: "One: two"\n- {date: 2020/2021, title: x}\n'
    assert (result.code, result.out, result.err) == (0, mended, "")
    both = timeline("check", "--mended", "a.yaml", "good.yaml").out
    assert both == f"# a.yaml\n{mended}# good.yaml\n{GOOD}"
    assert timeline("check", "good.yaml", "--format", "diff").out == ""
    (elsewhere / "b.yaml").write_bytes(b"\xef\xbb\xbf- year: 2021\r\n  title: x\r\n")
    patch = timeline("check", "a.yaml", "b.yaml", "--format", "diff").out
    assert (elsewhere / "a.yaml").read_text() == text
    if shutil.which("patch") is None:
        pytest.skip("patch is not installed")
    subprocess.run(["patch", "-p1"], input=patch.encode(), cwd=elsewhere, check=True)
    assert (elsewhere / "b.yaml").read_bytes() == b"\xef\xbb\xbf- date: 2021\r\n  title: x\r\n"
    assert (elsewhere / "a.yaml").read_text() == mended.removesuffix("\n")
    assert timeline("check", "--mended", "none.yaml").code == 2


def test_what_comes_in_dozens_is_told_three_times_and_counted(timeline, elsewhere):
    (elsewhere / "many.yaml").write_text("- {date: 2021, title: x, titel: y}\n" * 30)
    lines = timeline("check", "many.yaml", "broken.yaml").out.splitlines()
    more = "many.yaml: error: 27 more like this; `--all` tells each [unknown-key]"
    assert more in lines
    assert [line.split(":")[1] for line in lines if "titel" in line] == ["1", "2", "3", "4"]
    for words in (("--all",), ("--format", "gcc")):
        assert timeline("check", "many.yaml", *words).out.count("titel") == 30
