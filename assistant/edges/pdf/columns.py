"""The words of a page in, its columns in reading order out: down one column, and then the next.

It stands alone because printed lines do not say where a column ends: only the white strip between them does.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pdfplumber.utils.clustering import cluster_objects

Word = dict[str, Any]
Strip = tuple[float, float]

SAME_LINE = 3
_GUTTER = 10.0
_FULL = 0.6
_ROWS = 3
_APART = 2.5
_WORDS = 4
_MOST_ROWS = 400  # no page of text has more, and the search takes its time on them


def columns_of(words: list[Word]) -> Iterator[list[Word]]:
    """The words of each stretch of running text: most pages have one, as wide as the page.

    Rows belong to two columns where a strip runs down between their words, and either side has three rows or
    more, most of them full and of four words: so a list of short entries with values beside them stays whole.
    """
    rows = cluster_objects(words, "top", SAME_LINE)
    if len(rows) > _MOST_ROWS:
        yield words
        return
    left, right = min((w["x0"] for w in words), default=0.0), max((w["x1"] for w in words), default=0.0)
    single: list[Word] = []
    at = 0
    while at < len(rows):
        strips: list[Strip] = [(left, right)]
        end = at
        while end < len(rows) and (end == at or _is_under(rows[end - 1], rows[end])):
            narrowed = _free(strips, rows[end])
            if not narrowed:
                break
            strips = narrowed
            end += 1
        band = [word for row in rows[at:end] for word in row]
        sides = _sides(band, strips) if end - at >= _ROWS else None
        if sides is None:
            end = at + 1
            single += rows[at]
        else:
            if single:
                yield single
                single = []
            for side in sides:
                yield from columns_of(side)
        at = end
    if single:
        yield single


def _is_under(above: Sequence[Word], below: Sequence[Word]) -> bool:
    """Whether a row stands close under another, as in running text."""
    height = max(float(word["bottom"] - word["top"]) for word in above)
    return float(below[0]["top"]) - float(above[0]["bottom"]) <= _APART * height


def _free(strips: Sequence[Strip], row: Sequence[Word]) -> list[Strip]:
    """What is left of those strips beside the words of that row, where it is as wide as a gutter."""
    free = list(strips)
    for word in row:
        begins, ends = float(word["x0"]), float(word["x1"])
        free = [
            piece
            for low, high in free
            for piece in ((low, min(high, begins)), (max(low, ends), high))
            if piece[1] - piece[0] >= _GUTTER
        ]
    return free


def _sides(band: Sequence[Word], strips: Sequence[Strip]) -> tuple[list[Word], list[Word]] | None:
    for low, high in strips:
        middle = (low + high) / 2
        left = [word for word in band if word["x1"] <= middle]
        right = [word for word in band if word["x0"] >= middle]
        if _is_column(left) and _is_column(right):
            return left, right
    return None


def _is_column(words: Sequence[Word]) -> bool:
    rows = cluster_objects(list(words), "top", SAME_LINE)
    if len(rows) < _ROWS:
        return False
    width = max(w["x1"] for w in words) - min(w["x0"] for w in words)
    full = [row for row in rows if max(w["x1"] for w in row) - min(w["x0"] for w in row) >= _FULL * width]
    return 2 * len(full) >= len(rows) and len(words) >= _WORDS * len(rows)
