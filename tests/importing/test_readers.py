"""Files of other programs as rows: what is found, what is said of it, and what is refused."""

import io
import json
import sys
import zipfile
from datetime import date, datetime, time

import openpyxl
import pytest
from export_files import EVERYTHING, exported, view
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.importing import Reading, Row, TableError
from timeline_tui.importing.readers import READERS, table


def read(name, data, folder=None, **how):
    data = data.encode() if isinstance(data, str) else data
    return table(name, data, Reading(**how), folder)


def rows(name, data, **how):
    """The rows, which are the same when they are read again."""
    found = read(name, data, **how)
    first = list(found.rows())
    assert first == list(found.rows())
    assert {key for row in first for key in row.values} <= set(found.columns)
    return [(row.at, dict(row.values)) for row in first]


def refused(name, data, **how):
    with pytest.raises(TableError) as caught:
        read(name, data, **how)
    message = str(caught.value)
    assert message.startswith(f"{name}: ") and "\n" not in message
    return message.removeprefix(f"{name}: ")


@pytest.mark.parametrize(
    ("text", "kind", "columns"),
    [
        ("a,b\n1,2\n", "csv", ("a", "b")),
        ("a;b\n1,5;2,5\n3,5;4,5\n", "csv", ("a", "b")),
        ("a\tb\nx, y, z\tv\n", "csv", ("a", "b")),
        ("a|b\n1|2\n", "csv", ("a", "b")),
        ('"a;x",b\n"c;y",d\n', "csv", ("a;x", "b")),
        ('[{"a": 1}, {"b": 2, "a": 3}]', "json", ("a", "b")),
        ('\ufeff{"data": {"rows": [{"a": 1}]}, "n": [1]}', "json", ("a",)),
        ('{"a": 1}\n\n{"b": 2}\n', "jsonl", ("a", "b")),
        ('{"version": 1, "id": "x", "standing": "open"}\n', "jsonl", ("version", "id", "standing")),
        ("---\nwhen: 2020\n---\n# What\n", "md", ("when", "title", "file")),
        ("title: T\n\n2020-01-02 10:00/2020-01-03: What\n", "markwhen", ("date", "title")),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n", "ics", ("uid",)),
    ],
)
def test_the_kind_is_found_by_the_content(text, kind, columns):
    found = read("-", text)
    assert (found.read, found.columns) == (kind, columns)


def test_the_kind_is_given_or_told_by_the_name():
    assert read("x.TSV", "a,b\tc\n1\t2\n").columns == ("a,b", "c")
    assert read("x.csv", '{"a": "b, c"}\n{"a": "d, e"}\n').read == "csv"
    assert read("x.csv", '{"a": 1}\n{"a": 2}\n', read="jsonl").columns == ("a",)
    assert "Did you mean `xlsx`?" in refused("x", "a,b", read="xlsy")


# Cells


