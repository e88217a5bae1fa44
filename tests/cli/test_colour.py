"""Colours, links and the pager: where they are wanted, and nowhere else."""

import os
import re
import sys
from pathlib import Path

import pytest
from command_line import SAMPLE

EVENTS = """\
sources: {paper: {name: The paper, url: 'https://example.org/a/rather/long/address/of/a/page'}}
events:
  - {date: 2021-07-26, title: One, sources: paper, disputed_by: paper <- town, titel: slip}
  - {date: 2021-07-27, title: Two}
"""
VARIABLES = ("FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TIMELINE_PAGER", "PAGER", "LESS", "TMUX")


@pytest.fixture
def told(timeline, monkeypatch):
    """What a command prints under an environment, on a terminal or not."""
    Path("case.yaml").write_text(EVENTS)
    for name in (*VARIABLES, "VTE_VERSION", "TERM_PROGRAM", "WT_SESSION", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def run(*words: str, terminal: bool = False, **environ: str) -> str:
        with monkeypatch.context() as patch:
            for name, value in environ.items():
                patch.setenv(name, value)
            patch.setattr("timeline_tui.cli.colour.is_terminal", lambda _: terminal)
            return timeline(*words).out

    return run


@pytest.mark.parametrize(
    ("option", "terminal", "environ", "coloured"),
    [
        ("", False, {}, False),
        ("", True, {}, True),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("", True, {"NO_COLOR": ""}, True),
        ("", True, {"TERM": "dumb"}, False),
        ("", True, {"CLICOLOR": "0"}, False),
        ("", False, {"CLICOLOR": "1"}, False),
        ("", False, {"CLICOLOR_FORCE": "1"}, True),
        ("", False, {"FORCE_COLOR": "0"}, False),
        ("", False, {"FORCE_COLOR": "1", "CLICOLOR": "0"}, True),
        ("", False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_a_matter_of_option_environment_and_terminal(
    told, option, terminal, environ, coloured
):
    words = ["--color", option] if option else []
    out = told("list", "case.yaml", *words, terminal=terminal, **environ)
    assert ("\x1b[" in out) == coloured
    assert re.sub(r"\x1b\[\d*m", "", out) == told("list", "case.yaml")


def test_the_config_may_say_never_and_is_below_what_is_forced(told):
    Path(os.environ["TIMELINE_CONFIG"]).write_text('color = "never"\n')
    assert "\x1b" not in told("list", "case.yaml", terminal=True)
    assert "\x1b" in told("list", "case.yaml", FORCE_COLOR="1")


@pytest.mark.parametrize("words", ["list", "list --format text", "sources", "stats", "disputes"])
def test_everything_told_to_people_has_its_colours_and_the_same_words(told, words):
    out = told(*words.split(), str(SAMPLE), "--color", "always")
    assert "\x1b[2m" in out
    assert re.sub(r"\x1b\[\d*m", "", out) == told(*words.split(), str(SAMPLE))


def test_problems_have_their_parts_apart_and_data_has_no_colour(told):
    out = told("check", "case.yaml", "--color", "always")
    assert "\x1b[2mcase.yaml:3:80: \x1b[0m\x1b[31merror: \x1b[0m" in out
    assert "\x1b[2m [undeclared]\x1b[0m\n" in out
    for words in (["check", "--format", "gcc"], ["list", "--format", "csv"]):
        assert "\x1b" not in told(*words, "case.yaml", "--color", "always")


@pytest.mark.parametrize(
    ("environ", "linked"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"VTE_VERSION": "6003"}, True),
        ({"VTE_VERSION": "4200"}, False),
        ({"WT_SESSION": "1"}, True),
        ({"KITTY_WINDOW_ID": "1", "TMUX": "x"}, False),
        ({"KITTY_WINDOW_ID": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_addresses_are_links_where_the_terminal_takes_them(told, environ, linked):
    out = told("show", "2021-07-26-one", "case.yaml", terminal=True, **environ)
    links = re.findall(r"\x1b\]8;;(.*?)\x1b\\", out)
    wanted = "https://example.org/a/rather/long/address/of/a/page"
    assert (wanted in links, set(links) <= {wanted, ""}) == (linked, True)
    assert "\x1b]8" not in told("show", "2021-07-26-one", "case.yaml", WT_SESSION="1")


@pytest.mark.skipif(sys.platform == "win32", reason="the pager is a script")
def test_long_output_goes_through_the_pager_that_git_would_take(told, timeline, monkeypatch):
    script = Path("pager").absolute()
    script.write_text(f'#!/bin/sh\necho "$LESS" "$LV" >{script}.asked\ncat >{script}.read\n')
    script.chmod(0o755)
    printed = told("list", "case.yaml")
    monkeypatch.setattr("timeline_tui.output.is_terminal", lambda _: True)
    for environ, words in (
        ({"PAGER": str(script)}, "list case.yaml"),
        ({"PAGER": "cat", "TIMELINE_PAGER": f"{script} -x"}, "list case.yaml"),
        ({"PAGER": str(script)}, "format-help"),
    ):
        assert told(*words.split(), **environ) == ""
        assert Path(f"{script}.asked").read_text() == "FRX -c\n"
        assert (Path(f"{script}.read").read_text() == printed) == words.startswith("list")
    told("list", "case.yaml", PAGER=str(script), LESS="R")
    assert Path(f"{script}.asked").read_text() == "R -c\n"
    for environ in ({"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "gone-pager"}, {"PAGER": "'"}):
        assert told("list", "case.yaml", **environ) == printed
    assert told("list", "case.yaml", TERM="dumb", PAGER=str(script)) == printed
    monkeypatch.setenv("PAGER", str(script))
    assert timeline("list", "case.yaml", "--no-pager", "--color", "never").out == printed
    early = Path("early").absolute()
    early.write_text("#!/bin/sh\nexit 0\n")  # left before anything was read
    early.chmod(0o755)
    monkeypatch.setenv("PAGER", str(early))
    assert timeline("format-help").code == 0
