"""Bytes as text that is read again and again without being held: which encoding they are in."""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Callable
from functools import partial
from io import BytesIO, TextIOWrapper
from typing import Final

from timeline_tui.importing import Reading, TableError

Open = Callable[[], TextIOWrapper]
"""Opens a text at its beginning; its line ends are as they are in the file."""

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # which begins as UTF-16 does
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def opened(data: bytes, how: Reading) -> tuple[Open, tuple[str, ...]]:
    """`data` as text, and what was decided for it: in the encoding given, else as its byte order
    mark says, else in UTF-8, else in Windows-1252.

    Raises TableError where the encoding given is unknown or does not fit.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    told = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    encoding = how.encoding or told
    if encoding == "utf-8" and (before := data.partition(b"\0")[0]) != data:
        line = before.count(b"\n") + 1
        raise TableError(f"line {line}: a NUL stands in it; if this is UTF-16, give the encoding")

    def open_text(encoding: str = encoding, errors: str = "strict") -> TextIOWrapper:
        return TextIOWrapper(BytesIO(data), encoding, errors, newline="")

    try:
        deque(iter(partial(open_text().read, 1 << 20), ""), maxlen=0)
        return open_text, ()
    except LookupError as error:
        raise TableError(f"there is no text encoding `{encoding}`") from error
    except ValueError as error:
        if encoding != "utf-8" or how.encoding:
            raise TableError(f"it is not in the encoding `{encoding}`") from error
    count = len(re.findall("[\udc80-\udcff]", data.decode(errors="surrogateescape")))
    said = f"bytes that are not UTF-8, read as Windows-1252: {count:,}"
    return partial(open_text, "cp1252", "replace"), (said,)
