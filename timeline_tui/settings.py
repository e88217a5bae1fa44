"""What a person may choose, as one frozen value: environment over config file over defaults.

Reads the config and never writes it. Knows no screen and no theme. Flags are laid on top by `cli`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from platformdirs import user_config_path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from timeline_tui.core.problems import Problem
from timeline_tui.core.text import closest, did_you_mean, make_visible
from timeline_tui.toml_text import TomlError, place, read_toml
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import key_advice, key_name, keys_in_force, normal_key

Color = Literal["auto", "never"]
_NO = frozenset({"", "0", "false", "no", "off"})


def _key_list(value: object) -> object:
    """One key or a list of keys as a tuple, each under the name that Textual has for it."""
    keys = (value,) if isinstance(value, str) else value
    if not isinstance(keys, list | tuple) or not keys or not all(isinstance(k, str) for k in keys):
        raise PydanticCustomError("key", 'Write a key such as "j" or a list such as ["j", "down"]')
    for key in keys:
        if not normal_key(key):
            advice = {"key": make_visible(key), "advice": key_advice(key)}
            raise PydanticCustomError("key", "There is no key `{key}`. {advice}", advice)
    return tuple(dict.fromkeys(map(normal_key, keys)))


Keys = Annotated[tuple[str, ...], BeforeValidator(_key_list)]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Panes(_Table):
    """Which panes are open at the start, and where the event pane stands."""

    locations: bool = True
    actors: bool = True
    sources: bool = True
    event: bool = True
    density: bool = True
    layout: Literal["auto", "right", "below"] = "auto"


class Reload(_Table):
    """Whether the file is read again by itself; `interval` is the seconds between two looks."""

    auto: bool = True
    interval: float = Field(default=0.3, ge=0.1, le=60)


class Settings(_Table):
    """Every choice. An empty `theme` or `editor` leaves it to the program.

    `keys` maps the id of a command (see `tui.commands`) to the keys that replace its own.
    """

    theme: str = ""
    ascii: bool = False
    color: Color = "auto"
    editor: str = ""
    keys: Mapping[str, Keys] = {}
    panes: Panes = Panes()
    reload: Reload = Reload()

    def with_flags(
        self, *, theme: str | None = None, ascii: bool = False, watch: bool = True
    ) -> Self:
        """These settings under the command line's flags; one that was not given changes nothing."""
        changes: dict[str, object] = {}
        if theme is not None:
            changes["theme"] = theme
        if ascii:
            changes["ascii"] = True
        if not watch:
            changes["reload"] = self.reload.model_copy(update={"auto": False})
        return self.model_copy(update=changes)


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the config stands: `$TIMELINE_CONFIG`, else the system's place for configs."""
    given = environ.get("TIMELINE_CONFIG")
    return Path(given) if given else user_config_path("timeline", appauthor=False) / "config.toml"


