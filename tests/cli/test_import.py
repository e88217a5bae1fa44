"""`timeline import`: what it prints, what it says, what it never does."""

import itertools
import json
import os
import re

import pytest
from command_line import SAMPLE, process

from timeline_tui.core.loading import load, load_text
from timeline_tui.output import save

TABLE = """\
Nr;Date;Event;Place;Who;Source;Killed;Mood
1;26/07/2021;The town falls;Kaldar < Balkh;Taliban;Report;10-12;bad
2;27/07/2021;"A ""fight"": begins";Balkh;Army;Report;some;
3;Monday morning;Nobody knows;Balkh;;Blog;;good
4;03/08/2021;Talks begin;Doha;Army;Blog;0;
"""
ELSE = "would say something else"
RULES = """\
title: The case
timezone: Asia/Kabul
dates: day-first
event:
  ids: {list: "{Nr}"}
  date: "{Date}"
  title: "{Event}"
  location: "{Place}"
  actors: "{Who}"
  sources: "{Source}"
  figures: {killed: "{Killed}"}
"""


@pytest.fixture
def folder(elsewhere):
    (elsewhere / "table.csv").write_text(TABLE)
    (elsewhere / "rules.yaml").write_text(RULES)
    return elsewhere


def rewritten(path, *pairs):
    text = path.read_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def test_a_table_becomes_a_timeline_and_what_was_decided_is_said(folder, timeline):
    result = timeline("import", "table.csv", "-o", "case.yaml")
    assert (result.code, result.out) == (0, "")
    case = load([folder / "case.yaml"])
    assert [one for one in case.problems if one.severity == "error"] == []
    assert [one.title for one in case.events] == [
        "The town falls",
        'A "fight": begins',
        "Talks begin",
        "Nobody knows",
    ]
    assert [one.date_text for one in case.events if one.undated] == ["Monday morning"]
    assert ("x-mood", "bad") in case.events[0].extras
    assert case.places["kaldar"].within == "balkh"
    lines = result.err.splitlines()
    assert all(line.startswith("timeline: ") for line in lines)
    said = "`date`: 1 value not understood: `unknown`, the words under `date_text`"
    assert f"timeline: {said}" in lines
    assert lines[-3:] == [
        "timeline: 4 events, 3 places, 2 actors, 2 sources",
        "timeline: next: timeline check case.yaml, for what was kept under `x-`",
        "timeline:       timeline list case.yaml -q is:undated, for the dates",
    ]
    assert timeline("import", "table.csv").out == (folder / "case.yaml").read_text()


def test_the_rules_that_were_used_give_the_same_again(folder, timeline):
    (folder / "own.yaml").write_text(timeline("import", "table.csv", "--rules").out)
    by_rules = timeline("import", "own.yaml", "table.csv")
    assert by_rules.code == 0
    assert by_rules.out == timeline("import", "table.csv").out
    assert timeline("import", "table.csv", "--rules", "-o", "new.yaml").out == ""
    assert (folder / "new.yaml").read_text() == (folder / "own.yaml").read_text()


def test_again_only_what_is_new_is_printed_and_what_changed_is_told(folder, timeline):
    assert timeline("import", "rules.yaml", "table.csv", "-o", "case.yaml").code == 0
    before = (folder / "case.yaml").read_bytes()
    again = ("import", "rules.yaml", "table.csv", "--against", "case.yaml")
    same = timeline(*again)
    assert (same.code, same.out) == (0, "")
    assert same.err.splitlines()[-1] == "timeline: nothing is new; 4 events known already"
    assert ELSE not in same.err

    rewritten(folder / "case.yaml", ("date: unknown", "note: mine\n    date: 2021-07-19"))
    mended = (folder / "case.yaml").read_bytes()
    row = "5;04/08/2021;Talks end;Doha;Army;Wire (2021-08-05);3;\n"
    rewritten(folder / "table.csv", ("10-12", "11-12"), ("Talks begin", "Talks open"))
    with (folder / "table.csv").open("a") as file:
        file.write(row)
    result = timeline(*again)
    assert result.code == 0
    new = load_text(result.out)
    assert [(one.title, one.ids) for one in new.events] == [("Talks end", (("list", "5"),))]
    assert new.zone.key == "Asia/Kabul"
    assert [id for id, one in new.sources.items() if not one.implicit] == ["wire"]
    assert not any(not one.implicit for one in (*new.places.values(), *new.actors.values()))
    told = result.err.partition("2 known events would say something else:\n")[2]
    assert re.findall(r"^~ (.*?)  ", told, re.M) == ["The town falls", "Talks open"]
    assert "killed: 10 to 12 → killed: 11 to 12" in told
    assert "Monday" not in told and "Nobody knows" not in told
    assert before != mended == (folder / "case.yaml").read_bytes()

    (folder / "more.yaml").write_text(result.out)
    both = load([folder / "case.yaml", folder / "more.yaml"])
    assert [one for one in both.problems if one.severity == "error"] == []
    nothing = timeline(*again, "--against", "more.yaml", "-o", "nothing.yaml")
    assert (nothing.code, nothing.out) == (0, "")
    assert not (folder / "nothing.yaml").exists()


