"""Why a piece of text is no YAML, said for people: what is wrong where, and what to write instead.

It looks at the lines that the parser complains about and knows the usual slips of hand-written
files; it knows nothing of the format's keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import yaml

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.chunks import ODD_BLANKS
from timeline_tui.core.reading.flow import read_flow
from timeline_tui.core.reading.yaml_events import too_deep
from timeline_tui.core.text import cropped, one_line

_LONGEST_EXAMPLE: Final = 80
_MARGIN: Final = r"[ ]*(?:-[ ]+)*"
_KEY: Final = re.compile(
    _MARGIN + r"((?:-(?=[^\s:])|[^\s#'\"\[{&*!|>@`:-])(?:[^:#]*[^\s:#])?)[ ]*:(?=\s|$)"
)
_TIGHT_COLON: Final = re.compile(_MARGIN + r"([A-Za-z_][\w-]*):(?![/\s])(.+)")
_ITEM: Final = re.compile(r"[ ]*((?:-[ ]+)*-)[ ]+")
_ODD_BLANK: Final = re.compile(rf"[ \t]*(?:-[ \t]*)?[\t{ODD_BLANKS}]")
_CLOSER: Final = {"[": "]", "{": "}"}
_LIKE_THE_ITEMS: Final = "Indent it like the items it belongs to"
_QUOTE_SIGNS: Final = "Quote texts that begin with a sign or hold a colon followed by a space"


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser said. `at` is where it stopped, `start` where that began; both from 0."""

    lines: list[str]
    context: str
    words: str
    start: tuple[int, int]
    at: tuple[int, int]

    @property
    def line(self) -> str:
        return self.lines[self.at[0]]

    @property
    def before(self) -> str:
        """What stands before the place on its line."""
        return self.line[: self.at[1]].rstrip()

    @property
    def sign(self) -> str:
        """The character at the place, empty at the end of a line."""
        return self.line[self.at[1] : self.at[1] + 1]

    @property
    def first_line(self) -> str:
        return self.lines[self.start[0]]

    @property
    def first_sign(self) -> str:
        return self.first_line[self.start[1] : self.start[1] + 1]

    def line_above(self) -> int:
        """The number of the last line with content above the place; -1 if there is none."""
        above = self.at[0] - 1
        while above >= 0 and not self.lines[above].split("#")[0].strip():
            above -= 1
        return above


def explain(error: yaml.YAMLError | ValueError, text: str) -> Problem:
    """The problem behind an error that the parser raised for `text`."""
    complaint = _complaint(error, text)
    if complaint is None:
        return Problem("error", "yaml", "This text is not valid YAML", _QUOTE_SIGNS)
    for line, _ in (complaint.at, complaint.start):
        blank = _ODD_BLANK.match(complaint.lines[line])
        if blank and "quoted" not in complaint.context:
            return _odd_blank((line, blank.end() - 1), is_tab="\t" in blank[0])
    for where, pattern, explanation in _EXPLANATIONS:
        if re.search(pattern, complaint.words if where == "words" else complaint.context):
            return explanation(complaint)
    return _other(complaint)


def _complaint(error: yaml.YAMLError | ValueError, text: str) -> _Complaint | None:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return None
    lines = text.split("\n")
    start = error.context_mark or error.problem_mark
    at = error.problem_mark
    return _Complaint(
        lines,
        error.context or "",
        error.problem or "",
        _within(lines, start.line, start.column),
        _within(lines, at.line, at.column),
    )


def _within(lines: list[str], line: int, column: int) -> tuple[int, int]:
    # The end of the text counts as the end of its last line with content.
    if line < len(lines) and lines[line].strip():
        return line, min(column, len(lines[line]))
    line = min(line, len(lines) - 1)
    while line > 0 and not lines[line].strip():
        line -= 1
    return line, len(lines[line].rstrip())


def _problem(code: str, place: tuple[int, int], message: str, hint: str) -> Problem:
    line, column = place[0] + 1, place[1] + 1
    return Problem("error", code, one_line(message), one_line(hint), "", line, column)


