"""What a reference means, and what is said about one that means nothing or too much."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.names import FreshIds, Nearest
from timeline_tui.core.models import Event
from timeline_tui.core.timeline import Timeline

HEAD = """\
locations:
  balkh: Balkh
  kaldar: {name: Kaldar, aliases: [Kaldār], within: balkh}
  hairatan: {name: Hairatan, within: kaldar}
  balkh-town: {name: Balkh Town, within: balkh}
  takhar: Takhar
actors:
  taliban: {name: Taliban, aliases: [Islamic Emirate], side: taliban}
  haqqani: {name: Haqqani network, part_of: taliban}
  unit-12: {name: Unit 12, part_of: Haqqani Network, side: own}
sources:
  report: {name: News report, published: 2021-07-27}
  tweet: {name: A tweet, url: https://example.org/status/1}
events:
"""


def event(fields: str, head: str = HEAD) -> tuple[Event, Timeline]:
    """The event with these lines and its timeline, without the lint for what is not used."""
    typed = "\n".join(f"    {line}" for line in dedent(fields).strip().splitlines())
    timeline = load_text(f"{head}  - date: 2021-07-26\n    title: It\n{typed}\n")
    return timeline.events[0], timeline


def said(timeline: Timeline) -> list[str]:
    return [str(problem) for problem in timeline.problems if problem.code != "unused"]


# What matches


@pytest.mark.parametrize(
    ("reference", "id"),
    [
        ("kaldar", "kaldar"),
        ("Kaldar", "kaldar"),
        ("KALDĀR", "kaldar"),
        ("balkh_town", "balkh-town"),
        ("balkh  town", "balkh-town"),
        ("Ｂａｌｋｈ", "balkh"),
        ("Hairatan < Kaldar < Balkh", "hairatan"),
        ("Hairatan < Balkh", "hairatan"),
        ("Hairatan<balkh", "hairatan"),
    ],
)
def test_places(reference: str, id: str) -> None:
    found, timeline = event(f"location: {reference}")
    assert found.locations == (id,)
    assert said(timeline) == []
    assert not any(place.implicit for place in timeline.places.values())


@pytest.mark.parametrize(
    ("reference", "id"),
    [("taliban", "taliban"), ("islamic-emirate", "taliban"), ("Unit_12", "unit-12")],
)
def test_actors(reference: str, id: str) -> None:
    found, timeline = event(f"actors: {reference}")
    assert [participant.actor for participant in found.actors] == [id]
    assert said(timeline) == []


def test_an_exact_id_wins_over_a_name() -> None:
    """The name of one entry may be the id of another."""
    head = "actors: {army: Guard, guard: Army}\nevents:\n"
    found, timeline = event("actors: [army, Army]", head)
    assert [participant.actor for participant in found.actors] == ["army"]
    assert [p.code for p in timeline.problems if p.severity == "error"] == ["ambiguous"]


def test_sides_are_inherited(load_doc: Timeline) -> None:
    """
    actors:
      a: {part_of: b}
      b: {part_of: c, side: Own}
      c: {side: theirs}
      d: {part_of: c}
      e: {}
    events: [{date: 2021, title: It, actors: [a, b, c, d, e]}]
    """
    sides = {actor.id: actor.side for actor in load_doc.actors.values()}
    assert sides == {"a": "Own", "b": "Own", "c": "theirs", "d": "theirs", "e": ""}


def test_a_web_address_is_a_source_of_its_own() -> None:
    found, timeline = event(
        "sources: [https://www.example.org/News/a_b, report <- https://x.org/1]"
    )
    ids = [chain.parties for chain in found.chains]
    assert ids == [("example-org-news-a-b",), ("report", "x-org-1")]
    source = timeline.sources["example-org-news-a-b"]
    assert (source.url, source.implicit) == ("https://www.example.org/News/a_b", True)
    assert said(timeline) == []


def test_a_web_address_that_a_source_gives_means_that_source() -> None:
    found, _ = event("sources: https://example.org/status/1")
    assert found.chains[0].parties == ("tweet",)


# What is not declared


def test_undeclared_names_become_entries(load_doc: Timeline) -> None:
    """
    events:
      - date: 2021-07-26
        title: First
        location: Nad-e Ali
        actors: [Police, {actor: police, role: target}]
        sources: Radio <- Police <- Villagers
      - date: 2021-07-27
        title: Second
        location: nad_e_ali
        sources: radio <- villagers
    """
    timeline = load_doc
    assert [(p.id, p.name, p.implicit) for p in timeline.places.values()] == [
        ("nad-e-ali", "Nad-e Ali", True)
    ]
    assert list(timeline.actors) == ["police"]
    assert [source.name for source in timeline.sources.values()] == ["Radio", "Villagers"]
    assert {event.locations for event in timeline.events} == {("nad-e-ali",)}
    assert [(p.severity, p.code, p.line, p.column, p.message) for p in timeline.problems] == [
        ("note", "undeclared", 4, 15, "`Nad-e Ali` is not declared under `locations` (2 events)"),
        ("note", "undeclared", 5, 14, "`Police` is not declared under `actors` (1 event)"),
        ("note", "undeclared", 6, 14, "`Radio` is not declared under `sources` (2 events)"),
        ("note", "undeclared", 6, 14, "`Villagers` is not declared under `sources` (2 events)"),
    ]


def test_whoever_acts_anywhere_is_an_actor(load_doc: Timeline) -> None:
    """
    sources: {report: Report}
    events:
      - {date: 2021, title: First, sources: report <- police}
      - date: 2022
        title: Second
        sources: report
        claims: [{text: It, sources: police}]
      - {date: 2023, title: Third, actors: police}
    """
    timeline = load_doc
    assert list(timeline.actors) == ["police"]
    assert list(timeline.sources) == ["report"]
    # So the claim's chain, of actors only, comes from the publication of the event's.
    assert timeline.events[1].claims[0].chains[0].parties == ("report", "police")


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("location: Haratan", "Did you mean `hairatan`?"),
        ("location: Taliban", "Declare it there to say more about it"),
        ("actors: [talban]", "Did you mean `taliban`?"),
        ("actors: Unit 13", "Declare it there to say more about it"),
        ("sources: report <- Islamc Emirate", "Did you mean `Islamic Emirate`?"),
        ("sources: reprot", "Did you mean `report`?"),
    ],
)
def test_a_close_name_is_suggested(field: str, hint: str) -> None:
    _, timeline = event(field)
    problem = next(p for p in timeline.problems if p.code.startswith("undeclared"))
    assert problem.hint == hint
    expected = ("warning", "undeclared-close") if "mean" in hint else ("note", "undeclared")
    assert (problem.severity, problem.code) == expected


def test_names_are_not_missed_where_their_section_cannot_be_read(load_doc: Timeline) -> None:
    """
    actors: [taliban, government]
    events:
      - {date: 2021, title: It, actors: taliban, location: balkh}
    """
    codes = [problem.code for problem in load_doc.problems]
    assert codes == ["wrong-type", "undeclared"]
    assert load_doc.problems[1].message.startswith("`balkh`")


def test_names_without_letters_are_kept_apart() -> None:
    found, timeline = event("location: ['!', '?', Cafe, Café]", "events:\n")
    assert found.locations == ("unnamed", "unnamed-2", "cafe", "cafe-2")
    assert [place.name for place in timeline.places.values()] == ["!", "?", "Cafe", "Café"]


# Chains of places


def test_a_chain_makes_places(load_doc: Timeline) -> None:
    """
    events:
      - {date: 2021, title: One, location: Hairatan < Kaldar < Balkh}
      - {date: 2022, title: Two, location: [Hairatan, Kaldar, Hairatan < Balkh]}
    """
    timeline = load_doc
    within = {place.id: place.within for place in timeline.places.values()}
    assert within == {"balkh": None, "kaldar": "balkh", "hairatan": "kaldar"}
    assert timeline.events[0].locations == ("hairatan",)
    assert timeline.events[1].locations == ("hairatan", "kaldar")
    assert len(timeline.problems) == 3


def test_the_same_name_in_two_places(load_doc: Timeline) -> None:
    """
    events:
      - {date: 2021, title: One, location: Newtown < Ohio}
      - {date: 2022, title: Two, location: Newtown < Utah}
      - {date: 2023, title: Three, location: newtown < ohio}
    """
    events = load_doc.events
    assert [event.locations for event in events] == [("newtown",), ("newtown-2",), ("newtown",)]
    assert load_doc.places["newtown-2"].within == "utah"


@pytest.mark.parametrize(
    ("chain", "ids"),
    [
        ("Port < Hairatan", {"port": "hairatan"}),
        ("Takhar < North", {"takhar": "north", "north": None}),
        ("Balkh < North < Afghanistan", {"balkh": "north", "north": "afghanistan"}),
        ("Hairatan < Border < Kaldar", {"hairatan": "border", "border": "kaldar"}),
        ("Balkh < Balkh", {"balkh-2": "balkh", "balkh": None}),
    ],
)
def test_a_chain_adds_what_declarations_leave_open(chain: str, ids: dict[str, str | None]) -> None:
    found, timeline = event(f"location: {chain}")
    assert found.locations == (next(iter(ids)),)
    assert {id: timeline.places[id].within for id in ids} == ids
    assert {p.severity for p in timeline.problems if p.code != "unused"} <= {"note"}


def test_a_chain_that_contradicts_a_declaration() -> None:
    found, timeline = event("location: Kaldar < Takhar")
    assert found.locations == ("kaldar",)
    assert timeline.places["kaldar"].within == "balkh"
    (problem,) = (p for p in timeline.problems if p.severity == "error")
    assert str(problem) == (
        "events.yaml:17:15: error: `Kaldar < Takhar` puts `kaldar` within `takhar`, but it is "
        "declared within `balkh`. Correct one of them, or give another place an id of its own. "
        "[contradicts-within]"
    )


@pytest.mark.parametrize(
    ("location", "message"),
    [
        (
            "Balkh < Balkh",
            "note: `Balkh < Balkh` makes a second `Balkh` within the declared one. Declare it "
            "under `locations`, with an id of its own. [undeclared]",
        ),
        (
            "Balkh < Kaldar",
            "warning: `Balkh < Kaldar` makes a second `Balkh` within the declared one. Declare it "
            "under `locations`, with an id of its own, or turn the chain round. "
            "[undeclared-within]",
        ),
    ],
)
def test_a_place_within_one_of_its_name_is_said_to_be_another(location: str, message: str) -> None:
    found, timeline = event(f"location: {location}")
    assert timeline.places[found.locations[0]].implicit
    assert said(timeline) == [f"events.yaml:17:15: {message}"]


def test_a_declared_place_lies_within_one_place_and_no_chain() -> None:
    timeline = load_text('locations: {kaldar: {within: "Balkh < Afghanistan"}}\n')
    assert list(timeline.places) == ["kaldar"]
    assert said(timeline) == [
        "events.yaml:1:30: error: `within` takes one place, not the chain `Balkh < Afghanistan`. "
        "Write `within: Balkh`, and declare `Balkh` within `Afghanistan`. [within-chain]"
    ]


def test_a_declared_place_in_the_middle_of_a_chain_is_used(load_doc: Timeline) -> None:
    """
    locations:
      north: {name: Kaldar, within: balkh}
      west: {name: Kaldar, within: herat}
      balkh: Balkh
      herat: Herat
    events:
      - {date: 2021, title: One, location: [Bridge < Kaldar < Herat, Kaldar < Balkh]}
    """
    assert "unused" not in {problem.code for problem in load_doc.problems}


def test_a_chain_chooses_between_places_of_one_name(load_doc: Timeline) -> None:
    """
    locations:
      balkh: Balkh
      balkh-district: {name: Balkh, within: balkh}
      bamyan: Bamyan
      balkh-bamyan: {name: Balkh, within: bamyan}
    events:
      - {date: 2021, title: One, location: Balkh < Bamyan}
      - {date: 2022, title: Two, location: Balkh}
      - {date: 2023, title: Three, location: balkh}
    """
    timeline = load_doc
    ids = [event.locations for event in timeline.events]
    assert ids == [("balkh-bamyan",), (), ("balkh",)]
    assert [(p.severity, p.code, p.line) for p in timeline.problems if p.code != "unused"] == [
        ("warning", "ambiguous-name", 3),
        ("warning", "ambiguous-name", 5),
        ("error", "ambiguous", 8),
    ]


def test_chains_cannot_nest_for_ever() -> None:
    chain = " < ".join(f"p{number}" for number in range(5000))
    found, timeline = event(f"location: {chain}", "events:\n")
    assert found.locations == ("p0",)
    assert len(timeline.places) == 20
    message = "This chain names 5000 places, the last of them left out"
    assert [p.message for p in timeline.problems if p.severity == "error"] == [message]


def test_chains_together_cannot_nest_for_ever() -> None:
    records = [f"  - {{date: 2021, title: {n}, location: p{n} < p{n + 1}}}\n" for n in range(30)]
    timeline = load_text("events:\n" + "".join(records))
    assert [p.line for p in timeline.problems if p.code == "too-deep"] == [21]
    assert timeline.places["p18"].within == "p19"
    assert timeline.places["p19"].within is None


# What can mean several

TWO_OF_EACH = """\
locations: {north: {name: Newtown}, south: {name: Newtown}, mill: {}}
actors: {x: {name: Foo, side: s1}, y: {name: Foo, side: s2}, ana: {}}
sources: {report: {}, old: {published: 2020}}
events:
"""


@pytest.mark.parametrize(
    "field",
    [
        "actors: Foo",
        "sources: foo",
        "sources: [report <- Foo, Foo <- ana]",
        "location: Newtown",
        "location: [mill < Newtown, gate < mill < Newtown]",
        "location: Newtown < Undeclared",
        "disputed_by: report <- Foo",
        "disputed_by: {sources: Foo, text: denies it}",
    ],
)
def test_an_ambiguous_name_is_left_out(field: str) -> None:
    found, timeline = event(field, TWO_OF_EACH)
    assert (found.actors, found.chains, found.locations, found.disputes) == ((), (), (), ())
    assert {p.code for p in timeline.problems if p.severity == "error"} == {"ambiguous"}


def test_what_stands_beside_an_ambiguous_name_is_kept() -> None:
    found, _ = event(
        """
        location: [Newtown, mill]
        actors: [Foo, ana]
        sources: [report <- Foo, report <- ana]
        disputed_by: [Foo, {sources: [foo, ana]}]
        figures: {killed: {of: foo, best: 3, including: {foo: 1}}}
        """,
        TWO_OF_EACH,
    )
    assert found.locations == ("mill",)
    assert [participant.actor for participant in found.actors] == ["ana"]
    assert [chain.parties for chain in found.chains] == [("report", "ana")]
    assert [c.parties for d in found.disputes for c in d.chains] == [("report", "ana")]
    (killed,) = found.figures
    assert (killed.of, killed.best, [part.of for part in killed.including]) == (None, 3, [None])


def test_a_claim_of_an_ambiguous_source_is_not_that_of_the_event() -> None:
    """The event's sources did not say it, nor did a dispute of it appear there."""
    found, _ = event(
        "sources: report\nclaims: [{text: It, sources: Foo, disputed_by: ana}]", TWO_OF_EACH
    )
    (claim,) = found.claims
    assert (claim.inherited, claim.chains) == (False, ())
    assert [chain.parties for chain in claim.disputes[0].chains] == [("ana",)]


def test_all_that_an_ambiguous_name_can_mean_is_used() -> None:
    head = TWO_OF_EACH.replace("old", "foo-2")
    fields = "location: mill < Newtown\nactors: Foo\nsources: report <- ana <- foo <- foo 2"
    _, timeline = event(fields, head)
    assert [p.message for p in timeline.problems if p.code == "unused"] == []


def test_a_problem_behind_a_chain_that_is_left_out_has_its_own_place() -> None:
    _, timeline = event("sources: [Foo, report, old]", TWO_OF_EACH)
    places = [(p.code, p.line, p.column) for p in timeline.problems if p.line == 7]
    assert places == [("ambiguous", 7, 15), ("reported-too-early", 7, 28)]


def test_an_ambiguous_parent_is_left_out(load_doc: Timeline) -> None:
    """
    locations: {north: {name: Newtown}, south: {name: Newtown}, mill: {within: Newtown}}
    actors: {x: {name: Foo, side: s1}, y: {name: Foo, side: s2}, ana: {part_of: Foo}}
    events:
      - {date: 2021, title: It, location: mill, actors: ana}
    """
    timeline = load_doc
    assert timeline.places["mill"].within is None
    assert (timeline.actors["ana"].part_of, timeline.actors["ana"].side) == (None, "")
    assert [(p.code, p.line, p.column) for p in timeline.problems] == [
        ("ambiguous-name", 1, 37),
        ("ambiguous", 1, 76),
        ("ambiguous-name", 2, 36),
        ("ambiguous", 2, 77),
    ]


# What cannot be meant


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("actors: report", "`report` is declared under `sources`, so it cannot act"),
        ("figures: {killed: {of: report, best: 2}}", "`report` is declared under `sources`"),
    ],
)
def test_a_source_does_not_act(field: str, message: str) -> None:
    found, timeline = event(field)
    assert found.actors == ()
    assert [p.message[: len(message)] for p in timeline.problems if p.code != "unused"] == [message]