def test_names_that_are_nearly_the_same_and_signs_that_nobody_sees(folder, timeline):
    table = (
        "Date,Title,Actor,Place,\u202eSeen\n2021,One,Taliban?,Kunduz,1\n2022,Two,Taliban,Kunduz.,2\n"
        "2023,Three,taliban,Kunduz < Afghanistan,3\n2024,Four,\u200eX\u202c,\ufeffDoha,4\n"
    )
    (folder / "table.csv").write_text(table, encoding="utf-8")
    first = timeline("import", "table.csv", "-o", "case.yaml")
    again = timeline("import", "table.csv", "--against", "case.yaml")
    assert again.err.endswith("timeline: nothing is new; 4 events known already\n")
    assert ELSE not in again.err and first.code == 0
    (folder / "own.yaml").write_text(timeline("import", "table.csv", "--rules").out)
    assert timeline("import", "own.yaml", "table.csv").out == (folder / "case.yaml").read_text()


def test_what_refers_to_an_event_that_is_not_there_is_kept(folder, timeline):
    rows = "2021,One,\n2022,Two,one\n2023,Three,gone\n2024,Four,five\n2024,Five,four\n"
    (folder / "table.csv").write_text(f"d,t,after\n{rows}")
    rules = 'event: {id: "{t}", date: "{d}", title: "{t}", after: "{after}"}\n'
    (folder / "rules.yaml").write_text(rules)
    for query, kept in (("", {"three"}), ("-one", {"two", "three"})):
        result = timeline("import", "rules.yaml", "table.csv", "-q", query)
        case = load_text(result.out)
        assert [one for one in case.problems if one.severity == "error"] == []
        found = {one.id.lower() for one in case.events if dict(one.extras).get("x-after")}
        assert kept <= found and len(found & {"four", "five"}) == 1
        assert len(found) == len(kept) + 1
        assert "with references to events that are not there, or in a circle" in result.err


def test_an_export_that_somebody_changed_is_one_line(folder, timeline):
    event = {"id": "a", "standing": "one origin", "title": "t", "date": "2021"}
    whole = {"version": 1, "locations": {"balkh": "Balkh"}, "events": [event]}
    (folder / "own.json").write_text(json.dumps(whole))
    result = timeline("import", "own.json")
    said = "own.json: it is no longer as `timeline export` wrote it. Export it again"
    assert (result.code, result.out, result.err) == (2, "", f"timeline: {said}\n")


def test_without_ids_an_event_is_known_by_date_and_title(folder, timeline):
    with (folder / "table.csv").open("a") as file:
        file.write("5;26/07/2021;The TOWN falls;Balkh;;Blog;;\n")
    first = timeline("import", "table.csv", "-q", "-talks -fight", "-o", "case.yaml")
    assert "1 row like an earlier one, and kept: 6 (as 2)" in first.err
    assert len(load([folder / "case.yaml"]).events) == 3
    rewritten(folder / "case.yaml", ("date: unknown", "date: 2021-07-19"))  # mended by hand
    result = timeline("import", "table.csv", "--against", "case.yaml")
    assert [one.title for one in load_text(result.out).events] == [
        'A "fight": begins',
        "Talks begin",
    ]
    assert ELSE not in result.err


def test_what_a_query_finds(folder, timeline):
    found = timeline("import", "table.csv", "-q", "killed>=10 actor:taliban")
    assert [one.title for one in load_text(found.out).events] == ["The town falls"]
    assert "army" not in found.out
    nothing = timeline("import", "table.csv", "-q", "nothing")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err.splitlines()[-1] == "timeline: no event matches"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_what_this_program_exports_comes_back_by_standard_input(form, folder, timeline, piped):
    text = SAMPLE.read_text(encoding="utf-8").replace("\ntimezone:", "\nx-own: kept\ntimezone:", 1)
    (folder / "old.yaml").write_text(text, encoding="utf-8")
    exported = timeline("export", form, "old.yaml").out.encode()
    piped(exported)
    said = timeline("import", "-", "-o", "new.yaml").err
    assert ("ids stand for names" in said) == (form != "json")
    piped(exported)
    again = timeline("import", "-", "--against", "old.yaml")
    assert (again.code, again.out, ELSE in again.err) == (0, "", False)
    if form == "json":
        assert timeline("diff", "old.yaml", "new.yaml").code == 0
        assert load([folder / "new.yaml"]).extras == (("x-own", "kept"),)