def _odd_blank(place: tuple[int, int], *, is_tab: bool) -> Problem:
    if is_tab:
        message = "A tab stands in the indentation"
        return _problem("yaml-tab", place, message, "Indent with spaces only")
    message = "A no-break space or the like stands in the indentation"
    return _problem("yaml-tab", place, message, "Indent with ordinary spaces only")


def _colon(complaint: _Complaint) -> Problem:
    """A colon followed by a space where the text before it can be no key."""
    key = _KEY.match(complaint.line)
    if tight := _TIGHT_COLON.match(complaint.line):
        return _tight_colon(complaint.at[0], tight)
    if complaint.before[-1:] in ("'", '"') and key and key.end() <= complaint.at[1]:
        return _after_quote(complaint)
    if key is None or key.end() <= complaint.at[1]:
        message = "A colon followed by a space stands within a text"
        return _problem("yaml-colon", complaint.at, message, _quote_it(complaint.line))
    return _continues(complaint, key)


def _continues(complaint: _Complaint, key: re.Match[str]) -> Problem:
    """A line with a key that YAML takes for more of the text above it."""
    above = complaint.line_above()
    upper = complaint.lines[above] if above >= 0 else ""
    if tight := _TIGHT_COLON.match(upper):
        return _tight_colon(above, tight)
    upper_key = _KEY.match(upper)
    if upper_key is None:
        return _without_colon((above, _indent(upper)), upper) if upper else _other(complaint)
    place, upper_name = (complaint.at[0], key.start(1)), cropped(upper_key[1])
    if upper_name.startswith("-"):
        message = "A space is missing after the `-`"
        hint = f"Write `- {upper_name[1:]}: …`"
        return _problem("yaml-space", (above, upper_key.start(1)), message, hint)
    if "-" in complaint.line[: key.start(1)]:
        message = f"A list item stands below `{upper_name}`, which has a value already"
        return _problem("yaml-indent", place, message, _LIKE_THE_ITEMS)
    message = f"`{cropped(key[1])}` is indented deeper than `{upper_name}` above it"
    hint = (
        f"Begin it in column {upper_key.start(1) + 1}, or quote the whole text if it goes on here"
    )
    return _problem("yaml-indent", place, message, hint)


def _no_colon(complaint: _Complaint) -> Problem:
    """A line that stands where a key is expected but has no colon (followed by a space)."""
    if tight := _TIGHT_COLON.match(complaint.first_line):
        return _tight_colon(complaint.start[0], tight)
    return _without_colon(complaint.start, complaint.first_line)


def _without_colon(place: tuple[int, int], line: str) -> Problem:
    hint = "Write `key: value`, or indent the line deeper if it belongs to the text above it"
    return _problem("yaml-key", place, f"There is no colon in `{cropped(line.strip())}`", hint)


def _tight_colon(line: int, match: re.Match[str]) -> Problem:
    hint = f"Write `{cropped(f'{match[1]}: {match[2].strip()}', _LONGEST_EXAMPLE)}`"
    message = "A space is missing after the colon"
    return _problem("yaml-space", (line, match.end(1)), message, hint)


def _open_quote(complaint: _Complaint) -> Problem:
    return _never_closed(complaint.start, complaint.first_sign)


def _never_closed(place: tuple[int, int], quote: str) -> Problem:
    hint = f"Write `{quote}` where the text ends"
    if quote == "'":
        hint += '; put a text that begins with an apostrophe in "double quotes"'
    return _problem("yaml-quote", place, "The quote that opens here is never closed", hint)


def _after_quote(complaint: _Complaint) -> Problem:
    """Text behind a closing quote, which may be one that was meant to open."""
    before = complaint.before
    quote = before[-1]
    if before.count(quote) % 2:
        for line in range(complaint.at[0] - 1, -1, -1):
            if complaint.lines[line].count(quote) % 2:
                return _never_closed((line, complaint.lines[line].rindex(quote)), quote)
    hint = _quote_it(complaint.line)
    if quote == "'" and complaint.sign.isalpha():
        hint = "Use \"double quotes\" around a text with apostrophes, or write each as ''"
    return _problem("yaml-quote", complaint.at, "Text stands behind the closing quote", hint)


