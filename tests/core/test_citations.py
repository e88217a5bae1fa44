"""Where in a source, and when that piece appeared (FORMAT section 4): read, dated, shown."""

from textwrap import dedent

from export_files import viewed

from timeline_tui.core.citation import addresses, citation
from timeline_tui.core.dates import understand
from timeline_tui.core.evidence.asof import as_of, report_days
from timeline_tui.core.loading import load_text
from timeline_tui.core.models import Chain, Citation, Event
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View
from timeline_tui.export.chronology import Chronology
from timeline_tui.words.dates import long
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.story import event_lines

HEAD = """\
sources:
  channel: {name: City channel, aliases: [Channel (old)], url: "https://t.me/city"}
  judgment: {name: The judgment, published: 2023-05-01}
  diary: Diary
  book: {name: The Siege, published: 2024}
actors: {mayor: {name: The mayor, side: city}}
events:
"""


def load(fields: str, head: str = HEAD) -> Timeline:
    """A timeline of one event, whose lines begin in line 3 of its record."""
    lines = "".join(f"  {line}\n" for line in dedent(fields).strip().splitlines())
    return load_text(f"{head}- date: 2022-03-16\n  title: It\n{lines}")


def shown(fields: str, query: str = "") -> View:
    return viewed(query, load(fields))


def said(timeline: Timeline, *codes: str) -> list[str]:
    """The codes of its problems, without what is only not declared or not used."""
    known = {"unused", "undeclared", *codes}
    return [problem.code for problem in timeline.problems if problem.code not in known]


def written(*chains: Chain) -> list[str]:
    """Each as `channel[post 4711|2022-03-17] < mayor`."""
    return [" < ".join(_element(*one) for one in chain.elements) for chain in chains]


def _element(id: str, one: Citation | None) -> str:
    return f"{id}[{one.at}|{one.date.text if one.date else ''}]" if one else id


def test_brackets():
    for typed, read in [
        ("channel (2022-03-17, post 4711) <- mayor", "channel[post 4711|2022-03-17] < mayor"),
        ("judgment (¶ 23)", "judgment[¶ 23|]"),
        ("diary (p. 3, 4 and 12)", "diary[p. 3, 4 and 12|]"),
        ("diary ([2022-03-01..2022-03-16])", "diary[|[2022-03-01..2022-03-16]]"),
        ("diary (unknown)", "diary[unknown|]"),
        ("judgment <- mayor (by telephone)", "judgment < mayor[by telephone|]"),
        ("Radio (2022-03-17)", "radio[|2022-03-17]"),  # one of its parts is a date
        ("https://a.example/x (2022-03-17)", "a-example-x[|2022-03-17]"),
        ("https://a.example/x (p. 3)", "a-example-x[p. 3|]"),
        # What belongs to the name
        ("Channel (old)", "channel"),
        ("BBC (Persian)", "bbc-persian"),
        ("https://a.example/Siege_(2022)", "a-example-siege-2022"),
    ]:
        timeline = load(f"sources: '{typed}'")
        assert written(*timeline.events[0].chains) == [read]
        assert said(timeline, "reported-too-early") == []


def test_what_is_not_quite_a_citation():
    for typed, read, code, hint in [
        ("book p. 3", "book[p. 3|]", "locator", "Write `book (p. 3)`"),
        ("The Siege, ch. II", "book[ch. II|]", "locator", "Write `The Siege (ch. II)`"),
        ("https://a.example p. 3", "a-example[p. 3|]", "locator", "`https://a.example (p. 3)`"),
        ("channel (2022-03-17", "channel[|2022-03-17]", "bad-citation", "`channel (2022-03-17)`"),
        ("Daily (p. 3)", "daily-p-3", "locator", "Declare `Daily` under `sources`"),
        (
            "book (p. 3, 2021-02-30)",
            "book[p. 3, 2021-02-30|unknown]",
            "locator",
            "Write 2021-02-28 ",
        ),
        ("Radio (07/08/2021)", "radio-07-08-2021", "locator", "Write 2021-08-07 if the day stands"),
        ("channel ()", "channel", "bad-citation", "Write `channel (p. 3)`"),
    ]:
        timeline = load(f"sources: '{typed}'\nnote: kept")
        assert written(*timeline.events[0].chains) == ([read] if read else [])
        assert said(timeline) == [code] and timeline.events[0].note == "kept"
        assert hint in next(problem.hint for problem in timeline.problems if problem.code == code)


def test_a_comma_in_brackets_does_not_split_a_list():
    timeline = load("sources: [channel (2022-03-17, post 4711, min. 2) <- mayor, diary (f. 1)]")
    read = ["channel[post 4711, min. 2|2022-03-17] < mayor", "diary[f. 1|]"]
    assert written(*timeline.events[0].chains) == read
    assert said(timeline) == ["comma-in-brackets"]
    assert said(load("sources: [BBC (Persian, book]")) == ["bad-citation"]


