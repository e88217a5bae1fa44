"""`timeline lanes`: the lanes as text and as a picture, whatever stands in the file."""

from xml.etree import ElementTree

import pytest
from command_line import FRANKLIN, SAMPLE
from hostile_texts import HOSTILE
from rich.cells import cell_len

OUTAGE = """\
title: An outage
events:
- {date: 2026-03-03T14:02:11, title: The certificate expires, actors: Gateway}
- {date: 2026-03-03T14:02:12.250/2026-03-03T14:51:40, title: Payments fail, actors: Gateway}
- {date: 2026-03-03T14:20, title: A restart, actors: On call, disputed_by: Vendor}
- {date: 2026-03-03T14:51:40/.., title: All is watched, actors: On call}
"""
CENTURIES = """\
- {date: 1453-05-29, title: a, actors: x}
- {date: 1618/1648, title: b, actors: x}
- {date: 17XX, title: c, actors: x}
- {date: /1806, title: d, actors: y}
- {date: 1914-07-28/1918-11-11, title: e, actors: y}
"""
FAR = """\
- {date: "-8000", title: a, actors: x}
- {date: 2021-07-26T10:00:00, title: b, actors: x}
- {date: 2021-07-26T10:00:01, title: c, actors: x}
"""
CROWD = "".join(
    f"- {{date: 2021-07-{n % 28 + 1:02}, title: e, actors: Ñandú {n}}}\n" for n in range(500)
)
WORDS = "".join(f"- {{date: 2021-07-26, title: t, actors: {text!r}}}\n" for text in HOSTILE[:9])


OUTAGE_DRAWN = """\
             3 Mar 2026   14:05    14:15      14:30    14:45
Gateway    2 ●         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
On call    2                            ≠                  ▸
"""
CENTURIES_DRAWN = """\
           1453    1600    1650  1700    1800        1900
x        3 D         ;;;;;;      ,,,,,,,,,
y        2                                 (;;;       ;;;;;;
"""


@pytest.fixture
def drawn(timeline, elsewhere):
    """What `timeline lanes` prints of a file with a text, or of a file."""

    def run(text, *words):
        if isinstance(text, str):
            (elsewhere / "events.yaml").write_text(text, encoding="utf-8")
        return timeline("lanes", *([] if isinstance(text, str) else [str(text)]), *words)

    return run


def test_an_hour_and_five_centuries_are_drawn(drawn):
    assert drawn(OUTAGE, "--width", "60").out == OUTAGE_DRAWN
    assert drawn(CENTURIES, "--width", "60", "--ascii").out == CENTURIES_DRAWN


@pytest.mark.parametrize("by", ["actor", "location", "source", "side", "type", "tag", "event"])
@pytest.mark.parametrize("text", [SAMPLE, FRANKLIN, FAR, CROWD, WORDS])
def test_no_line_is_too_long_and_the_picture_is_sound(drawn, by, text):
    for width in (20, 80):
        lines = drawn(text, "--by", by, "--width", str(width)).out.splitlines()
        assert len(lines) > 1 and max(map(cell_len, lines)) <= width
    picture = ElementTree.fromstring(drawn(text, "--by", by, "--format", "svg").out)
    assert picture.get("role") == "img"


def test_where_nothing_can_be_drawn_it_says_so(drawn):
    for text in ("- {title: a}\n- {date: unknown, title: b}\n", "- {date: XXXX-05-01, title: a}\n"):
        found = drawn(text)
        assert (found.code, found.out) == (1, "")
        assert "no event that matches has a date" in found.err
        assert "no event matches" in drawn(text, "-q", "nosuchword").err


def test_as_of_a_day_nothing_of_what_came_later_is_drawn(drawn):
    assert "helicopter" not in drawn(SAMPLE, "--as-of", "2021-07-26", "--by", "event").out
