"""Why a text is no YAML, in a sentence, and what to write instead: the parser's words translated."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.repairs import repaired

# What the parser says; the code; whether the mistake is where it was noticed, and not where its
# context began; what is wrong; what to do.
_SAID: Final = (
    (r"depth", "too-deep", True, "Lists and mappings nest more than 50 deep here", "Write it with fewer levels"),
    (r"cannot start any token|character .\\t.", "yaml-sign", True, "A text cannot begin with this sign", "Put the text in quotes"),
    (r"mapping values are not allowed", "yaml-colon", True, "A colon followed by a space stands within a text", "Put the whole text in quotes, or check how this line and the one above are indented"),
    (r"could not find expected ':'", "yaml-key", False, "There is no `key: value` in this line", "Write a colon and a space, or indent the line deeper if it belongs to the text above"),
    (r"escape|hexdecimal", "yaml-escape", True, "A backslash in double quotes begins an escape, and this one does not exist", "Use single quotes, or write the backslash twice"),
    (r"quoted scalar", "yaml-quote", False, "The quote that opens here is never closed", "Write the quote where the text ends; write an apostrophe within single quotes twice"),
    (r"block scalar", "yaml-block", False, "Behind `|` or `>` the text begins on the next line", "Put the text in quotes if it begins with that sign"),
    (r"alias|anchor|tag|directive", "yaml-sign", False, "A text cannot begin with `*`, `&`, `!` or `%`", "Put the text in quotes"),
    (r"flow (sequence|mapping)|node content", "yaml-bracket", True, "A list in `[ ]` or a mapping in `{ }` does not go on as it should", "Look for a missing or needless comma; quote a text with brackets, `: ` or ` #` in it"),
    (r"block (mapping|collection|sequence)", "yaml-indent", True, "This line does not fit those above it", "Check its indentation and quotes: keys of one record begin in one column"),
    (r"", "yaml", True, "This is not valid YAML from here on", "Quote texts that begin with a sign or hold a colon and a space"),
)  # fmt: skip
_TAB: Final = (
    "yaml-tab",
    "A tab or a no-break space stands in the indentation",
    "Indent with spaces",
)
_OPEN: Final = ("yaml-bracket", "The bracket that opens here is never closed", "Write `]` or `}` where it ends; quote a text with brackets or ` #` in it")  # fmt: skip
_BEHIND: Final = {
    **dict.fromkeys("\"'", ("yaml-quote", "Text stands behind the closing quote", "Put the whole text in quotes, with apostrophes in double ones")),
    **dict.fromkeys("]}", ("yaml-bracket", "Text stands behind the closing bracket", "Quote the whole text, or delete what is too much")),
}  # fmt: skip
"""What is wrong with text that stands behind these signs."""


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
    code, noticed, message, hint = next(rest for found, *rest in _SAID if re.search(found, said))
    lines = text.rstrip().split("\n")
    mark = error.problem_mark
    opened = error.context_mark
    if not noticed and opened is not None:
        mark = opened
    elif code == "yaml-bracket" and opened is not None and not _closes(text, opened.index):
        mark = opened
        code, message, hint = _OPEN
    number = min(mark.line, len(lines) - 1)
    column = mark.column if number == mark.line else 0
    before = lines[number][:column].rstrip()
    if re.match(r" *[\t\u00a0]", lines[number]):
        (code, message, hint), column = _TAB, 0
    elif code == "yaml-indent" and before[-1:] in _BEHIND:
        code, message, hint = _BEHIND[before[-1]]
    elif code == "yaml-indent" and re.search(r": +(?:[*&!]\S*|)$", before):
        code, message, hint = "yaml-sign", "A text cannot begin with this sign", "Quote the text"
    hint = (repaired(text, number + 1, reads) if reads else "") or hint
    return Problem("error", code, message, hint, "", number + 1, column + 1)


def _closes(text: str, bracket: int) -> bool:
    """Whether the bracket is closed at all, outside comments."""
    closing = {"[": "]", "{": "}"}.get(text[bracket : bracket + 1], "")
    return closing in re.sub(r"(?<!\S)#.*", "", text[bracket:])