LETTERS = "there is no row of headings, so that the columns have numbers"
CASES = (
    ("a,b\r\n x , \r\n,\r\n\r\n1,2", [(2, {"a": "x"}), (5, {"a": "1", "b": "2"})], ""),
    ('a,b\n"x\n""y""",1\nz,\n', [(2, {"a": 'x\n"y"', "b": "1"}), (4, {"a": "z"})], ""),
    ("a,,a,a 2,\n1,2,3,4\n", [(2, {"a": "1", "column 2": "2", "a-2": "3", "a 2": "4"})], ""),
    (
        "a,b\n1,2\n1,,,3\n",
        [(2, {"a": "1", "b": "2"}), (3, {"a": "1", "column 4": "3"})],
        "rows with more cells than there are headings: 1",
    ),
    (
        "War,,\nby Ann,2020,\n\nWhen,What,Who\n2020,x,y\n",
        [(5, {"When": "2020", "What": "x", "Who": "y"})],
        "the headings stand in line 4, and what is above them is skipped",
    ),
    (
        "when,,where,,\nday,hour,place,lat,lon\n1,2,x,4,5\n",
        [(3, {"day": "1", "hour": "2", "place": "x", "lat": "4", "lon": "5"})],
        "the headings stand in line 2, and what is above them is skipped",
    ),
    ("2020,Siege,\n,Truce,1\n", [(1, {"column 1": "2020", "column 2": "Siege"}),
                                (2, {"column 2": "Truce", "column 3": "1"})], LETTERS),
    ("War\nfrom 2020\na,b,a,b\n1,2,3,4\n", [(4, {"a": "1", "b": "2", "a-2": "3", "b-2": "4"})],
     "the headings stand in line 3, and what is above them is skipped"),
    ("Log,,,\nWhen,,What,Toll\nday,clock,,dead\n2020,x,y,1\n",
     [(4, {"day": "2020", "clock": "x", "What": "y", "dead": "1"})],
     "the headings stand in lines 2 to 3, and what is above them is skipped"),
    ("When,What,Where\nunknown,Fire,\n2020,Truce,Doha\n",
     [(2, {"When": "unknown", "What": "Fire"}),
      (3, {"When": "2020", "What": "Truce", "Where": "Doha"})], ""),
    ("when,2019 deaths\n2020,1\n", [(2, {"when": "2020", "2019 deaths": "1"})], ""),
    ("a{b},?c,Time:\n1,2,3\n", [(2, {"a[b]": "1", "c": "2", "Time": "3"})], ""),
    ("'=a,b\n'=1,2\n", [(2, {"'=a": "'=1", "b": "2"})], ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "found", "said"), CASES)
def test_headings_and_rows(text, found, said):
    assert rows("x.csv", text) == found
    assert "; ".join(read("x.csv", text).said) == said


@pytest.mark.parametrize(
    ("written", "given", "said"),
    [
        ("utf-8-sig", "", ""),
        ("utf-8-sig", "UTF-8", ""),
        ("utf-16", "", ""),
        ("utf-16-be", "utf-16-be", ""),
        ("cp1252", "", "bytes that are not UTF-8, read as Windows-1252: 1"),
        ("cp1252", "latin-1", ""),
    ],
)
def test_encodings(written, given, said):
    data = "Wann,Wo\n2020,Köln\n".encode(written)
    assert rows("x.csv", data, encoding=given) == [(2, {"Wann": "2020", "Wo": "Köln"})]
    assert "; ".join(read("x.csv", data, encoding=given).said) == said


@pytest.mark.parametrize(
    ("data", "how", "message"),
    [
        ("", {}, "it is empty"),
        (" \n", {}, "it is empty"),
        ("one\ntwo\n", {}, "it is no table: no comma, semicolon, tab or `|` divides its lines"),
        ("one\ntwo\n", {"delimiter": ";"}, "it is no table: it has only one column"),
        ("a,b\n", {}, "it is no table: it has no rows"),
        ("a,b\nx,\0\n", {}, "line 2: a NUL stands in it; if this is UTF-16, give the encoding"),
        ('a,b\n1,2\nx,"y\nz,1\n', {}, "line 3: a quotation mark opens a cell and never closes"),
        ("a,b\nx," + "y" * 1_000_001, {}, "line 2: a cell has more than a million characters"),
        ("a,b\n1,2\n", {"delimiter": "::"}, "`::` cannot be a delimiter: write one sign, or `tab`"),
        ("a,b\n1,2\n", {"sheet": "S"}, "`sheet` is for `xlsx` or `ods`, and this is `csv`"),
        ("a,b\n1,2\n", {"records": "$.a"}, "`records` is for `json`, and this is `csv`"),
        ("a,b\n1,2\n", {"encoding": "klingon"}, "there is no text encoding `klingon`"),
        (b"a,b\n1,\xff\n", {"encoding": "utf-8"}, "it is not in the encoding `utf-8`"),
    ],
)
def test_texts_that_are_no_table(data, how, message):
    assert refused("x.csv", data, **how) == message


def test_rows_come_before_the_file_is_read_to_its_end():
    found = read("x.csv", "a,b\n" + "1,2\n" * 200_000)
    lazy = found.rows()
    assert next(lazy) == Row(2, {"a": "1", "b": "2"})
    assert sum(1 for _ in lazy) == 199_999