WRONG = {
    "table.csv -o there": "there: this is there already, and is kept",
    "table.csv -o link": "link: this is there already, and is kept",
    "table.csv -o no/new.yaml": "no/new.yaml: cannot be written",
    "table.csv table.csv table.csv": "name one TABLE",
    "rules.yaml": "rules.yaml: this is no table",
    "rules.yaml rules.yaml": "rules.yaml: this is no table",
    "ucdp": "ucdp: this is no table",
    "gone.csv": "gone.csv: there is no such file",
    "gone.yaml table.csv": "gone.yaml: ",
    "table.csv --against gone.yaml": "gone.yaml: there is no such file",
    "misspelt.yaml table.csv": "misspelt.yaml:1:16: table.csv has no column `Evnt`. Did you mean",
    "table.csv -q killed>>": "query: ",
    "nul.csv": "nul.csv: line 1: a NUL",
    "table.csv --read json": "table.csv: ",
    "pipe": "pipe: it cannot be read: it is a pipe or a device",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(line, folder, timeline):
    (folder / "there").write_text("mine")
    (folder / "link").symlink_to("nowhere")
    (folder / "misspelt.yaml").write_text('event: {title: "{Evnt}", date: "{Date}"}\n')
    (folder / "nul.csv").write_bytes(b"a;b\0\n1;2\n")
    os.mkfifo(folder / "pipe")
    before = sorted(folder.iterdir())
    words = line.split()
    result = timeline("import", *words, *(["-o", "new.yaml"] if "-o" not in words else []))
    assert (result.code, result.out) == (2, "")
    assert WRONG[line] in result.err
    assert result.err.count("\n") == (3 if "-q" in words else 1)
    assert sorted(folder.iterdir()) == before
    assert (folder / "there").read_text() == "mine"


def test_a_new_file_never_replaces_one_that_came_meanwhile(folder):
    before, new = sorted(folder.iterdir()), folder / "new.yaml"

    def pieces():
        yield "mine"
        new.write_text("theirs")

    with pytest.raises(OSError, match="cannot be written: File exists"):
        save(new, pieces(), new=True)
    assert new.read_text() == "theirs"
    new.unlink()
    with pytest.raises(OSError, match="cannot be written: the disk is full"):
        save(new, cut_short(), new=True)
    assert sorted(folder.iterdir()) == before


def cut_short():
    yield "half"
    raise OSError("the disk is full")


def test_what_fits_nowhere_is_kept_and_said(folder, timeline):
    (folder / "ids.yaml").write_text('event: {id: same, title: "{Event}", date: "{Date}"}\n')
    result = timeline("import", "ids.yaml", "table.csv", "--day-first", "-o", "case.yaml")
    said = (
        "3 rows would have the id of an earlier one, and left without: 3 (as 2), 4 (as 2), 5 (as 2)"
    )
    assert f"timeline: {said}\n" in result.err
    case = load([folder / "case.yaml"])
    assert [one.id for one in case.events] == [
        "same",
        "2021-07-27-a-fight-begins",
        "2021-08-03-talks-begin",
        "unknown-nobody-knows",
    ]
    again = timeline("import", "ids.yaml", "table.csv", "--day-first", "--against", "case.yaml")
    assert (again.out, ELSE in again.err) == ("", False)
    wide = ",".join(f"c{number}" for number in range(10_000))
    (folder / "wide.csv").write_text(f"Date,Event,{wide}\n2020,One,{wide}\n")
    (event,) = load_text(timeline("import", "wide.csv").out).events
    assert event.date.text == "2020"
    assert event.extras[0] == ("x-c0", "c0")


def test_a_table_that_is_opened_leads_to_the_import(folder, timeline):
    result = timeline("list", "table.csv")
    assert (result.code, result.out) == (2, "")
    assert "`timeline import table.csv -o new.yaml`" in result.err


def test_it_loads_only_what_the_table_needs(folder):
    code = (
        "import sys; from timeline_tui.cli import main; main(['import', 'table.csv']);"
        "print([one for one in ('textual', 'icalendar', 'python_calamine', 'openpyxl', 'jinja2')"
        " if one in sys.modules], file=sys.stderr)"
    )
    assert process(code=code).stderr.decode().splitlines()[-1] == "[]"


def test_progress_is_told_on_a_terminal(folder, timeline, monkeypatch):
    rows = "".join(f"{number};2020;Event {number};;;;;\n" for number in range(2000))
    (folder / "table.csv").write_text(TABLE.splitlines()[0] + "\n" + rows)
    ticks = itertools.count()
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told, cleared, said = timeline("import", "table.csv").err.rpartition("\r\x1b[K")
    assert "\rReading 500 rows" in told
    assert "\rReading 1,500 of 2,000 rows" in told
    assert cleared
    assert said.startswith("timeline: ")
