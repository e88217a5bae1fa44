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

from timeline_tui.commands import COMMANDS
from timeline_tui.core.decoding import make_visible
from timeline_tui.core.problems import Problem
from timeline_tui.core.spelling import closest, did_you_mean
from timeline_tui.toml_text import TomlError, place, read_toml

Color = Literal["auto", "never"]
_NO = frozenset({"", "0", "false", "no", "off"})


def _key_list(value: object) -> object:
    """One key or a list of keys as a tuple; each is a Textual key name such as `j` or `ctrl+p`."""
    keys = (value,) if isinstance(value, str) else value
    if not isinstance(keys, list | tuple) or not keys or not all(map(_is_key, keys)):
        raise PydanticCustomError("key", 'Write a key such as "j" or a list such as ["j", "down"]')
    return tuple(keys)


def _is_key(value: object) -> bool:
    if not isinstance(value, str) or not value:
        return False
    return len(value) == 1 or not any(c.isspace() or c == "," or ord(c) < 32 for c in value)


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

    `keys` maps the id of a command (see `timeline_tui.commands`) to the keys that replace its own.
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
    problems = (*problems, *found, *_unknown_commands(settings, text, str(file)))
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    return _under(settings, environ), tuple(ordered)


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


def _unknown_commands(settings: Settings, text: str, file: str) -> list[Problem]:
    """A problem for every entry of `keys` that names no command; it then has no effect."""
    ids = tuple(command.id for command in COMMANDS)
    problems: list[Problem] = []
    for id in settings.keys:
        if id not in ids:
            close = closest(id, ids)
            hint = f"Did you mean `{close}`?" if close else "The help screen (?) lists the commands"
            message = f"There is no command `{make_visible(id)}`"
            where = place(text, ("keys", id))
            problems.append(Problem("error", "config-command", message, hint, file, *where))
    return problems
