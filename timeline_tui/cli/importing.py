"""`timeline import`: a table as a new timeline, or what of it others lack."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from timeline_tui import files
from timeline_tui.cli import completion
from timeline_tui.cli import options as take
from timeline_tui.cli.options import DONE, NOTHING, Asked
from timeline_tui.cli.reading import glyphs_for, inputs_of, loaded, progress, query_of, summary
from timeline_tui.core.loading import Cache
from timeline_tui.core.text import make_visible
from timeline_tui.core.timeline import Timeline
from timeline_tui.core.views.view import View, apply
from timeline_tui.core.watch import YAML_SUFFIXES
from timeline_tui.importing import Reading, Table, TableError
from timeline_tui.importing.readers import READERS, table
from timeline_tui.importing.rules import SHIPPED, DayOrder, Rules, load_rules, rules_text
from timeline_tui.importing.whole import Import, Imported, Wanted
from timeline_tui.output import emit_file, refuse_existing, save, say
from timeline_tui.words import changes
from timeline_tui.words.spans import text_of
from timeline_tui.words.status import counted


def _offered(ctx: click.Context, param: click.Parameter, typed: str) -> completion.Items:
    """Rules that ship, else files."""
    named = [CompletionItem(one) for one in SHIPPED if typed and one.startswith(typed)]
    return named or completion.timelines(ctx, param, typed)


_NAMES: Final = click.Argument(
    ["names"], metavar="[RULES] TABLE", nargs=-1, required=True, shell_complete=_offered
)
_RULES: Final = take.flag("--rules", "print the rules that are used, and import nothing")
_AGAINST: Final = click.Option(
    ["--against"],
    metavar="FILE",
    multiple=True,
    shell_complete=completion.timelines,
    help="only what FILE lacks, and what changed of the rest; may be repeated",
)
_TO: Final = click.Option(
    ["-o", "--output"],
    metavar="NEW",
    type=click.Path(),
    help="write to NEW, which may not exist yet",
)
_DAY: Final = click.Option(
    ["--day-first", "order"], flag_value="day", help="07/08/2021 is the 7th of August"
)
_MONTH: Final = click.Option(
    ["--month-first", "order"], flag_value="month", help="07/08/2021 is July the 8th"
)
_READ: Final = click.Option(
    ["--read"], type=click.Choice(READERS), help="what TABLE is, where it does not show"
)
_TEXTS: Final = {
    "--sheet": ("NAME", "the sheet of a workbook (default: the first with cells)"),
    "--records": ("PATH", "where the rows are in JSON: $.events"),
    "--delimiter": ("C", "what stands between the cells"),
    "--encoding": ("NAME", "how the characters are encoded"),
}
_READING: Final = [
    click.Option([name], metavar=metavar, help=says) for name, (metavar, says) in _TEXTS.items()
]
_PARAMS: Final = (_NAMES, _RULES, _AGAINST, take.QUERY, _TO, _DAY, _MONTH, _READ, *_READING)


@take.command("import", *_PARAMS)
def import_(
    asked: Asked,
    names: tuple[str, ...],
    rules: bool,
    against: tuple[str, ...],
    output: str | None,
    order: DayOrder,
    **how: str | None,
) -> int:
    """Prints or writes what a table makes."""
    if len(names) > 2 or "" in names:
        raise click.UsageError("name one TABLE, and before it the RULES if there are any")
    if output is not None:
        refuse_existing(Path(output))
    query_of(asked)  # what does not read is said before the table is read
    try:
        given = load_rules(names[0]) if names[1:] else None
        work = Import(_table(names[-1], given, how), progress("rows"))
        used = given or work.rules()
        used = replace(used, order=order or used.order)
        if rules:
            _write(output, rules_text(used, work.said))
            return DONE
        found = work.made(used, _wanted(asked, against))
    except TableError as error:
        raise click.ClickException(str(error)) from error
    if found.events:
        _write(output, found.pieces)
    for line in (*work.said, *_told(found, asked, (*against, output or "FILE"))):
        say(f"timeline: {line}")
    return DONE if found.events or found.known else NOTHING


def _table(name: str, rules: Rules | None, how: Mapping[str, str | None]) -> Table:
    """What stands there, read as the command line says, else as the rules do. TableError."""
    path = Path(name)
    if (name in SHIPPED and not path.exists()) or name.lower().endswith(YAML_SUFFIXES):
        raise TableError(f"{name}: this is no table, but rules or a timeline. Name a TABLE")
    said = {key: value for key, value in how.items() if value}
    reading = replace(rules.reading if rules else Reading(), **said)
    if name == take.STANDARD_INPUT:
        return table("<stdin>", sys.stdin.buffer.read() if sys.stdin else b"", reading)
    if path.is_dir():
        return table(name, None, reading, path)
    files.check([path])
    return table(name, path.read_bytes(), reading)


def _wanted(asked: Asked, against: tuple[str, ...]) -> Wanted:
    def view(timeline: Timeline) -> View:
        found = apply(timeline, query_of(asked, timeline))
        if hint := found.hint(make_visible(asked.query)):
            say(f"timeline: query: {hint}")
        return found

    inputs, cache = inputs_of(against) if against else (), Cache()
    known = loaded(inputs, cache) if against else None
    errors = [one for one in (known.problems if known else ()) if one.severity == "error"]
    if known and errors and all(event.broken for event in known.events):
        message = f"{' '.join(against)}: no event reads there, so all would be new"
        raise click.ClickException(f"{message}. `timeline check` says why")
    if known and errors:
        say(f"timeline: {summary(errors, len(known.files))}; what is broken there is not known")
    return Wanted(inputs, known, cache, view if asked.query else None)


def _write(output: str | None, pieces: Iterable[str]) -> None:
    if output is None:
        emit_file(pieces)
    else:
        save(Path(output), pieces, new=True)


def _told(found: Imported, asked: Asked, names: tuple[str, ...]) -> Iterator[str]:
    """What changed since, what there is now, and how to look at it in the files of these names."""
    if found.changes:
        count = counted(len(found.changes[0].events), "known event")
        lines = changes.change_lines(*found.changes, None, glyphs_for(asked))
        yield "\n".join((f"{count} would say something else:", *map(text_of, lines)))
    known = f"{counted(found.known, 'event')} known already" if found.known else ""
    if found.events:
        nouns = zip(
            ("event", "place", "actor", "source"), (found.events, *found.entries), strict=True
        )
        counts = [counted(count, noun) for noun, count in nouns if count]
        yield f"{', '.join(counts)}{'; ' * bool(known)}{known}"
        file = " ".join(names)
        aside = ", for what was kept under `x-`" if found.looks - {"date"} else ""
        yield f"next: timeline check {file}{aside}"
        if "date" in found.looks:
            yield f"      timeline list {file} -q is:undated, for the dates"
    elif known:
        yield f"nothing is new; {known}"
    else:
        yield "no event matches" if asked.query else "there is no event in it"
