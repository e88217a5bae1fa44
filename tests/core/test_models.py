"""Entries of a file: every short form, and what stands in them when all is right."""

from typing import Any

from timeline_tui.core.models import Actor, Claim, Entry, Event, Place, Source, check
from timeline_tui.core.reading.tree import parse


def read(text: str, model: type[Entry] = Event) -> Any:
    """The entry that a YAML text makes, which has nothing wrong with it."""
    tree = parse(text)
    entry, problems = check(model, tree.data)
    assert [*tree.problems, *problems] == []
    return entry


def event(lines: str) -> Any:
    """An event of two lines and these."""
    return read(f"- date: 2021-07-26\n  title: Kaldar retaken\n  {lines}")


def plain(value: Any) -> Any:
    """Chains as text, entries as their most telling field."""
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if hasattr(value, "parties"):
        return " <- ".join(value.parties)
    return value


def test_what_an_event_takes():
    for line, attribute, expected in [
        ("location: [a < b, c]", "locations", ["a < b", "c"]),
        ("sources: report <- a<-b", "chains", ["report <- a <- b"]),
        ("sources: [report, ~, x <- y]", "chains", ["report", "x <- y"]),
        ("sources: https://x.org/a?b->c <- a", "chains", ["https://x.org/a?b->c <- a"]),
        ("tags: border", "tags", ["border"]),
        ("tags: [a, ~, b]", "tags", ["a", "b"]),
        ("after: other", "after", ["other"]),
        ("links: {part-of: [a, b]}", "links", [["part-of", "a"], ["part-of", "b"]]),
        ("links: {part-of: ~, x-mine: b}", "links", [["x-mine", "b"]]),
        ("ids: {ucdp: 0245, x-y: ~}", "ids", [["ucdp", "0245"]]),
        ("status:", "status", "occurred"),
        ("id: 0123", "id", "0123"),
        ("x-ref: A-1", "extras", [["x-ref", "A-1"]]),
        ("x-a: {b: [c, ~], d: e}", "extras", [["x-a", "{b: [c, ~], d: e}"]]),
        ("x-a:", "extras", [["x-a", ""]]),
        ("x-nested: mine", "nested", []),
    ]:
        assert plain(getattr(event(line), attribute)) == expected


def test_a_place_an_actor_and_a_source_may_be_a_name_or_nothing():
    for model in (Place, Actor, Source):
        assert read("Balkh", model).name == "Balkh"
        assert read("", model) == read("{}", model) == model.make()
    place = read(
        "{name: H, aliases: I, within: k, country: af, lat: 37.22, lon: -0.5, ids: {g: 1, h: ~}}",
        Place,
    )
    assert (place.aliases, place.within, place.country) == (("I",), "k", "AF")
    assert (place.lat, place.lon, place.ids) == (37.22, -0.5, (("g", "1"),))
    assert read("{name: X}", Actor).kind == "unknown"
    assert read("{kind: unit, part_of: ana}", Actor).part_of == "ana"
    source = read("{published: 2021-07-27, reliability: f}", Source)
    assert (source.published.text, source.reliability) == ("2021-07-27", "F")


TYPED = '"one\\ttwo \\n  three\\n"'
LINE = "one two three"


def test_a_text_that_stands_on_one_line_is_read_on_one():
    for line, attribute, expected in [
        (f"type: {TYPED}", "type", LINE),
        (f"tags: [{TYPED}, a  b]", "tags", (LINE, "a  b")),
        ('location: "a\\tb < c\\nd"', "locations", ("a b < c d",)),
        (f"links: {{follows: [{TYPED}]}}", "links", (("follows", LINE),)),
        ("description: |\n    a\n    b", "description", "a\nb\n"),
        ("claims: |\n    a\n    b", "claims", (Claim.make(text="a\nb\n"),)),
    ]:
        assert getattr(event(line), attribute) == expected
