"""The table of when, what and who says so, read back from Markdown and from HTML."""

import re
from typing import Any

import html5lib
import pytest
from command_line import SAMPLE
from export_files import EVERYTHING, exported, view, viewed
from hostile_texts import HOSTILE, WORDS, hostile_text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline_tui.core.loading import load_text
from timeline_tui.core.views.view import View

SAMPLE_TEXT = SAMPLE.read_text(encoding="utf-8")
MADE = {"h1", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "a", "p"}


def cells(root: Any) -> list[list[str]]:
    """The texts in the rows of the only table, its head among them."""
    for one in root.iter():
        if one.tag in ("br", "span", "p"):  # a line of its own
            one.text, one.tail = f" {one.text or ''}", f" {one.tail or ''}"
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
        for row in root.iter("tr")
    ]


def as_markdown(shown: View) -> Any:
    text = MarkdownIt("gfm-like", {"linkify": False}).render(exported("table", shown))
    return html5lib.parseFragment(text, namespaceHTMLElements=False)


def as_html(shown: View) -> Any:
    page = exported("table-html", shown)
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def test_a_row_says_when_what_and_through_whom():
    head, *rows = cells(as_markdown(view(EVERYTHING)))
    assert head == ["Date", "What", "Source"]
    earlier, whole, undated = rows
    assert earlier == ["About 27 June 2021", "Kaldar falls", "No source is given."]
    assert whole[0] == "26 July 2021, uncertain, 09:30–11:00 “Monday morning”"
    title = "=Kaldar; retaken, <b>again</b> (planned; retracted)"
    assert whole[1] == f"{title} A line. Another line."
    assert whole[2].startswith("According to Army, Afghan, as quoted by Local media, as quoted by")
    assert (
        "The event is contested by Taliban, as quoted by News report: “it never fell”." in whole[2]
    )
    assert "Retracted August 2021." in whole[2]
    published = "A. Writer, News report, The Paper, 27 July 2021, https://paper.example/?a=1&b=2"
    assert published in whole[2]
    assert undated[:2] == ["Date not known", "Something else"]
    links = {link.get("href") for link in as_markdown(view(EVERYTHING)).iter("a")}
    assert links == {"https://paper.example/?a=1&b=2", "https://archive.example/1"}
    assert links == {link.get("href") for link in as_html(view(EVERYTHING)).iter("a")}


HEADS = {
    "tag:kaldar": "- Shown: 3 of 29 events\n- Query: tag:kaldar",
    "asof:2021-07-26": "- As of: 26 July 2021. What was reported later is left out",
    "nothing_like_it": "\nNo event matches.",
}


def test_above_it_stands_what_is_shown_of_what():
    for query, said in HEADS.items():
        shown = view(SAMPLE_TEXT, query)
        assert said in exported("table", shown)
        assert ("<table>" in exported("table-html", shown)) == bool(shown.shown)


@pytest.mark.parametrize("query", ["", "is:disputed", "sort:reported", "asof:2021-07-27"])
def test_both_say_the_same_in_the_order_of_the_view(query):
    shown = view(SAMPLE_TEXT, query)
    rows = cells(as_markdown(shown))
    assert rows == cells(as_html(shown))
    titles = [shown.event(at).title for at in range(shown.shown)]
    assert [row[1].startswith(title) for row, title in zip(rows[1:], titles, strict=True)] == [
        True
    ] * len(titles)


def test_the_page_runs_nothing_and_may_load_nothing():
    page = exported("table-html", view(SAMPLE_TEXT))
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "&#39;none&#39;"
    assert set(rules) == {"default-src", "img-src", "base-uri", "form-action", "style-src"}
    assert "<script" not in page
    assert not re.search(r" (style|on\w+|src)=|url\(|@import", page)


def _is_sound(text: str) -> bool:
    return not any(ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF for c in text)


@settings(max_examples=12)
@given(st.lists(WORDS.filter(_is_sound), min_size=9, max_size=9))
@example(list(HOSTILE))
@example(["a|b", "\\|", "x\\", "|\n|", "`|`", "https://e.example/a|b"])
def test_no_text_leaves_its_cell_and_nothing_is_made_of_it(words):
    timeline = load_text(hostile_text(words))
    shown = viewed("", timeline)
    for root in (as_markdown(shown), as_html(shown)):
        rows = cells(root)
        assert [len(row) for row in rows] == [3] * (1 + len(timeline.events))
        for row, event in zip(rows[1:], timeline.events, strict=True):
            for text in (event.title, event.description):
                assert "".join(text.split()) in "".join(row[1].split())
            assert "".join(event.date_text.split()) in "".join(row[0].split())
    assert {one.tag for one in as_markdown(shown).iter()} - {"DOCUMENT_FRAGMENT"} <= MADE
