"""The query language as text: how it is read, written back, refused and edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.dates import parse_date
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.query.regexes import RegexError, compile_regex
from timeline_tui.core.query.syntax import (
    Between,
    Duration,
    Node,
    Not,
    Regex,
    Term,
    Text,
    all_of,
    any_of,
)

# Reading and writing


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("", ""),
        ("   ", ""),
        ("kaldar", "kaldar"),
        ('"kaldar"', "kaldar"),
        ("a  b", "a b"),
        ("a AND b", "a b"),
        ("a b OR c", "a b OR c"),
        ("a (b OR c)", "a (b OR c)"),
        ("((a))", "a"),
        ("(a b) c", "a b c"),
        ("(a OR b) OR c", "a OR b OR c"),
        ("(a b) OR (c)", "a b OR c"),
        ("NOT a", "-a"),
        ("- a", "-a"),
        ("--a", "--a"),
        ("-(a b)", "-(a b)"),
        ("-(a)", "-a"),
        ("or not and", "or not and"),
        ("12:30", "12:30"),
        ("<-", "<-"),
        ("nad-e-ali", "nad-e-ali"),
        ("https://example.org/a?b=c", '"https://example.org/a?b=c"'),
        ('"say \\"no\\" \\\\"', '"say \\"no\\" \\\\"'),
        ('"-a"', '"-a"'),
        ('"OR"', '"OR"'),
        ('"tag:x"', '"tag:x"'),
        ('a"b c"', 'a "b c"'),
        ("/a b/", "/a b/"),
        (r"/a\/b\\/", r"/a\/b\\/"),
        ("Location:Balkh", "location:Balkh"),
        ('location:"Nad-e Ali"', 'location:"Nad-e Ali"'),
        ("source:https://example.org/a", "source:https://example.org/a"),
        ("is:Disputed", "is:disputed"),
        ("has:figure", "has:figures"),
        ("has:quotes", "has:quote"),
        ("killed>=1,500", "killed>=1500"),
        ("killed:2.50", "killed:2.5"),
        ("territory<=85%", "territory<=85"),
        ("territory:80%..90%", "territory:80..90"),
        ("killed:10..", "killed:10.."),
        ("provinces>=25", "provinces>=25"),
        ("lag>7", "lag>7d"),
        ("lag:1W..2M", "lag:1w..2m"),
        ("date:2021-05..2021-07", "date:2021-05..2021-07"),
        ("date:2021-05/..", "date:2021-05/.."),
        ("date:[2021-07-01..2021-07-26]", "date:[2021-07-01..2021-07-26]"),
        ("b sort:reported asof:2021-07-26 a", "asof:2021-07-26 sort:reported b a"),
        ("sort:date a", "a"),
        ("asof:2021 (a OR b)", "asof:2021 (a OR b)"),
        ("کابل -شمال", "کابل -شمال"),
    ],
)
def test_a_query_is_written_in_one_way(line: str, written: str) -> None:
    query = parse(line)
    assert str(query) == written
    assert parse(written) == query


words = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
names = st.sampled_from(
    ["balkh", "Nad-e Ali", "a@b", "http://x", "-", "/", '"', "(x)", "\\", "کابل"]
)
dates = st.sampled_from(
    ["2021", "2021-07~", "[2021-07-01..2021-07-26]", "2021-05/..", "/2021-08-31", "19XX", "Y-12000"]
).map(parse_date)
points = st.sampled_from(["2021-01", "2021-02-03", "2022"]).map(parse_date)
numbers = st.integers(-(10**9), 10**9).map(float) | st.sampled_from([0.5, 1e-05, 12.25])
durations = st.builds(Duration, st.integers(0, 99).map(float), st.sampled_from("dwmy"))


def ranges(
    low: st.SearchStrategy[object], high: st.SearchStrategy[object]
) -> st.SearchStrategy[object]:
    return st.builds(Between, low, st.none()) | st.builds(Between, st.none(), high)


def regexes() -> st.SearchStrategy[Regex]:
    def compiles(pattern: str) -> bool:
        try:
            compile_regex(pattern)
        except RegexError:
            return False
        return "\\/" not in pattern

    return (
        st.text(alphabet="ab/\\ .*()[]", min_size=1).filter(str.strip).filter(compiles).map(Regex)
    )


def terms(fields: list[str], values: st.SearchStrategy[object]) -> st.SearchStrategy[Term]:
    pairs = [(name, op) for name in fields for op in FIELDS[name].ops]
    return st.tuples(st.sampled_from(pairs), values).map(lambda t: Term(t[0][0], t[0][1], t[1]))


leaves = st.one_of(
    words.map(Text),
    regexes(),
    terms(["location", "actor", "by", "tag", "title", "text"], names | words),
    terms(["is"], st.sampled_from([value for value, _ in FIELDS["is"].values])),
    terms(["date", "before", "reported"], dates),
    terms(["origins"], numbers),
    terms(["lag"], durations),
    st.builds(Term, st.just("killed"), st.sampled_from([">", "<=", "="]), numbers),
    st.builds(Term, st.just("killed"), st.just(":"), ranges(numbers, numbers)),
    st.builds(Term, st.just("date"), st.just("="), ranges(points, points)),
    st.builds(Term, st.just("lag"), st.just(":"), ranges(durations, durations)),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: (
        inner.map(Not)
        | st.lists(inner, min_size=1, max_size=4).map(all_of)
        | st.lists(inner, min_size=1, max_size=4).map(any_of)
    ),
    max_leaves=8,
)
queries = st.builds(
    Query,
    st.none() | nodes,
    st.none() | st.sampled_from(["2021-07-26", "2021"]).map(parse_date),
    st.sampled_from(["date", "reported"]),
)


@given(queries)
def test_every_query_parses_back(query: Query) -> None:
    assert parse(str(query)) == query


@given(st.text(alphabet='ab "()/-:=<>.\\ORNTdate1', max_size=30))
def test_no_line_crashes_the_parser(line: str) -> None:
    for typing in (False, True):
        try:
            query = parse(line, typing=typing)
        except QueryError as error:
            assert 1 <= error.column <= len(line) + 1
            assert error.message
            assert error.hint
        else:
            assert parse(str(query)) == query


# Errors


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("a locaton:x", 3, "There is no field `locaton`", "Did you mean `location:x`?"),
        ("where:kabul", 1, "There is no field `where`", "`location:kabul`"),
        ("foo:bar", 1, "There is no field `foo`", 'Write "foo:bar" to search for these words'),
        ("کابل:x", 1, "There is no field `کابل`", '"کابل:x"'),
        ("kiled>=3", 1, "There is no field or measure `kiled`", "`killed>=3`"),
        ("origin>=3", 1, "There is no field or measure `origin`", "`origins>=3`"),
        ("origin:2", 1, "There is no field `origin`", "Did you mean `origins:2`?"),
        ("origin:taliban", 1, "There is no field `origin`", "Did you mean `by:taliban`?"),
        ("who>1", 1, "There is no field or measure `who`", 'Write "who>1" to search'),
        ("form:2021-05", 1, "There is no field `form`", 'Write "form:2021-05" to search'),
        ("status:disputed", 1, "There is no field `status`", "Did you mean `is:disputed`?"),
        ("status:fought", 1, "There is no field `status`", 'Write "status:fought" to search'),
        ("dates:2021-0", 1, "There is no field `dates`", "Did you mean `date:2021-0`?"),
        ("kild:10..20", 1, "There is no field `kild`", "Did you mean `killed:10..20`?"),
        ("bogus>5", 1, "There is no field or measure `bogus`", '"bogus>5" to search'),
        ("year:2021", 1, "There is no field `year`", '"year:2021" to search'),
        ("a actor:", 3, "Nothing stands behind `actor:`", "`actor:taliban@target`"),
        ("actor:(a OR b)", 1, "Nothing stands behind `actor:`", "`(actor:… OR actor:…)`"),
        ('actor:""', 1, "Nothing stands behind `actor:`", ""),
        ("location>x", 1, "`location` takes : or =, not >", "`location:balkh`"),
        ('a "bc', 3, "This phrase is not closed", 'Write " behind it'),
        ('tag:"bc', 1, "This phrase is not closed", 'Write " behind it'),
        ('""', 1, "This phrase is empty", ""),
        ("/ab", 1, "This regex is not closed", '"/ab" to search'),
        ("//", 1, "This regex is empty", ""),
        ("a /(/", 3, "The regex does not compile: missing ): (", "\\"),
        ("/(?=a)/", 1, "The regex does not compile: invalid perl operator: (?=", ""),
        (r"/(a{1000}){1000}/", 1, "The regex does not compile", ""),
        ("(a", 1, "This parenthesis is not closed", ""),
        ("a)", 2, "This parenthesis closes none", ""),
        ("a ()", 3, "Nothing stands in these parentheses", ""),
        ("a OR", 3, "OR lacks a term on one side", '"OR" to search'),
        ("OR a", 1, "OR lacks a term on one side", ""),
        ("a AND", 3, "AND lacks a term on one side", ""),
        ("a OR OR b", 3, "OR lacks a term on one side", ""),
        ("(OR a)", 2, "OR lacks a term on one side", ""),
        ("a -", 3, "Nothing is negated here", "-tag:border"),
        ("NOT", 1, "Nothing is negated here", ""),
        ("is:disputd", 4, '`is:` has no value "disputd"', "`disputed`"),
        ("has:wings", 5, '`has:` has no value "wings"', "`figures`"),
        ("sort:size", 6, '`sort:` has no value "size"', "`reported`"),
        ("killed>=many", 9, '"many" is not a number', "`killed:10..20`"),
        ("killed:20..10", 8, "10 comes before 20", "`killed:10..20`"),
        ("killed>10..20", 8, "A range does not go with `killed>`", "`killed:low..high`"),
        ("killed:..", 8, "The range has neither a start nor an end", ""),
        ("lag>soon", 5, '"soon" is not a length of time', "`lag>7d`"),
        ("lag:2w..7d", 5, "7d comes before 2w", "`lag:7d..2w`"),
        ("date:2021-13", 11, "There is no month 13", "Write 2021"),
        ("date:26.07.2021", 6, "", "Write 2021-07-26"),
        ("date:2021-05..2021-02-30", 23, "February 2021 has 28 days", "2021-02-28"),
        ('date:"last week"', 7, "", "`date:2021-05..2021-07`"),
        ("date:1 May 2023", 7, "The value ends at the blank", "Write `date:2023-05-01`"),
        ("date:spring 2023 fire", 12, "The value ends at the blank", "Write `date:2023-21`"),
        ("before:1 May, 2023 OR a", 9, "The value ends at the blank", "Write `before:2023-05-01`"),
        ("date:5/6 2023", 9, "The value ends", "Write `date:2023-06-05` or `date:2023-05-06`"),
        ("date:from 2023 to 2024", 10, "The value ends at the blank", "`date:2023..2024`"),
        ("date:..May 2023", 11, "The value ends at the blank", "Write `date:..2023-05`"),
        ("date:[2023, 2024]", 12, "The value ends at the blank", '`date:"[2023, 2024]"`'),
        ("date:May fire", 6, '"May" has no year', "Write 2021-05"),
        ("date:May is:disputed 2023", 6, '"May" has no year', ""),
        ('date:"May" 2023', 7, '"May" has no year', ""),
        ("date:2023-foo", 6, '"2023-foo" is not a date', "Write `date:2023-05..2023-07`"),
        ("asof:2023/..", 6, "`asof:` takes a date that has an end", "as in `asof:2023-07-26`"),
        ("before:2023..2024", 8, "A range does not go with `before:`", "`before:2023-07-26`"),
        ("date:foo", 6, '"foo" is not a date', "Write `date:2021-05..2021-07`"),
        ("date:unknown", 6, "`date:` takes a date that is known", "`is:undated`"),
        ("date:2021-07..2021-05", 6, "2021-05 comes before 2021-07", "`date:2021-05..2021-07`"),
        ("before:2021..2022", 8, "A range does not go with `before:`", "`before:2021-07-26`"),
        ("asof:2021/..", 6, "`asof:` takes a date that has an end", ""),
        ("asof:2021 asof:2022", 11, "`asof:` stands twice", ""),
        ("sort:date sort:date", 11, "`sort:` stands twice", ""),
        ("-asof:2021", 2, "`asof:` stands by itself", "in parentheses"),
        ("(a sort:date)", 4, "`sort:` stands by itself", ""),
        ("a OR b asof:2021", 8, "`asof:` stands by itself", "`asof:2021-07-26 (tag:border"),
        ("asof:2021 a OR b", 1, "`asof:` stands by itself", ""),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_remedy(
    line: str, column: int, message: str, hint: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(line, measures=())
    error = caught.value
    assert (error.column, error.message[: len(message)]) == (column, message)
    assert hint in error.hint
    assert str(error).startswith(f"{error.message} (column {column})")
    assert not error.message.endswith(".")
    assert not error.hint.endswith(".")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("a locaton:x b", "a  b"),
        ("a location>x", "a "),
        ("(bogus:x OR a)", "( OR a)"),
        ("is:nothing", None),
        ("date:", None),
    ],
)
def test_what_is_left_without_a_wrong_field_is_named(line: str, rest: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse(line, measures=())
    assert caught.value.rest == rest


@pytest.mark.parametrize(
    "line",
    [
        " ".join(["a"] * 10_000),
        " OR ".join(["tag:a"] * 10_000),
        "(" * 10_000 + "a" + ")" * 10_000,
        "-" * 10_000 + "a",
        "NOT " * 10_000 + "a",
        "(a OR " * 10_000,
    ],
)
def test_a_monstrous_query_is_refused(line: str) -> None:
    for typing in (False, True):
        with pytest.raises(QueryError, match="more than"):
            parse(line, typing=typing)


def test_a_large_query_is_read() -> None:
    query = parse(" ".join(f"(w{i} OR -x{i})" for i in range(150)))
    assert parse(str(query)) == query
    nested = parse("(a OR b " * 40 + "c" + ")" * 40)
    assert parse(str(nested)) == nested


# While it is typed


@pytest.mark.parametrize(
    ("line", "applied"),
    [
        ("a actor:", "a"),
        ("a actor: b", "a b"),
        ('a actor:"tal', "a"),
        ('a "tal', "a"),
        ("a /tal", "a"),
        ("a OR", "a"),
        ("a OR -", "a"),
        ("a OR (", "a"),
        ("a (b OR c", "a (b OR c)"),
        ("a -", "a"),
        ("a NOT", "a"),
        ("a -(", "a"),
        ("a ()", "a"),
        ("a is:disp", "a"),
        ("a sort:r", "a"),
        ("a has:", "a"),
        ("a killed>", "a"),
        ("a killed>-", "a"),
        ("a killed:10..1", "a"),
        ("a date:2", "a"),
        ("a date:2021-", "a"),
        ("a date:2021-0", "a"),
        ("a date:2021-06-3", "a"),
        ("a date:2021-07-2", "a"),
        ("a date:2021-07..202", "a"),
        ("a date:2021/2022-1", "a"),
        ("a date:[2021-07,", "a"),
        ("a date:[2021-07", "a"),
        ("a date:2021-07-26T09:", "a"),
        ("a asof:20", "a"),
        ("a date:2021-07", "a date:2021-07"),
    ],
)
def test_what_is_still_being_typed_is_not_applied_yet(line: str, applied: str) -> None:
    assert parse(line, typing=True) == parse(applied)


@pytest.mark.parametrize(
    "line",
    ["locaton:x", "is:xyz", "is:disp a", "date:2021-13", "date:2021-0 a", "a)", "/(/", "lag>x"],
)
def test_what_typing_on_cannot_mend_is_an_error_at_once(line: str) -> None:
    with pytest.raises(QueryError):
        parse(line, typing=True)


# Editing


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        ("", "location:balkh"),
        ("a", "a location:balkh"),
        ("a OR b", "(a OR b) location:balkh"),
        ("location:faryab", "location:faryab OR location:balkh"),
        ("location:faryab a", "(location:faryab OR location:balkh) a"),
        (
            "actor:x (location:a OR location:b)",
            "actor:x (location:a OR location:b OR location:balkh)",
        ),
        ("location=faryab", "location=faryab location:balkh"),
        ("-(location:balkh a)", "-(location:balkh a) location:balkh"),
        ("asof:2021 sort:reported", "asof:2021 sort:reported location:balkh"),
    ],
)
def test_including_an_entry(line: str, edited: str) -> None:
    assert str(parse(line).including("location", "balkh")) == edited


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        ("", "-location:balkh"),
        ("-location:faryab", "-location:faryab -location:balkh"),
    ],
)
def test_excluding_an_entry(line: str, edited: str) -> None:
    assert str(parse(line).excluding("location", "balkh")) == edited


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        ("location:balkh", ""),
        ("location:balkh OR location:faryab", "location:faryab"),
        ("(location:balkh OR location:faryab) a", "location:faryab a"),
        ("-location:balkh a", "a"),
        ("location=balkh -(location:balkh a)", "location=balkh -(location:balkh a)"),
        ("location:balkh OR a", "location:balkh OR a"),
    ],
)
def test_taking_out_a_value(line: str, edited: str) -> None:
    assert str(parse(line).without("location", "balkh")) == edited


def test_a_name_with_blanks_is_quoted() -> None:
    query = Query().including("source", 'The "Daily" Post').excluding("actor", "a b")
    assert str(query) == 'source:"The \\"Daily\\" Post" -actor:"a b"'
    assert query.without("source", 'The "Daily" Post') == parse('-actor:"a b"')
    assert query.included("source") == {'The "Daily" Post'}
    assert query.excluded("actor") == {"a b"}


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("a b", ["a", ""]),
        ("a (b OR c)", ["a b", "a", ""]),
        ("a b OR c d", ["a b OR c", "a b", "a", ""]),
        ("-(a b)", ["-a", ""]),
        ("x sort:reported asof:2021", ["asof:2021 sort:reported", "asof:2021", "", ""]),
    ],
)
def test_the_last_term_can_be_dropped(line: str, steps: list[str]) -> None:
    query = parse(line)
    for step in steps:
        assert not query.is_empty or step == ""
        query = query.without_last()
        assert str(query) == step
    assert query.is_empty
