"""The page read back by a strict reader: one file that loads nothing, and texts that stay texts."""

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from command_line import FRANKLIN, SAMPLE
from export_files import exported, viewed
from hostile_texts import HOSTILE, WORDS, hostile_text
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.timeline import Timeline

SMALL = """\
title: The bridge
locations: {kaldar: {name: Kaldar, within: balkh}, balkh: Balkh, river: River}
actors: {governor: The governor, taliban: Taliban}
sources:
  paper: {name: Bridge closed, published: 2021-07-27, url: "https://paper.example/?a=1&b=2"}
  odd: {name: Odd, url: "javascript:alert(1)", archived: "https://archive.example/1"}
events:
  - id: closed
    date: 2021-07-26
    date_text: on Monday
    title: The bridge is closed
    location: kaldar
    sources: [paper, paper <- governor]
    description: "One line\\nanother\\n\\nA paragraph"
    claims: {text: It was mined, sources: paper <- governor, disputed_by: taliban}
  - {id: "spaced id", date: 2021-08~, title: It opens, location: river, sources: odd,
     links: {follows: closed}}
  - {date: 2021-09-01T09:30, title: It is painted, status: planned}
  - {date: 2021-07, title: A month}
  - {date: [2021
"""


def page_of(timeline: Timeline, query: str = "") -> str:
    return exported("html", viewed(query, timeline))


@cache
def read(file: Path, query: str = "") -> Any:
    """The page of a file, parsed once."""
    return strictly(page_of(load([file]), query))


