"""Headings that only look like headings: short lines standing over text, all bold, all underlined or numbered.

Pieces come in and go out with such lines made headings, below the styled heading above them: larger type ranks
higher, and so does a number of fewer parts. It stands alone because a line looks like a heading only beside
those above and below it, which the walk has not read yet.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.review import Kind
from assistant.edges.word.piece import Piece

_LONGEST = 120
_MOST_WORDS = 16
_ENDS_LIKE_TEXT = re.compile(r"[.;,!?]$")
_MARKING = re.compile(r"official\b|restricted\b|confidential\b", re.IGNORECASE)
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_LETTERED = r"(?i:part|section|appendix) \w{1,3}\b[.:]?"
_NUMBERED = re.compile(rf"(?:{_NUMBER}[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}|{_LETTERED})(?:\s+[-–—])?\s+[A-Z]")
_LABEL = re.compile(rf"{_NUMBER}[.)]?$")
_MOST_NUMBERED = 9
_SENTENCE = re.compile(r"[.:?!][)’”\"']?$")
_LONG = 60
_BULLET = re.compile(r"[^\w(]*$")


def _looks_like_one(piece: Piece) -> bool:
    return (
        piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and piece.emphasised
        and not piece.listed
        and len(piece.text) <= _LONGEST
        and len(piece.text.split()) <= _MOST_WORDS
        and "\n" not in piece.text
        and any(c.isalpha() for c in piece.text)
        and not _ENDS_LIKE_TEXT.search(piece.text)
        and not _MARKING.match(piece.text)
        and not (piece.label is not None and _BULLET.match(piece.label))
    )


def _is_numbered(piece: Piece) -> bool:
    """A short line with a number or "Part C" typed before it, which does not end as a sentence does."""
    if (
        piece.listed
        or "\n" in piece.text
        or len(piece.text.split()) > _MOST_NUMBERED
        or _ENDS_LIKE_TEXT.search(piece.text)
    ):
        return False
    if piece.kind is Kind.LIST_ITEM:
        return piece.typed and bool(_LABEL.match(piece.label or "")) and piece.text[0].isupper()
    return piece.kind is Kind.PARAGRAPH and bool(_NUMBERED.match(piece.text))


def _depth(piece: Piece) -> int:
    number = re.match(_NUMBER, piece.label or piece.text)
    return 1 + number.group().count(".") if number else 0


def _numbered(pieces: Sequence[Piece]) -> set[int]:
    """Numbered lines over text, a table or a deeper such line, and not beside another item of the same list."""
    found: set[int] = set()
    for i in reversed(range(len(pieces) - 1)):
        piece, below = pieces[i], pieces[i + 1]
        if not _is_numbered(piece):
            continue
        text = below.kind is Kind.PARAGRAPH and len(below.text) >= _LONG and _SENTENCE.search(below.text)
        deeper = i + 1 in found and _depth(below) > _depth(piece)
        above = pieces[i - 1] if i else None
        if (below.kind is Kind.ROW or text or deeper) and not (above and _lists_with(above, piece)):
            found.add(i)
    return found


def _lists_with(above: Piece, piece: Piece) -> bool:
    if _is_numbered(above):
        return _depth(above) == _depth(piece)
    return above.kind is Kind.LIST_ITEM and any(c.isalnum() for c in above.label or "")


def headed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with lines that only look like headings made headings."""
    found = {i for i, piece in enumerate(pieces[:-1]) if _looks_like_one(piece)}
    sizes = sorted({pieces[i].size for i in found}, reverse=True)
    numbered = _numbered(pieces) - found
    styled = 0
    result = []
    for i, piece in enumerate(pieces):
        if piece.kind is Kind.HEADING:
            styled = piece.level or 1
        if i in found:
            piece = replace(piece, kind=Kind.HEADING, level=min(9, styled + 1 + sizes.index(piece.size)))
        elif i in numbered:
            piece = replace(piece, kind=Kind.HEADING, level=min(9, styled + max(1, _depth(piece))))
        result.append(piece)
    return result
