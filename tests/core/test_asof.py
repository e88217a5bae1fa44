"""As of a day: FORMAT section 5's last rule by sentences. That nothing later shows anywhere is
proven in tests/test_silence.py."""

from timeline_tui.core.dates import understand
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.evidence.asof import as_of, day_summary, report_days
from timeline_tui.core.loading import load_text
from timeline_tui.core.models import Event
from timeline_tui.core.timeline import Timeline

HEAD = """\
actors:
  government: {side: government}
  army: {part_of: government}
  rebels: {side: rebels}
  villagers: Villagers
sources:
  jan: {published: 2021-01}
  feb: {published: 2021-02, url: 'https://feb.example', note: x}
  mar: {published: 2021-03}
  visited: {published: 2021-01, accessed: 2021-03, url: 'https://v.example'}
  undated: Undated
events:
"""


def timeline(*events: str) -> Timeline:
    """Events `e0`, `e1` …, each the keys behind its id, date and title."""
    lines = [
        f"- {{id: e{n}, date: 202{n}, title: Event {n}, {keys}}}\n" for n, keys in enumerate(events)
    ]
    return load_text(HEAD + "".join(lines))


def at(whole: Timeline, day: str) -> Timeline:
    return as_of(whole, understand(day)).timeline


def shown(whole: Timeline, day: str) -> list[str]:
    return [one.id for one in at(whole, day).events]


def only(whole: Timeline, day: str) -> Event:
    (found,) = at(whole, day).events
    return found


REPORTS = [
    ("2021-07", "2021-07-30", False),
    ("2021-07", "2021-07-31", True),
    ("/2021-07-10", "2021-07-10", True),
    ("2021-07/..", "2021-08", False),
    ("2021-07-10", "2021/..", True),
    ("unknown", "2030", False),
]
"""The report date, the day, and whether what was reported is kept."""


def test_what_was_reported_is_kept_if_the_latest_bound_of_its_date_is_not_after_the_day():
    for reported, day, kept in REPORTS:
        head = f"sources: {{old: {{published: -0100}}, s: {{published: {reported}}}}}\nevents:\n"
        chain = load_text(f"{head}- {{date: 2000, title: T, sources: s <- villagers}}\n")
        assert len(shown(chain, day)) == kept
        said = f"[{{sources: rebels, date: {reported}}}, {{sources: s <- rebels}}]"
        claims = (
            f"{{text: old, id: old, sources: old, disputed_by: {said}}}, "
            f"{{text: own, sources: old, date: {reported}}}, {{text: chain, sources: s}}"
        )
        event = only(
            load_text(f"{head}- {{date: 2000, title: T, disputed_by: {said}, claims: [{claims}]}}"),
            day,
        )
        assert [claim.text for claim in event.claims] == ["old", *["own", "chain"] * kept]
        assert len(event.disputes) == len(event.claims[0].disputes) == 2 * kept


def test_an_event_is_shown_if_one_of_its_chains_or_claims_is_kept():
    whole = timeline(
        "sources: [feb <- army, jan <- villagers], figures: {killed: 2}",
        "sources: feb, claims: {text: c, sources: jan, figures: {killed: 1}}, figures: {killed: 2}",
        "disputed_by: jan, sources: undated",
    )
    first, second = at(whole, "2021-01").events
    assert [chain.parties for chain in first.chains] == [("jan", "villagers")]
    assert (second.chains, len(second.claims)) == ((), 1)
    # Figures of the event follow its chains, those of a claim the claim.
    assert (len(first.figures), len(second.figures), len(second.claims[0].figures)) == (1, 0, 1)
    assert shown(whole, "2021-02") == ["e0", "e1"]


def test_an_inherited_claim_follows_its_event_and_one_that_nobody_makes_its_own_date():
    whole = timeline("sources: [jan <- army, feb <- rebels], claims: S")
    (claim,) = only(whole, "2021-01").claims
    assert [chain.parties for chain in claim.chains] == [("jan", "army")]
    alone = timeline("claims: {text: Said, date: 2021-01-05}")
    assert (shown(alone, "2021-01-04"), shown(alone, "2021-01-05")) == ([], ["e0"])


def test_what_has_no_report_date_is_hidden_and_counted():
    both = "supported_by: undated, disputed_by:"
    for event, count in {
        "sources: [jan <- army, undated]": 1,
        "note: x": 1,
        "claims: {text: a, sources: jan}, figures: {killed: 1}": 1,
        f"claims: {{text: a, sources: feb, {both} undated}}": 0,
        f"claims: {{text: a, sources: [jan, undated], {both} rebels}}": 2,
    }.items():
        assert as_of(timeline(event), understand("2021-01")).hidden_undated == count, event