def strictly(page: str) -> Any:
    """The parsed page; an html5lib ParseError where it has a mistake."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@pytest.mark.parametrize("file", [SAMPLE, FRANKLIN], ids=lambda file: file.stem)
def test_the_page_has_no_mistake_and_each_link_in_it_leads_somewhere(file):
    for query in ("", "is:disputed", "no_such_word", "asof:1860", "sort:reported"):
        root = read(file, query)
        assert len([*root.iter("article")]) == viewed(query, load([file])).shown
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(set(ids)) == len(ids)
        for link in root.iter("a"):
            assert link.get("href")[0] != "#" or link.get("href")[1:] in ids, link.get("href")
        for attribute in ("for", "aria-labelledby"):
            assert {e.get(attribute) for e in root.iter() if e.get(attribute)} <= set(ids)
        levels = [int(one.tag[1]) for one in root.iter() if one.tag in ("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs_but_the_script_of_the_page():
    root = read(SAMPLE)
    policy = root.find(".//meta[@http-equiv]")
    assert policy.get("http-equiv") == "Content-Security-Policy"
    rules = dict(rule.split(" ", 1) for rule in policy.get("content").split("; "))
    assert rules.pop("default-src") == "'none'"
    style, script = (root.find(f".//{tag}").text for tag in ("style", "script"))
    for rule, text in (("style-src", style), ("script-src", script)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert rules.pop(rule) == f"'sha256-{digest}'"
    assert set(rules) == {"img-src", "base-uri", "form-action"}
    for element in root.iter():
        names = set(element.attrib)
        assert not names & {"src", "srcset", "style", "data", "action", "background", "poster"}
        assert not any(name.startswith("on") for name in names)
        assert element.tag not in ("iframe", "object", "embed", "base", "img", "form", "image")
    assert [link.get("href") for link in root.iter("link")] == ["data:,"]
    assert not re.search(r"url\(|@import|@font-face|https?:", style)
    assert not re.search(r"fetch|XMLHttp|import|WebSocket|innerHTML|eval|https?:", script)


def test_an_event_is_an_article_with_its_date_and_what_is_said():
    root = strictly(page_of(load_text(SMALL)))
    article = root.find(".//*[@id='event-closed']")
    assert text_of(article.find(".//h3")) == "The bridge is closed"
    said = text_of(article)
    for words in (
        "26 July 2021 “on Monday”",
        "≠ Disputed",
        "Kaldar, Balkh",
        "A paragraph",
        "The governor2: It was mined",
        "≠ disputed by Taliban3",
    ):
        assert words in said, words
    lines = next(one for one in article.iter("p") if "One line" in text_of(one))
    assert len(list(lines.iter("br"))) == 1
    # An id that is no name of a place is spelt out.
    assert text_of(root.find(".//*[@id='event-spaced%20id']").find(".//h3")) == "It opens"
    links = [(link.get("href"), link.get("rel"), text_of(link)) for link in root.iter("a")]
    assert [text for to, _, text in links if to == "#event-spaced%20id"] == ["It opens"]
    # Notes are cited by number and lead back.
    note = root.find(".//*[@id='note-2']")
    assert note.get("value") == text_of(root.find(".//*[@id='ref-2']")) == "2"
    assert text_of(note).startswith("According to The governor, as quoted by Bridge closed. ")
    assert note.find(".//a[@role='doc-backlink']").get("href") == "#ref-2"
    # Only web addresses are links, and they tell nobody where one came from.
    assert {(to, rel) for to, rel, _ in links if to[0] != "#"} == {
        ("https://paper.example/?a=1&b=2", "noreferrer noopener"),
        ("https://archive.example/1", "noreferrer noopener"),
    }
    assert "javascript:alert(1)" in text_of(root)


def test_each_choice_has_as_many_events_as_it_says():
    for file in (SAMPLE, FRANKLIN):
        root = read(file)
        articles, selects = [*root.iter("article")], [*root.iter("select")]
        names = [select.get("id") for select in selects]
        assert names == ["location", "actor", "source", "standing"]
        for select in selects:
            values = [one.get(f"data-{select.get('id')}").split() for one in articles]
            counts = Counter(value for each in values for value in set(each))
            for option in list(select)[1:]:
                count = counts[option.get("value")]
                assert text_of(option).endswith(f"({count})"), text_of(option)
        assert {label.get("for") for label in root.iter("label")} == {"words", *names}


ALLOWED = {
    "html", "head", "meta", "link", "title", "style", "body", "header", "h1", "h2", "h3", "dl",
    "div", "dt", "dd", "figure", "svg", "rect", "line", "text", "g", "circle", "path",
    "defs", "pattern", "figcaption", "nav", "ul", "ol", "li", "a", "p",
    "section", "label", "input", "select", "option", "span", "button", "main", "article",
    "bdi", "b", "sup", "br", "script",
}  # fmt: skip


def _is_sound(text: str) -> bool:
    """Without noncharacters, which are a mistake in HTML and are read all the same."""
    return not any(ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF for c in text)


@settings(max_examples=8)
@given(st.lists(WORDS.filter(_is_sound), min_size=9, max_size=9))
@example(list(HOSTILE))
@example(list(HOSTILE[20:]))
def test_whatever_stands_in_a_file_its_words_are_kept_and_nothing_is_made_of_them(words):
    timeline = load_text(hostile_text(words))
    root = strictly(page_of(timeline))
    assert {local(element) for element in root.iter()} <= ALLOWED
    assert len([*root.iter("script")]) == len([*root.iter("style")]) == 1
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert [text_of(title) for title in root.iter("h3")] == [
        " ".join(event.title.split()) for event in timeline.events
    ]
    shown = text_of(root.find(".//main"))
    for event in timeline.events:
        claims = [text for claim in event.claims for text in (claim.text, claim.quote, claim.note)]
        for text in (*claims, event.date_text, event.type, event.note, *event.tags):
            assert " ".join(text.split()) in shown
    links = {link.get("href") for link in root.iter("a") if link.get("href")[0] != "#"}
    assert links <= {"https://good.example/a_b"}


def test_lanes_stay_in_their_frame_and_are_named():
    root = read(FRANKLIN)
    drawn = next(element for element in root.iter() if local(element) == "svg")
    texts = [text_of(one) for one in drawn.iter() if local(one) == "text"]
    assert {"1840", "Lady Franklin", "1 event without a date"} <= {*texts}
    assert "Francis Crozier" not in texts  # what lies within another is drawn with it
    _, _, width, height = map(float, drawn.get("viewBox").split())
    for one in drawn.iter():
        if local(one) == "rect":
            x, y, wide, high = (float(one.get(name)) for name in ("x", "y", "width", "height"))
            assert 0 < x < x + wide <= width and 0 < y < y + high < height
    assert "svg" not in {local(element) for element in strictly(page_of(load_text(""))).iter()}
