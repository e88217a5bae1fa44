"""The sample and the examples tell what their sources tell, and the program finds it in them."""

import json
import re

import pytest
from command_line import FRANKLIN, ROOT, SAMPLE

from timeline_tui.core.evidence.statements import assertions
from timeline_tui.core.loading import load
from timeline_tui.core.models import json_schema
from timeline_tui.core.query import parse
from timeline_tui.core.views.view import apply

FILES = (SAMPLE, *sorted((ROOT / "docs" / "examples").glob("*.yaml")))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_has_no_problems_and_every_event_says_who_says_so(file):
    found = load([file])
    assert [str(problem) for problem in found.problems] == []
    assert [event.title for event in found.events if not assertions(event)] == []
    first = file.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named is not None
    schema = (file.parent / named[1]).resolve()
    assert json.loads(schema.read_text(encoding="utf-8")) == json_schema()


def test_the_historians_file_is_a_demonstration():
    franklin = load([FRANKLIN])
    for query, least in (("is:disputed", 5), ("is:vague", 10), ("lag>1y", 10), ("origins>=2", 1)):
        assert apply(franklin, parse(query)).shown >= least, query

    def known(day: str) -> set[str]:
        return {event.id for event in apply(franklin, parse(f"asof:{day}")).timeline.events}

    assert "franklin-dies" in known("1860") - known("1858")
    assert "cannibalism" in known("1854-10-23") - known("1854-10-22")
