"""What to write instead of a habit of other search lines, once it has found nothing.

None of them is an error: each means something here, only not what it means there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from timeline_tui.core.dates import DateError, understand
from timeline_tui.core.query.fields import FIELDS, MEASURES
from timeline_tui.core.query.syntax import Token, tokenize, written

_PART: Final = "A part is enough, without a sign"


def hint(
    line: str, near: Callable[..., str] | None = None, stands: Callable[[str], bool] | None = None
) -> str:
    """A sentence for the first habit that shows in `line`, else for the first value that is `near`
    a known one (see `Index.near`). Without a full stop; "" for none.

    For a line that finds something, `stands` says whether a word stands in it, not only as a part
    of longer ones.
    """
    tokens = tokenize(line)
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        said = _habit(line, token, after)
        if said and (stands is None or _is_missed(before, token, stands)):
            return said
    for token in tokens:
        if near is None or token.field not in FIELDS:
            continue
        if meant := near(token.field, token.text, part=token.op == ":"):
            return f"Did you mean `{token.field}{token.op}{written(meant)}`?"
    return ""


def _is_missed(before: Token | None, token: Token, stands: Callable[[str], bool]) -> bool:
    """Whether a habit finds nothing of what it asks for, in a line that finds something."""
    if token.kind == "-":
        return before is not None
    negated = before is not None and before.kind in ("-", "NOT")
    return token.kind == "word" and not negated and not stands(token.text)


def _habit(line: str, token: Token, following: Token | None) -> str:
    behind = line[following.start : following.end] if following else ""
    apart = following is not None and following.start > token.end
    match token.kind:
        case "word":
            return _of_word(token.text, behind)
        case "term" if token.field in FIELDS and token.text.strip("*") not in ("", token.text):
            return f"{_PART}: {token.field}{token.op}{written(token.text.strip('*'))}"
        case "-" if apart:
            return f"`-{behind}` leaves out; in a phrase it is a dash"
    return ""


def _of_word(text: str, behind: str) -> str:
    word = text.lower()
    if word == "or" and behind:
        return "`OR` is written in capitals"
    if word == "and" and behind:
        return f"`{text}` is not needed: what stands side by side must all hold"
    if word == "not" and behind:
        return f"`-{behind}` leaves out"
    if word in FIELDS["is"].values:
        return f"`is:{word}` asks for the standing or state"
    if word in MEASURES:
        return f"`{word}>=1` asks for a figure"
    if part := text.strip("*") if "*" in text else "":
        return f"{_PART}: {part}"
    with suppress(DateError):
        if text[:1].isdecimal() and understand(text):
            return f"`date:{text}` asks for what may have happened then"
    return ""
