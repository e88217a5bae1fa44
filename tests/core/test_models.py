"""Entries of a file, from plain data: every short form, every mistake, and what a mistake costs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.models import (
    ActorEntry,
    ActorRef,
    ClaimEntry,
    Entry,
    EventEntry,
    FigureEntry,
    FileHead,
    PlaceEntry,
    SourceEntry,
    check,
    check_id,
)
from timeline_tui.core.problems import Problem

BASE = {"date": "2021-07-26", "title": "Kaldar retaken"}


class Places:
    """A locator that gives each place asked for a line of its own, and remembers which it was."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | int, ...]] = []
        self.shown: list[str] = []

    def __call__(self, path: tuple[str | int, ...], key: bool) -> tuple[int, int]:
        self.asked.append(path)
        self.shown.append(".".join(map(str, path)) + (":" if key else ""))
        return len(self.asked), 1


def read(data: object, model: type[Entry] = EventEntry) -> Any:
    """The entry that `data` makes, which has nothing wrong with it."""
    entry, problems = check(model, data, Places())
    assert problems == ()
    assert entry is not None
    return entry


def found(data: object, model: type[Entry] = EventEntry) -> tuple[Any, list[tuple[str, Problem]]]:
    """The entry that is left of `data`, and each problem with the path at which it stands."""
    places = Places()
    entry, problems = check(model, data, places)
    return entry, [(places.shown[problem.line - 1], problem) for problem in problems]


# What reads


@pytest.mark.parametrize(
    ("field", "typed", "attribute", "expected"),
    [
        ("location", "kaldar", "locations", (("kaldar",),)),
        ("location", "Hairatan < Kaldar<Balkh", "locations", (("Hairatan", "Kaldar", "Balkh"),)),
        ("location", ["a < b", "c"], "locations", (("a", "b"), ("c",))),
        ("sources", "report", "sources", (("report",),)),
        ("sources", "report <- a<-b", "sources", (("report", "a", "b"),)),
        ("sources", "report ← a", "sources", (("report", "a"),)),
        ("sources", ["report", None, "x <- y"], "sources", (("report",), ("x", "y"))),
        ("sources", "https://x.org/a?b->c <- a", "sources", (("https://x.org/a?b->c", "a"),)),
        ("tags", "border", "tags", ("border",)),
        ("tags", ["a", None, "b"], "tags", ("a", "b")),
        ("tags", [], "tags", ()),
        ("after", "other", "after", ("other",)),
        ("links", {"follows": "a"}, "links", (("follows", "a"),)),
        ("links", {"part-of": ["a", "b"]}, "links", (("part-of", "a"), ("part-of", "b"))),
        ("links", {"part-of": None, "x-mine": "b"}, "links", (("x-mine", "b"),)),
        ("status", "planned", "status", "planned"),
        ("status", None, "status", "occurred"),
        ("title", "no", "title", "no"),
        ("id", "0123", "id", "0123"),
        ("x-ref", "A-1", "extras", (("x-ref", "A-1"),)),
        ("x-a", {"b": ["c", None], "d": "e"}, "extras", (("x-a", "{b: [c, ~], d: e}"),)),
        ("x-a", None, "extras", (("x-a", ""),)),
        ("x-", "free too", "extras", (("x-", "free too"),)),
    ],
)
def test_what_an_event_takes(field: str, typed: object, attribute: str, expected: object) -> None:
    assert getattr(read({**BASE, field: typed}), attribute) == expected


def test_an_event_of_two_lines() -> None:
    event = read(BASE)
    assert (event.date.text, event.date_written, event.title) == (
        "2021-07-26",
        "",
        "Kaldar retaken",
    )
    assert (event.status, event.actors, event.figures, event.extras) == ("occurred", (), (), ())


def test_dates_are_text_or_a_list_of_which_one_holds() -> None:
    assert read({**BASE, "date": "unknown"}).date.is_undated
    dates = ["2021-07-01..2021-07-26", None, "2021-08-01"]
    assert read({**BASE, "date": dates}).date.text == "[2021-07-01..2021-07-26,2021-08-01]"
    assert read({**BASE, "retracted": "2021-08"}).retracted.precision == "month"


def test_a_time_goes_with_a_day() -> None:
    assert read({**BASE, "time": "09:30/11:00"}).time.end_minute == 660
    assert read({**BASE, "date": "2021-07-26~", "time": "morning"}).time.part == "morning"


def test_participants() -> None:
    actors = read({**BASE, "actors": ["ansf", {"actor": "taliban", "role": "target"}]}).actors
    assert [(ref.actor, ref.role) for ref in actors] == [
        ("ansf", "participant"),
        ("taliban", "target"),
    ]
    single = read({**BASE, "actors": {"actor": "a", "note": "b", "x-c": "d"}}).actors
    assert (single[0].note, single[0].extras) == ("b", (("x-c", "d"),))


