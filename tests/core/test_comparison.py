"""Two versions compared: the kinds of difference, which event is which, nothing left unsaid."""

from __future__ import annotations

import random
from dataclasses import fields
from pathlib import Path

import pytest
from command_line import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.comparison import Comparison, EventChange, compare
from timeline_tui.core.loading import Given, load, load_text
from timeline_tui.core.timeline import Event, Timeline

SAMPLE = (ROOT / "sample_events.yaml").read_text(encoding="utf-8")
FRANKLIN = (ROOT / "docs" / "examples" / "franklin-expedition.yaml").read_text(encoding="utf-8")
BASE = """\
title: A case
timezone: Asia/Kabul
sources:
  report: {name: Report, published: 2021-07-27, publisher: Press House}
  blog: {name: Blog, published: 2021-07-28}
actors:
  army: {name: Army, side: government}
  general: {name: General, part_of: army}
  rebels: {name: Rebels}
  mayor: {name: Mayor}
locations:
  town: {name: Town, within: Valley}
events:
  - date: 2021-07-01
    title: The road is cut
  - date: 2021-07-26
    title: Army takes the town
    type: battle
    location: town
    actors: [army, {actor: rebels, role: target}]
    figures: {killed: 16}
    sources: report <- general
    description: It began before dawn.
    tags: [town]
    note: Seen from afar.
    x-seen: by drone
    claims:
      - {text: The bridge was blown up, sources: report <- rebels, date: 2021-07-26}
      - {text: Ten men were wounded, figures: {wounded: {of: army, best: 10}}}
      - {id: calm, text: The town stayed calm, quote: all quiet, credibility: 2}
    disputed_by: {sources: report <- rebels, text: they left by themselves}
  - id: silence
    date: 2021-07-27
    title: Nobody answers in the town
    sources: [report <- mayor, blog]
    links: {follows: the road is cut}
  - date: unknown
    title: The mayor speaks
    after: silence
"""


def changed(old: str, new: str) -> list[EventChange]:
    return list(compare(load_text(old).timeline, load_text(new).timeline).events)


def edited(*edits: tuple[str, str]) -> str:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# Kinds

TOWN = "    title: Army takes the town\n"
TOWN_SOURCES = "    sources: report <- general\n"

