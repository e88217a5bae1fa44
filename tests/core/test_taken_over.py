"""A file as it was understood, read once more, says the same (FORMAT section 8)."""

import pytest

from timeline_tui.core.evidence.asof import report_days
from timeline_tui.core.loading import Given, load_text
from timeline_tui.core.loading.load import mended

HEAD = "sources: {ch: Channel, r: R, s: S}\nevents:\n"
EVENT = HEAD + "- date: 1843\n  title: A\n"

# A file, and what stands in the mended one; "" where nothing is changed
TAKEN_OVER = [
    ("Title: The village school\n  - date: 1902\n    title: It opens\n", "title: The village"),
    ("title:\n  - date: 1902\n    title: It opens\n", ""),
    ("- date: 1902\n  event: A\n  event: B\n", "title: A\n  event: B"),
    ("- title: A\n  start_date: 1902\n  start_date: 1903\n", "date: 1902\n  start_date: 1903"),
    (f"{EVENT}  claims:\n  - text: B\n    source: ch <- r\n", "sources: ch <- r"),
    (f"{EVENT}  claims: {{Text: B, url: https://a.org/x}}\n", "{text: B, sources: "),
    (f"{EVENT}  claims:\n  - text: B\n    source: ch\n    sources: r\n", "x-source: ch"),
    (f"{EVENT}  claims:\n  - text: B\n    url: behind the mill\n", ""),
    (f"{EVENT}  claims:\n  - text: B\n    sources: ch, r (p. 3)\n", 'sources: [ch, "r (p. 3)"]'),
    (f"{EVENT}  disputed_by: {{sources: 'ch, r', text: no}}\n", "{sources: ["),
    (f"{EVENT}  claims:\n  - text: B\n    disputed_by:\n      sources: ch, r\n", "[ch, r]"),
    (f"{EVENT}  claims:\n  - text: B\n    sources: ch, nobody\n", ""),
]


@pytest.mark.parametrize(("text", "expected"), TAKEN_OVER)
def test_what_was_understood_says_the_same_again(text, expected):
    [(_, _, after)] = mended([Given("a", text.encode())])
    first, second = load_text(text), load_text(after)
    assert first.events
    assert first.events == second.events
    assert expected in after if expected else after == text
    assert not [one for one in second.problems if one.code in ("other-date", "list-in-text")]


CITED = [
    (f"{EVENT}  sources: '2 May 2021 (2 May 2021)'\n", "2 May 2021 (2021-05-02)"),
    (
        f"{EVENT}  sources: ch (28 April 2022) <- r (p. 3, 2 May 2021) <- s\n",
        "r (p. 3, 2021-05-02)",
    ),
    (f"{EVENT}  sources: ch (28 April 2022), r\n", '["ch (2022-04-28)", r]'),
    (
        f"{EVENT}  disputed_by:\n    source: ch (2 May 2021)\n    from: r (3 May 2021)\n",
        "2021-05-03",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_a_date_that_is_cited_is_rewritten(text, expected):
    [(_, _, after)] = mended([Given("a", text.encode())])
    assert expected in after
    days = [list(report_days(load_text(one))) for one in (text, after)]
    assert days[0] == days[1]
    assert not [
        one for one in load_text(after).problems if one.code in ("other-date", "list-in-text")
    ]


def test_a_second_key_of_one_name_is_kept():
    for key in ("event", "title", "x-a", "tags"):
        text = f"- date: 1902\n  title: A\n  {key}: B\n  {key}: C\n"
        timeline = load_text(text)
        [event] = timeline.events
        assert (f"x-{key}", "C" if key != "title" else "B") in event.extras, key
        assert "duplicate-key" in {one.code for one in timeline.problems}
