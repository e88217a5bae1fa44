"""Why a text is no YAML, in words for a person, and what to write instead: changes that were
tried, and the text reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.text import cropped

_WORDS: Final = {
    "yaml-sign": ("A text cannot begin with this sign", "Put the text in quotes"),
    "yaml-colon": (
        "A colon followed by a space stands within a text",
        "Put the whole text in quotes, or check how this line and the one above are indented",
    ),
    "yaml-key": (
        "There is no `key: value` in this line",
        "Write a colon and a space, or indent the line deeper if it belongs to the text above",
    ),
    "yaml-quote": (
        "The quote is not closed where the text ends, or a `\\` in it begins no escape",
        "Write an apostrophe within single quotes twice, a `\\` within double ones",
    ),
    "yaml-bracket": (
        "The bracket is never closed, or what stands in it does not go on as it should",
        "Look for a missing bracket or comma; quote a text with brackets, `: ` or ` #` in it",
    ),
    "yaml-indent": (
        "This does not fit what stands before it",
        "Quote the whole text, or check the indentation: keys of one record begin in one column, "
        "a new record with `- `",
    ),
    "yaml-tab": ("A tab or a no-break space stands in the indentation", "Indent with spaces"),
    "too-deep": ("Lists and mappings nest more than 50 deep here", "Write it with fewer levels"),
    "yaml": ("This is no valid YAML", "Delete signs that cannot be seen, and quote the others"),
}
"""What is wrong, and what to do about it, by the problem's code."""

# What the parser says, the code, and whether the mistake stands where the parser noticed it and not
# where it began to read what it could not finish.
_SAID: Final = (
    (r"depth", "too-deep", True),
    (r"cannot start any token|sequence entries|character .\\t.", "yaml-sign", True),
    (r"mapping values are not allowed", "yaml-colon", True),
    (r"could not find expected ':'", "yaml-key", False),
    (r"escape|hexdecimal", "yaml-quote", True),
    (r"quoted scalar", "yaml-quote", False),
    (r"alias|anchor|tag|directive|block scalar", "yaml-sign", False),
    (r"flow (sequence|mapping)|node content", "yaml-bracket", False),
    (r"block (mapping|collection|sequence)", "yaml-indent", True),
    (r"", "yaml", True),
)


def explain(error: Exception, text: str) -> Problem:
    """The problem of a text that the parser refused."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem("error", "yaml", *_WORDS["yaml"])
    said = f"{error.context or ''} {error.problem or ''}"
    code, noticed = next(
        (code, noticed) for words, code, noticed in _SAID if re.search(words, said)
    )
    closing = "]" if "sequence" in said else "}"
    if code == "yaml-bracket" and closing in text[error.problem_mark.index :]:
        noticed = True  # else it is the bracket that is never closed
    mark = error.problem_mark if noticed else error.context_mark or error.problem_mark
    lines = text.rstrip().split("\n")
    number = min(text.count("\n", 0, mark.index), len(lines) - 1)
    column = mark.index - text.rfind("\n", 0, mark.index) - 1
    column = max(0, min(column, len(lines[number])))
    if re.match(r"(?: |-(?=\s))*[\t\u00a0]", lines[number]):
        code, column = "yaml-tab", 0
    return Problem("error", code, *_WORDS[code], "", number + 1, column + 1)


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
    """What to write, as a hint, and the text with that change: the smallest one of the line
    `number` (from 1), or of the one above it, with which the text reads, else with which it reads
    on to a later line; both "" if none is found. `failing` is the first line of a text that does
    not read, or 0.
    """
    further = "", ""
    for hint, changed in _trials(text, number) if len(text) <= _LONGEST else ():
        failed = failing(changed) if changed != text else number
        if failed == 0:
            return hint, changed
        if failed > number and not further[1]:
            further = hint, changed
    return further


def _trials(text: str, number: int) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    if whole := _whole(lines, number):
        start, end, change = whole
        hint = f"Write `{cropped(' '.join(change.split()), 120)}`, as it is read here"
        yield hint, "\n".join([*lines[:start], change, *lines[end:]])
    for at, where in ((number - 1, ""), (number - 2, " in the line above")):
        for change in _changes(lines[at]) if at >= 0 else ():
            hint = f"Write `{cropped(change.strip(), 120)}`{where}, as it is read here"
            yield hint, "\n".join([*lines[:at], change, *lines[at + 1 :]])
    for width in (2, 4, 8) if "\t" in text else ():
        spaced = _MARGIN.sub(lambda margin: margin[0].expandtabs(width), text)  # noqa: B023
        yield "Indent with spaces, as it is read here", spaced
    first, above = (_START.match(lines[n]) for n in (0, max(number - 2, 0)))
    # A line below one that stands deeper may belong to either, one below prose to that.
    if number > 1 and first and above and first.end() == above.end():
        prose = _PAIR.match(lines[number - 2])
        if prose and prose[2] in PROSE and lines[number - 1].startswith(" " * (above.end() + 1)):
            return
        moved = " " * above.end() + lines[number - 1].lstrip()
        hint = f"Begin it in column {above.end() + 1}, like the line above"
        yield hint, "\n".join([*lines[: number - 1], moved, *lines[number:]])


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
    if end == start or end < number or any(map(_KEY.match, lines[start:end])):
        return None  # they may be keys of their own
    text = "\n".join([pair[3], *lines[start:end]]).rstrip()
    return start - 1, end, f"{pair[1]}{pair[2]}: {_quoted(text)}"


def spaced(text: str) -> str:
    """`text` with a blank behind the colon of each key: date:2021 → date: 2021."""
    return re.sub(rf"(?m)^{_TIGHT.pattern}", r"\1: ", text)


def _changes(line: str) -> Iterator[str]:
    """What a line may have been meant to be, the smallest change first."""
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
