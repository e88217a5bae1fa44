"""What config, environment and flags make of the settings, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline_tui.core.problems import Problem
from timeline_tui.settings import Panes, Reload, Settings, config_path, load_settings


def load(
    tmp_path: Path, text: str | bytes, environ: dict[str, str] | None = None
) -> tuple[Settings, tuple[Problem, ...]]:
    file = tmp_path / "config.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_settings(file, environ or {})


FULL = """
theme = "nord"
ascii = true
color = "never"
editor = "code --wait"

[keys]
down = ["n", "down"]
quit = "ctrl+x"

[panes]
event = false
layout = "below"

[reload]
auto = false
interval = 2
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings, problems = load(tmp_path, FULL)
    assert problems == ()
    assert settings == Settings(
        theme="nord",
        ascii=True,
        color="never",
        editor="code --wait",
        keys={"down": ("n", "down"), "quit": ("ctrl+x",)},
        panes=Panes(event=False, layout="below"),
        reload=Reload(auto=False, interval=2.0),
    )


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "\ufefftheme = ''\r\n"])
def test_a_config_without_settings_is_the_defaults(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == (Settings(), ())


def test_no_config_is_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml", {}) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theme = 1", [(1, 9, "`theme` cannot have this value", "Write a text in quotes")]),
        ("\nascii = 'yes'", [(2, 9, "`ascii` cannot have this value", "Write true or false")]),
        (
            "color = 'red'",
            [(1, 9, "`color` cannot have this value", 'Write "auto" or "never"')],
        ),
        ("colour = 1", [(1, 1, "Unknown key `colour`", "Did you mean `color`?")]),
        (
            "[reload]\nauto = true\ninterval = 0",
            [(3, 12, "`reload.interval` cannot have this value", "number from 0.1 to 60")],
        ),
        (
            "reload.interval = nan",
            [(1, 19, "`reload.interval` cannot have this value", "number from 0.1 to 60")],
        ),
        (
            "reload = { auto = true, interval = 'often' }",
            [(1, 36, "`reload.interval` cannot have this value", "number from 0.1 to 60")],
        ),
        ("[panes]\nevnt = true", [(2, 1, "Unknown key `panes.evnt`", "Did you mean `event`?")]),
        ("[pane]\nevent = true", [(1, 2, "Unknown key `pane`", "Did you mean `panes`?")]),
        ("panes = true", [(1, 9, "`panes` cannot have this value", "Write a table")]),
        ("keys = 1", [(1, 8, "`keys` cannot have this value", "Write a table")]),
        ("[keys]\nquit = 1", [(2, 8, "`keys.quit` cannot have this value", 'such as "j"')]),
        ("[keys]\nquit = []", [(2, 8, "`keys.quit` cannot have this value", 'such as "j"')]),
        ("[keys]\nquit = 'a, b'", [(2, 8, "`keys.quit` cannot have this value", 'such as "j"')]),
        (
            "[keys]\npalette = 'lit'",
            [(2, 11, "`keys.palette` cannot have this value", "There is no key `lit`. Write one")],
        ),
        (
            "[keys]\nup = ['k', 'ctrl+alt+shift+superfoo']",
            [(2, 6, "`keys.up` cannot have this value", "no key `ctrl+alt+shift+superfoo`")],
        ),
        ("[keys]\nup = 'shift+g'", [(2, 6, "`keys.up` cannot have this value", 'Write "G"')]),
        (
            "[keys]\nquit = 'j'\nmark = '!'\ndown = ['n', 'j']",
            [(4, 1, '"j" is the key of `quit` already', 'until then it keeps "down"')],
        ),
        ("[keys]\nmark = '/'\nedit = 'slash'", [(3, 1, '"/" is the key of `mark` already', "")]),
        ("[keys]\nquitt = 'x'", [(2, 1, "There is no command `quitt`", "Did you mean `quit`?")]),
        ("[keys]\nzzzzz = 'x'", [(2, 1, "There is no command `zzzzz`", "The help screen")]),
        (
            "theme = 1\nascii = 1\nbogus = 1",
            [
                (1, 9, "`theme` cannot", "quotes"),
                (2, 9, "`ascii` cannot", "true or false"),
                (3, 1, "Unknown key `bogus`", "Write `theme`"),
            ],
        ),
    ],
)
def test_a_mistake_has_its_place_and_says_what_to_write(
    tmp_path: Path, text: str, expected: list[tuple[int, int, str, str]]
) -> None:
    _, problems = load(tmp_path, text)
    assert [(p.line, p.column) for p in problems] == [(line, col) for line, col, _, _ in expected]
    for problem, (_, _, message, hint) in zip(problems, expected, strict=True):
        assert message in problem.message
        assert hint in problem.hint
        assert problem.file == str(tmp_path / "config.toml")
        assert problem.severity == "error"


