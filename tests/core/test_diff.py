"""Two versions compared: which event is which, what differs, and what is told of it."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.diff import Change, Changes, compare, differences
from timeline_tui.core.loading import load_text

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "sample_events.yaml").read_text(encoding="utf-8")
BASE = """\
title: A case
timezone: Asia/Kabul
locations: {valley: Valley, town: {name: Town, within: Valley}}
actors:
  army: {name: Army, side: government}
  general: {name: The general, part_of: army}
  mayor: {name: Mayor}
  rebels: {name: Rebels}
sources:
  report: {name: Report, published: 2021-07-27, publisher: Press House}
  blog: {name: Blog, published: 2021-07-28}
events:
  - date: 2021-07-01
    title: The road is cut
  - date: 2021-07-26
    title: Army takes the town
    type: battle
    location: town
    actors: [army, {actor: rebels, role: target}]
    sources: report <- general
    figures: {killed: 16}
    description: Seen from afar.
    tags: [siege]
    links: {follows: the road is cut}
    claims:
      - Ten men were wounded
      - {id: calm, text: The town stayed calm, figures: {fires: 1}}
    x-seen: by drone
  - id: silence
    date: 2021-07-28
    title: Nobody answers in the town
    sources: [blog <- mayor, blog]
  - date: unknown
    title: Talks are held
    after: silence
