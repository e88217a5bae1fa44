"""TimelineJS3: the shape that its documentation gives, and what its page makes of the texts."""

import json
from html.parser import HTMLParser
from typing import Any

from export_files import events, exported
from hypothesis import given
from hypothesis import strategies as st

from timeline_tui.core.views.view import View

UNITS = ["year", "month", "day", "hour", "minute", "second"]
SLIDE = {"unique_id", "start_date", "end_date", "display_date", "text", "group", "autolink"}
"""timeline.knightlab.com/docs/json-format, as far as it is used."""


def read(shown: View) -> list[dict[str, Any]]:
    found = json.loads(exported("timelinejs", shown))
    assert set(found) == {"title", "events"}
    for slide in found["events"]:
        assert SLIDE - {"end_date", "group"} <= set(slide) <= SLIDE
        assert set(slide["text"]) == {"headline", "text"} and slide["autolink"] is False
        for end in (slide["start_date"], slide.get("end_date", {})):
            assert list(end) == UNITS[: len(end)]
    ids = [slide["unique_id"] for slide in (found["title"], *found["events"])]
    assert len(set(ids)) == len(ids)
    return list(found["events"])


class Page(HTMLParser):
    """The text of HTML, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", []  # type: str, list[str]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *(f"{key}={value}" for key, value in attrs)]))
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


MARKUP = st.text(st.sampled_from("<>&;\"'/= abltgimscr#\n"), max_size=60)


@given(MARKUP, MARKUP)
def test_no_text_becomes_markup(text, place):
    entry = {"date": "2021", "title": f"t{text}", "note": f"n{text}", "location": "p"}
    shown = events(entry, locations={"p": {"name": f"p{place}"}})
    (slide,), event = read(shown), shown.event(0)
    headline, body = Page(slide["text"]["headline"]), Page(slide["text"]["text"])
    assert not headline.tags and headline.text == " ".join(event.title.split())
    assert set(body.tags) <= {"p", "br"}
    assert f"Note: {event.note.strip()}" in body.text
    # TimelineJS takes the text out of a group's markup, and puts that into the page as markup.
    group = Page(Page(slide["group"]).text)
    assert not group.tags
    assert group.text == shown.timeline.places[event.locations[0]].name
