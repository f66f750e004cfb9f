"""Headings that only look like headings: short lines, all bold or all underlined, standing over text.

Pieces come in and go out with such lines made headings, one level below the styled heading above them;
larger type ranks higher.
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
_BULLET = re.compile(r"[^\w(]*$")


def _looks_like_one(piece: Piece) -> bool:
    return (
        piece.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and piece.emphasised
        and len(piece.text) <= _LONGEST
        and len(piece.text.split()) <= _MOST_WORDS
        and "\n" not in piece.text
        and any(c.isalpha() for c in piece.text)
        and not _ENDS_LIKE_TEXT.search(piece.text)
        and not _MARKING.match(piece.text)
        and not (piece.label is not None and _BULLET.match(piece.label))
    )


def headed(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces, with lines that only look like headings made headings."""
    found = {i for i, piece in enumerate(pieces[:-1]) if _looks_like_one(piece)}
    sizes = sorted({pieces[i].size for i in found}, reverse=True)
    styled = 0
    result = []
    for i, piece in enumerate(pieces):
        if piece.kind is Kind.HEADING:
            styled = piece.level or 1
        if i in found:
            piece = replace(piece, kind=Kind.HEADING, level=min(9, styled + 1 + sizes.index(piece.size)))
        result.append(piece)
    return result
