"""Which origins are independent: the same as by comparing every pair, straight from FORMAT."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.evidence.standing import standing
from timeline_tui.core.loading import load_text
from timeline_tui.core.text import name_key
from timeline_tui.core.timeline import Timeline

ACTORS = tuple(f"a{number}" for number in range(7))
SOURCES = tuple(f"s{number}" for number in range(4))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """One event whose chains end at a few actors and sources that have much in common."""
    lines = ["actors:"]
    for index, id in enumerate(ACTORS):
        # A part comes behind its whole, so that no tree runs in a circle.
        whole = draw(st.sampled_from(["~", *ACTORS[:index]]))
        side = draw(st.sampled_from(["~", "one", "One", "two"]))
        lines.append(f"  {id}: {{part_of: {whole}, side: {side}}}")
    lines.append("sources:")
    for id in SOURCES:
        publisher = draw(st.sampled_from(["~", "Acme", "acme", "Other"]))
        lines.append(f"  {id}: {{publisher: {publisher}}}")
    origins = draw(st.lists(st.sampled_from(ACTORS + SOURCES), max_size=9))
    chains = ", ".join(f"s0 <- {origin}" for origin in origins)
    lines.append(f"events: [{{date: 2021, title: It, sources: [{chains}]}}]")
    return load_text("\n".join(lines) + "\n")


def wholes(timeline: Timeline, actor: str | None) -> set[str]:
    found: set[str] = set()
    while actor is not None:
        found.add(actor)
        actor = timeline.actors[actor].part_of
    return found


def dependence(timeline: Timeline, one: str, other: str) -> str | None:
    """Why two origins are not independent."""
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


@settings(max_examples=60, deadline=None)
@given(timelines())
def test_those_counted_are_independent_and_all_others_depend_on_one_of_them(
    timeline: Timeline,
) -> None:
    result = standing(timeline, timeline.events[0])
    origins = dict.fromkeys(chain.origin for chain in timeline.events[0].chains)
    independent = any(not dependence(timeline, *pair) for pair in combinations(origins, 2))
    counted = [chain.origin for chain in result.counted]
    assert (len(counted) > 1) == independent
    assert bool(counted) == bool(origins)
    assert not any(dependence(timeline, *pair) for pair in combinations(counted, 2))
    for note in result.not_counted:
        assert note.against in counted
        assert note.reason == dependence(timeline, note.party, note.against)
    left_out = {note.party for note in result.not_counted if note.reason != "same origin"}
    assert {*counted, *left_out} == set(origins)


@pytest.mark.parametrize("order", [*permutations(["un", "unhcr", "unicef"])])
def test_a_whole_is_not_counted_in_place_of_its_parts(order: tuple[str, ...]) -> None:
    actors = "actors: {un: UN, unhcr: {part_of: un}, unicef: {part_of: un}}\n"
    timeline = load_text(f"{actors}events: [{{date: 2021, title: It, sources: {[*order]}}}]\n")
    assert standing(timeline, timeline.events[0]).kind == "corroborated"


def test_a_thousand_origins_contradict_each_other_in_no_time() -> None:
    claims = "".join(
        f"  - {{id: c{n}, text: t, sources: s{n // 2}, contradicts: c{n - 1}}}\n"
        for n in range(1, 1000)
    )
    head = "events:\n- date: 2021\n  title: t\n  claims:\n  - {id: c0, text: t, sources: s0}\n"
    timeline = load_text(head + claims)
    found = standing(timeline, timeline.events[0])
    assert (len(found.counted), len(found.contested_by)) == (500, 2 * 999)
