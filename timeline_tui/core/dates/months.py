"""Names of months in eight languages, English weekdays, and the small words that stand among them.

Names are without accents and in lower case, as `fold` makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from timeline_tui.core.text import fold

_MONTHS: Final = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "jänner feber mrz apr mai jun jul aug setiembre okt nov dez",
    "jan feb mrt apr mei jun jul aug sept okt nov dec",
)
"""English, German, French, Spanish, Italian, Portuguese, Dutch, Russian (twice), and short forms
that do not begin the full name."""
_WEEKDAYS: Final = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tues wed thurs fri sat sun",
    "mon tue wed thu fri sat sun",
)
_SMALL_WORDS: Final = "the of in on den der im le el de del il em op г года году 年 月 日 년 월 일"
_SHORTEST: Final = 3


def _numbered(rows: Iterable[str], *, first: int, short: bool) -> Mapping[str, int]:
    """Each name with its number, and where `short` each beginning of one that fits no other."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for number, name in enumerate(fold(row).split(), first):
            for length in range(_SHORTEST if short else len(name), len(name) + 1):
                found[name[:length]].add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


MONTHS: Final = _numbered(_MONTHS, first=1, short=True)
"""The months 1 to 12 by name and by short form; what could be two months is left out."""
WEEKDAYS: Final = _numbered(_WEEKDAYS, first=0, short=False)
"""0 for Monday to 6 for Sunday, by name."""
MARKS: Final = dict.fromkeys(_SMALL_WORDS.split(), " ") | {
    name: f" M{number:02} " for name, number in MONTHS.items()
}
"""What a date reads for a word: the month as M01 to M12, nothing for one that says nothing."""