EDITS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    # what stands there, what stands there then, kinds, fields
    ("2021-07-26\n    title", "2021-07-25\n    title", ("moved",), ("id", "date")),
    ("2021-07-26\n    title", "2021-07-26~\n    title", ("other",), ("date",)),
    (TOWN, f"{TOWN}    time: night\n", ("moved",), ("time",)),
    ("Nobody answers in the town", "Nobody answers", ("retitled",), ("title",)),
    ("Army takes the town", "Army takes a town", ("retitled",), ("id", "title")),
    (TOWN_SOURCES, "    sources: report <- army\n", ("re-attributed", "standing"), ("sources",)),
    (
        TOWN_SOURCES,
        "    sources: [report <- general, report <- mayor]\n",
        ("re-attributed", "standing"),
        ("sources",),
    ),
    (", blog]", "]", ("re-attributed", "standing"), ("sources",)),
    ("report <- rebels, date", "blog <- rebels, date", ("re-attributed",), ("claims",)),
    (
        ", text: they left by themselves",
        ", text: they were not there",
        ("other",),
        ("disputed_by",),
    ),
    (
        "    disputed_by: {sources: report <- rebels, text: they left by themselves}\n",
        "",
        ("no-longer-contested", "standing"),
        ("disputed_by",),
    ),
    (
        "    links: {follows: the road is cut}\n",
        "    disputed_by: mayor\n    links: {follows: the road is cut}\n",
        ("contested", "standing"),
        ("disputed_by",),
    ),
    (
        "disputed_by: {sources: report <- rebels",
        "disputed_by: {sources: report <- mayor",
        ("contested", "no-longer-contested"),
        ("disputed_by",),
    ),
    (
        "{id: calm, text: The town stayed calm,",
        "{id: calm, text: The town stayed calm, disputed_by: mayor,",
        ("contested",),
        ("claims",),
    ),
    ("killed: 16", "killed: 18", ("figures",), ("figures",)),
    ("killed: 16", "killed: 16, missing: 2", ("figures",), ("figures",)),
    ("    figures: {killed: 16}\n", "", ("figures",), ("figures",)),
    ("best: 10", "best: 11", ("figures",), ("claims",)),
    ("of: army, best", "of: rebels, best", ("figures",), ("claims",)),
    ("Ten men were wounded", "Eleven men were wounded", ("claims",), ("claims",)),
    ("quote: all quiet", "quote: all very quiet", ("claims",), ("claims",)),
    (", credibility: 2", ", credibility: 3", ("other",), ("claims",)),
    ("    claims:\n", "    claims:\n      - Smoke was seen\n", ("claims",), ("claims",)),
    (
        "      - {id: calm, text: The town stayed calm, quote: all quiet, credibility: 2}\n",
        "",
        ("claims",),
        ("claims",),
    ),
    ("type: battle", "type: clash", ("other",), ("type",)),
    (TOWN, f"{TOWN}    status: planned\n", ("other",), ("status",)),
    (TOWN, f"{TOWN}    date_text: on Monday\n", ("other",), ("date_text",)),
    ("    location: town\n", "    location: [town, Village]\n", ("other",), ("locations",)),
    ("role: target", "role: victim", ("other",), ("actors",)),
    ("before dawn.", "after dawn.", ("other",), ("description",)),
    ("tags: [town]", "tags: [town, river]", ("other",), ("tags",)),
    ("note: Seen from afar.", "note: Seen from near.", ("other",), ("note",)),
    ("x-seen: by drone", "x-seen: by plane", ("other",), ("extras",)),
    ("{follows: the road", "{related-to: the road", ("other",), ("links",)),
    ("    after: silence\n", "    before: silence\n", ("other",), ("after", "before")),
    (TOWN, f"{TOWN}    retracted: 2021-08-01\n", ("standing", "other"), ("retracted",)),
)


@pytest.mark.parametrize(("old", "new", "kinds", "names"), EDITS)
def test_what_kind_of_difference_an_edit_is(
    old: str, new: str, kinds: tuple[str, ...], names: tuple[str, ...]
) -> None:
    [change] = changed(BASE, edited((old, new)))
    assert (change.kinds, change.fields) == (kinds, names)
    assert change.old is not None and change.new is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# \n", ""),
        ("  rebels: {name: Rebels}\n", "  rebels: {name: Rebels} # a comment\n"),
        ("    location: town\n", "    location: [Town]\n"),
        ("    type: battle\n    location: town\n", "    location: town\n    type: battle\n"),
        ("sources: report <- general", "sources: Report <- General"),
        ("{follows: the road is cut}", "{follows: 2021-07-01-the-road-is-cut}"),
    ],
)
def test_how_it_is_typed_makes_no_difference(old: str, new: str) -> None:
    text = edited((old, new)) if old in BASE else f"# A comment\n{BASE}\n"
    assert changed(BASE, text) == []


def test_every_field_of_an_event_is_compared() -> None:
    told = {name for *_, names in EDITS for name in names} | {"broken", "date"}
    names = {field.name for field in fields(Event)} - {"date_written"}
    # Those are `sources` and `disputed_by`; where a place lies is told of the place.
    assert names - told == {"chains", "disputes", "nested"}


def test_new_and_gone() -> None:
    [change] = changed(BASE, f"{BASE}  - {{date: 2022, title: All is over}}\n")
    assert (change.kinds, change.old) == (("new",), None)
    [change] = changed(f"{BASE}  - {{date: 2022, title: All is over}}\n", BASE)
    assert (change.kinds, change.new) == (("gone",), None)


def test_the_order_is_that_of_the_chronology() -> None:
    old = "".join(f"- {{date: 20{n:02}, title: Event {n} of old}}\n" for n in (5, 1, 3))
    new = "".join(f"- {{date: 20{n:02}, title: What came in {n}}}\n" for n in (4, 2, 6))
    titles = [
        change.event.title for change in changed(old, f"{new}- {{date: unknown, title: x}}\n")
    ]
    assert [title.split()[-1] for title in titles] == ["old", "2", "old", "4", "old", "6", "x"]


