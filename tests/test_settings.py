"""What config, environment and flags make of the settings, and what is said of mistakes."""

from pathlib import Path
from typing import Any

import pytest

from timeline_tui.settings import Panes, Reload, Settings, config_path, load_settings

NORD = Settings(theme="nord")
MISTAKES = [  # what stands there, the line and the words of the problem, its hint
    ("theme = 1", 1, "`theme` cannot have this value", "Write a text in quotes"),
    ("color = 'red'", 1, "`color` cannot have this value", 'Write "auto" or "never"'),
    ("panes.event_width = 'x'", 1, "`panes.event_width` cannot", '"narrow", "middle" or "wide"'),
    ("colour = 1", 1, "Unknown key `colour`", "Did you mean `color`?"),
    ("[reload]\nauto = true\ninterval = 0", 3, "`reload.interval` cannot", "from 0.1 to 60"),
    ("[panes]\nevnt = true", 2, "Unknown key `panes.evnt`", "Did you mean `event`?"),
    ("[keys]\nquit = 1", 2, "`keys.quit` cannot have this value", 'such as "j"'),
    ("[keys]\npalette = 'lit'", 2, "`keys.palette` cannot have this value", "ctrl+p"),
    ("[keys]\nquitt = 'x'", 2, "`keys.quitt` is no command", "Did you mean `quit`?"),
    ("[keys]\nquit = 'f6'\nmark = 'f6'", 3, "`keys.mark` has a key of `quit`", "another"),
    ("[keys]\nmark = ['f6', 'y']", 2, "`keys.mark` leaves no key to `cite`", "palette"),
]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def read(file: Path, text: str | bytes, environ: dict[str, str] | None = None) -> Any:
    """The settings of a config, and what is wrong with it."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    settings, problems = load_settings(file, environ or {})
    assert {problem.file for problem in problems} <= {str(file)}
    return settings, problems


def test_every_setting_is_read(file):
    text = """
    theme = "nord"
    ascii = true
    color = "never"
    editor = "code --wait"
    [keys]
    down = ["n", "down"]
    quit = "ctrl+x"
    mark = "/"
    [panes]
    event = false
    event_width = "wide"
    [reload]
    auto = false
    interval = 2
    """
    keys = {"down": ("n", "down"), "quit": ("ctrl+x",), "mark": ("slash",)}
    panes, reload = Panes(event=False, event_width="wide"), Reload(auto=False, interval=2)
    wanted = Settings("nord", True, "never", "code --wait", keys, panes, reload)
    assert read(file, text) == (wanted, ())
    assert read(file, b"\xef\xbb\xbf\r\n# nothing\r\n") == (Settings(), ())
    assert load_settings(file.with_name("none.toml"), {}) == (Settings(), ())


def test_a_mistake_is_named_by_its_key_and_says_what_to_write(file):
    for text, line, message, hint in MISTAKES:
        settings, (problem,) = read(file, f"editor = 'vi'\n{text}")
        assert settings.editor == "vi"  # all else counts
        assert problem.line == line + 1
        assert message in problem.message
        assert hint in problem.hint
        assert problem.severity == ("warning" if "leaves" in message else "error")


def test_whatever_the_bytes_there_are_settings_and_one_clean_problem(file):
    for text, line in (
        (b"theme = 'nord'\nascii = tru\n", 2),
        (b"theme = 'nord'\neditor = 'never closed\n", 1),
        (b"a\nb = '\xff'", 1),
        (b"theme = '\x1b[31m'", 1),
        (b"a = " + b"[" * 100_000, 1),
        (b'"\\u001b[31m" = 1', 1),
    ):
        settings, (problem,) = read(file, text)
        assert (settings, problem.line) == (Settings(), line)
        assert str(problem).isprintable()
    settings, (problem,) = load_settings(file.parent, {})
    assert problem.message == "The config cannot be read: Is a directory"


def test_the_environment_stands_over_the_config(file):
    for environ, expected in [
        ({}, NORD),
        ({"TIMELINE_THEME": "dracula"}, Settings(theme="dracula")),
        ({"TIMELINE_ASCII": "1"}, Settings(theme="nord", ascii=True)),
        ({"TIMELINE_ASCII": "No"}, NORD),
        ({"TIMELINE_EDITOR": "hx", "EDITOR": "vi"}, Settings(theme="nord", editor="hx")),
        ({"NO_COLOR": "1"}, Settings(theme="nord", color="never")),
        ({"NO_COLOR": ""}, NORD),
    ]:
        assert read(file, "theme = 'nord'", environ) == (expected, ())
    file.write_text("theme = 'nord'")
    assert load_settings(None, {"TIMELINE_CONFIG": str(file)}) == (NORD, ())
    assert config_path({}).parts[-2:] == ("timeline", "config.toml")