def test_the_fields_of_a_claim_and_a_bare_string_that_is_its_text() -> None:
    bare, full = read(
        {
            **BASE,
            "claims": [
                "Nobody is left",
                {
                    "text": "Scores were killed",
                    "id": "toll",
                    "sources": "report <- adil",
                    "date": "2021-07-27",
                    "quote": "scores",
                    "figures": {"killed": "scores"},
                    "disputed_by": "taliban",
                    "supported_by": ["a <- b"],
                    "contradicts": "other",
                    "supersedes": ["one", "event/two"],
                    "retracted": "2021-08",
                    "credibility": "6",
                    "note": "n",
                    "x-y": "z",
                },
            ],
        }
    ).claims
    assert bare == ClaimEntry(text="Nobody is left")
    assert (full.text, full.id, full.quote, full.note) == (
        "Scores were killed",
        "toll",
        "scores",
        "n",
    )
    assert (full.sources, full.supported_by) == ((("report", "adil"),), (("a", "b"),))
    assert (full.contradicts, full.supersedes) == (("other",), ("one", "event/two"))
    assert (full.credibility, full.figures[0].low) == (6, 40)
    assert (full.date.text, full.retracted.text) == ("2021-07-27", "2021-08")
    assert full.disputed_by[0].sources == (("taliban",),)
    assert full.extras == (("x-y", "z"),)


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ({"sources": "a"}, "missing"),
        ({"text": None, "id": "c"}, "missing"),
        ({"text": ""}, "empty"),
    ],
)
def test_a_claim_has_to_have_a_text(claim: dict[str, object], code: str) -> None:
    entry, problems = found({**BASE, "claims": [claim, "Another"]})
    assert entry.claims == (ClaimEntry(text="Another"),)
    assert [problem.code for _, problem in problems] == [code]


def test_the_credibility_of_a_claim_is_from_1_to_6() -> None:
    for number in range(1, 7):
        typed = {"text": "a", "credibility": str(number)}
        assert read({**BASE, "claims": typed}).claims[0].credibility == number
    for wrong in ("0", "7", "A", "1.5"):
        _, problems = found({**BASE, "claims": {"text": "a", "credibility": wrong}})
        assert [problem.code for _, problem in problems] == ["bad-value"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("taliban", [((("taliban",),), "", None)]),
        (["a", "b <- c"], [((("a",),), "", None), ((("b", "c"),), "", None)]),
        (
            {"sources": ["a", "b"], "text": "denies it", "date": "2021"},
            [((("a",), ("b",)), "denies it", "2021")],
        ),
    ],
)
def test_disputed_by_takes_chains_or_a_mapping(typed: object, expected: list[object]) -> None:
    disputes = read({**BASE, "disputed_by": typed}).disputed_by
    seen = [(one.sources, one.text, one.date and one.date.text) for one in disputes]
    assert seen == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"killed": "16"}, [FigureEntry("killed", best=16)]),
        ({"killed": None, "x-arrests": "5"}, [FigureEntry("x-arrests", best=5)]),
        (
            {"killed": {"best": "5", "including": {"x-ray": {"best": "3", "x-by": "me"}}}},
            [
                FigureEntry(
                    "killed",
                    best=5,
                    including=(FigureEntry("killed", "x-ray", best=3, extras=(("x-by", "me"),)),),
                )
            ],
        ),
        (
            {"killed": ["16", {"of": "police", "best": "3"}], "houses": "800+"},
            [
                FigureEntry("killed", best=16),
                FigureEntry("killed", "police", best=3),
                FigureEntry("houses", low=800),
            ],
        ),
        (
            {"killed": {"of": "taliban", "best": "~1500"}},
            [FigureEntry("killed", "taliban", best=1500, approximate=True)],
        ),
        (
            {"killed": {"low": "1,400", "best": "1500", "high": "1 600", "approximate": "yes"}},
            [FigureEntry("killed", "", 1400, 1500, 1600, True)],
        ),
        (
            {"share": {"best": "~50%", "text": "about half"}},
            [FigureEntry("share", best=50, approximate=True, unit="percent", text="about half")],
        ),
        (
            {"burnt": {"best": "5", "unit": "km²"}},
            [FigureEntry("burnt", best=5, unit="km²")],
        ),
        ({"killed": {"text": "many"}}, [FigureEntry("killed", text="many")]),
        (
            {"killed": {"best": "16", "including": {"civilians": "3", "police": {"low": "2"}}}},
            [
                FigureEntry(
                    "killed",
                    best=16,
                    including=(
                        FigureEntry("killed", "civilians", best=3),
                        FigureEntry("killed", "police", low=2),
                    ),
                )
            ],
        ),
        (
            {"killed": {"best": "9", "including": {"a": {"best": "5", "including": {"b": "2"}}}}},
            [
                FigureEntry(
                    "killed",
                    best=9,
                    including=(
                        FigureEntry(
                            "killed",
                            "a",
                            best=5,
                            including=(FigureEntry("killed", "b", best=2),),
                        ),
                    ),
                )
            ],
        ),
    ],
)
def test_figures(typed: object, expected: list[FigureEntry]) -> None:
    assert list(read({**BASE, "figures": typed}).figures) == expected


