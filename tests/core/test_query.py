"""The query language as text: how it is read, written back, refused and edited."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.dates import understand
from timeline_tui.core.query import Query, QueryError, parse
from timeline_tui.core.query.syntax import Node, Not, Term, Text, joined

# Reading and writing


WRITTEN = {
    "": "",
    "kaldar": "kaldar",
    "a b OR c": "a b OR c",
    "--a": "--a",
    "-(a b)": "-(a b)",
    "or not and": "or not and",
    "https://example.org/a?b=c": '"https://example.org/a?b=c"',
    '"OR"': '"OR"',
    '"tag:x"': '"tag:x"',
    'a"b c"': 'a "b c"',
    "/a\\/b\\\\/": "/a\\/b\\\\/",
    "Location:Balkh": "location:Balkh",
    'x-check="not yet" has:x-Check': 'x-check="not yet" has:x-Check',
    'location:"Nad-e Ali"': 'location:"Nad-e Ali"',
    "killed>=1,500": "killed>=1500",
    "territory<=85%": "territory<=85",
    "lag:1W..2M": "lag:1w..2m",
    "date:[2021-07-01..2021-07-26]": "date:[2021-07-01..2021-07-26]",
    "b sort:reported asof:2021-07-26 a": "asof:2021-07-26 sort:reported b a",
}


def test_a_query_is_written_in_one_way():
    assert {line: str(parse(line)) for line in WRITTEN} == WRITTEN
    for line, written in WRITTEN.items():
        assert parse(written) == parse(line)


VARIOUS = (
    r"/a b/ /a\/b\\/ /[)(\]\/]/ /\\/ is:vague date:19XX date=2021-05/.. before:Y-12000 lag:1m..2y "
    "before=2021-07 after=2021? has:x-key is:problem date:[2021-07-01..2021-07-26] "
    "reported:..2021 origins=0.5 killed:1..2"
)
plain = st.text(min_size=1, max_size=12).filter(str.strip)
leaves = st.one_of(
    plain.map(Text),
    st.builds(
        Term, st.sampled_from(["actor", "tag", "title", "x-a"]), st.sampled_from(":="), plain
    ),
    st.sampled_from(parse(VARIOUS).parts),
)
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: (
        inner.map(Not)
        | st.builds(
            lambda nodes, any: joined(nodes, any=any),
            st.lists(inner, min_size=1, max_size=4),
            st.booleans(),
        )
    ),
    max_leaves=8,
)
queries = st.builds(
    Query,
    st.none() | nodes,
    st.none() | st.sampled_from(["2021-07-26", "2021"]).map(understand),
    st.sampled_from(["date", "reported"]),
)


@settings(max_examples=60)
@given(queries)
def test_every_query_parses_back(query):
    assert parse(str(query)) == query


@given(st.text(alphabet='ab "()/-:=<>.\\ORNTdate1', max_size=30))
def test_no_line_crashes_the_parser(line):
    for typing in (False, True):
        try:
            query = parse(line, typing=typing)
        except QueryError as error:
            assert 1 <= error.column <= len(line) + 1
            assert error.message
            assert error.hint
        else:
            assert parse(str(query)) == query


MISTAKES = (
    ("a locaton:x", 3, "There is no field `locaton`", "Did you mean `location:x`?"),
    ("kiled>=3", 1, "There is no field or measure `kiled`", "`killed>=3`"),
    ("actor:(a OR b)", 1, "Nothing stands behind `actor:`", "`(actor:… OR actor:…)`"),
    ("location>x", 1, "`location` takes : or =, not >", "`location:balkh`"),
    ('a "bc', 3, "This phrase is not closed", 'Write " behind it'),
    ("/ab", 1, "This regex is not closed", '"/ab" to search'),
    ("a /(/", 3, "The regex does not compile: missing )", "\\"),
    ("(a", 1, "This parenthesis is not closed", ""),
    ("a -", 3, "Nothing is negated here", "-tag:border"),
    ("is:disputd", 4, '`is:` has no value "disputd"', "`disputed`"),
    ("killed>=many", 9, '"many" is not a number', "`killed:10..20`"),
    ("killed>10..20", 8, "A range does not go with `killed>`", "`killed:low..high`"),
    ("date:2021-05..2021-02-30", 15, "February 2021 has 28 days", "2021-02-28"),
    ("date:unknown", 6, "`date:` takes a date that is known", "`is:undated`"),
    ("date:2021-07..2021-05", 6, "2021-05 comes before 2021-07", "`date:2021-05..2021-07`"),
    ("asof:2021 asof:2022", 11, "`asof:` stands twice", ""),
    ("-asof:2021", 2, "`asof:` stands by itself", "in parentheses"),
    ("asof:2021 a OR b", 1, "`asof:` stands by itself", ""),
)


def test_a_mistake_is_named_with_its_place_and_a_remedy():
    for line, column, message, hint in MISTAKES:
        with pytest.raises(QueryError) as caught:
            parse(line, measures=())
        error = caught.value
        assert (error.column, error.message[: len(message)]) == (column, message), line
        assert hint in error.hint, line
        assert str(error).startswith(f"{error.message} (column {column})")
        assert not error.message.endswith(".") and not error.hint.endswith(".")


MONSTERS = (
    " OR ".join(["tag:a"] * 10_000),
    "(" * 10_000 + "a" + ")" * 10_000,
    "-" * 10_000 + "a",
    "/" + "a" * 10_000 + "/",
    "/((a{1000}){1000}){1000}/",
    "/((((((((((((a+)+)+)+)+)+)+)+)+)+)+)+/",
)


def test_a_monstrous_query_is_refused():
    for line in MONSTERS:
        for typing in (False, True):
            with pytest.raises(QueryError, match="more than"):
                parse(line, typing=typing)


def test_a_measure_of_the_file_is_a_field_and_before_it_is_read_and_as_of_a_day_any_name():
    assert str(parse("Border-Areas:5", measures=["border_areas"])) == "border_areas:5"
    for line, said in (
        ("provinces>=5", "no field or measure `provinces`"),
        ("teritory>5", "Did you mean `territory>5`"),
        ("asof:2021 territory:x", "no field"),
    ):
        with pytest.raises(QueryError, match=said):
            parse(line, measures=["territory"])
    for line in ("year:2021", "kiled>=3", "territory=80..90", "territory<=85%"):
        assert str(parse(line)) == line.removesuffix("%")
    assert str(parse("asof:2021 teritory>5", measures=["territory"])) == "asof:2021 teritory>5"
    for line in ("actr:taliban", "year:"):
        with pytest.raises(QueryError, match="no field"):
            parse(line)


APPLIED = {
    "a actor: b": "a b",
    "a /tal": "a",
    "a OR -": "a",
    "a (b OR c": "a (b OR c)",
    "a killed:10..1": "a",
    "a date:[2021-07,": "a",
    "a asof:20": "a",
    "a date:2021-07": "a date:2021-07",
}


def test_what_is_still_being_typed_is_not_applied_yet():
    for line, applied in APPLIED.items():
        assert parse(line, typing=True) == parse(applied), line
    for line in ("locaton:x", "is:disp a", "date:2021-0 a", "a)", "/(/"):
        with pytest.raises(QueryError):  # typing on cannot mend it
            parse(line, typing=True)


INCLUDED = {
    "": "location:balkh",
    "a": "a location:balkh",
    "location:faryab a": "(location:faryab OR location:balkh) a",
    "actor:x (location:a OR location:b)": "actor:x (location:a OR location:b OR location:balkh)",
    "-(location:balkh a)": "-(location:balkh a) location:balkh",
    "asof:2021 sort:reported": "asof:2021 sort:reported location:balkh",
}
TAKEN_OUT = {
    "location:balkh OR location:faryab": "location:faryab",
    "(location:balkh OR location:faryab) a": "location:faryab a",
    "location=balkh -(location:balkh a)": "location=balkh -(location:balkh a)",
    "location:balkh OR a": "location:balkh OR a",
}


def test_an_entry_is_included_excluded_and_taken_out():
    assert {line: str(parse(line).including("location", "balkh")) for line in INCLUDED} == INCLUDED
    assert {line: str(parse(line).without("location", "balkh")) for line in TAKEN_OUT} == TAKEN_OUT
    assert str(parse("-tag:x").excluding("location", "balkh")) == "-tag:x -location:balkh"
    query = Query().including("source", 'The "Daily" Post').excluding("actor", "a b")
    assert str(query) == 'source:"The \\"Daily\\" Post" -actor:"a b"'
    assert query.without("source", 'The "Daily" Post') == parse('-actor:"a b"')
    assert query.included("source") == {'The "Daily" Post'}
    assert query.excluded("actor") == {"a b"}


CHANGED = {
    "": "is:changed",
    "a OR b": "(a OR b) is:changed",
    "asof:2021 sort:reported -a": "asof:2021 sort:reported -a is:changed",
}


def test_a_term_is_added_to_all_that_is_asked_and_dropped_again():
    assert {line: str(parse(line).adding("is:changed")) for line in CHANGED} == CHANGED
    for line, changed in CHANGED.items():
        assert parse(changed).dropping("is:changed") == parse(line)
        assert parse(line).dropping("is:changed") == parse(line)
    with pytest.raises(ValueError, match="not a term"):
        Query().adding("word")


def test_the_last_term_can_be_dropped():
    for line, *steps in (
        ("a (b OR c)", "a b", "a", ""),
        ("a b OR c d", "a b OR c", "a b", "a", ""),
        ("x sort:reported asof:2021", "asof:2021 sort:reported", "asof:2021", "", ""),
    ):
        query = parse(line)
        for step in steps:
            assert not query.is_empty or step == ""
            query = query.without_last()
            assert str(query) == step
