"""The command line: what it reads and opens, what it prints where, its exit codes, its imports."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from command_line import ROOT, Result, process

from timeline_tui import __version__
from timeline_tui.output import emit_text

CASE = """\
title: A case
events:
  - {date: 2021-07-26, title: A helicopter comes down, disputed_by: someone}
  - {date: 2021-06, title: The road is cut}
"""
BROKEN = "events:\n  - date: 2021-13-01\n    title: One\n  - {date: 2021, title: Two, titel: x}\n"


@pytest.fixture(autouse=True)
def files(elsewhere):
    (elsewhere / "case.yaml").write_text(CASE)
    (elsewhere / "bad.yaml").write_text(BROKEN)
    (elsewhere / "empty").mkdir()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--bogus"], "No such option"),
        (["case.yaml", "--query"], "'--query' requires an argument. See timeline --help"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'gcc', 'json', 'github'"),
        (["show", "case.yaml", "heli"], "is a file, not the id of an event. Write `timeline show"),
        (["case.yml"], "case.yml: there is no such file. Did you mean case.yaml?"),
        (["empty"], "empty: it cannot be read: no file in this folder ends in .yaml or .yml"),
        (["a\0b"], "there is no such file"),
        (["check", ""], "one of the names is empty"),
        (["diff", "-", "-"], "standard input can be only one of the two"),
    ],
)
def test_wrong_use_is_one_clear_line(timeline, words, expected):
    result = timeline(*words)
    assert (result.code, result.out) == (2, "")
    assert expected in result.err
    assert result.err.count("\n") == 1


def test_a_query_that_does_not_read_has_a_caret_under_the_place(timeline):
    for query, column in (("bogus:x", 1), ("title:x bogus:y", 9), ("title:\x1b[1m (", 12)):
        result = timeline("case.yaml", "-q", query)
        assert (result.code, result.out) == (2, "")
        first, shown, caret = result.err.splitlines()
        assert first.startswith("timeline: query: ")
        assert shown == f"  {query}".replace("\x1b", "␛")
        assert caret == " " * (column + 1) + "^"


def test_the_chronology_is_printed_where_there_is_no_terminal(timeline, piped, elsewhere):
    (elsewhere / "check").write_text(CASE)  # a file named like a command
    (elsewhere / "part").mkdir()
    (elsewhere / "part" / "a.yml").write_text(CASE)
    for words, expected in (
        (["case.yaml"], ["helicopter", "road"]),
        (["./check"], ["helicopter", "road"]),
        (["-q", "-heli", "case.yaml"], ["road"]),
        (["case.yaml", "--query=title:road", "part"], ["road", "2 of 4"]),
        (["case.yaml", "-q", "nothing-of-it"], []),
        (["--ascii", "case.yaml", "--no-watch", "--theme", "nord", "-q", "heli"], ["helicopter"]),
        (["case.yaml", "--as-of", "2020"], []),
        (["-", "-q", "heli"], ["helicopter"]),
    ):
        piped(CASE.encode().replace(b"\n", b"\r\n"))
        result = timeline(*words)
        assert result.code == (0 if expected else 1)
        said = ("helicopter", "road", "2 of 4")
        assert [word for word in said if word in result.out] == expected


def test_what_is_wrong_is_said_beside_it_and_stops_nothing(timeline):
    config = Path(os.environ["TIMELINE_CONFIG"])
    config.write_text("ascii = 1\n")
    result = timeline("bad.yaml")
    assert (result.code, "One" in result.out) == (0, True)
    assert f"{config}:1:1: error: `ascii` cannot have this value" in result.err
    assert "timeline: 2 errors in 1 file; `timeline check` lists them" in result.err
    assert "`OR` is written in capitals" in timeline("case.yaml", "-q", "heli or road").err


def test_without_a_path(timeline, elsewhere):
    last, state = elsewhere.parent / "last.yaml", Path(os.environ["TIMELINE_STATE"])
    state.write_text(json.dumps({"last": [str(last)]}))
    for name in ("events.yaml", "timeline.yaml", "a.timeline.yaml", "b.timeline.yaml"):
        (elsewhere / name).write_text(f"- {{date: 2021, title: This is {name}}}\n")
    last.write_text("- {date: 2021, title: This is last.yaml}\n")
    for gone, expected in (
        ("none", "events.yaml"),
        ("events.yaml", "timeline.yaml"),
        ("timeline.yaml", "last.yaml"),  # two could be meant
        ("b.timeline.yaml", "a.timeline.yaml"),
    ):
        (elsewhere / gone).unlink(missing_ok=True)
        result = timeline()
        assert f"This is {expected}" in result.out
        assert (str(last) in result.err) is (expected == "last.yaml")
    (elsewhere / "a.timeline.yaml").unlink()
    state.write_text(json.dumps({"last": ["/gone/case.yaml"]}))
    result = timeline()
    assert result.out.startswith("Northern Afghanistan, late July 2021")
    assert "sample_events.yaml" in result.err
    assert timeline("locate").out.splitlines()[1] == f"state   {state}"


def test_ctrl_c_is_quiet(timeline, monkeypatch):
    monkeypatch.setattr("timeline_tui.cli.reading.load", Mock(side_effect=KeyboardInterrupt))
    assert timeline("case.yaml") == Result(130, "", "\n")


def test_what_takes_longer_than_half_a_second_says_how_far_it_is(timeline, monkeypatch):
    monkeypatch.setattr("timeline_tui.cli.reading.is_terminal", lambda _: True)
    for step, said in ((0.1, ""), (0.6, "\rReading 0 of 2 events\r\x1b[K")):
        ticks = iter(range(100))
        monkeypatch.setattr("time.monotonic", lambda ticks=ticks, step=step: next(ticks) * step)
        assert timeline("case.yaml").err.partition("timeline:")[0] == said


@pytest.fixture
def screen(monkeypatch):
    """In place of the screen a record of how it was opened."""
    run = Mock(return_value=0)
    monkeypatch.setitem(sys.modules, "timeline_tui.tui.app", Mock(run=run))
    monkeypatch.setenv("ESCDELAY", "")
    monkeypatch.delenv("ESCDELAY")
    return run.call_args_list


def test_on_a_terminal_the_screen_is_opened(timeline, piped, screen, monkeypatch):
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert timeline("case.yaml") == Result(0, "", "")  # in a browser
    monkeypatch.delenv("TEXTUAL_DRIVER")
    monkeypatch.setattr("timeline_tui.cli.explore.is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    Path(os.environ["TIMELINE_CONFIG"]).write_text("theme = 'nord'\nbogus = 1\n")
    assert timeline("case.yaml", "-q", "heli", "--ascii", "--no-watch") == Result(0, "", "")
    paths, query, settings, problems = screen[1].args
    assert (paths, query, os.environ["ESCDELAY"]) == ([Path("case.yaml")], "heli", "25")
    assert (settings.theme, settings.ascii, settings.reload.auto) == ("nord", True, False)
    assert "Unknown key `bogus`" in str(problems)
    assert timeline("case.yaml", "--theme", "gruvbox").code == 0
    assert (screen[2].args[1], screen[2].args[2].theme) == ("", "gruvbox")
    for words in (["gone.yaml"], ["case.yaml", "-q", "("]):
        assert timeline(*words).code == 2
    piped(CASE.encode())  # it can be read only once
    assert "2 events" in timeline("-").out
    monkeypatch.setenv("TERM", "dumb")
    assert "2 events" in timeline("case.yaml").out
    assert len(screen) == 3


def test_nothing_is_imported_that_is_not_needed():
    heavy = ["textual", "rich", "pydantic", "yaml", "platformdirs", "json", "shutil"]
    for words, forbidden in (
        (["case.yaml"], ["textual"]),
        (["--version"], heavy),
        (["--help"], heavy[:5]),
    ):
        code = f"""if True:
            import sys
            from timeline_tui.cli import main
            main({words})
            print([name for name in {forbidden} if name in sys.modules], file=sys.stderr)"""
        done = process(code=code)
        assert done.stderr.splitlines()[-1] == b"[]"
        assert words != ["--version"] or done.stdout.decode() == f"timeline {__version__}\n"


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_reader_that_leaves_is_no_error(elsewhere):
    events = "".join(f"- {{date: 2021-13, title: Event {n}}}\n" for n in range(1500))
    (elsewhere / "big.yaml").write_text(events)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m timeline_tui check big.yaml 2>err | head -n 1"
    line = f"{command}; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, env=environ, text=True)
    assert done.stdout.splitlines()[-1] == "1"
    assert (elsewhere / "err").read_text() == "1,500 errors in 1 file\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_full_disk_is_said_and_a_closed_end_is_not(timeline, monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    full = os.open("/dev/full", os.O_WRONLY)
    for descriptor, code, said in (
        (full, 2, ["timeline: cannot write: No space left on device"]),
        (writing, 0, []),
    ):
        with os.fdopen(descriptor, "w") as stream, monkeypatch.context() as here:
            here.setattr("sys.stdout", stream)
            result = timeline("case.yaml")
        assert (result.code, result.err.splitlines()[1:]) == (code, said)


def test_windows_has_its_own_word_for_a_reader_that_left(monkeypatch):
    with Path(os.devnull).open("w") as stream, monkeypatch.context() as patch:
        left = Mock(wraps=stream, closed=False, isatty=lambda: False)
        left.writelines.side_effect = OSError(errno.EINVAL, "Invalid argument")
        patch.setattr(sys, "stdout", left)
        with pytest.raises(OSError, match="cannot write: Invalid argument"):
            emit_text(["a"])
        patch.setattr(sys, "platform", "win32")
        emit_text(["a"])
    assert left.writelines.call_count == 2


def test_a_terminal_without_unicode_gets_ascii(elsewhere):
    (elsewhere / "case.yaml").write_text("- {date: 2021-05/2021-07, title: Čas}\n", "utf-8")
    result = process("case.yaml", environ={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert b"\\u010cas" in result.stdout
