"""The texts of events as words and regexes search them, joined so that one search scans them all.

Which texts count is QUERY's rule for a word or phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from timeline_tui.core.evidence.statements import named_parties
from timeline_tui.core.query.regexes import compile_regex
from timeline_tui.core.text import fold
from timeline_tui.core.timeline import Event, Place
from timeline_tui.core.views.facets import Entry

# Neither can stand in a file: control characters are made visible when it is read (FORMAT 7).
_EVENT_END: Final = "\x00"
_TEXT_END: Final = "\x01"

_BLANK: Final = re.compile(r"\s+")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_LINES_TO_BLANKS: Final = bytes.maketrans(b"\n\r\t", b"   ")
_ENDS_TO_LINES: Final = bytes.maketrans(b"\x00\x01", b"\n\n")


def needle(text: str) -> str:
    """`text` as it is looked for: folded, each run of blanks as one."""
    return _BLANK.sub(" ", fold(text))


def _folded(text: str) -> str:
    """`text` folded but for its ASCII letters, at a tenth of what folding the whole text costs."""
    return text if text.isascii() else _NOT_ASCII.sub(_folded_run, text)


def _folded_run(match: re.Match[str]) -> str:
    return _fold(match[0])


_fold = lru_cache(maxsize=50_000)(needle)


class SearchTexts:
    """The searchable texts of all events of a timeline; built when first searched."""

    def __init__(
        self,
        events: Sequence[Event],
        places: Mapping[str, Place],
        parties: Iterable[Entry],
    ) -> None:
        self._events = events
        self._place_names = {id: _names_around(id, places) for id in places}
        self._party_names = {entry.id: _names(entry) for entry in parties}

    def rows_with(self, text: str) -> list[int]:
        """The rows of the events that have `text`, a word or phrase, in one of their texts."""
        return self._folded.rows_with(needle(text).encode("utf-8", "replace"))

    def rows_equal(self, text: str) -> list[int]:
        """The rows of the events of which a whole text is `text`."""
        whole = f"{_TEXT_END}{needle(text)}{_TEXT_END}"
        return self._folded.rows_with(whole.encode("utf-8", "replace"))

    def rows_matching(self, pattern: str) -> list[int]:
        """The rows of the events in one of whose texts a regex matches."""
        search, blob = compile_regex(pattern).search, self._written
        rows: list[int] = []
        match = search(blob.data)
        while match is not None and match.start() < blob.starts[-1]:
            row = bisect_right(blob.starts, match.start()) - 1
            rows.append(row)
            match = search(blob.data, blob.starts[row + 1])
        return rows

    @cached_property
    def _folded(self) -> _Blob:
        data = _joined([_folded(self._text(event)) for event in self._events])
        # Of bytes, `lower` changes the ASCII letters only, which is all that is left to fold.
        data = data.lower().translate(_LINES_TO_BLANKS)
        while b"  " in data:
            data = data.replace(b"  ", b" ")
        return _Blob(data, _starts(data))

    @cached_property
    def _written(self) -> _Blob:
        data = _joined([self._text(event) for event in self._events])
        return _Blob(data.translate(_LINES_TO_BLANKS).translate(_ENDS_TO_LINES), _starts(data))

    def _text(self, event: Event) -> str:
        """Every searchable text of an event, an end between each two."""
        texts = [event.title, event.description, event.date_text, event.note, *event.tags]
        texts += [participant.note for participant in event.actors]
        disputes = list(event.disputes)
        for claim in event.claims:
            texts += (claim.text, claim.quote, claim.note)
            disputes += claim.disputes
        texts += [dispute.text for dispute in disputes]
        parts = (event.actors, event.claims, disputes)
        for extras in (event.extras, *(part.extras for entries in parts for part in entries)):
            texts += [value for _, value in extras]
        texts += [self._place_names[place] for place in event.locations]
        texts += [self._party_names[party] for party in named_parties(event)]
        return _TEXT_END.join(filter(None, texts))


def _names(entry: Entry) -> str:
    return _TEXT_END.join((entry.name, *entry.aliases))


def _names_around(id: str, places: Mapping[str, Place]) -> str:
    """The names of a place and of all that it lies in, typed with the event or declared once."""
    around: dict[str, str] = {}
    place = places.get(id)
    while place is not None and place.id not in around:
        around[place.id] = _names(place)
        place = places.get(place.within or "")
    return _TEXT_END.join(around.values())


def _joined(texts: Sequence[str]) -> bytes:
    """The texts of all events as UTF-8, each event's between ends and closed by its own end."""
    closed = f"{_TEXT_END}{_EVENT_END}{_TEXT_END}"
    joined = f"{_TEXT_END}{closed.join(texts)}{closed}" if texts else ""
    return joined.encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Blob:
    """All texts as UTF-8; those of a row begin at `starts[row]`, and the last start is the end."""

    data: bytes
    starts: Sequence[int]

    def rows_with(self, part: bytes) -> list[int]:
        find, starts = self.data.find, self.starts
        rows: list[int] = []
        row, last = -1, len(starts) - 1
        place = find(part)
        while 0 <= place < starts[-1]:
            row = bisect_right(starts, place, row + 1, last) - 1
            rows.append(row)
            place = find(part, starts[row + 1])
        return rows


def _starts(data: bytes) -> list[int]:
    return [0, *(match.end() for match in re.finditer(_EVENT_END.encode(), data))]
