"""What is told of an event, an entry and the timeline, and what each line acts on."""

import unicodedata

from hostile_texts import HOSTILE

from timeline_tui.core.loading import load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View, apply
from timeline_tui.words.signs import ASCII, STANDING_MEANINGS, UNICODE
from timeline_tui.words.spans import Span, text_of
from timeline_tui.words.story import (
    Told,
    about_lines,
    event_lines,
    named_lines,
)

BRIDGE = """\
title: The bridge
x-case: B-17
locations:
  kaldar: {name: Kaldar, kind: district, within: balkh, lat: 36.5, lon: 0, note: Spelt so.}
  balkh: {name: Balkh, country: AF, ids: {geonames: "1"}, x-map: m3}
actors:
  governor:
    {name: The governor, kind: person, side: state, position: Governor of Balkh, part_of: state}
  state: {name: State, side: state}
  taliban: {name: Taliban, aliases: [TB], kind: group}
  child: Children
sources:
  paper:
    {name: Bridge closed, author: A. Writer, publisher: The Paper, type: article, language: en,
     published: 2021-07-27, url: "https://paper.example/1", archived: "https://archive.example/1",
     accessed: 2021-08-01, reliability: B}
  radio: Radio
events:
  - id: closed
    date: 2021-07-26~
    date_text: on Monday
    title: The bridge is closed
    location: kaldar
    type: closure
    actors:
      - {actor: governor, role: speaker, note: by telephone, x-page: "3"}
      - taliban
    sources: [radio, paper <- governor]
    figures: {wounded: {best: 2, x-page: "4", including: {child: {best: 1, x-page: "6"}}}}
    description: |
      It was closed
      at noon.

      It opened again.
    claims:
      - id: hurt
        text: Two people were hurt
        sources: paper <- radio <- governor
        date: 2021-07-28
        credibility: 2
        quote: only two
        figures: {wounded: ~2}
        supported_by: radio
        disputed_by: {sources: paper <- taliban, text: dismisses it, date: 2021-07-29, x-page: "5"}
        note: Not seen.
        x-seen: "no"
      - {text: Nobody was hurt, sources: taliban, contradicts: hurt}
      - {text: Nine people were hurt, supersedes: hurt}
      - {text: It fell, sources: radio, retracted: 2021-08-02}
    disputed_by: {sources: taliban, text: It was open}
    links: {follows: opened, caused-by: flood, x-own: flood}
    after: flood
    tags: [river, road]
    note: |
      First line.
      Second line.
    x-check: "yes"
  - {id: opened, date: 2020, title: The bridge is opened, links: {contradicts: closed}}
  - {id: flood, date: unknown, title: A flood}
  - id: other
    date: 2021-07-30
    status: planned
    title: It is repaired
    claims: {id: c, text: A claim elsewhere, supersedes: closed/hurt}
"""

CLOSED = """\
  The bridge is closed
  ≠ disputed · 2 independent origins
  About 26 July 2021  "on Monday"
  closure
› Kaldar ‹ Balkh => location kaldar

  It was closed
  at noon.

  It opened again.

  SAID BY
› Radio => source radio
› Bridge closed ‹ The governor => actor governor

  STANDING
  ≠ disputed. Disputed by Taliban, a party to it (It was open); Taliban, a party to it (dismisses it). Contradictory accounts: The governor; Taliban; Radio; nobody named. 2 independent: Radio; The governor

  CONTESTED
› ≠ disputed by Taliban: It was open => actor taliban
›   Radio ‹ Taliban => actor taliban
› ≠ contradicted by nobody named: The bridge is opened => event opened

  CLAIMS
› The governor: Two people were hurt: “only two” => actor governor
›   Bridge closed ‹ Radio ‹ The governor => actor governor
    wounded: about 2
    said 28 July 2021; credibility 2, probably true; id hurt
›   supported by Radio => source radio
›   ≠ disputed by Taliban: dismisses it (said 29 July 2021) (x-page: 5) => actor taliban
›     Bridge closed ‹ Taliban => actor taliban
›   ≠ contradicted by Taliban: “Nobody was hurt” => actor taliban
›     Radio ‹ Taliban => actor taliban
    superseded by “Nine people were hurt”
›   superseded by “A claim elsewhere” (under It is repaired) => event other
    note: Not seen.
    x-seen: no
› Taliban: Nobody was hurt => actor taliban
›   Radio ‹ Taliban => actor taliban
›   ≠ contradicts The governor: “Two people were hurt” => actor governor
›     Bridge closed ‹ Radio ‹ The governor => actor governor
› Radio; The governor: Nine people were hurt => source radio
    supersedes “Two people were hurt”
› Radio: It fell => source radio
    × retracted 2 August 2021

  FIGURES
  wounded: 2 including 1 Children (x-page: 4; x-page: 6)

  ACTORS
› The governor (speaker, side state, Governor of Balkh): by telephone (x-page: 3) => actor governor
› Taliban => actor taliban

  LINKS
› follows The bridge is opened, 2020 => event opened
› caused by A flood => event flood
› x-own A flood => event flood
› after A flood => event flood

  TAGS
  river, road

  NOTE
  First line.
  Second line.

  OTHER KEYS
  x-check: yes

  FILE
› case.yaml:19 => file case.yaml:19
  closed
"""  # noqa: E501


def view_of(text: str, query: str = "") -> View:
    return apply(load_text(text, "case.yaml"), parse(query))


def lines_of(view: View, id: str) -> tuple[Told, ...]:
    timeline: Timeline = view.timeline
    return event_lines(view, timeline.events[timeline.row_of[id]], UNICODE)


