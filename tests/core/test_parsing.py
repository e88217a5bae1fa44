"""A chunk's text becomes plain data, every mistake a sentence, every value a place."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import Path, Value, locate, parse, yaml_events
from timeline_tui.core.reading.plain_yaml import NotPlain, read_plain
from timeline_tui.core.reading.python_parser import PythonParser


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has the test run with either of PyYAML's parsers."""
    if request.param == "python":
        monkeypatch.setattr(yaml_events, "Parser", PythonParser)


def said(text: str) -> list[str]:
    """The problems as `line:column: severity: message. hint. [code]`."""
    return [str(problem)[1:] for problem in parse(text).problems]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("- date: 2021-02-30", {"date": "2021-02-30"}),
        ("- a: no\n  b: 0123\n  c: 22:30", {"a": "no", "b": "0123", "c": "22:30"}),
        ("- a: 0x1F\n  b: 1_0\n  c: NULL", {"a": "0x1F", "b": "1_0", "c": "NULL"}),
        ("- a:\n  b: ~\n  c: null\n  d: ''", {"a": None, "b": None, "c": None, "d": ""}),
        ('- a: "~"\n  b: 1.10', {"a": "~", "b": "1.10"}),
        ("- null: x\n  ~: y", {"null": "x", "~": "y"}),
        ("title: T", {"title": "T"}),
        ("{date: 1, title: T}", {"date": "1", "title": "T"}),
        ('- {"date":"1","tags":["a","b"]}', {"date": "1", "tags": ["a", "b"]}),
        ("  - a: [b, ~]", {"a": ["b", None]}),
        ("  -\n    a: b", {"a": "b"}),
        ("  # remark\n  - a: b # remark", {"a": "b"}),
        ("- text", "text"),
        ("- - a\n  - b", ["a", "b"]),
        ("- a\n- b", ["a", "b"]),
        ("text\nmore", "text more"),
        ("- a: >-\n    b\n    c\n\n    d", {"a": "b c\nd"}),
        ("- a: |\n    b\n      c", {"a": "b\n  c\n"}),
        ("- a: >\n    b", {"a": "b\n"}),
        ("- a: b\n   c\n  d: e", {"a": "b c", "d": "e"}),
        ("- a: 'it''s'\n  b: \"tab\\there\"", {"a": "it's", "b": "tab\there"}),
        ("- ? a\n  : b", {"a": "b"}),
        ("- می\u200cخواهد: é", {"می\u200cخواهد": "é"}),
        ("", None),
        ("# nothing", None),
    ],
)  # fmt: skip
def test_scalars_are_read_as_typed(parser: None, text: str, data: Value) -> None:
    parsed = parse(text)
    assert parsed.data == data
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "data", "problem"),
    [
        (
            "- a: 1\n  b: 2\n  a: 3",
            {"a": "1", "b": "2"},
            "3:3: error: `a` stands twice, in line 1 and in line 3. "
            "Delete one of them; the first counts. [duplicate-key]",
        ),
        (
            "- date: 1\n  title: A\n  date: 2",
            {"date": "1", "title": "A"},
            "3:3: error: `date` stands twice, in line 1 and in line 3. Delete one of them; the "
            'first counts. If another event begins here, put "- " before it. [duplicate-key]',
        ),
        (
            "- <<: *base\n  a: b",
            {"a": "b"},
            "1:3: error: The merge key `<<` is not read. "
            "Write out what is meant, or refer to it by its id. [merge-key]",
        ),
        (
            "- a: *base\n  b: c",
            {"a": None, "b": "c"},
            "1:6: error: `*base` is read as a YAML alias, which this format does not have. Write "
            "out what is meant, or refer to it by its id; quote a text that begins with `*`. "
            "[alias]",
        ),
        (
            "- a: &base {b: c}",
            {"a": {"b": "c"}},
            "1:6: error: `&base` is read as a YAML anchor, which this format does not have. "
            "Delete it, or quote a text that begins with `&`. [anchor]",
        ),
        (
            "- a: !!str 5",
            {"a": "5"},
            "1:6: error: `!!str` is read as a YAML tag, which this format does not have. "
            "Delete it, or quote a text that begins with `!`. [tag]",
        ),
        (
            "- a: !important news",
            {"a": "news"},
            "1:6: error: `!important` is read as a YAML tag, which this format does not have. "
            "Delete it, or quote a text that begins with `!`. [tag]",
        ),
        (
            "- ? [a]\n  : b\n  c: d",
            {"c": "d"},
            "1:5: error: A list or a mapping stands where a key is expected. "
            "Write text before the colon; quote it if it begins with `[` or `{`. [complex-key]",
        ),
        (
            "a: b\n---\nc: d",
            {"a": "b"},
            "2:1: error: A second document begins here. "
            "Write one document a file, without a line `---`. [several-documents]",
        ),
        (
            "- a: " + "x" * 1_000_001 + "\n  b: c",
            {"a": None, "b": "c"},
            "1:6: error: This text is longer than a million characters and left out. "
            "Shorten it. [too-long]",
        ),
        (
            '- a: "\\e[31m"',
            {"a": "␛[31m"},
            "1:6: warning: An escape in this text makes an escape character; "
            "a sign is shown for it. Delete the escape. [hidden-character]",
        ),
        (
            '- "a\\0\\x9b": b',
            {"a␀‹U+009B›": "b"},
            "1:3: warning: An escape in this text makes a NUL; "
            "a sign is shown for it. Delete the escape. [hidden-character]",
        ),
        (
            "- a: b\n  c: d\x1b",
            {"a": "b", "c": "d␛"},
            "2:7: warning: There is an escape character; "
            "a sign is shown for it. Delete it. [hidden-character]",
        ),
        (
            "-",
            None,
            "1:1: error: This list item is empty. "
            "Write `date:` and `title:` behind the `-`, or delete it. [empty-item]",
        ),
        (
            "- title: Attack on base #3",
            {"title": "Attack on base"},
            "1:25: warning: Everything behind ` #` is a comment. Quote the value if this belongs "
            "to it; else put two spaces before the `#`. [cut-off]",
        ),
        (
            "- title: Attack # which one",
            {"title": "Attack"},
            "1:17: warning: Everything behind ` #` is a comment. Quote the value if this belongs "
            "to it; else put two spaces before the `#`. [cut-off]",
        ),
        (
            "- tags: #border",
            {"tags": None},
            "1:9: warning: All of this is a comment. Quote the value if this belongs "
            "to it; else put two spaces before the `#`. [cut-off]",
        ),
        (
            "- killed: {of: a, best: 1,500}",
            {"killed": {"of": "a", "best": "1,500"}},
            "1:26: warning: The comma splits `1,500` in two; it is read as one number. "
            'Write `1500`, or quote it: `"1,500"`. [comma-in-number]',
        ),
        (
            "- f: {killed: 1,500,000+, wounded: 3}",
            {"f": {"killed": "1,500,000+", "wounded": "3"}},
            "1:16: warning: The comma splits `1,500,000` in two; it is read as one number. "
            'Write `1500000`, or quote it: `"1,500,000"`. [comma-in-number]',
        ),
        (
            "- killed: >8\n  a: b",
            {"killed": None, "a": "b"},
            "1:11: error: `>8` is read as the start of a block of text. Write `8+`. [yaml-block]",
        ),
    ],
)
def test_what_is_refused_is_left_out_and_said(
    parser: None, text: str, data: Value, problem: str
) -> None:
    assert parse(text).data == data
    assert said(text) == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "- date: 2021-07-26 # Monday",
        "- title: Attack  # check this",
        "- title: C# is spoken",
        "- actors: # who\n  - a",
        "- actors:  #who\n  - a",
        "- title: 'base #3'",
        "- description: |\n    base #3",
        "- note: 1,500 men\n  f: {killed: 16}",
        "- date: [2021-07-24, 2021-07-25]",
        "- date: {500,600}",
        "- {a: [1,500]}",
    ],
)
def test_what_is_meant_is_not_warned_about(text: str) -> None:
    assert said(text) == []


