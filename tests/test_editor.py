"""How each editor is told a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline_tui.editor import chosen, command, waits

FILE = Path("/case/events.yaml")
F = str(FILE)


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", ["vi", "+12", F]),
        ("vim", ["vim", "+12", "+normal! 5|", F]),
        ("nvim", ["nvim", "+12", "+normal! 5|", F]),
        ("/usr/bin/vim.gtk3", ["/usr/bin/vim.gtk3", "+12", "+normal! 5|", F]),
        ("gvim -f", ["gvim", "-f", "+12", "+normal! 5|", F]),
        ("nano", ["nano", "+12,5", F]),
        ("emacs", ["emacs", "+12:5", F]),
        ("emacs -nw", ["emacs", "-nw", "+12:5", F]),
        ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", "", "+12:5", F]),
        ("micro", ["micro", "+12:5", F]),
        ("helix", ["helix", f"{F}:12:5"]),
        ("hx", ["hx", f"{F}:12:5"]),
        ("kak", ["kak", "+12:5", F]),
        ("code", ["code", "--goto", f"{F}:12:5"]),
        ("code --wait", ["code", "--wait", "--goto", f"{F}:12:5"]),
        ("codium", ["codium", "--goto", f"{F}:12:5"]),
        ("subl", ["subl", f"{F}:12:5"]),
        ("zed --wait", ["zed", "--wait", f"{F}:12:5"]),
        ("gedit", ["gedit", "+12:5", F]),
        ("kate", ["kate", "--line", "12", "--column", "5", F]),
        ("sensible-editor", ["sensible-editor", "+12", F]),
        ("ed", ["ed", F]),
        ("/opt/unknown --flag", ["/opt/unknown", "--flag", F]),
        ("'/opt/my editors/nano' -l", ["/opt/my editors/nano", "-l", "+12,5", F]),
        ("nano 'never closed", ["nano", "'never", "closed", "+12,5", F]),
        ("  ", ["vi", "+12", F]),
    ],
)
def test_command(editor: str, expected: list[str]) -> None:
    assert list(command(editor, FILE, 12, 5)) == expected


@pytest.mark.parametrize("name", ["-rf.yaml", "+12.yaml", "with blank.yaml", "{file}.yaml"])
def test_a_file_is_never_read_as_an_option(name: str) -> None:
    words = command("nano", Path(name), 3)
    assert words == ("nano", "+3,1", str(Path.cwd() / name))


def test_an_editor_whose_path_has_blanks_needs_no_quotes(tmp_path: Path) -> None:
    program = tmp_path / "my tools" / "nano"
    program.parent.mkdir()
    program.touch()
    assert command(str(program), FILE, 3)[0] == str(program)


@pytest.mark.parametrize(
    ("editor", "expected"),
    [
        ("vi", True),
        ("/usr/bin/nvim", True),
        ("nano", True),
        ("emacs", True),
        ("emacsclient", True),
        ("emacsclient -n", False),
        ("hx", True),
        ("never-heard-of", True),
        ("gvim", False),
        ("gvim -v", True),
        ("vim -g", False),
        ("code --wait", False),
        ("subl", False),
        ("zed", False),
        ("gedit", False),
    ],
)
def test_waits(editor: str, expected: bool) -> None:
    assert waits(editor) is expected


@pytest.mark.parametrize(
    ("setting", "environ", "installed", "expected"),
    [
        ("hx", {"VISUAL": "code", "EDITOR": "nano"}, {"vi"}, "hx"),
        ("", {"VISUAL": "code --wait", "EDITOR": "nano"}, {"vi"}, "code --wait"),
        ("", {"VISUAL": " ", "EDITOR": "nano"}, {"vi"}, "nano"),
        ("", {}, {"sensible-editor", "nano", "vi"}, "sensible-editor"),
        ("", {}, {"nano", "vi"}, "nano"),
        ("", {}, set(), "vi"),
    ],
)
def test_chosen(setting: str, environ: dict[str, str], installed: set[str], expected: str) -> None:
    found = chosen(setting, environ, lambda name: name if name in installed else None)
    assert found == expected