# Which is which


@pytest.mark.parametrize(
    ("edits", "title"),
    [
        ((("date: 2021-07-26\n", "date: 2021-08-26\n"),), "Army takes the town"),
        (((TOWN, "    title: The town falls\n"),), "The town falls"),
        (((TOWN, "    title: The town falls\n"), ("Ten men", "Eleven men")), "The town falls"),
        (((TOWN, "    id: taken\n" + TOWN),), "Army takes the town"),
        (
            (
                ("date: 2021-07-26\n", "date: 2021-07-25\n"),
                (TOWN, "    title: Army takes Town\n"),
            ),
            "Army takes Town",
        ),
        (
            (("The road is cut", "The road is closed"), (TOWN, "    title: Army in the town\n")),
            "Army in the town",
        ),
    ],
)
def test_an_event_is_known_again_under_another_id(
    edits: tuple[tuple[str, str], ...], title: str
) -> None:
    edits = tuple((old, new) for old, new in edits)
    text = BASE
    for old, new in edits:
        text = text.replace(old, new)
    found = {change.event.title: change for change in changed(BASE, text)}
    change = found[title]
    assert change.old is not None and change.new is not None
    assert change.old.title == "Army takes the town"
    assert "id" in change.fields
    assert all(other.old and other.new for other in found.values())


def test_what_has_nothing_in_common_is_another_event() -> None:
    new = BASE.replace(
        "  - date: 2021-07-01\n    title: The road is cut\n",
        "  - date: 2019-03-12\n    title: Elections take place\n",
    ).replace("    links: {follows: the road is cut}\n", "")
    kinds = {change.event.title: change.kinds for change in changed(BASE, new)}
    assert kinds["The road is cut"] == ("gone",)
    assert kinds["Elections take place"] == ("new",)


def test_references_to_what_got_another_id_are_no_difference() -> None:
    new = edited(
        ("title: The road is cut", "title: The road is closed"),
        ("{follows: the road is cut}", "{follows: the road is closed}"),
        ("  general: {", "  chief: {"),
        ("report <- general", "report <- chief"),
        ("  town: {", "  old-town: {"),
        ("    location: town\n", "    location: old-town\n"),
    )
    found = compare(load_text(BASE).timeline, load_text(new).timeline)
    assert [change.event.title for change in found.events] == ["The road is closed"]
    renamed = [(entry.old and entry.old.id, entry.new and entry.new.id) for entry in found.entries]
    assert renamed == [("town", "old-town"), ("general", "chief")]


def test_a_claim_that_is_numbered_is_known_by_its_words() -> None:
    new = edited(("    claims:\n", "    claims:\n      - Smoke was seen\n"))
    [change] = changed(BASE, new)
    [claim] = change.claims
    assert (claim.old, claim.new and claim.new.text) == (None, "Smoke was seen")


def test_files_are_compared_whatever_their_names() -> None:
    first, second = (
        SAMPLE.split("  # ── Fighting elsewhere")[0],
        "events:\n- {date: 2021, title: x}\n",
    )
    old = load([Given("a.yaml", first.encode()), Given("b.yaml", second.encode())]).timeline
    new = load([Given("c.yaml", first.encode()), Given("d.yaml", second.encode())]).timeline
    assert not compare(old, new)


# The head


@pytest.mark.parametrize(
    ("old", "new", "section", "id", "names"),
    [
        ("{name: Mayor}", "{name: Lord Mayor}", "actors", "mayor", ("name",)),
        ("{name: Mayor}", "{name: Mayor, side: x}", "actors", "mayor", ("side",)),
        ("side: government", "side: state", "actors", "army", ("side",)),
        ("publisher: Press House", "publisher: Other", "sources", "report", ("publisher",)),
        ("published: 2021-07-28", "published: 2021-07-29", "sources", "blog", ("published",)),
        ("within: Valley", "kind: x", "locations", "town", ("kind", "within")),
        ("{name: Town, ", "{name: Town, aliases: [T], ", "locations", "town", ("aliases",)),
    ],
)
def test_an_entry_that_differs(
    old: str, new: str, section: str, id: str, names: tuple[str, ...]
) -> None:
    found = compare(load_text(BASE).timeline, load_text(edited((old, new))).timeline)
    [entry] = found.entries
    assert (entry.section, entry.entry.id, entry.fields) == (section, id, names)
    assert found.events == ()


