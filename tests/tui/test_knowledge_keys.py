"""Disputes and the timeline as of a day, from the keyboard."""

from __future__ import annotations

CHRONICLE = """\
title: What was known when
actors:
  crew: Crew
  owner: Owner
sources:
  telegram: {name: Telegram, published: 1912-04-15}
  inquiry: {name: Inquiry, published: 1912-07-30}
events:
  - id: sinking
    date: 1912-04-15
    title: The ship sinks
    sources: telegram <- crew
    claims:
      - {id: whole, text: She went down whole, sources: inquiry <- owner}
      - {id: broke, text: She broke in two, sources: telegram <- crew, contradicts: whole}
  - id: hearing
    date: 1912-07-30
    title: The inquiry reports
    sources: inquiry
"""


async def test_as_of_a_day_hides_what_was_reported_later(opened):
    async with opened(CHRONICLE) as screen:
        await screen.press("t")
        await screen.type("1912-05")
        await screen.press("enter")
        assert screen.query == "asof:1912-05"
        assert screen.shown == ["sinking"]
        text = "\n".join(
            [*screen.lines("#event"), *screen.lines("#source"), *screen.lines("#density")]
        )
        assert "whole" not in text
        assert "Inquiry" not in text
        await screen.press("T")
        assert screen.shown == ["sinking", "hearing"]


async def test_stepping_through_the_report_days_says_what_each_brought(opened):
    async with opened(CHRONICLE, query="asof:1912-04-15") as screen:
        await screen.press("greater_than_sign")
        assert screen.query == "asof:1912-07-30"
        assert "1 added" in screen.message
        assert "contested" in screen.message
        await screen.press("less_than_sign")
        assert screen.query == "asof:1912-04-15"
        assert screen.shown == ["sinking"]


async def test_a_step_beyond_the_last_report_says_so_and_stays(opened):
    async with opened(CHRONICLE, query="asof:1912-07-30") as screen:
        await screen.press("greater_than_sign")
        assert screen.query == "asof:1912-07-30"
        assert "Nothing was reported" in screen.message


async def test_before_the_first_report_the_list_is_empty_and_says_why(opened):
    async with opened(CHRONICLE, query="asof:1900") as screen:
        assert screen.shown == []
        assert "Nothing had been reported by then" in " ".join(screen.lines("#chronology"))


async def test_a_day_that_does_not_read_is_refused_with_what_to_write(opened):
    async with opened(CHRONICLE) as screen:
        await screen.press("t")
        await screen.type("15.4.1912")
        await screen.press("enter")
        status = screen.app.screen.query_one("QueryHints").render_line(0).text
        assert "1912-04-15" in status
        await screen.press("escape")
        assert screen.query == ""


async def test_the_disputes_show_both_sides_and_lead_to_the_event_and_back(opened):
    async with opened(CHRONICLE) as screen:
        await screen.press("G", "x")
        items = screen.app.screen.query_one("ItemLines")
        text = "\n".join(items.render_line(y).text for y in range(items.size.height))
        assert "She went down whole" in text
        assert "She broke in two" in text
        assert "asserts" in text
        assert "contests" in text
        await screen.press("enter")
        assert screen.selected == "sinking"
        await screen.press("x", "escape")
        assert screen.app.screen is screen.main


async def test_disputes_as_of_a_day_before_the_contradiction(opened):
    async with opened(CHRONICLE, query="asof:1912-05") as screen:
        await screen.press("x")
        items = screen.app.screen.query_one("ItemLines")
        text = "\n".join(items.render_line(y).text for y in range(items.size.height))
        assert "whole" not in text


async def test_the_order_of_knowledge_shows_how_long_after_the_event_it_became_known(opened):
    async with opened(CHRONICLE, query="sort:reported") as screen:
        lines = "\n".join(screen.lines("#chronology"))
        assert "+0 d" in lines


async def test_the_gutter_tells_what_is_contested_in_words(opened):
    async with opened(CHRONICLE) as screen:
        await screen.press("w")
        line = next(line for line in screen.lines("#chronology") if "The ship sinks" in line)
        assert "disputed" in line
