"""What reads well but is probably a slip."""

from timeline_tui.core.loading import load_text

REPORTS = """\
sources: {early: {published: 2021-07-20}, late: {published: 2021-07-27}, july: {published: 2021-07}}
actors: {ana: ANA}
events:
  - {date: 2021-07-19, title: Uses all, sources: [early, late, july], actors: ana}
"""


TOO_EARLY = {  # the column of the problem, if there is one
    "2021-07-21, title: It, sources: early": 44,
    "2021-07-21, title: It, sources: [late, early <- ana]": 51,
    "2021-08, title: It, sources: july": 41,
    "2021-07, title: It, sources: early": 0,
    "2021-07-21, title: It, sources: early, status: planned": 0,
    "2021-07-21, title: It, sources: early, claims: [One, Two]": 44,
    "2021-07-21, title: It, sources: late, claims: [{text: a, sources: early}]": 78,
    "2021-07-21, title: It, sources: late, claims: [{text: a, date: 2021}]": 0,
}


def test_a_report_before_its_event():
    for record, column in TOO_EARLY.items():
        timeline = load_text(f"{REPORTS}  - {{date: {record}}}\n")
        found = [(p.code, p.line, p.column) for p in timeline.problems]
        assert found == ([("reported-too-early", 5, column)] if column else [])


def test_what_is_missing_because_of_a_comment_is_told_with_it(load_doc):
    """
    events:
      - date: 2021
        title: #4 wins
      - title: Five loses #5
        location: #x
      - date: 2021
        title: # a note
    """
    assert [(p.severity, p.code, p.line) for p in load_doc.problems] == [
        ("error", "cut-off", 3),
        ("error", "missing", 4),
        ("warning", "cut-off", 4),
        ("warning", "cut-off", 5),
        ("error", "missing", 6),
    ]
    assert "so `title` is missing" in load_doc.problems[0].message


def test_the_same_event_twice():
    for second, same in [
        ("date: 2021-07-26, title: KALDÁR retaken, location: Kaldar", True),
        ("date: 2021-07-26, title: Kaldar retaken, location: kaldar, description: More", True),
        ("date: 2021-07-26, title: Kaldar retaken, location: balkh", False),
        ("date: 2021-07-26, title: Kaldar retaken", False),
        ("date: 2021-07-26, time: '09:00', title: Kaldar retaken, location: kaldar", False),
        ("date: 2021-07-26, title: Kaldar retaken, location: kaldar, actors: army", False),
        ("title: Kaldar retaken, location: kaldar", False),
        ("date: [", False),
    ]:
        head = "locations: {kaldar: Kaldar, balkh: Balkh}\nactors: {army: Army}\n"
        first = "- date: 2021-07-26\n  title: Kaldar retaken\n  location: kaldar"
        timeline = load_text(f"{head}events:\n{first}\n- {{{second}}}\n- {{{second}}}\n")
        found = [(p.line, p.message) for p in timeline.problems if p.code == "same-event"]
        message = "The event in line 4 has the same date and title"
        assert [one for one in found if "line 4" in one[1]] == (
            [(7, message), (8, message)] if same else []
        )


def test_what_is_declared_and_never_used(load_doc):
    """
    locations: {balkh: Balkh, kaldar: {within: balkh}, takhar: Takhar, herat: {}, ghor: {}}
    actors: {army: Army, ana: {part_of: army}, figure: {}, denier: {}, reader: Reader}
    sources: {report: Report, other: Other}
    events:
      - date: 2021
        title: It
        location: [kaldar, Kaldar < Herat, bridge < ghor]
        actors: ana
        figures: {killed: {of: figure, best: 2}}
        sources: report
        disputed_by: report <- denier
    """
    unused = [p for p in load_doc.problems if p.code == "unused"]
    assert [(p.severity, p.line, p.column, p.message) for p in unused] == [
        ("warning", 1, 52, "`takhar` is declared but never used"),
        ("warning", 2, 68, "`reader` is declared but never used"),
        ("warning", 3, 27, "`other` is declared but never used"),
    ]


def test_what_an_import_could_not_read(load_doc):
    """
    events:
      - {date: unknown, title: Two readings, date_text: 07/08/2021}
      - {date: unknown, title: One, date_text: March 2019, x-figures: dead, x-own: 1}
      - {date: unknown, title: None, date_text: a month ago}
      - {date: 2021, title: Known, date_text: March 2021}
    """
    found = [(p.severity, p.code, p.line, p.hint.split(" if ")[0]) for p in load_doc.problems]
    assert found == [
        ("note", "left-over", 2, "Write 2021-08-07"),
        ("note", "left-over", 3, "Write `date: 2019-03`"),
        ("note", "left-over", 3, "Write it as `figures: …`"),
    ]