def test_entries_come_and_go() -> None:
    new = load_text(edited(("  mayor: {name: Mayor}\n", "  scout: {name: Scout}\n"))).timeline
    found = compare(load_text(BASE).timeline, new).entries
    assert [(e.old and e.old.id, e.new and e.new.id) for e in found] == [
        (None, "scout"),
        ("mayor", None),
    ]


def test_what_only_events_name_is_no_entry() -> None:
    new = load_text(edited(("role: target}]", "role: target}, Scouts]"))).timeline
    found = compare(load_text(BASE).timeline, new)
    assert [change.fields for change in found.events] == [("actors",)]
    assert found.entries == ()


def test_title_and_zone_of_the_file() -> None:
    new = edited(("title: A case", "title: Another case"), ("Asia/Kabul", "Europe/Paris"))
    found = compare(load_text(BASE).timeline, load_text(new).timeline)
    assert found == Comparison((), (), ("A case", "Another case"), ("Asia/Kabul", "Europe/Paris"))


def test_keys_of_one_s_own_at_the_top_of_the_file() -> None:
    old, new = (load_text(f"x-case: {case}\n{BASE}").timeline for case in ("17", "18"))
    found = compare(old, new)
    assert found == Comparison(extras=((("x-case", "17"),), (("x-case", "18"),)))
    assert found


@pytest.mark.parametrize(
    ("edit", "kinds"),
    [
        (("{name: Rebels}", "{name: Rebels, side: government}"), ["party-claim", "party-claim"]),
        (("  mayor: {name: Mayor}", "  mayor: {name: Mayor, part_of: army}"), None),
        (
            ("  blog: {name: Blog,", "  blog: {name: Blog, publisher: Press House,"),
            None,
        ),
    ],
)
def test_an_edit_of_the_head_alone(edit: tuple[str, str], kinds: list[str] | None) -> None:
    """Sides and publishers do not change who says what, but may change how it stands."""
    found = compare(load_text(BASE).timeline, load_text(edited(edit)).timeline)
    assert [change.kinds for change in found.events] == []
    assert found.entries


def test_an_event_whose_standing_the_head_changes_is_told() -> None:
    base = BASE.replace(", blog]", ", report <- rebels]")
    new = base.replace("{name: Mayor}", "{name: Mayor, part_of: rebels}")
    found = compare(load_text(base).timeline, load_text(new).timeline)
    [change] = found.events
    assert (change.event.id, change.kinds, change.fields) == ("silence", ("standing",), ())
    assert change.standings is not None
    assert [standing.kind for standing in change.standings] == ["corroborated", "single-origin"]


def test_what_another_event_contests_is_told_at_both() -> None:
    new = edited(("{follows: the road is cut}", "{contradicts: the road is cut}"))
    kinds = {change.event.title: change.kinds for change in changed(BASE, new)}
    assert kinds == {
        "The road is cut": ("contested", "standing"),
        "Nobody answers in the town": ("contested", "standing", "other"),
    }


# What cannot be read


def test_a_record_that_cannot_be_read_is_compared_as_text() -> None:
    old, new = (f"- date: 2021\n  title: '{word}\n  x\n" for word in ("One", "Two"))
    [change] = changed(f"{old}- {{date: 2020, title: y}}\n", f"{new}- {{date: 2020, title: y}}\n")
    assert change.old is not None and change.new is not None
    old, new = (f"- {{date: 2021, title: y, figures: {{killed: {word}}}}}\n" for word in ("a", "b"))
    [change] = changed(old, new)
    assert (change.kinds, change.fields) == (("other",), ("record",))
    [change] = changed(old, "- {date: 2021, title: y}\n")
    assert change.fields == ("record",)
    assert changed(old, f"# moved\n{old}") == []


