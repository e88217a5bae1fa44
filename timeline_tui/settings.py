"""What a person may choose, as one frozen value: environment over config file over defaults.

Reads the config and never writes it. Knows no screen and no theme. Flags are laid on top by `cli`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from platformdirs import user_config_path

from timeline_tui.core.problems import Problem, Severity
from timeline_tui.core.text import closest, did_you_mean, make_visible
from timeline_tui.tui.commands import COMMANDS
from timeline_tui.tui.keys import normal_key

_NO: Final = frozenset({"", "0", "false", "no", "off"})
_WANTED: Final = {
    bool: "true or false",
    float: "the seconds as a number from 0.1 to 60",
    str: "a text in quotes",
}
_KEYS: Final = 'a key such as "j", "f5" or "ctrl+p", or a list such as ["j", "down"]'


Width = Literal["narrow", "middle", "wide"]


@dataclass(frozen=True, slots=True)
class Panes:
    """Which panes are open, and how wide they are."""

    locations: bool = True
    actors: bool = True
    sources: bool = True
    sides: bool = True
    types: bool = True
    tags: bool = True
    standing: bool = True
    years: bool = True
    event: bool = True
    density: bool = True
    event_width: Width = "middle"
    facet_width: Width = "middle"

    def with_choices(self, kept: Mapping[str, str]) -> Panes:
        """With what was chosen on the screen; what is no choice any more is left out."""
        kinds = get_type_hints(Panes)
        said = {name: {"yes": True, "no": False}.get(one, one) for name, one in kept.items()}
        good = {name: one for name, one in said.items() if not _wanted(kinds.get(name), one)}
        return replace(self, **{name: one for name, one in good.items() if name in kinds})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Reload:
    """Whether the file is read again by itself; `interval` is the seconds between two looks."""

    auto: bool = True
    interval: float = 0.3


@dataclass(frozen=True, slots=True)
class Settings:
    """Every choice. An empty `theme` or `editor` leaves it to the program.

    `keys` maps the id of a command (see `tui.commands`) to the keys that replace its own, each
    under the name that Textual has for it.
    """

    theme: str = ""
    ascii: bool = False
    color: Literal["auto", "never"] = "auto"
    editor: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    panes: Panes = Panes()
    reload: Reload = Reload()


def config_path(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the config stands: `$TIMELINE_CONFIG`, else the system's place for configs."""
    given = environ.get("TIMELINE_CONFIG")
    return Path(given) if given else user_config_path("timeline", appauthor=False) / "config.toml"


def load_settings(
    path: Path | None = None, environ: Mapping[str, str] = os.environ
) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, and what is wrong in the config file. Never raises: what is good is used."""
    file = path or config_path(environ)
    problems: list[Problem] = []
    settings = Settings()
    try:
        text = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        settings = _checked(settings, tomllib.loads(text), "", problems)
        problems = [replace(p, file=str(file), line=_line(text, p.message)) for p in problems]
    except (OSError, ValueError, RecursionError) as error:
        problems = [_unread(file, error)]
    ascii = environ.get("TIMELINE_ASCII")
    settings = replace(
        settings,
        color="never" if environ.get("NO_COLOR") else settings.color,
        theme=environ.get("TIMELINE_THEME") or settings.theme,
        ascii=settings.ascii if ascii is None else ascii.lower() not in _NO,
        editor=environ.get("TIMELINE_EDITOR") or settings.editor,
    )
    return settings, tuple(problems)


def _unread(file: Path, error: Exception) -> Problem:
    """Nothing of the file can be used; until Python 3.14 only the words of an error say where."""
    reason = str(getattr(error, "strerror", None) or error).splitlines()[0]
    place = re.search(r" \(at line (\d+), column (\d+)\)", reason)
    message = f"The config cannot be read: {make_visible(reason)}"
    hint = "Texts stand in quotes, a switch is true or false. Defaults are used"
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    return Problem("error", "config-syntax", message, hint, str(file), line, column)


def _line(text: str, message: str) -> int:
    """The first line that sets the key which `message` names first, else 1."""
    key = re.escape(message.split("`")[1].rpartition(".")[2])
    begins = re.compile(rf"""\s*\[?(?:\w+\.)?["']?{key}["']?\s*[]=.]""")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if begins.match(line)), 1)


# What is wrong in it


def _checked(defaults: Any, data: Mapping[str, Any], table: str, problems: list[Problem]) -> Any:
    """`defaults` with what `data` says; what does not hold is reported and stays at its default."""
    good: dict[str, Any] = {}
    kinds = get_type_hints(type(defaults))
    for name, value in data.items():
        key, before = make_visible(f"{table}{name}"), getattr(defaults, name, None)
        if name not in kinds:
            hint = did_you_mean(name, kinds)
            problems.append(Problem("error", "config-key", f"Unknown key `{key}`", hint))
        elif wanted := _wanted(kinds[name], value):
            problems.append(_refused(key, wanted))
        elif is_dataclass(before):
            good[name] = _checked(before, value, f"{key}.", problems)
        else:
            good[name] = _keys(value, problems) if name == "keys" else value
    return replace(defaults, **good)


def _refused(key: str, wanted: str) -> Problem:
    return Problem("error", "config-value", f"`{key}` cannot have this value", f"Write {wanted}")


def _wanted(kind: Any, value: Any) -> str:
    """What to write instead of a `value` that is not of its kind, else nothing."""
    if choices := get_args(kind) if get_origin(kind) is Literal else ():
        *others, last = (f'"{choice}"' for choice in choices)
        return "" if value in choices else f"{', '.join(others)} or {last}"
    if kind is float:
        good = type(value) in (int, float) and 0.1 <= value <= 60
    else:
        good = isinstance(value, kind if kind in _WANTED else dict)
    return "" if good else _WANTED.get(kind, "a table such as [panes], a setting a line")


def _keys(data: Mapping[str, Any], problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """The keys of commands, each given to one command only."""
    given: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    commands = {command.id: command for command in COMMANDS}

    def wrong(message: str, hint: str, severity: Severity = "error") -> None:
        problems.append(Problem(severity, "config-command", message, hint))

    for id, value in data.items():
        typed = value if isinstance(value, list) else [value]
        keys = tuple(normal_key(key) if isinstance(key, str) else "" for key in typed)
        other = next((taken[key] for key in keys if key in taken), "")
        if not keys or "" in keys:
            problems.append(_refused(make_visible(f"keys.{id}"), _KEYS))
        elif id not in commands:
            near = closest(id, commands)
            hint = f"Did you mean `{near}`?" if near else "The help screen (?) lists them"
            wrong(f"`keys.{make_visible(id)}` is no command", hint)
        elif other:
            wrong(f"`keys.{id}` has a key of `{other}`", "Give it another one")
        else:
            given[id] = keys
            taken |= dict.fromkeys(keys, id)
    for id, command in commands.items():
        if id not in given and taken.keys() >= set(command.keys):
            taker, hint = taken[command.keys[-1]], f"find “{command.title}” in the palette"
            wrong(f"`keys.{taker}` leaves no key to `{id}`", f"Give it one, or {hint}", "warning")
    return given
