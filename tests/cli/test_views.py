"""`timeline list`, `show`, `sources`, `stats`, `disputes`: what is found, as text and as data."""

import json
from pathlib import Path

import pytest
from command_line import FRANKLIN, ROOT, SAMPLE
from jsonschema import Draft202012Validator
from query_table import FILE, TABLE

from timeline_tui.export.record import FIELDS
from timeline_tui.state import keep

CASE = """\
title: A case
sources:
  report: {name: Report, published: 2021-07-27, publisher: Press House}
  later: {name: Later, published: 2021-08-01, reliability: B}
actors: {army: {name: Army, side: government}, rebels: {name: Rebels, side: rebels}}
locations: {town: {name: Town, within: Land}, land: Land}
events:
  - id: attack
    date: 2021-07-26
    title: An attack
    location: town
    actors: army
    sources: report <- army
    figures: {killed: 5}
    disputed_by: {sources: later <- rebels, text: there was none}
  - {id: attack-two, date: 2021-07-26, title: Another attack, sources: later}
  - {id: attack-three, date: 2021-07-26, title: A third, sources: later, links: {follows: attack}}
  - {id: Zoë Street, date: 2021-07, title: "Fire in Zoë Street", sources: report}
"""
HOSTILE = "a\x1b[31mb\u202ec.yaml"
VISIBLE = "a␛[31mb‹U+202E›c.yaml"


@pytest.fixture(autouse=True)
def case(elsewhere):
    path = elsewhere / "events.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


@pytest.fixture
def data(timeline):
    return lambda *words: json.loads(timeline(*words, "--format", "json").out)


@pytest.mark.parametrize("name", ["list", "sources", "stats", "disputes", "show"])
def test_it_fits_the_terminal_and_draws_with_ascii_if_asked(timeline, monkeypatch, name):
    for file, id in ((SAMPLE, "helicopter"), (FRANKLIN, "beechey")):
        words = [name, *([id] if name == "show" else []), str(file)]
        if file == SAMPLE and name in ("list", "stats"):  # others quote the file
            assert timeline(*words, "--ascii").out.isascii()
        for columns in (80, 300):
            monkeypatch.setenv("COLUMNS", str(columns))
            lines = timeline(*words).out.splitlines()[2:]
            widest = max(len(line) for line in lines if str(ROOT) not in line)
            assert 60 < widest <= (100 if name == "show" else columns)


def test_where_nothing_is_found_the_exit_code_says_so(timeline):
    Path("plain.yaml").write_text("- {date: 2021, title: Nothing else}\n")
    for words, said in (
        ("list -q zyx", ""),
        ("sources -q zyx", "timeline: no event matches\n"),
        ("sources plain.yaml", "timeline: nobody is quoted\n"),
        ("stats -q zyx", "timeline: no event matches\n"),
        ("disputes -q id:zoë", "contested. Events that the query leaves out are\n"),
        ("disputes --as-of 2020", "Nothing here is contested, as it was known by 2020\n"),
        ("list plain.yaml --as-of 2021", "timeline: 1 statement hidden: no report date\n"),
    ):
        for more in ([], ["--format", "json"]):
            result = timeline(*words.split(), *more)
            assert (result.code, result.err.endswith(said)) == (1, True)
            assert not more or json.loads(result.out) is not None


def test_it_finds_what_the_table_of_queries_says(timeline):
    Path("events.yaml").write_text(FILE, encoding="utf-8")
    for query, expected in TABLE:
        if "is:marked" not in query and "is:changed" not in query:
            out = timeline("list", "events.yaml", "-q", query, "--format", "jsonl").out
            assert [json.loads(line)["id"] for line in out.splitlines()] == expected.split(), query