def test_what_is_good_is_used_beside_what_is_not(tmp_path: Path) -> None:
    settings, problems = load(
        tmp_path, "theme = 'nord'\nascii = 3\n[panes]\nevent = false\nactors = 1\n[keys]\nup = 0\n"
    )
    assert settings == Settings(theme="nord", panes=Panes(event=False))
    assert len(problems) == 3


def test_a_key_given_twice_stays_with_the_first_and_the_second_keeps_its_own(
    tmp_path: Path,
) -> None:
    settings, _ = load(tmp_path, "[keys]\nquit = 'x'\nmark = 'x'\nup = 'f99'\ndown = 'ctrl+j'\n")
    assert settings.keys == {"quit": ("x",), "down": ("ctrl+j",)}


def test_a_command_whose_last_key_is_taken_is_a_warning_at_what_took_it(tmp_path: Path) -> None:
    settings, (problem,) = load(tmp_path, "[keys]\nlast = 'L'\nmark = ['f6', 'y']\n")
    assert settings.keys == {"last": ("L",), "mark": ("f6", "y")}
    assert (problem.severity, problem.line) == ("warning", 3)
    assert problem.message == '`cite` has no key left: "y" is that of `mark`'
    assert "“Copy citation” in the palette" in problem.hint


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("theme = 'nord'\nascii = tru\neditor = 'vi'\n", 2, "Invalid value"),
        ("theme = 'nord'\nascii\n", 2, "Expected '='"),
        ("theme = 'nord'\ntheme = 'other'\n", 2, "Cannot overwrite a value"),
        ("theme = 'nord'\neditor = 'never closed\n", 2, "Expected"),
        ("theme = 'nord'\neditor = \"never closed\n", 2, "Illegal character"),
        ("theme = 'nord'\n[keys]\nup = [\n'a',\n", 3, "Invalid value"),
        ("theme = 'nord'\n[keys]\nup = [\n'a'\ndown = 'b'", 5, "Unclosed array"),
    ],
)
def test_what_stands_above_a_broken_line_is_used(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    settings, (problem,) = load(tmp_path, text)
    assert settings == Settings(theme="nord")
    assert (problem.line, problem.code) == (line, "config-syntax")
    assert message in problem.message


@pytest.mark.parametrize(
    "text",
    [
        b"\x00",
        b"theme = '\x1b[31m'",
        b"a\nb = '\xff'",
        b"a = " + b"[" * 100_000,
        b"a = " + b"9" * 5_000,
        b"a = 1\n" * 300_000,
        b'"\\u001b[31m" = 1',
    ],
)
def test_whatever_the_bytes_there_are_settings_and_one_clean_problem(
    tmp_path: Path, text: bytes
) -> None:
    settings, (problem,) = load(tmp_path, text)
    assert settings == Settings()
    assert str(problem).isprintable()


def test_bytes_that_are_not_utf8_have_their_line(tmp_path: Path) -> None:
    _, (problem,) = load(tmp_path, b"theme = ''\neditor = '\xff'\n")
    assert problem.line == 2


def test_a_folder_is_no_config(tmp_path: Path) -> None:
    settings, (problem,) = load_settings(tmp_path, {})
    assert settings == Settings()
    assert problem.code == "config-unreadable"


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Settings(theme="nord")),
        ({"TIMELINE_THEME": "dracula"}, Settings(theme="dracula")),
        ({"TIMELINE_ASCII": "1"}, Settings(theme="nord", ascii=True)),
        ({"TIMELINE_ASCII": "0"}, Settings(theme="nord")),
        ({"TIMELINE_EDITOR": "hx"}, Settings(theme="nord", editor="hx")),
        ({"EDITOR": "hx", "VISUAL": "hx"}, Settings(theme="nord")),
        ({"NO_COLOR": "1"}, Settings(theme="nord", color="never")),
        ({"NO_COLOR": ""}, Settings(theme="nord")),
    ],
)
def test_the_environment_stands_over_the_config(
    tmp_path: Path, environ: dict[str, str], expected: Settings
) -> None:
    assert load(tmp_path, "theme = 'nord'", environ) == (expected, ())


def test_flags_stand_over_all(tmp_path: Path) -> None:
    settings, _ = load(tmp_path, "theme = 'nord'", {"TIMELINE_THEME": "dracula"})
    assert settings.with_flags() == settings
    changed = settings.with_flags(theme="gruvbox", ascii=True, watch=False)
    assert changed == Settings(theme="gruvbox", ascii=True, reload=Reload(auto=False))


def test_the_environment_names_the_place(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text("theme = 'nord'")
    assert load_settings(None, {"TIMELINE_CONFIG": str(file)})[0].theme == "nord"
    assert config_path({}).parts[-2:] == ("timeline", "config.toml")
