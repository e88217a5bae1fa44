"""As of a day, what was said later leaves no trace in anything that is shown (FORMAT section 5).

Each file is read twice: as it is, and with one more claim, dispute, source, place, actor and event
that became known only after the day and hold words that stand nowhere else. The additions stand
first in their lists, where they would shift whatever is numbered or counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline_tui.cli import main
from timeline_tui.core.citation import addresses, citation
from timeline_tui.core.evidence.asof import as_of, day_summary, report_days
from timeline_tui.core.evidence.disputes import disputes
from timeline_tui.core.evidence.standing import sentence, standing
from timeline_tui.core.loading import load, load_text
from timeline_tui.core.query import parse
from timeline_tui.core.query.complete import complete
from timeline_tui.core.query.fields import FIELDS
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.density import density, folded, shared
from timeline_tui.core.views.index import measures_of
from timeline_tui.core.views.view import View, apply
from timeline_tui.export import FORMATS, write
from timeline_tui.words.dates import iso, long
from timeline_tui.words.density import density_line
from timeline_tui.words.disputes import dispute_items, nothing_contested
from timeline_tui.words.event import event_lines
from timeline_tui.words.glyphs import UNICODE
from timeline_tui.words.spans import text_of
from timeline_tui.words.status import day_line, empty_line, facts_line

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


CASES = (
    _sample("2021-06-30"),
    _sample("2021-07-27"),
    _franklin("1854-10-23"),
    _franklin("2030"),
)


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


# What is shown


def _event_panes(view: View) -> Iterator[str]:
    for position in range(view.shown):
        lines = event_lines(
            view.timeline,
            view.event(position),
            glyphs=UNICODE,
            highlight=view.highlight,
            width=60,
        )
        for line in lines:
            # Which line the editor opens moves with the file, and is not shown.
            shown = line.target is not None and line.target.kind != "file"
            yield f"{line.spans} {line.target if shown else ''}"


def _facets(view: View) -> Iterator[str]:
    for kind in ("location", "actor", "source"):
        yield from map(str, view.facet(kind))


def _completions(view: View) -> Iterator[str]:
    names = [*FIELDS, *measures_of(view.timeline)]
    dated = (f"{name}:{part}" for name in ("date", "reported", "asof") for part in _PARTS)
    lines = ("", "z", "zyx", "actor:@", "actor:zyx", *(f"{name}:" for name in names), *dated)
    for line in lines:
        yield from (f"{line} {one}" for one in complete(line, len(line), view))


_PARTS = ("1", "2", "1845", "1854-", "2021", "2021-0", "2021-08", "2021-08-", "2031", "2031-02-")


def _strip(view: View) -> Iterator[str]:
    found = density(view, shared(folded(view.timeline, 60), 60))
    yield str(found)
    yield text_of(density_line(found.shown, found.total, UNICODE))


def _status(view: View) -> Iterator[str]:
    yield text_of(facts_line(view, view.timeline.problems))
    yield text_of(empty_line(view))


def _disputes_view(view: View) -> Iterator[str]:
    blocks = disputes(view.timeline, view.rows)
    for item in dispute_items(view.timeline, blocks, UNICODE, 80):
        yield from map(text_of, item)
    yield text_of(nothing_contested(view.timeline, view.query.asof))


def _highlights(view: View) -> Iterator[str]:
    for position in range(view.shown):
        event = view.event(position)
        for text in (event.title, event.description, *(claim.text for claim in event.claims)):
            yield f"{text} {view.highlight(text)}"


def _citations(view: View) -> Iterator[str]:
    for event in view.timeline.events:
        yield citation(view.timeline, event, long)
        yield from addresses(view.timeline, event)


def _standings(view: View) -> Iterator[str]:
    for event in view.timeline.events:
        found = standing(view.timeline, event)
        yield f"{event.id} {found.kind} {len(found.counted)} {sentence(found, view.timeline)}"


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
    "facets": _facets,
    "completions": _completions,
    "density strip": _strip,
    "status": _status,
    "disputes view": _disputes_view,
    "highlights": _highlights,
    "citations": _citations,
    "standings": _standings,
    **{format: _exported(format) for format in FORMATS},
}


def _queries(case: Case) -> tuple[str, ...]:
    found = "zyxmen", "/zyx/", "-zyx", "actor:zyx", "location:zyx", "source:zyx", "zyxed>=1"
    parts = (
        f"by:{_part(case.actor)}",
        f"actor:{_part(case.actor)}",
        f"source:{_part(case.source)}",
        f"location:{_part(case.place)}",
    )
    others = "is:disputed", "origins>=2", "link:contradicts", "sort:reported", "killed>=1"
    return ("", case.word, *found, *parts, *others)


def _shown(timeline: Timeline, query: str, output: Callable[[View], Iterator[str]]) -> str:
    return "\n".join(output(apply(timeline, parse(query))))


@dataclass(frozen=True)
class Pair:
    """The timeline of a case without and with the additions, and the text of both files."""

    case: Case
    texts: tuple[str, str]
    timelines: tuple[Timeline, Timeline]


@pytest.fixture(scope="module", params=CASES, ids=str)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    case: Case = request.param
    file = tmp_path_factory.mktemp("silence") / "case.yaml"
    whole = case.file.read_text(encoding="utf-8")
    texts = whole, _with_additions(case, whole)
    timelines = []
    for text in texts:
        file.write_text(text, encoding="utf-8")
        timelines.append(load([file]).timeline)
    return Pair(case, texts, (timelines[0], timelines[1]))


def test_the_additions_are_read_without_a_problem_and_are_new(pair: Pair) -> None:
    before, after = pair.timelines
    severe = [problem for problem in after.problems if problem.severity != "note"]
    assert severe == [problem for problem in before.problems if problem.severity != "note"]
    assert not UNIQUE.search(pair.texts[0])
    assert len(after.events) == len(before.events) + 1


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_is_said_later_is_shown_when_all_is_shown(pair: Pair, output: str) -> None:
    """Otherwise the silence of this output would prove nothing."""
    before, after = (_shown(timeline, "", OUTPUTS[output]) for timeline in pair.timelines)
    assert before != after
    words = output not in ("density strip", "status")
    assert bool(UNIQUE.search(after)) == words


@pytest.mark.parametrize("output", OUTPUTS)
def test_as_of_a_day_nothing_shown_tells_of_what_was_said_later(pair: Pair, output: str) -> None:
    for query in _queries(pair.case):
        line = f"asof:{pair.case.day} {query}"
        before, after = (_shown(timeline, line, OUTPUTS[output]) for timeline in pair.timelines)
        assert after == before, line


def test_as_of_a_day_the_id_of_a_claim_does_not_count_those_before_it() -> None:
    texts = []
    for hidden in ("", "      - {text: Later, date: 2022}\n"):
        claims = f"{hidden}      - {{text: Known, date: 2020}}\n"
        text = f"events:\n  - date: 2020\n    title: It happens\n    claims:\n{claims}"
        shown = apply(load_text(text).timeline, parse("asof:2021"))
        texts.append("".join(write("json", shown).pieces))
    assert texts[0] == texts[1]


def test_as_of_a_day_the_text_output_is_the_same_byte_for_byte(
    pair: Pair, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = tmp_path / "case.yaml"
    for query in _queries(pair.case):
        told: list[tuple[int, bytes, bytes]] = []
        for text in pair.texts:
            file.write_text(text, encoding="utf-8")
            code = main([str(file), "-q", f"asof:{pair.case.day} {query}"])
            told.append((code, *capfdbinary.readouterr()))
        assert told[0] == told[1], query


def test_as_of_a_day_the_words_of_what_was_said_later_find_nothing(pair: Pair) -> None:
    day, (_, after) = pair.case.day, pair.timelines
    for word in {word.lower() for word in UNIQUE.findall(pair.texts[1])}:
        assert not apply(after, parse(f"asof:{day} {word}")).shown, word
    assert apply(after, parse("zyxmen")).shown == 2


def test_the_days_up_to_a_day_tell_the_same(pair: Pair) -> None:
    before, after = pair.timelines
    last = as_of_day(pair)
    days = [day for day in report_days(before) if day <= last]
    assert [day for day in report_days(after) if day <= last] == days
    for day in days:
        told = [text_of(day_line(day, day_summary(timeline, day))) for timeline in pair.timelines]
        assert told[0] == told[1], iso(day)


def as_of_day(pair: Pair) -> int:
    date = parse(f"asof:{pair.case.day}").asof
    assert date is not None and date.latest is not None
    return date.latest


def test_what_is_hidden_for_want_of_a_date_is_counted_the_same(pair: Pair) -> None:
    date = parse(f"asof:{pair.case.day}").asof
    assert date is not None
    counts = [as_of(timeline, date).hidden_undated for timeline in pair.timelines]
    assert counts[0] == counts[1]


def test_the_flag_takes_the_place_of_the_term(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    query = "(UN OR Biden)"
    assert main([str(SAMPLE), "--as-of", "2021-07-26", "-q", f"asof:2021-07-27 {query}"]) == 0
    by_flag = capsysbinary.readouterr().out
    assert main([str(SAMPLE), "-q", f"asof:2021-07-26 {query}"]) == 0
    assert by_flag == capsysbinary.readouterr().out
