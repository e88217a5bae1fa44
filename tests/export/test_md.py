"""Markdown read back by a reader of its own: the words of the file, and nothing made of them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import html5lib
import pytest
from hostile_texts import HOSTILE, WORDS, hostile_timeline
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.query import parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import apply
from timeline_tui.export import write
from timeline_tui.export.markdown import address, line, plain

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_events.yaml"
FRANKLIN = ROOT / "docs" / "examples" / "franklin-expedition.yaml"

COMMONMARK = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
LIKE_GITHUB = MarkdownIt("gfm-like").use(footnote_plugin)
READERS = pytest.mark.parametrize("reader", [COMMONMARK, LIKE_GITHUB], ids=["commonmark", "gfm"])
OURS = {"h1", "h2", "h3", "p", "br", "ul", "ol", "li", "strong", "a", "sup", "section", "hr"}
"""The elements that an export may become, with those of the footnotes."""


def exported(timeline: Timeline, query: str = "") -> str:
    return "".join(write("md", apply(timeline, parse(query))).pieces)


def from_text(text: str, query: str = "") -> str:
    return exported(load_text(dedent(text).strip("\n") + "\n").timeline, query)


def parsed(reader: MarkdownIt, text: str) -> Any:
    return html5lib.parseFragment(reader.render(text), namespaceHTMLElements=False)


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def folded(text: str) -> str:
    return " ".join(text.split())


def links(root: Any) -> set[str]:
    return {link.get("href") for link in root.iter("a") if not link.get("href").startswith("#")}


# What it says


def test_an_event_is_told_under_its_month_with_its_sources_in_notes() -> None:
    assert from_text(
        """
        title: The bridge
        locations: {kaldar: {name: Kaldar, within: balkh}, balkh: Balkh}
        actors: {governor: {name: The governor, position: Governor of Balkh}, taliban: Taliban}
        sources:
          paper:
            {name: Bridge closed, author: A. Writer, publisher: The Paper, published: 2021-07-27,
             url: "https://paper.example/1", archived: "https://archive.example/1",
             accessed: 2021-08-01}
        events:
          - date: 2021-07-26~
            date_text: on Monday
            title: The bridge is closed
            location: kaldar
            type: closure
            actors: {actor: governor, role: speaker}
            sources: [paper, paper <- governor]
            description: |
              It was closed
              at noon.

              It opened again.
            claims:
              - text: Two people were hurt
                sources: paper <- governor
                quote: only two
                figures: {wounded: ~2}
                disputed_by: {sources: taliban, text: dismisses it}
            note: Not seen.
            tags: [river]
          - date: unknown
            title: It is to be rebuilt
            status: planned
        """
    ) == dedent(
        """\
        # The bridge

        - Shown: 2 events

        ## July 2021

        ### The bridge is closed

        About 26 July 2021, “on Monday” · Kaldar, Balkh · closure · **Disputed**

        It was closed\\
        at noon.

        It opened again.

        - Said by: **Bridge closed**[^1]; **The governor**[^2]
        - Standing: disputed. Disputed by Taliban (dismisses it). 2 independent: Bridge closed; The governor
        - Claims:
          - **The governor**[^2]: Two people were hurt: “only two”
            - wounded: about 2
            - Disputed by **Taliban**[^3]: dismisses it
        - Actors: The governor (speaker, Governor of Balkh)
        - Tags: river
        - Note: Not seen.

        ## Undated

        ### It is to be rebuilt

        Date not known · **Planned**

        - Standing: unsourced. Nothing attributes it

        ## Sources

        [^1]: A. Writer, Bridge closed, The Paper, 27 July 2021, <https://paper.example/1> (archived <https://archive.example/1>, accessed 1 August 2021).
        [^2]: According to The governor, as quoted by Bridge closed. A. Writer, Bridge closed, The Paper, 27 July 2021, <https://paper.example/1> (archived <https://archive.example/1>, accessed 1 August 2021).
        [^3]: According to Taliban, as quoted by Bridge closed. A. Writer, Bridge closed, The Paper, 27 July 2021, <https://paper.example/1> (archived <https://archive.example/1>, accessed 1 August 2021).

        ## About the actors

        - The governor: Governor of Balkh
        """  # noqa: E501
    )


def test_what_contradicts_supersedes_and_was_taken_back_is_said_in_words() -> None:
    text = from_text(
        """
        events:
          - id: heli
            date: 2021-07-26
            title: A helicopter comes down
            sources: paper
            claims:
              - {id: shot, text: It was shot down., sources: paper <- taliban,
                 retracted: 2021-08-01}
              - {id: landed, text: It landed hard, sources: paper <- army, contradicts: shot}
              - {text: It burnt, supersedes: landed, credibility: 4, supported_by: other,
                 date: 2021-07-28}
            links: {contradicts: flew}
          - {id: flew, date: 2021-07-26, title: It flew on, sources: other,
             links: {follows: heli}}
          - {date: 2021-07-27, title: All of it was made up, sources: paper, retracted: 2021-08}
          - {date: 2021-07-28, title: A parade, status: cancelled}
        """
    )
    for words in (
        "**taliban**[^3]: It was shot down.",
        "Contradicted by **army**[^4]: “It landed hard”",
        "Contradicts **taliban**[^3]: “It was shot down.”",
        "- retracted 1 August 2021",
        "superseded by “It burnt”",
        "supersedes “It landed hard”",
        "said 28 July 2021; credibility 4, doubtful",
        "supported by **other**[^2]",
        "- Contested:\n  - Contradicts **other**[^2]: It flew on",
        "Contradicted by **paper**[^1]: A helicopter comes down",
        "Follows: A helicopter comes down, 26 July 2021",
        "27 July 2021 · **Retracted August 2021**",
        "28 July 2021 · **Cancelled**",
    ):
        assert words in text, words


def test_keys_of_ones_own_are_shown_where_they_stand() -> None:
    text = from_text(
        """
        events:
          - date: 2021-07-26
            title: A battle
            sources: paper
            x-desk: the desk
            actors: {actor: army, role: target, x-unit: 3rd}
            figures:
              killed: {best: 3, x-page: "4", including: {civilians: {best: 1, x-page: "5"}}}
            claims: {text: It was lost, figures: {wounded: {best: 2, x-page: "6"}}, x-page: "7"}
            disputed_by: {sources: other, x-page: "8"}
        """
    )
    assert "  - Disputed by **other**[^2]\n    - x-page: 8\n" in text
    assert "    - wounded: 2\n      - x-page: 6\n    - x-page: 7\n" in text
    assert "- Figures: killed: 3 including 1 civilians\n  - x-page: 4\n  - x-page: 5\n" in text
    assert "- Actors: army (target)\n  - x-unit: 3rd\n- x-desk: the desk\n" in text


def test_each_chain_is_one_note_however_often_it_is_cited() -> None:
    text = exported(load([SAMPLE]).timeline)
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    cited = re.findall(r"(?<=\S)\[\^(\d+)\]", text)
    assert [int(number) for number, _ in notes] == list(range(1, len(notes) + 1))
    assert len({words for _, words in notes}) == len(notes)
    assert set(cited) == {number for number, _ in notes}
    assert len(cited) > 2 * len(notes)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", ["- Shown: 29 events", "- Time zone: Asia/Kabul"]),
        ("tag:kaldar", ["- Shown: 3 of 29 events", "- Query: tag:kaldar"]),
        ("nothing_like_it", ["- Shown: 0 of 29 events", "No event matches the query."]),
        ("asof:1999", ["- As of: 1999.", "Nothing had been reported by then."]),
        ("asof:2021-07-26", ["- As of: 26 July 2021. What was reported later is left out"]),
        ("sort:reported", ["- Order: by the first report", "- First reported: 27 July 2021"]),
    ],
)
def test_what_is_shown_of_what_is_said_first(query: str, said: list[str]) -> None:
    text = exported(load([SAMPLE]).timeline, query)
    for words in said:
        assert words in text


def test_a_record_that_cannot_be_read_is_there_and_said_to_be_broken() -> None:
    text = from_text(
        """
        events:
          - date: [2021
            title: never closed
          - {date: 26.07.2021, title: A bad date}
          - 2021-07-26
        """
    )
    assert "### date: \\[2021\n\n**Broken record**\n\n- Broken: the record cannot be read" in text
    assert "(line 2 of " in text
    assert "Date not read: “26.07.2021”" in text
    assert "### 2021-07-26\n\n**Broken record**" in text


def test_the_same_view_gives_the_same_text() -> None:
    texts = {exported(load([FRANKLIN]).timeline) for _ in range(2)}
    assert len(texts) == 1


@READERS
@pytest.mark.parametrize("file", [SAMPLE, FRANKLIN], ids=lambda file: file.stem)
def test_every_event_and_note_of_the_examples_is_read_back(file: Path, reader: MarkdownIt) -> None:
    timeline = load([file]).timeline
    root = parsed(reader, exported(timeline))
    assert [text_of(title) for title in root.iter("h3")] == [
        folded(event.title) for event in timeline.events
    ]
    shown = " ".join(text_of(element) for element in root)
    for event in timeline.events:
        for text in (event.date_text, event.note, *(claim.text for claim in event.claims)):
            assert folded(text) in shown, text
    assert {element.tag for element in root.iter()} - {"DOCUMENT_FRAGMENT"} <= OURS


# Nothing of a text is taken for Markdown


@READERS
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_back_as_it_is(text: str, reader: MarkdownIt) -> None:
    check_text(reader, text)


@settings(deadline=None)
@given(WORDS)
@example("1.")
@example("A. Writer")
@example("#")
@example("\\")
def test_any_text_is_read_back_as_it_is(text: str) -> None:
    for reader in (COMMONMARK, LIKE_GITHUB):
        check_text(reader, text)


def check_text(reader: MarkdownIt, text: str) -> None:
    """In a heading, a paragraph, a list, behind bold words and in a note."""
    text = folded(text)
    said = line(plain(text))
    source = f"# {said}\n\n{said}\n\n- {said}\n  - Label: **{plain(text)}**[^1]: {plain(text)}\n\n"
    root = parsed(reader, f"{source}[^1]: According to {plain(text)}.\n")
    assert text_of(next(root.iter("h1"))) == text
    assert text_of(next(root.iter("p"))) == text
    items = list(root.iter("li"))
    assert text_of(items[1]) == f"Label: {text}[1]: {text}"
    assert text_of(next(root.iter("strong"))) == text
    assert f"According to {text}." in text_of(items[2])
    assert not links(root)
    assert {element.tag for element in root.iter()} - {"DOCUMENT_FRAGMENT"} <= OURS


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=12, max_size=12))
def test_whatever_stands_in_a_file_its_words_are_kept_and_nothing_is_made_of_them(
    words: list[str],
) -> None:
    timeline = hostile_timeline(words)
    text = exported(timeline)
    event = timeline.events[0]
    for reader in (COMMONMARK, LIKE_GITHUB):
        root = parsed(reader, text)
        assert [text_of(title) for title in root.iter("h3")] == [
            folded(event.title) for event in timeline.events
        ]
        assert text_of(next(root.iter("h1"))) == folded(timeline.title)
        shown = " ".join(text_of(element) for element in root)
        claim = event.claims[0]
        for said in (claim.text, claim.quote, event.note, *event.tags, timeline.places["p"].name):
            assert folded(said) in shown
        for paragraph in re.split(r"\n\s*\n", event.description):
            assert folded(paragraph) in shown
        assert links(root) <= {"https://good.example/a_b"}
        assert {element.tag for element in root.iter()} - {"DOCUMENT_FRAGMENT"} <= OURS


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b_c*d?e=1&f=2#g", "<https://a.example/b_c*d?e=1&f=2#g>"),
        ("https://a.example/<b>", r"https\://a\.example/\<b\>"),
        ("https://a.example/`", r"https\://a\.example/\`"),
    ],
)
def test_an_address_is_a_link_where_it_can_be_one_as_it_is(url: str, expected: str) -> None:
    assert address(url) == expected
