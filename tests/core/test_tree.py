"""A piece of text becomes plain data, every value with its place, every mistake a sentence."""

import sys
from typing import Any

import pytest
import yaml

from timeline_tui.core.reading.tree import parse


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Has the test run with either of PyYAML's parsers."""
    if request.param == "python":
        monkeypatch.setattr(sys.modules[parse.__module__], "Parser", yaml.SafeLoader)


def test_scalars_are_read_as_typed(parser):
    for text, data in [
        ("- date: 2021-02-30", {"date": "2021-02-30"}),
        ("- a: no\n  b: 0123\n  c: 22:30", {"a": "no", "b": "0123", "c": "22:30"}),
        ("- a: 0x1F\n  b: 1_0\n  c: NULL", {"a": "0x1F", "b": "1_0", "c": "NULL"}),
        ("- a:\n  b: ~\n  c: null\n  d: ''", {"a": None, "b": None, "c": None, "d": ""}),
        ('- a: "~"\n  b: 1.10', {"a": "~", "b": "1.10"}),
        ('- {"date":"1","tags":["a","b"]}', {"date": "1", "tags": ["a", "b"]}),
        ("- text", "text"),
        ("- - a\n  - b", ["a", "b"]),
        ("- a: >-\n    b\n    c\n\n    d\n  e: |\n    f\n     g", {"a": "b c\nd", "e": "f\n g\n"}),
        ("- a: b\n   c\n  d: |\n", {"a": "b c", "d": None}),
        ("- a: 'it''s'\n  b: \"tab\\there\"", {"a": "it's", "b": "tab\there"}),
        ("- ? a\n  : b", {"a": "b"}),
        ("", None),
    ]:
        assert parse(text)[:2] == (data, [])


REFUSED: list[tuple[str, Any, str]] = [
    ("- a: 1\n  b: 2\n  a: 3", {"a": "1", "b": "2", "x-a": "3"}, "3:3 duplicate-key"),
    ("- f: {a: 1, a: 3}", {"f": {"a": "1"}}, "1:13 duplicate-key"),
    ("- a: &base {b: c}", {"a": {"b": "c"}}, "1:6 anchor"),
    ("- ? [a]\n  : b\n  c: d", {"c": "d"}, "1:5 complex-key"),
    ("- a: " + "x" * 1_000_001 + "\n  b: c", {"a": "", "b": "c"}, "1:6 too-long"),
    ('- "a\\0": "\\e[31m"', {"a␀": "␛[31m"}, "1:3 hidden-character"),
    ("-", None, "1:1 empty-item"),
    ("- title: Attack on base #3", {"title": "Attack on base"}, "1:25 cut-off"),
    ("- f: {n: 1,500,000+, m: 3}", {"f": {"n": "1,500,000+", "m": "3"}}, "1:11 comma-in-number"),
    ("- {of: a, best: 1,5}", {"of": "a", "best": ""}, "1:18 comma-in-number"),
    ("- killed: >8\n  a: b", {"killed": None, "a": "b"}, "1:11 yaml-sign"),
]


def test_what_is_refused_is_left_out_and_said(parser):
    for text, data, place in REFUSED:
        tree = parse(text)
        problem = tree.problems[0]
        assert tree.data == data
        assert f"{problem.line}:{problem.column} {problem.code}" == place
        assert problem.hint


def test_what_is_meant_is_not_warned_about():
    for text in [
        "- date: 2021-07-26 # Monday",
        "- actors: # who\n  - a",
        "- description: |\n    base #3",
        "- note: 1,500 men\n  f: {killed: 16}",
        "- {a: [1,500]}",
    ]:
        assert parse(text).problems == []


def test_every_value_and_key_knows_its_place(parser):
    data: Any = parse("  - date: 2021\n    a:\n      - b\n      - {c: 'é', \"d\": [e]}").data
    assert (data.at, data["date"].at, data["a"].at) == ((1, 5), (1, 11), (3, 7))
    item = data["a"][1]
    assert (item.at, item["c"].at, item["d"].at) == ((4, 9), (4, 13), (4, 23))
    assert [key.at for key in (*data, *item)] == [(1, 5), (2, 5), (4, 10), (4, 18)]


