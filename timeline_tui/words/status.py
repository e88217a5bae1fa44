"""The sentences of the status line and of the empty list. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from timeline_tui.core.changes import Changes
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import iso
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop

if TYPE_CHECKING:
    from timeline_tui.core.evidence.asof import DaySummary

Idle = Literal[
    "no-entry-to-include",
    "no-entry-to-exclude",
    "no-entry-to-fold",
    "no-branch",
    "no-link",
    "no-event",
    "no-later-day",
    "no-earlier-day",
    "no-later-month",
    "no-earlier-month",
]

Keys = Mapping[str, str]
"""What each command's key is called, by the command's id."""

BETWEEN_FACTS = Span(" · ", "dim")


def first_lines(lines: list[Line], highest: int, width: int) -> list[Line]:
    """At most `highest` of the lines, `width` cells wide; that there are more is marked."""
    if len(lines) <= highest:
        return lines
    return [*lines[: highest - 1], crop((*lines[highest - 1], Span(" …")), width)]


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def shown_of_total(view: View) -> str:
    """`15 of 63`, or `63 events` where nothing is filtered."""
    shown, total = len(view.rows), len(view.timeline.events)
    return counted(total, "event") if shown == total else f"{shown:,} of {total:,}"


def facts_line(view: View | None, problems: Sequence[Problem], *, unreadable: bool = False) -> Line:
    """What is shown, as of when, what is wrong in the file, what is hidden and why.

    What matters most stands first: where there is little room, the end is left out. As of a day,
    how much was reported later is not told: nobody could know it then.
    """
    facts: list[Span] = []
    if view is not None:
        facts += _shown(view)
    if unreadable:
        facts.append(Span("the file cannot be read", "problem"))
    kinds = Counter(problem.severity for problem in problems)
    if kinds["error"]:
        facts.append(Span(counted(kinds["error"], "error"), "problem"))
    if view is not None and view.known is not None and view.known.hidden_undated:
        hidden = counted(view.known.hidden_undated, "statement")
        facts.append(Span(f"{hidden} hidden: no report date", "dim"))
    if kinds["warning"]:
        facts.append(Span(counted(kinds["warning"], "warning"), "contested"))
    return tuple(span for fact in facts for span in (BETWEEN_FACTS, fact))[1:]


def _shown(view: View) -> list[Span]:
    facts: list[Span] = []
    if view.known is not None and view.query.asof is not None:
        facts.append(Span(f"as of {view.query.asof.text}", "accent"))
    facts.append(Span(shown_of_total(view), "dim"))
    if view.query.sort == "reported":
        facts.append(Span("by report", "accent"))
    return facts


def reload_line(changes: Changes, head_changed: bool = False) -> Line:
    """What a reload brought; the head is what the file says of itself and declares."""
    if not changes and head_changed:
        return (Span("Read again: no event changed, but the head", "dim"),)
    if not changes:
        return (Span("Read again: no event changed", "dim"),)
    return (Span("Read again: "), Span(str(changes), "accent"))


def day_line(day: int, summary: DaySummary) -> Line:
    """What a report day brought."""
    parts = [
        f"{len(ids)} {word}"
        for ids, word in (
            (summary.added, "added"),
            (summary.changed, "changed"),
            (summary.contested, "contested"),
        )
        if ids
    ]
    return (Span(f"Reported {iso(day)}: "), Span(", ".join(parts) or "nothing new", "accent"))


def problem_line(problem: Problem) -> Line:
    """A problem on one line: how bad it is, where it is, what it is; its file without the folder.

    A file that cannot be read has no line in which that would be.
    """
    roles: dict[str, Role] = {"error": "problem", "warning": "contested", "note": "dim"}
    words = str(problem).partition(f": {problem.severity}: ")[2]
    place = Path(problem.file).name
    if problem.code != "unreadable-file":
        place = f"{place}:{problem.line}:{problem.column}"
    return (
        Span(f"{problem.severity}  ", roles[problem.severity]),
        Span(f"{place}  ", "dim"),
        Span(words),
    )


def state_line(problem: Problem) -> Line:
    """What is wrong with what is kept between runs. Which file it is, `timeline locate` says."""
    return (Span(problem.message, "problem"), Span(f". {problem.hint}" if problem.hint else ""))


def no_report_day(direction: int, as_of: bool, keys: Keys) -> str:
    """Why there is no report day to step to, and what there is instead."""
    if direction > 0 and not as_of:
        back = keys["previous_report"]
        return f"All that is known is shown. {back} goes back to the last report day."
    if direction > 0:
        return f"Nothing was reported after that day. {keys['as_of_off']} shows all that is known."
    return "Nothing was reported before that day." if as_of else "Nothing has a report date."


def nothing_from(date: str, view: View) -> str:
    """That no row shown is on or after a date, and where the cursor stands instead."""
    by_report = view.query.sort == "reported"
    said = f"Nothing {'was reported ' if by_report else ''}on or after {date}"
    if not view.rows:
        return f"{said}."
    if view.months[0].year is None:
        return f"{said}: no event shown has a {'report date' if by_report else 'date'}."
    last = "what was reported last" if by_report else "the last event that has a date"
    return f"{said}. The cursor is on {last}."


def idle_line(reason: Idle, keys: Keys, glyphs: Glyphs) -> str:
    """Why a key did nothing, and where it would do something."""
    there = f"a place, an actor or a source. {keys['next_pane']} goes to them."
    return {
        "no-entry-to-include": f"{keys['include']} shows only the events of {there}",
        "no-entry-to-exclude": f"{keys['exclude']} hides the events of {there}",
        "no-entry-to-fold": f"{keys['fold']} closes what lies within {there}",
        "no-branch": "Nothing lies within this entry.",
        "no-link": f"This line leads nowhere. {glyphs.follows} stands before those that do.",
        "no-event": "No event is shown.",
        "no-later-day": "No event shown is on a later day.",
        "no-earlier-day": "No event shown is on an earlier day.",
        "no-later-month": "No event shown is in a later month.",
        "no-earlier-month": "No event shown is in an earlier month.",
    }[reason]


def empty_line(view: View, keys: Keys, *, typing: bool = False) -> Line:
    """Why the list is empty and what to do next; while a query is typed, keys are letters."""
    if view.known is not None and not view.timeline.events:
        why = "Nothing had been reported by then"
        next_step = (
            f"{keys['next_report']} goes to the next report day, "
            f"{keys['as_of_off']} shows all that is known"
        )
    elif not view.timeline.events:
        why = "No events yet"
        next_step = (
            f"Two lines make one, under events: a date and a title. {keys['edit']} opens the editor"
        )
    else:
        why = "No event matches"
        next_step = (
            f"{keys['drop_term']} drops the last term, {keys['clear']} clears, "
            f"{keys['undo']} goes back"
        )
    if typing:
        next_step = "Esc restores the query before"
    return (Span(f"{why}. "), Span(f"{next_step}.", "dim"))


def unreadable_line(problem: Problem, keys: Keys) -> Line:
    """Why nothing is shown and what to do next."""
    hint = f". {problem.hint}" if problem.hint else ""
    return (
        Span(f"{problem.message}{hint}. ", "problem"),
        Span(f"{problem.file} is shown as soon as it can be read; ", "dim"),
        Span(f"{keys['reload']} tries it now.", "dim"),
    )


def query_error_line(error: QueryError) -> Line:
    """What is wrong with a query, where, and what to write instead."""
    hint = f". {error.hint}" if error.hint else ""
    return (Span(f"Column {error.column}: ", "dim"), Span(f"{error.message}{hint}", "problem"))
