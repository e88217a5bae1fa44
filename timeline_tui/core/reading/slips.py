"""Why a text is no YAML, in a sentence, and what to write instead: the parser's words translated."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.repairs import repaired

_CONTEXT, _PROBLEM = range(2)

# What the parser says; the code; whether the mistake is where its context began or where it was
# noticed; what is wrong; what to do.
_SAID: Final = (
    (
        r"cannot start any token|character .\\t.",
        "yaml-sign",
        _PROBLEM,
        "A text cannot begin with this sign",
        "Put the text in quotes, and indent with spaces, not tabs",
    ),
    (
        r"mapping values are not allowed",
        "yaml-colon",
        _PROBLEM,
        "A colon followed by a space stands within a text",
        "Put the whole text in quotes, or check how this line and the one above are indented",
    ),
    (
        r"could not find expected ':'",
        "yaml-key",
        _CONTEXT,
        "There is no `key: value` in this line",
        "Write a colon and a space, or indent the line deeper if it belongs to the text above",
    ),
    (
        r"escape|hexdecimal",
        "yaml-escape",
        _PROBLEM,
        "A backslash in double quotes begins an escape, and this one does not exist",
        "Use single quotes, or write the backslash twice",
    ),
    (
        r"quoted scalar",
        "yaml-quote",
        _CONTEXT,
        "The quote that opens here is never closed",
        "Write the quote where the text ends; write an apostrophe within single quotes twice",
    ),
    (
        r"block scalar",
        "yaml-block",
        _CONTEXT,
        "Behind `|` or `>` the text begins on the next line",
        "Put the text in quotes if it begins with that sign",
    ),
    (
        r"alias|anchor|tag|directive",
        "yaml-sign",
        _CONTEXT,
        "A text cannot begin with `*`, `&`, `!` or `%`",
        "Put the text in quotes",
    ),
    (
        r"flow (sequence|mapping)|node content",
        "yaml-bracket",
        _CONTEXT,
        "A list in `[ ]` or a mapping in `{ }` does not go on as it should",
        "Look for a missing bracket or comma; quote a text with brackets, `: ` or ` #` in it",
    ),
    (
        r"block (mapping|collection|sequence)",
        "yaml-indent",
        _PROBLEM,
        "This line does not fit those above it",
        "Check its indentation and quotes: keys of one record begin in one column",
    ),
    (
        r"",
        "yaml",
        _PROBLEM,
        "This is not valid YAML from here on",
        "Quote texts that begin with a sign or hold a colon and a space",
    ),
)


def explain(error: Exception, text: str, reads: Callable[[str], bool] | None) -> Problem:
    """The problem of a text that the parser refused.

    The hint is a changed line with which `reads` holds, where `reads` is given and one is found.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        place = error.args[0] if error.args else None
        if isinstance(place, tuple):
            message = "Lists and mappings nest more than 50 deep here"
            return Problem("error", "too-deep", message, "Write it with fewer levels", "", *place)
        return Problem("error", "yaml", "This is not valid YAML", "Delete signs that are not seen")
    said = f"{error.context or ''} {error.problem or ''}"
    code, where, message, hint = next(rest for found, *rest in _SAID if re.search(found, said))
    mark = error.problem_mark
    if where == _CONTEXT and error.context_mark is not None:
        mark = error.context_mark
    last = text.rstrip().count("\n")
    line, column = (mark.line, mark.column) if mark.line <= last else (last, 0)
    if reads is not None and (change := repaired(text, line + 1, reads)):
        at, written = change
        where_else = "" if at == line + 1 else " in the line above" if at == line else ""
        hint = f"Write `{written}`{where_else}"
    return Problem("error", code, message, hint, "", line + 1, column + 1)
