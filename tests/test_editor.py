"""How an editor is opened, and the recipes of docs/editors.md, run by the editors that are here."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import ROOT
from doc_shell import shim

from timeline_tui.cli import main
from timeline_tui.editor import chosen, command, waits

FILE = Path("/case/events.yaml")
F = str(FILE)
COMMANDS = """
vi | vi +12 FILE
/usr/bin/vim.gtk3 | /usr/bin/vim.gtk3 +12 '+normal! 5|' FILE
gvim -f | gvim -f +12 '+normal! 5|' FILE
nano | nano +12,5 FILE
emacsclient -t -a '' | emacsclient -t -a '' +12:5 FILE
helix | helix FILE:12:5
code --wait | code --wait --goto FILE:12:5
gedit | gedit +12:5 FILE
kate | kate --line 12 --column 5 FILE
sensible-editor | sensible-editor +12 FILE
/opt/unknown --flag | /opt/unknown --flag FILE
'/opt/my editors/nano' -l | '/opt/my editors/nano' -l +12,5 FILE
nano 'never closed | nano "'never" closed +12,5 FILE
  | vi +12 FILE
"""
IN_THE_TERMINAL = ["vi", "/usr/bin/nvim", "nano", "emacs", "emacsclient", "hx", "new", "gvim -v"]
IN_A_WINDOW = ["emacsclient -n", "gvim", "vim -g", "code --wait", "subl", "zed", "gedit"]
CHOSEN = [
    ("hx", {"VISUAL": "code", "EDITOR": "nano"}, {"vi"}, "hx"),
    ("", {"VISUAL": "code --wait", "EDITOR": "nano"}, {"vi"}, "code --wait"),
    ("", {"VISUAL": " ", "EDITOR": "nano"}, {"vi"}, "nano"),
    ("", {}, {"sensible-editor", "nano", "vi"}, "sensible-editor"),
    ("", {}, {"nano", "vi"}, "nano"),
    ("", {}, set(), "vi"),
]


def test_each_editor_has_its_own_way_to_be_told_a_line():
    for row in COMMANDS.strip("\n").splitlines():
        editor, expected = row.split(" | ")
        assert shlex.join(command(editor, FILE, 12, 5)) == shlex.join(
            shlex.split(expected.replace("FILE", F))
        )


def test_a_file_is_never_read_as_an_option_nor_a_path_with_blanks_as_words(tmp_path):
    for name in ("-rf.yaml", "+12.yaml", "with blank.yaml", "{file}.yaml"):
        assert command("nano", Path(name), 3) == ("nano", "+3,1", str(Path.cwd() / name))
    program = tmp_path / "my tools" / "nano"
    program.parent.mkdir()
    program.touch()
    assert command(str(program), FILE, 3) == (str(program), "+3,1", F)


PROGRAMS = {  # as `shutil.which` finds them there; a drive is no absolute path here
    "code": "/tools/code.CMD",
    "subl": "/tools/subl.exe",
    "planted": "./planted.cmd",
}
ON_WINDOWS = [  # the program, its own words, then how it is told the place
    ("code --wait", "a b.yaml", ["/tools/code.CMD", "--wait", "--goto", "FILE:3:1"]),
    ("code", "a&calc.yaml", ["code", "--goto", "FILE:3:1"]),  # a shell would start calc
    ("subl", "a&calc.yaml", ["/tools/subl.exe", "FILE:3:1"]),
    ("planted", "a.yaml", ["planted", "FILE"]),  # it stands where the timeline does
    (r'"C:\My tools\gedit.exe" -s', "a.yaml", [r"C:\My tools\gedit.exe", "-s", "+3:1", "FILE"]),
    (r"C:\Tools\Notepad++.exe", "a.yaml", [r"C:\Tools\Notepad++.exe", "-n3", "-c1", "FILE"]),
]


def test_windows_starts_what_is_found_for_a_name_unless_a_shell_reads_more_in_it(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("shutil.which", PROGRAMS.get)
    assert chosen("", {}) == "notepad"
    for editor, name, expected in ON_WINDOWS:
        file = f"/case/{name}"
        words = [word.replace("FILE", file) for word in expected]
        assert [*command(editor, Path(file), 3)] == words


def test_the_screen_waits_for_an_editor_that_takes_the_terminal():
    assert [editor for editor in IN_THE_TERMINAL if not waits(editor)] == []
    assert [editor for editor in IN_A_WINDOW if waits(editor)] == []


def test_the_config_then_the_environment_then_what_is_installed_chooses(tmp_path, monkeypatch):
    for number, (setting, environ, installed, expected) in enumerate(CHOSEN):
        programs = tmp_path / str(number)
        programs.mkdir()
        for name in installed:
            (programs / name).touch(mode=0o755)
        monkeypatch.setenv("PATH", str(programs))
        assert chosen(setting, environ) == expected


PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
CASE = """\
locations:
  kaldar: {name: Kaldar, note: "never used, ü ü"}
