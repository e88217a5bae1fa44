"""As of a day, what was said later leaves no trace in anything that is shown (FORMAT section 5).

Each file is read twice: as it is, and with one more claim, dispute, source, place, actor and event
that became known only after the day and hold words that stand nowhere else. The additions stand
first in their lists, where they would shift whatever is numbered or counted.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline_tui.cli import main
from timeline_tui.core.citation import addresses, citation
from timeline_tui.core.dates import parse_date
from timeline_tui.core.diff import differences
from timeline_tui.core.evidence.asof import as_of, day_summary, report_days
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.loading import Given, load
from timeline_tui.core.query import FIELDS, parse
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.complete import complete
from timeline_tui.core.views.density import density, folded, shared
from timeline_tui.core.views.view import View, apply
from timeline_tui.export import FORMATS, write
from timeline_tui.words.dates import iso, long
from timeline_tui.words.disputes import dispute_item
from timeline_tui.words.signs import UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.status import day_line, empty_line, facts_line
from timeline_tui.words.story import about_lines, event_lines, timeline_lines

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_events.yaml"
FRANKLIN = ROOT / "docs" / "examples" / "franklin-expedition.yaml"

UNIQUE = re.compile(r"zyx\w*", re.IGNORECASE)
"""Every word that the additions bring begins so, and no word of the files does."""


@dataclass(frozen=True)
class Case:
    """A file, a day, a later one, and what of the file the additions speak of (ids)."""

    file: Path
    day: str
    later: str
    claim: str
    """The lines with which the claims of an event begin, the first one with an id."""
    event: str
    place: str
    actor: str
    source: str
    word: str

    def __str__(self) -> str:
        return f"{self.file.stem}-{self.day}"


def _sample(day: str) -> Case:
    claim = "    claims:\n      - id: shot-down\n"
    return Case(
        SAMPLE, day, "2021-08-15", claim, "kaldar-retaken", "balkh", "ansf", "report", "kaldar"
    )


def _franklin(day: str) -> Case:
    claim = "    claims:\n      - id: headboards\n"
    place, actor = "king-william-island", "expedition"
    return Case(FRANKLIN, day, "2031-02-03", claim, "departure", place, actor, "iln-1845", "Erebus")


CASES = (_sample("2021-07-27"), _franklin("1854-10-23"))


def _part(id: str) -> str:
    """The beginning of a name that the file has: as the whole name of something, what a query finds
    by it would change."""
    return id[:3]


def _with_additions(case: Case, text: str) -> str:
    """The file's text with what became known later, in front of all else of its kind."""
    claim_id = case.claim.split("id: ")[1].strip()
    additions = {
        "\nsources:\n": f"""\
  zyx-source:
    {{name: Zyxpaper, aliases: [Zyxsheet, {_part(case.source)}], published: {case.later},
     publisher: Zyxpress, type: zyxtype, url: "https://zyx.example/zyxpage", note: Zyxnote}}
""",
        "\nactors:\n": f"""\
  zyx-actor:
    {{name: Zyxmen, aliases: [Zyxfolk, {_part(case.actor)}], part_of: {case.actor},
     position: Zyxchief}}
""",
        "\nlocations:\n": f"""\
  zyx-place: {{name: Zyxtown, aliases: [Zyxburg, {_part(case.place)}], within: {case.place}}}
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
        case.claim.splitlines(keepends=True)[0]: f"""\
      - text: Zyxmen were there
        id: zyx-claim
        sources: zyx-source <- zyx-actor
        quote: zyxquote
        figures: {{zyxed: {{of: zyx-actor, best: 9}}, killed: 12}}
        contradicts: {claim_id}
        disputed_by: {{sources: zyx-actor, date: {case.later}, text: zyxdenial}}
        supported_by: zyx-source <- {case.actor}
      - text: The same was said again, zyxwise
        date: {case.later}
        supersedes: {claim_id}
        note: zyxnote of a claim
""",
        f"\n  - id: {case.event}\n": f"""\
    disputed_by: {{sources: {case.source}, date: {case.later}, text: zyxdenial}}
    retracted: {case.later}
""",
        case.claim: f"""\
        disputed_by:
          - {{sources: {case.source} <- {case.actor}, date: {case.later}, text: zyxdenial}}
          - sources: zyx-source
        supported_by: zyx-source <- zyx-actor
        contradicts: zyx-claim
        retracted: {case.later}
""",
    }
    for place, addition in sorted(additions.items(), key=lambda item: -len(item[0])):
        assert text.count(place) >= 1, place
        at = text.index(case.claim) if place in case.claim else text.index(place)
        text = text[: at + len(place)] + addition + text[at + len(place) :]
    return text


def _event_panes(view: View) -> Iterator[str]:
    for position in range(view.shown):
        for told in event_lines(view, view.event(position), UNICODE):
            # Which line the editor opens moves with the file, and is not shown.
            shown = told.target is not None and told.target.kind != "file"
            yield f"{told.indent} {told.line} {told.target if shown else ''}"


def _pages(view: View) -> Iterator[str]:
    for kind in ("location", "actor", "source"):
        for entry in view.facet(kind):
            yield from (text_of(told.line) for told in about_lines(view, kind, entry.id, UNICODE))
    yield from (text_of(told.line) for told in timeline_lines(view, UNICODE))


def _facets(view: View) -> Iterator[str]:
    for kind in ("location", "actor", "source"):
        yield from map(str, view.facet(kind))


def _completions(view: View) -> Iterator[str]:
    dated = (f"{name}:{part}" for name in ("date", "reported", "asof") for part in _PARTS)
    named = (f"{name}:" for name in FIELDS)
    for line in ("", "z", "zyx", "actor:@", "actor:zyx", *named, *dated):
        yield from (f"{line} {one}" for one in complete(line, len(line), view))


_PARTS = ("1", "2", "1845", "1854-", "2021", "2021-0", "2021-08", "2021-08-", "2031", "2031-02-")


def _status(view: View) -> Iterator[str]:
    yield str(density(view, shared(folded(view.timeline, 60), 60)))
    yield text_of(facts_line(view, view.timeline.problems))
    yield text_of(empty_line(view))


def _disputes_view(view: View) -> Iterator[str]:
    for block in disputes(view.timeline, view.rows):
        yield from map(text_of, dispute_item(view.timeline, block, UNICODE, 80))


def _highlights(view: View) -> Iterator[str]:
    for position in range(view.shown):
        event = view.event(position)
        for text in (event.title, event.description, *(claim.text for claim in event.claims)):
            yield f"{text} {view.highlight(text)}"


def _evidence(view: View) -> Iterator[str]:
    for event in view.timeline.events:
        found = standing(view.timeline, event)
        yield f"{event.id} {found.kind} {len(found.counted)} {sentence(found, view.timeline, long)}"
        yield citation(view.timeline, event, long)
        yield from addresses(view.timeline, event)


def _rows(view: View) -> Iterator[str]:
    for position in range(view.shown):
        yield f"{view.event(position).id} {view.date(position)}"
    yield from map(str, (*view.months, *view.days))


def _exported(format: str) -> Callable[[View], Iterator[str]]:
    def output(view: View) -> Iterator[str]:
        written = write(format, view)
        yield "".join(written.pieces)
        yield from written.left_out

    return output


OUTPUTS: dict[str, Callable[[View], Iterator[str]]] = {
    "rows": _rows,
    "event panes": _event_panes,
    "pages": _pages,
    "facets": _facets,
    "completions": _completions,
    "status and density": _status,
    "disputes view": _disputes_view,
    "highlights": _highlights,
    "standings and citations": _evidence,
    **{format: _exported(format) for format in FORMATS},
}
COMMANDS = [
    *(["list", "--format", format] for format in ("text", "json")),
    *([name, "--format", "text"] for name in ("stats", "disputes", "sources")),
    ["disputes", "--format", "json"],
]


def _queries(case: Case) -> tuple[str, ...]:
    parts = f"by:{_part(case.actor)}", f"location:{_part(case.place)}", f"source:{case.source[:3]}"
    found = case.word, "/zyx/", "-zyx", "actor:zyx", "zyxed>=1"
    return ("", *parts, *found, "is:disputed", "link:contradicts", "sort:reported", "killed>=1")


@dataclass(frozen=True)
class Pair:
    """The timeline of a case without and with the additions, and the text of both files."""

    case: Case
    texts: tuple[str, str]
    timelines: tuple[Timeline, Timeline]


@pytest.fixture(scope="module", params=CASES, ids=str)
def pair(request):
    case: Case = request.param
    whole = case.file.read_text(encoding="utf-8")
    texts = whole, _with_additions(case, whole)
    one, other = (load([Given("case.yaml", text.encode())]) for text in texts)
    return Pair(case, texts, (one, other))


def test_the_additions_are_read_without_a_problem_and_are_new(pair):
    before, after = pair.timelines
    severe = [problem for problem in after.problems if problem.severity != "note"]
    assert len(severe) == len([one for one in before.problems if one.severity != "note"])
    assert not UNIQUE.search(pair.texts[0])
    assert len(after.events) == len(before.events) + 1
    assert differences(before, after)
    known = [as_of(timeline, parse_date(pair.case.day)) for timeline in pair.timelines]
    assert not differences(known[0].timeline, known[1].timeline)
    assert known[0].hidden_undated == known[1].hidden_undated


def test_as_of_a_day_no_output_tells_of_what_was_said_later(pair):
    for name, output in OUTPUTS.items():
        before, after = (list(output(apply(one, parse("")))) for one in pair.timelines)
        assert before != after, f"{name} would prove nothing"
    for number, query in enumerate(_queries(pair.case)):
        asked = parse(f"asof:{pair.case.day} {query}")
        views = [apply(one, asked) for one in pair.timelines]
        for name in (
            OUTPUTS if number < 2 else ("rows", "facets", "status and density", "completions")
        ):
            before, after = (list(OUTPUTS[name](view)) for view in views)
            assert after == before, (name, query)


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
    last = parse_date(pair.case.day).latest
    assert last is not None
    days = [day for day in report_days(before) if day <= last]
    assert [day for day in report_days(after) if day <= last] == days
    for day in days:
        told = [text_of(day_line(day, day_summary(timeline, day))) for timeline in pair.timelines]
        assert told[0] == told[1], iso(day)
