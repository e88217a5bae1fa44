"""Texts that an export must not take for anything but text, and a file full of them."""

import json
from collections.abc import Sequence
from itertools import cycle

from hypothesis import strategies as st

from timeline_tui.core.text import make_visible

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "<https://evil.example>",
    "see https://evil.example/?a=b&c=d, www.evil.example or a@evil.example",
    "[^1]: note",
    "[x]: https://evil.example",
    "&lt;b&gt; &#60; &amp; &copy; AT&T &",
    "# heading #",
    "+ item",
    "12. item",
    "(b) item",
    "> quote",
    "    code",
    "`code` ``more``",
    "```\nfence\n```",
    "---",
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


def hostile_text(words: Sequence[str]) -> str:
    """A file with an event and a broken record; all texts in it are among `words`."""
    texts = cycle(words)
    claim = {
        "text": next(texts),
        "quote": next(texts),
        "figures": {"killed": {"best": 3, "of": "a1", "text": next(texts)}},
        "disputed_by": {"sources": "s <- a1", "text": next(texts)},
        "note": next(texts),
        "x-own": next(texts),
    }
    event = {
        "date": "unknown",
        "title": next(texts),
        "date_text": next(texts),
        "description": next(texts),
        "type": next(texts),
        "location": "p",
        "actors": {"actor": "a0", "role": next(texts), "note": next(texts)},
        "sources": ["s <- a0", "o"],
        "claims": claim,
        "tags": [next(texts), next(texts)],
        "note": next(texts),
        "x-own": next(texts),
    }
    head = {
        "title": next(texts),
        "locations": {"p": {"name": next(texts), "note": next(texts)}},
        "actors": {f"a{n}": {"name": next(texts), "position": next(texts)} for n in range(2)},
        "sources": {
            "s": {"name": next(texts), "author": next(texts), "url": "https://good.example/a_b"},
            "o": {"name": next(texts), "publisher": next(texts), "url": next(texts)},
        },
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    broken = next(texts).replace("\n", " ")
    events = (json.dumps(event, ensure_ascii=False), f"[{broken}")
    return "\n".join((*lines, "events:", *(f"- {one}" for one in events))) + "\n"
