"""The chronology and action plan tables of a review as rows with named cells.

It stands alone because both kinds of check need it, and because a table is known by its columns wherever it
stands: tables whose headings we do not understand are left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.columns import Column, columns, part_of_table
from assistant.domain.review import Kind, Part, Passage, Review

_NOTHING = {"", "-", "–", "—"}


@dataclass(frozen=True)
class TableRow:
    """One row below the headings: the passage and what stands under each column we know."""

    passage: Passage
    cells: dict[Column, str]

    def empty(self, column: Column) -> bool:
        """Whether there is nothing, or only a dash, in that column."""
        return self.cells.get(column, "").strip() in _NOTHING

    def place(self) -> str:
        """The row for a reader: its number in its first column if it has one, else its place in the table."""
        number = self.cells.get(Column.NUMBER, "").strip().rstrip(".")
        return f"row {number}" if 0 < len(number) <= 6 else f"table row {self.passage.row}"


@dataclass(frozen=True)
class Table:
    """One table by its columns; ``known`` is whether every heading was understood."""

    part: Part
    header: Passage
    columns: tuple[Column | None, ...]
    rows: tuple[TableRow, ...]

    @property
    def known(self) -> bool:
        """Whether every column has a heading that we understand."""
        return None not in self.columns


def tables_of(review: Review) -> tuple[Table, ...]:
    """Chronology and action plan tables, in reading order."""
    rows: dict[int, list[Passage]] = {}
    for passage in review.passages:
        if passage.kind is Kind.ROW and passage.table is not None:
            rows.setdefault(passage.table, []).append(passage)
    return tuple(table for passages in rows.values() if (table := _table(passages)) is not None)


def _table(passages: Sequence[Passage]) -> Table | None:
    header = next((p for p in passages if p.header), None)
    part = part_of_table(header.cells) if header is not None else None
    if header is None or part not in (Part.CHRONOLOGY, Part.ACTION_PLAN):
        return None
    named = columns(header.cells)
    places = [p.row for p in passages]
    rows = []
    for passage in passages:
        # A row cut in two, a banner over all columns or a row of another shape is no row to check.
        whole = places.count(passage.row) == 1 and len(passage.cells) == len(named)
        if passage.header or not whole or sum(1 for cell in passage.cells if cell.strip()) < 2:
            continue
        cells = {column: cell for column, cell in zip(named, passage.cells, strict=True) if column is not None}
        rows.append(TableRow(passage, cells))
    return Table(part, header, named, tuple(rows))
