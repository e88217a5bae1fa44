"""Where a source's name ends and what is cited of it begins, as in `channel (2022-03-17, post 4)`.

FORMAT section 4, Citation. It knows which names are declared from whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from timeline_tui.core.dates import DateError, EdtfDate, understand
from timeline_tui.core.models import Citation
from timeline_tui.core.models.shorthand import date_in
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Remark

_LONGEST: Final = 300
"""Characters of brackets, and of a name, in which a date and a locator are looked for."""

# All that reads as a date has a year, and to find that a text is none takes a millisecond.
_MAY_BE_A_DATE: Final = re.compile(
    r"(?!(?:pp?|pages?|posts?|n[or]s?|vols?|ff?|fols?|ch|lines?|min|msg|tweet|doc|item|id|entry"
    r"|letter|box|art|para?|sec|col|fig|table|S|Bl|Bd)\b).{0,40}[0-9][0-9X][0-9X].{0,40}$",
    re.IGNORECASE,
)
_WHOLE_DATE: Final = re.compile(
    r"(?:^|.*[,;])\s*(\d{4}([-/.])\d\d?\2\d\d?|\d\d?([-/.])\d\d?\3\d{4})\s*(?:$|[,;])"
)
_PARTS: Final = re.compile(r"(?:[A-Z][a-z]{2,}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}\b(?!-)|[^,;])+")
_LOCATOR: Final = re.compile(
    r"""[\s,;:]*(?:
        (?:(?:^|(?<=[\s,;:]))(?:pp?|pages?|ff?|fols?|folios?|paras?|paragraphs?|arts?|articles?|S|с|стр)\.?
            |§+|¶+)\s*[0-9]
        |(?:^|(?<=[\s,;:]))(?:ch|chaps?|chapters?|vols?|volumes?|bd|kap|гл|т)\.?\s*(?:[0-9]|[ivxlc]+\b)
    )[^()]{0,40}$""",
    re.IGNORECASE | re.VERBOSE,
)


class Division(NamedTuple):
    """The name in a reference ("" where there is none), what is cited of it, and what is wrong."""

    name: str
    citation: Citation | None
    problems: tuple[Remark, ...] = ()


def divided(ref: str, declared: Callable[[str], object]) -> Division | None:
    """A reference that no declared entry has for a name; None where all of it is a name."""
    if "(" in ref and (brackets := _brackets(ref)) is not None:
        return _in_brackets(ref, *brackets, declared)
    return _with_locator(ref, declared) if len(ref) <= _LONGEST else None


def _brackets(text: str) -> tuple[str, str, bool] | None:
    """What stands before the last brackets, what in them, and whether they close."""
    depth = start = end = 0
    for index, character in enumerate(text):
        if character == "(":
            start = start if depth else index
            depth += 1
        elif character == ")" and depth:
            depth -= 1
            end = index
    if not depth and end < len(text) - 1:
        return None
    return text[:start].rstrip(), text[start + 1 : len(text) if depth else end].strip(), not depth


def _in_brackets(
    ref: str, name: str, inside: str, closed: bool, declared: Callable[[str], object]
) -> Division | None:
    date, at = _cited(inside)
    nothing = not inside.strip(" ,;")
    if nothing or (not name and (date or _LOCATOR.match(inside))):
        example = named(f"{name or 'report'} ({'p. 3' if nothing else inside})")
        message = f"{'Nothing is cited' if nothing else 'No source is named'} in {named(ref)}"
        return Division(name, None, (("error", "bad-citation", message, f"Write {example}"),))
    problems: list[Remark] = []
    if not closed:
        message = f"A bracket in {named(ref)} never closes"
        hint = f"Write {named(f'{ref})')}, in quotes if it stands in a list or mapping in brackets"
        problems.append(("error", "bad-citation", message, hint))
    elif date:
        notes = (note.partition("; ") for note in date.notes)
        code = "other-date" if date.written else "date-note"
        problems += [("note", code, note, hint.capitalize()) for note, _, hint in notes]
    elif typed := _WHOLE_DATE.match(inside):
        message, hint = f"{named(typed[1])} in {named(ref)} is not read as a date", ""
        try:
            understand(typed[1])
        except DateError as error:
            hint = error.hint
        problems.append(("warning", "locator", message, hint))
        date = understand("unknown") if declared(name) else None  # not that of the whole source
    if name and (date or declared(name)):
        return Division(name, Citation.make(date=date, at=at), tuple(problems))
    if closed and _LOCATOR.match(inside):
        message = f"{named(ref)} is a source of its own, as {named(name)} is not declared"
        hint = f"Declare {named(name)} under `sources`, so that {named(inside)} is a place in it"
        problems.append(("warning", "locator", message, hint))
    return Division(ref, None, tuple(problems)) if problems else None


def _cited(inside: str) -> tuple[EdtfDate | None, str]:
    """The date in brackets, and all else: the locator. `March 17, 2022` has a comma in it."""
    parts = [part.strip() for part in _PARTS.findall(inside)] if len(inside) < _LONGEST else []
    for index, part in enumerate(parts):
        if (date := date_in(part) if _MAY_BE_A_DATE.match(part) else None) is not None:
            return date, ", ".join(filter(None, (*parts[:index], *parts[index + 1 :])))
    return None, inside


def _with_locator(ref: str, declared: Callable[[str], object]) -> Division | None:
    """`book p. 3`, if `book` is declared: `book (p. 3)`."""
    for found in _LOCATOR.finditer(ref):
        name, at = ref[: found.start()], found[0].strip(" ,;:")
        if declared(name):
            message = f"{named(ref)} is read as a place in {named(name)}, not as another source"
            hint = f"Write {named(f'{name} ({at})')}"
            return Division(name, Citation.make(at=at), (("warning", "locator", message, hint),))
    return None