events:
  - date: 07/08/2021
    title: The bridge is closed
    sources: report
"""
FOUND = [(2, 3, "warning"), (4, 11, "error"), (6, 14, "note")]  # line, column, severity
PARTS = ("file", "line", "column", "severity")


def recipe(mark: str) -> str:
    found = re.search(rf"^<!-- {mark} -->\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)
    return found[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home with a timeline that has a problem of each kind, and `timeline` on the path."""
    home = tmp_path / "home"
    home.mkdir()
    programs = shim(tmp_path)
    (home / "events.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(home)
    return home


def found_by(editor: str, options: list[str], *steps: str, listing: str) -> list[dict[str, Any]]:
    """What vim or neovim has in a list once the steps are done."""
    if shutil.which(editor) is None:
        pytest.skip(f"{editor} is not installed")
    write = f"call writefile([json_encode({listing})], 'found.json')"
    words = [word for step in (*steps, write, "qall!") for word in ("-c", step)]
    subprocess.run([editor, "-u", "NONE", *options, *words], capture_output=True, timeout=60)
    found: list[dict[str, Any]] = json.loads(Path("found.json").read_text("utf-8"))
    return found


def test_vim_lists_the_problems(folder):
    compiler = folder / ".vim" / "compiler" / "timeline.vim"
    compiler.parent.mkdir(parents=True)
    compiler.write_text(recipe("vim"))
    options = ["-es", "-N", "--cmd", f"set rtp^={compiler.parents[1]}"]
    steps = ("edit events.yaml", "compiler timeline", "silent make!")
    listed = found_by("vim", options, *steps, listing="getqflist()")
    assert [(item["lnum"], item["col"], item["type"]) for item in listed] == [
        (line, column, severity[0]) for line, column, severity in FOUND
    ]
    assert all(item["valid"] and item["bufnr"] for item in listed)
    assert "2021-08-07" in listed[1]["text"]


def test_neovim_shows_the_problems_of_a_file_that_is_opened(folder):
    (folder / "timeline.lua").write_text(recipe("neovim"))
    steps = ("luafile timeline.lua", "edit events.yaml")
    shown = found_by("nvim", ["--headless"], *steps, listing="v:lua.vim.diagnostic.get(0)")
    severities = {"error": 1, "warning": 2, "note": 4}
    assert sorted((item["lnum"] + 1, item["col"] + 1, item["severity"]) for item in shown) == [
        (line, column, severities[severity]) for line, column, severity in FOUND
    ]


def test_the_commands_for_emacs_and_vs_code_print_what_their_patterns_read(folder, capsys):
    (task,) = json.loads(recipe("vscode"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    emacs = re.search(r'"timeline (.*?)"', recipe("emacs"))[1].split()
    gnu = r"([^:]+):(\d+):(\d+): (error|warning|note): .*"  # as Emacs knows it by itself
    for words, regexp, groups in (
        (task["args"], pattern["regexp"], [pattern[name] for name in PARTS]),
        (emacs, gnu, [1, 2, 3, 4]),
    ):
        assert main([word.replace("${file}", "events.yaml") for word in words]) == 1
        lines = capsys.readouterr().out.splitlines()
        found = [re.fullmatch(regexp, line).group(*groups) for line in lines]
        assert found == [("events.yaml", str(line), str(at), kind) for line, at, kind in FOUND]


def test_the_hook_checks_what_it_is_handed(folder, capsys):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert f"id: {hook['id']}" in PAGE
    names = ("events.yaml", "case/events.yml", "timeline.yaml", "bridge.timeline.yaml")
    others = ("old-events.yaml", "events.yaml.orig", "timeline-1.schema.json")
    assert [name for name in (*names, *others) if re.search(hook["files"], name)] == [*names]
    for name in "ab":
        text = f"- {{date: 2021, title: Of {name}, id: same}}\n"
        (folder / f"{name}.timeline.yaml").write_text(text)
    program, *words = shlex.split(hook["entry"])
    assert program == "timeline"
    assert main([*words, "a.timeline.yaml", "b.timeline.yaml"]) == 0
    assert main([*words, "a.timeline.yaml", "events.yaml"]) == 1
    assert "1 error" in capsys.readouterr().err
