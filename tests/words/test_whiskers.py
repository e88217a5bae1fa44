"""Figures on one scale, who says so as a tree, what is contested as one block a matter."""

import re

import pytest
from export_files import exported, viewed

from timeline_tui.core.evidence.disputes import disputes, matters
from timeline_tui.core.loading import load_text
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import ASCII, UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.story import event_lines, told_lines

HEAD = """\
actors: {council: City council, mod: Ministry, ap: AP, people: People, mayor: {part_of: council}}
sources:
  channel: {name: Channel, url: "https://t.me/city"}
  dpa: dpa
  guardian: {name: The Guardian, published: 2022-03-17}
  spiegel: Der Spiegel
"""


def told(figures: str = "", claims: str = "", more: str = "", glyphs=UNICODE) -> list[str]:
    """The lines of the only event's pane."""
    event = f"figures: {{{figures}}}, claims: [{claims}]{more}"
    text = f"{HEAD}events:\n- {{id: e, date: 2022-03-16, title: A strike, {event}}}\n"
    view = viewed("", load_text(text))
    assert not [one for one in view.timeline.problems if one.severity == "error"]
    lines = event_lines(view, view.event(0), glyphs)
    return [text_of(line).rstrip() for one in lines for line in told_lines(one, 90)]


def section(lines: list[str], label: str) -> list[str]:
    """What stands under a label, without air at the end."""
    found = lines[lines.index(label) + 1 :]
    ends = [at for at, line in enumerate(found) if line.isupper() and not found[at - 1]]
    return [line for line in found[: ends[0]] if line]


WHISKERS = [
    # the drawing of the first figure on a scale that another one makes end at 150
    ("30", "   ●"),
    ("~30", "   ≈"),
    ("30-90", "   ├─────┤"),
    ("30+", "   ├┄┄┄┄┄┄┄┄┄┄┄┄"),
    ("<=90", "┄┄┄┄┄┄┄┄┄┤"),
    ("{low: 30, best: 60, high: 90}", "   ├──●──┤"),
    ("{low: 30, best: ~60}", "   ├──≈┄┄┄┄┄┄┄┄┄"),
    ("{best: 60, high: 90}", "┄┄┄┄┄┄●──┤"),
    ("{low: 30, best: 30, high: 90}", "   ●─────┤"),
    ("149-150", "              ├┤"),  # a range is never drawn as a number
    ("0-1", "├┤"),
    ("0", "●"),
    ("{text: many}", ""),
    ("scores", "    ├┄┄┄┄┄┄┄┄┄┄┄"),
]


@pytest.mark.parametrize(("typed", "drawn"), WHISKERS)
def test_a_figure_is_drawn_as_it_is_known_and_no_more(typed, drawn):
    open = typed in ("30+", "scores", "{low: 30, best: ~60}")
    other = f"{{text: b, sources: ap, figures: {{killed: {125 if open else 150}}}}}"
    lines = section(told(f"killed: {typed}", other, ", sources: council"), "FIGURES")
    assert lines[0] == "0            150  killed"
    assert lines[1][:16].rstrip() == drawn
    assert lines[1].endswith("City council")
    ascii = section(told(f"killed: {typed}", other, glyphs=ASCII), "FIGURES")
    assert ascii[1][:16].rstrip() == drawn.translate(str.maketrans(UNICODE.whisker, ASCII.whisker))


TOLLS = (
    "{id: a, text: Hundreds, sources: guardian <- council, date: 2022-03-20, figures: "
    "{killed: {best: 300, x-page: 4}, wounded: several}, disputed_by: mod}, "
    "{id: b, text: More, sources: ap, figures: {killed: {of: people, best: 7}}}, "
    "{id: c, text: Half, sources: ap, figures: {killed: 600}, contradicts: a, retracted: 2022-05}, "
    "{id: d, text: Fewer, sources: ap, figures: {killed: 50%}}, "
    "{id: f, text: None, sources: mod, figures: {killed: <20}, contradicts: [a, c]}"
)


