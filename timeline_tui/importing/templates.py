"""Templates: texts with `{columns}` of a row in them, each parsed once and filled for every row.

`{a.b}` is a value within another one, `{name:.10}` its first ten characters (Python's format of
texts), `{?name}` a column that may be missing, `{{` a brace. Knows rows and nothing of events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from timeline_tui.core.models.wording import compact
from timeline_tui.core.text import make_visible
from timeline_tui.importing import Value

Cells = Mapping[str, Value]
Fill = Callable[[Cells], Value | None]
"""What a template makes of a row; None where all of its columns are empty."""

NOTHING: Final = re.compile(
    r"unknown|unclear|not known|n\.?/?a\.?|n\.?/?d\.?|none|null|nil|tb[acd]|k\. ?A\.|[?.–—-]+",
    re.IGNORECASE,
)
"""Cells that say no more than that nothing is known."""

_TOKEN: Final = re.compile(r"\{\{|\}\}|([(\[])?\{([^{}]+)\}(?(1)[)\]])|([{}])")
_COLUMN: Final = re.compile(r"(\??)(.+?)(?::((?:.?[<>^])?\d{0,3}(?:\.\d{1,4})?))?", re.DOTALL)
_OPEN: Final = ("/", "..")
"""Signs of a span, which stay where its other end is empty: `/2021-08` has an unknown start."""


class Column(NamedTuple):
    """A column in a template: the text before it, how its own text is formatted, and the brackets
    round it alone."""

    before: str
    name: str
    format: str = ""
    may_miss: bool = False
    brackets: tuple[str, str] = ("", "")


def parsed(template: str) -> tuple[list[Column], str]:
    """The columns and the text behind the last. ValueError for a brace that stands alone."""
    columns: list[Column] = []
    before, start = "", 0
    for token in _TOKEN.finditer(template):
        before += template[start : token.start()]
        start = token.end()
        if token[3]:
            raise ValueError("A brace stands alone; one that is text is written twice")
        if column := _COLUMN.fullmatch(token[2] or ""):
            brackets = (token[0][0], token[0][-1]) if token[1] else ("", "")
            columns.append(Column(before, column[2], column[3] or "", bool(column[1]), brackets))
            before = ""
        else:
            before += token[0][0]
    return columns, before + template[start:]


@lru_cache(maxsize=4096)
def nameable(heading: str) -> str:
    """A heading as a template can name it: braces, a `?` before it and a format have a meaning, and
    signs that nobody sees are told in a file of rules."""
    name = make_visible(heading).replace("{", "[").replace("}", "]").lstrip("?")
    match = _COLUMN.fullmatch(name)
    return (
        name if match and match[3] is None else " ".join(name.replace(":", " ").split()) or "column"
    )


def columns_of(template: Any) -> Iterator[tuple[str, Column]]:
    """Each column in the texts of a template, with that text."""
    if isinstance(template, str):
        yield from ((template, column) for column in parsed(template)[0])
    else:
        for inner in template.values() if isinstance(template, Mapping) else template:
            yield from columns_of(inner)


def as_text(value: Value | None) -> str:
    """What stands in a cell, on one line where it is a list or a mapping; "" for None."""
    if isinstance(value, list):
        return ", ".join(map(as_text, value))
    return value if isinstance(value, str) else compact(value)


def compiled(template: Value) -> Fill:
    """The function that fills a template. In a list and in a mapping, empty items drop out, in a
    list those that repeat too. A text of one column alone gives its value as it is."""
    if isinstance(template, dict):
        fills = {key: compiled(one) for key, one in template.items()}
        return lambda row: {k: v for k, one in fills.items() if (v := one(row)) is not None} or None
    if isinstance(template, list):
        return _list([compiled(one) for one in template])
    columns, tail = parsed(template)
    if not columns:
        return lambda _: tail or None
    if len(columns) == 1 and not any((columns[0].before, *columns[0].brackets, tail)):
        return _getter(columns[0])
    return _text(columns, tail)


def _list(fills: list[Fill]) -> Fill:
    def fill(row: Cells) -> Value | None:
        found: list[Value] = []
        for one in fills:
            value = one(row)
            for item in value if isinstance(value, list) else [value]:
                if item is not None and item not in found:
                    found.append(item)
        return found or None

    return fill


def _getter(column: Column) -> Fill:
    name, spec = column.name, column.format
    first, *steps = name.split(".")

    def get(row: Cells) -> Value | None:
        value = row.get(name)
        if value is None and steps:
            value = row.get(first)
            for step in steps:
                value = value.get(step) if isinstance(value, dict) else None
        return value if value is None or not spec else format(as_text(value), spec) or None

    return get


def _text(columns: list[Column], tail: str) -> Fill:
    prefix, *joints = [column.before for column in columns]
    getters = [_getter(column) for column in columns]
    ends = (prefix, tail) in (("", ""), ("[", "]")) and len(joints) == 1
    is_span = ends and joints[0].strip() in ("-", "–", *_OPEN)

    def fill(row: Cells) -> Value | None:
        texts = [as_text(get(row)) for get in getters]
        if not any(texts):
            return None
        if is_span and texts[0] == texts[1]:
            return texts[0]
        return f"{prefix}{''.join(_joined(columns, texts))}{tail}"

    return fill


def _joined(columns: list[Column], texts: list[str]) -> Iterator[str]:
    """The texts and what joins them. One that is empty takes along what stands before it."""
    begun = False
    for index, (column, text) in enumerate(zip(columns, texts, strict=True)):
        joint = column.before if index else ""
        if (text and (begun or joint.strip() in _OPEN)) or (begun and joint.strip() == ".."):
            yield joint
        if text:
            begun = True
            yield text.join(column.brackets)
