"""A draft's words cut at its references to passages: [p41], [p57, p60], "see p58".

In comes a sentence of a model, out go its plain pieces and, between them, the passage ids pointed at. It stands
alone because a report and a screen must read the same references, and neither may show a reader a raw id.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

PassageIds = tuple[str, ...]
"""The passages that one reference points at, once each, in the order given."""

_ONE = r"p\d+(?:\s?[-–—]\s?p?\d+)?\b"
_LIST = rf"{_ONE}(?:\s{{0,3}}(?:[,;&/]|,?\s?\band\b)\s{{0,3}}{_ONE})*"
_BRACKETED = rf"[\[(]\s{{0,3}}{_LIST}\s{{0,3}}[\])]"
_REFERENCE = re.compile(rf"{_BRACKETED}(?:\s{{0,3}}[,;]?\s{{0,3}}{_BRACKETED})*|\b{_LIST}")
_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_ALONE = re.compile(rf"\s*{_LIST}\s*")
_ID = re.compile(r"\bp(\d+)(?:\s?[-–—]\s?p?(\d+))?\b")

_NUMBERS = re.compile(r"\[\s{0,3}\d{1,3}(?:\s{0,3}[,;]\s{0,3}\d{1,3}){0,40}\s{0,3}\]")

LONGEST_RANGE = 30
"""Passages that a reference such as p58-p60 may span; of a longer one only the ends are taken."""


def cut(text: str) -> tuple[str | PassageIds, ...]:
    """The text in pieces: a string is plain, a tuple is a reference.

    Neighbouring references are one: [p57][p60] as much as [p57, p60]. Their brackets are dropped, so that
    whoever writes the reference sets its own; square brackets that hold other words too become round ones.
    """
    pieces: list[str | PassageIds] = []
    text, done = _SQUARE.sub(_rounded, text), 0
    for match in _REFERENCE.finditer(text):
        if match.start() > done:
            pieces.append(text[done : match.start()])
        pieces.append(tuple(dict.fromkeys(_ids(match.group()))))
        done = match.end()
    if done < len(text):
        pieces.append(text[done:])
    return tuple(pieces)


def pointed_at(text: str) -> frozenset[str]:
    """Every passage id that the text points at, whether or not there is such a passage."""
    return frozenset(passage for piece in cut(text) if not isinstance(piece, str) for passage in piece)


def numbered(text: str, numbers: Mapping[str, Sequence[int]]) -> str:
    """The text as an inspector edits it: [p58] is [2, 5], the numbers of the evidence in that passage.

    A passage without evidence keeps its id, in brackets of its own.
    """
    told = []
    for piece in cut(text):
        if isinstance(piece, str):
            told.append(piece)
            continue
        shown = sorted({number for passage in piece for number in numbers.get(passage, ())})
        others = ", ".join(passage for passage in piece if passage not in numbers)
        told.append(" ".join(f"[{one}]" for one in (", ".join(map(str, shown)), others) if one))
    return "".join(told)


def unnumbered(text: str, passages: Sequence[str]) -> str:
    """The text as it is kept: [2, 5] is the passages of evidence 2 and 5, which ``passages`` has in order.

    Numbers of no evidence stay as they are.
    """

    def pointed(match: re.Match[str]) -> str:
        given = [int(number) for number in re.findall(r"\d+", match.group())]
        if not all(0 < number <= len(passages) for number in given):
            return match.group()
        return f"[{', '.join(dict.fromkeys(passages[number - 1] for number in given))}]"

    return _NUMBERS.sub(pointed, text)


def _rounded(match: re.Match[str]) -> str:
    inside = match.group(1)
    mixed = _ID.search(inside) is not None and _ALONE.fullmatch(inside) is None
    return f"({inside})" if mixed else match.group()


def _ids(reference: str) -> Iterator[str]:
    for match in _ID.finditer(reference):
        first, last = match.groups()
        yield f"p{first}"
        if last is not None:
            # No review has as many passages as eight digits can count, and int() is slow on thousands of them.
            short = max(len(first), len(last)) < 8
            if short and 0 < int(last) - int(first) <= LONGEST_RANGE:
                yield from (f"p{number}" for number in range(int(first) + 1, int(last)))
            yield f"p{last}"
