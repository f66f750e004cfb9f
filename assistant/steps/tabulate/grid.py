"""The tables of a review as rows with named cells.

It stands alone because events, actions and people all come from tables, and because a table is known by its
columns wherever it stands: tables whose headings we do not understand are left alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.domain.columns import Column, columns, part_of_table
from assistant.domain.review import Kind, Part, Passage, Review

_NOTHING = {"", "-", "–", "—"}
_LONGEST_NUMBER = 6


@dataclass(frozen=True)
class Row:
    """One row below the headings: ``rest`` is the text of the other passages of a row cut in pieces."""

    passage: Passage
    named: tuple[Column | None, ...]
    rest: str = ""

    def cell(self, column: Column) -> str | None:
        """What stands under that heading: None without such a column, empty where nothing or a dash does."""
        if column not in self.named:
            return None
        place = self.named.index(column)
        if place >= len(self.passage.cells):
            return None  # a row of another shape, or cut: whether the cell is filled is not known
        text = self.passage.cells[place].strip()
        return "" if text in _NOTHING else text

    def others(self, *but: Column) -> str:
        """The filled cells of all columns but those, one a line."""
        cells = zip(self.named, self.passage.cells, strict=False)
        return "\n".join(cell.strip() for column, cell in cells if column not in but and cell.strip())

    def place(self) -> str:
        """The row for a reader: its number in its first column if it has one, else its place in the table."""
        number = (self.cell(Column.NUMBER) or "").rstrip(".")
        return f"row {number}" if 0 < len(number) <= _LONGEST_NUMBER else f"table row {self.passage.row}"


@dataclass(frozen=True)
class Grid:
    """One table by its columns. ``banners``: the rows of one filled cell, by the passage they stand before."""

    part: Part
    section: str
    named: tuple[Column | None, ...]
    rows: tuple[Row, ...]
    banners: dict[str, str]


def grids(review: Review) -> tuple[Grid, ...]:
    """The tables whose columns tell what they are, in reading order; a table that goes on in another is two."""
    tables: dict[int, list[Passage]] = {}
    for passage in review.passages:
        if passage.kind is Kind.ROW and passage.table is not None:
            tables.setdefault(passage.table, []).append(passage)
    found: list[Grid] = []
    for passages in tables.values():
        grid = _grid(passages, found[-1] if found else None)
        if grid is not None:
            found.append(grid)
    return tuple(found)


def told(part: Part, review: Review, tables: Iterable[Grid]) -> list[Grid]:
    """The tables of that part: those in its sections if there are any, else all that look like it."""
    fitting = [grid for grid in tables if grid.part is part]
    here = [grid for grid in fitting if review.section(grid.section).part is part]
    return here or fitting


def _grid(passages: Sequence[Passage], before: Grid | None) -> Grid | None:
    headers = [p for p in passages if p.header]
    # Headings in merged cells may stand over those of the columns: the row that tells what the table is counts.
    header = next((p for p in headers if part_of_table(p.cells)), headers[0] if headers else None)
    if header is not None:
        part, named = part_of_table(header.cells), columns(header.cells)
    elif before is not None and _goes_on(passages, before):
        part, named = before.part, before.named
    else:
        return None
    if part is None:
        return None
    rows: list[Row] = []
    banners: dict[str, str] = {}
    banner = ""
    for place, passage in enumerate(passages):
        if passage.header or (header is not None and passage.text == header.text):
            continue
        if place and passages[place - 1].row == passage.row:
            continue  # the rest of a row cut in pieces
        filled = [cell.strip() for cell in passage.cells if cell.strip()]
        if len(filled) < 2:
            banner = filled[0] if filled else banner
            continue
        rest = [p.text for p in passages[place + 1 :] if p.row == passage.row]
        if banner:
            banners[passage.id] = banner
            banner = ""
        rows.append(Row(passage, named, "\n".join(rest)))
    return Grid(part, passages[0].section, named, tuple(rows), banners)


def _goes_on(passages: Sequence[Passage], before: Grid) -> bool:
    """Whether a table without headings is the rest of the one before: same section, same shape."""
    return passages[0].section == before.section and all(len(p.cells) == len(before.named) for p in passages)