def test_places_actors_and_sources_may_be_a_name_or_nothing() -> None:
    for model in (PlaceEntry, ActorEntry, SourceEntry):
        assert read("Balkh", model).name == "Balkh"
        assert read(None, model) == read({}, model) == model()


def test_a_place() -> None:
    place = read(
        {
            "name": "Hairatan",
            "aliases": "Hayraton",
            "within": "kaldar",
            "country": "af",
            "lat": "37.22",
            "lon": "-0.5",
            "ids": {"geonames": "1147290", "none": None},
        },
        PlaceEntry,
    )
    assert (place.aliases, place.country, place.lat, place.lon) == (
        ("Hayraton",),
        "AF",
        37.22,
        -0.5,
    )
    assert place.ids == (("geonames", "1147290"),)


def test_an_actor_and_a_source() -> None:
    assert read({"name": "X"}, ActorEntry).kind == "unknown"
    assert read({"kind": "unit", "part_of": "ana"}, ActorEntry).part_of == "ana"
    source = read({"published": "2021-07-27", "reliability": "f"}, SourceEntry)
    assert (source.published.text, source.reliability) == ("2021-07-27", "F")


def test_the_head_of_a_file() -> None:
    head = read(
        {"timeline": "1", "title": "T", "timezone": "Asia/Kabul", "events": [], "x-a": "b"},
        FileHead,
    )
    assert (head.title, head.timezone, head.extras) == ("T", "Asia/Kabul", (("x-a", "b"),))
    assert read({}, FileHead).timezone == ""


# What does not read: where, code, message, hint; and nothing else is found

