"""Events of the rows of a table, as rules have them: fields as they are to be typed.

Whether they read is not known here; `writing` makes text of them that does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from timeline_tui.core.models import SECTIONS, check_id
from timeline_tui.core.query.regexes import compile_regex
from timeline_tui.core.text import cropped, slug
from timeline_tui.importing import Row, Table, TableError, Value
from timeline_tui.importing.dayorder import in_order
from timeline_tui.importing.register import KINDS, Register
from timeline_tui.importing.rules import DayOrder, Rules, Template, check_columns
from timeline_tui.importing.templates import NOTHING, Cells, Fill, as_text, compiled

_SECONDS: Final = 1.0
_TEXTS: Final = frozenset(("date", "date_text", "title", "description", "note"))
"""Keys whose values are kept, whatever they say."""


class Made(NamedTuple):
    """An event: the row that it stands in, its fields, and the entries that it names with those
    around them, by section and id."""

    at: int
    fields: dict[str, Value]
    uses: frozenset[tuple[str, str]]


def make(table: Table, rules: Rules, register: Register) -> Iterator[Made]:
    """The event of each row; whom and what they name is entered in `register`.

    The rows are read twice. TableError for a column that the table does not have.
    """
    if table.own:
        try:
            yield from _as_exported(table, register)
        except (AttributeError, TypeError, LookupError, ValueError, ArithmeticError) as error:
            message = "it is no longer as `timeline export` wrote it. Export it again"
            raise TableError(f"{table.name}: {message}") from error
        return
    check_columns(rules, table)
    plan = _Plan(rules, register)
    for row in table.rows():
        plan.look(row.values)
    for row in table.rows():
        yield plan.made(row)


def _as_exported(table: Table, register: Register) -> Iterator[Made]:
    """The events of this program's own export."""
    from timeline_tui.importing.own import event_fields, own_head

    head = own_head(table.head)
    head["events"] = {as_text(row.values.get("id")) for row in table.rows()} | register.events
    for section in SECTIONS:
        register.declare(section, head[section])
    for row in table.rows():
        fields = event_fields(row.values, head)
        yield Made(row.at, fields, frozenset(register.named_in(fields)))


class _Plan:
    """Templates as functions, and what they make of a row."""

    def __init__(self, rules: Rules, register: Register) -> None:
        self._register = register
        self._order = rules.order
        self._event = self._compiled(rules.event)
        self._conditions = [
            ([(compiled(f"{{{name}}}"), _matcher(one)) for name, one in where.items()], event)
            for where, event in rules.conditions
        ]
        self._sections = [
            (section, compiled(name), compiled(dict(own)))
            for section, entries in rules.sections.items()
            for name, own in entries.items()
        ]
        self._filled: dict[tuple[int, ...], dict[str, Fill]] = {}

    def look(self, cells: Cells) -> None:
        for key, fill in self._fills(cells).items():
            if key in KINDS and (value := fill(cells)) is not None:
                self._register.look(key, value)

    def made(self, row: Row) -> Made:
        fields: dict[str, Value] = {}
        unknown: dict[str, Value] = {}
        for key, fill in self._fills(row.values).items():
            value = fill(row.values)
            if value is not None and (value := _known(key, value, unknown)):
                fields[key] = self._typed(key, value)
        if "id" in fields:
            id = as_text(fields["id"])
            fields["id"] = (slug(id) or f"row-{row.at}") if check_id(id) else id
        said = as_text(fields.get("description"))
        title = as_text(fields.get("title")) or cropped(said)
        if title == said:  # it would be told twice
            fields.pop("description", None)
        fields = {"date": "unknown"} | fields | {"title": title or f"Row {row.at}"}
        uses = self._register.named_in(fields)
        for section, name_of, fill in self._sections:
            name, own = name_of(row.values), fill(row.values)
            if isinstance(name, str) and isinstance(own, dict):
                self._register.describe(section, name, own, uses)
        return Made(row.at, fields | unknown, frozenset(uses))

    def _fills(self, cells: Cells) -> Mapping[str, Fill]:
        """The templates that count for a row."""
        holds = tuple(
            index
            for index, (where, _) in enumerate(self._conditions)
            if all(matches(as_text(get(cells))) for get, matches in where)
        )
        if holds not in self._filled:
            found = dict(self._event)
            for index in holds:
                found |= self._compiled(self._conditions[index][1])
            self._filled[holds] = found
        return self._filled[holds]

    def _typed(self, key: str, value: Value) -> Value:
        if key in KINDS:
            return self._register.referred(key, value)
        if key in ("claims", "figures"):
            return self._register.inside(value)
        return _words(value) if key == "tags" else value

    def _compiled(self, template: Template) -> dict[str, Fill]:
        return {key: _ordered(key, compiled(one), self._order) for key, one in template.items()}


def _ordered(key: str, fill: Fill, order: DayOrder) -> Fill:
    """What fills a key, dates and what is cited in the order of their day and month."""
    if order is None or key not in ("date", "sources"):
        return fill
    looked_for = re.compile(".+" if key == "date" else r"\([^()]+\)", re.DOTALL)

    def ordered(value: Value) -> Value:
        if isinstance(value, list):
            return [*map(ordered, value)]
        if isinstance(value, dict):
            return {inner: ordered(one) for inner, one in value.items()}
        return looked_for.sub(lambda match: in_order(match[0], order), value)

    return lambda cells: None if (value := fill(cells)) is None else ordered(value)


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Whether all of a text matches; remembered, as a column of codes has few."""
    regex = compile_regex(pattern)

    @lru_cache(maxsize=4096)
    def matches(text: str) -> bool:
        try:
            return regex.fullmatch(text, timeout=_SECONDS) is not None
        except TimeoutError as error:
            raise TableError(f"The regex `{pattern}` takes longer than a second") from error

    return matches


def _known(key: str, value: Value, unknown: dict[str, Value]) -> Value:
    """The value without what only says that nothing is known, which goes to keys of its own in
    `unknown`. Texts and dates stay what they are."""
    if key == "figures" and isinstance(value, dict):
        return {inner: v for inner, one in value.items() if (v := _known(inner, one, unknown))}
    if key not in _TEXTS and isinstance(value, str) and NOTHING.fullmatch(value):
        unknown[key if key.startswith("x-") else f"x-{key}"] = value
        return ""
    return value


def _words(value: Value) -> Value:
    """Tags as a list, typed with commas or as JSON."""
    texts = value if isinstance(value, list) else [value]
    found = [word for one in texts for word in re.split(r"[,;\n]", as_text(one).strip("[]"))]
    words: list[Value] = [*dict.fromkeys(filter(None, (word.strip(" \"'") for word in found)))]
    return words[0] if len(words) == 1 else words
