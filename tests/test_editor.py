"""How an editor is opened, and the recipes of docs/editors.md, run by the editors that are here."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command_line import ROOT

from timeline_tui.cli import main
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


def test_each_editor_has_its_own_way_to_be_told_a_line():
    for editor, expected in COMMANDS:
        assert list(command(editor, FILE, 12, 5)) == expected


def test_a_file_is_never_read_as_an_option_nor_a_path_with_blanks_as_words(tmp_path):
    for name in ("-rf.yaml", "+12.yaml", "with blank.yaml", "{file}.yaml"):
        assert command("nano", Path(name), 3) == ("nano", "+3,1", str(Path.cwd() / name))
    program = tmp_path / "my tools" / "nano"
    program.parent.mkdir()
    program.touch()
    assert command(str(program), FILE, 3) == (str(program), "+3,1", F)


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
  - date: 26.07.2021
    title: The bridge is closed
    sources: report
"""
FOUND = [  # line, column, severity
    (2, 3, "warning"),
    (4, 11, "error"),
    (6, 14, "note"),
]


def recipe(mark: str) -> str:
    found = re.search(rf"^<!-- {mark} -->\n```\w+\n(.*?)^```$", PAGE, re.M | re.S)
    assert found is not None
    return found[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home with a timeline that has a problem of each kind, and `timeline` on the path."""
    programs = tmp_path / "bin"
    programs.mkdir()
    shim = programs / "timeline"
    shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m timeline_tui "$@"\n')
    shim.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    (home / "events.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(home)
    return home


def run(editor: str, *words: str) -> str:
    if shutil.which(editor) is None:
        pytest.skip(f"{editor} is not installed")
    done = subprocess.run(
        [editor, *words], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    return done.stdout + done.stderr


def test_vim_lists_the_problems(folder):
    compiler = folder / ".vim" / "compiler" / "timeline.vim"
    compiler.parent.mkdir(parents=True)
    compiler.write_text(recipe("vim"))
    write = "call writefile([json_encode(getqflist())], 'found.json')"
    steps = ("edit events.yaml", "compiler timeline", "silent make!", write, "qall!")
    options = ("-es", "-N", "-u", "NONE", "--cmd", f"set rtp^={compiler.parents[1]}")
    run("vim", *options, *(word for step in steps for word in ("-c", step)))
    listed = json.loads((folder / "found.json").read_text("utf-8"))
    assert [(item["lnum"], item["col"], item["type"]) for item in listed] == [
        (line, column, severity[0]) for line, column, severity in FOUND
    ]
    assert all(item["valid"] and item["bufnr"] for item in listed)
    assert "2021-07-26" in listed[1]["text"]


def test_neovim_shows_the_problems_of_a_file_that_is_opened(folder):
    (folder / "timeline.lua").write_text(recipe("neovim"))
    write = "call writefile([json_encode(v:lua.vim.diagnostic.get(0))], 'found.json')"
    steps = ("luafile timeline.lua", "edit events.yaml", write, "qall!")
    run("nvim", "--headless", "-u", "NONE", *(word for step in steps for word in ("-c", step)))
    shown = json.loads((folder / "found.json").read_text("utf-8"))
    severities = {"error": 1, "warning": 2, "note": 4}
    assert sorted((item["lnum"] + 1, item["col"] + 1, item["severity"]) for item in shown) == [
        (line, column, severities[severity]) for line, column, severity in FOUND
    ]


def test_emacs_knows_the_lines(folder):
    (folder / ".dir-locals.el").write_text(recipe("emacs"))
    (folder / "try.el").write_text("""\
(setq enable-local-variables :all)
(find-file "events.yaml")
(hack-dir-local-variables-non-file-buffer)
(let ((buffer (compile compile-command)))
  (with-current-buffer buffer
    (while (get-buffer-process buffer) (accept-process-output nil 0.1))
    (compilation--ensure-parse (point-max))
    (princ (format "%s %s %s\\n" compilation-num-errors-found compilation-num-warnings-found
                   compilation-num-infos-found))))
(setq compilation-skip-threshold 0)
(dotimes (_ 3)
  (next-error)
  (princ (format "%s:%s:%s\\n" (buffer-name) (line-number-at-pos) (1+ (current-column)))))
""")
    said = run("emacs", "-Q", "--batch", "-l", "try.el").splitlines()
    assert "1 1 1" in said
    assert [line for line in said if re.fullmatch(r"events\.yaml:\d+:\d+", line)] == [
        f"events.yaml:{line}:{column}" for line, column, _ in FOUND
    ]


def test_the_pattern_for_vs_code_reads_every_line(folder, capsys):
    (task,) = json.loads(recipe("vscode"))["tasks"]
    words = [word.replace("${file}", "events.yaml") for word in task["args"]]
    assert main(words) == 1
    pattern = task["problemMatcher"]["pattern"]
    found = [re.fullmatch(pattern["regexp"], line) for line in capsys.readouterr().out.splitlines()]
    assert [
        (int(m[pattern["line"]]), int(m[pattern["column"]]), m[pattern["severity"]])
        for m in found
        if m is not None
    ] == FOUND
    assert [m[pattern["file"]] for m in found if m is not None] == ["events.yaml"] * 3


def test_the_hook_checks_what_it_is_handed(folder, capsys):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert f"id: {hook['id']}" in PAGE
    names = {
        "events.yaml": True,
        "case/events.yml": True,
        "timeline.yaml": True,
        "bridge.timeline.yaml": True,
        "old-events.yaml": False,
        "events.yaml.orig": False,
        "timeline-1.schema.json": False,
    }
    assert {name: bool(re.search(hook["files"], name)) for name in names} == names
    (folder / "a.timeline.yaml").write_text("- {date: 2021, title: One, id: same}\n")
    (folder / "b.timeline.yaml").write_text("- {date: 2021, title: Two, id: same}\n")
    program, *words = shlex.split(hook["entry"])
    assert program == "timeline"
    assert main([*words, "a.timeline.yaml", "b.timeline.yaml"]) == 0
    assert main([*words, "a.timeline.yaml", "events.yaml"]) == 1
    assert "1 error" in capsys.readouterr().err