def test_several_figures_of_one_measure_are_a_table_and_others_stand_with_their_claim():
    lines = told("killed: ~250, houses: 4", TOLLS)
    assert section(lines, "FIGURES") == [
        "houses: 4",
        "0            600  killed",
        "      ≈           about 250  nobody named",
        "        ●         300       City council, said 20 March 2022 (x-page: 4)",
        "        ✗         disputed by Ministry",
        "               ●  600       AP, retracted May 2022",
        "┄┤                up to 19  Ministry",
        "0              4  wounded",
        "           ├┄┄┄┄  several  City council, said 20 March 2022",
        "           ✗      disputed by Ministry",
    ]
    claims = section(lines, "CLAIMS")
    assert "  killed, People: 7" in claims and "  killed: 50%" in claims
    assert not [line for line in claims if "300" in line or "600" in line or "several" in line]
    assert "  ≠ contradicted by AP: “Half”" in claims  # who has other claims here too
    assert "  ≠ contradicts City council" in claims
    # of two by one claimant the words tell which is which; large numbers and shares have scales too
    twice = (
        "{text: At first, sources: ap, figures: {lost: 12%}}, "
        "{text: In the end, sources: ap, figures: {lost: {best: 9, unit: percent}}}"
    )
    assert section(told(claims=twice), "FIGURES")[1:] == [
        "  ●               12%  AP: “At first”",
        " ●                9%   AP: “In the end”",
    ]
    assert section(told("troops: [1500000000, 2]"), "FIGURES")[0] == "0  1,500,000,000  troops"
    assert section(told("troops: 12"), "FIGURES") == ["troops: 12"]


def test_chains_that_end_in_one_origin_join_and_those_that_do_not_stay_lines():
    chains = (
        "channel (2022-03-17, post 1) <- mayor",
        "channel (2022-03-18) <- mayor",
        "spiegel (p. 4) <- dpa <- mayor (by phone)",
        "guardian <- dpa <- mayor",
        "guardian <- spiegel <- dpa <- mayor",
        "guardian (p. 2) <- ap",
        "guardian",
    )
    lines = told(more=", sources: [" + ", ".join(f'"{one}"' for one in chains) + "]")
    assert section(lines, "SAID BY") == [
        "mayor = one voice",
        "  Channel (17 March 2022, post 1)",
        "  Channel (18 March 2022)",
        "  Der Spiegel (p. 4) ‹ dpa ‹ mayor (by phone)",
        "  dpa",
        "    The Guardian",
        "    The Guardian ‹ Der Spiegel",
        "The Guardian (p. 2) ‹ AP",
        "The Guardian",
    ]
    claims = '{text: c, sources: ["guardian <- dpa <- ap", "spiegel <- dpa <- ap", mod]}'
    assert section(told(claims=claims), "CLAIMS") == [
        "AP; Ministry: c",
        "  AP",
        "    dpa",
        "      The Guardian",
        "      Der Spiegel",
        "  The Guardian ‹ Ministry",
    ]


def test_what_contests_one_matter_is_one_block_with_one_table_and_no_pair_is_told_twice():
    text = f"{HEAD}events:\n"
    text += f"- {{id: e, date: 2022-03-16, title: A strike, claims: [{TOLLS}]}}\n"
    text += (
        "- {id: g, date: 2022, title: Other, claims: {text: x, sources: ap, disputed_by: mod}}\n"
    )
    view = viewed("", load_text(text))
    blocks = matters(disputes(view.timeline, view.rows))
    assert [len(block) for block in blocks] == [1, 2]
    for width in (20, 60, 100):
        lines = [
            text_of(one).strip() for one in dispute_item(view.timeline, blocks[1], UNICODE, width)
        ]
        assert len([one for one in lines if one.startswith("A strike")]) == 1
    for line, times in (
        ("asserts   City council, in The Guardian", 1),
        ("contests  AP; no report date", 1),
        ("asserts   AP; no report date", 1),  # what the second statement is
        ("0            600  killed", 1),
        ("●         300       City council, said 20 March 2022 (x-page: 4)", 1),
    ):
        assert lines.count(line) == times, line


def test_html_and_markdown_have_the_same_drawing_and_csv_none():
    text = f"{HEAD}events:\n- {{date: 2022-03-16, title: A strike, claims: [{TOLLS}]}}\n"
    view = viewed("", load_text(text))
    page, note, table = (exported(name, view) for name in ("html", "md", "csv"))
    assert re.search(r'<span class="drawn whisker"[^>]*>        ●       </span>  <bdi>300', page)
    assert "`        ●       `".replace(" ", "\N{NO-BREAK SPACE}") in note.replace("\n", "")
    assert "16 March 2022 · **Disputed** · 3 independent origins" in note
    assert "killed: 300" in table and "●" not in table
