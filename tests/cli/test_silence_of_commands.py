"""As of a day, no command tells of what was said later: each prints the same, byte for byte, once
more is known. The cases and what is added to them are those of `test_silence`."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_silence as silence
from command_line import Command, Result

COMMANDS = [
    (name, format)
    for name in ("show", "stats", "disputes", "sources")
    for format in ("text", "json")
]


def told(timeline: Command, name: str, file: Path, case: silence.Case, *words: str) -> list[Result]:
    if name == "show":
        asked = [(id,) for id in (case.event, "zyx-event", "zy")]
    else:
        asked = [("-q", query) for query in silence._queries(case)]
    return [timeline(name, *one, str(file), *words) for one in asked]


@pytest.mark.parametrize("case", silence.CASES, ids=str)
@pytest.mark.parametrize(("name", "format"), COMMANDS)
def test_as_of_a_day_it_prints_the_same_once_more_is_known(
    timeline: Command, elsewhere: Path, case: silence.Case, name: str, format: str
) -> None:
    file = elsewhere / "case.yaml"
    whole = case.file.read_text(encoding="utf-8")
    results: list[list[Result]] = []
    for text in (whole, silence._with_additions(case, whole)):
        file.write_text(text, encoding="utf-8")
        results.append(told(timeline, name, file, case, "--as-of", case.day, "--format", format))
    assert results[0] == results[1]
    everything = told(timeline, name, file, case, "--format", format)
    assert "zyx" in "".join(result.out for result in everything).lower()


@pytest.mark.parametrize("case", silence.CASES, ids=str)
def test_as_of_a_day_nothing_differs(
    timeline: Command, elsewhere: Path, case: silence.Case
) -> None:
    whole = case.file.read_text(encoding="utf-8")
    (elsewhere / "old.yaml").write_text(whole, encoding="utf-8")
    more = silence._with_additions(case, whole)
    (elsewhere / "new.yaml").write_text(more, encoding="utf-8")
    assert timeline("diff", "old.yaml", "new.yaml").code == 1
    result = timeline("diff", "old.yaml", "new.yaml", "--as-of", case.day)
    assert (result.code, result.out, result.err) == (0, "", "No differences\n")
