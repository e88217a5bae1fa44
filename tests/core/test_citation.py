"""An event as a citation, and the addresses that may be opened."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from timeline_tui.core.citation import addresses, citation, publication
from timeline_tui.core.dates import parse_date, parse_time
from timeline_tui.core.timeline import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Link,
    Record,
    Source,
    Timeline,
)
from timeline_tui.words.dates import long

ACTORS = (Actor("taliban", "Taliban"), Actor("army", "military sources"))
REPORT = Source(
    "report",
    "Helicopter down",
    author="A. Writer",
    publisher="The Paper",
    published=parse_date("2021-07-27"),
    url="https://paper.example/heli",
    archived="https://archive.example/1",
    accessed=parse_date("2021-08-01"),
)
MEDIA = Source("media", "local media")
CHAIN = Chain(("report", "media", "army"))
EVENT = Event(
    "heli",
    "A helicopter comes down.",
    date=parse_date("2021-07-26"),
    time=parse_time("morning"),
    date_text="on Monday",
    chains=(CHAIN,),
)


def timeline(*events: Event, sources: tuple[Source, ...] = (REPORT, MEDIA)) -> Timeline:
    return Timeline(
        title="A case",
        zone=ZoneInfo("UTC"),
        files=("case.yaml",),
        events=events,
        records=tuple(Record("case.yaml", 1, "") for _ in events),
        places={},
        actors={actor.id: actor for actor in ACTORS},
        sources={source.id: source for source in sources},
        links={
            event.id: tuple(Link(type, target) for type, target in event.links) for event in events
        },
    )


def cited(event: Event, *others: Event) -> str:
    return citation(timeline(event, *others), event)


def test_a_citation_says_what_when_who_and_where() -> None:
    assert cited(EVENT) == (
        "A helicopter comes down (2021-07-26, morning; “on Monday”). "
        "According to military sources, as quoted by local media, as quoted by Helicopter down. "
        "A. Writer, Helicopter down, The Paper, 2021-07-27, https://paper.example/heli "
        "(archived https://archive.example/1, accessed 2021-08-01). "
        "A case [case.yaml, heli]."
    )


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (Event("e", "T"), "T (date unknown). A case [case.yaml, e]."),
        (replace(EVENT, date=parse_date("unknown")), "(date unknown, morning; “on Monday”)"),
        (Event("e", "T", date_written="last week"), "T (last week)."),
        (Event("e", "T", date=parse_date("2021~"), status="planned"), "T (2021~; planned)."),
        (Event("e", "T", retracted=parse_date("2021-08")), "Retracted 2021-08."),
        (Event("e", "T", chains=(Chain(("media",)),)), "According to local media. local media."),
        (
            Event("e", "T", chains=(Chain(("report", "army")), Chain(("media",)))),
            "According to military sources, as quoted by Helicopter down; local media.",
        ),
        (
            Event("e", "T", claims=(Claim("c", "It burnt", chains=(Chain(("media", "army")),)),)),
            "“It burnt”, according to military sources, as quoted by local media.",
        ),
        (
            Event("e", "T", disputes=(Dispute((Chain(("report", "taliban")),), "not so"),)),
            "The event is contested by Taliban, as quoted by Helicopter down: “not so”.",
        ),
        (
            Event("e", "T", claims=(Claim("c", "X", disputes=(Dispute((Chain(("media",)),)),)),)),
            "“X” is contested by local media.",
        ),
        (Event("e", "Two\nlines  here", date=parse_date("2021")), "Two lines here (2021)."),
    ],
)
def test_a_citation_says_only_what_the_file_gives(event: Event, expected: str) -> None:
    assert expected in cited(event)


def test_accounts_of_one_event_that_contradict_each_other_are_told_once() -> None:
    shot = Claim("shot", "It was shot down", chains=(Chain(("report", "taliban")),))
    landed = Claim("landed", "It landed hard", chains=(CHAIN,), contradicts=("heli/shot",))
    text = cited(replace(EVENT, claims=(shot, landed)))
    assert (
        "“It landed hard” is contradicted by Taliban, as quoted by Helicopter down: "
        "“It was shot down”." in text
    )
    assert text.count("contradicted") == 1


def test_an_event_that_another_contradicts_says_so() -> None:
    other = Event("other", "It flew on", chains=(Chain(("media",)),))
    event = replace(EVENT, links=(("contradicts", "other"),))
    assert "The event is contradicted by local media: “It flew on”." in cited(event, other)


def test_dates_can_be_written_in_words() -> None:
    words = citation(timeline(EVENT), EVENT, lambda date, time: f"<{date.text}|{bool(time)}>")
    assert "(<2021-07-26|True>; “on Monday”)" in words
    assert "The Paper, <2021-07-27|False>" in words
    assert "accessed <2021-08-01|False>" in words


def test_addresses_stand_in_order_and_once() -> None:
    second = Source("second", "Second", url="http://second.example/?q=a%20b")
    event = replace(
        EVENT,
        chains=(CHAIN,),
        claims=(
            Claim("a", "a", chains=(CHAIN,)),
            Claim("b", "b", disputes=(Dispute((Chain(("second",)),)),)),
        ),
    )
    assert addresses(timeline(event, sources=(second, REPORT, MEDIA)), event) == (
        "https://paper.example/heli",
        "https://archive.example/1",
        "http://second.example/?q=a%20b",
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "paper.example/heli",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://paper.example/",
        "https://",
        "https:///no-host",
        "http://[",
        "https://paper.example/a b",
        "https://paper.example/\x1b[31m",
        " https://paper.example/",
        "-https://paper.example/",
    ],
)
def test_only_web_addresses_are_given(address: str) -> None:
    event = replace(EVENT, chains=(Chain(("odd",)),))
    assert addresses(timeline(event, sources=(Source("odd", "Odd", url=address),)), event) == ()


def test_a_publication_tells_its_addresses_apart() -> None:
    parts = publication(REPORT, long)
    assert "".join(part.text for part in parts) == (
        "A. Writer, Helicopter down, The Paper, 27 July 2021, https://paper.example/heli "
        "(archived https://archive.example/1, accessed 1 August 2021)"
    )
    assert [part.text for part in parts if part.address] == [REPORT.url, REPORT.archived]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (Source("s", "Paper"), "Paper"),
        (Source("s", "https://a.example/", url="https://a.example/"), "https://a.example/"),
        (Source("s", "Paper", accessed=parse_date("2021-08-01")), "Paper (accessed 1 August 2021)"),
        (Source("s", "Report, 27 July 2021", published=REPORT.published), "Report, 27 July 2021"),
        (Source("s", "Report of July 2021", published=parse_date("2021")), "Report of July 2021"),
        (Source("s", "Report", published=parse_date("2021")), "Report, 2021"),
    ],
)
def test_a_publication_says_each_thing_once(source: Source, expected: str) -> None:
    assert "".join(part.text for part in publication(source, long)) == expected
