"""Records and files as a person would have typed them, which load without an error whatever they
were made of."""

import re
from collections.abc import Iterator

import yaml
from hostile_texts import PIECES
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_tui.core.loading import load_text
from timeline_tui.core.models import Event
from timeline_tui.core.models.entry import typable
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.importing import Value
from timeline_tui.importing.writing import document, settle

RECORDS: list[tuple[dict[str, Value], str, str]] = [
    (
        {
            "x-case": "12",
            "title": "Security forces, and residents, retake \n Kaldar (again)",
            "date": "2021-07-26",
            "time": "morning",
            "location": ["Hairatan < Kaldar"],
            "actors": [{"actor": "ansf", "role": "initiator"}, "taliban"],
            "figures": {"killed": ["16-20"], "wounded": "3", "missing": ""},
            "sources": ["report (2021-07-27, p. 3) <- media", "ana"],
            "claims": [{"text": "It fell: so they say", "quote": '"Won", they say'}],
            "tags": [],
            "ids": {"ucdp": "0245"},
            "note": "no",
        },
        """\
  - date: 2021-07-26
    title: Security forces, and residents, retake Kaldar (again)
    time: morning
    location: Hairatan < Kaldar
    actors:
      - {actor: ansf, role: initiator}
      - taliban
    figures: {killed: 16-20, wounded: 3}
    sources:
      - report (2021-07-27, p. 3) <- media
      - ana
    claims:
      text: "It fell: so they say"
      quote: '"Won", they say'
    ids: {ucdp: 0245}
    note: no
    x-case: 12
""",
        "",
    ),
    (
        {"date": "26. Juli 2021", "title": "null", "description": "One: 1\n\n  two # 2\n"},
        """\
  - date: 2021-07-26
    title: "null"
    date_text: 26. Juli 2021
    description: |
      One: 1

        two # 2
""",
        "",
    ),
    (
        {"date": "07/08/2021", "date_text": "in summer", "title": "- x", "tags": "a, b"},
        """\
  - date: unknown
    title: "- x"
    # date: "07/08/2021" is not a date. Write 2021-08-07 if the day stands first, or 2021-07-08 if …
    date_text: in summer; 07/08/2021
    tags: [a, b]
""",
        "date",
    ),
    (
        {
            "date": "[2021-07-01..2021-07-26]",
            "time": "09:30",
            "figures": {"killed": "many", "wounded": "3"},
            "sources": "Reuters (via AP",
            "status": "done?",
            "tags": ["a, b"],
            "note": "a\u202eb",
        },
        """\
  - date: [2021-07-01..2021-07-26]
    title: Untitled
    figures: {wounded: 3}
    tags:
      - a, b
    note: "a\\u202eb"
    # time: `time` needs a date that is one day, not `[2021-07-01..2021-07-26]`. Leave `time` out, …
    x-time: 09:30
    # status: `status` cannot be `done?`. Write `occurred`, `planned` or `cancelled`
    x-status: done?
    # figures: `many` is not a figure. Write a figure such as `16`, `~20`, `16-20`, `800+`, `<20` o…
    x-figures: {killed: many}
    # sources: A bracket in `Reuters (via AP` never closes. Write `Reuters (via AP)`, in quotes if …
    x-sources: Reuters (via AP
""",
        "time status figures sources",
    ),
]


def test_a_record_stands_as_a_person_would_have_typed_it():
    for fields, text, looks in RECORDS:
        found = settle(fields)
        assert found.text == text
        assert " ".join(found.looks) == looks


ENTRIES = {
    "locations": {
        "balkh": {"name": "Balkh"},
        "kaldar": {"name": "kaldar", "ids": {}},
        "amu": {"name": "Amu", "lat": "37.22", "lon": "east"},
    },
    "actors": {},
    "sources": {"afp": {"name": "AFP", "type": "post", "published": "2021"}, "x: y": {}},
}
WHOLE = """\
timeline: 1
title: "A case: 1"

locations:
  balkh: Balkh
  kaldar:
  amu:
    name: Amu
    lat: 37.22
    # lon: This cannot be `east`. Write decimal degrees from `-180` to `180`, such as `37.22`
    x-lon: east

sources:
  afp: {name: AFP, type: post, published: 2021}
  "x: y":

events:
  - date: 2021
    title: A

  - date: 2022
    title: A
"""


def test_a_file_has_a_head_and_sections_of_what_there_is():
    texts = [settle({"date": date, "title": "A"}).text for date in ("2021", "2022")]
    head: dict[str, Value] = {"title": "A case: 1", "timezone": ""}
    assert "".join(document(head, ENTRIES, texts)) == WHOLE
    assert "".join(document({}, {}, [])) == "timeline: 1\n\nevents: []\n"


# Whatever it was made of

SIGNS = st.sampled_from(
    "\x00\x07\x7f\x85\ufeff\u202e\u2028\ud800\u00a0\r\t\n😀—،#:- |>{[\"'\\,&*!%@`~?"
)
TEXTS = st.one_of(PIECES, st.text(SIGNS, max_size=6), st.lists(PIECES | SIGNS).map(" ".join))
PLAIN = TEXTS.filter(lambda text: "<" not in text)  # or one place may lie in itself
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
ELSEWHERE = ("after", "before", "links")  # which say something of other events
KEYS = [key for key in typable(Event)[1] if key not in (*ELSEWHERE, "location")]
FIELDS = st.builds(
    lambda fields, more: fields | more,
    st.dictionaries(st.sampled_from([*KEYS, "x-own"]) | TEXTS, VALUES, max_size=6),
    st.fixed_dictionaries(
        {},
        optional={
            "date": st.sampled_from(["2021-07", "26.07.2021", "07/08/2021", "[2021,2022]", "yes"]),
            "location": PLAIN | st.lists(PLAIN, max_size=2),
            "time": st.sampled_from(["09:30", "dawn", "24:61"]),
            "figures": st.dictionaries(TEXTS, st.sampled_from(["16", ">3", "many", "3.125"])),
        },
    ),
)


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            below = [leaf for leaf in leaves(one) if leaf.strip()]
            yield from (key, *below) if below else ()
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield str(value)


def letters(text: str) -> str:
    """What must not be lost: not blanks, nor the comma of a list, nor what is no character."""
    return re.sub("[\\s,\ufeff\ud800\ufffd]", "", text)


@settings(deadline=None)
@given(st.lists(FIELDS, min_size=1, max_size=3))
def test_it_loads_without_an_error_and_nothing_is_lost(records):
    settled = [settle({**fields, "id": f"e{number}"}) for number, fields in enumerate(records)]
    text = "".join(document({"title": "T"}, {}, [one.text for one in settled]))
    timeline = load_text(text)
    assert [one for one in timeline.problems if one.severity == "error"] == []
    assert sorted(event.id for event in timeline.events) == [f"e{n}" for n in range(len(records))]
    found = yaml.load(text, Loader=yaml.BaseLoader)["events"]
    for one, fields, kept in zip(found, records, settled, strict=True):
        told = letters("".join(leaves(one)))
        for key, value in fields.items():
            if key not in ("id", "date"):
                assert [w for w in leaves(value) if w.strip() and letters(w) not in told] == []
        date = fields.get("date")
        assert not isinstance(date, str) or date_in(date) or letters(date) in told
        keys = [[letters(key).removeprefix("x-") for key in keys] for keys in (kept.fields, one)]
        assert keys[0] == keys[1]  # a key of other people for what is there begins with `x-`
