"""What a language server needs is there without Textual: problems with mended lines, dossiers."""

from command_line import process

CODE = """\
import sys
from pathlib import Path

from timeline_tui.core.loading import load
from timeline_tui.core.loading.load import mended_line
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply
from timeline_tui.words.dossier import dossier

timeline = load([Path(sys.argv[1])])
for one in timeline.problems:
    for record in timeline.records:
        if record.file == one.file and one.line in record.lines:
            print(one.line, one.code, mended_line(record.text, one.line - record.line))
view = apply(timeline, parse(""))
for remark in dossier(view, "actor", "army"):
    print(remark.label, *(piece.text for words in remark.items for piece in words), sep="|")
print("textual" in sys.modules)
"""
"""As a server would call them."""

CASE = """\
events:
  - date: 26 July 2021
    title: A raid
    actors: {actor: army, role: target}
"""


PRINTED = """\
2 other-date   - date: 2021-07-26
    date_text: 26 July 2021
4 undeclared
Event|26 July 2021: |A raid
Roles|target 1
False
"""


def test_problems_with_mended_lines_and_dossiers_need_no_screen(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE)
    done = process(code=CODE.replace("sys.argv[1]", repr(str(tmp_path / "case.yaml"))))
    assert (done.stderr, done.stdout.decode().split()) == (b"", PRINTED.split())
