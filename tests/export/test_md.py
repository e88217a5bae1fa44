"""Markdown read back by a reader of its own: the words of the file, and nothing made of them."""

import re
from typing import Any

import html5lib
from command_line import SAMPLE
from export_files import exported as written
from export_files import viewed
from hostile_texts import HOSTILE, WORDS, hostile_text
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.timeline import Timeline
from timeline_tui.export.md import address, line, plain

COMMONMARK = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
LIKE_GITHUB = MarkdownIt("gfm-like").use(footnote_plugin)
READERS = (COMMONMARK, LIKE_GITHUB)
OURS = {*("h1", "h2", "h3", "p", "br", "code", "ul", "ol", "li", "strong"), *("a", "sup", "hr")}
OURS.add("section")  # of the footnotes
"""The elements that an export may become."""


def exported(timeline: Timeline, query: str = "") -> str:
    return written("md", viewed(query, timeline))


def parsed(reader: MarkdownIt, text: str) -> Any:
    return html5lib.parseFragment(reader.render(text), namespaceHTMLElements=False)


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def folded(text: str) -> str:
    return " ".join(text.split())


def test_each_chain_is_one_note_however_often_it_is_cited():
    text = exported(load([SAMPLE]))
    notes = re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)
    cited = re.findall(r"(?<=\S)\[\^(\d+)\]", text)
    assert [int(number) for number, _ in notes] == list(range(1, len(notes) + 1))
    assert len({words for _, words in notes}) == len(notes)
    assert set(cited) == {number for number, _ in notes}
    assert len(cited) > 2 * len(notes)


SAID = {
    "": "- Shown: 30 events\n- Time zone: Asia/Kabul",
    "tag:kaldar": "- Shown: 3 of 30 events\n- Query: tag:kaldar",
    "nothing_like_it": "\nNo event matches.",
    "asof:1999": "\nNothing is known to have been reported by then.",
    "asof:2021-07-26": "- As of: 26 July 2021. What was reported later is left out",
    "asof:2021-07-27": "what has no report date: 1 statement",
    "sort:reported": "- Order: by the first report",
    "sort:reported kaldar": "- First reported: 27 July 2021",
}


def test_what_is_shown_of_what_is_said_first():
    extra = "  - {date: 2021-07-01, title: Nobody says so, claims: {text: x, sources: someone}}\n"
    timeline = load_text(SAMPLE.read_text(encoding="utf-8") + extra)
    for query, said in SAID.items():
        assert said in exported(timeline, query)


def test_a_record_that_cannot_be_read_is_there_and_said_to_be_broken(load_doc):
    """
    events:
      - date: [2021, , 2022]
        title: never closed
      - {date: 07/08/2021, title: A bad date}
    """
    text = exported(load_doc)
    assert "### date: \\[2021, , 2022\\]\n\n**Broken record**\n" in text
    assert "- Broken: the record cannot be read; its first line stands above\n" in text
    assert "Date not read: “07/08/2021”" in text
    assert text == exported(load_doc)


@settings(max_examples=30)
@given(WORDS)
def test_any_text_is_read_back_as_it_is(text):
    check_text(text)


def test_hostile_texts_are_read_back_as_they_are():
    for text in (*HOSTILE, "1.", "A. Writer", "#", "\\"):
        check_text(text)
    url = "https://a.example/b_c*d?e=1&f=2#g"
    assert address(url) == f"<{url}>"
    assert address("https://a.example/<b>") == r"https\://a\.example/\<b\>"


def check_text(text: str) -> None:
    """In a heading, a paragraph, a list, behind bold words and in a note."""
    text = folded(text)
    said = line(plain(text))
    source = f"# {said}\n\n{said}\n\n- {said}\n  - Label: **{plain(text)}**[^1]: {plain(text)}\n\n"
    for reader in READERS:
        root = parsed(reader, f"{source}[^1]: According to {plain(text)}.\n")
        assert text_of(next(root.iter("h1"))) == text
        assert text_of(next(root.iter("p"))) == text
        items = list(root.iter("li"))
        assert text_of(items[1]) == f"Label: {text}[1]: {text}"
        assert text_of(next(root.iter("strong"))) == text
        assert f"According to {text}." in text_of(items[2])
        assert all(link.get("href").startswith("#") for link in root.iter("a"))
        assert {element.tag for element in root.iter()} - {"DOCUMENT_FRAGMENT"} <= OURS


@settings(max_examples=6)
@given(st.lists(WORDS, min_size=12, max_size=12))
def test_whatever_stands_in_a_file_its_words_are_kept_and_nothing_is_made_of_them(words):
    timeline = load_text(hostile_text(words))
    for reader in READERS:
        root = parsed(reader, exported(timeline))
        assert [text_of(title) for title in root.iter("h3")] == [
            folded(event.title) for event in timeline.events
        ]
        shown = " ".join(text_of(element) for element in root)
        for event in timeline.events:
            claims = [text for claim in event.claims for text in (claim.text, claim.quote)]
            for said in (*claims, event.note, *event.tags):
                assert folded(said) in shown
        links = {one.get("href") for one in root.iter("a") if not one.get("href").startswith("#")}
        assert links <= {"https://good.example/a_b"}
        assert {element.tag for element in root.iter()} - {"DOCUMENT_FRAGMENT"} <= OURS
