"""How much there is in each cell of an axis."""

from export_files import dated, viewed

from timeline_tui.core.dates import understand
from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.dates.values import DAY
from timeline_tui.core.evidence.asof import reported
from timeline_tui.core.loading import load_text
from timeline_tui.core.views.density import Density, events_density, reports_density

REPORTS = """\
sources: {a: {published: 2021-07-02}, b: {published: 2021-07-05}, c: {published: 2021-09-01}}
events:
  - {id: one, date: 1912, title: One, sources: [a, c]}
  - {id: two, date: 2021-07-01, title: Two, sources: b, disputed_by: {sources: a}}
  - {id: later, date: 2021-07-01, title: Later, sources: c}
"""


def bars(found: Density | None, query: str, timeline: object) -> list[tuple[int, ...]]:
    """Of each cell that holds something, the cell and what its bar says."""
    assert found is not None
    said = enumerate(found.bars(viewed(query, timeline)))
    return [(cell, *map(int, bar)) for cell, bar in said if bar.total]


def test_an_event_counts_where_it_begins_and_one_without_a_beginning_where_it_ends():
    timeline = dated("2021-07-01/2021-07-04", "2021-07-02", "2021-07-02", "/2021-07-08", "unknown")
    found = events_density(timeline, 8)
    days = [found.axis.cell(ordinal(2021, 7, day) * DAY) for day in (1, 2, 8)]
    counts = zip(days, (1, 2, 1), strict=True)
    assert bars(found, "", timeline) == [(cell, count, count, 0) for cell, count in counts]
    shown = [(cell, one) for cell, _, one, _ in bars(found, '"event 1"', timeline)]
    assert shown == [(days[0], 0), (days[1], 1), (days[2], 0)]


def test_what_is_contested_among_few_or_half_of_many_marks_a_cell():
    for events, contested, marked in ((3, 1, True), (4, 1, False), (4, 2, True), (9, 0, False)):
        doubt = ", disputed_by: {sources: x}"
        records = [f"- {{date: 2021, title: E{doubt * (n < contested)}}}\n" for n in range(events)]
        timeline = load_text("events:\n" + "".join(records))
        assert bars(events_density(timeline, 9), "", timeline) == [(0, events, events, marked)]


def test_reports_lie_on_an_axis_that_ends_with_the_day():
    timeline = load_text(REPORTS)
    less = load_text(REPORTS.replace("[a, c]", "a").partition("  - {id: later")[0])
    for day, cells in (("2021-07-01", None), ("2021-07-02", [1]), ("2021-07-08", [2, 1])):
        drawn = []
        for one in (timeline, less):
            view = viewed(f"asof:{day}", one)
            found = reports_density(view, reported(one, understand(day)), 30)
            drawn.append(found and (found.axis.first, found.axis.last, *found.bars(view)))
            if found is not None:
                assert found.axis.last == understand(day).latest * DAY
                assert [bar.total for bar in found.bars(view) if bar.total] == cells
        assert drawn[0] == drawn[1]
        assert (drawn[0] is None) is (cells is None)
