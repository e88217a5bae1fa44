"""Under which month, year or decade an event stands."""

from export_files import dated, viewed

from timeline_tui.core.dates.calendar import ordinal
from timeline_tui.core.views.headers import Day, Month

HEADERS = (
    ("2021-07-26", (2021, 7), (2021, 7, 26)),
    ("2021-07-26~", (2021, 7), (2021, 7, 26)),
    ("2021-07", (2021, 7), None),
    ("2021", (2021, None), None),
    ("2021-XX-03", (2021, 1), None),
    ("2021-22", (2021, 6), None),
    ("2021-07-24/2021-07-27", (2021, 7), (2021, 7, 24)),
    ("2021-05/..", (2021, 5), None),
    ("/2021-08-31", (2021, 8), None),
    ("[2021-07-24..2021-07-27]", (2021, 7), None),
    ("-0043-03-15", (-43, 3), (-43, 3, 15)),
    ("unknown", (None, None), None),
)


def test_the_header_of_a_date_makes_nothing_up():
    for written, month, day in HEADERS:
        shown = viewed("", dated(written))
        assert shown.months == (Month(*month, 0),), written
        assert shown.days == (Day(ordinal(*day) if day else None, 0),), written


YEARS = [(1840, None, 1), (1841, None, 1)]
RUNS = (
    ("2021-01-02 2021-XX-03 2021-01-03", [(2021, 1, 1)]),
    ("2021-01-01/2023 2021 2021-01-02", [(2021, 1, 1)]),
    ("18XX 184X 1840 1841", [(1800, None, 100), (1840, None, 10), *YEARS]),
    ("1840/1860 184X 1840/1849 1841", YEARS),
    ("184X-05 1840-05-03", [(1840, None, 10), (1840, 5, 1)]),
    ("1XXX-05-01 1X5X 1200", [(1000, None, 1000), (1200, None, 1)]),
    ("-1XXX-05-01 -004X-05 -0043", [(-1999, None, 1000), (-49, None, 10), (-43, None, 1)]),
    ("2021-05-01 XXXX XXXX-05 XXXX-05-01", [(2021, 5, 1), (None, None, 0)]),
)


def test_no_header_is_split_by_a_wider_one():
    for dates, expected in RUNS:
        found = viewed("", dated(*dates.split())).months
        assert [(month.year, month.month, month.years) for month in found] == expected, dates


def test_an_undated_event_stands_under_the_header_of_its_anchor(load_doc):
    """
    events:
      - {id: ahead, title: A, date: unknown, before: first}
      - {id: first, title: B, date: 2021-07-26}
      - {id: further, title: D, date: unknown, after: first}
      - {id: last, title: E, date: 2021-08-01}
      - {id: lost, title: F, date: unknown}
      - {id: beside, title: G, date: unknown, after: lost}
    """
    assert viewed("", load_doc).months == (
        Month(2021, 7, 0),
        Month(2021, 8, 3),
        Month(None, None, 4),
    )
