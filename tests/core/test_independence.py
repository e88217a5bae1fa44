"""Which origins are independent: the same as by comparing every pair, and for thousands too."""

from __future__ import annotations

from itertools import combinations, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import counted

from timeline_tui.core.dates import parse_date
from timeline_tui.core.evidence.asof import as_of, day_summary, report_days
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.loading import load_text
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Actor, Chain, Event, Record, Source, Timeline

ACTORS = tuple(f"a{number}" for number in range(7))
SOURCES = tuple(f"s{number}" for number in range(4))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """One event whose chains end at a few actors and sources that have much in common."""
    actors = {
        id: Actor(
            id,
            id,
            # A part comes behind its whole, so that no tree runs in a circle.
            part_of=draw(st.sampled_from([None, *ACTORS[:index]])),
            side=draw(st.sampled_from(["", "one", "One", "two"])),
        )
        for index, id in enumerate(ACTORS)
    }
    sources = {
        id: Source(id, id, publisher=draw(st.sampled_from(["", "Acme", "acme ", "Other"])))
        for id in SOURCES
    }
    origins = draw(st.lists(st.sampled_from(ACTORS + SOURCES), max_size=12))
    event = Event("e", "An event", chains=tuple(Chain(("s0", origin)) for origin in origins))
    record = Record("events.yaml", 1, "")
    return Timeline("", ZoneInfo("UTC"), ("events.yaml",), (event,), (record,), {}, actors, sources)


def wholes(timeline: Timeline, actor: str | None) -> set[str]:
    found: set[str] = set()
    while actor is not None:
        found.add(actor)
        actor = timeline.actors[actor].part_of
    return found


def dependence(timeline: Timeline, one: str, other: str) -> str | None:
    """Why two origins are not independent, straight from FORMAT section 4."""
    if one == other:
        return "same origin"
    if one in timeline.actors and other in timeline.actors:
        if one in wholes(timeline, other) or other in wholes(timeline, one):
            return "part of"
        sides = {name_key(timeline.actors[id].side) for id in (one, other)}
        return "same side" if len(sides) == 1 and "" not in sides else None
    if one in timeline.sources and other in timeline.sources:
        keys = {name_key(timeline.sources[id].publisher) for id in (one, other)}
        return "same publisher" if len(keys) == 1 and "" not in keys else None
    return None


@given(timelines())
def test_two_or_more_are_counted_exactly_if_any_two_are_independent(timeline: Timeline) -> None:
    origins = dict.fromkeys(chain.origin for chain in timeline.events[0].chains)
    independent = any(not dependence(timeline, *pair) for pair in combinations(origins, 2))
    counted = [chain.origin for chain in standing(timeline, timeline.events[0]).counted]
    assert (len(counted) > 1) == independent
    assert bool(counted) == bool(origins)


@given(timelines())
def test_those_counted_are_independent_and_all_others_depend_on_one_of_them(
    timeline: Timeline,
) -> None:
    result = standing(timeline, timeline.events[0])
    counted = [chain.origin for chain in result.counted]
    assert not any(dependence(timeline, *pair) for pair in combinations(counted, 2))
    for note in result.not_counted:
        assert note.against in counted
        assert note.reason == dependence(timeline, note.party, note.against)
    left_out = {note.party for note in result.not_counted if note.reason != "same origin"}
    assert {*counted, *left_out} == {chain.origin for chain in timeline.events[0].chains}


@pytest.mark.parametrize("sources", [*permutations(["un", "unhcr", "unicef"])])
def test_a_whole_is_not_counted_in_place_of_its_parts(sources: tuple[str, ...]) -> None:
    actors = "actors: {un: UN, unhcr: {part_of: un}, unicef: {part_of: un}}\n"
    event = f"events: [{{date: 2021, title: It, sources: [{', '.join(sources)}]}}]\n"
    timeline = load_text(actors + event).timeline
    result = standing(timeline, timeline.events[0])
    assert result.kind == "corroborated"
    assert "Not counted: UN, of which" in sentence(result, timeline)


# Thousands of claims

MANY = 5000


def _publisher(number: int) -> str:
    return f"  s{number}: {{name: S{number}, publisher: p{number // 2}}}\n"


def _part(number: int) -> str:
    return f"  s{number}: {{name: S{number}, part_of: whole, side: side{number}}}\n"


@pytest.mark.parametrize(
    ("head", "origins"),
    [
        pytest.param("", MANY, id="sources"),
        pytest.param(
            "sources:\n" + "".join(map(_publisher, range(MANY))), MANY // 2, id="publishers"
        ),
        pytest.param(
            "actors:\n  whole: Whole\n" + "".join(map(_part, range(MANY))), MANY, id="parts"
        ),
    ],
)
def test_thousands_of_origins_that_contradict_each_other(head: str, origins: int) -> None:
    claims = "".join(
        f"  - {{id: c{n}, text: t, sources: s{n}, date: 2021-07-27, contradicts: c{n - 1}}}\n"
        for n in range(1, MANY)
    )
    event = "events:\n- date: 2021\n  title: t\n  claims:\n  - {id: c0, text: t, sources: s0}\n"
    timeline = load_text(head + event + claims).timeline

    def ask() -> None:
        found = standing(timeline, timeline.events[0])
        assert (len(found.counted), len(found.contested_by)) == (origins, 2 * (MANY - 1))
        assert sentence(found, timeline)
        assert len(disputes(timeline, [0])) < MANY
        known = as_of(timeline, parse_date("2021-07-27")).timeline
        assert len(known.events[0].claims) == MANY - 1
        assert day_summary(timeline, report_days(timeline)[0]).added

    _, calls = counted(ask)
    assert calls < 800 * MANY


@pytest.mark.parametrize(
    ("own", "others"), [("", "contradicts: k"), ("contradicts: [{all}], ", "date: 2021-07-27")]
)
def test_one_claim_against_thousands(own: str, others: str) -> None:
    own = own.format(all=", ".join(f"c{n}" for n in range(MANY)))
    claims = "".join(f"  - {{id: c{n}, text: t, sources: s{n}, {others}}}\n" for n in range(MANY))
    text = (
        f"events:\n- date: 2021\n  title: t\n  claims:\n  - {{id: k, text: t, sources: x, {own}}}\n"
    )
    timeline = load_text(text + claims).timeline

    def ask() -> None:
        assert len(standing(timeline, timeline.events[0]).contested_by) == 2 * MANY
        assert len(disputes(timeline, [0])) >= 1
        as_of(timeline, parse_date("2021-07-27"))

    _, calls = counted(ask)
    assert calls < 800 * MANY


def test_thousands_of_events_against_one() -> None:
    chains = ", ".join(f"s{n}" for n in range(200))
    events = "".join(
        f"- {{date: 2021, title: t{n}, links: {{contradicts: one}}}}\n" for n in range(MANY)
    )
    claims = f"  claims: [{{text: a, sources: [{chains}]}}]\n"
    timeline = load_text(f"events:\n- date: 2021\n  title: t\n  id: one\n{claims}{events}").timeline

    def ask() -> None:
        assert len(disputes(timeline, range(len(timeline.events)))) == 1
        one = timeline.events[timeline.row_of["one"]]
        assert sentence(standing(timeline, one), timeline)

    _, calls = counted(ask)
    assert calls < 800 * MANY