def _escape(complaint: _Complaint) -> Problem:
    message = "A backslash in double quotes begins an escape, and this one does not exist"
    hint = "Use single quotes, in which a backslash is only a backslash, or write it twice"
    column = complaint.line.rfind("\\", 0, complaint.at[1] + 1)
    return _problem("yaml-escape", (complaint.at[0], max(column, 0)), message, hint)


def _no_value(complaint: _Complaint) -> Problem:
    """A sign, or the end of the text, where a value is expected."""
    if complaint.sign == "," and complaint.before[-1:] in ("[", "{", ","):
        message = "Nothing stands before this comma"
        hint = "Delete it, or quote a text that begins with it"
        return _problem("yaml-comma", complaint.at, message, hint)
    if complaint.sign:
        return _bad_start(complaint.lines, complaint.at)
    for number in range(complaint.at[0], -1, -1):
        line = complaint.lines[number]
        for opener, closer in _CLOSER.items():
            if line.count(opener) > line.split(" #")[0].count(closer):
                opened = replace(complaint, start=(number, line.index(opener)))
                return _open_bracket(opened, opener, closer)
    return _other(complaint)


def _first_sign(complaint: _Complaint) -> Problem:
    return _bad_start(complaint.lines, complaint.start)


def _bad_start(lines: list[str], place: tuple[int, int]) -> Problem:
    line = lines[place[0]]
    sign = line[place[1] : place[1] + 1]
    name = "a backtick" if sign == "`" else f"`{sign}`"
    message = f"A text cannot begin with {name}" if sign else "A value is missing here"
    return _problem("yaml-sign", place, message, _quote_it(line, place[1]))


def _text_block(complaint: _Complaint) -> Problem:
    """A `>` or `|` with text behind it."""
    sign = complaint.first_sign
    rest = complaint.first_line[complaint.start[1] + 1 :].strip()
    number = re.match(r"=?\s*([0-9][0-9.,]*)", rest)
    if sign == ">" and number:
        message = f"`{cropped(sign + rest)}` is read as the start of a block of text"
        return _problem("yaml-block", complaint.start, message, f"Write `{cropped(number[1])}+`")
    message = f"Behind a `{sign}` the text begins on the next line"
    return _problem("yaml-block", complaint.start, message, _quote_it(complaint.first_line))


def _dash(complaint: _Complaint) -> Problem:
    message = "A list cannot begin on the line of its key"
    hint = f"{_quote_it(complaint.line)}, or begin the list on the next line"
    return _problem("yaml-sign", complaint.at, message, hint)


def _flow(complaint: _Complaint) -> Problem:
    """A list or mapping in brackets that does not go on as it should."""
    opener = complaint.first_sign
    closer = _CLOSER.get(opener, "")
    text = "\n".join(complaint.lines[complaint.start[0] :])
    if complaint.sign and complaint.sign in "]}":
        message = f"The `{opener}` before this is closed by `{complaint.sign}`"
        return _problem("yaml-bracket", complaint.at, message, f"Write `{closer}`")
    if not (complaint.sign and read_flow(text, complaint.start[1], len(text)).closed):
        return _open_bracket(complaint, opener, closer)
    if complaint.sign == ":":
        message = f"A second colon stands in one part of `{opener} {closer}`"
        hint = "Put a comma before the next key, or quote the text that holds the colon"
        return _problem("yaml-colon", complaint.at, message, hint)
    message = f"A comma is missing before this within `{opener} {closer}`"
    return _problem("yaml-comma", complaint.at, message, "Put a comma between the parts")


def _open_bracket(complaint: _Complaint, opener: str, closer: str) -> Problem:
    between = complaint.lines[complaint.start[0] : complaint.at[0] + 1]
    hint = f"Write `{closer}` where it ends; quote the text if it begins with `{opener}`"
    if any(" #" in line for line in between):
        hint = "Everything behind ` #` is a comment: quote the text that it belongs to"
    message = f"The `{opener}` that opens here is never closed"
    return _problem("yaml-bracket", complaint.start, message, hint)


