"""What only follows from another problem of a record (FORMAT section 7, Suppress consequences).

Here is what neither the reader nor the check of an entry can see, as each knows half of it.
"""

from __future__ import annotations

from dataclasses import replace

from timeline_tui.core.models.entries import EventEntry
from timeline_tui.core.problems import Problem
from timeline_tui.core.reading import locate


def told_once(text: str, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems of a record; a comment and what is missing because of it become one error."""
    # The mark of a comment stands behind the blank where the empty value is.
    comments = {(one.line, one.column - 1): one for one in problems if one.code == "cut-off"}
    if not comments:
        return problems
    places = {f"`{key}` is missing": locate(text, (key,)) for key in EventEntry.expected}
    told = list(problems)
    for one in problems:
        place = places.get(one.message, (one.line, one.column))
        comment = comments.get(place) if one.code == "missing" else None
        if comment is not None:
            told.remove(one)
            told[told.index(comment)] = replace(
                comment,
                severity="error",
                message=f"All of this is a comment, so {one.message}",
                hint="Quote it if it is the value; else write one before the `#`",
            )
    return tuple(told)
