"""What can mean only one thing is read so and told, and can be taken over (FORMAT section 8)."""

import re
from collections import Counter
from pathlib import Path

from timeline_tui.core.loading import Given, load, load_text
from timeline_tui.core.loading.load import mended
from timeline_tui.core.timeline import Timeline

SHAPES = Path(__file__).parents[1] / "shapes"

# A file of others' shape: events, those with a date, the title of the first, codes of problems
FILES = """
apostrophe    1 1 | The miller's boat is lost          | yaml-indent undeclared
at-sign       1 1 | @lowerford posts a picture of the flood | yaml-sign
cases         2 2 | School begins                      | other-key*5 undeclared
casualties    2 2 | The quarry slides                  | other-key
colon         2 2 | Council: the toll is doubled       | yaml-colon undeclared*2
comma-actors  1 1 | The weir is raised                 | list-in-text*3
comma-names   1 1 | The weir breaks                    | undeclared
comma-tags    2 2 | Frost                              | list-in-text
date-parts    2 2 | The lamps are lit                  | other-key
deaths        1 1 | Fever in the town                  | other-key
entries       2 2 | The first pile                     | other-key
from-to       2 2 | The long dispute                   | other-key*3
headlines     2 2 | Ferry runs aground                 | other-key*3
items         1 1 | Anna buys the mill                 | other-key*4
kinds         1 1 | The fair moves to June             | other-key*5 undeclared*2
links         1 1 | The archive opens                  | other-key
milestones    2 2 | Plan approved                      | other-key*3
one-line      2 2 | Drought                            | other-key*4
own-name      2 2 | The first that is written down     | other-key
quotes        2 2 | "No toll" is painted on the bridge | yaml-indent yaml-quote
sections      1 1 | The ford is paved                  | other-key*8
sheet         2 2 | The dam is full                    | other-key*4
slides        2 2 | The old bridge opens               | wrong-type other-key*4
start-date    2 2 | The exhibition                     | other-key
start-end     2 2 | The canal is dug                   | other-key*2
tabs          1 1 | The boat is found                  | yaml-tab
tight         2 2 | A new boat                         | yaml-colon yaml-key undeclared
timeline      2 2 | The inn is built                   | other-key
two-dates     1 1 | The railway comes                  | other-key*4
two-slips     1 1 | Verdict: an accident               | yaml-colon*2 undeclared
when-what     2 2 | The bridge is closed               | other-key*2
years         3 3 | The mill at Lower Ford is built    | other-key*2
"""
KINDS = ("other-key", "other-date", "list-in-text", "yaml-")


def codes(timeline: Timeline) -> str:
    counts = Counter(problem.code for problem in timeline.problems)
    return " ".join(code if n == 1 else f"{code}*{n}" for code, n in counts.items())


def test_files_of_others_open_dated_and_titled():
    rows = [[part.strip() for part in line.split("|")] for line in FILES.strip().splitlines()]
    assert [row[0].split()[0] for row in rows] == sorted(path.stem for path in SHAPES.glob("*"))
    for file, title, expected in rows:
        name, events, dated = file.split()
        timeline = load_text((SHAPES / f"{name}.yaml").read_text(encoding="utf-8"))
        found = [event for event in timeline.events if not event.undated]
        assert (len(timeline.events), len(found)) == (int(events), int(dated)), name
        assert timeline.events[0].title == title
        assert codes(timeline) == expected, name
        assert not any(event.broken for event in timeline.events)


def test_a_file_as_it_was_understood_says_the_same_without_these_problems():
    for path in SHAPES.glob("*.yaml"):
        [(_, before, after)] = mended([path])
        assert before == path.read_text(encoding="utf-8")
        first, second = load_text(before), load_text(after)
        assert first.events == second.events, path.stem
        for section in ("places", "actors", "sources"):
            assert getattr(first, section) == getattr(second, section)
        assert not [one for one in second.problems if one.code.startswith(KINDS)], path.stem
        remarks = [line.partition("   #")[2] for line in before.splitlines()]
        assert [one for one in remarks if one not in after] == []
        [(_, _, again)] = mended([Given("a", after.encode())])
        assert again == after


def test_what_cannot_be_read_stays_as_it_was() -> None:
    text = "sources:\n  s: {title: A}\n  t: B: C\n  u: {name: [}\nevents:\n- {date: 1843, a: [}\n"
    [(_, _, after)] = mended([Given("a", text.encode())])
    assert after == text.replace("title: A", "name: A").replace("B: C", '"B: C"')


