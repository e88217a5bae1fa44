"""Why a text is no YAML and what to write instead: the parser's words translated."""

from __future__ import annotations

import re
from typing import Final

import yaml

from timeline_tui.core.problems import Problem

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
    "yaml-escape": (
        "A backslash in double quotes begins an escape, and this one does not exist",
        "Use single quotes, or write the backslash twice",
    ),
    "yaml-quote": (
        "The quote that opens here is never closed, or closed too early",
        "Write an apostrophe within single quotes twice, or use double ones around the text",
    ),
    "yaml-block": (
        "Behind `|` or `>` the text begins on the next line",
        "Put the text in quotes if it begins with that sign",
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
    (r"escape|hexdecimal", "yaml-escape", True),
    (r"quoted scalar", "yaml-quote", False),
    (r"block scalar", "yaml-block", False),
    (r"alias|anchor|tag|directive", "yaml-sign", False),
    (r"flow (sequence|mapping)|node content", "yaml-bracket", False),
    (r"block (mapping|collection|sequence)", "yaml-indent", True),
    (r"", "yaml", True),
)


def explain(error: Exception, text: str) -> Problem:
    """The problem of a text that the parser refused."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        place = error.args[0] if error.args and isinstance(error.args[0], tuple) else None
        return Problem("error", *_said("too-deep" if place else "yaml"), "", *(place or (1, 1)))
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
    code, message, hint = _said(code)
    return Problem("error", code, message, hint, "", number + 1, column + 1)


def _said(code: str) -> tuple[str, str, str]:
    return code, *_WORDS[code]
