"""How each editor is told a line, and which one it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline_tui.editor import chosen, command, waits

FILE = Path("/case/events.yaml")
F = str(FILE)
COMMANDS = [
    ("vi", ["vi", "+12", F]),
    ("/usr/bin/vim.gtk3", ["/usr/bin/vim.gtk3", "+12", "+normal! 5|", F]),
    ("gvim -f", ["gvim", "-f", "+12", "+normal! 5|", F]),
    ("nano", ["nano", "+12,5", F]),
    ("emacs", ["emacs", "+12:5", F]),
    ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+12:5", F]),
    ("helix", ["helix", f"{F}:12:5"]),
    ("code --wait", ["code", "--wait", "--goto", f"{F}:12:5"]),
    ("subl", ["subl", f"{F}:12:5"]),
    ("gedit", ["gedit", "+12:5", F]),
    ("kate", ["kate", "--line", "12", "--column", "5", F]),
    ("sensible-editor", ["sensible-editor", "+12", F]),
    ("ed", ["ed", F]),
    ("/opt/unknown --flag", ["/opt/unknown", "--flag", F]),
    ("'/opt/my editors/nano' -l", ["/opt/my editors/nano", "-l", "+12,5", F]),
    ("nano 'never closed", ["nano", "'never", "closed", "+12,5", F]),
    ("  ", ["vi", "+12", F]),
]
IN_THE_TERMINAL = [
    "vi",
    "/usr/bin/nvim",
    "nano",
    "emacs",
    "emacsclient",
    "hx",
    "unknown",
    "gvim -v",
]
IN_A_WINDOW = ["emacsclient -n", "gvim", "vim -g", "code --wait", "subl", "zed", "gedit"]
CHOSEN = [
    ("hx", {"VISUAL": "code", "EDITOR": "nano"}, {"vi"}, "hx"),
    ("", {"VISUAL": "code --wait", "EDITOR": "nano"}, {"vi"}, "code --wait"),
    ("", {"VISUAL": " ", "EDITOR": "nano"}, {"vi"}, "nano"),
    ("", {}, {"sensible-editor", "nano", "vi"}, "sensible-editor"),
    ("", {}, {"nano", "vi"}, "nano"),
    ("", {}, set(), "vi"),
]


def test_each_editor_has_its_own_way_to_be_told_a_line() -> None:
    for editor, expected in COMMANDS:
        assert list(command(editor, FILE, 12, 5)) == expected


def test_a_file_is_never_read_as_an_option_nor_a_path_with_blanks_as_words(tmp_path: Path) -> None:
    for name in ("-rf.yaml", "+12.yaml", "with blank.yaml", "{file}.yaml"):
        assert command("nano", Path(name), 3) == ("nano", "+3,1", str(Path.cwd() / name))
    program = tmp_path / "my tools" / "nano"
    program.parent.mkdir()
    program.touch()
    assert command(str(program), FILE, 3) == (str(program), "+3,1", F)


def test_the_screen_waits_for_an_editor_that_takes_the_terminal() -> None:
    assert [editor for editor in IN_THE_TERMINAL if not waits(editor)] == []
    assert [editor for editor in IN_A_WINDOW if waits(editor)] == []


def test_the_config_then_the_environment_then_what_is_installed_chooses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, (setting, environ, installed, expected) in enumerate(CHOSEN):
        programs = tmp_path / str(number)
        programs.mkdir()
        for name in installed:
            (programs / name).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(programs))
        assert chosen(setting, environ) == expected