SLIPS = {
    "title: Kaldar: the retaking": (
        "2:16: error: A colon followed by a space stands within a text. "
        'Quote the value: `title: "Kaldar: the retaking"`. [yaml-colon]'
    ),
    'title: He said: "no"': (
        "2:17: error: A colon followed by a space stands within a text. "
        "Quote the value: `title: 'He said: \"no\"'`. [yaml-colon]"
    ),
    "title:Foo": (
        "2:8: error: A space is missing after the colon. Write `title: Foo`. [yaml-space]"
    ),
    "title Foo": (
        "2:3: error: There is no colon in `title Foo`. Write `key: value`, or indent the line "
        "deeper if it belongs to the text above it. [yaml-key]"
    ),
    ": Foo": "2:3: error: There is no key before the colon. Write one. [yaml-key]",
    'title: "Foo': (
        '2:10: error: The quote that opens here is never closed. Write `"` where the text ends. '
        "[yaml-quote]"
    ),
    "title: 'Foo": (
        "2:10: error: The quote that opens here is never closed. Write `'` where the text ends; "
        'put a text that begins with an apostrophe in "double quotes". [yaml-quote]'
    ),
    'title: "Foo" bar': (
        "2:16: error: Text stands behind the closing quote. "
        "Quote the value: `title: '\"Foo\" bar'`. [yaml-quote]"
    ),
    "title: 'It's over'": (
        '2:14: error: Text stands behind the closing quote. Use "double quotes" around a text '
        "with apostrophes, or write each as ''. [yaml-quote]"
    ),
    'title: "Foo\n  note: "bar baz"': (
        '2:10: error: The quote that opens here is never closed. Write `"` where the text ends. '
        "[yaml-quote]"
    ),
    'title: "C:\\path"': (
        "2:13: error: A backslash in double quotes begins an escape, and this one does not "
        "exist. Use single quotes, in which a backslash is only a backslash, or write it twice. "
        "[yaml-escape]"
    ),
    "location: [a, b": (
        "2:13: error: The `[` that opens here is never closed. "
        "Write `]` where it ends; quote the text if it begins with `[`. [yaml-bracket]"
    ),
    "tags: [a, #b]": (
        "2:9: error: The `[` that opens here is never closed. Everything behind ` #` is a "
        "comment: quote the text that it belongs to. [yaml-bracket]"
    ),
    "tags: [a #b, c]": (
        "2:9: error: The `[` that opens here is never closed. Everything behind ` #` is a "
        "comment: quote the text that it belongs to. [yaml-bracket]"
    ),
    "actors: {actor: x #1}": (
        "2:11: error: The `{` that opens here is never closed. Everything behind ` #` is a "
        "comment: quote the text that it belongs to. [yaml-bracket]"
    ),
    'tags: ["a #b" "c"]': (
        "2:17: error: A comma is missing before this within `[ ]`. "
        "Put a comma between the parts. [yaml-comma]"
    ),
    "tags: [a, , b]": (
        "2:13: error: Nothing stands before this comma. "
        "Delete it, or quote a text that begins with it. [yaml-comma]"
    ),
    "figures: {killed: 1,, wounded: 2}": (
        "2:23: error: Nothing stands before this comma. "
        "Delete it, or quote a text that begins with it. [yaml-comma]"
    ),
    "figures: {killed: 1": (
        "2:12: error: The `{` that opens here is never closed. "
        "Write `}` where it ends; quote the text if it begins with `{`. [yaml-bracket]"
    ),
    "title: [Translated] Foo": (
        "2:23: error: Text stands behind the closing `]`. "
        'Quote the value: `title: "[Translated] Foo"`. [yaml-bracket]'
    ),
    "location: [a]]": (
        "2:16: error: There is a `]` without an opening bracket. "
        "Delete it, or quote the text that holds it. [yaml-bracket]"
    ),
    "location: [a}": (
        "2:15: error: The `[` before this is closed by `}`. Write `]`. [yaml-bracket]"
    ),
    "figures: {killed: 1 wounded: 2}": (
        "2:30: error: A second colon stands in one part of `{ }`. Put a comma before the next "
        "key, or quote the text that holds the colon. [yaml-colon]"
    ),
    'tags: ["a" "b"]': (
        "2:14: error: A comma is missing before this within `[ ]`. "
        "Put a comma between the parts. [yaml-comma]"
    ),
    "title: @press said": (
        "2:10: error: A text cannot begin with `@`. "
        'Quote the value: `title: "@press said"`. [yaml-sign]'
    ),
    "title: `press` said": (
        "2:10: error: A text cannot begin with a backtick. "
        'Quote the value: `title: "`press` said"`. [yaml-sign]'
    ),
    "title: %5 of them": (
        "2:10: error: A text cannot begin with `%`. "
        'Quote the value: `title: "%5 of them"`. [yaml-sign]'
    ),
    "title: *important* news": (
        "2:10: error: A text cannot begin with `*`. "
        'Quote the value: `title: "*important* news"`. [yaml-sign]'
    ),
    "title: *important news": (
        "2:10: error: A text cannot begin with `*`. "
        'Quote the value: `title: "*important news"`. [yaml-sign]'
    ),
    "title: & so on": (
        "2:10: error: A text cannot begin with `&`. "
        'Quote the value: `title: "& so on"`. [yaml-sign]'
    ),
    "title: , foo": (
        '2:10: error: A text cannot begin with `,`. Quote the value: `title: ", foo"`. [yaml-sign]'
    ),
    "tags: {a: - b}": (
        "2:13: error: A text cannot begin with `-`. "
        "Put the text that begins here in quotes. [yaml-sign]"
    ),
    "title: - foo": (
        "2:10: error: A list cannot begin on the line of its key. "
        'Quote the value: `title: "- foo"`, or begin the list on the next line. [yaml-sign]'
    ),
    "killed: >800": (
        "2:11: error: `>800` is read as the start of a block of text. Write `800+`. [yaml-block]"
    ),
    "killed: >=1,500 men": (
        "2:11: error: `>=1,500 men` is read as the start of a block of text. "
        "Write `1,500+`. [yaml-block]"
    ),
    "title: | foo": (
        "2:10: error: Behind a `|` the text begins on the next line. "
        'Quote the value: `title: "| foo"`. [yaml-block]'
    ),
}


