"""Entries of a file: every short form when all is right; of what is wrong one problem where it
stands, and nothing else is lost."""

from typing import Any

from timeline_tui.core.models import (
    Actor,
    Claim,
    Entry,
    Event,
    FileHead,
    Place,
    Source,
    check,
    check_id,
)
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.tree import parse

BASE = "- date: 2021-07-26\n  title: Kaldar retaken\n  "


def found(text: str, model: type[Entry] = Event) -> tuple[Any, list[Problem]]:
    """The entry that is left of a YAML text, and all its problems."""
    tree = parse(text)
    entry, problems = check(model, tree.data)
    return entry, [*tree.problems, *problems]


def read(text: str, model: type[Entry] = Event) -> Any:
    """The entry that a YAML text makes, which has nothing wrong with it."""
    entry, problems = found(text, model)
    assert problems == []
    return entry


def plain(value: Any) -> Any:
    """Chains as text, entries as their most telling field."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if hasattr(value, "parties"):
        return " <- ".join(value.parties)
    return value


def test_what_an_event_takes():
    for line, attribute, expected in [
        ("location: [a < b, c]", "locations", ["a < b", "c"]),
        ("sources: report <- a<-b", "chains", ["report <- a <- b"]),
        ("sources: [report, ~, x <- y]", "chains", ["report", "x <- y"]),
        ("sources: https://x.org/a?b->c <- a", "chains", ["https://x.org/a?b->c <- a"]),
        ("tags: border", "tags", ["border"]),
        ("tags: [a, ~, b]", "tags", ["a", "b"]),
        ("after: other", "after", ["other"]),
        ("links: {part-of: [a, b]}", "links", [["part-of", "a"], ["part-of", "b"]]),
        ("links: {part-of: ~, x-mine: b}", "links", [["x-mine", "b"]]),
        ("ids: {ucdp: 0245, x-y: ~}", "ids", [["ucdp", "0245"]]),
        ("status:", "status", "occurred"),
        ("id: 0123", "id", "0123"),
        ("x-ref: A-1", "extras", [["x-ref", "A-1"]]),
        ("x-a: {b: [c, ~], d: e}", "extras", [["x-a", "{b: [c, ~], d: e}"]]),
        ("x-a:", "extras", [["x-a", ""]]),
        ("x-nested: mine", "nested", []),
    ]:
        assert plain(getattr(read(BASE + line), attribute)) == expected


def test_a_place_an_actor_and_a_source_may_be_a_name_or_nothing():
    for model in (Place, Actor, Source):
        assert read("Balkh", model).name == "Balkh"
        assert read("", model) == read("{}", model) == model.make()
    place = read(
        "{name: H, aliases: I, within: k, country: af, lat: 37.22, lon: -0.5, ids: {g: 1, h: ~}}",
        Place,
    )
    assert (place.aliases, place.within, place.country) == (("I",), "k", "AF")
    assert (place.lat, place.lon, place.ids) == (37.22, -0.5, (("g", "1"),))
    assert read("{name: X}", Actor).kind == "unknown"
    assert read("{kind: unit, part_of: ana}", Actor).part_of == "ana"
    source = read("{published: 2021-07-27, reliability: f}", Source)
    assert (source.published.text, source.reliability) == ("2021-07-27", "F")


TYPED = '"one\\ttwo \\n  three\\n"'
LINE = "one two three"


def test_a_text_that_stands_on_one_line_is_read_on_one():
    for line, attribute, expected in [
        (f"type: {TYPED}", "type", LINE),
        (f"tags: [{TYPED}, a  b]", "tags", (LINE, "a  b")),
        ('location: "a\\tb < c\\nd"', "locations", ("a b < c d",)),
        (f"links: {{follows: [{TYPED}]}}", "links", (("follows", LINE),)),
        ("description: |\n    a\n    b", "description", "a\nb\n"),
        ("claims: |\n    a\n    b", "claims", (Claim.make(text="a\nb\n"),)),
    ]:
        assert getattr(read(BASE + line), attribute) == expected


# A third line of an event: the column and code of its problem, parts of its message and hint
MISTAKES = {
    "titel: x": "3 unknown-key | Unknown key `titel` | Did you mean `title`?",
    "credibility: '3'": "3 unknown-key | `credibility` | Write it under `claims`",
    "status: canceled": "11 bad-value | cannot be `canceled` | Did you mean `cancelled`?",
    "note: [x]": "9 wrong-type | `note` takes text, not a list | Write one text",
    "retracted: 24 or 25 July 2021": "14 bad-date | is not a date | Write 2021-07-26",
    "location: B > A": "13 bad-location | not joined by `<` | `a < b`, the smallest first",
    "sources: a -> b": "12 bad-chain | not joined by `<-` | `a <- b`, the publication first",
    "links: {folows: x}": "11 bad-value | kind of link `folows` | `follows`",
    "actors: {tal: initiator}": "12 unknown-key |  | begin with `x-`",
    "disputed_by: {a: 'no'}": "17 unknown-key |  | needs quotes",
    "figures: {killed: {best: x}}": "28 bad-figure | one num | {low: 16, high: ~20}",
    "figures: {killed: {best: 3, including: {? '' : 3}}}": "45 empty | A key is empty | Write it",
    "claims: [a, null, {note: b}]": "21 missing | `text` is missing | Write `text:",
    "disputed_by: {text: 'no'}": "16 missing | `sources` is missing | Write `sources:",
}


def test_a_mistake_in_an_event():
    for line, expected in MISTAKES.items():
        entry, [problem] = found(BASE + line)
        place, message, hint = expected.split(" | ")
        assert (problem.line, f"{problem.column} {problem.code}") == (3, place)
        assert message in problem.message
        assert hint in problem.hint
        assert problem.severity == "error"
        assert not problem.message.endswith(".")
        assert not problem.hint.endswith(".")
        assert (entry.title, entry.date.text) == ("Kaldar retaken", "2021-07-26")


def test_a_mistake_elsewhere():
    for model, text, code, message, hint in [
        (Place, "{lat: 91}", "bad-value", "cannot be `91`", "`-90` to `90`"),
        (Place, "{within: ''}", "empty", "`within` is empty", "leave"),
        (FileHead, "{timeline: 2}", "bad-value", "cannot be `2`", "`timeline: 1`"),
        (FileHead, "{timezone: Asia/Kabol}", "bad-timezone", "", "`Asia/Kabul`"),
        (Event, "x", "wrong-type", "This event cannot be text", "title"),
    ]:
        _, [problem] = found(text, model)
        assert problem.code == code
        assert message in problem.message
        assert hint in problem.hint


def test_a_time_without_a_day_is_left_out():
    for date in ["2021", "2021-07-XX", "2021-07-26/2021-07-27", "unknown", "2021-07-26T09:00:00"]:
        entry, [problem] = found(f"- date: {date}\n  title: A\n  time: 09:30")
        assert (entry.date.text, entry.time) == (date, None)
        assert (problem.code, problem.line) == ("time-without-day", 3)


def test_a_mistake_is_one_problem():
    for text, expected in [
        ("- {}", ["missing", "missing"]),
        ("- {date: x, title: [y]}", ["bad-date", "wrong-type"]),
        ("- {date: 2021, title: '  '}", ["empty"]),
        (f"{BASE}claims: {{text: a, disputed_by: {{bye: b}}}}", ["unknown-key"]),
        ("- date: *x\n  title: A", ["alias"]),
    ]:
        assert [problem.code for problem in found(text)[1]] == expected


FULL = dict(
    line.split(": ", 1)
    for line in """