"""
TOWN, TYPE = "    title: Army takes the town\n", "    type: battle\n"


def edited(*edits: tuple[str, str]) -> str:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def changed(old: str, new: str) -> tuple[Change, ...]:
    return differences(load_text(old), load_text(new)).events


RENAMED = """
2020 One; 2021 Two; 2022 Three | 2020 One; 2021 Else; 2022 Three | 2021-two 2021-else
2020 A; 2021 Two; 2021 Six; 2022 B | 2020 A; 2021 Second; 2021 Sixth; 2022 B | 2021-two 2021-second 2021-six 2021-sixth
2020 A; 2021 Road cut; 2022 B | 2020 A; 2021 News; 2021 Road was cut; 2022 B | 2021-road-cut 2021-road-was-cut
2020 One; 2021 Two; 2022 C | 2023 One; 2022 C; 2021 Two | 2020-one 2023-one
2020 A; 2021 The road is cut; 2022 B | 2020 A; 2019 Elections; 2022 B |
"""  # noqa: E501
"""Titles edited in place, also below one that is new; another date, wherever it stands; nothing in
common."""


def test_a_record_that_was_edited_is_known_under_its_new_id():
    for row in RENAMED.strip().splitlines():
        *texts, ids = row.split("|")
        pairs = ([item.split(" ", 1) for item in text.strip().split("; ")] for text in texts)
        changes = compare(
            *(load_text("".join(f"- {{date: {d}, title: {t}}}\n" for d, t in p)) for p in pairs)
        )
        renamed = dict(zip(ids.split()[::2], ids.split()[1::2], strict=True))
        assert changes.renamed == renamed
        assert set(renamed.values()) <= changes.changed
        assert not (renamed and changes.gone)


EDITS = [  # the same text edited, and the fields that differ
    ("date: 2021-07-26\n", "date: 2021-07-26~\n", "date"),
    ("date: 2021-07-28\n", "date: 2021-07-28\n    time: 09:30\n", "time"),
    ("killed: 16", "killed: 18", "figures"),
    ("report <- general", "report <- army", "sources standing"),
    ("{follows: the road", "{related-to: the road", "links"),
    (TOWN, f"{TOWN}    retracted: 2021-08-01\n", "retracted standing"),
    (TYPE, f"{TYPE}    disputed_by: mayor\n", "disputed_by standing"),
    ("fires: 1", "fires: 2", "claims"),
    ("stayed calm,", "stayed calm, supported_by: mayor,", "claims standing"),
    # How it is typed makes no difference.
    ("sources: report <- general", "sources: Report <- The general", ""),
    ("{follows: the road is cut}", "{follows: 2021-07-01-the-road-is-cut}", ""),
]


def test_which_fields_an_edit_makes_differ():
    for old, new, names in EDITS:
        found = changed(BASE, edited((old, new)))
        assert [name for change in found for name in change.fields] == names.split(), new
        if not names:
            assert compare(load_text(BASE), load_text(edited((old, new)))) == Changes()


def test_references_to_what_got_another_id_are_no_difference():
    new = edited(
        ("title: The road is cut", "title: The road is closed"),
        ("{follows: the road is cut}", "{follows: the road is closed}"),
        ("  general: {", "  chief: {"),
        ("report <- general", "report <- chief"),
        (" town: {", " old-town: {"),
        ("    location: town\n", "    location: old-town\n"),
    )
    found = differences(load_text(BASE), load_text(new))
    assert [change.shown.title for change in found.events] == ["The road is closed"]
    renamed = [(one.section, *names) for one in found.entries for names in one.fields.items()]
    assert renamed == [
        ("locations", "id", ("town", "old-town")),
        ("actors", "id", ("general", "chief")),
    ]


def test_the_order_is_that_of_the_chronology_and_a_query_chooses_among_them():
    old, new = (
        load_text("".join(f"- {{date: 20{n:02}, title: {title} {n}}}\n" for n in years))
        for title, years in (("Gone", (5, 1, 3)), ("New thing", (4, 2, 6)))
    )
    found = differences(old, new)
    assert [one.shown.title[-1] for one in found.events] == [*"123456"]
    assert [one.kind for one in found.events] == ["gone", "new"] * 3
    [change] = found.among((), ["2002-new-thing-2"]).events
    assert (change.kind, change.old) == ("new", None)
    assert not found.among(["2002-new-thing-2"], ())


def test_an_event_whose_standing_the_head_changes_is_told():
    base = BASE.replace("blog <- mayor, blog]", "blog <- mayor, report <- rebels]")
    new = base.replace("{name: Mayor}", "{name: Mayor, part_of: rebels}")
    found = differences(load_text(base), load_text(new))
    [change] = found.events
    assert (change.shown.id, change.kind) == ("silence", "changed")
    assert [*change.fields] == ["standing"]
    assert [one.kind for one in change.fields["standing"]] == ["corroborated", "single-origin"]
    [entry] = found.entries
    assert (entry.section, entry.fields) == ("actors", {"part_of": (None, "rebels")})


def test_what_another_event_contests_is_told_at_both_and_when_it_is_settled():
    new = edited(("{follows: the road is cut}", "{contradicts: the road is cut}"))
    cut, taken = "The road is cut", "Army takes the town"
    for pair, was, now in (((BASE, new), 0, 1), ((new, BASE), 1, 0)):
        told = {change.shown.title: change.fields for change in changed(*pair)}
        assert {title: [*fields] for title, fields in told.items()} == {
            cut: ["standing"],
            taken: ["links", "standing"],
        }
        assert [len(one.contested_by) for one in told[cut]["standing"]] == [was, now]


def test_title_and_zone_and_keys_of_one_s_own():
    new = edited(("title: A case", "title: Another"), ("Asia/Kabul", "Europe/Paris"))
    found = differences(load_text(f"x-case: 17\n{BASE}"), load_text(f"x-case: 18\n{new}"))
    assert found.head == {
        "title": ("A case", "Another"),
        "timezone": ("Asia/Kabul", "Europe/Paris"),
        "extras": ((("x-case", "17"),), (("x-case", "18"),)),
    }
    assert found and not found.events and not found.entries


@settings(max_examples=20)
@given(st.data(), st.sampled_from([BASE, SAMPLE]))
def test_every_event_is_told_once_and_ids_add_up(data, text):
    """Some lines are left out, or otherwise worded."""
    lines = text.splitlines(keepends=True)
    numbers = st.sets(st.sampled_from(range(len(lines))), max_size=6)
    for number in data.draw(numbers):
        lines[number] = data.draw(st.sampled_from(["", lines[number].replace("a", "o", 1)]))
    old, new = load_text(text), load_text("".join(lines))
    found, changes = differences(old, new), compare(old, new)
    assert not differences(new, new) and not compare(new, new)
    kept = {changes.renamed.get(id, id) for id in old.row_of} - changes.gone
    assert kept | changes.new == set(new.row_of)
    assert not changes.new & kept
    assert len(set(changes.renamed.values())) == len(changes.renamed)
    told = [change.shown.id for change in found.events if change.new]
    assert len(told) == len(set(told))
    assert changes.new | changes.changed <= set(told)
    for change in found.events:
        assert change.kind != "changed" or change.fields
        for claim in change.claims:
            assert claim.old is None or claim.new is None or claim.fields
