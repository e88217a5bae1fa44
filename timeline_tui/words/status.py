"""The sentences of the status line and of the empty list.

Keys are told by what they are called: `Keys` has the name for each command's id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from rich.cells import cell_len

from timeline_tui.core.dates import EdtfDate, understand
from timeline_tui.core.dates.calendar import MONTHS
from timeline_tui.core.problems import Problem
from timeline_tui.core.query import QueryError
from timeline_tui.core.views.view import View
from timeline_tui.words.dates import iso, long
from timeline_tui.words.signs import Glyphs
from timeline_tui.words.spans import Line, Role, Span, crop_middle

if TYPE_CHECKING:  # few sessions travel in time or compare
    from timeline_tui.core.diff import Changes
    from timeline_tui.core.evidence.asof import DaySummary

Keys = Mapping[str, str]
Idle = Literal["no-entry", "no-branch", "no-link", "no-event", "no-lanes"]

OPENED_LAST: Final = "opened last"
_NAME: Final = 20  # cells of a title that are worth more than what stands beside it
_LEAST: Final = 8  # fewer tell nothing of it
BETWEEN_FACTS: Final = Span(" · ", "dim")
SEVERITY_ROLES: Final[Mapping[str, Role]] = {
    "error": "problem",
    "warning": "contested",
    "note": "dim",
}


def counted(count: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def shown_of_total(view: View) -> str:
    """`15 of 63`, or `63 events` where nothing is filtered."""
    all_of_them = counted(view.total, "event")
    return all_of_them if view.shown == view.total else f"{view.shown:,} of {view.total:,}"


def heading(
    view: View, drawn: str, opened: str, saved: float | None, glyphs: Glyphs, width: int
) -> str:
    """Which timeline is shown, in `width` cells: the title is cut in its middle, as far as that
    leaves something to be read, then what matters least gives way.

    `drawn` says how its events are, where not in a list; `opened` how the file was found, if nobody
    named it; `saved` is when it was saved last, in seconds since 1970. As of a day that is not
    told: the file is of another one.
    """
    files, title = [Path(file).name for file in view.timeline.files], view.timeline.title
    file = files[0] if len(files) == 1 else f"{len(files)} files"
    found = f"{opened}: {file}" if opened == OPENED_LAST else opened or file
    asof = view.query.asof
    parts = {
        "known": f"KNOWN ON {_day_of(asof).upper()}" if asof is not None else "",
        "title": title or ", ".join(files),
        "file": found if title or opened else "",
        "saved": _saved(saved) if saved is not None and asof is None else "",
        "drawn": drawn,
        "count": shown_of_total(view),
    }

    def room() -> int:
        """Cells for the title beside the others."""
        others = [text for name, text in parts.items() if text and name != "title"]
        return width - sum(cell_len(text) + 3 for text in others)

    for part in ("saved", *(["file"] if not opened else [])):
        if room() < min(_NAME, cell_len(parts["title"])):
            parts[part] = ""
    cut = crop_middle(parts["title"], room(), glyphs.ellipsis)
    parts["title"] = cut if room() >= _LEAST else ""
    return f" {glyphs.between} ".join(filter(None, parts.values()))


def _day_of(asof: EdtfDate) -> str:
    """The day at whose end it was known."""
    if asof.is_timed or asof.latest is None:
        return long(asof)
    return long(understand(iso(asof.latest)))


def _saved(at: float) -> str:
    """`saved 14:02`, or the day before today."""
    when, today = datetime.fromtimestamp(at), datetime.now()
    day = f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"
    return f"saved {when:%H:%M}" if when.date() == today.date() else f"saved {day}"


def facts_line(view: View | None, problems: Sequence[Problem], *, unreadable: bool = False) -> Line:
    """What is shown, as of when, what is wrong in the file, what is hidden and why.

    What matters most stands first: where there is little room, the end is left out. As of a day,
    how much was reported later is not told: nobody could know it then.
    """
    kinds = Counter(problem.severity for problem in problems)
    facts: list[Span] = []
    if view is not None:
        if view.known is not None and view.query.asof is not None:
            facts.append(Span(f"as of {view.query.asof.text}", "accent"))
        facts.append(Span(shown_of_total(view), "dim"))
        if view.query.sort == "reported":
            facts.append(Span("by report", "accent"))
    if unreadable:
        facts.append(Span("the file cannot be read", "problem"))
    if kinds["error"]:
        facts.append(Span(counted(kinds["error"], "error"), "problem"))
    if view is not None and view.known is not None and view.known.hidden_undated:
        hidden = counted(view.known.hidden_undated, "statement")
        facts.append(Span(f"{hidden} hidden: no report date", "dim"))
    if kinds["warning"]:
        facts.append(Span(counted(kinds["warning"], "warning"), "contested"))
    return tuple(span for fact in facts for span in (BETWEEN_FACTS, fact))[1:]


def reload_line(changes: Changes, view: View, keys: Keys, *, head_changed: bool) -> Line:
    """What a reload brought to what is known in the view, and how much of it is outside the query;
    the head is what the file says of itself and declares."""
    if changes:
        said = (Span("Read again: "), Span(str(changes), "accent"))
        outside = sum(view.position(id) is None for id in changes.new | changes.changed)
        all_of_it = outside == len(changes.new | changes.changed | changes.gone)
        which = "" if all_of_it else f"{outside:,} of them "
        it = "it" if outside == 1 else "them"
        hint = Span(f", {which}outside the query. {keys['changed']} shows {it}.")
        return (*said, hint) if outside else said
    but = ", but the head" if head_changed else ""
    what = f"no event changed{but}" if view.known is None else "nothing changed that was known"
    return (Span(f"Read again: {what}", "dim"),)


def day_line(day: int, summary: DaySummary, hint: str = "") -> Line:
    """What a report day brought, and what one may do next."""
    counts = {word: len(getattr(summary, word)) for word in ("added", "changed", "contested")}
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    named = long(understand(iso(day)))
    return (Span(f"Reported on {named}: "), Span(said or "nothing new", "accent"), Span(hint))


def problem_line(problem: Problem) -> Line:
    """A problem on one line: how bad it is, where it is, what it is; its file without the folder.

    A file that cannot be read has no line in which that would be.
    """
    place = Path(problem.file).name
    if problem.code != "unreadable-file":
        place = f"{place}:{problem.line}:{problem.column}"
    words = str(problem).partition(f": {problem.severity}: ")[2]
    severity = Span(f"{problem.severity}  ", SEVERITY_ROLES[problem.severity])
    return (severity, Span(f"{place}  ", "dim"), Span(words))


def state_line(problem: Problem) -> Line:
    """What is wrong with what is kept between runs. Which file it is, `timeline locate` says."""
    return (Span(problem.message, "problem"), Span(f". {problem.hint}" if problem.hint else ""))


def no_report_day(direction: int, as_of: bool, keys: Keys, *, any_day: bool) -> str:
    """Why there is no report day to step to, and what there is instead. `any_day` says
    whether there is one at all."""
    if any_day and not as_of:
        return f"All that is known is shown. {keys['previous_report']} goes to the last report day."
    where = "before" if direction < 0 else "after"
    why = f"Nothing was reported {where} that day." if any_day else "Nothing has a report date."
    return f"{why} {keys['as_of_off']} shows all that is known." if as_of else why


def nothing_from(date: str, view: View) -> str:
    """That no row shown is on or after a date."""
    said = "reported " if view.query.sort == "reported" else ""
    return f"Nothing {said}on or after {date} is shown."


_IDLE: Final[Mapping[Idle, str]] = {
    "no-entry": "This is for a place, an actor or a source. {next_pane} goes to them.",
    "no-branch": "Nothing lies within this entry.",
    "no-link": "This line leads nowhere. {sign} stands before those that do.",
    "no-event": "No event is shown.",
    "no-lanes": "This is for the lanes. {lanes} draws them.",
}


def idle_line(reason: Idle, keys: Keys, glyphs: Glyphs) -> str:
    """Why a key did nothing, and where it would do something."""
    return _IDLE[reason].format_map({**keys, "sign": glyphs.follows})


def empty_line(view: View, keys: Keys | None = None, *, typing: bool = False) -> Line:
    """Why the list is empty and, with `keys`, what to do next; while a query is typed, keys are
    letters."""
    why, step = (
        "No event matches",
        "{drop_term} drops the last term, {clear} clears, {undo} goes back",
    )
    if not view.timeline.events and view.known is not None:
        had = "is known to have" if view.known.hidden_undated else "had"
        why = f"Nothing {had} been reported by then"
        step = "{next_report} goes to the next report day if there is one, {as_of_off} shows all"
    elif not view.timeline.events:
        why = "No events yet"
        step = "Two lines make one, under events: a date and a title. {edit} opens the editor"
    if keys is None:
        return (Span(f"{why}."),)
    said = "Esc restores the query before" if typing else step.format_map(keys)
    return (Span(f"{why}. "), Span(f"{said}.", "dim"))


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
