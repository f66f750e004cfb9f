"""Characters in, printed lines out, in reading order.

It stands alone because the running text of a page and the text of a cell are laid out alike.
"""

import re
from collections.abc import Sequence
from statistics import mode

from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import extract_words

from assistant.edges.pdf.columns import SAME_LINE, Word, columns_of
from assistant.edges.pdf.items import Char, Printed

_WORD_GAP = 2
_BESIDE = 10.0
_RAISED = 0.8


def words_in(chars: Sequence[Char]) -> list[Word]:
    """The words of those characters, each with its characters."""
    return list(extract_words(list(chars), x_tolerance=_WORD_GAP, return_chars=True))


def lines_in(chars: Sequence[Char], page: int, marks: Sequence[Sequence[Char]] = ()) -> list[Printed]:
    """The printed lines of those characters; ``marks`` that stand on a line are named with it."""
    return [printed for column in columns_of(words_in(chars)) for printed in _lines(column, page, marks)]


def _lines(words: list[Word], page: int, marks: Sequence[Sequence[Char]]) -> list[Printed]:
    edge = max(float(w["x1"]) for w in words)
    rows = cluster_objects(words, "top", SAME_LINE)
    return [_printed(sorted(row, key=lambda w: float(w["x0"])), page, edge, marks) for row in rows]


def _printed(words: list[Word], page: int, edge: float, marks: Sequence[Sequence[Char]]) -> Printed:
    chars = [c for word in words for c in word["chars"]]
    top, bottom = min(float(w["top"]) for w in words), max(float(w["bottom"]) for w in words)
    begins, ends = float(words[0]["x0"]), max(float(w["x1"]) for w in words)
    near = [
        group
        for group in marks
        if top - 4 <= group[0]["top"]
        and group[0]["bottom"] <= bottom + 1
        and begins <= group[0]["x0"] <= ends + _BESIDE
    ]
    return Printed(
        text=" ".join(str(word["text"]) for word in words),
        page=page,
        x0=begins,
        x1=ends,
        edge=edge,
        top=top,
        bottom=bottom,
        size=float(mode(round(c["size"], 1) for c in chars)),
        bold=all("bold" in c["fontname"].lower() or "black" in c["fontname"].lower() for c in chars),
        coloured=all(_is_coloured(c.get("non_stroking_color")) for c in chars),
        marks=tuple(number(group) for group in sorted(near, key=lambda g: float(g[0]["x0"]))),
    )


def _is_coloured(colour: object) -> bool:
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    return len(parts) == 3 and all(isinstance(p, (int, float)) for p in parts) and max(parts) - min(parts) > 0.2


def marks_in(chars: Sequence[Char]) -> list[list[Char]]:
    """Footnote marks: small raised numbers after a word, where the same number begins a line of the page."""
    groups: list[list[Char]] = []
    base: Char | None = None
    for char in chars:
        if not str(char["text"]).strip():
            continue
        small = base is not None and char["size"] <= _RAISED * base["size"]
        if base is not None and small and str(char["text"]).isdigit() and _is_beside(char, base):
            if groups and groups[-1][-1] is base["last"]:
                groups[-1].append(char)
            else:
                groups.append([char])
            base = {**base, "x1": char["x1"], "last": char}
        else:
            base = {**char, "last": char}
    if not groups:
        return []
    begun = {m.group() for line in lines_in(chars, 0) if (m := re.match(r"\d{1,3}(?=\D)", line.text))}
    return [group for group in groups if number(group) in begun]


def _is_beside(char: Char, base: Char) -> bool:
    raised = char["bottom"] < base["bottom"] - 0.5 and char["top"] >= base["top"] - 4
    return bool(raised and -1 <= char["x0"] - base["x1"] <= base["size"])


def number(group: Sequence[Char]) -> str:
    """The number that a footnote mark shows."""
    return "".join(str(char["text"]) for char in group)