def test_an_actor_that_is_a_source_too_is_reported_where_it_is_declared(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("sources: {un: UN}\n")
    (tmp_path / "b.yaml").write_text(
        "actors: {un: United Nations, mission: {part_of: un}}\n"
        "events:\n"
        "  - {date: 2021, title: It, actors: [un, mission], figures: {killed: {of: un, best: 1}}}\n"
    )
    timeline = load([tmp_path])
    assert [(p.code, p.line, p.column) for p in timeline.problems] == [("id-twice", 1, 10)]
    assert [participant.actor for participant in timeline.events[0].actors] == ["mission"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("locations: {a: {within: b}, b: {within: a}}", "circle: a → b → a"),
        ("actors: {a: {part_of: b}, b: {part_of: c}, c: {part_of: b}}", "circle: b → c → b"),
        ("locations: {a: {within: a}}", "`a` cannot contain itself"),
        ("actors: {x: X}\nsources: {x: Y}", "`x` is declared under `actors` too"),
        ("locations: {a/b: X}", "The id `a/b` has `/`, `<` or `,` in it"),
        ("actors: {a: {part_of: s}}\nsources: {s: S}", "`s` is declared under `sources`"),
    ],
)
def test_declarations_that_cannot_stand(head: str, expected: str) -> None:
    timeline = load_text(f"{head}\nevents: []\n")
    errors = [problem for problem in timeline.problems if problem.severity == "error"]
    assert [expected in problem.message for problem in errors] == [True]


