"""Texts that an export must not take for anything but text, and a file full of them."""

import json
import re
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


FILE = """\
title: T
locations: {p: {name: T, note: T}}
actors: {a0: {name: T, position: T}, a1: {name: T, position: T}}
sources:
  s: {name: T, author: T, url: "https://good.example/a_b"}
  o: {name: T, publisher: T, url: T}
events:
- {date: unknown, title: T, date_text: T, description: T, type: T, location: p,
   actors: {actor: a0, role: T, note: T}, sources: [s <- a0, o], tags: [T, T], note: T, x-own: T,
   claims: {text: T, quote: T, figures: {killed: {best: 3, of: a1, text: T}}, note: T, x-own: T,
            disputed_by: {sources: s <- a1, text: T}}}
"""


def hostile_text(words: Sequence[str]) -> str:
    """A file with an event and a broken record; all texts in it are among `words`."""
    texts = cycle(words)
    text = re.sub(r"\bT\b", lambda _: json.dumps(next(texts), ensure_ascii=False), FILE)
    broken = next(texts).replace("\n", " ")
    return f"{text}- [{broken}\n"
