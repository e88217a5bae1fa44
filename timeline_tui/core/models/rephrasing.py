"""What a quantity in words may mean, as a figure is written. It proposes; the grammar decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_COUNTS: Final = re.compile(
    r"(zero|none)|(one|an?)|(two|a couple)|(three)|(four)|(five)|(six)|(seven)|(eight)|(nine)|(ten)"
    r"|(eleven)|((?:a )?dozen)"
)
_OTHERS: Final = {
    "score": "20",
    "a score": "20",
    "hundred": "100",
    "a hundred": "100",
    "a thousand": "1000",
    "half": "50%",
    **dict.fromkeys(("a few", "few", "some"), "several"),
}
_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}

# What a bound begins or ends with, and how it is written.
_SIGNS: Final = (
    (r"(?:about|around|roughly|approx\w*\.?|some|nearly|almost|ca?\.?|circa|[≈∼]) ?(.+)", "~{}"),
    (r"(?:over|more than|above|upwards? of|in excess of) ?(.+)", "{}+"),
    (r"(?:at least|(?:no|not) (?:fewer|less) than|a minimum of|from|≥|=>|\+) ?(.+)", "{}+"),
    (r"(?:up to|at most|(?:no|not) more than|a maximum of|≤|=<) ?(.+)", "<={}"),
    (r"(?:under|(?:fewer|less) than|below) ?(.+)", "<{}"),
    (r"(.+?) ?(?:plus|(?:or|and) more|at least|upwards|\+)", "{}+"),
    (r"(.+?) ?(?:or (?:less|fewer)|at most)", "<={}"),
    (r"(.+?) ?~", "~{}"),
    (r"(.+?) ?(?:percent|per cent|pct\.?)", "{}%"),
)
_RANGE: Final = r"(?:between |from )?(\S+?) ?(?:to|and|or|until|/|\.\.\.?|…|[−‐‑]) ?(\S+)"
_WITH_NOUN: Final = r"([~<>=]*[0-9][0-9,.]*%?) +[^\W\d].*"


def proposals(text: str) -> Iterator[str]:
    """What `text` may mean, likeliest first; they are not yet known to be figures."""
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in text).lower()
    yield from _amounts(plain)
    for pattern, written in _SIGNS:
        if match := re.fullmatch(pattern, plain):
            for amount in _amounts(match[1]):
                yield written.format(amount)
    if match := re.fullmatch(_RANGE, plain):
        yield f"{match[1]}-{match[2]}"
    if match := re.fullmatch(_WITH_NOUN, plain):
        yield match[1]


def _amounts(text: str) -> Iterator[str]:
    yield text
    if match := _COUNTS.fullmatch(text):
        yield str((match.lastindex or 1) - 1)
    yield _OTHERS.get(text, "")
    scaled = re.fullmatch(r"([~<>=]*)([0-9]+(?:\.[0-9]+)?) ?([a-z]+)(\+?)", text)
    if scaled and scaled[3] in _SCALES:
        yield f"{scaled[1]}{float(scaled[2]) * 10 ** _SCALES[scaled[3]]:.0f}{scaled[4]}"
    if match := re.fullmatch(r"([0-9]+),([0-9]{1,2})(%?)", text):
        yield f"{match[1]}.{match[2]}{match[3]}"
    if re.fullmatch(r"[0-9][0-9.,'’ ]*", text):
        # Thousands that are parted in another way, or unevenly: only the digits are certain.
        yield re.sub(r"[^0-9]", "", text)