DEEP = "{source: diary, from: "
LONG = """\
sources: {source: channel, at: post 4711, date: 2022-03-17, url: https://t.me/city/4711,
  archived: https://archive.ph/abc, quote: It is burning, note: deleted since, x-seen: twice,
  from: {source: diary (f. 2), at: left, from: mayor <- Neighbours (2022-03-16)}}
"""


def test_it_is_read_wherever_a_chain_stands():
    long = "{source: book, at: p. 3, from: mayor}"
    event = load(f"""\
        disputed_by: {long}
        claims:
          - {{text: a, sources: {long}, supported_by: [{long}, diary (f. 1)]}}
          - {{text: b, disputed_by: {{sources: {long}, text: no}}}}
          - {{text: c, disputed_by: {{source: book, at: p. 3, from: mayor, text: no}}}}
    """).events[0]
    claim, *others = event.claims
    disputes = [event.disputes[0], *(other.disputes[0] for other in others)]
    chains = [*(dispute.chains[0] for dispute in disputes), *claim.chains, *claim.supports]
    assert written(*chains) == [*["book[p. 3|] < mayor"] * 5, "diary[f. 1|]"]
    assert [dispute.text for dispute in disputes] == ["", "no", "no"]


def test_a_mistake_in_it_costs_no_more_than_it_must():
    for typed, read, codes in [
        ("{source: book, page: 3, at: p. 3}", ["book[p. 3|]"], ["unknown-key"]),
        ("{source: book, date: 2022-02-30, at: p. 3}", ["book[p. 3|unknown]"], ["bad-date"]),
        ("[{at: p. 3}, diary]", ["diary"], ["missing"]),
        ("[{source: book <- mayor}, diary]", ["diary"], ["bad-chain"]),
        # Without its end it would have another origin
        ("[{source: book, from: diary <-}, diary]", ["diary"], ["bad-chain"]),
        ("[{source: book, from: [diary, mayor]}, diary]", ["diary"], ["wrong-type"]),
        ("{source: book, from: {source: diary, from: {at: p. 3}}}", [], ["missing"]),
        (f"{DEEP * 20}book{'}' * 20}", [f"{'diary < ' * 20}book"], []),
    ]:
        timeline = load(f"note: kept\nsources: {typed}")
        assert (said(timeline), timeline.events[0].note) == (codes, "kept")
        assert written(*timeline.events[0].chains) == read


def test_the_report_date_is_the_claims_else_the_cited_else_the_publications():
    event = load("""\
        sources: [channel (2022-03-17), "judgment (2023-04-30, ¶ 2)", judgment (¶ 3), channel]
        claims:
          - {text: a, sources: channel (2022-03-18), date: 2022-03-16}
          - {text: b, sources: mayor}
    """).events[0]
    dates = [chain.reported and chain.reported.text for chain in event.chains]
    assert dates == ["2022-03-17", "2023-04-30", "2023-05-01", None]
    dates = [claim.chains[0].reported.text for claim in event.claims if claim.chains[0].reported]
    assert dates == ["2022-03-16", "2022-03-17"]  # the second through what the event cites first
    assert said(load("sources: channel (2022-03-15)")) == ["reported-too-early"]


def test_as_of_a_day_nothing_is_cited_that_appeared_later():
    timeline = load("""\
        sources: [channel (2022-03-17, post 1), "channel (2022-03-19, post 2)", book (p. 3)]
        claims:
          - text: a
            date: 2022-03-16
            sources: diary (2022-03-18, f. 1) <- judgment (¶ 3) <- mayor
    """)
    first, diary = "channel[post 1|2022-03-17]", "diary[f. 1|2022-03-18]"
    for day, known in [
        ("2022-03-16", ["mayor"]),
        ("2022-03-17", [first, "mayor"]),
        ("2022-03-18", [first, f"{diary} < mayor"]),
        ("2023-06", [first, "channel[post 2|2022-03-19]", f"{diary} < judgment[¶ 3|] < mayor"]),
    ]:
        event: Event = as_of(timeline, understand(day)).timeline.events[0]
        assert written(*event.chains, *event.claims[0].chains) == known
    assert len(report_days(timeline)) == 6


def test_it_is_shown_wherever_the_chain_is():
    view = shown(LONG)
    event, words = view.timeline.events[0], "17 March 2022, post 4711, “It is burning”"
    pane = "\n".join(text_of(told.line) for told in event_lines(view, event, UNICODE))
    assert f"City channel ({words}, https://t.me/city/4711, " in pane
    assert f"City channel, https://t.me/city, {words}" in citation(view.timeline, event, long)
    assert addresses(view.timeline, event)[0] == "https://t.me/city/4711"
    told = Chronology(shown("sources: [book (p. 3), book (p. 5), 'book (p. 3)']"))
    chains = told.view.timeline.events[0].chains
    assert [told.cite(chain) for chain in chains] == [(1, True), (2, True), (1, False)]
    notes = ["".join(part.text for part in note.parts) for note in told.notes]
    assert notes == ["The Siege, 2024, p. 3.", "The Siege, 2024, p. 5."]
