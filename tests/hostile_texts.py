"""Texts that an export must not take for anything but text, and a timeline full of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from timeline_tui.core.models import (
    Actor,
    Chain,
    Claim,
    Dispute,
    Event,
    Figure,
    Participant,
    Place,
    Source,
)
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Record, Timeline

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/p.png)",
    "<https://evil.example>",
    "see https://evil.example/?a=b&c=d, www.evil.example or a@evil.example",
    "evil.example",
    "[^1]: note",
    "[^1]",
    "[x]: https://evil.example",
    "&lt;b&gt; &#60; &amp; &copy; AT&T &",
    "# heading #",
    "- item",
    "+ item",
    "12. item",
    "a) item",
    "(b) item",
    "> quote",
    "    code",
    "`code` ``more``",
    "```\nfence\n```",
    "~~~",
    "---",
    "***",
    "===",
    "- - -",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*em* _em_ **strong** __strong__ ~~gone~~ ==mark== ^up^ ~low~",
    "snake_case_word 2*3*4",
    "$x^2$ {{7*7}} {% x %} {#id .class}",
    ":smile: ::: note",
    "\\* \\\\ \\<b\\>",
    "ends with a backslash\\",
    "trailing hash ###",
    "<!-- comment --> <?php ?> <![CDATA[x]]>",
    "</style></script>",
    "a\u00a0b\u2003c 1\u200d2 ß é ",
    "hard  \nbreak\nand\n\nparagraph",
)

PIECES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet="\\`*_{}[]()<>#+-.!|~&:^$=%@/'\"; \n\taB1é", max_size=12),
    st.text(max_size=8),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map("".join).map(make_visible)
WORDS = TEXTS.filter(str.strip)


def hostile_timeline(words: Sequence[str]) -> Timeline:
    """An event and a broken record; every text in them and in what they name is one of `words`."""
    texts = cycle(words)
    names = [
        Actor.make(id=f"a{number}", name=next(texts), position=next(texts)) for number in range(2)
    ]
    address = "https://good.example/a_b"
    source = Source.make(
        id="s", name=next(texts), author=next(texts), publisher=next(texts), url=address
    )
    odd = Source.make(id="o", name=next(texts), url=next(texts), archived=next(texts))
    chains = (Chain(("s", "a0")), Chain(("o",)))
    claim = Claim.make(
        id="c",
        text=next(texts),
        chains=chains,
        quote=next(texts),
        figures=(Figure.make(measure=next(texts), best=3.0, of="a1", text=next(texts)),),
        disputes=(Dispute.make(chains=(Chain(("s", "a1")),), text=next(texts)),),
        note=next(texts),
        extras=((next(texts), next(texts)),),
    )
    event = Event.make(
        id="e",
        title=next(texts),
        date_written=next(texts),
        date_text=next(texts),
        description=next(texts),
        type=next(texts),
        locations=("p",),
        actors=(Participant.make(actor="a0", role=next(texts), note=next(texts)),),
        chains=chains,
        claims=(claim,),
        tags=(next(texts), next(texts)),
        note=next(texts),
        extras=((next(texts), next(texts)),),
    )
    return Timeline(
        title=next(texts),
        zone=ZoneInfo("UTC"),
        files=("case.yaml",),
        events=(event, Event.make(id="b", title=next(texts), broken=True)),
        records=(Record("case.yaml", 1, ""), Record("case.yaml", 9, "")),
        places={"p": Place.make(id="p", name=next(texts))},
        actors={actor.id: actor for actor in names},
        sources={"s": source, "o": odd},
    )