# Lines of an event without date and title: fields that are read, and the codes of its problems
KEYS = {
    "when: 1943|year: 1944|title: A": "date=1943 title=A extras=x-year | other-key*2",
    "title: A|date: 1943|name: B": "date=1943 title=A extras=x-name | other-key",
    "date: 1943|summary: A|headline: B": "date=1943 title=B description=A | other-key*2",
    "title: A|time: 1943-02-01": "date=1943-02-01 title=A | other-key",
    "title: A|timestamp: 1627300000": (
        "date=2021-07-26T11:46:40Z title=A date_text=1627300000 | other-key other-date"
    ),
    "title: A|time: 7/8/2021 9:30": "title=A date_written=7/8/2021 9:30 | other-key bad-date",
    "title: A|date: 1943-02-01|time: 3 p.m.": "date=1943-02-01 title=A time=15:00 | other-date",
    "title: A|date: 1943-02-01|time: 9:30Z": "date=1943-02-01 title=A | bad-time",
    "title: A|start: 1914|end: 1918": "date=1914/1918 title=A | other-key",
    "title: A|start: 1914|end: present": (
        "date=1914/.. title=A date_text=1914 to present | other-key other-date"
    ),
    "start: 1918|end: 1914|title: A": "title=A date_written=1918/1914 | other-key bad-date",
    "title: A|start: 3/4/2021|end: 5/4/2021": (
        "title=A date_written=3/4/2021 to 5/4/2021 | other-key bad-date"
    ),
    "title: A|year: 1914|end_date: 1918": "date=1914/1918 title=A | other-key",
    "title: A|start: 1914|end: 1914": "date=1914 title=A | other-key",
    "title: A|start_date: {year: 1914, month: 8, day: 4, hour: 9}": (
        "date=1914-08-04T09:00:00 title=A | other-key"
    ),
    "title: A|date: {year: 1914, display_date: then}": (
        "date=1914 title=A date_text=then | other-key"
    ),
    "date: 1943|text: {headline: A, text: B}": "date=1943 title=A description=B | other-key",
    "date: 1943|title: A|links: https://a.org": "date=1943 title=A chains=1 | other-key",
    "date: 1943|title: A|dead: 3|killed: 4": "date=1943 title=A figures=1 | other-key unknown-key",
    # What is not read
    "when: 07/08/2021|title: A": "title=A date_written=07/08/2021 | other-key bad-date",
    "title: A|time: 0930": "title=A | missing bad-time",
    "title: A|date: 1943|from: Kabul|to: Herat": "date=1943 title=A | unknown-key*2",
    "title: A|date: 1943|url: behind the mill": "date=1943 title=A | unknown-key",
    "titel: A|date: 1943": "date=1943 title=titel: A | unknown-key",
    "title: A|date: {year: 1943, era: BC}": "title=A date_written={year: 1943, era: BC} | bad-date",
    "title: A|date: 1943|tags: [a, 'b, c']": "date=1943 title=A tags=2 | ",
}
FIELDS = ("title", "date_written", "description", "date_text", "tags", "figures", "chains")


def test_keys_of_others_in_both_directions():
    for lines, expected in KEYS.items():
        timeline = load_text("- " + lines.replace("|", "\n  "))
        [event] = timeline.events
        values = {field: getattr(event, field) for field in FIELDS}
        values["time"] = event.time.text if event.time else ""
        values["date"] = event.date.text if event.date else ""
        values["extras"] = ",".join(key for key, _ in event.extras)
        texts = {k: v if isinstance(v, str) else str(len(v)) for k, v in values.items() if v}
        fields, _, problems = expected.rpartition(" | ")
        parts = re.split(r" (?=[a-z_]+=)", fields)
        assert (sorted(f"{k}={v}" for k, v in texts.items()), codes(timeline)) == (
            *(sorted(parts), problems),
        ), lines


def test_hundreds_of_records_of_others_are_a_few_problems():
    lines = [f"- year: {1700 + n}\n  event: Event {n}\n" for n in range(274)]
    timeline = load_text("".join(lines))
    assert [event.title for event in timeline.events] == [f"Event {n}" for n in range(274)]
    assert [f"{one.line} {one.message}" for one in timeline.problems] == [
        "1 `year` is read as `date` (274 times)",
        "2 `event` is read as `title` (274 times)",
    ]


# The top of a file, the titles of its events, its entries, the codes of its problems
TOPS = [
    ("entries: [{date: 1, title: A}]", "A", "", "other-key"),
    ("entries:\n- a text\n- date: 1\n  title: A", "A a text", "", "other-key wrong-type"),
    ("title: T\nbattles:\n  - what: A\n    date: 1", "A", "", "other-key*2"),
    ('{"items": [{"date": "1", "title": "A"}], "title": "T"}', "A", "", "other-key"),
    ("places: {a: A}\nevents: [{date: 1, title: A, location: a}]", "A", "a", "other-key"),
    # Two lists, a list in place of a section, a mapping in place of a list
    ("source: [{id: a}]\nevents: [{date: 1, title: A, sources: a}]", "A", "a", "unknown-key"),
    ("events:\n- {date: 1, title: A, sources: a}\nsource:\n- id: a", "A", "a", "unknown-key"),
    ("sources:\n- id: a\n  title: B", "", "", "wrong-type"),
    ("events: [null]", "null", "", "empty-item"),
    ("events:\n- \n- {date: 1, title: A}", "A (empty)", "", "empty-item"),
]