def test_a_circle_is_cut_where_it_closes(load_doc: Timeline) -> None:
    """
    locations:
      a: {within: b}
      b:
        within: c
      c:
        within: a
    """
    timeline = load_doc
    assert {place.id: place.within for place in timeline.places.values()} == {
        "a": "b",
        "b": "c",
        "c": None,
    }
    assert [(p.line, p.column) for p in timeline.problems if p.code == "circle"] == [(6, 13)]


def test_trees_are_at_most_20_deep() -> None:
    lines = [f"  p{number}: {{within: p{number + 1}}}\n" for number in range(30)]
    timeline = load_text("locations:\n" + "".join(lines) + "  p30: P30\n")
    (problem,) = (p for p in timeline.problems if p.severity == "error")
    assert problem.code == "too-deep"
    assert problem.message.startswith("`p10` within `p11` goes deeper than 20 levels")


def test_an_undeclared_parent_is_implied(load_doc: Timeline) -> None:
    """
    locations: {kaldar: {within: Balkh}}
    actors: {ana: {part_of: Army}}
    events:
      - {date: 2021, title: It, location: Kaldar < Balkh, actors: [ana, army]}
    """
    timeline = load_doc
    assert timeline.places["kaldar"].within == "balkh"
    assert timeline.places["balkh"].implicit
    assert timeline.actors["ana"].part_of == "army"
    assert [p.message for p in timeline.problems] == [
        "`Balkh` is not declared under `locations` (1 event)",
        "`Army` is not declared under `actors` (1 event)",
    ]


# Names


@pytest.mark.parametrize(
    ("name", "close"),
    [
        ("taliban", ""),
        ("Talibann", "Taliban"),
        ("nad e aly", "Nad-e Ali"),
        ("UNHCR", ""),
        ("Unit 13", ""),
        ("", ""),
        ("x" * 5000, ""),
    ],
)
def test_nearest(name: str, close: str) -> None:
    assert Nearest(["Taliban", "Nad-e Ali", "UNAMA", "Unit 12"]).to(name) == close


def test_fresh_ids() -> None:
    fresh = FreshIds({"a"})
    fresh.take("b-2")
    assert [fresh.make(id) for id in ("a", "a", "b", "b", "a-2")] == [
        "a-2",
        "a-3",
        "b",
        "b-3",
        "a-2-2",
    ]
