"""`timeline entry`: what it prints is an event where it is appended."""

import re
from datetime import datetime

import pytest
from command_line import SAMPLE

from timeline_tui.core.loading import load

HEAD = "title: A case\ntimezone: Asia/Kabul\nlocations: {town: Town}\n"
FILES = {
    "as the sample": SAMPLE.read_text(encoding="utf-8"),
    "at the margin": f"{HEAD}events:\n- date: 2021\n  title: One\n",
    "far in": f"{HEAD}events:\n      - date: 2021\n        title: One\n\n# A remark\n",
    "a bare list": "- {date: 2021, title: One}\n",
    "no line end": f"{HEAD}events:\n    - date: 2021\n      title: One",
    "no event yet": f"{HEAD}events:\n",
    "Windows": f"{HEAD}events:\n  - date: 2021\n    title: One\n".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_appended_is_an_event(name, elsewhere, timeline):
    case = elsewhere / "case.yaml"
    case.write_bytes(FILES[name].encode())
    before = load([case])
    like = ["--like", before.events[-1].id] if before.events else []
    for words in (
        ["A: title", "case.yaml", "--now"],
        ["case.yaml", *like, "--date", "26 July 2021"],
    ):
        result = timeline("entry", *words)
        assert (result.code, result.err) == (0, "")
        with case.open("ab") as file:
            file.write(result.out.encode())
    after = load([case])
    assert len(after.events) == len(before.events) + 2
    assert {(one.severity, one.code) for one in after.problems} <= {
        (one.severity, one.code) for one in before.problems
    }
    titled, dated = (after.events[row] for row in after.rows_as_typed[-2:])
    assert (titled.title, dated.date.text) == ("A: title", "2021-07-26")
    assert abs(datetime.now(after.zone) - titled_at(titled, after)).total_seconds() < 120
    if like:
        assert dated.locations == before.events[-1].locations
        assert [one.parties for one in dated.chains] == [
            o.parties for o in before.events[-1].chains
        ]


def titled_at(event, timeline):
    typed = f"{event.date.text} {event.time.text}"
    return datetime.strptime(typed, "%Y-%m-%d %H:%M").replace(tzinfo=timeline.zone)


def test_without_a_file_it_is_of_today_and_here(elsewhere, timeline):
    first, last = datetime.now(), datetime.now()
    result = timeline("entry", "The road is open")
    day = re.fullmatch(r"  - date: (\S+)\n    title: The road is open\n", result.out)[1]
    assert f"{first:%Y-%m-%d}" <= day <= f"{last:%Y-%m-%d}"
    (elsewhere / "events.yaml").write_text("- {date: 2020~, title: One, id: one, actors: [A]}\n")
    like = timeline("entry", "Two", "--like", "one")
    assert like.out == "- date: 2020~\n  title: Two\n  actors: A\n"
    assert "title: ‹0xFF›\n" in timeline("entry", "\udcff").out.replace('"', "")


def test_a_file_that_does_not_end_with_its_events_is_told(elsewhere, timeline):
    (elsewhere / "events.yaml").write_text("events:\n- {date: 2020, title: One}\nactors:\n  a: A\n")
    result = timeline("entry", "--date", "unknown")
    assert result.out == "- date: unknown\n  title: What happened\n"
    said = "timeline: events.yaml does not end with its events: paste this under `events:`\n"
    assert (result.code, result.err) == (0, said)


WRONG = {
    ("--like", "gone"): (1, "no event has the id `gone`"),
    ("--date", "last Monday"): (2, "--date: "),
    ("--date", "2020", "--now"): (2, "Leave out one of --now and --date"),
    ("Title", "gone.yaml"): (2, "gone.yaml: there is no such file"),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_cannot_be_done_is_one_line(words, elsewhere, timeline):
    (elsewhere / "events.yaml").write_text("- {date: 2020, title: One}\n")
    result = timeline("entry", *words)
    code, said = WRONG[words]
    assert (result.code, result.out, result.err.count("\n")) == (code, "", 1)
    assert said in result.err
