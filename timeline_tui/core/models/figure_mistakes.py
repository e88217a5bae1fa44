"""What is wrong with a figure that cannot be read, and what to write instead (FORMAT section 6).

It knows how people put quantities into words; the grammar comes to it as a predicate.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from timeline_tui.core.text import cropped

MEASURES: Final = ("killed", "wounded", "captured", "displaced", "missing", "troops")

NUMBER: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
)
"""A number, thousands bare or parted by commas or blanks, as Python and JSON Schema write it."""

_EXAMPLES: Final = (
    "Write a figure such as `16`, `~20`, `16-20`, `800+`, `<20` or `several`; "
    "the source's words go into `{text: …}`"
)
_COUNTS: Final[Mapping[str, str]] = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "a": "1",
    "an": "1",
    "a couple": "2",
    "dozen": "12",
    "a dozen": "12",
    "score": "20",
    "a score": "20",
    "a hundred": "100",
    "a thousand": "1000",
    "half": "50%",
    "a few": "several",
    "few": "several",
    "some": "several",
}
_SCALES: Final[Mapping[str, int]] = {
    **dict.fromkeys(("k", "thousand"), 1_000),
    **dict.fromkeys(("m", "mn", "million"), 1_000_000),
    **dict.fromkeys(("bn", "billion"), 1_000_000_000),
}

_ABOUT = r"(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|ca?\.?|circa|[≈∼])"
_OVER = r"(?:over|more than|above|upwards? of|in excess of)"
_AT_LEAST = r"(?:at least|no fewer than|no less than|not less than|a minimum of|from|≥|=>)"
_AT_MOST = r"(?:up to|at most|no more than|not more than|a maximum of|≤|=<)"
_UNDER = r"(?:under|fewer than|less than|below)"
# Left uncompiled: most runs meet none of them, and `re` keeps those that it has compiled.
_PHRASES: Final = (
    (rf"{_ABOUT} ?({NUMBER}%?)", r"~\1"),
    (rf"{_AT_LEAST} ?({NUMBER}%?)", r"\1+"),
    (rf"{_AT_MOST} ?({NUMBER}%?)", r"<=\1"),
    (rf"{_UNDER} ?({NUMBER}%?)", r"<\1"),
    (rf"({NUMBER}%?) ?(?:plus|or more|at least|and more|upwards|\+)", r"\1+"),
    (rf"({NUMBER}%?) ?(?:or (?:less|fewer)|at most)", r"<=\1"),
    (rf"({NUMBER}) ?(?:to|or|until|/|\.\.\.?|…|−|‐|‑) ?({NUMBER}%?)", r"\1-\2"),
    (rf"(?:between|from) ({NUMBER}) (?:and|to) ({NUMBER}%?)", r"\1-\2"),
    (rf"({NUMBER}) ?~", r"~\1"),
    (rf"([~<>=]*{NUMBER}) ?(?:percent|per cent|pct\.?|%)", r"\1%"),
    (r"([0-9]+),([0-9]{1,2})(%?)", r"\1.\2\3"),
    (rf"\+ ?({NUMBER})", r"\1+"),
)
_MORE_THAN: Final = rf"{_OVER} ?({NUMBER}%?)"
_SCALED: Final = r"([~<>=]*)([0-9]+(?:\.[0-9]+)?) ?([a-z]+)(\+?)"
_WITH_NOUN: Final = rf"([~<>=]*)({NUMBER})(%?) ([^\W\d].*)"
_LARGEST: Final = 2**53
"""From here on a float is not every whole number."""

_NONE: Final = frozenset(("none", "no", "nobody", "no one", "nil", "-", "–", "—"))
_NOT_KNOWN: Final = frozenset(("unknown", "n/a", "na", "?", "unclear", "not known", "tbd"))


class FigureError(ValueError):
    """A text that is no figure. `message` and `hint` are sentences without a closing full stop."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}. {hint}.")
        self.message = message
        self.hint = hint


