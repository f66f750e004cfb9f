"""Texts that carry their own headings, such as "Action: ... Owner: ... By: ...", as pieces with their columns.

It stands alone because plans and chronologies written as lists or paragraphs are read through the same labels.
"""

import re

from assistant.domain.columns import Column, column_of

_LABEL = re.compile(
    r"(?:^|(?<=[\n.;(|])|(?<=\s[-–—])|(?<=,))\s*"
    r"(?:(?P<label>[A-Za-z][^:\n.;()|,–—]{1,45}?)\s*:(?!\d)"
    r"|(?P<dashed>(?i:(?:action )?owner|lead|by when|timescale|deadline|target date|measure|level))"
    r"\s+[-–—](?=\s))\s*"
)
_ACTION = re.compile(
    r"(?:the |agreed |planned |proposed )?(?:actions?|recommendations?|objectives?|tasks?|what we will do)"
    r"(?: required| point| agreed| to be taken)?(?: (?:no\.?|number))?\s*#?\d{0,2}[a-z]?",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s*(?P<label>[A-Za-z]+ #?\d{1,2}[a-z]?)\s*(?:[.–—-]|\)|$)\s*")
_MOST_WORDS = 8
_SHORT = {Column.OWNER, Column.BY_WHEN, Column.LEVEL, Column.KEY_FINDINGS}  # no sentences: no full stop


def labelled(text: str) -> list[tuple[Column | None, str]]:
    """The text in pieces, each under the column its label names; words before the first label under None."""
    marks = [
        (m.start(), m.end(), column)
        for m in _LABEL.finditer(text)
        if (column := _column(m["label"] or m["dashed"]))
    ]
    first = _DASHED.match(text)
    if first and _ACTION.fullmatch(first["label"]) and (not marks or marks[0][0] >= first.end()):
        marks.insert(0, (0, first.end(), Column.ACTION))
    pieces: list[tuple[Column | None, str]] = []
    if lead := text[: marks[0][0] if marks else len(text)].strip(" \n\t(-–—|"):
        pieces.append((None, lead))
    for place, (_, start, column) in enumerate(marks):
        end = marks[place + 1][0] if place + 1 < len(marks) else len(text)
        piece = text[start:end].strip(" \n\t-–—|;,")
        if piece.count(")") > piece.count("("):
            piece = piece.rstrip(".").removesuffix(")")
        piece = piece.rstrip("(").strip()
        pieces.append((column, piece.removesuffix(".") if column in _SHORT else piece))
    return pieces


def _column(label: str) -> Column | None:
    words = label.split()
    if len(words) > _MOST_WORDS:
        return None
    column = column_of(label)
    if column is Column.ACTION and not _ACTION.fullmatch(label):
        return None
    return column