def test_the_top_of_a_file_in_both_directions():
    for text, titles, entries, expected in TOPS:
        timeline = load_text(text.replace("date: 1", "date: 1843").replace('"1"', '"1843"'))
        found = [*timeline.places, *timeline.actors, *timeline.sources]
        assert " ".join(event.title for event in timeline.events) == titles, text
        assert (" ".join(found), codes(timeline)) == (entries, expected), text


HEAD = "actors: {a: A, b: B, c: 'C, D'}\nlocations: {p: P, q: Q}\nsources: {r: R}\nevents:\n"
LISTS = [
    ("actors: a, b", 2, "list-in-text"),
    ("sources: r (p. 3), a (2 May 2021)", 2, "list-in-text other-date"),
    ("sources: https://a.org/x,y", 1, ""),
    ("sources: r (p. 3), r (1843, f. 2)", 2, "list-in-text"),
    ("actors: a, e", 1, "undeclared"),
    ("actors: [b, 'a, b']", 2, "undeclared"),
    ("actors:\n  - a, b", 1, "undeclared"),
    ("sources: r <- a, b", 1, "undeclared"),
]


def test_lists_with_commas_in_both_directions():
    for line, count, expected in LISTS:
        timeline = load_text(f"{HEAD}- date: 1843\n  title: T\n  {line}\n")
        [event] = timeline.events
        assert count == len((*event.actors, *event.locations, *event.chains, *event.tags)), line
        problems = [one for one in timeline.problems if one.code != "unused"]
        assert [one.code for one in problems] == expected.split(), line
    [question] = load_text("- {date: 1843, title: T, actors: 'Berg, Anna'}").problems
    assert question.hint.startswith("Write `[Berg, Anna]` if these are several, or declare it as")


# A record that is no YAML: the title and the rest of the event that it is read as, if it is
SLIPS = {
    "- date: 1843|  title: A: B|  location: p": ("A: B", "1843", 1),
    "- title: 'A's B'|  date: 1843|  location: p": ("A's B", "1843", 1),
    '- date: 1843|  title: "A" or "B"|  location: p': ('"A" or "B"', "1843", 1),
    "- date: 1843|  title: A|    says: b c|  location: p": None,
    "- date: 1843|  title: A|    he says: b|    c|  location: p": ("A he says: b c", "1843", 1),
    "- title: A: B|    c|  date: 1843|  location: p|  note: C: D": ("A: B c", "1843", 1),
    "- date:1843|  title:A|  location:p": ("A", "1843", 1),
    "-\tdate: 1843|\ttitle: A|\tlocation: p": ("A", "1843", 1),
    "- date: 1843|\ttitle: A|  location: p": ("A", "1843", 1),
    "- date: 1843|   title: A|  location: p": ("A", "1843", 1),
    "- date: 1843|  title: A: B|  location: p|  note: C: D": ("A: B", "1843", 1),
    "- date: 1843|  title: A|  claims:|    - text: B|   location: p": None,
    "- date: 1843|  title: A|  tags: [a, , b]": None,
}


def test_slips_of_yaml_in_both_directions():
    for record, expected in SLIPS.items():
        timeline = load_text("locations: {p: P}\nevents:\n" + record.replace("|", "\n"))
        event = timeline.events[0]
        found = (event.title, event.date and event.date.text, len(event.locations))
        assert (None if event.broken else found) == expected, record
        problems = [one for one in timeline.problems if one.code.startswith("yaml-")]
        assert all("as it is read here" in p.hint or "Begin it" in p.hint for p in problems) or (
            expected is None
        )


def test_a_conflict_copy_in_a_folder_is_one_problem(tmp_path):
    text = "".join(f"- {{id: e{n}, date: 1843, title: T{n}}}\n" for n in range(50))
    names = ["events.yaml", "events (Ann's conflicted copy 2021-07-26).yaml"]
    names += ["events.sync-conflict-20210726-101010-ABCDEFG.yaml", "sub/more.yml", ".git/a.yaml"]
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text if number < 3 else "- {date: 1844, title: Last}\n")
    timeline = load([tmp_path])
    assert (len(timeline.events), timeline.events[-1].title) == (51, "Last")
    assert [Path(one.file).name for one in timeline.problems] == sorted(names[1:3])
    assert codes(timeline) == "conflict-copy*2"
    assert len(load([tmp_path / names[1]]).events) == 50