EVENT_MISTAKES: list[tuple[dict[str, Any], str, str, str, str]] = [
    ({"titel": "x"}, "titel:", "unknown-key", "Unknown key `titel`", "Did you mean `title`?"),
    ({"locations": "x"}, "locations:", "unknown-key", "`locations`", "Did you mean `location`?"),
    ({"Disputed-By": "x"}, "Disputed-By:", "unknown-key", "`Disputed-By`", "`disputed_by`"),
    ({"desc": "x"}, "desc:", "unknown-key", "`desc`", "`description`"),
    ({"place": "x"}, "place:", "unknown-key", "`place`", "`location`"),
    ({"killed": "3"}, "killed:", "unknown-key", "`killed`", "`figures: {killed: …}`"),
    ({"zzz": "3"}, "zzz:", "unknown-key", "`zzz`", "begin with `x-`"),
    ({"zzz": None}, "zzz:", "unknown-key", "`zzz`", "begin with `x-`"),
    ({"extras": "3"}, "extras:", "unknown-key", "`extras`", "begin with `x-`"),
    ({"date_written": "3"}, "date_written:", "unknown-key", "`date_written`", "begin"),
    ({"time": "9:30"}, "time", "bad-time", "hh:mm", "09:30"),
    ({"time": ["09:30"]}, "time", "wrong-type", "not a list", "`time: 09:30`"),
    (
        {"status": "canceled"},
        "status",
        "bad-value",
        "status `canceled`",
        "Did you mean `cancelled`?",
    ),
    ({"status": "zzz"}, "status", "bad-value", "`zzz`", "`occurred`, `planned` or `cancelled`"),
    ({"status": ["planned"]}, "status", "bad-value", "not a list", "`planned`"),
    ({"note": ["x"]}, "note", "wrong-type", "`note` takes text, not a list", "begins with `[`"),
    ({"note": {"a": "b"}}, "note", "wrong-type", "not a mapping", "in quotes"),
    ({"tags": ["a", {"b": "c"}]}, "tags.1", "wrong-type", "`tags` takes text", "in quotes"),
    ({"tags": ["a", None, ""]}, "tags.2", "empty", "`tags` is empty", "leave"),
    ({"id": "a/b, c"}, "id", "bad-id", "`a/b, c`", "Write `a-b-c`"),
    ({"id": "</>"}, "id", "bad-id", "`</>`", "letters"),
    ({"id": ""}, "id", "empty", "`id` is empty", "leave"),
    (
        {"retracted": "2021-07-24,2021-07-25"},
        "retracted",
        "bad-date",
        "Several dates",
        'Write "{2021-07-24,2021-07-25}" if',
    ),
    ({"retracted": "soon"}, "retracted", "bad-date", '"soon" is not a date', "Write 2021-07-26"),
    ({"location": "A < "}, "location", "bad-location", "A place is missing", "Write `A`"),
    ({"location": ["x", "A < < B"]}, "location.1", "bad-location", "missing", "`A < B`"),
    ({"location": ""}, "location", "bad-location", "names no place", "Write the name"),
    ({"location": "B > A"}, "location", "bad-location", "not joined by `<`", "Write `A < B`"),
    ({"location": "B -> A"}, "location", "bad-location", "not joined by `<`", "Write `A < B`"),
    ({"location": "A <= B"}, "location", "bad-location", "not joined by `<`", "Write `A < B`"),
    ({"location": "A <- B"}, "location", "bad-location", "not joined by `<`", "Write `A < B`"),
    ({"location": ["a", ["b"]]}, "location.1", "wrong-type", "not a list", "chain"),
    ({"sources": "a <- "}, "sources", "bad-chain", "A source is missing", "Write `a`"),
    ({"sources": "a -> b"}, "sources", "bad-chain", "not joined by `<-`", "Write `b <- a`"),
    ({"sources": "a → b → c"}, "sources", "bad-chain", "not joined", "Write `c <- b <- a`"),
    ({"sources": "a < b <- c"}, "sources", "bad-chain", "not joined", "Write `a <- b <- c`"),
    ({"sources": "a <= b"}, "sources", "bad-chain", "not joined", "Write `a <- b`"),
    ({"sources": "a <-- b"}, "sources", "bad-chain", "not joined", "Write `a <- b`"),
    ({"sources": "a ‹— b"}, "sources", "bad-chain", "not joined", "Write `a <- b`"),
    ({"sources": "a => b"}, "sources", "bad-chain", "not joined", "Write `b <- a`"),
    ({"sources": "a <- b -> c"}, "sources", "bad-chain", "not joined", "as in `a <- b`"),
    ({"sources": ["x", {"a": "b"}]}, "sources.1", "wrong-type", "not a mapping", "`report <-"),
    ({"actors": [{"role": "x"}]}, "actors.0", "missing", "`actor` is missing", "taliban"),
    ({"actors": {"role": "x"}}, "actors", "missing", "`actor` is missing", "taliban"),
    ({"actors": {"actor": ["x"]}}, "actors.actor", "wrong-type", "`actor` takes text", "one text"),
    ({"actors": [["x"]]}, "actors.0", "wrong-type", "An actor cannot be a list", "`taliban`"),
    ({"actors": {"actor": "a", "rol": "x"}}, "actors.rol:", "unknown-key", "`rol`", "`role`"),
    ({"links": "x"}, "links", "wrong-type", "takes a mapping, not text", "`links: {follows:"),
    ({"links": {"folows": "x"}}, "links.folows:", "bad-value", "link `folows`", "`follows`"),
    ({"links": {"follows": [{"a": "b"}]}}, "links.follows.0", "wrong-type", "takes text", ""),
    ({"quote": "x"}, "quote:", "unknown-key", "`quote`", "Write `claims: {text: …, quote: …}`"),
    ({"part_of": "x"}, "part_of:", "unknown-key", "`part_of`", "Write `links: {part-of: …}`"),
    (
        {"contradicts": "x"},
        "contradicts:",
        "unknown-key",
        "`contradicts`",
        "Write `claims: {text: …, contradicts: …}` or `links: {contradicts: …}`",
    ),
    ({"actors": {"tal": "initiator"}}, "actors.tal:", "unknown-key", "", "{actor: tal, role: init"),
    ({"claims": {"c1": "foo"}}, "claims.c1:", "unknown-key", "`c1`", "`{id: c1, text: foo}`"),
    ({"disputed_by": {"a": "no"}}, "disputed_by.a:", "unknown-key", "", "{sources: a, text: no}"),
    ({"figures": "16"}, "figures", "wrong-type", "takes a mapping", "`figures: {killed: 16}`"),
    ({"figures": {"killed": "?"}}, "figures.killed", "bad-figure", "`?` is not", "Leave"),
    ({"figures": {"killed": ["1", "?"]}}, "figures.killed.1", "bad-figure", "`?` is not", "Leave"),
    ({"figures": {"killed": [["1"]]}}, "figures.killed.0", "wrong-type", "A figure cannot", "`16`"),
    (
        {"figures": {"killed": {"best": "x"}}},
        "figures.killed.best",
        "bad-figure",
        "one num",
        "1500",
    ),
    ({"figures": {"killed": "16 killed"}}, "figures.killed", "bad-figure", "is not", "Write `16`"),
    (
        {"figures": {"killed": {"best": "10%", "unit": "people"}}},
        "figures.killed",
        "bad-figure",
        "no unit `people` as well",
        "the `%` or the `unit`",
    ),
    (
        {"figures": {"killed": "1", "5": None}},
        "figures",
        "bad-figure",
        "splits `1,5`",
        "Write `killed: 1.5`",
    ),
    (
        {"figures": {"killed": {"best": "9007199254740993"}}},
        "figures.killed.best",
        "bad-figure",
        "too large",
        "larger unit",
    ),
    ({"figures": {"": "3"}}, "figures.:", "empty", "A key of `figures` is empty", "Write it"),
    (
        {"figures": {"killed": {"best": "3", "including": {"": "3"}}}},
        "figures.killed.including.:",
        "empty",
        "A key of `including` is empty",
        "Write it",
    ),
    ({"figures": {"killed": {"low": ["1"]}}}, "figures.killed.low", "wrong-type", "a list", "16"),
    ({"figures": {"killed": {"of": "a"}}}, "figures.killed", "no-number", "no number", "`text`"),
    (
        {"figures": {"killed": {"low": "20", "best": "16"}}},
        "figures.killed",
        "bad-figure",
        "`low` 20 is above `best` 16",
        "low ≤ best ≤ high",
    ),
    (
        {"figures": {"claims": {"best": "1", "approximate": "perhaps"}}},
        "figures.claims.approximate",
        "bad-value",
        "`perhaps` is neither yes nor no",
        "`yes` or `no`",
    ),
    (
        {"figures": {"claims": {"best": "1", "hight": "2"}}},
        "figures.claims.hight:",
        "unknown-key",
        "`hight`",
        "Did you mean `high`?",
    ),
    (
        {"figures": {"killed": {"best": "1", "including": {"a": "?"}}}},
        "figures.killed.including.a",
        "bad-figure",
        "`?` is not a figure",
        "Leave",
    ),
    ({"claims": [["x"]]}, "claims.0", "wrong-type", "A claim cannot be a list", "`{text: "),
    ({"claims": ["a", None, {"note": "b"}]}, "claims.2", "missing", "`text` is missing", "{text:"),
    ({"claims": [{"texte": "b"}]}, "claims.0.texte:", "unknown-key", "`texte`", "`text`"),
    ({"claims": [{"Taliban": "we won"}]}, "claims.0.Taliban:", "unknown-key", "", "in quotes"),
    ({"claims": [{"text": " "}]}, "claims.0.text", "empty", "`text` is empty", ""),
    (
        {"claims": {"text": "a", "credibility": "7"}},
        "claims.credibility",
        "bad-value",
        "no credibility `7`",
        "from `1` (confirmed) to `6`",
    ),
    (
        {"claims": {"text": "a", "disputed_by": {"sources": "b", "date": "x"}}},
        "claims.disputed_by.date",
        "bad-date",
        '"x" is not a date',
        "Write",
    ),
    ({"disputed_by": {"text": "no"}}, "disputed_by", "missing", "`sources` is missing", "report"),
]


