"""The database, asked as an analyst would: every key of JSON is in it, and all references hold."""

import json
import os
import sqlite3

import pytest
from command_line import FRANKLIN, SAMPLE, process
from export_files import BROKEN, EVERYTHING, database, events, view

from timeline_tui.core.views.view import View
from timeline_tui.export import write
from timeline_tui.export.record import record
from timeline_tui.output import emit_file

TEXTS = [one.read_text(encoding="utf-8") for one in (SAMPLE, FRANKLIN)]


def opened(shown: View) -> sqlite3.Connection:
    written = write("sqlite", shown)
    assert isinstance(written.pieces, bytes)
    return database(written.pieces)


def columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {one[1] for one in connection.execute(f"pragma table_info({table})")}


QUERIES = ("", "is:disputed", "kaldar", "no_such_word", "sort:reported", "asof:2021-07-27", "id:a")


@pytest.mark.parametrize(
    "text", [*TEXTS, EVERYTHING, BROKEN], ids=["sample", "franklin", "all", "bad"]
)
@pytest.mark.parametrize("query", QUERIES)
def test_references_hold_whatever_is_shown_and_rows_keep_the_order(text, query):
    shown = view(text, query)
    connection = opened(shown)
    assert connection.execute("pragma foreign_key_check").fetchall() == []
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    ids = [id for (id,) in connection.execute("select id from events order by row")]
    assert ids == [shown.timeline.events[row].id for row in shown.rows]
    found = connection.execute("select row, id, standing, latest, line from events").fetchall()
    told = [record(shown, row) for row in shown.rows]
    assert [one[1:] for one in found] == [
        tuple(one[name] for name in ("id", "standing", "latest", "line")) for one in told
    ]


ELSEWHERE = {
    "events": "locations actors figures sources cited claims disputed_by tags links after before "
    "extras",
    "claims": "sources cited when where nested figures disputed_by supported_by supported_by_cited "
    "contradicts supersedes extras",
    "figures": "including extras",
    "disputes": "sources cited extras",
    "participants": "extras",
    "chain_elements": "extras",
}
"""The keys in JSON that have no column of this name but rows of other tables."""


def test_every_key_of_json_has_its_column_or_its_table():
    (one,) = (record(view(EVERYTHING), row) for row in view(EVERYTHING, "id=all").rows)
    all_told = json.loads(json.dumps(one))
    claim = all_told["claims"][0]
    objects = dict(zip(ELSEWHERE, (all_told, claim, claim["figures"][0]), strict=False))
    objects["disputes"] = claim["disputed_by"][0]
    objects["participants"] = all_told["actors"][0]
    objects["chain_elements"] = claim["cited"][0][0]
    connection = opened(view(EVERYTHING))
    for table, told in objects.items():
        missing = set(told) - columns(connection, table)
        assert missing - set(ELSEWHERE[table].split()) == set(), table