def _block(complaint: _Complaint) -> Problem:
    """Something where a key or a list item is expected."""
    before, sign = complaint.before, complaint.sign
    if not before.strip(" -"):
        return _indentation(complaint)
    if before[-1] in "'\"":
        return _after_quote(complaint)
    if sign and sign in "]}":
        message = f"There is a `{sign}` without an opening bracket"
        hint = "Delete it, or quote the text that holds it"
        return _problem("yaml-bracket", complaint.at, message, hint)
    if before[-1] in "]}":
        message = f"Text stands behind the closing `{before[-1]}`"
        return _problem("yaml-bracket", complaint.at, message, _quote_it(complaint.line))
    word = before.split()[-1]
    if word[0] in "*&!":
        return _bad_start(complaint.lines, (complaint.at[0], len(before) - len(word)))
    return _other(complaint)


def _indentation(complaint: _Complaint) -> Problem:
    line, column = complaint.at
    if complaint.sign == ":":
        return _problem("yaml-key", complaint.at, "There is no key before the colon", "Write one")
    target = _neighbour(complaint.lines[:line], column)
    message = "The indentation of this line fits no line above it"
    if complaint.line[column : column + 2] in ("-", "- "):
        message = "A list item stands where no list is"
        return _problem("yaml-indent", complaint.at, message, _LIKE_THE_ITEMS)
    if target is None:
        return _problem("yaml-indent", complaint.at, message, "Indent it like the lines above it")
    hint = f"Begin it in column {target.start(1) + 1}, like `{cropped(target[1])}` above it"
    return _problem("yaml-indent", complaint.at, message, hint)


def _neighbour(above: list[str], column: int) -> re.Match[str] | None:
    """The last of the keys above whose column is nearest."""
    keys = [match for line in above[-200:] if (match := _KEY.match(line))]
    return min(reversed(keys), key=lambda key: abs(key.start(1) - column), default=None)


def _too_deep(complaint: _Complaint) -> Problem:
    """Nested so deep that libyaml gave up before it told of the fiftieth level."""
    return too_deep(complaint.at[0] + 1, complaint.at[1] + 1)


def _other(complaint: _Complaint) -> Problem:
    return _problem("yaml", complaint.at, "This is not valid YAML from here on", _QUOTE_SIGNS)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _quote_it(line: str, column: int = -1) -> str:
    """The line as it would be with its value (which begins in `column`, if given) in quotes."""
    match = _KEY.match(line) or _ITEM.match(line)
    if match and column >= 0 and line[match.end() : column].strip():
        return "Put the text that begins here in quotes"
    value = line[match.end() :].strip() if match else ""
    if match is None or not value:
        return "Put the text in quotes"
    quoted = f'"{value}"'
    if '"' in value or "\\" in value:
        quoted = "'" + value.replace("'", "''") + "'"
    example = f"{match[1]} {quoted}" if match.re is _ITEM else f"{match[1]}: {quoted}"
    if len(example) > _LONGEST_EXAMPLE:
        return "Put the whole value in quotes"
    return f"Quote the value: `{example}`"


_EXPLANATIONS: Final[tuple[tuple[str, str, Callable[[_Complaint], Problem]], ...]] = (
    ("words", "nesting depth", _too_deep),
    ("words", "mapping values are not allowed", _colon),
    ("words", "could not find expected ':'", _no_colon),
    ("words", "escape|hexa?decimal", _escape),
    ("context", "quoted", _open_quote),
    ("context", "block scalar", _text_block),
    ("context", "alias|anchor|tag|directive|next token", _first_sign),
    ("words", "entries are not allowed", _dash),
    ("words", "keys are not allowed", _first_sign),
    ("words", "node content", _no_value),
    ("context", "flow (sequence|mapping)", _flow),
    ("context", "block (mapping|collection|sequence)", _block),
)
