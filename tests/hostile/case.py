"""One hostile file: what was done to it, the name it is given in under, its bytes."""

from typing import NamedTuple


class Case(NamedTuple):
    what: str
    name: str
    data: bytes


def cut(data: bytes, at: int) -> bytes:
    return data[:at]


def flipped(data: bytes, places: list[int]) -> bytes:
    """With one bit of each of those bytes turned."""
    changed = bytearray(data)
    for place in places:
        changed[place] ^= 1 << (place % 8)
    return bytes(changed)


def swapped(data: bytes, first: int, second: int, length: int) -> bytes:
    """With two stretches of that length in each other's place; they do not overlap."""
    low, high = sorted((first, second))
    high = max(high, low + length)
    return (
        data[:low]
        + data[high : high + length]
        + data[low + length : high]
        + data[low : low + length]
        + data[high + length :]
    )


def name_of(data: bytes, suffix: str) -> str:
    """The name a fuzzed file is given in under: text and Markdown are one format, told by their length."""
    return f"a.{'md' if suffix == 'txt' and len(data) % 2 else suffix}"