def test_where_a_place_lies_is_not_known_from_a_later_event():
    sources = "sources: {s: {published: 2021-01-01}, late: {published: 2022-01-01}}\n"
    for known, later, places in (
        ("Kaldar", "location: Kaldar < North < Balkh", {"kaldar": None}),
        ("Kaldar", "claims: {text: a, where: Kaldar < North}", {"kaldar": None}),
        ("A < B", "location: A < C < B", {"b": None, "a": "b"}),
    ):
        whole = load_text(
            f"{sources}events:\n"
            f"- {{date: 2020, title: Known, sources: s, location: {known}}}\n"
            f"- {{date: 2020, title: Later, sources: late, {later}}}\n"
        )
        assert {id: one.within for id, one in at(whole, "2021").places.items()} == places


def test_an_undated_event_behind_a_hidden_one_stands_among_the_undated():
    whole = load_text(
        f"{HEAD}- {{id: a, date: 2020, title: A, sources: feb}}\n"
        "- {id: hung, date: unknown, title: H, sources: jan, after: a}\n"
        "- {id: z, date: 2021, title: Z, sources: jan}\n"
    )
    assert shown(whole, "2021-01") == ["z", "hung"]
    assert shown(whole, "2021-02") == ["a", "hung", "z"]
    assert {record.text for record in at(whole, "2021-01").records} == {""}
    assert at(whole, "2021-01").problems == ()


def test_an_origin_that_is_a_later_publication_is_only_named():
    whole = timeline("claims: {text: c, sources: jan <- feb, date: 2021-01-31}", "sources: visited")
    feb, visited = (at(whole, "2021-01").sources[id] for id in ("feb", "visited"))
    assert (feb.name, feb.url, feb.note, feb.published) == ("feb", "", "", None)
    assert (visited.accessed, visited.url) == (None, "https://v.example")
    assert at(whole, "2021-03").sources["visited"] == whole.sources["visited"]


NAMESAKES = """\
sources: {jan: {published: 2021-01}, feb: {published: 2021-02}}
events:
%s
- {date: 2020, title: It happens, sources: jan, note: second, links: {follows: %s},
   claims: [%s{text: So}, {text: So, id: so-9, contradicts: %s}]}
- {date: 2020, title: It happens, sources: jan, note: third}
- {date: 2020, title: It happens 2, sources: jan}
- {id: 2020-typed-2, date: 2020, title: Typed, sources: jan}
"""


def test_a_made_id_does_not_tell_that_an_event_or_a_claim_is_hidden():
    hidden = "- {date: 2020, title: It happens, sources: feb}"
    whole = load_text(
        NAMESAKES % (hidden, "2020-it-happens-3", "{text: So, sources: feb}, ", "so-2")
    )
    less = load_text(NAMESAKES % ("", "2020-it-happens-2", "", "so"))
    known, alone = at(whole, "2021-01"), at(less, "2021-01")
    assert (known.events, known.links) == (alone.events, alone.links)
    ids = [event.id.removeprefix("2020-") for event in known.events]
    assert ids == ["it-happens", "it-happens-2", "it-happens-2-2", "typed-2"]
    assert known.events[0].claims[1].contradicts == ("2020-it-happens/so",)
    assert shown(whole, "2021-02") == [event.id for event in whole.events]
    summary = day_summary(whole, ordinal(2021, 1, 31))
    assert summary.added == tuple(event.id for event in known.events)


def test_report_days_are_those_on_which_something_was_reported_or_taken_back():
    whole = timeline(
        "sources: [jan <- army, rebels], retracted: 2021-02-01, disputed_by: {sources: rebels, "
        "date: 2021-01-07}, claims: {text: a, sources: army, date: 2021-01-05, supported_by: mar, "
        "disputed_by: {sources: rebels, date: 2021-01-07}, retracted: 2021-01-08}"
    )
    january = [ordinal(2021, 1, day) for day in (5, 7, 8, 31)]
    assert report_days(whole) == (*january, ordinal(2021, 2, 1), ordinal(2021, 3, 31))


def test_a_day_summary_says_what_the_day_added_changed_and_contested():
    days = "a: {published: 2021-01-01}, b: {published: 2021-01-02}, c: {published: 2021-01-03}"
    whole = load_text(
        f"sources: {{{days}}}\nevents:\n"
        "- {id: one, date: 2020, title: One, sources: [a <- x, b <- y], links: {follows: four}}\n"
        "- {id: two, date: 2021, title: Two, sources: a <- x, claims: {text: t, id: c}}\n"
        "- {id: three, date: 2022, title: T, claims: {text: n, sources: b, contradicts: two/c}}\n"
        "- {id: four, date: 2023, title: Four, sources: c <- x}\n"
    )
    first, second, third = (day_summary(whole, ordinal(2021, 1, day)) for day in (1, 2, 3))
    assert (first.added, first.changed, first.contested) == (("one", "two"), (), ())
    assert (second.added, second.changed) == (("three",), ("one",))
    assert second.contested == ("two", "three")
    assert (third.added, third.changed, third.contested) == (("four",), (), ())
