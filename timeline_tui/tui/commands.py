"""Everything a person can do on the screen: one table for bindings, footer, palette, help and docs.

`action` names a method `action_…` of the main screen; an id is what the config remaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from timeline_tui.tui.keys import key_name, normal_key

Group = Literal["Move", "Lanes", "Panes", "Query", "Knowledge", "Event", "File", "Program"]

GROUPS: tuple[Group, ...] = get_args(Group)


class Command(NamedTuple):
    """One action: `keys` are Textual key names, the first is the one shown."""

    id: str
    keys: tuple[str, ...]
    action: str
    help: str
    group: Group
    footer: bool = False

    @property
    def title(self) -> str:
        """What the palette calls it."""
        return self.id.replace("_", " ").capitalize()


_TABLE: dict[Group, tuple[tuple[str, str, str, str], ...]] = {
    "Move": (
        ("down", "j down", "move(1)", "The next line"),
        ("up", "k up", "move(-1)", "The line before"),
        ("first", "g home", "move_to('first')", "To the first line"),
        ("last", "G end", "move_to('last')", "To the last line"),
        ("page_down", "pagedown ctrl+d", "page(1)", "A page on"),
        ("page_up", "pageup ctrl+u", "page(-1)", "A page back"),
        ("next_day", "] shift+down", "step('day', 1)", "To the next day that has events"),
        ("previous_day", "[ shift+up", "step('day', -1)", "To the day before that has events"),
        ("next_month", "} ctrl+down", "step('month', 1)", "To the next month that has events"),
        ("previous_month", "{ ctrl+up", "step('month', -1)", "To the month before with events"),
        ("go_to_date", ": f3", "go_to_date", "To the first event on or after a date or a time"),
        ("next_match", "n f4", "match(1)", "To the next event in which the query's words stand"),
        ("previous_match", "N shift+f4", "match(-1)", "The one before"),
        ("next_mark", "' f7", "next_mark", "To the next mark; how far in time the others are"),
    ),
    "Lanes": (
        ("lanes", "L", "lanes", "The events as lanes on an axis of time; again: the list"),
        ("rows", "l", "rows(1)", "Rows by the next: actor, place, source, side, type, tag, event"),
        ("rows_back", "H", "rows(-1)", "Rows by the one before"),
        ("before", "left", "beside(-1)", "The event before in the row; in a pane the branch"),
        ("after", "right", "beside(1)", "The event after in the row; in a pane the branch"),
        ("fit", "equals_sign", "fit", "All of the time that is shown in the width"),
        ("true_scale", "f", "true_scale", "True to scale; again: room where the events are"),
    ),
    "Panes": (
        ("next_pane", "tab", "next_pane(1)", "To the next pane"),
        ("previous_pane", "shift+tab", "next_pane(-1)", "To the pane before"),
        ("pane_events", "1", "pane('chronology')", "To the chronology"),
        ("pane_locations", "2", "pane('location')", "To the locations"),
        ("pane_actors", "3", "pane('actor')", "To the actors"),
        ("pane_sources", "4", "pane('source')", "To the sources"),
        ("pane_event", "5", "pane('event')", "To the event's text"),
        ("open", "enter", "open", "List: to the event's text; entry: include it; link: follow it"),
        ("include", "+ insert", "narrow(False)", "Only with the entry; again: all. Lanes: nearer"),
        ("exclude", "- delete", "narrow(True)", "Without the entry; again: all. Lanes: farther"),
        ("about", "i", "about", "All about the entry; in the list, about the timeline"),
        ("panes", "v shift+f5", "panes", "Which panes are shown, and how wide; it is kept"),
        ("maximise", "z f5", "zoom", "The pane alone on the screen; again: back"),
    ),
    "Query": (
        ("query", "/ f2", "query", "The query line: words, fields, dates; applies as you type"),
        ("drop_term", "backspace", "drop_term", "Takes the last term off the query"),
        ("clear", "0", "clear", "Shows every event again"),
        ("undo", "U ctrl+z", "undo", "Back to the query before the last change"),
        ("save_query", "s f9", "save_query", "Keeps this query under a name"),
        ("saved_queries", "S shift+f9", "saved_queries", "Picks, or removes, one of those kept"),
        ("changed", "u f11", "changed", "Only what the last reload changed; again: all"),
    ),
    "Knowledge": (
        ("as_of", "t", "as_of", "As it was known on the first report day; again: on any day"),
        ("as_of_off", "T", "as_of_off", "All that is known, whenever it was reported"),
        ("next_report", "> ctrl+right", "report_day(1)", "To the next report day: what it brought"),
        ("previous_report", "< ctrl+left", "report_day(-1)", "To the report day before"),
        ("play", "space", "play", "As of a day: plays the days that follow. In a pane: the branch"),
        ("disputes", "x f12", "disputes", "What is contested: who asserts, who contests"),
    ),
    "Event": (
        ("edit", "e", "edit", "Opens the event, or the entry, in $VISUAL or $EDITOR at its line"),
        ("mark", "m f6", "mark", "Marks the event, or takes the mark off"),
        ("browse", "o", "browse", "Opens the source's address in the browser"),
        ("cite", "y", "cite", "Copies a citation of the event"),
        ("stub", "a", "stub(True)", "Copies a new event like this one: place, actors, sources"),
        ("stub_now", "A", "stub(False)", "Copies a new event of this moment"),
        ("words", "w", "words", "Writes the standing of each event beside its sign; again: not"),
    ),
    "File": (
        ("reload", "r", "reload", "Reads the file again now"),
        ("problems", "! f8", "problems", "What is wrong in the file and the config, by line"),
    ),
    "Program": (
        ("help", "? f1", "help", "The keys, the signs, the query; typing narrows it"),
        ("theme", "f10", "app.change_theme", "Picks the colours"),
        ("palette", "ctrl+p", "app.command_palette", "Every command by name"),
        ("back", "escape", "back", "One step back; never quits"),
        ("quit", "q ctrl+q", "app.quit", "Leaves"),
    ),
}
_FOOTER = "go_to_date query as_of disputes edit problems help palette quit"

COMMANDS: tuple[Command, ...] = tuple(
    Command(id, tuple(map(normal_key, keys.split())), action, help, group, id in _FOOTER.split())
    for group, rows in _TABLE.items()
    for id, keys, action, help in rows
)


class Keys(dict[str, str]):
    """What the first key of each command is called; of one without a key, where else it is found.

    `by_command` has all keys in force: those of the config, and of its own those that no other
    command took.
    """

    def __init__(self, by_command: Mapping[str, tuple[str, ...]]) -> None:
        self.by_command = by_command
        palette = {command.id: f"“{command.title}” in the palette" for command in COMMANDS}
        named = {id: key_name(keys[0]) for id, keys in by_command.items() if keys}
        super().__init__(palette | named)

    def all(self, command: str) -> str:
        return " ".join(map(key_name, self.by_command[command]))


def keys_in_force(chosen: Mapping[str, tuple[str, ...]] | None = None) -> Keys:
    """The keys of every command: a key chosen for one is taken from what others have by default."""
    chosen = chosen or {}
    taken = {key for keys in chosen.values() for key in keys}
    own = {command.id: tuple(k for k in command.keys if k not in taken) for command in COMMANDS}
    return Keys(own | {id: keys for id, keys in chosen.items() if keys})
