"""A chunk's text as plain data, with what is wrong in it; and where in the text a value stands."""

from __future__ import annotations

import re
from typing import Final

import yaml
from yaml.reader import ReaderError

from timeline_tui.core.problems import Problem
from timeline_tui.core.reading.plain_yaml import NotPlain, read_plain
from timeline_tui.core.reading.yaml_events import (
    Parsed,
    Path,
    TooDeep,
    Value,
    build,
    place_of,
    walk,
)
from timeline_tui.core.reading.yaml_lints import join_numbers, lint, with_commas
from timeline_tui.core.text import find_hidden, make_visible

_DASH: Final = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*[ ]*-(?=\s|\Z)", re.ASCII)


def parse(text: str) -> Parsed:
    """A chunk's text read: the item where it is a list item, every scalar as it was typed.

    Raises nothing.
    """
    try:
        return _parsed(read_plain(text), text)
    except NotPlain:
        return _parse_any(text)


def _parse_any(text: str) -> Parsed:
    whole = _standing_alone(text)
    source, split = join_numbers(whole)
    try:
        built = build(source)
    except TooDeep as error:
        return Parsed(None, (error.problem,))
    except (ReaderError, UnicodeEncodeError):
        return _parse_visible(text)
    except (yaml.YAMLError, ValueError) as error:
        from timeline_tui.core.reading.yaml_mistakes import explain  # here: most runs meet none

        return Parsed(None, (explain(error, whole),))
    problems = (*built.problems, *split, *lint(source))
    data = with_commas(built.data) if split else built.data
    return _parsed(data, source, problems, built.refused)


def _parsed(
    data: Value,
    source: str,
    problems: tuple[Problem, ...] = (),
    refused: frozenset[Path] = frozenset(),
) -> Parsed:
    """The item, where `data` is a list of one and begins with a dash."""
    outside = 1
    if isinstance(data, list) and len(data) == 1 and _is_item(source):
        data, outside = data[0], 2
        if data is None and not problems:
            hint = "Write `date:` and `title:` behind the `-`, or delete it"
            problems = (Problem("error", "empty-item", "This list item is empty", hint),)
    return Parsed(data, problems, refused and frozenset([path[outside:] for path in refused]))


def locate(text: str, path: Path, *, key: bool = False) -> tuple[int, int]:
    """The line and column, from 1, of the value at `path` in a chunk's text, or of its key.

    The way is that through `parse(text).data`; where it leads nowhere, the place of the last
    value on it.
    """
    source, _ = join_numbers(_standing_alone(text))
    # The first step of a node's path is its document, the second of a list item its list.
    outside = 2 if _is_item(source) else 1
    deepest, place = -1, (1, 1)
    for node in walk(source):
        depth = len(node.path) - outside
        if depth <= deepest or (node.is_key and not key) or node.path[outside:] != path[:depth]:
            continue
        deepest, place = depth, place_of(node.event)
        if depth == len(path):
            break
    return place


def _standing_alone(text: str) -> str:
    """The text as a document: a part of a top-level `{…}` with brackets for its delimiters.

    Such a part reaches from the bracket or comma before it to the one behind it.
    """
    if text[:1] == "," or (text[:1] == "{" and text[-1:] == ","):
        return "{" + (text[1:-1] + "}" if text[-1] in ",}" and len(text) > 1 else text[1:])
    return text


def _is_item(text: str) -> bool:
    return _DASH.match(text) is not None


def _parse_visible(text: str) -> Parsed:
    """The data of a text with characters that YAML does not allow."""
    index, name = find_hidden(text) or (0, "a character that is not allowed")
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    message = f"There is {name}; a sign is shown for it"
    problem = Problem("warning", "hidden-character", message, "Delete it", "", line, column)
    parsed = parse(make_visible(text))
    return Parsed(parsed.data, (problem, *parsed.problems), parsed.refused)