def load_settings(
    path: Path | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, and what is wrong in the config file. Never raises: what is good is used."""
    file = path or config_path(environ)
    try:
        data, text, problems = read_toml(file)
    except TomlError as error:
        return _under(Settings(), environ), (error.problem,)
    settings, found = _checked(data, text, str(file))
    settings, of_keys = _keys_checked(settings, text, str(file))
    problems = (*problems, *found, *of_keys)
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    return _under(settings, environ), tuple(ordered)


def theme_place(theme: str, environ: Mapping[str, str] = os.environ) -> tuple[str, int, int] | None:
    """File, line and column of the config where `theme` is asked for; None where it is not."""
    file = config_path(environ)
    try:
        data, text, _ = read_toml(file)
    except TomlError:
        return None
    if data.get("theme") != theme:
        return None
    return str(file), *place(text, ("theme",), value=True)


def _under(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """`settings` with what the environment says on top."""
    changes: dict[str, object] = {}
    if environ.get("NO_COLOR"):
        changes["color"] = "never"
    if environ.get("TIMELINE_THEME"):
        changes["theme"] = environ["TIMELINE_THEME"]
    if "TIMELINE_ASCII" in environ:
        changes["ascii"] = environ["TIMELINE_ASCII"].lower() not in _NO
    if environ.get("TIMELINE_EDITOR"):
        changes["editor"] = environ["TIMELINE_EDITOR"]
    return settings.model_copy(update=changes)


def _checked(data: dict[str, Any], text: str, file: str) -> tuple[Settings, list[Problem]]:
    """The settings in `data`; what does not hold is reported, taken out and left at its default."""
    problems: list[Problem] = []
    while True:
        try:
            return Settings.model_validate(data), problems
        except ValidationError as error:
            for details in error.errors():
                path = _within(data, details["loc"])
                problems.append(_problem(details, path, text, file))
                _remove(data, path)


def _within(data: dict[str, Any], location: tuple[int | str, ...]) -> tuple[str, ...]:
    """The part of a Pydantic location that names keys of `data`."""
    path: list[str] = []
    value: Any = data
    for step in location:
        if not isinstance(value, dict) or step not in value:
            break
        path.append(str(step))
        value = value[step]
    return tuple(path)


def _remove(data: dict[str, Any], path: tuple[str, ...]) -> None:
    for step in path[:-1]:
        data = data.get(step, {})
    data.pop(path[-1], None)


def _problem(details: ErrorDetails, path: tuple[str, ...], text: str, file: str) -> Problem:
    key = make_visible(".".join(path))
    if details["type"] == "extra_forbidden":
        message, hint = f"Unknown key `{key}`", did_you_mean(path[-1], _known_keys(path[:-1]))
        return Problem("error", "config-key", message, hint, file, *place(text, path))
    message = f"`{key}` cannot have this value"
    where = place(text, path, value=True)
    return Problem("error", "config-value", message, _wanted(details), file, *where)


def _wanted(details: ErrorDetails) -> str:
    """What to write instead, from the kind of error."""
    context = details.get("ctx", {})
    match details["type"]:
        case "bool_type":
            return "Write true or false"
        case "string_type":
            return "Write a text in quotes"
        case "literal_error":
            return f"Write {context['expected']}".replace("'", '"')
        case "float_type" | "greater_than_equal" | "less_than_equal":
            return "Write the seconds as a number from 0.1 to 60"
        case "model_type" | "mapping_type" | "model_attributes_type" | "dict_type":
            return "Write a table such as [panes], with one setting a line"
        case _:
            return details["msg"]


def _known_keys(table: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that may stand in a table of the config."""
    models: dict[tuple[str, ...], type[BaseModel]] = {("panes",): Panes, ("reload",): Reload}
    return tuple(models.get(table, Settings).model_fields)


def _keys_checked(settings: Settings, text: str, file: str) -> tuple[Settings, list[Problem]]:
    """The settings without the entries of `keys` that cannot be had, and why they cannot."""
    kept: dict[str, Keys] = {}
    problems: list[Problem] = []
    for id, keys in settings.keys.items():
        found = _unknown_command(id) or _given_twice(id, keys, kept)
        if found is None:
            kept[id] = keys
        else:
            where = place(text, ("keys", id))
            problems.append(Problem("error", "config-command", *found, file, *where))
    problems += _without_keys(kept, text, file)
    return settings.model_copy(update={"keys": kept}), problems


def _unknown_command(id: str) -> tuple[str, str] | None:
    """Message and hint for an id that no command has."""
    ids = tuple(command.id for command in COMMANDS)
    if id in ids:
        return None
    close = closest(id, ids)
    hint = f"Did you mean `{close}`?" if close else "The help screen (?) lists the commands"
    return f"There is no command `{make_visible(id)}`", hint


def _given_twice(
    id: str, keys: tuple[str, ...], given: Mapping[str, tuple[str, ...]]
) -> tuple[str, str] | None:
    """Message and hint where the config has given one of `keys` to another command already."""
    for other, others in given.items():
        for key in keys:
            if key in others:
                own = ", ".join(_written(key) for key in _own_keys(id) if key not in others)
                until = f"; until then it keeps {own}" if own else ""
                hint = f"Give `{id}` another one{until}"
                return f"{_written(key)} is the key of `{other}` already", hint
    return None


def _without_keys(given: Mapping[str, Keys], text: str, file: str) -> list[Problem]:
    """A warning for every command that has lost all its keys to others."""
    taker = {key: id for id, keys in given.items() for key in keys}
    in_force = keys_in_force(given)
    problems: list[Problem] = []
    for command in COMMANDS:
        if not in_force.of(command.id):
            key = command.keys[-1]
            message = f"`{command.id}` has no key left: {_written(key)} is that of `{taker[key]}`"
            hint = f"Give it one, or find “{command.title}” in the palette"
            where = place(text, ("keys", taker[key]))
            problems.append(Problem("warning", "config-command", message, hint, file, *where))
    return problems


def _own_keys(id: str) -> tuple[str, ...]:
    return next(command.keys for command in COMMANDS if command.id == id)


def _written(key: str) -> str:
    """A key as the config has it: `"/"`, `"ctrl+p"`."""
    name = key_name(key)
    return f'"{name if len(name) == 1 and name.isascii() else key}"'
