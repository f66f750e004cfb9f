"""Tables of a PDF page: ruled grids in, rows of cell texts out, merges resolved as in Word.

It stands alone because a grid without content, or of a single cell, is a drawing and not a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table as Ruled

_NEAR = 3.0
_WORD_GAP = 2

Box = tuple[float, float, float, float]


@dataclass
class Table:
    """One table, or its part on this page. ``cells`` of a row are the printed lines of each cell."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[list[str]]]
    boxes: list[Box]
    marks: list[str] = field(default_factory=list)

    def holds(self, char: dict[str, Any]) -> bool:
        """Whether that character stands in one of the cells."""
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        return any(x0 <= across < x1 and top <= down < bottom for x0, top, x1, bottom in self.boxes)

    def continues(self, other: "Table") -> bool:
        """Whether its columns stand where those of the other do."""
        pairs = zip(self.edges, other.edges, strict=False)
        return len(self.edges) == len(other.edges) and all(abs(a - b) <= _NEAR for a, b in pairs)


def tables_of(page: Page) -> list[Table]:
    """The tables of that page from top to bottom: at least two columns, and words in them."""
    found = []
    for ruled in page.find_tables():
        edges = tuple(sorted({cell[0] for cell in ruled.cells}))
        if len(edges) < 2:
            continue
        rows = _rows(ruled, edges)
        if any(line for row in rows for cell in row for line in cell):
            _, top, _, bottom = ruled.bbox
            found.append(Table(top, bottom, edges, rows, list(ruled.cells)))
    return sorted(found, key=lambda table: table.top)


def _rows(ruled: Ruled, edges: Sequence[float]) -> list[list[list[str]]]:
    texts = ruled.extract(x_tolerance=_WORD_GAP)
    rows: list[list[list[str]]] = []
    for row, cells in zip(ruled.rows, texts, strict=True):
        filled: list[list[str]] = []
        for column, text in enumerate(cells):
            if text is None and rows and _from_above(ruled.cells, edges[column], row.bbox[1]):
                filled.append(rows[-1][column])
            else:
                filled.append([" ".join(line.split()) for line in (text or "").split("\n") if line.strip()])
        rows.append(filled)
    return rows


def _from_above(cells: Sequence[Box], left: float, top: float) -> bool:
    """Whether the slot at that place is covered by a cell of the same column that began higher up."""
    return any(abs(x0 - left) < 1 and begins < top - 1 and top + 1 < ends for x0, begins, _, ends in cells)