def number(written: str) -> float:
    """The value of a text that matches `NUMBER`. Raises `FigureError` where digits would go."""
    value = float("".join(written.replace(",", "").split()))
    if value >= _LARGEST:
        hint = "Count it in a larger unit, as in `{best: 9, unit: billion}`"
        raise FigureError(f"`{cropped(written)}` is too large to be kept exactly", hint)
    return value


def explain(text: str, reads: Callable[[str], bool]) -> FigureError:
    """The error for a text that is no figure; `reads` says whether a proposal is one."""
    message = f"`{cropped(text)}` is not a figure"
    if not text:
        return FigureError("The figure is empty", _EXAMPLES)
    if len(text) > len(cropped(text)):
        return FigureError(message, _EXAMPLES)
    lower = text.lower()
    if lower in _NONE:
        return FigureError(
            message, "Write `0` for a count of zero; a denial goes into `claims` or `disputed_by`"
        )
    if lower in _NOT_KNOWN:
        return FigureError(message, "Leave a figure out that is not known")
    over = re.fullmatch(_MORE_THAN, text, re.IGNORECASE)
    if over is not None:
        amount = over[1]
        return FigureError(
            message, f"Write `{amount}+`, or `{{low: {amount}, text: {text}}}` to keep the words"
        )
    for proposal in _proposals(text):
        if proposal != text and reads(proposal):
            return FigureError(message, f"Write `{proposal}`")
    noun = re.fullmatch(_WITH_NOUN, text)
    if noun is not None:
        quantity = f"{noun[1]}{noun[2]}{noun[3]}"
        if reads(quantity):
            counted = not noun[3] and set(MEASURES).isdisjoint(noun[4].lower().split())
            other = f", or `{_mapping(noun)}`" if counted else ""
            return FigureError(message, f"Write `{quantity}`{other}")
    return FigureError(message, _EXAMPLES)


def _mapping(noun: re.Match[str]) -> str:
    key = "low" if ">" in noun[1] else "high" if "<" in noun[1] else "best"
    about = "~" if "~" in noun[1] else ""
    return f"{{of: {noun[4]}, {key}: {about}{noun[2]}}}"


def _proposals(text: str) -> list[str]:
    """What `text` may mean, likeliest first; they are not yet known to be figures."""
    plain = "".join(_ascii_digit(character) for character in text)
    found = [plain, _COUNTS.get(plain.lower(), "")]
    for pattern, rewritten in _PHRASES:
        match = re.fullmatch(pattern, plain, re.IGNORECASE)
        if match is not None:
            found.append(match.expand(rewritten))
    scaled = re.fullmatch(_SCALED, plain, re.IGNORECASE)
    if scaled is not None and scaled[3].lower() in _SCALES:
        value = float(scaled[2]) * _SCALES[scaled[3].lower()]
        found.append(f"{scaled[1]}{value:.0f}{scaled[4]}")
    about = re.fullmatch(rf"{_ABOUT} (.+)", plain, re.IGNORECASE)
    if about is not None:
        found += [f"~{proposal}" for proposal in _proposals(about[1])]
    if re.fullmatch(r"[0-9][0-9.,'’ ]*", plain):
        # Thousands that are parted in another way, or unevenly: only the digits are certain.
        found.append(re.sub(r"[^0-9]", "", plain))
    return found


def _ascii_digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def explain_amount(
    text: str, words: Mapping[str, float], reads: Callable[[str], bool]
) -> FigureError:
    """The error for what is no single number under `low`, `best` or `high`."""
    message = f"`{cropped(text)}` is not one number"
    word = words.get(text.lower())
    if word is not None:
        return FigureError(message, f"Write `{{low: {word:.0f}, text: {text}}}`")
    if reads(text):
        return FigureError(
            message, "Write each bound by itself, as in `{low: 16, high: 20}` or `{low: 800}`"
        )
    return FigureError(message, "Write a number such as `1500` or `~1500`")
