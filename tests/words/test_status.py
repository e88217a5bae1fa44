"""The sentences of the status line."""

from export_files import view

from timeline_tui.core.problems import Problem
from timeline_tui.words import status
from timeline_tui.words.spans import text_of

TEXT = """\
sources: {paper: {name: Paper, published: 2021-07-27}}
events:
  - {date: 2021-07-26, title: A battle, sources: paper, claims: {text: x, sources: y}}
  - {date: 2021-07-28, title: A parade}
"""
ERROR = Problem("error", "bad-date", "No date", "Write one", "dir/case.yaml", 3, 7)


def test_what_is_shown_as_of_when_and_what_is_hidden_or_wrong():
    for query, said in {
        "": "2 events",
        "battle": "1 of 2",
        "sort:reported": "2 events · by report",
        "asof:2021-07-27": "as of 2021-07-27 · 1 event · 2 statements hidden: no report date",
    }.items():
        assert text_of(status.facts_line(view(TEXT, query), ())) == said
    problems = (ERROR, ERROR, Problem("warning", "w", "x"), Problem("note", "n", "x"))
    said = "2 events · the file cannot be read · 2 errors · 1 warning"
    assert text_of(status.facts_line(view(TEXT), problems, unreadable=True)) == said
    assert text_of(status.facts_line(None, ())) == ""