# A line of a record that is no YAML: place and code of its problem, the beginning of its hint,
# which is the change with which it is read if there is one
SLIPS = {
    "title: Kaldar: the retaking": '2:16 yaml-colon | Write `title: "Kaldar: the retaking"`',
    'title: He said: "no"': "2:17 yaml-colon | Write `title: 'He said: \"no\"'`",
    "title:Foo": "2:3 yaml-key | Write `title: Foo`",
    'title: "Foo" bar': "2:16 yaml-indent | Write `title: '\"Foo\" bar'`",
    "title: 'It's over'": '2:14 yaml-indent | Write `title: "It\'s over"`',
    'title: "Foo\n  note: "bar baz"': '3:10 yaml-indent | Write `title: "Foo"`',
    'title: "C:\\path"': "2:13 yaml-quote | Write `title: 'C:\\path'`",
    "location: [a, b": "2:13 yaml-bracket | Write `location: [a, b]`",
    "tags: [a, , b]": "2:13 yaml-bracket | Look for a missing",
    "title: [Translated] Foo": '2:23 yaml-indent | Write `title: "[Translated] Foo"`',
    "title: @press said": '2:10 yaml-sign | Write `title: "@press said"`',
    "title: - foo": '2:10 yaml-sign | Write `title: "- foo"`',
    "killed: >800": "2:11 yaml-sign | Write `killed: 800+`",
    "title: | foo": '2:10 yaml-sign | Write `title: "| foo"`',
}


def test_a_slip_is_explained(parser):
    for line in SLIPS:
        for ending in ("", "\n  type: battle"):
            text = f"- date: 1\n  {line}{ending}"
            tree = parse(text)
            [problem] = tree.problems
            place, hint = SLIPS[line].split(" | ", 1)
            assert (tree.data is None) == hint.startswith("Look for")
            # The parsers differ by a column about an escape.
            found = (f"{problem.line}:{problem.column + n} {problem.code}" for n in (0, -1))
            assert place in found
            assert problem.hint.startswith(hint)
            if hint.startswith("Write `") and "\n" not in line:  # what it says reads
                assert (
                    parse(f"- date: 1\n  {problem.hint[7:].split('`, as it is read here')[0]}").data
                    is not None
                )


def test_a_slip_in_the_margin_is_explained(parser):
    for text, place, hint in [
        ("- date: 1\n title: A", "2:2 yaml-indent", "Begin it in column 3, like"),
        ("- date:1\n  title: A", "2:8 yaml-colon", "Write `- date: 1` in the line above"),
        ("  -date: 2\n    title: B", "2:10 yaml-colon", "Write `- date: 2` in the line above"),
        ("- date: 1\n\ttitle: A", "2:1 yaml-tab", "Indent with spaces"),
        ("- date: 1\n\u00a0 title: A", "2:1 yaml-tab", "Begin it in column 3"),
        ("- a: {\n    killed: 1\n    wounded: 2\n  }", "3:12 yaml-bracket", "Look for"),
    ]:
        [problem] = parse(text).problems
        assert f"{problem.line}:{problem.column} {problem.code}" == place
        assert problem.hint.startswith(hint)


def test_there_is_an_end_to_nesting_items_and_problems():
    for opening in ("[", "- ", "{a: "):
        (problem,) = parse(opening * 100_000).problems
        assert problem.code == "too-deep"
    assert parse("[" * 50 + "]" * 50).problems == []
    assert parse("[" * 51 + "]" * 51).data is None
    assert parse(f"- tags: [{'a,' * 1000}]").problems == []
    tree: Any = parse(f"- id: a\n  tags: [{'a,' * 1001}]")
    assert len(tree.data["tags"]) == 1000
    assert [(one.line, one.code) for one in tree.problems] == [(2, "too-long")]
    assert len(parse("- " + "\n  ".join(["a: b"] * 1000)).problems) == 100
