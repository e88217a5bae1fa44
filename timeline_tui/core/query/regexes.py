"""Regular expressions in linear time: RE2, loaded when the first one is used.

Case never counts, `.` ends with a paragraph and `^` and `$` stand at the ends of a text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from timeline_tui.core.text import cropped

_LONGEST_REASON: Final = 100


class RegexError(Exception):
    """A pattern that does not compile; the text says why."""


@lru_cache(maxsize=16)
def compile_regex(pattern: str) -> Any:
    """The compiled pattern, with the methods of Python's `re.Pattern`. Raises `RegexError`.

    RE2 has no look-around and no back-references, and so nothing that can explode.
    """
    import re2  # here because most sessions use no regex and start faster without it

    options = re2.Options()
    options.case_sensitive = False
    options.never_nl = True
    options.never_capture = True
    options.log_errors = False
    try:
        return re2.compile("(?m)" + pattern, options)
    except re2.error as error:
        reason = error.args[0]
        text = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise RegexError(cropped(text.replace("(?m)", ""), _LONGEST_REASON)) from None
    except UnicodeEncodeError:
        raise RegexError("it holds half a character") from None
