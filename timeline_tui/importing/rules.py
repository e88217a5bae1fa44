"""Rules of an import: an event as a template, read from a file that is checked as timelines are.

Knows the keys of the format and no table; `templates` fills them, `events` makes events of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

from timeline_tui.core.models import SECTIONS, Event, FileHead, check
from timeline_tui.core.models.entry import typable
from timeline_tui.core.models.unknown import unknown_key
from timeline_tui.core.models.wording import named
from timeline_tui.core.problems import Problem
from timeline_tui.core.query.regexes import RegexError, compile_regex
from timeline_tui.core.reading.decode import UnreadableFile, read_text
from timeline_tui.core.reading.edits import as_yaml
from timeline_tui.core.reading.tree import List, Map, Text, Tree, parse, placed
from timeline_tui.core.text import closest, did_you_mean
from timeline_tui.importing import Reading, Table, TableError, Value
from timeline_tui.importing.readers import READERS
from timeline_tui.importing.templates import Cells, Column, columns_of, compiled, parsed

DayOrder = Literal["day", "month"] | None
"""Which number of `07/08/2021` stands first; None leaves such dates unread."""

Template = Mapping[str, Value]
SHIPPED: Final = ("acled", "gdelt", "timelinejs", "timesketch", "ucdp")
_READING: Final = tuple(one.name for one in fields(Reading))
_KEYS: Final = (*_READING, "title", "timezone", "dates", "event", "if", *SECTIONS)
_EVENT: Final = re.compile(r"^[\"']?event[\"']?\s*:", re.MULTILINE)
_ORDERS: Final[Mapping[str, DayOrder]] = {"": None, "day-first": "day", "month-first": "month"}


@dataclass(frozen=True, slots=True)
class Rules:
    """What becomes of each row. `event` has templates by the keys of an event; `conditions` are
    regexes by column, with templates that replace those of `event` where all of them match; each
    section has templates of an entry's fields by the template of its name. `name` is the file's."""

    event: Template
    reading: Reading = field(default_factory=Reading)
    title: str = ""
    timezone: str = ""
    order: DayOrder = None
    conditions: tuple[tuple[Mapping[str, str], Template], ...] = ()
    sections: Mapping[str, Mapping[str, Template]] = field(default_factory=dict)
    name: str = ""


def load_rules(name_or_path: str) -> Rules:
    """The rules that ship under this name, else those of a file. TableError for what is wrong."""
    is_shipped = name_or_path in SHIPPED
    shipped = Path(__file__).with_name("shipped") / f"{name_or_path}.yaml"
    try:
        text, _ = read_text(shipped if is_shipped else Path(name_or_path), name_or_path)
    except UnreadableFile as error:
        raise TableError(f"{name_or_path}: {error.problem.message}") from error
    reader = _Reader(parse(text if _EVENT.search(text) else ""))  # else perhaps a large table
    for one in reader.problems:
        if one.severity == "error":
            place = f"{name_or_path}:{one.line}:{one.column}"
            raise TableError(f"{place}: {one.message}{one.hint and f'. {one.hint}'}")
    return replace(reader.rules, name=name_or_path)


def check_rules(text: str, name: str) -> list[Problem]:
    """Everything that is wrong with the text of a file of rules, in the order of lines."""
    found = (one.at(name, 1) for one in _Reader(parse(text)).problems)
    return sorted(found, key=lambda one: (one.line, one.column))


def is_rules(text: str) -> bool:
    """Whether a text is rules and no timeline: it has the mapping `event` and no `events`."""
    data: Any = parse(text).data if _EVENT.search(text) else None
    is_map = isinstance(data, dict) and isinstance(data.get("event"), dict)
    return is_map and "events" not in data


def wanted(rules: Rules) -> Iterator[Column]:
    """The columns that rules name; `before` is the text that names one."""
    events = (rules.event, *(event for _, event in rules.conditions))
    entries = (pair for section in rules.sections.values() for pair in section.items())
    for template in chain(events, *entries):
        for text, column in columns_of(template):
            yield column._replace(before=text)
    for where, _ in rules.conditions:
        for name in where:
            yield parsed(f"{{{name}}}")[0][0]._replace(before=name)


def missing(rules: Rules, columns: Collection[str], first: Cells) -> Iterator[Column]:
    """The columns that rules cannot do without and a table does not have, by its first row where
    they are within others."""
    for one in wanted(rules):
        there = one.name in columns or ("." in one.name and compiled(f"{{{one.name}}}")(first))
        if not there and not one.may_miss:
            yield one


def check_columns(rules: Rules, table: Table) -> None:
    """TableError for a column that rules name and the table does not have."""
    known = dict.fromkeys(table.columns)
    for text, name, *_ in missing(rules, known, {}):
        if name.partition(".")[0] not in known:
            line, column = getattr(text, "at", (0, 0))
            place = f"{rules.name}:{line}:{column}: " if line else ""
            close = closest(name, known)
            columns = ", ".join(map(named, [*known][:20]))
            hint = f"Did you mean {named(close)}?" if close else f"It has {columns}"
            raise TableError(f"{place}{table.name} has no column {named(name)}. {hint}")


def rules_text(rules: Rules, remarks: Iterable[str] = ()) -> Iterator[str]:
    """The lines of a file of rules, with remarks at its top."""
    yield from (f"# {' '.join(remark.split())}\n" for remark in remarks)
    head = {key: getattr(rules.reading, key) for key in _READING}
    dates = next(written for written, order in _ORDERS.items() if order == rules.order)
    head |= {"title": rules.title, "timezone": rules.timezone, "dates": dates}
    yield from (f"{key}: {as_yaml(value)}\n" for key, value in head.items() if value)
    yield "event:\n"
    yield from (f"  {as_yaml(key)}: {as_yaml(value)}\n" for key, value in rules.event.items())
    if rules.conditions:
        yield "if:\n"
    for where, event in rules.conditions:
        yield f"  - {as_yaml({'where': where, 'event': event})}\n"
    for section, entries in rules.sections.items():
        yield f"{section}:\n"
        yield from (f"  {as_yaml(key)}: {as_yaml(value)}\n" for key, value in entries.items())


class _Reader:
    """Reads the tree of a rules file; `problems` are what is wrong, and then left out."""

    def __init__(self, tree: Tree) -> None:
        self.problems = [*tree.problems]
        data: Any = tree.data
        self.rules = Rules({})
        if not (isinstance(data, dict) and isinstance(data.get("event"), dict)):
            at: Any = placed("", getattr(data, "at", (1, 1)))
            hint = 'Write `event:`, and below it templates such as `title: "{Headline}"`'
            self._tell(at, "not-rules", "These are no rules of an import: they have no event", hint)
            return
        for key in data.keys() - set(_KEYS):
            self._tell(key, "unknown-key", f"Unknown key {named(key)}", did_you_mean(key, _KEYS))
        texts = {key: self._text(data, key) for key in (*_READING, "title", "timezone", "dates")}
        self._one_of(data, "read", READERS)
        self._one_of(data, "dates", tuple(filter(None, _ORDERS)))
        if texts["timezone"]:
            zone = {key: value for key, value in data.items() if key == "timezone"}
            self.problems += check(FileHead, placed(zone, (1, 1), Map))[1]
        self.rules = Rules(
            self._fields(data["event"], Event),
            Reading(**{key: texts[key] for key in _READING}),
            *(texts["title"], texts["timezone"], _ORDERS.get(texts["dates"])),
            tuple(self._conditions(data.get("if"))),
            {section: self._section(data, section) for section in SECTIONS if data.get(section)},
        )

    def _tell(self, at: Any, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem("error", code, message, hint, "", *at.at))

    def _is(self, value: Any, kind: type, what: str) -> bool:
        if isinstance(value, kind):
            return True
        if value is not None:
            self._tell(value, "wrong-type", f"Here belongs {what}")
        return False

    def _text(self, data: Any, key: str) -> str:
        value = data.get(key)
        return str(value) if self._is(value, Text, "a text") else ""

    def _one_of(self, data: Any, key: str, known: tuple[str, ...]) -> None:
        if type(value := data.get(key)) is Text and value not in known:
            message = f"{named(key)} cannot be {named(value)}"
            self._tell(value, "bad-value", message, did_you_mean(value, known))

    def _fields(self, data: Any, entry: Any) -> dict[str, Value]:
        """The templates of an event or an entry, by its keys."""
        known = tuple(typable(entry)[1])
        found: dict[str, Value] = {}
        for key, value in data.items() if self._is(data, Map, "`key: template`") else ():
            if key in known or key.startswith("x-"):
                found[key] = self._template(value)
            else:
                self._tell(key, "unknown-key", f"Unknown key {named(key)}", unknown_key(known, key))
        return {key: value for key, value in found.items() if value}

    def _template(self, value: Any) -> Value:
        if type(value) is List:
            return [self._template(one) for one in value if one is not None]
        if type(value) is Map:
            for key in (key for key, one in value.items() if one is None):
                hint = f'Quote it: `"{{{key}}}"`'
                self._tell(key, "bare-braces", "Braces without quotes are a mapping", hint)
            return {key: self._template(one) for key, one in value.items() if one is not None}
        try:
            parsed(value or "")
        except ValueError as error:
            self._tell(value, "bad-template", str(error))
            return ""
        return value or ""

    def _conditions(self, data: Any) -> Iterator[tuple[dict[str, str], dict[str, Value]]]:
        shape = "`{where: {column: regex}, event: {…}}`"
        for one in data if self._is(data, List, f"a list: `- {shape[1:]}") else ():
            if not self._is(one, Map, shape):
                continue
            for key in one.keys() - {"where", "event"}:
                self._tell(key, "unknown-key", f"Unknown key {named(key)}", f"Write {shape}")
            where: Any = one.get("where")
            regexes = where if self._is(where, Map, "`{column: regex}`") else {}
            found = {column: self._text(regexes, column) for column in regexes}
            for column, regex in found.items():
                try:
                    compile_regex(regex)
                except RegexError as error:
                    self._tell(regexes[column], "bad-regex", f"This is no regex: {error}")
            yield found, self._fields(one.get("event"), Event)

    def _section(self, data: Any, section: str) -> dict[str, Template]:
        is_map = self._is(data[section], Map, '`"{column}": {field: template}`')
        names = [name for name in data[section] if self._template(name)] if is_map else []
        return {name: self._fields(data[section][name], SECTIONS[section]) for name in names}