# Properties


def _swapped(change: EventChange) -> tuple[object, ...]:
    other = {"new": "gone", "gone": "new", "contested": "no-longer-contested"}
    other |= {"no-longer-contested": "contested"}
    return (
        change.new and change.new.id,
        change.old and change.old.id,
        frozenset(change.fields),
        frozenset(other.get(kind, kind) for kind in change.kinds),
        frozenset((c.new and c.new.id, c.old and c.old.id, c.fields) for c in change.claims),
        (frozenset(change.settled), frozenset(change.contested)),
        change.standings and (change.standings[1].kind, change.standings[0].kind),
    )


def _as_is(change: EventChange) -> tuple[object, ...]:
    return (
        change.old and change.old.id,
        change.new and change.new.id,
        frozenset(change.fields),
        frozenset(change.kinds),
        frozenset((c.old and c.old.id, c.new and c.new.id, c.fields) for c in change.claims),
        (frozenset(change.contested), frozenset(change.settled)),
        change.standings and (change.standings[0].kind, change.standings[1].kind),
    )


TEXTS = {"base": BASE, "sample": SAMPLE}


def _hurt(text: str, random: random.Random) -> str:
    """The text with some of its lines left out, doubled, swapped or otherwise worded."""
    lines = text.splitlines()
    for _ in range(random.randrange(12)):
        at = random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[at])
            case 2:
                other = random.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at].replace("2021-07-2", "2021-06-1")
            case _:
                lines[at] = lines[at].replace("a", "o", 1)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("text", [BASE, SAMPLE, FRANKLIN], ids=["base", "sample", "franklin"])
def test_a_timeline_does_not_differ_from_itself(text: str) -> None:
    assert not compare(load_text(text).timeline, load_text(text).timeline)


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(list(TEXTS)))
def test_whatever_is_edited_the_other_way_round_it_is_the_mirror(
    random: random.Random, name: str
) -> None:
    text = TEXTS[name]
    old = load_text(_hurt(text, random)).timeline
    new = load_text(_hurt(text, random)).timeline
    there, back = compare(old, new), compare(new, old)
    assert {_as_is(change) for change in there.events} == {
        _swapped(change) for change in back.events
    }
    assert {(e.section, e.old, e.new) for e in there.entries} == {
        (e.section, e.new, e.old) for e in back.entries
    }
    assert not compare(old, old) and not compare(new, new)


def _known(timeline: Timeline) -> dict[str, Event]:
    return {event.id: event for event in timeline.events}


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(list(TEXTS)))
def test_every_event_that_is_another_value_is_told(random: random.Random, name: str) -> None:
    text = TEXTS[name]
    old, new = load_text(text).timeline, load_text(_hurt(text, random)).timeline
    found = compare(old, new)
    told = {event.id for change in found.events for event in (change.old, change.new) if event}
    before, after = _known(old), _known(new)
    assert before.keys() ^ after.keys() <= told
    silent = [
        id for id in before.keys() & after.keys() if before[id] != after[id] and id not in told
    ]
    # What is left is computed from elsewhere: report dates, the ids of claims and of other events.
    for id in silent:
        assert found, id
        assert before[id].title == after[id].title and before[id].date == after[id].date
        assert [c.text for c in before[id].claims] == [c.text for c in after[id].claims] or found


@settings(deadline=None)
@given(st.lists(st.sampled_from(range(len(EDITS))), unique=True, max_size=6))
def test_the_kinds_of_several_edits_add_up(which: list[int]) -> None:
    text, kinds = BASE, set[str]()
    for at in which:
        old, new, expected, _ = EDITS[at]
        if text.count(old) == 1:
            text = text.replace(old, new)
            kinds |= {kind for kind in expected if kind in ("moved", "retitled", "figures")}
    found = {kind for change in changed(BASE, text) for kind in change.kinds}
    assert kinds <= found


def test_paths_need_not_be_files(tmp_path: Path) -> None:
    file = tmp_path / "events.yaml"
    file.write_text(BASE, encoding="utf-8")
    assert not compare(load([file]).timeline, load_text(BASE, "HEAD:events.yaml").timeline)
