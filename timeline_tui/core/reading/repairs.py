"""What to write instead of a line that is no YAML: changes that were tried, and the text reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from timeline_tui.core.text import cropped

_PAIR: Final = re.compile(r"([ ]*(?:-[ ]+)*)([\w-]+)[ ]*:[ ]*(\S.*?)([ ]+#[ ].*|[ ]*)$")
_KEY: Final = re.compile(r"\s*(?:-\s+)*[^\W\d][\w-]*[ ]*:(?!//)")
_TIGHT: Final = re.compile(r"([ ]*(?:-[ ]+)*[\w-]+):(?=[^\s/:])")
_TIGHT_DASH: Final = re.compile(r"^([ ]*)-(?=\w)")
_BOUND: Final = re.compile(r">=?\s*([0-9][0-9.,]*)(?: |$)")
_MARGIN: Final = re.compile(r"^[ \t]*(?:-[ \t]*)*\t[ \t]*", re.MULTILINE)
_TWO_QUOTED: Final = re.compile(r"""(["'])[^"']*\S\1\s(?:.*\s)?\1\S[^"']*\1""")
_START: Final = re.compile(r"[ ]*(?:-[ ]+)*")
_LIST: Final = re.compile(r"[\[{](?![^\],:]*\] ?\w)")
"""A value that is meant as a list or a mapping, which mean nothing in quotes."""

PROSE: Final = frozenset(
    ("title", "name", "text", "description", "note", "quote", "date_text", "author", "publisher")
)
"""Keys of texts in which brackets and number signs may stand."""

_LONGEST: Final = 20_000
"""Characters of a text that is mended: each trial parses it once more."""


def repaired(text: str, number: int, failing: Callable[[str], int]) -> tuple[str, str]:
    """What to write, as a hint, and the text with that change: the first one of the line `number`
    (from 1), or of the one above it, with which the text reads; else one with which it reads on to
    a later line. `failing` is the line of the first mistake in a text, 0 if there is none.

    The change is "" where it may be meant or not, both where nothing is found.
    """
    lines = text.split("\n")
    if len(text) > _LONGEST:
        return "", ""
    if whole := _whole(lines, number):
        start, end, quoted = whole
        changed = "\n".join([*lines[:start], quoted, *lines[end:]])
        if not 0 < failing(changed) <= end:
            return f"Write `{cropped(' '.join(quoted.split()), 120)}`, as it is read here", changed
    further = ("", "")
    for at in (number, number - 1) if number > 1 else (number,):
        for change in dict.fromkeys(_changes(lines[at - 1])):
            changed = "\n".join([*lines[: at - 1], change, *lines[at:]])
            failed = failing(changed) if change != lines[at - 1] else number
            if failed == 0 or (failed > number and not further[1]):
                where = " in the line above" if at < number else ""
                said = f"Write `{cropped(change.strip(), 120)}`{where}, as it is read here", changed
                if failed == 0:
                    return said
                further = said
    return _indented(text, number, failing) or further


def _indented(text: str, number: int, failing: Callable[[str], int]) -> tuple[str, str] | None:
    """The same for what stands in the wrong column."""
    for width in (2, 4, 8) if "\t" in text else ():
        changed = _MARGIN.sub(lambda margin: margin[0].expandtabs(width), text)  # noqa: B023
        if failing(changed) == 0:
            return "Indent with spaces, as it is read here", changed
    lines = text.split("\n")
    first, above = (_START.match(lines[n]) for n in (0, max(number - 2, 0)))
    if number > 1 and first is not None and above is not None:
        moved = " " * above.end() + lines[number - 1].lstrip()
        changed = "\n".join([*lines[: number - 1], moved, *lines[number:]])
        if failing(changed) == 0:
            column = above.end() + 1  # a line below one that stands deeper may belong to either
            hint = f"Begin it in column {column}, like the line above"
            prose = _PAIR.match(lines[number - 2])
            if prose and prose[2] in PROSE and lines[number - 1].startswith(" " * column):
                return f"{hint}, or put the whole text in quotes", ""
            return (hint, changed) if first.end() == above.end() else (hint, "")
    return None


def _whole(lines: list[str], number: int) -> tuple[int, int, str] | None:
    """A text of several lines, the one of the line `number` (from 1): its lines, and in quotes."""
    start = number
    while start > 1 and not _KEY.match(lines[start - 1]):
        start -= 1
    pair = _PAIR.match(lines[start - 1])
    if pair is None or pair[2] not in PROSE or pair[3][0] in "|>\"'" or "#" in pair[4]:
        return None
    deeper = re.compile(rf" {{{len(pair[1]) + 1}}}|[ ]*$")
    end = start
    while end < len(lines) and deeper.match(lines[end]):
        end += 1
    if (
        end == start or end < number or any(map(_KEY.match, lines[start:end]))
    ):  # which may be keys of their own
        return None
    text = "\n".join([pair[3], *lines[start:end]]).rstrip()
    return start - 1, end, f"{pair[1]}{pair[2]}: {_quoted(text)}"


def spaced(text: str) -> str:
    """`text` with a blank behind the colon of each key: date:2021 → date: 2021."""
    return re.sub(rf"(?m)^{_TIGHT.pattern}", r"\1: ", text)


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
    indent = len(line) - len(line.lstrip())
    yield line[:indent].replace("\t", "  ") + line[indent:]
    yield _TIGHT_DASH.sub(r"\1- ", line)  # -date: → - date:
    yield _TIGHT.sub(r"\1: ", line)  # title:Foo → title: Foo
    pair = _PAIR.match(line)
    is_prose = pair is not None and pair[2] in PROSE
    for sign in "\"'" if is_prose else "\"']}":
        yield line + sign
    if pair is not None:
        start, key, value, remark = pair.groups()
        if value[0] in "\"'":
            value, remark = value + remark.rstrip(), ""
        if bound := _BOUND.match(value):
            yield f"{start}{key}: {bound[1]}+"
        if is_prose or not _LIST.match(value):
            yield f"{start}{key}: {_quoted(value)}{remark}"


def _quoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] in "\"'" and not _TWO_QUOTED.fullmatch(text):
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