ASKED = {
    "select title, timezone, query, version from about": [
        ("Everything, at once", "Asia/Kabul", "id=all", 1)
    ],
    "select id, within from places where lat > 37": [("hairatan", "kaldar")],
    "select id, json_extract(ids, '$.geonames'), implicit from places where ids is not null": [
        ("balkh", "1", 0)
    ],
    "select name, aliases from actors where side = 'government'": [("Army, Afghan", '["ANA"]')],
    "select place, claim is null from event_places": [
        *(("kaldar", 1), ("hairatan", 1), ("somewhere-else", 0))
    ],
    "select actor, role, note from participants": [
        ("taliban", "target", "in two columns"),
        ("ana", "participant", None),
    ],
    'select measure, low, best, high, "of" from figures where claim is null': [
        ("killed", 16, 20.5, 800, "taliban"),
        ("killed", None, 3, None, "ana"),
        ("share", None, 50, None, None),
    ],
    "select a.best from figures a join figures b on a.included_in = b.row": [(3,)],
    "select id, date, happened, credibility from claims where quote = 'we lost many'": [
        ("all/toll", "2021-07-27", "2021-06-25", 3)
    ],
    "select position, who, name, actor, source, date, at from chain_elements where chain = 1": [
        (1, "report", "News report", None, "report", "2021-07-27", "p. 3"),
        (2, "media", "Local media", None, "media", None, None),
        (3, "ana", "Army, Afghan", "ana", None, None, None),
    ],
    "select kind, origin, reported from chains where claim = 'all/toll' and dispute is null": [
        ("sources", "media", "2021-07-27"),
        ("supported_by", "ana", None),
    ],
    "select d.text, origin from disputes d join chains on dispute = d.row where d.claim is null": [
        ("it never fell", "taliban")
    ],
    "select type, target from links where claim is null": [
        *(("follows", "earlier"), ("part-of", "earlier"), ("part-of", "later")),
        *(("after", "earlier"), ("before", "later")),
    ],
    "select type, target from links where claim = 'all/toll'": [
        *(("contradicts", "all/few"), ("supersedes", "all/older"))
    ],
    "select tag from tags": [("border",), ("river crossing",)],
    "select value from extras join events e on in_table = 'events' and in_row = e.row": [("12",)],
    "select in_table, key from extras where in_table in ('places', 'disputes')": [
        *(("places", "x-map"), ("disputes", "x-min"))
    ],
}


@pytest.mark.parametrize("query", ASKED)
def test_what_a_query_in_sql_finds(query):
    assert opened(view(EVERYTHING, "id=all")).execute(query).fetchall() == ASKED[query]


def test_numbers_and_bytes_that_sqlite_does_not_know_are_written_all_the_same():
    event = {"date": "2021", "figures": {"ants": "100000000000000000000"}}
    assert opened(events(event)).execute("select best from figures").fetchall() == [(1e20,)]
    query = os.fsdecode(b"-caf\xe9")
    (found,) = opened(view(EVERYTHING, query)).execute("select query from about").fetchone()
    assert found.startswith("-caf")


def test_words_are_found_in_titles_descriptions_claims_and_notes_without_accents():
    connection = opened(view(TEXTS[0]))

    def found(words: str) -> list[str]:
        join = "select id from events join search on search.rowid = events.row"
        return [id for (id,) in connection.execute(f"{join} where search match ?", [words])]

    assert found("heli*") == ["helicopter"]
    assert found('"nád é ali" title:helicopter') == found('title:"nad e ali" helicopter')
    assert "helicopter" in found("claims:shot")
    assert found("nosuchword") == []
    marked = (
        "select snippet(search, 0, '[', ']', '', 3) from search where search match 'helicopter'"
    )
    assert "[helicopter]" in connection.execute(marked).fetchone()[0].lower()


def test_without_fts5_there_is_no_search_and_that_is_said(monkeypatch):
    class Plain(sqlite3.Connection):
        def executescript(self, script: str) -> sqlite3.Cursor:
            if "fts5" in script:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().executescript(script)

    monkeypatch.setattr(sqlite3, "connect", lambda name: Plain(name))
    written = write("sqlite", view(EVERYTHING, "tag:border"))
    monkeypatch.undo()
    (said,) = written.left_out
    assert said == "no full-text search: the SQLite of this Python is built without FTS5"
    assert isinstance(written.pieces, bytes)
    assert database(written.pieces).execute("select count(*) from events").fetchone() == (1,)


def test_its_bytes_go_to_a_file_or_a_pipe_and_not_to_a_terminal(tmp_path, monkeypatch):
    words = ("export", "sqlite", str(SAMPLE))
    file = tmp_path / "sample.db"
    assert process(*words, "-o", str(file)).stdout == b""
    assert process(*words).stdout == file.read_bytes()
    with sqlite3.connect(file) as connection:
        assert connection.execute("select count(*) from events").fetchone() == (29,)
    connection.close()
    monkeypatch.setattr("timeline_tui.output.is_terminal", lambda stream: stream is not None)
    with pytest.raises(OSError, match="-o FILE"):
        emit_file(file.read_bytes())
