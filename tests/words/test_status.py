"""The sentences of the status line."""

from timeline_tui.core.loading import load_text
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import View, apply
from timeline_tui.words import status
from timeline_tui.words.spans import text_of

COMMANDS = ("previous_report", "next_report", "as_of_off", "edit", "drop_term", "reload")
KEYS = {**dict.fromkeys(COMMANDS, "K"), "clear": "0", "undo": "U", "next_pane": "Tab"}
TEXT = """\
sources: {paper: {name: Paper, published: 2021-07-27}}
events:
  - {date: 2021-07-26, title: A battle, sources: paper, claims: {text: x, sources: y}}
  - {date: 2021-07-28, title: A parade}
"""
ERROR = Problem("error", "bad-date", "No date", "Write one", "dir/case.yaml", 3, 7)


def view(query: str = "", text: str = TEXT) -> View:
    return apply(load_text(text), parse(query))


def test_what_is_shown_as_of_when_and_what_is_hidden_or_wrong():
    for query, said in {
        "": "2 events",
        "battle": "1 of 2",
        "sort:reported": "2 events · by report",
        "asof:2021-07-27": "as of 2021-07-27 · 1 event · 2 statements hidden: no report date",
    }.items():
        assert text_of(status.facts_line(view(query), ())) == said
    problems = (ERROR, ERROR, Problem("warning", "w", "x"), Problem("note", "n", "x"))
    said = "2 events · the file cannot be read · 2 errors · 1 warning"
    assert text_of(status.facts_line(view(), problems, unreadable=True)) == said
    assert text_of(status.facts_line(None, ())) == ""


EMPTY = [
    ("nothing", TEXT, "No event matches. K drops the last term, 0 clears, U goes back."),
    ("asof:1999", TEXT, "Nothing had been reported by then. K goes to the next report day, "),
    ("", "title: x\n", "No events yet. Two lines make one, under events: a date and a title."),
]


def test_an_empty_list_says_why_and_what_to_do_next():
    for query, text, said in EMPTY:
        empty = view(query, text)
        assert text_of(status.empty_line(empty, KEYS)).startswith(said)
        assert said.startswith(text_of(status.empty_line(empty)))
        typing = text_of(status.empty_line(empty, KEYS, typing=True))
        assert typing.endswith(". Esc restores the query before.")