@pytest.mark.parametrize(("wrong", "path", "code", "message", "hint"), EVENT_MISTAKES)
def test_a_mistake_in_an_event(
    wrong: dict[str, object], path: str, code: str, message: str, hint: str
) -> None:
    entry, problems = found({**BASE, **wrong})
    assert [(place, problem.code) for place, problem in problems] == [(path, code)]
    problem = problems[0][1]
    assert message in problem.message
    assert hint in problem.hint
    assert problem.severity == "error"
    assert not problem.message.endswith(".")
    assert not problem.hint.endswith(".")
    assert (entry.title, entry.date.text) == (BASE["title"], BASE["date"])


OTHER_MISTAKES: list[tuple[type[Entry], Any, str, str, str, str]] = [
    (PlaceEntry, ["x"], "", "wrong-type", "A location cannot be a list", "`{name: Balkh"),
    (PlaceEntry, {"nam": "x"}, "nam:", "unknown-key", "`nam`", "`name`"),
    (PlaceEntry, {"country": "Norway"}, "country", "bad-value", "not `Norway`", "`AF`"),
    (PlaceEntry, {"lat": "91"}, "lat", "bad-value", "between -90 and 90, not at `91`", "Check"),
    (PlaceEntry, {"lon": "37,2"}, "lon", "bad-value", "not `37,2`", "`37.22`"),
    (PlaceEntry, {"lat": "nan"}, "lat", "bad-value", "not `nan`", "`37.22`"),
    (PlaceEntry, {"ids": "x"}, "ids", "wrong-type", "takes a mapping", "`ids: {wikidata:"),
    (PlaceEntry, {"ids": {"a": ["b"]}}, "ids.a", "wrong-type", "`a` takes text", "one text"),
    (ActorEntry, {"kind": "persn"}, "kind", "bad-value", "kind of actor `persn`", "`person`"),
    (SourceEntry, {"reliability": "G"}, "reliability", "bad-value", "`G`", "from `A`"),
    (SourceEntry, {"published": "x"}, "published", "bad-date", "is not a date", "Write"),
    (SourceEntry, {"published": [["x"]]}, "published", "bad-date", "list is text", "`[2021-07-24,"),
    (FileHead, {"timeline": "2"}, "timeline", "bad-value", "no format `2`", "`timeline: 1`"),
    (FileHead, {"timezone": "kabul"}, "timezone", "bad-timezone", "`kabul`", "`Asia/Kabul`"),
    (FileHead, {"timezone": "Asia/Kabol"}, "timezone", "bad-timezone", "", "`Asia/Kabul`"),
    (FileHead, {"timezone": "../x"}, "timezone", "bad-timezone", "`../x`", "`Asia/Kabul`"),
    (FileHead, {"timezone": "localtime"}, "timezone", "bad-timezone", "`localtime`", "IANA name"),
    (FileHead, {"timezone": "Factory"}, "timezone", "bad-timezone", "`Factory`", "IANA name"),
    (FileHead, {"timezone": "factory"}, "timezone", "bad-timezone", "`factory`", "IANA name"),
    (FileHead, {"timezone": "posix/UTC"}, "timezone", "bad-timezone", "`posix/UTC`", "`UTC`"),
    (FileHead, {"timezone": "right/Asia/Kabul"}, "timezone", "bad-timezone", "", "`Asia/Kabul`"),
    (FileHead, {"timezone": ["x"]}, "timezone", "bad-timezone", "a list", "`Asia/Kabul`"),
    (FileHead, {"event": "x"}, "event:", "unknown-key", "`event`", "Did you mean `events`?"),
    (ClaimEntry, {"text": "x", "id": "a,b"}, "id", "bad-id", "`a,b`", "`a-b`"),
]


