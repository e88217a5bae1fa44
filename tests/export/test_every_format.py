"""What holds for every format: no view is too small, too broken or too large for it."""

import pytest
from export_files import BROKEN, EVERYTHING, SAMPLE, exported, generated, text_of, view

from timeline_tui.export import FORMATS, write

ORDERED = """\
sources: {early: {published: 2021-01-01}, late: {published: 2021-02-01}}
events:
  - {date: 2020-01-01, title: Happened first, id: a, sources: late}
  - {date: 2020-01-02, title: Known first, id: b, sources: early}
"""


@pytest.mark.parametrize("format", FORMATS)
def test_any_view_is_written_in_its_order_and_loses_nothing_in_silence(format):
    assert exported(format, view(EVERYTHING)) == exported(format, view(EVERYTHING))
    for text in ("", "title: Nothing\n", EVERYTHING):
        written = write(format, view(text, "nosuchword"))
        assert text_of(written) or format == "jsonl"
        assert written.left_out == ()
    assert len(exported(format, view(generated(300)))) > 15_000
    shown = view(SAMPLE.read_text(encoding="utf-8"))
    text = exported(format, shown).replace("\r\n ", "")
    dated = [event for event in shown.timeline.events if not event.undated]
    assert [one.id for one in dated if one.id not in text and one.title not in text] == []
    written = write(format, view(BROKEN))
    told = any(sentence.startswith("4 events left out") for sentence in written.left_out)
    assert "A day that there is not" in text_of(written) or told
    texts = [exported(format, view(ORDERED, query)) for query in ("sort:date", "sort:reported")]
    found = [text.rindex("Happened first") < text.rindex("Known first") for text in texts]
    assert found == [True, False]
