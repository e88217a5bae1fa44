"""What a reference means, and what is said about one that means nothing or too much."""

from textwrap import dedent

from timeline_tui.core.loading import load, load_text
from timeline_tui.core.models import Event
from timeline_tui.core.names import Nearest
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
  unit-12: {name: Unit 12, part_of: Taliban, side: own}
sources:
  report: {name: News report, published: 2021-07-27}
  tweet: {name: A tweet, url: https://example.org/status/1}
events:
"""


def event(fields: str, head: str = HEAD) -> tuple[Event, Timeline]:
    """The event with these lines, which begin in line 3 of its record, and its timeline."""
    typed = "\n".join(f"    {line}" for line in dedent(fields).strip().splitlines())
    timeline = load_text(f"{head}  - date: 2021-07-26\n    title: It\n{typed}\n")
    return timeline.events[0], timeline


def said(timeline: Timeline) -> list[str]:
    """The problems, without the lint for what is not used."""
    return [str(problem) for problem in timeline.problems if problem.code != "unused"]


def places(timeline: Timeline) -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.column) for p in timeline.problems if p.code != "unused"]


def within(timeline: Timeline) -> dict[str, str | None]:
    return {place.id: place.within for place in timeline.places.values()}


def test_places():
    for reference, id in (
        ("kaldar", "kaldar"),
        ("KALDĀR", "kaldar"),
        ("balkh  town", "balkh-town"),
        ("Hairatan < Kaldar < Balkh", "hairatan"),
    ):
        found, timeline = event(f"location: {reference}")
        assert (found.locations, said(timeline)) == ((id,), [])
        assert not any(place.implicit for place in timeline.places.values())


def test_sides_are_inherited(load_doc):
    """
    actors: {a: {part_of: b}, b: {part_of: c, side: Own}, c: {side: theirs}, d: {part_of: c}, e: {}}
    locations: {c: {name: Nothing to do with that}}
    """
    sides = {actor.id: actor.side for actor in load_doc.actors.values()}
    assert sides == {"a": "Own", "b": "Own", "c": "theirs", "d": "theirs", "e": ""}


def test_undeclared_names_become_entries(load_doc):
    """
    events:
      - date: 2021-07-26
        title: First
        location: [Nad-e Ali, '!', '?', Cafe, Café]
        actors: [Police, {actor: police, role: target}]
        sources: Radio <- Police <- Villagers
      - {date: 2021-07-27, title: Second, location: nad_e_ali, sources: radio <- villagers}
    """
    assert list(load_doc.places) == ["nad-e-ali", "unnamed", "?", "cafe", "café"]
    assert list(load_doc.actors) == ["police"]
    assert [source.name for source in load_doc.sources.values()] == ["Radio", "Villagers"]
    assert load_doc.events[1].locations == ("nad-e-ali",)
    messages = [(p.line, p.column, p.message) for p in load_doc.problems if "not" in p.message]
    assert messages[0] == (4, 16, "`Nad-e Ali` is not declared under `locations` (2 events)")
    assert messages[5:] == [
        (5, 14, "`Police` is not declared under `actors` (1 event)"),
        (6, 14, "`Radio` is not declared under `sources` (2 events)"),
        (6, 14, "`Villagers` is not declared under `sources` (2 events)"),
    ]


def test_whoever_acts_anywhere_is_an_actor(load_doc):
    """
    sources: {report: Report}
    events:
      - {date: 2021, title: First, sources: report, claims: [{text: It, sources: police}]}
      - {date: 2022, title: Second, actors: Police}
    """
    assert (list(load_doc.actors), list(load_doc.sources)) == (["police"], ["report"])
    # So the claim's chain, of actors only, comes from the publication of the event's.
    assert load_doc.events[0].claims[0].chains[0].parties == ("report", "police")


def test_a_close_name_is_suggested():
    _, timeline = event("location: Haratan")
    problem = next(p for p in timeline.problems if p.code.startswith("undeclared"))
    assert (problem.severity, problem.hint) == ("warning", "Did you mean `hairatan`?")
    for name, close in (
        ("taliban", ""),
        ("nad e aly", "Nad-e Ali"),
        ("Tâlibān", "Taliban"),
        ("UNHCR", ""),
    ):
        assert Nearest(["Taliban", "Nad-e Ali", "UNAMA", "Unit 12"]).to(name) == close


def test_a_chain_adds_what_declarations_leave_open_and_contradicts_none():
    for chain, ids in (
        ("Port < Hairatan", {"port": "hairatan"}),
        ("Balkh < North < Afghanistan", {"balkh": "north", "north": "afghanistan"}),
        ("Balkh < Balkh", {"balkh-balkh": "balkh", "balkh": None}),
    ):
        found, timeline = event(f"location: {chain}")
        assert found.locations == (next(iter(ids)),)
        assert {id: within(timeline)[id] for id in ids} == ids
        assert {p.severity for p in timeline.problems if p.code != "unused"} <= {"note"}
    puts = (
        "error: `Kaldar < Takhar` puts `kaldar` within `takhar`, but it is declared within `balkh`."
    )
    makes = "warning: `Balkh < Kaldar` makes a second `Balkh` within the declared one."
    for chain, message in (("Kaldar < Takhar", puts), ("Balkh < Kaldar", makes)):
        found, timeline = event(f"location: {chain}")
        assert [one.startswith(f"events.yaml:16:15: {message}") for one in said(timeline)] == [True]
        assert within(timeline)["kaldar"] == "balkh"
        assert found.locations == ("kaldar",) or timeline.places[found.locations[0]].implicit


def test_a_chain_chooses_between_places_of_one_name(load_doc):
    """
    locations:
      balkh: Balkh
      balkh-district: {name: Balkh, within: balkh}
      bamyan: Bamyan
      balkh-bamyan: {name: Balkh, within: bamyan}
    events:
      - {date: 2021, title: One, location: Balkh < Bamyan}
      - {date: 2022, title: Two, location: Balkh}
      - {date: 2023, title: Three, location: [balkh, Bridge < Balkh < Bamyan]}
    """
    ids = [event.locations for event in load_doc.events]
    assert ids == [("balkh-bamyan",), (), ("balkh", "bridge")]
    assert within(load_doc)["bridge"] == "balkh-bamyan"
    assert [p[:2] for p in places(load_doc)] == [
        ("ambiguous-name", 3),
        ("ambiguous-name", 5),
        ("ambiguous", 8),
        ("undeclared", 9),
    ]


def test_chains_cannot_nest_for_ever():
    chain = " < ".join(f"p{number}" for number in range(5000))
    found, timeline = event(f"location: {chain}", "events:\n")
    assert (found.locations, len(timeline.places)) == (("p0",), 20)
    message = "This chain names 5000 places, the last of them left out"
    assert [p.message for p in timeline.problems if p.severity == "error"] == [message]
    records = [f"  - {{date: 2021, title: {n}, location: p{n} < p{n + 1}}}\n" for n in range(30)]
    timeline = load_text("events:\n" + "".join(records))
    assert [p.line for p in timeline.problems if p.code == "too-deep"] == [21]
    assert (within(timeline)["p18"], within(timeline)["p19"]) == ("p19", None)


TWO_OF_EACH = """\
locations: {north: {name: Newtown}, south: {name: Newtown}, mill: {}}
actors: {x: {name: Foo, side: s1}, y: {name: Foo, side: s2}, ana: {}}
sources: {report: {}, old: {published: 2020}}
events:
"""


def test_what_stands_beside_an_ambiguous_name_is_kept():
    found, timeline = event(
        """
        location: [Newtown, mill]
        actors: [Foo, ana]
        sources: [report <- Foo, report <- ana, old]
        disputed_by: [Foo, {sources: [foo, ana]}]
        figures: {killed: {of: foo, best: 3, including: {foo: 1}}}
        claims: [{text: It, sources: Foo, disputed_by: ana}]
        """,
        TWO_OF_EACH,
    )
    assert found.locations == ("mill",)
    assert [participant.actor for participant in found.actors] == ["ana"]
    assert [chain.parties for chain in found.chains] == [("report", "ana"), ("old",)]
    assert [c.parties for d in found.disputes for c in d.chains] == [("report", "ana")]
    (killed,) = found.figures
    assert (killed.of, killed.best, [part.of for part in killed.including]) == (None, 3, [None])
    (claim,) = found.claims  # the event's sources did not say it
    assert (claim.inherited, claim.chains) == (False, ())
    assert [chain.parties for chain in claim.disputes[0].chains] == [("ana",)]
    assert [p.message for p in timeline.problems if p.code == "unused"] == []
    assert ("reported-too-early", 9, 45) in places(timeline)


def test_a_source_does_not_act():
    for field in ("actors: report", "figures: {killed: {of: report, best: 2}}"):
        found, timeline = event(field)
        assert found.actors == ()
        assert "`report` is declared under `sources`, so it cannot act" in said(timeline)[0]


def test_an_actor_that_is_a_source_too_is_reported_where_it_is_declared(tmp_path):
    (tmp_path / "a.yaml").write_text("sources: {un: UN}\n")
    (tmp_path / "b.yaml").write_text(
        "actors: {un: United Nations, mission: {part_of: un}}\n"
        "events:\n"
        "  - {date: 2021, title: It, actors: [un, mission], figures: {killed: {of: un, best: 1}}}\n"
    )
    timeline = load([tmp_path])
    assert [(p.code, p.line, p.column) for p in timeline.problems] == [("id-twice", 1, 10)]
    assert [participant.actor for participant in timeline.events[0].actors] == ["mission"]


CANNOT_STAND = {
    "locations: {a: {within: b}, b: {within: a}}": "circle: a → b → a",
    "actors: {a: {part_of: b}, b: {part_of: c}, c: {part_of: b}}": "circle: b → c → b",
    "actors: {x: X}\nsources: {x: Y}": "`x` is declared under `actors` too",
    "actors: {a: {part_of: s}}\nsources: {s: S}": "so nothing can be part of it",
    "locations: {k: {within: a < b}}": "`within` takes one place, not the chain `a < b`",
    "locations: {" + ", ".join(f"p{n}: {{within: p{n + 1}}}" for n in range(30)) + "}": (
        "`p10` within `p11` goes deeper than 20 levels"
    ),
}


def test_declarations_that_cannot_stand():
    for head, expected in CANNOT_STAND.items():
        timeline = load_text(f"{head}\nevents: []\n")
        errors = [problem for problem in timeline.problems if problem.severity == "error"]
        assert [expected in problem.message for problem in errors] == [True]