@pytest.mark.parametrize(("model", "data", "path", "code", "message", "hint"), OTHER_MISTAKES)
def test_a_mistake_elsewhere(
    model: type[Entry], data: object, path: str, code: str, message: str, hint: str
) -> None:
    _, problems = found(data, model)
    assert [(place, problem.code) for place, problem in problems] == [(path, code)]
    assert message in problems[0][1].message
    assert hint in problems[0][1].hint


@pytest.mark.parametrize(
    ("model", "data", "hint"),
    [
        (EventEntry, {**BASE, "heavy losses": None}, '`title: "Kaldar retaken, heavy losses"`'),
        (PlaceEntry, {"note": "x", "y": "z"}, "begin with `x-`"),
        (EventEntry, {**BASE, "title": "x" * 80, "so": None}, "Quote the text before it"),
        (EventEntry, {**BASE, "heavy losses": "x"}, "begin with `x-`"),
        (PlaceEntry, {"lon": "37", "2": None}, "Write `lon: 37.2`"),
    ],
)
def test_a_comma_in_braces_may_cut_a_text(model: type[Entry], data: object, hint: str) -> None:
    _, [problem] = check(model, data, lambda path, key: (1, len(path)))
    assert problem.code == "unknown-key"
    assert hint in problem.hint
    _, [(_, on_lines)] = found(data, model)
    assert "begin with `x-`" in on_lines.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("x", "An event cannot be text"),
        (None, "An event cannot be empty"),
        ([], "An event cannot be a list"),
    ],
)
def test_what_is_no_event_at_all(data: object, message: str) -> None:
    entry, problems = found(data)
    assert entry is None
    assert [problem.message for _, problem in problems] == [message]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("26.07.2021", "26.07.2021"),
        (["2021", "soon"], "[2021, soon]"),
        ({"2021-07-24": None, "2021-07-25": None}, "{2021-07-24, 2021-07-25}"),
        ("", ""),
    ],
)
def test_a_bad_date_is_kept_as_it_was_written(typed: object, written: str) -> None:
    entry, problems = found({**BASE, "date": typed, "time": "morning"})
    assert (entry.date, entry.date_written, entry.title) == (None, written, BASE["title"])
    assert [(path, problem.code) for path, problem in problems] == [("date", "bad-date")]


def test_braces_of_a_date_want_quotes() -> None:
    _, problems = found({**BASE, "date": {"2021-07-24": None, "2021-07-25": None}})
    assert '"{2021-07-24,2021-07-25}"' in problems[0][1].hint


@pytest.mark.parametrize(
    "date", ["2021", "2021-07-XX", "2021-07-26/2021-07-27", "unknown", "2021-07-26T09:00:00"]
)
def test_a_time_without_a_day_is_left_out(date: str) -> None:
    entry, problems = found({**BASE, "date": date, "time": "09:30"})
    assert (entry.date.text, entry.time) == (date, None)
    assert [(path, problem.code) for path, problem in problems] == [("time", "time-without-day")]


# One line

