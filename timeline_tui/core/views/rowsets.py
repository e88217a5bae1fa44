"""Sets of rows as the bits of one integer: row 0 is the lowest bit. Fast to intersect and count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import Final

_TO_FLAGS: Final = bytes.maketrans(b"01", b"\x00\x01")
_TO_DIGITS: Final = bytes.maketrans(b"\x00\x01", b"01")


def all_rows(size: int) -> int:
    """The set of the rows 0 to `size` - 1."""
    return (1 << size) - 1


def bits_of(rows: Iterable[int], size: int) -> int:
    """The set of `rows`, all below `size`."""
    bits = bytearray(size // 8 + 1)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")


def bits_of_flags(flags: bytes) -> int:
    """The set of the rows whose byte in `flags` is 1; the others are 0."""
    return int(flags[::-1].translate(_TO_DIGITS), 2) if flags else 0


def flags_of(bits: int, size: int) -> bytes:
    """For each of `size` rows a byte, 1 where the row is in the set."""
    return format(bits, f"0{size}b").encode().translate(_TO_FLAGS)[::-1] if size else b""


def rows_of(bits: int, size: int) -> tuple[int, ...]:
    """The rows of the set, ascending."""
    if bits == all_rows(size):
        return tuple(range(size))
    return tuple(compress(range(size), flags_of(bits, size)))