def test_it_finds_what_was_marked_on_the_screen_in_the_first_file(timeline):
    found = ["list", "events.yaml", "-q", "is:marked", "--format", "jsonl"]
    result = timeline(*found)
    said = "timeline: nothing is marked in events.yaml; `m` on the screen marks an event\n"
    assert (result.code, result.out, result.err) == (1, "", said)
    seen = {
        "attack-two": ("2021-07-26", "Another attack"),
        "old": ("2021-07", "Fire in Zoe Street"),
    }
    keep(lambda state: state.marked(Path("events.yaml"), seen))
    out = [json.loads(line)["id"] for line in timeline(*found).out.splitlines()]
    assert out == ["Zoë Street", "attack-two"]  # the one under the id that it has now
    assert timeline("export", "md", "-q", "-is:marked report").out.count("\n### ") == 1
    Path("other.yaml").write_text("- {date: 2021, title: Nothing else}\n")
    assert timeline("list", "other.yaml", "events.yaml", "-q", "is:marked").code == 1


def test_control_characters_in_the_name_of_a_file_are_visible(timeline):
    Path(HOSTILE).write_text("- {date: 2021-07-26, title: One, titel: x}\n- {date: [, title: Two}")
    for words in (
        *("list --format csv", "list --format jsonl", "export geojson", "show 2021-07-26-one"),
        *("show 2021-07-26-one --format json", "check --format json", "check --format github"),
    ):
        out = timeline(*words.split(), HOSTILE).out
        assert VISIBLE in out.replace("\\", "")
        assert not {"\x1b", "\u202e"} & set(out)


def test_data_is_the_same_in_a_list_and_in_one_event(data, timeline):
    found = data("show", "attack")
    assert list(found) == [*FIELDS, "date_in_words", "standing_because", "linked_from"]
    listed = data("list", "-q", "id=attack")
    assert {name: found[name] for name in FIELDS} == listed["events"][0]
    of_output = Draft202012Validator(json.loads(timeline("schema", "--output").out))
    for one in (found, listed, data("list")):
        of_output.validate(one)
    assert (found["date_in_words"], bool(found["standing_because"])) == ("26 July 2021", True)
    assert found["linked_from"] == {"follows": ["attack-three"]}
    assert data("show", "attack", "--as-of", "28 July 2021")["linked_from"] == {}


def test_an_event_is_found_by_its_id_or_the_beginning_of_one(timeline):
    for typed, title in (
        ("attack", "An attack"),
        ("ATTACK_TWO", "Another attack"),
        ("attack-th", "A third"),
        ("zo", "Fire in Zoë Street"),
    ):
        assert timeline("show", typed).out.splitlines()[0] == title


def test_an_event_that_is_not_there(timeline):
    late = "as of 27 July 2021 no event with the id `attack-{}` was known. Did you mean `attack`?"
    for words, said in (
        ([""], "no event has the id ``"),
        (["--", "-x"], "no event has the id `-x`"),
        (["attack-t"], "2 events have an id that begins with `attack-t`:"),
        (["attack-two", "--as-of", "2021-07-27"], late.format("two")),  # which is there
        (["attack-nine", "--as-of", "2021-07-27"], late.format("nine")),
    ):
        result = timeline("show", *words)
        assert (result.code, result.out) == (1, "")
        assert result.err.splitlines()[0] == f"timeline: {said}"
    assert timeline("show", "attack-t").err.split()[-2:] == ["attack-two", "attack-three"]


def test_the_object_of_disputes(data):
    found = data("disputes")
    assert list(found) == ["title", "as_of", "statements", "events"]
    assert found["events"] == data("list", "-q", "id=attack")["events"]
    (statement,) = found["statements"]
    assert list(statement.values())[:3] == ["attack", None, "An attack"]
    assert [side["stance"] for side in statement["sides"]] == ["asserts", "contests"]
    side = statement["sides"][1]
    assert (side["sources"], side["words"]) == ([["later", "rebels"]], "there was none")
    assert {"figures", "supported_by", "parties", "retracted", "when", "where"} <= side.keys()
    assert data("disputes", "--as-of", "2021-07-27")["statements"] == []