TYPED = "one\ttwo \n  three\n"
LINE = "one two three"


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        ("title", TYPED, LINE),
        ("type", TYPED, LINE),
        ("date_text", TYPED, LINE),
        ("id", TYPED, LINE),
        ("tags", [TYPED, "a  b"], (LINE, "a  b")),
        ("tags", TYPED, (LINE,)),
        ("after", TYPED, (LINE,)),
        ("location", "a\tb < c\nd", (("a b", "c d"),)),
        ("sources", f"a <- {TYPED}", (("a", LINE),)),
        ("links", {"follows": [TYPED]}, (("follows", LINE),)),
        ("actors", TYPED, (ActorRef(actor=LINE),)),
        ("actors", {"actor": TYPED, "role": TYPED}, (ActorRef(actor=LINE, role=LINE),)),
        ("figures", {TYPED: "5"}, (FigureEntry(LINE, best=5),)),
        ("figures", {"a": {"best": "5", "unit": TYPED}}, (FigureEntry("a", best=5, unit=LINE),)),
        ("description", TYPED, TYPED),
        ("note", TYPED, TYPED),
        ("claims", TYPED, (ClaimEntry(text=TYPED),)),
        ("claims", {"text": TYPED, "quote": TYPED}, (ClaimEntry(text=TYPED, quote=TYPED),)),
    ],
)
def test_a_text_that_stands_on_one_line_is_read_on_one(
    field: str, typed: object, expected: object
) -> None:
    attribute = "locations" if field == "location" else field
    assert getattr(read({**BASE, field: typed}), attribute) == expected


def test_names_and_ids_are_read_on_one_line() -> None:
    place = read({"name": TYPED, "aliases": TYPED, "ids": {TYPED: TYPED}}, PlaceEntry)
    assert (place.name, place.aliases, place.ids) == (LINE, (LINE,), ((LINE, LINE),))
    assert read({"title": TYPED}, FileHead).title == LINE


def test_a_long_run_of_blanks_takes_no_time() -> None:
    assert read({**BASE, "title": f"a{' ' * 300_000}b\n"}).title == f"a{' ' * 300_000}b"


# Consequences


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ({}, ["missing", "missing"]),
        ({"date": "2021"}, ["missing"]),
        ({"date": None, "title": None}, ["missing", "missing"]),
        ({"titel": "x", "date": "2021"}, ["unknown-key"]),
        ({"dat": "2021", "titel": "x"}, ["unknown-key", "unknown-key"]),
        ({"titel": "x", "headline": "y", "date": "2021"}, ["unknown-key", "unknown-key"]),
        ({"date": "x", "title": ["y"]}, ["bad-date", "wrong-type"]),
        ({"2021-07-26": "x"}, ["unknown-key"]),
        ({"2021-07-26": "x", "title": "y"}, ["unknown-key", "missing"]),
        ({"date": "2021", "title": "  "}, ["empty"]),
        ({**BASE, "actors": {"actr": "x"}}, ["unknown-key"]),
        ({**BASE, "actors": {"a": "initiator", "b": "target"}}, ["unknown-key", "unknown-key"]),
        ({**BASE, "actors": {"actor": ["x"], "role": "y"}}, ["wrong-type"]),
        ({**BASE, "figures": {"killed": {"best": "?"}}}, ["bad-figure"]),
        ({**BASE, "claims": {"text": "a", "disputed_by": {"source": "b"}}}, ["unknown-key"]),
    ],
)
def test_a_mistake_is_one_problem(data: object, codes: list[str]) -> None:
    assert [problem.code for _, problem in found(data)[1]] == codes


# What a mistake costs

FULL = {
    **BASE,
    "id": "kaldar",
    "time": "morning",
    "date_text": "Monday morning",
    "description": "Long",
    "type": "battle",
    "status": "occurred",
    "location": "a < b",
    "actors": [{"actor": "ansf", "role": "initiator"}, "taliban"],
    "figures": {"killed": "~20", "wounded": {"low": "3", "high": "5"}},
    "sources": ["report <- a", "report <- b"],
    "claims": [{"text": "One", "sources": "report"}, "Two"],
    "disputed_by": "x <- y",
    "after": "other",
    "before": "another",
    "tags": ["p", "q"],
    "links": {"follows": "z"},
    "retracted": "2022",
    "note": "n",
    "x-own": "o",
}


@pytest.mark.parametrize("field", [key for key in FULL if key not in ("date", "x-own")])
@pytest.mark.parametrize("wrong", [[["no"]], {"no": {"no": "no"}}], ids=["list", "mapping"])
def test_a_mistake_costs_only_its_own_field(field: str, wrong: object) -> None:
    entry, problems = found({**FULL, field: wrong})
    assert [path.partition(".")[0].rstrip(":") for path, _ in problems] == [field]
    without = {key: value for key, value in FULL.items() if key != field}
    assert entry == check(EventEntry, without, Places())[0]