@pytest.mark.parametrize("ending", ["", "\n  type: battle"])
@pytest.mark.parametrize("line", SLIPS)
def test_a_slip_is_explained(parser: None, line: str, ending: str) -> None:
    assert said(f"- date: 1\n  {line}{ending}") == [SLIPS[line]]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "- date: 1\n    title: A",
            "2:5: error: `title` is indented deeper than `date` above it. "
            "Begin it in column 3, or quote the whole text if it goes on here. [yaml-indent]",
        ),
        (
            "- date: 1\n title: A",
            "2:2: error: The indentation of this line fits no line above it. "
            "Begin it in column 3, like `date` above it. [yaml-indent]",
        ),
        (
            "- date: 1\n  claims:\n    - text: a\n     sources: b",
            "4:6: error: The indentation of this line fits no line above it. "
            "Begin it in column 7, like `text` above it. [yaml-indent]",
        ),
        (
            "- date: 1\n  claims:\n    - text: a\n   - text: b",
            "4:4: error: A list item stands where no list is. "
            "Indent it like the items it belongs to. [yaml-indent]",
        ),
        (
            "- date: 1\n  title: A\n    - date: 2",
            "3:7: error: A list item stands below `title`, which has a value already. "
            "Indent it like the items it belongs to. [yaml-indent]",
        ),
        (
            "- date:1\n  title: A",
            "1:7: error: A space is missing after the colon. Write `date: 1`. [yaml-space]",
        ),
        (
            "  -date: 2\n    title: B",
            "1:3: error: A space is missing after the `-`. Write `- date: …`. [yaml-space]",
        ),
        (
            "- date: 1\n\ttitle: A",
            "2:1: error: A tab stands in the indentation. Indent with spaces only. [yaml-tab]",
        ),
        (
            "\t- date: 1",
            "1:1: error: A tab stands in the indentation. Indent with spaces only. [yaml-tab]",
        ),
        (
            "- date: 1\n\u00a0 title: A",
            "2:1: error: A no-break space or the like stands in the indentation. "
            "Indent with ordinary spaces only. [yaml-tab]",
        ),
        (
            "- a: {\n    killed: 1\n    wounded: 2\n  }",
            "3:12: error: A second colon stands in one part of `{ }`. Put a comma before the next "
            "key, or quote the text that holds the colon. [yaml-colon]",
        ),
        (
            ', "a": [1',
            "1:8: error: The `[` that opens here is never closed. "
            "Write `]` where it ends; quote the text if it begins with `[`. [yaml-bracket]",
        ),
    ],
)
def test_a_slip_in_the_margin_is_explained(parser: None, text: str, problem: str) -> None:
    assert parse(text).data is None
    assert said(text) == [problem]


