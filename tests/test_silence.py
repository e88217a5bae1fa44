"""As of a day, what was said later leaves no trace in anything that is shown (FORMAT section 5).

Each file is read twice: as it is, and with one more claim, dispute, source, place, actor and event
that became known only after the day and hold words that stand nowhere else. The additions stand
first in their lists, where they would shift whatever is numbered or counted.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
from command_line import FRANKLIN, SAMPLE
from export_files import text_of as file_text
from export_files import viewed

from timeline_tui.cli import main
from timeline_tui.core.citation import addresses, citation
from timeline_tui.core.dates import understand
from timeline_tui.core.diff import differences
from timeline_tui.core.evidence.asof import as_of, day_summary, news, report_days, reported
from timeline_tui.core.evidence.disputes import disputes, matters
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.loading import Given, load
from timeline_tui.core.models import Event, FacetKind
from timeline_tui.core.query import FIELDS
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.complete import complete
from timeline_tui.core.views.density import Density, events_density, reports_density
from timeline_tui.core.views.facets import TERMS
from timeline_tui.core.views.view import View
from timeline_tui.export import FORMATS, write
from timeline_tui.words.dates import iso, long
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.status import day_line, empty_line, facts_line
from timeline_tui.words.story import about_lines, event_lines, timeline_lines

UNIQUE = re.compile(r"zyx\w*", re.IGNORECASE)
"""Every word that the additions bring begins so, and no word of the files does."""


class Case(NamedTuple):
    """A file, a day, a later one, and what of the file the additions speak of (ids)."""

    file: Path
    day: str
    later: str
    claim: str
    event: str
    place: str
    actor: str
    source: str
    word: str


CASES = [
    Case(
        *(SAMPLE, "2021-07-27", "2021-08-15", "shot-down", "kaldar-retaken", "balkh", "ansf"),
        *("report", "kaldar"),
    ),
    Case(
        *(FRANKLIN, "1854-10-23", "2031-02-03", "headboards", "departure", "king-william-island"),
        *("expedition", "sailing-orders", "Erebus"),
    ),
]


def with_additions(case: Case, text: str) -> str:
    """The file's text with what became known later, in front of all else of its kind."""
    claims = f"    claims:\n      - id: {case.claim}\n"
    # By the beginning of a name, as the whole name of something, what a query finds would change.
    source, actor, place = (f"[Zyx{id}, {id[:3]}]" for id in (case.source, case.actor, case.place))
    additions = {
        "\nsources:\n": f"""\
  zyx-source:
    {{name: Zyxpaper, aliases: {source}, published: {case.later}, publisher: Zyxpress,
     type: zyxtype, url: "https://zyx.example/zyxpage", note: Zyxnote}}
""",
        "\nactors:\n": f"""\
  zyx-actor: {{name: Zyxmen, aliases: {actor}, part_of: {case.actor}, position: Zyxchief}}
""",
        "\nlocations:\n": f"""\
  zyx-place: {{name: Zyxtown, aliases: {place}, within: {case.place}}}
""",
        "\nevents:\n": f"""\
  - id: zyx-event
    date: {case.day[:4]}
    date_text: zyxweek
    title: Zyxmen enter Zyxtown
    type: zyxtype
    location: zyx-place
    actors: [{{actor: zyx-actor, role: zyxrole}}, {case.actor}]
    sources: [zyx-source <- zyx-actor, zyx-source <- {case.source}]
    figures: {{zyxed: 7}}
    tags: [zyxtag]
    links: {{contradicts: {case.event}, response-to: {case.event}}}
""",
        claims.splitlines(keepends=True)[0]: f"""\
      - text: Zyxmen were there
        id: zyx-claim
        sources: zyx-source <- zyx-actor
        quote: zyxquote
        when: {case.day}
        where: [Zyxhamlet < {case.place}, zyx-place]
        x-zyx: zyxvalue
        figures: {{zyxed: {{of: zyx-actor, best: 9}}, killed: 12}}
        contradicts: {case.claim}
        disputed_by: {{sources: zyx-actor, date: {case.later}, text: zyxdenial}}
        supported_by: zyx-source <- {case.actor}
      - text: The same was said again, zyxwise
        date: {case.later}
        supersedes: {case.claim}
        note: zyxnote of a claim
""",
        f"\n  - id: {case.event}\n": f"""\
    disputed_by: {{sources: {case.source}, date: {case.later}, text: zyxdenial}}
    retracted: {case.later}
""",
        claims: f"""\
        disputed_by:
          - {{sources: {case.source} <- {case.actor}, date: {case.later}, text: zyxdenial}}
          - sources: zyx-source
          - {{sources: {case.source} (zyxplace), date: {case.later}}}
        supported_by:
          - zyx-source <- zyx-actor
          - {case.source} ({case.later}, zyxplace) <- {case.actor}
          - {{source: {case.source}, date: {case.later}, at: zyxplace, quote: zyxquote,
             url: "https://zyx.example/cited", note: zyxnote, from: zyx-actor}}
        contradicts: zyx-claim
        retracted: {case.later}
""",
    }
    for place, addition in sorted(additions.items(), key=lambda item: -len(item[0])):
        at = text.index(claims) if place in claims else text.index(place)
        text = text[: at + len(place)] + addition + text[at + len(place) :]
    return text


def events(view: View) -> list[Event]:
    return [view.event(position) for position in range(view.shown)]


def panes(view: View) -> list[object]:
    """With what is found in them, without the line that the editor opens: it moves."""
    lines = [one for event in events(view) for one in event_lines(view, event, UNICODE)]
    return [(at, line, to if to and to.kind != "file" else None) for at, line, to, _ in lines]