def test_a_mistake_costs_only_its_own_item() -> None:
    entry, problems = found(
        {
            **BASE,
            "tags": ["a", ["b"], None, "c", {"d": "e"}],
            "claims": [
                {"text": "One", "figures": {"killed": ["1", "?", "3"], "wounded": "lots"}},
                {"note": "no text"},
                {"text": "Three", "date": "soon", "credibility": "5"},
            ],
        }
    )
    assert [path for path, _ in problems] == [
        "claims.0.figures.killed.1",
        "claims.0.figures.wounded",
        "claims.1",
        "claims.2.date",
        "tags.1",
        "tags.4",
    ]
    assert entry.tags == ("a", "c")
    assert [claim.text for claim in entry.claims] == ["One", "Three"]
    assert [figure.best for figure in entry.claims[0].figures] == [1, 3]
    assert (entry.claims[1].date, entry.claims[1].credibility) == (None, 5)


def test_the_data_stay_as_they_were() -> None:
    data = {**BASE, "titel": "x", "tags": ["a", ["b"]], "figures": {"killed": "?"}}
    check(EventEntry, data, Places())
    assert data == {**BASE, "titel": "x", "tags": ["a", ["b"]], "figures": {"killed": "?"}}


def test_very_many_mistakes_are_not_all_told() -> None:
    entry, problems = found({**BASE, "tags": [["x"]] * 1000, "note": "n"})
    assert (entry.tags, entry.note) == ((), "n")
    assert len(problems) == 51
    assert problems[-1][1].code == "more-problems"


# What reads and is worth a remark


@pytest.mark.parametrize(
    ("data", "path", "severity", "code", "message"),
    [
        ({"date": "2021-07-26T09:00"}, "date", "note", "date-note", "2021-07-26T09:00:00"),
        (
            {"claims": [None, {"text": "a", "date": "2021-07-26 09:00:00"}]},
            "claims.1.date",
            "note",
            "date-note",
            "2021-07-26T09:00:00",
        ),
        (
            {"claims": {"text": "a", "figures": {"killed": "1.500"}}},
            "claims.figures.killed",
            "note",
            "figure-note",
            "`1.500` is read as 1.5",
        ),
        (
            {"figures": {"killed": {"best": "16", "including": {"a": "10", "b": "7"}}}},
            "figures.killed.including",
            "warning",
            "including-above-total",
            "come to 17, more than the total of 16",
        ),
    ],
)
def test_a_remark_costs_nothing(
    data: dict[str, object], path: str, severity: str, code: str, message: str
) -> None:
    entry, problems = found({**BASE, **data})
    assert [(place, one.severity, one.code) for place, one in problems] == [(path, severity, code)]
    assert message in problems[0][1].message
    assert entry == found({**BASE, **data, "zzz": "and one mistake"})[0]


def test_remarks_are_made_beside_mistakes() -> None:
    _, problems = found({**BASE, "date": "2021-07-26T09:00", "titel": "x"})
    assert [problem.code for _, problem in problems] == ["unknown-key", "date-note"]


@pytest.mark.parametrize(
    ("id", "good"), [("a-b", True), ("a b", True), ("a/b", False), ("", False)]
)
def test_ids_of_sections(id: str, good: bool) -> None:
    assert (check_id(id) is None) == good


# Whatever is typed

KEYS = st.sampled_from(
    [*FULL, "titel", "actor", "text", "low", "best", "including", "killed", "x-"]
)
LEAVES = st.none() | st.sampled_from(
    ["16", "~20", "2021", "a <- b", "a < b", "", " ", "x", "9:30", "[key]", "a ->\nb"]
)
DATA = st.recursive(
    LEAVES | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=30,
)
MODELS = st.sampled_from([EventEntry, ClaimEntry, PlaceEntry, ActorEntry, SourceEntry, FileHead])


@settings(max_examples=150, deadline=None)
@given(MODELS, DATA)
def test_nothing_makes_it_stumble(model: type[Entry], data: object) -> None:
    entry, problems = check(model, data, Places())
    assert entry is not None or any(problem.severity == "error" for problem in problems)
    assert all(problem.message for problem in problems)
    assert all(len(f"{problem.message}{problem.hint}".splitlines()) == 1 for problem in problems)
    assert len(problems) <= 51


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(list(FULL)), DATA, max_size=6))
def test_an_event_that_is_a_mapping_always_leaves_an_event(data: dict[str, object]) -> None:
    places = Places()
    entry, _ = check(EventEntry, {**FULL, **data}, places)
    assert entry is not None
    # Every place named exists, so that a line can be found for it.
    for path in places.asked:
        node: Any = {**FULL, **data}
        for step in path:
            node = node[step]
    untouched = [key for key in FULL if key not in data and key not in ("time", "location")]
    whole = check(EventEntry, FULL, Places())[0]
    for key in untouched:
        attribute = "extras" if key.startswith("x-") else key
        assert getattr(entry, attribute) == getattr(whole, attribute)