date: 2021-07-26
title: Kaldar retaken
id: kaldar
time: morning
date_text: Monday morning
description: Long
type: battle
status: occurred
location: a < b
actors: [{actor: ansf, role: initiator}, taliban]
figures: {killed: ~20, wounded: {low: 3, high: 5}}
sources: [report <- a, report <- b]
claims: [{text: One, sources: report}, Two]
disputed_by: x <- y
after: other
before: another
tags: [p, q]
links: {follows: z}
retracted: 2022
note: n
x-own: o
""".strip().splitlines()
)


def record(fields: dict[str, str]) -> str:
    return "- " + "\n  ".join(": ".join(field) for field in fields.items())


def test_a_mistake_costs_only_its_own_field():
    for field in [key for key in FULL if key not in ("date", "x-own")]:
        without = found(record({key: FULL[key] for key in FULL if key != field}))[0]
        for wrong in ("[['no']]", "{'no': {'no': 'no'}}", "{[a]: b}"):
            entry, problems = found(record({**FULL, field: wrong}))
            assert len(problems) >= 1
            assert entry == without
        for empty in ("", "~", '""', "[]", "{}", "[~]", "{~: ~}"):  # which may be read
            assert found(record({**FULL, field: empty}))[0].date == without.date


def test_a_mistake_costs_only_its_own_item():
    entry, problems = found(f"""{BASE}tags: [a, [b], ~, c, {{d: e}}]
  claims:
    - {{text: One, figures: {{killed: [1, "?", 3], wounded: lots}}}}
    - note: no text
    - {{text: Three, date: soon, credibility: 5}}""")
    assert [(problem.line, problem.code) for problem in problems] == [
        (3, "wrong-type"),
        (3, "wrong-type"),
        (5, "bad-figure"),
        (5, "bad-figure"),
        (6, "missing"),
        (7, "bad-date"),
    ]
    assert entry.tags == ("a", "c")
    assert [claim.text for claim in entry.claims] == ["One", "Three"]
    assert [figure.best for figure in entry.claims[0].figures] == [1, 3]
    assert entry.claims[1].date is not None  # so that the date of its source does not count
    assert (entry.claims[1].date.text, entry.claims[1].credibility) == ("unknown", 5)


def test_ids_of_sections():
    for section, good in [
        ("{a-b: x}", True),
        ("{a/b: x}", False),
        ('{"": {name: X}}', False),
        ("{&a1 : {name: X}}", False),
    ]:
        data: Any = parse(section).data
        problem = check_id(next(iter(data)))
        assert problem is None or (problem.code, problem.column) == ("bad-id", 2)
        assert (problem is None) == good
