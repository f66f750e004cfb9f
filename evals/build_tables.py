"""A table of a source, made in Word: rows, bands across them, cells over several columns or rows.

A table as data comes in, and stands at the end of the document when it is done. It stands apart from
``build`` because it is half of what a review's layout needs.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.simpletypes import ST_Merge
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row

from evals.footnotes import add_text

_SHADE = "DDE3EC"


def add_table(document: DocumentType, value: Mapping[str, Any]) -> None:
    """Adds the table at the end of the document; ``ValueError`` where a row has not a cell for each column."""
    columns, rows, widths = value["columns"], value["rows"], [Cm(width) for width in value["widths"]]
    size = 8.5 if value.get("small") else 9.5
    table = document.add_table(rows=0, cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if "over" in value:
        _spread(table, value["over"], size, heading=True)
    for number, row in enumerate([columns, *rows]):
        if isinstance(row, str):
            _spread(table, [(row, len(columns))], size, heading=False)
            continue
        if len(row) != len(columns) or len(widths) != len(columns):
            raise ValueError(f"a row of {len(row)} cells under {len(columns)} columns: {row[0]!r}")
        _row(table, row, widths, size, heading=number == 0)
        if None in row:
            _join(table, row)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _line(table: Table, *, heading: bool) -> _Row:
    line: _Row = table.add_row()  # type: ignore[no-untyped-call] # no types there
    properties = line._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    return line


def _spread(table: Table, parts: Sequence[tuple[str, int]], size: float, *, heading: bool) -> None:
    """A shaded row of merged cells: what stands over the columns, or a band across the table."""
    line, start = _line(table, heading=heading), 0
    for text, span in parts:
        cell = line.cells[start].merge(line.cells[start + span - 1])
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(2), 1.0
        add_text(paragraph, text, size, bold=True)
        _shade(cell)
        start += span


def _row(table: Table, row: Sequence[str | None], widths: Sequence[Cm], size: float, *, heading: bool) -> None:
    line = _line(table, heading=heading)
    for cell, text, width in zip(line.cells, row, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(2), 1.0
        paragraph.paragraph_format.space_before = Pt(2)
        if text is not None:
            add_text(paragraph, str(text), size, bold=heading)
        if heading:
            _shade(cell)


def _join(table: Table, row: Sequence[str | None]) -> None:
    """Each cell of the last row that is given as nothing (`~`) is merged with the one above it."""
    above, own = (line._tr.tc_lst for line in table.rows[-2:])
    for upper, lower, text in zip(above, own, row, strict=True):
        if text is None:
            upper.vMerge, lower.vMerge = upper.vMerge or ST_Merge.RESTART, ST_Merge.CONTINUE


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