def pages(view: View) -> list[str]:
    named = [(kind, one.id) for kind in get_args(FacetKind) for one in view.facet(kind)]
    told = [one for kind, id in named for one in about_lines(view, kind, id, UNICODE)]
    return [text_of(one.line) for one in (*told, *timeline_lines(view, UNICODE))]


PARTS = ("1", "2", "1845", "1854-", "2021", "2021-0", "2021-08", "2021-08-", "2031", "2031-02-")


def completions(view: View) -> list[object]:
    dated = (f"{name}:{part}" for name in ("date", "reported", "asof") for part in PARTS)
    named = (f"{name}:" for name in FIELDS)
    lines = ("", "z", "zyx", "actor:@", "actor:zyx", "x-zyx:", *named, *dated)
    return [(line, complete(line, len(line), view)) for line in lines]


def contested(view: View) -> list[str]:
    blocks = disputes(view.timeline, view.rows)
    items = (dispute_item(view.timeline, block, UNICODE, 80) for block in matters(blocks))
    return [text_of(line) for item in items for line in item]


def evidence(view: View) -> list[object]:
    timeline, found = view.timeline, []
    for event in timeline.events:
        one = standing(timeline, event)
        told = event.id, one.kind, len(one.counted), sentence(one, timeline, long)
        found += [told, citation(timeline, event, long), addresses(timeline, event)]
    return found


def exported(format: str) -> Callable[[View], object]:
    def output(view: View) -> object:
        written = write(format, view)
        return file_text(written), written.left_out

    return output


def rows(view: View) -> object:
    shown = [(event.id, view.date(position)) for position, event in enumerate(events(view))]
    panes = [view.facet(kind) for kind in TERMS]
    return shown, view.months, view.days, panes


def status(view: View) -> object:
    strip = drawn(view, events_density(view.timeline, 60))
    return strip, text_of(facts_line(view, view.timeline.problems)), text_of(empty_line(view))


def drawn(view: View, found: Density | None) -> object:
    return found and (found.axis.starts, found.bars(view))


OUTPUTS = (
    *(rows, status, completions, panes, pages, contested, evidence),
    *map(exported, FORMATS),
)
COMMANDS = [
    *(["list", "--format", format] for format in ("text", "json")),
    *([name, "--format", "text"] for name in ("stats", "disputes", "sources")),
    ["disputes", "--format", "json"],
]


def queries(case: Case) -> tuple[str, ...]:
    parts = f"by:{case.actor[:3]}", f"location:{case.place[:3]}", f"source:{case.source[:3]}"
    found = case.word, "/zyx/", "-zyx", "actor:zyx", "zyxed>=1"
    return ("", *parts, *found, "is:disputed", "link:contradicts", "sort:reported", "killed>=1")


class Pair(NamedTuple):
    """The timeline of a case without and with the additions, and the text of both files."""

    case: Case
    texts: tuple[str, str]
    timelines: tuple[Timeline, Timeline]


@pytest.fixture(scope="module", params=CASES, ids=["sample", "franklin"])
def pair(request):
    case: Case = request.param
    whole = case.file.read_text(encoding="utf-8")
    texts = whole, with_additions(case, whole)
    one, other = (load([Given("case.yaml", text.encode())]) for text in texts)
    return Pair(case, texts, (one, other))


def test_the_additions_are_read_without_a_problem_and_are_new(pair):
    before, after = pair.timelines
    severe = [problem for problem in after.problems if problem.severity != "note"]
    assert len(severe) == len([one for one in before.problems if one.severity != "note"])
    assert not UNIQUE.search(pair.texts[0])
    assert len(after.events) == len(before.events) + 1
    assert differences(before, after)
    known = [as_of(timeline, understand(pair.case.day)) for timeline in pair.timelines]
    assert not differences(known[0].timeline, known[1].timeline)
    assert known[0].hidden_undated == known[1].hidden_undated


def test_as_of_a_day_no_output_tells_of_what_was_said_later(pair):
    for output in OUTPUTS:
        before, after = (output(viewed("", one)) for one in pair.timelines)
        assert before != after, f"{output} would prove nothing"
    for number, query in enumerate(queries(pair.case)):
        views = [viewed(f"asof:{pair.case.day} {query}", one) for one in pair.timelines]
        for output in OUTPUTS if number < 2 else (rows, status):
            before, after = map(output, views)
            assert after == before, (output, query)


def test_as_of_a_day_no_command_tells_of_what_was_said_later(pair, tmp_path, capsys):
    file, case = tmp_path / "case.yaml", pair.case
    asked = [*COMMANDS, *(["show", id] for id in (case.event, "zyx-event", "zy"))]
    told: list[list[object]] = []
    for text in pair.texts:
        file.write_text(text, encoding="utf-8")
        told.append([])
        for words in asked:
            code = main([*words, str(file), "--as-of", case.day])
            told[-1].append((words, code, capsys.readouterr()))
    assert told[0] == told[1]
    assert main(["list", str(file)]) == 0
    assert UNIQUE.search(capsys.readouterr().out)


def test_the_days_up_to_a_day_tell_the_same(pair):
    before, after = pair.timelines
    last = understand(pair.case.day).latest
    days = [day for day in report_days(before) if day <= last]
    assert [day for day in report_days(after) if day <= last] == days
    for day in days:
        told = [text_of(day_line(day, day_summary(timeline, day))) for timeline in pair.timelines]
        assert told[0] == told[1], iso(day)
        seen = []
        for timeline in pair.timelines:
            view, on = viewed(f"asof:{iso(day)}", timeline), understand(iso(day))
            strip = drawn(view, reports_density(view, reported(timeline, on), 60))
            seen.append((strip, news(timeline, on)))
        assert seen[0] == seen[1], iso(day)
