"""How messages name what was typed, and how validators say what is wrong with it."""

from __future__ import annotations

import json
import re
from typing import Final

from pydantic_core import PydanticCustomError

from timeline_tui.core.text import cropped

_BARE: Final = re.compile(
    r"(?!(?:~|null|<<)$|-(?!\w))"  # absent, a merge key, a list item
    r"[^\s?:,\[\]{}#&*!|>'\"%@`]"  # what has no meaning at the start, then none within
    r"(?:[^,\[\]{}\n\t:#]|:(?=[\w/])|(?<=\S)#)*"
    r"(?<! )"
)


def refuse(code: str, message: str, hint: str) -> PydanticCustomError:
    """The error of a validator; `check` makes it a `Problem` with this code and these words."""
    return PydanticCustomError(
        code, "{message}", {"message": _whole(message), "hint": _whole(hint)}
    )


def _whole(text: str) -> str:
    """`text` without halves of characters, which no error can hold."""
    return text.encode(errors="replace").decode()


def named(value: object) -> str:
    """`value` to be named in a message: short, and marked where it is text."""
    return f"`{cropped(value)}`" if isinstance(value, str) else found(value)


def found(value: object) -> str:
    """What kind of thing stands there, in the reader's words."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "nothing"


def compact(value: object) -> str:
    """Plain data on one line: a text as it is, lists and mappings in YAML's flow style, which reads
    as the same data again; "" for an absent value."""
    if value is None:
        return ""
    return str(value) if isinstance(value, str) else _flow(value)


def _flow(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, dict):
        # A date set without its quotes, `{2021-07-24, 2021-07-25}`, is a mapping to nothing.
        pairs = [
            _scalar(key) if item is None else f"{_scalar(key)}: {_flow(item)}"
            for key, item in value.items()
        ]
        return f"{{{', '.join(pairs)}}}"
    return "~" if value is None else _scalar(str(value))


def _scalar(text: str) -> str:
    """In quotes where it would be read as something else without them."""
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
