"""What a reload changed, by event id."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from timeline_tui.core.changes import Changes, compare
from timeline_tui.core.timeline import Event, Record, Timeline


def timeline(typed: str, file: str = "events.yaml") -> Timeline:
    """Events in file order, each as `id` or `id=title`."""
    pairs = [item.partition("=")[::2] for item in typed.split()]
    events = tuple(Event(id, title) for id, title in pairs)
    records = tuple(Record(file, line, "") for line in range(1, len(events) + 1))
    return Timeline("", ZoneInfo("UTC"), (file,), events, records, {}, {}, {})


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a b", "a b", "no changes"),
        ("a b", "b a", "no changes"),
        ("a", "a b c", "2 new"),
        ("a b c", "a", "2 gone"),
        ("a=x b", "a=y b", "1 changed"),
        ("a b=x c", "n m b=y a", "2 new, 1 changed, 1 gone"),
        ("", "", "no changes"),
    ],
)
def test_summary(old: str, new: str, shown: str) -> None:
    changes = compare(timeline(old), timeline(new))
    assert str(changes) == shown
    assert bool(changes) == (shown != "no changes")


def test_ids() -> None:
    changes = compare(timeline("a b=x c"), timeline("c b=y d e"))
    assert changes == Changes(frozenset({"d", "e"}), frozenset({"b"}), frozenset({"a"}))


@pytest.mark.parametrize(
    ("old", "new", "renamed"),
    [
        ("a x b", "a y b", {"x": "y"}),
        ("x b", "y b", {"x": "y"}),
        ("x", "y", {"x": "y"}),
        ("a x b", "a b y", {}),
        ("a x y b", "a v w b", {}),
    ],
)
def test_a_record_edited_in_place_keeps_its_place(
    old: str, new: str, renamed: dict[str, str]
) -> None:
    changes = compare(timeline(old), timeline(new))
    assert changes.renamed == renamed
    if renamed:
        assert (changes.new, changes.gone) == (frozenset(), frozenset())
        assert changes.changed == set(renamed.values())


def test_neighbours_count_inside_one_file_only() -> None:
    assert compare(timeline("a x b", "one.yaml"), timeline("a y b", "two.yaml")).renamed == {}
