"""How many events lie in each part of a strip of time."""

import pytest
from export_files import dated, viewed

from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.views.density import Density, density, first_row, folded, shared
from timeline_tui.core.views.view import View


def july(first: int, last: int, shown: View, bins: int) -> Density:
    return density(shown, shared([(ordinal(2021, 7, first), ordinal(2021, 7, last))], bins))


def test_days_are_counted_and_spans_spread():
    timeline = dated("2021-07-01/2021-07-04", "2021-07-02", "2021-07-02", "2021-07-08", "unknown")
    found = july(1, 8, viewed("", timeline), 4)
    assert (found.start, found.end) == (ordinal(2021, 7, 1), ordinal(2021, 7, 8))
    assert found.total == found.shown == (2.5, 0.5, 0, 1)
    assert july(1, 8, viewed('"event 0"', timeline), 4).shown == (0.5, 0.5, 0, 0)
    assert [found.days(bin) for bin in range(4)] == [
        (ordinal(2021, 7, day), ordinal(2021, 7, day + 1)) for day in (1, 3, 5, 7)
    ]
    with pytest.raises(IndexError):
        found.days(4)


def test_an_open_end_counts_where_the_other_one_is_and_a_short_bin_has_its_day():
    timeline = dated("2021-07-01", "2021-07-02/..", "/2021-07-04", "XXXX-07-02")
    assert july(1, 4, viewed("", timeline), 4).total == (1, 1, 0, 1)
    found = july(1, 2, viewed("", dated("2021-07-01", "2021-07-02", "2021-07-02")), 4)
    assert found.total == (0.5, 0.5, 1, 1)
    assert [found.days(bin)[0] - found.start for bin in range(4)] == [0, 0, 1, 1]


def test_a_long_gap_is_left_out():
    timeline = dated("1912-05-01", "2021-07-01", "2021-07-20", "2021-08-01/..")
    whole = ((ordinal(1912, 5, 1), ordinal(2021, 8, 1)),)
    assert folded(timeline, 11) == whole
    parts = folded(timeline, 60)
    assert parts == (
        (ordinal(1912, 5, 1), ordinal(1912, 5, 1)),
        (ordinal(2021, 7, 1), ordinal(2021, 8, 1)),
    )
    found = density(viewed("", timeline), shared(parts, 60))
    assert sum(found.total) == pytest.approx(4)
    assert found.bin(ordinal(1950, 1, 1)) == 0
    assert found.bin(ordinal(2021, 7, 1)) == 1
    assert [first_row(timeline, ordinal(year, 1, 1)) for year in (1900, 1950, 2022)] == [0, 1, 4]


def test_nothing_dated_has_no_strip():
    timeline = dated("unknown", "XXXX-05")
    assert folded(timeline, 10) == ()
    found = density(viewed("", timeline), ())
    assert (found.start, found.end, found.total) == (0, -1, ())
