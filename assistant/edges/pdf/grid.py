"""Ruled tables of a PDF page: grid and characters in, rows of cells out, merges resolved as in Word.

It stands alone because a grid without content, or of a single column, is a drawing and not a table.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfplumber.page import Page

from assistant.edges.pdf.items import Box, Cell, Char, Row, Table
from assistant.edges.pdf.lines import lines_in, number

_NEAR = 3.0


@dataclass
class Grid:
    """One table, or its part on this page, and where it stands."""

    top: float
    table: Table


@dataclass
class _Frame:
    """A ruled grid and what stands in its cells."""

    boxes: list[Box]
    rows: list[list[Box | None]]
    top: float
    held: dict[Box, list[Char]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._bands: dict[int, list[Box]] = defaultdict(list)
        for box in self.boxes:
            for band in range(int(box[1]) // 8, int(box[3]) // 8 + 1):
                self._bands[band].append(box)

    def cell_at(self, char: Char) -> Box | None:
        """The cell in which that character stands."""
        across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        boxes = self._bands.get(int(down) // 8, ())
        return next((b for b in boxes if b[0] <= across < b[2] and b[1] <= down < b[3]), None)


def grids_of(
    page: Page, chars: Sequence[Char], marks: Sequence[Sequence[Char]]
) -> tuple[list[Grid], list[Char], list[Sequence[Char]]]:
    """The tables of that page from top to bottom, the characters outside them, and the marks outside them."""
    frames = []
    for ruled in page.find_tables():
        if len({cell[0] for cell in ruled.cells}) > 1:
            rows = [list(row.cells) for row in ruled.rows]
            frames.append(_Frame(list(ruled.cells), rows, float(ruled.bbox[1])))
    loose = [char for char in chars if not _put(frames, char)]
    outside: list[Sequence[Char]] = []
    noted: dict[Box, list[str]] = defaultdict(list)
    for group in marks:
        box = next((found for frame in frames if (found := frame.cell_at(group[0]))), None)
        if box is None:
            outside.append(group)
        else:
            noted[box].append(number(group))
    grids = [
        _grid(frame, page.page_number, noted) for frame in frames if any(_words(c) for c in frame.held.values())
    ]
    return sorted(grids, key=lambda grid: grid.top), loose, outside


def _words(chars: Sequence[Char]) -> bool:
    return any(str(char["text"]).strip() for char in chars)


def _put(frames: Sequence[_Frame], char: Char) -> bool:
    for frame in frames:
        box = frame.cell_at(char)
        if box is not None:
            frame.held[box].append(char)
            return True
    return False


def _grid(frame: _Frame, page: int, noted: dict[Box, list[str]]) -> Grid:
    edges = tuple(sorted({box[0] for box in frame.boxes}))
    rows: list[Row] = []
    for boxes in frame.rows:
        cells: list[Cell] = []
        row_top = min(box[1] for box in boxes if box is not None)
        for column, box in enumerate(boxes):
            if box is not None:
                lines = lines_in(frame.held[box], page)
                cells.append(Cell([line.text for line in lines], bold=all(line.bold for line in lines)))
            elif rows and _from_above(frame.boxes, edges[column], row_top):
                cells.append(Cell(rows[-1].cells[column].lines, copied=True))
            else:
                cells.append(Cell())
        marks = [mark for box in boxes if box is not None for mark in noted.get(box, ())]
        rows.append(Row(page, cells, marks))
    return Grid(frame.top, Table(rows, edges))


def _from_above(boxes: Sequence[Box], left: float, top: float) -> bool:
    """Whether the slot at that place is covered by a cell of the same column that began higher up."""
    return any(abs(x0 - left) < 1 and begins < top - 1 and top + 1 < ends for x0, begins, _, ends in boxes)


def continues(table: Table, before: Table) -> bool:
    """Whether its columns stand where those of the table before do."""
    pairs = zip(table.edges, before.edges, strict=False)
    return len(table.edges) == len(before.edges) > 0 and all(abs(a - b) <= _NEAR for a, b in pairs)
