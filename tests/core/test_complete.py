"""What is offered while a query is typed."""

from export_files import viewed
from query_table import FILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import FIELDS
from timeline_tui.core.views.complete import Completion, complete
from timeline_tui.core.views.view import View

TIMELINE = load_text(FILE)
VIEW = viewed("", TIMELINE)


def offered(line: str, view: View = VIEW) -> tuple[Completion, ...]:
    """What is offered where `|` stands in the line."""
    before, _, after = line.partition("|")
    return complete(before + after, len(before), view)


def texts(line: str, view: View = VIEW) -> list[str]:
    return [completion.text for completion in offered(line, view)]


def test_the_start_of_a_word_offers_every_field():
    for line in ("|", "a |", "(|", "-|", "a OR |", "| b"):
        found = texts(line)
        assert found[:3] == ["location:", "actor:", "source:"]
        assert {"lag>", "origins>=", "killed>=", "is:disputed", "has:quote"} <= set(found)


OFFERED = {
    "loc|": ["location:", "has:location"],
    "ki|": ["killed>="],
    "x-|": ["x-folder:", "x-check:"],
    "has:x-|": ["x-check", "x-folder"],
    "location:|": ["coast", "port", "hills", "pier", "port-east"],
    "actor:|": ["rebels", "state", "guard", "patrol"],
    "actor:strik|": ["rebels"],
    "source:|": ["gazette", "wire", "state", "guard", "letter", "medics", "rebels"],
    "tag:|": ["shipping", "fire"],
    "link:|": ["follows", "part-of", "blockade", "ceasefire", "landing", "raid"],
    "id:f|": ["fire", "ceasefire", "aftermath"],
    "date:|": ["1912", "2021"],
    "date>=2021-07|": ["2021-07-01", "2021-07-24", "2021-07-26"],
    "asof:|": ["2021"],
}


def test_values_come_by_number_of_events():
    assert {line: texts(line) for line in OFFERED} == OFFERED


COMPLETED = {
    "a lo|c b": "a location: b",
    "a location:hi| b": "a location:hills b",
    'location:"hi|" b': "location:hills b",
    'location:"hi| b': "location:hills b",
    "-tag:sh|": "-tag:shipping",
}


def test_a_completion_takes_the_place_of_what_was_typed():
    for line, completed in COMPLETED.items():
        typed, first = line.replace("|", ""), offered(line)[0]
        assert typed[: first.insert_from] + first.text + typed[first.insert_to :] == completed


COUNTED = [
    field
    for field in FIELDS.values()
    if field.kind in ("name", "word", "choice") and not field.whole
]


def test_beside_a_value_stands_how_many_events_the_term_finds():
    for begun in (f"{field.name}{op}" for field in COUNTED for op in field.ops):
        for found in offered(f"{begun}|"):
            query = begun + found.text
            if query[3:] not in ("marked", "changed") and begun != "id:":
                assert found.count == viewed(query, TIMELINE).shown, query