def drawn(lines: tuple[Told, ...]) -> str:
    """The lines as the pane has them, with the sign and the target of those that lead somewhere."""
    return "".join(
        f"{'›' if to else ' '} {' ' * at}{text_of(line)}".rstrip()
        + (f" => {to.kind} {to.value}\n" if to else "\n")
        for at, line, to in lines
    )


def test_everything_the_file_says_of_an_event():
    assert drawn(lines_of(view_of(BRIDGE), "closed")) == CLOSED


def test_links_and_contests_are_told_from_the_other_end_too():
    view = view_of(BRIDGE, "sort:reported")
    for id, lines in (
        ("closed", ["  FIRST REPORTED\n  27 July 2021"]),
        (
            "flood",
            [
                "› cause of The bridge is closed, about 26 July 2021 => event closed",
                "› x-own of The bridge is closed, about 26 July 2021 => event closed",
            ],
        ),
        ("opened", ["› followed by The bridge is closed, about 26 July 2021 => event closed"]),
        (
            "other",
            [
                "  ◷ planned · · unsourced",
                "  nobody named: A claim elsewhere",
                "›   supersedes “Two people were hurt” (under The bridge is closed) => event closed",
            ],
        ),
    ):
        told = drawn(lines_of(view, id))
        assert [line for line in lines if f"\n{line}\n" not in told] == []


RIGHT_TO_LEFT = """\
- date: 2021-07-26
  date_text: עיר
  title: the fall of עיר גדולה, told
  description: "one\\nעיר גדולה"
  actors: עיר
"""


def test_what_runs_right_to_left_is_set_apart_also_where_something_in_it_is_found():
    lines = lines_of(view := view_of(RIGHT_TO_LEFT, "גדולה"), view.timeline.events[0].id)
    assert lines[0].line == (
        Span("\u2068the fall of עיר ", "title"),
        Span("גדולה", "match"),
        Span(", told\u2069", "title"),
    )
    assert text_of(lines[2].line) == '26 July 2021  "\u2068עיר\u2069"'
    for told in lines:
        assert text_of(told.line).count("\u2068") == text_of(told.line).count("\u2069")
    assert any(
        told.line == (Span("\u2068עיר ", "plain"), Span("גדולה", "match"), Span("\u2069"))
        for told in lines
    )


def test_what_cannot_be_read_is_told_as_written_and_what_is_wrong_with_it(load_doc):
    """
    events:
      - date: [2021
        title: never closed
      - {date: 07/08/2021, title: A fire, retracted: 2021-09}
    """
    view = apply(load_doc, parse(""))
    broken, bad = (drawn(event_lines(view, one, UNICODE)) for one in view.timeline.events)
    assert broken.startswith("  date: [2021\n  ⚠ broken record\n\n  BROKEN\n")
    assert "\n  PROBLEMS\n› line " in broken and "\n  AS TYPED\n" in broken
    assert "title: never closed\n" in broken
    assert "  × retracted September 2021\n  Date not read: “07/08/2021”\n" in bad
    assert "\n  PROBLEMS\n› line 4: " in bad


PAGE = """\
  Kaldar
  kind: district
› within: Balkh => location balkh
  latitude: 36.5
  longitude: 0
  note: Spelt so.
  events: 1 of 1 shown
  id: kaldar
› file: case.yaml:4 => file case.yaml:4
"""


def test_the_page_of_an_entry_leads_to_its_addresses_and_says_what_is_not_declared():
    view = view_of(BRIDGE.replace("radio: Radio\n", "other: Other\n"))
    assert drawn(about_lines(view, "location", "kaldar", UNICODE)) == PAGE
    paper, radio = (drawn(about_lines(view, "source", id, UNICODE)) for id in ("paper", "radio"))
    assert " => url https://paper.example/1\n" in paper
    assert " => url https://archive.example/1\n" in paper
    assert "  file: not declared: only events name it\n" in radio


def test_no_text_of_a_file_breaks_a_line_or_acts_on_the_terminal():
    def typed(text: str) -> str:
        return '"' + "".join(f"\\U{ord(c):08x}" for c in f"{text}\x1b[31m\x07\r\u202e") + '"'

    texts = list(map(typed, HOSTILE))
    text = f"- {{date: 2021, title: x, tags: [{', '.join(texts)}], note: {texts[0]}}}\n"
    text += "".join(f"- {{date: 2021, title: {one}, sources: {one}}}\n" for one in texts)
    view = view_of(text, "e OR a")
    for event in view.timeline.events:
        for told in (*event_lines(view, event, UNICODE), *named_lines(view, event, UNICODE)):
            for character in text_of(told.line):
                assert unicodedata.category(character) != "Cc"
                assert character not in "\u202e\u2028\u2029"


def test_in_ascii_no_sign_means_two_things():
    view = view_of(BRIDGE)
    closed = view.timeline.events[view.timeline.row_of["closed"]]
    told = drawn(event_lines(view, closed, ASCII))
    assert "! disputed" in told
    assert "Bridge closed <- Radio <- The governor" in told
    assert told.replace("›", ">").isascii()
    names = [*(kind.replace("-", "_") for kind in STANDING_MEANINGS), "broken", "marked", "changed"]
    names += ["planned", "cancelled", "open", "closed", "follows", "included", "excluded", "within"]
    signs = [getattr(ASCII, name) for name in (*names, "had_from", "fold", "ellipsis", "cursor")]
    assert len(set(signs)) == len(signs)