@pytest.mark.parametrize("opening", ["[", "- ", "{a: "])
def test_nesting_ends_at_fifty(opening: str) -> None:
    text = opening * 100_000
    (problem,) = parse(text).problems
    assert problem.code == "too-deep"
    # libyaml looks ahead: from some version on it gives up a thousand levels down by itself.
    assert 50 < (problem.column - 1) / len(opening) + 1 <= 1001
    assert parse("[" * 50 + "]" * 50).problems == ()
    assert parse("[" * 51 + "]" * 51).data is None


def test_a_hundred_problems_are_enough_for_a_record() -> None:
    assert len(parse("- " + "\n  ".join(["a: b"] * 1000)).problems) == 100


TEXT = dedent("""
      - date: 2021
        actors:
          - taliban
          - {actor: ana, role: target}
        "figures": {killed: 1,500, wounded: 3}
        tags: [ä, b]
        claims:
          - text: A
            sources: r
        empty:
""").strip("\n")


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 3), (1, 3)),
        (("date",), (1, 9), (1, 3)),
        (("actors",), (3, 5), (2, 3)),
        (("actors", 0), (3, 7), (3, 7)),
        (("actors", 1, "role"), (4, 26), (4, 20)),
        (("figures",), (5, 14), (5, 3)),
        (("figures", "wounded"), (5, 39), (5, 30)),
        (("tags", 1), (6, 13), (6, 13)),
        (("claims", 0, "sources"), (9, 16), (9, 7)),
        (("empty",), (10, 9), (10, 3)),
        (("nothing",), (1, 3), (1, 3)),
        (("claims", 0, "date"), (8, 7), (8, 7)),
        (("claims", 5), (8, 5), (7, 3)),
        (("date", "year"), (1, 9), (1, 3)),
    ],
)
def test_a_value_is_found_again(
    parser: None, path: Path, value: tuple[int, int], key: tuple[int, int]
) -> None:
    text = dedent(TEXT)
    assert locate(text, path) == value
    assert locate(text, path, key=True) == key


