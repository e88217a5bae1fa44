"""How far in time one event lies from another, as honestly as their dates allow."""

from __future__ import annotations

from typing import Final

from timeline_tui.core.dates import EdtfDate, span
from timeline_tui.core.dates.times import MINUTE
from timeline_tui.core.dates.values import DAY
from timeline_tui.words.dates import lag_words

_SECOND: Final = MINUTE // 60
_UNITS: Final = ((DAY, "d"), (60 * MINUTE, "h"), (MINUTE, "min"), (_SECOND, "s"))
_IN_ASCII: Final = str.maketrans({"−": "-", "–": "..", "…": ".."})
_EXACT: Final = 100 * DAY  # from where on months and years say enough


def distance(origin: EdtfDate | None, date: EdtfDate | None, *, ascii: bool = False) -> str:
    """`+3 d`, `−2 h 10 min`; `+2–3 d` from the least to the most; `−26 d…+4 d` where it may lie on
    either side; `~` before what is approximate. Empty where a bound is not known."""
    after, before = lag_words(origin, date), lag_words(date, origin)
    if origin is None or date is None or not after:
        return ""
    least, most = span(date).since(span(origin))
    if least == most and origin.is_timed and date.is_timed and abs(least) < _EXACT:
        told = _exactly(least)
    elif least == most == 0:
        told = "0 d"
    elif "before it" in (after, before):
        told = f"−{before[1:]}" if after == "before it" else after
    else:
        early, late = (one[1:].rpartition("–")[2] for one in (before, after))
        told = f"−{early}…+{late}".replace("−0 d…", "0…").replace("…+0 d", "…0")
    vague = any(one.approximate or one.uncertain for one in (origin, date))
    told = f"~ {told}" if vague else told  # apart, as the minus sign looks much like it
    return told.translate(_IN_ASCII) if ascii else told


def _exactly(micros: int) -> str:
    """The two largest units of a time, in whole ones."""
    left = abs(micros)
    sign = "−" if micros < 0 else "+"
    if left < _SECOND:
        return f"{sign}{left / _SECOND:g} s" if left else "0 s"
    parts: list[str] = []
    for size, unit in _UNITS:
        count, left = divmod(left, size)
        parts += [f"{count} {unit}"] if count or parts else []
    parts = [part for part in parts[:2] if not part.startswith("0 ")]
    return f"{sign}{' '.join(parts)}"
