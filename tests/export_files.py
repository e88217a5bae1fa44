"""Timelines that the tests of the exports share, and views of them."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from runpy import run_path

from command_line import ROOT
from command_line import SAMPLE as SAMPLE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View, apply
from timeline_tui.export import Written, write

EVERYTHING = """\
title: Everything, at once
timezone: Asia/Kabul
locations:
  balkh: {name: Balkh, kind: province, lat: 36.75, lon: 67, country: AF, ids: {geonames: "1"}}
  kaldar: {name: Kaldar, kind: district, within: balkh, note: Spelt so., x-map: m3}
  hairatan: {name: Hairatan, within: kaldar, lat: 37.22, lon: 67.42}
actors:
  taliban: {name: Taliban, kind: group, side: taliban}
  ana:
    {name: "Army, Afghan", aliases: [ANA], kind: organization, side: government, position: Defence}
sources:
  report:
    {name: News report, author: A. Writer, publisher: The Paper, type: article, language: en,
     published: 2021-07-27, url: "https://paper.example/?a=1&b=2", reliability: B,
     archived: "https://archive.example/1", accessed: 2021-08-01}
  media: {name: Local media, url: "javascript:alert(1)"}
events:
  - id: earlier
    date: 2021-06-27~
    title: Kaldar falls
  - id: all
    date: 2021-07-26?
    time: 09:30/11:00
    date_text: Monday morning
    title: "=Kaldar; retaken, <b>again</b>"
    type: battle
    status: planned
    location: [kaldar, hairatan]
    actors: [{actor: taliban, role: target, note: in two columns, x-strength: two}, ana]
    figures:
      killed: {of: taliban, low: 16, best: 20.5, high: 800, approximate: true, text: scores,
               including: {ana: 3}, x-table: "2"}
      share: 50%
    sources: ["report (2021-07-27, p. 3) <- media <- ana", taliban]
    claims:
      - id: toll
        text: Many were killed
        sources: report (p. 4) <- media
        when: 2021-06-25
        where: Somewhere Else < Balkh
        date: 2021-07-27
        quote: we lost many
        figures: {killed: 800+}
        disputed_by: {sources: taliban (on the radio), text: dismisses it, date: 2021-07-28}
        supported_by: media (on Monday) <- ana
        contradicts: few
        supersedes: older
        retracted: 2021-07-30
        credibility: 3
        note: heard twice
        x-page: "4"
      - id: few
        text: Few were killed
      - id: older
        text: Some were killed
    disputed_by:
      {sources: report (p. 5) <- taliban, text: it never fell, date: 2021-07-29, x-min: "4"}
    after: earlier
    before: later
    tags: [border, river crossing]
    links: {follows: earlier, part-of: [earlier, later]}
    retracted: 2021-08
    note: The editor's remark
    description: |
      A line.

      Another line.
    ids: {ucdp: "245"}
    x-ref: "12"
  - id: later
    date: unknown
    title: Something else
"""
"""`all` has something in every field of an event and of a claim."""

BROKEN = """\
events:
  - date: 2021-02-30
    title: A day that there is not
  - date: 2021-07-26
  - just a text
  - {date: 2021-07-26, , title: it never closes}
  - title: No date
  - date: 2021-07-26
    time: 25:00
    figures: many
    title: Mistakes in what is optional
"""


@cache
def view(text: str, query: str = "") -> View:
    """What a query finds in a file with this text."""
    return apply(load_text(text), parse(query))


def viewed(query: str, timeline: Timeline) -> View:
    """What a query finds in a timeline."""
    return apply(timeline, parse(query))


def ids(shown: View) -> str:
    """The ids of what is shown, in its order."""
    return " ".join(shown.timeline.events[row].id for row in shown.rows)


def dated(*dates: str) -> Timeline:
    """A timeline of events on these dates, the first one called `Event 0`."""
    named = enumerate(dates)
    lines = (
        f"- {{id: e{number}, date: '{date}', title: Event {number}}}\n" for number, date in named
    )
    return load_text("".join(lines))


def events(*entries: Mapping[str, object], zone: str = "UTC", **sections: object) -> View:
    """A view of a file with these events; a title is given to those that have none."""
    listed: Sequence[object] = [{"title": "It happens", **entry} for entry in entries]
    return view(json.dumps({"timezone": zone, "events": listed, **sections}))


def exported(format: str, shown: View) -> str:
    """The text of a file."""
    return text_of(write(format, shown))


def text_of(written: Written) -> str:
    """The text of a file, of a database that which makes it anew."""
    if isinstance(written.pieces, bytes):
        return "\n".join(database(written.pieces).iterdump())
    return "".join(written.pieces)


class Database(sqlite3.Connection):
    """One that closes with its last use: from Python 3.13 on an open one is warned of."""

    def __del__(self) -> None:
        self.close()


def database(data: bytes) -> Database:
    """A database that is read from the bytes of its file."""
    connection = sqlite3.connect(":memory:", factory=Database)
    connection.deserialize(data)
    return connection


@cache
def generated(count: int) -> str:
    """A realistic file with so many events."""
    text: str = run_path(str(ROOT / "benchmarks" / "generate.py"))["generate"](count)
    return text
