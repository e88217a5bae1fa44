"""The order of the chronology, from dates, times, constraints and file order alone."""

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import load_text
from timeline_tui.core.timeline import Timeline


def loaded(*records: str) -> Timeline:
    """The timeline of records such as `a 2021 after=b,c before=d`, the date perhaps left out."""
    lines = ["events:"]
    for record in records:
        id, *words = record.split()
        date = words.pop(0) if words and "=" not in words[0] else "unknown"
        fields = "".join(f", {name}: {value}" for name, value in map(_typed, words))
        lines.append(f"- {{id: {id}, title: {id}, date: '{date}'{fields}}}")
    return load_text("\n".join(lines))


def _typed(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    return name, value if name == "time" else f"[{value}]"


def order(*records: str) -> str:
    return " ".join(event.id for event in loaded(*records).events)


def messages(*records: str) -> list[str]:
    problems = loaded(*records).problems
    return [problem.message for problem in problems if problem.code.startswith("order-")]


PAIRS = [
    ("Y-12000", "-0043"),
    ("2021-07", "2021-07-01"),
    ("XXXX-05-01", "unknown"),
    ("[2021-07-01..2021-07-26]", "2021-07-02"),
    ("2021-07-26", "2021-07-26T00:00:00"),
    ("2021-07-26 time=morning", "2021-07-26T09:00:00"),
    ("2021-07-26T09:00:00", "2021-07-26 time=10:00"),
]


def test_what_comes_first():
    found = [(one, two, order(f"then {two}", f"first {one}")) for one, two in PAIRS]
    assert [(one, two) for one, two, order in found if order != "first then"] == []


ABC = "b 2021-02; a 2021-01; c 2021-03"
DAY = "2021-07-26"


# The records, and their order
ORDERED = f"""
a {DAY} after=c; b {DAY}; c {DAY}; d {DAY} before=b | c a d b
late {DAY} after=u; early {DAY}; u after=early | early u late
vague 2021-07 after=exact; exact 2021-07-10 | vague exact
u after=a before=c; {ABC} | a u b c
a 2021; u3 after=u1; u1 after=a; u2 after=a; v before=a; w before=v | w v a u1 u3 u2
a 2021; x after=a; y after=a before=x | a y x
b after=c; a; c; d 2021 | d a c b
u after=a; v after=c before=u; {ABC} | a b c v u
u; a2 2021-01-02 after=u; {ABC} | a u a2 b c
u after=a,q; q before=u; {ABC} | a q u b c
"""
"""Those of one date obey, also across an undated one; others stand as their dates say. An undated
one stands beside what it names, or among the undated; what others say of it is followed too."""


def test_constraints():
    for row in ORDERED.strip().splitlines():
        records, expected = row.split(" | ")
        assert order(*records.split("; ")) == expected
        assert messages(*records.split("; ")) == []


REFUSED = f"""
x after=y; y after=x; a 2021 | a x y | These events come after one another in a circle: x → y → x
a 2021 before=a | a | These events come after one another in a circle: a → a
a 2021-07-25 after=u; u after=v; v after=b; b {DAY} | a b v u | `a` (2021-07-25) cannot be shown behind `u`
j 2021-07-01; k 2021-07-31; u after=k before=j; v after=j before=k | j k u v | These events come after one another in a circle: j → u → k → v → j
a 2021-07-10; b 2021-07; u after=a before=b | b a u | `b` (2021-07) cannot be shown behind `u`
"""  # noqa: E501
"""In the last, the dates would allow it, but they put `b` ahead of `a`."""


def test_what_cannot_be_followed_is_said():
    for row in REFUSED.strip().splitlines():
        records, expected, said = row.split(" | ")
        assert order(*records.split("; ")) == expected
        assert messages(*records.split("; ")) == [said]


def test_what_the_dates_rule_out():
    for later, earlier, possible in (
        ("2021-07-25", "2021-07-26", False),
        ("2021-07-26T09:00:00", "2021-07-26T09:01:00", False),
        ("2021-07-26", "2021-07-26T09:00:00", True),
    ):
        timeline = loaded(f"later {later} after=earlier", f"earlier {earlier}")
        said = f"`later` ({later}) cannot come after `earlier` ({earlier})"
        assert [problem.message for problem in timeline.problems] == [said] * (not possible)


DATES = ["2021", "2021-07", DAY, f"{DAY}T09:00:00", f"/{DAY}", "unknown", "unknown", "unknown"]
IDS = [f"e{number}" for number in range(8)]


@st.composite
def records(draw: st.DrawFn) -> list[str]:
    """Records that name each other, in half of the cases without a circle."""
    circles = draw(st.booleans())
    found = []
    for number, id in enumerate(IDS):
        others = {"after": IDS if circles else IDS[:number], "before": IDS[number + 1 :]}
        record = f"{id} {draw(st.sampled_from(DATES))}"
        for field, ids in others.items():
            chosen = draw(st.lists(st.sampled_from(ids), max_size=2)) if ids else []
            record += f" {field}={','.join(chosen)}" if chosen else ""
        found.append(record)
    return draw(st.permutations(found))


@settings(max_examples=40)
@given(records())
def test_an_order_is_whole_and_follows_dates_and_what_it_does_not_report(typed):
    timeline = loaded(*typed)
    rows = timeline.row_of
    assert sorted(rows) == IDS
    days = [
        day for event in timeline.events if event.date and (day := event.date.sort_day) is not None
    ]
    assert days == sorted(days)
    if any(problem.code == "order-cycle" for problem in timeline.problems):
        return
    reported = {problem.line for problem in timeline.problems}
    lines = {id: timeline.records[row].line for id, row in rows.items()}
    for event in timeline.events:
        pairs = [(id, event.id) for id in event.after] + [(event.id, id) for id in event.before]
        for first, then in pairs if event.undated else []:
            assert rows[first] < rows[then] or {lines[first], lines[then]} & reported
