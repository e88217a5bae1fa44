"""Everything a person can do on the screen: one table for bindings, footer, palette, help and docs.

Data only. `action` names a method `action_…` of the panes (groups Move and Panes) or of the main
screen (all others, and those that begin with `screen.`); an id is what the config remaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Group = Literal["Move", "Panes", "Query", "Knowledge", "Event", "File", "Program"]

GROUPS: tuple[Group, ...] = get_args(Group)


@dataclass(frozen=True, slots=True)
class Command:
    """One action: `keys` are Textual key names, the first is the one shown."""

    id: str
    keys: tuple[str, ...]
    action: str
    title: str
    help: str
    group: Group
    footer: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("down", ("j", "down"), "move(1)", "Down", "The next line", "Move"),
    Command("up", ("k", "up"), "move(-1)", "Up", "The line before", "Move"),
    Command("first", ("g", "home"), "move_to('first')", "First", "To the first line", "Move"),
    Command("last", ("G", "end"), "move_to('last')", "Last", "To the last line", "Move"),
    Command("page_down", ("pagedown", "ctrl+d"), "page(1)", "Page down", "A page on", "Move"),
    Command("page_up", ("pageup", "ctrl+u"), "page(-1)", "Page up", "A page back", "Move"),
    Command(
        "next_day",
        ("right_square_bracket", "shift+down"),
        "step('day', 1)",
        "Next day",
        "To the next day that has events",
        "Move",
    ),
    Command(
        "previous_day",
        ("left_square_bracket", "shift+up"),
        "step('day', -1)",
        "Previous day",
        "To the day before that has events",
        "Move",
    ),
    Command(
        "next_month",
        ("right_curly_bracket", "ctrl+down"),
        "step('month', 1)",
        "Next month",
        "To the next month that has events",
        "Move",
    ),
    Command(
        "previous_month",
        ("left_curly_bracket", "ctrl+up"),
        "step('month', -1)",
        "Previous month",
        "To the month before that has events",
        "Move",
    ),
    Command(
        "go_to_date",
        ("colon", "f3"),
        "screen.go_to_date",
        "Go to a date",
        "To the first event on or after a date; any date the file may hold",
        "Move",
        footer=True,
    ),
    Command(
        "next_match",
        ("n", "f4"),
        "screen.match(1)",
        "Next match",
        "To the next event in whose line or text the query's words are found",
        "Move",
    ),
    Command(
        "previous_match",
        ("N", "shift+f4"),
        "screen.match(-1)",
        "Previous match",
        "The one before",
        "Move",
    ),
    Command(
        "next_mark",
        ("apostrophe", "f7"),
        "screen.next_mark",
        "Next mark",
        "To the next marked event",
        "Move",
    ),
    Command("next_pane", ("tab",), "next_pane(1)", "Next pane", "To the next pane", "Panes"),
    Command(
        "previous_pane",
        ("shift+tab",),
        "next_pane(-1)",
        "Previous pane",
        "To the pane before",
        "Panes",
    ),
    Command(
        "pane_events", ("1",), "pane('chronology')", "Chronology", "To the chronology", "Panes"
    ),
    Command("pane_locations", ("2",), "pane('location')", "Locations", "To the locations", "Panes"),
    Command("pane_actors", ("3",), "pane('actor')", "Actors", "To the actors", "Panes"),
    Command("pane_sources", ("4",), "pane('source')", "Sources", "To the sources", "Panes"),
    Command("pane_event", ("5",), "pane('event')", "Event", "To the event's text", "Panes"),
    Command(
        "open",
        ("enter",),
        "open",
        "Open",
        "In the list: to the event's text. In a pane: include the entry. On a link: follow it",
        "Panes",
    ),
    Command(
        "include",
        ("plus", "insert"),
        "include",
        "Include",
        "In a pane: only events of this entry and all within it; again: no longer",
        "Panes",
    ),
    Command(
        "exclude",
        ("minus", "delete"),
        "exclude",
        "Exclude",
        "In a pane: no events of this entry; again: no longer",
        "Panes",
    ),
    Command(
        "fold",
        ("space", "left", "right"),
        "fold",
        "Fold",
        "In a pane: close or open the branch",
        "Panes",
    ),
    Command(
        "about",
        ("i",),
        "screen.about",
        "About",
        "In a pane: what the file says of the entry under the cursor. In the list: of the timeline",
        "Panes",
    ),
    Command(
        "maximise",
        ("z", "f5"),
        "maximise",
        "Maximise",
        "The pane alone on the screen; again: back",
        "Panes",
    ),
    Command(
        "query",
        ("slash", "f2"),
        "query",
        "Query",
        "The query line: words, fields, dates; applies as you type",
        "Query",
        footer=True,
    ),
    Command(
        "drop_term",
        ("backspace",),
        "drop_term",
        "Drop the last term",
        "Takes the last term off the query",
        "Query",
    ),
    Command("clear", ("0",), "clear", "Clear", "Shows every event again", "Query"),
    Command(
        "undo",
        ("U", "ctrl+z"),
        "undo",
        "Undo",
        "Back to the query before the last change",
        "Query",
    ),
    Command(
        "save_query",
        ("s", "f9"),
        "save_query",
        "Save query",
        "Keeps this query under a name",
        "Query",
    ),
    Command(
        "saved_queries",
        ("S", "shift+f9"),
        "saved_queries",
        "Saved queries",
        "Picks one of the queries kept, or removes one",
        "Query",
    ),
    Command(
        "changed",
        ("u", "f11"),
        "changed",
        "Changed only",
        "Only what the last reload changed; again: all",
        "Query",
    ),
    Command(
        "as_of",
        ("t",),
        "as_of",
        "As of a day",
        "The whole timeline as it was known on a day",
        "Knowledge",
        footer=True,
    ),
    Command(
        "as_of_off",
        ("T",),
        "as_of_off",
        "As of: off",
        "All that is known, whenever it was reported",
        "Knowledge",
    ),
    Command(
        "next_report",
        ("greater_than_sign", "ctrl+right"),
        "report_day(1)",
        "Next report day",
        "To the next day on which something was reported, and what it brought",
        "Knowledge",
    ),
    Command(
        "previous_report",
        ("less_than_sign", "ctrl+left"),
        "report_day(-1)",
        "Previous report day",
        "To the report day before",
        "Knowledge",
    ),
    Command(
        "disputes",
        ("x", "f12"),
        "disputes",
        "Disputes",
        "What is contested among the events shown: who asserts, who contests",
        "Knowledge",
        footer=True,
    ),
    Command(
        "edit",
        ("e",),
        "edit",
        "Edit",
        "Opens the event in $VISUAL or $EDITOR at its line; in a pane, the entry's own line",
        "Event",
        footer=True,
    ),
    Command("mark", ("m", "f6"), "mark", "Mark", "Marks the event, or takes the mark off", "Event"),
    Command(
        "browse",
        ("o",),
        "browse",
        "Open address",
        "Opens the source's address in the browser",
        "Event",
    ),
    Command("cite", ("y",), "cite", "Copy citation", "Copies a citation of the event", "Event"),
    Command(
        "words",
        ("w",),
        "words",
        "Standing in words",
        "Writes the standing of each event beside its sign; again: the sign only",
        "Event",
    ),
    Command("reload", ("r",), "reload", "Reload", "Reads the file again now", "File"),
    Command(
        "problems",
        ("exclamation_mark", "f8"),
        "problems",
        "Problems",
        "What is wrong in the file and in the config; each opens in the editor at its line",
        "File",
        footer=True,
    ),
    Command(
        "help",
        ("question_mark", "f1"),
        "help",
        "Help",
        "The keys, the signs, the query",
        "Program",
        footer=True,
    ),
    Command("theme", ("f10",), "theme", "Theme", "Picks the colours", "Program"),
    Command(
        "palette",
        ("ctrl+p",),
        "app.command_palette",
        "Palette",
        "Every command by name",
        "Program",
        footer=True,
    ),
    Command("back", ("escape",), "back", "Back", "One step back; never quits", "Program"),
    Command("quit", ("q", "ctrl+q"), "app.quit", "Quit", "Leaves", "Program", footer=True),
)