def test_of_a_key_that_stands_twice_the_first_is_found() -> None:
    assert locate("a: 1\na: 2", ("a",)) == (1, 4)


def test_a_key_with_a_hidden_character_is_found() -> None:
    text = '- date: 1\n  "k\\e": 3'
    [key] = [key for key in parse(text).data if key != "date"]  # type: ignore[union-attr]
    assert locate(text, (key,), key=True) == (2, 3)


def test_a_value_before_a_slip_is_found() -> None:
    assert locate("- a: 1\n  b: @", ("a",)) == (1, 6)
    assert locate("", ("a",)) == (1, 1)


VALUES = st.sampled_from(
    [
        "", "x", "foo bar", "~", "null", "a:b", "a: b", "x:", "12:30", "[a, b]", "[a,b ,~]",
        "[a, [b, {c: d}]]", "{a: b}", "{a: b, c: [d, e]}", "{a: {b: c}}", "{a: 1,500}",
        "{a: 1, a: 2}", '"q: r"', "'q'", "'it''s'", '"a\\n"', "|", "|-", ">", ">-", ">8", "|2",
        "x #y", "x#y", "é ü", "\u200cfoo", "a\u00a0", "<20", "-5", "- x", "?x", "x ", "[a, b",
        "{a}", "[ a ]", "{ a: b }", "{a: b} x", '"q" x', "&a b", "*b", "!c d", "%x", "x, y",
        "[a, ]", "{a: }", "[\"q\", 'r']", "{a: b,c: d}", "[a:b]", "[a #b]", "x-", "a\tb",
    ]
)  # fmt: skip
KEYS = st.sampled_from(["", "", "date: ", "title: ", "a:  ", "b:", "part-of: ", "x y: ", "1a: "])
LINES = st.tuples(st.sampled_from([0, 2, 2, 4, 4, 6]), st.booleans(), KEYS, VALUES).map(
    lambda line: " " * line[0] + ("- " if line[1] else "") + line[2] + line[3]
)
BLOCKS = st.lists(LINES, min_size=1, max_size=6).map("\n".join)


def parsed_by_library(text: str) -> tuple[Value, tuple[Problem, ...]]:
    built = yaml_events.build(text)
    return built.data, built.problems


@settings(max_examples=500)
@given(BLOCKS)
def test_what_is_read_as_plain_is_what_the_parser_reads(text: str) -> None:
    try:
        data = read_plain(text)
    except NotPlain:
        return
    assume(data is not None)
    assert parsed_by_library(text) == (data, ())
    if not (isinstance(data, list) and len(data) == 1):
        assert parse(text).data == data
    assert [problem for problem in parse(text).problems if problem.code != "empty-item"] == []


PLAIN = st.recursive(
    st.sampled_from(["x", "2021-07-26~", "foo bar", "é", "<20", "a < b"]),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["date", "title", "part-of"]), inner, min_size=1)
    ),
    max_leaves=8,
)


def written(value: Value, indent: int) -> str:
    """The value as YAML behind a key or dash; lines below begin in column `indent`."""
    blank = "\n" + " " * indent
    if isinstance(value, dict):
        return blank + blank.join(f"{key}: {written(v, indent + 2)}" for key, v in value.items())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(str(item) for item in value)}]"
    if isinstance(value, list):
        items = (written(item, indent + 2).lstrip() for item in value)
        return blank + blank.join(f"- {item}" for item in items)
    return str(value)


@given(st.dictionaries(st.sampled_from(["date", "title", "claims"]), PLAIN, min_size=1))
def test_plain_records_need_no_parser(data: dict[str, Value]) -> None:
    text = "-" + written(data, 2).replace("\n ", "", 1)
    assume("- [" not in text and "- -" not in text)
    assert read_plain(text) == [data]
    assert parse(text).data == data
