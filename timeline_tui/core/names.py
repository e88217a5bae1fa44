"""Which entry a name means (FORMAT section 2, References), and which known name one comes close to.

It knows ids and names, not what they belong to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain, islice
from typing import Final

from timeline_tui.core.text import fold, name_key, slug

_CLOSE: Final = 0.8
_COMPARED: Final = 8
_LONGEST: Final = 100
_LOOKED_AT: Final = 2000
"""Entries of the index that one name is looked up in, so that many names cost no more than that."""


class Names:
    """One name space: the ids of its entries and the names and aliases that they claim."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._claims: dict[str, list[str]] = {}
        self._known: list[str] = []
        self._nearest: Nearest | None = None

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        """Every id, name and alias as typed."""
        return iter(self._known)

    def add(self, id: str, names: Iterable[str]) -> list[tuple[str, str]]:
        """Enter an id, once, with its other names; those that another entry claims, with its id."""
        clashes: list[tuple[str, str]] = []
        self._nearest = None
        self._ids[id] = id
        for name in dict.fromkeys((id, *names)):
            self._known.append(name)
            claimants = self._claims.setdefault(name_key(name), [])
            if id not in claimants[-1:]:  # it can only have been the last to claim the name
                clashes.extend((name, other) for other in claimants[:1])
                claimants.append(id)
        return clashes

    def find(self, name: str) -> Sequence[str]:
        """The ids that `name` can mean: an exact id alone, else whatever claims it, in order."""
        if (id := self._ids.get(name)) is not None:
            return (id,)
        return self._claims.get(name_key(name), ())

    def close_to(self, name: str) -> str:
        """The id, name or alias that a name which means nothing comes close to, or ""."""
        if self._nearest is None:
            self._nearest = Nearest(self)
        return self._nearest.to(name)


class FreshIds:
    """Makes ids that nothing else has: not `reserved`, and none that was made before."""

    def __init__(self, reserved: Container[str] = ()) -> None:
        self._reserved = reserved
        self._made: set[str] = set()
        self._numbers: dict[str, int] = {}

    def __contains__(self, id: object) -> bool:
        """Whether something has it already."""
        return id in self._made or id in self._reserved

    def make(self, plain: str) -> str:
        """`plain` if it is free, else the first of `plain-2`, `plain-3` … that is."""
        id = plain
        while id in self:
            number = self._numbers[plain] = self._numbers.get(plain, 1) + 1
            id = f"{plain}-{number}"
        self._made.add(id)
        return id


def unique_ids(
    ids: Sequence[str], typed: Sequence[bool]
) -> tuple[list[str], list[tuple[int, int]]]:
    """`ids` made unique, and which typed ones repeat an earlier typed one (its index, the first's).

    What was typed wins over what was made, wherever they stand; what is not unique gets a suffix,
    so that nothing is hidden.
    """
    repeated: list[tuple[int, int]] = []
    if len(set(ids)) == len(ids):
        return list(ids), repeated
    first: dict[str, int] = {}
    for index, id in enumerate(ids):
        if typed[index] and first.setdefault(id, index) != index:
            repeated.append((index, first[id]))
    fresh = FreshIds(first)
    keeps_its_own = set(first.values())
    unique = [id if index in keeps_its_own else fresh.make(id) for index, id in enumerate(ids)]
    return unique, repeated


def claim_id(text: str) -> str:
    """The id of a claim that has none, before it is made unique: from its words and not from its
    place, which would tell how many stand before it."""
    return slug(text, 40) or "claim"


class Nearest:
    """Finds the one of many known names that a misspelt one comes close to.

    An index of letter pairs leaves only a few to compare, as difflib alone takes 10 µs a pair.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known: dict[str, str] = {}
        self._with_pair: dict[str, list[str]] = {}
        for name in known:
            key = folded_key(name)
            if key not in self._known and len(key) <= _LONGEST:
                self._known[key] = name
                for pair in _pairs(key):
                    self._with_pair.setdefault(pair, []).append(key)

    def to(self, name: str) -> str:
        """The known name as typed, or "". Names that differ in a digit are never close, those that
        differ in accents alone always are."""
        key = folded_key(name)
        if len(key) > _LONGEST:
            return ""
        if (known := self._known.get(key)) is not None:
            return "" if name_key(known) == name_key(name) else known
        rare_first = sorted((self._with_pair.get(pair, []) for pair in _pairs(key)), key=len)
        shared = Counter(islice(chain.from_iterable(rare_first), _LOOKED_AT)).most_common(_COMPARED)
        alike = [known for known, _ in shared if _digits(known) == _digits(key)]
        close = get_close_matches(key, alike, 1, _CLOSE)
        return self._known[close[0]] if close else ""


def folded_key(name: str) -> str:
    """The form under which names are equal but for case, blanks and accents."""
    return name_key(fold(name))


def _pairs(key: str) -> list[str]:
    """The different pairs of neighbouring letters, in order: sets would order ties at random."""
    return list(dict.fromkeys(key[index : index + 2] for index in range(len(key) - 1)))


def _digits(key: str) -> str:
    return "".join(character for character in key if character.isdigit())
