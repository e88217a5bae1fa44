"""Text as Markdown that says just that text: nothing in it is taken for Markdown, HTML or a link.

Made for CommonMark and for what GitHub, Pandoc and others add to it.
"""

from __future__ import annotations

import re
from typing import Final

_ANYWHERE: Final = re.compile(
    r"[\\`*_\[\]<>~|^${}@]"  # emphasis, code, links, HTML, tables, notes, mathematics, attributes
    r"|&(?=#|\w)"  # entities
    r"|:(?=//|\w+:)"  # addresses, emoji
    r"|(?<=\w)\.(?=[^\W\d])"  # addresses without a scheme
    r"|(?<==)=|(?<=-)-|(?<=\+)\+"  # marked, struck or inserted words
)
_AT_START: Final = re.compile(
    r"[#+\-=:%(]"  # headings, lists, rules, definitions, title blocks
    r"|(?:\d+|[A-Za-z]+)(?=[.)](?:\s|$))"  # numbered lists, also by letters
)
_AT_END: Final = re.compile(r"#+$")  # closes a heading


def plain(text: str) -> str:
    """`text` on one line, anywhere in a line."""
    return _ANYWHERE.sub(r"\\\g<0>", " ".join(text.split()))


def line(text: str) -> str:
    """What `plain` gave, as a line or a heading of its own."""
    text = _AT_END.sub(lambda match: "\\#" * len(match[0]), text)
    match = _AT_START.match(text)
    if match is None:
        return text
    at = match.end() if match[0].isalnum() else match.start()
    return f"{text[:at]}\\{text[at:]}"


def address(url: str) -> str:
    """A web address as a link; as plain text where that would need more than the address itself."""
    return plain(url) if _NOT_IN_LINK.search(url) else f"<{url}>"


_NOT_IN_LINK: Final = re.compile(r"[<>\\\s`\[\]]")