# Sheets


def workbook(*sheets, merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in sheets:
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_sheet_as_it_is_shown():
    data = workbook(
        ("Notes", []),
        ("Events", [
            ["When", "Until", "Where", None, "Killed", "Sure"],
            [date(2020, 1, 2), datetime(2020, 1, 2, 9, 30), "Kaldar", "Balkh", 3.0, True],
            [None, time(9, 30), "Balkh", None, 1.5, "=1+1"],
        ]),
        merged=["C1:D1", "A2:A3"],
    )  # fmt: skip
    found = read("x.xlsx", data)
    assert list(found.rows()) == [
        Row(2, {"When": "2020-01-02", "Until": "2020-01-02T09:30:00", "Where": "Kaldar",
                "Where-2": "Balkh", "Killed": "3", "Sure": "true"}),
        Row(3, {"When": "2020-01-02", "Until": "09:30:00", "Where": "Balkh", "Killed": "1.5"}),
    ]  # fmt: skip
    assert found.said == ("the sheet `Events` is read, and not `Notes`",)
    assert list(read("-", data, sheet="Events").rows()) == list(found.rows())
    assert refused("x", data, sheet="Event") == "it has no sheet `Event`, but `Notes` or `Events`"
    assert refused("x", data, sheet="Notes") == "it is no table: nothing stands in its cells"


def test_headings_below_a_title_and_over_two_rows():
    data = workbook(
        ("S", [
            [None],
            [None, "Chronology of the siege"],
            [None, "When", "Where", None, "What"],
            [None, None, "Place", "Province", None],
            [None, "3 May 2020", "Kaldar", "Balkh", "Shelling"],
            [None, "unknown", "Hairatan", "Balkh", "Truce"],
        ]),
        merged=["B2:E2", "B3:B4", "C3:D3", "E3:E4"],
    )  # fmt: skip
    assert rows("x.xlsx", data)[0] == (
        5,
        {"When": "3 May 2020", "Place": "Kaldar", "Province": "Balkh", "What": "Shelling"},
    )


def repacked(data, change):
    """A workbook whose parts are changed by a function of their names and bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def test_workbooks_that_do_not_read(monkeypatch):
    data = workbook(("S", [["a", "b"], ["c", "d"]]))
    assert refused("x.xlsx", data[:-100]).startswith("it does not read as a spreadsheet: ")
    assert refused("x.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == (
        "it has a password; save it without one"
    )
    far = repacked(data, lambda _, part: part.replace(b'r="B2"', b'r="XFD1048576"'))
    assert refused("x.xlsx", far).startswith("a sheet has 1048576 rows and 16384 columns; ")
    locked = io.BytesIO()
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert refused("x.ods", locked.getvalue()) == "it has a password; save it without one"
    bomb = repacked(data, lambda name, part: bytes(501_000_000) if "theme" in name else part)
    assert len(bomb) < 1_000_000
    assert refused("x.xlsx", bomb) == "it has more than 500 MB when unpacked; save the sheet as CSV"
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    message = "a spreadsheet needs python-calamine: pip install 'timeline-tui[xlsx]'"
    assert refused("x.ods", data) == message


# Objects


def test_json_values_as_they_are_spelled():
    text = '[{"a": 1.50, "b": 1e999, "c": true, "d": [" x ", {"e": ""}], "f": [], "g": {"h": 0}}]'
    values = {"a": "1.50", "b": "1e999", "c": "true", "d": ["x"], "g": {"h": "0"}}
    assert rows("x.json", text) == [(1, values)]
    assert rows("x.json", '[{"a": 1, "a": 2}]') == [(1, {"a": "1", "a-2": "2"})]


@pytest.mark.parametrize(
    ("text", "how", "message"),
    [
        ('{"a": {"b": [{"x": 1}]}, "c": [{"y": 1}]}', {},
         "it has no list of objects that is the only one; there are objects at `$.a.b` or `$.c`"),
        ('{"c": [{"y": 1}]}', {"records": "$.b.x"},
         "it has no list of objects at `$.b.x`; there are objects at `$.c`"),
        ('{"a": 1}', {}, "it has no list of objects"),
        ("[{}, 1]", {}, "item 2 of `$` is no object"),
        ("[]", {}, "it is no table: there is nothing in it"),
        ('[\n{"a": }]', {}, "line 2, column 7: it is no JSON: Expecting value"),
        ('{"a": 1}\n[,', {"read": "jsonl"}, "line 2, column 2: it is no JSON: Expecting value"),
        ('{"a": 1}\n[]', {"read": "jsonl"}, "line 2 is no object"),
        ("[" * 100_000, {}, "it is nested too deeply"),
        (f'[{{"a": "{"x" * 1_000_001}"}}]', {},
         f"more than a million characters are too many for a text: {'x' * 59}…"),
    ],
)  # fmt: skip
def test_json_without_rows(text, how, message):
    assert refused("x.json", text, **how) == message


def test_where_the_rows_of_a_json_file_stand():
    text = '{"events": [{"a": 1}], "eras": [{"b": 2}], "deep": {"er": {"still": [{"c": 3}]}}}'
    assert read("x.json", text).said == ("the rows stand at `$.events`",)
    found = read("x.json", text, records="$.deep.er.still")
    assert (found.columns, found.said) == (("c",), ())


def test_features_of_geojson():
    point = {"type": "Feature", "properties": {"a": "b"}, "geometry": {"type": "Point"}}
    text = json.dumps({"type": "FeatureCollection", "features": [point, point]})
    text = text.replace('"Point"}', '"Point", "coordinates": [30.5, 50]}', 1)
    assert rows("x.geojson", text) == [
        (1, {"a": "b", "lat": "50", "lon": "30.5"}),
        (2, {"a": "b", "geometry": {"type": "Point"}}),
    ]


# Calendars, notes and plain text


CALENDAR = """\
BEGIN:VCALENDAR
X-WR-CALNAME:Siege
BEGIN:VEVENT
SUMMARY:Shelling\\, again
DTSTART;VALUE=DATE:20210726
DTEND;VALUE=DATE:20210728
CATEGORIES:army,border
CATEGORIES:river
ATTENDEE;CN=Ana:mailto:ana@example.org
GEO:1.5;2.5
RRULE:FREQ=DAILY;COUNT=2
STATUS:CONFIRMED
UID:1
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=Asia/Kabul:20210726T093000
DURATION:PT1H
GEO:nowhere
END:VEVENT
BEGIN:VTODO
DUE:20210726T093000Z
END:VTODO
BEGIN:VJOURNAL
DTSTART:20210726T093000
DESCRIPTION:as it is
  kept
END:VJOURNAL
END:VCALENDAR
"""


def test_a_calendar():
    found = read("x.ics", CALENDAR)
    assert found.head == {"title": "Siege"}
    assert [row.values for row in found.rows()] == [
        {"summary": "Shelling, again", "start": "2021-07-26", "end": "2021-07-27", "lat": "1.5",
         "lon": "2.5", "categories": ["army", "border", "river"], "people": ["Ana"],
         "calendar status": "confirmed",
         "uid": "1", "recurrence": "FREQ=DAILY;COUNT=2"},
        {"start": "2021-07-26T09:30:00+04:30", "end": "2021-07-26T10:30:00+04:30"},
        {"start": "2021-07-26T09:30:00+00:00"},
        {"start": "2021-07-26T09:30:00", "description": "as it is kept"},
    ]  # fmt: skip
    torn = read("x.ics", CALENDAR.replace("SUMMARY", "broken\nSUMMARY", 1))
    assert torn.said[-1] == "lines that no calendar can have, left out: 1"
    assert refused("x.ics", "BEGIN:VCALENDAR\nnothing").startswith("it does not read as a calendar")


NOTES = {
    "b/2021-05-03.md": "No heading\n\n# In the middle\n",
    "a.md": "---\r\ndate: 2020-01-02\r\ntags: [x, y]\r\nempty:\r\n---\r\n# Siege\r\n\r\nText\r\n",
    "sub/c.md": "---\nTitle: Given\ndate: !!python/name:x x\n---\n# Kept\n",
    "d.md": "---\n{[\n---\nText",
    ".trash/e.md": "gone",
    "f.txt": "no note",
}


def test_a_folder_of_notes(tmp_path):
    for name, text in NOTES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    found = table("notes", None, Reading(), tmp_path)
    siege = {"date": "2020-01-02", "tags": ["x", "y"], "title": "Siege", "description": "Text"}
    assert [row.values for row in found.rows()] == [
        {**siege, "file": "a.md"},
        {
            "title": "In the middle",
            "description": "No heading\n\n# In the middle",
            "date": "2021-05-03",
            "file": "b/2021-05-03.md",
        },
        {"title": "d", "description": "---\n{[\n---\nText", "file": "d.md"},
        {"Title": "Given", "date": "x", "description": "# Kept", "file": "sub/c.md"},
    ]
    assert found.said[-2:] == (
        "d.md: it has no keys in its front matter, which is kept as text",
        "sub/c.md: `!!python/name:x` is read as a YAML tag, which this format does not have",
    )


def test_folders_without_notes(tmp_path):
    for how, message in ((Reading(read="csv"), "only notes"), (Reading(), "nothing in it")):
        with pytest.raises(TableError, match=message):
            table("notes", None, how, tmp_path)


def test_markwhen():
    text = """\
title: A war

section The first year
2020-01-02 - 2020-01-05: Siege #army #border
It lasts.
// nobody sees this
3 people: not a date
5 May 2020/now: Truce
# Later
12/2021: Peace
"""
    assert read("x.mw", text).head == {"title": "A war"}
    first = {"section": "The first year"}
    assert rows("x.mw", text) == [
        (4, {"date": "2020-01-02/2020-01-05", "title": "Siege", "tags": ["army", "border"], **first,
             "description": "It lasts.\n3 people: not a date"}),
        (8, {"date": "5 May 2020/..", "title": "Truce", **first}),
        (10, {"date": "12/2021", "title": "Peace", "section": "Later"}),
    ]  # fmt: skip


def test_our_own_markwhen():
    found = read("-", exported("markwhen", view(EVERYTHING)))
    assert found.head == {"title": "Everything, at once", "timezone": "Asia/Kabul"}
    values = list(found.rows())[1].values
    assert (values["id"], values["date"], values["type"]) == ("all", "2021-07-26?", "battle")
    assert values["tags"] == ["border", "river crossing"]
    assert "\nA line.\n\nAnother line.\n" in values["description"]


# Whatever is in a file

BOOK = workbook(("S", [["a", "b"], [1, date(2020, 1, 2)], ["=1", "x"]]), merged=["A1:B1", "A2:A3"])
START = {
    "json": b'{"events": [{"a": ',
    "jsonl": b'{"a": 1}\n{"b": ',
    "md": b"---\na: ",
    "csv": b"a,b\n",
}
START |= {
    "markwhen": b"2020: x\n",
    "ics": CALENDAR[:-33].encode(),
    "tsv": b"a\tb\n",
    "xlsx": b"PK\3\4",
}


@given(st.sampled_from(READERS), st.booleans(), st.binary() | st.text().map(str.encode))
def test_any_bytes_are_a_table_or_one_sentence(kind, started, data):
    check("x", START.get(kind, b"") * started + data, kind)


@given(st.data())
def test_any_workbook_is_a_table_or_one_sentence(data):
    def change(name, part):
        if not data.draw(st.booleans()):
            return part
        at = data.draw(st.integers(0, len(part)))
        return (
            part[:at] + data.draw(st.binary(max_size=3)) + part[at + data.draw(st.integers(0, 9)) :]
        )

    check("x", repacked(BOOK, change), "xlsx")


def check(name, data, kind):
    try:
        found = table(name, data, Reading(read=kind))
    except TableError as error:
        assert str(error).startswith("x: ")
    else:
        assert all(row.at > 0 for row in found.rows())
