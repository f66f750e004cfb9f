"""Paragraphs, facts and tables, as the report has them: text comes in, blocks of the document go out.

It stands alone so that every page is written with the same few pieces.
"""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Cm, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from assistant.domain.report import Fact
from assistant.edges.export import look, marks
from assistant.edges.export.marks import clean


def part(document: Document, title: str, name: str, number: int) -> Paragraph:
    """A heading at the top of a page of its own, with a bookmark of that name; ``number`` as for ``anchor``."""
    heading: Paragraph = document.add_heading(clean(title), 1)
    heading.paragraph_format.page_break_before, heading.paragraph_format.space_before = True, Cm(0)
    marks.anchor(heading, name, number)
    return heading


def paragraph(document: Document, text: str, style: str, *, bold: bool | None = None) -> Paragraph:
    """A paragraph of that style."""
    added = document.add_paragraph(style=style)
    if text:
        added.add_run(clean(text)).bold = bold
    return added


def run_in(paragraph: Paragraph, name: str, text: str) -> None:
    """A name in bold type, and what is to be said under it, in one line."""
    paragraph.add_run(clean(f"{name}: ")).bold = True
    paragraph.add_run(clean(text))


def coloured(paragraph: Paragraph, colour: RGBColor) -> None:
    """All that stands in the paragraph so far, in that colour and bold."""
    for run in paragraph.runs:
        run.font.color.rgb, run.bold = colour, True


def facts(document: Document, told: Sequence[Fact], head: Cm, value: str = "Cell") -> None:
    """Names on the left, what is to be said of them on the right."""
    made = table(document, None, (head.cm, look.WIDTH.cm - head.cm))
    for fact in told:
        name, words = add(made, (fact.name, fact.value))
        name.paragraphs[0].runs[0].bold = True
        words.paragraphs[0].style = value
    finish(made, head=False)


def table(document: Document, heads: Sequence[str] | None, widths: Sequence[float]) -> Table:
    """An empty table of those columns (centimetres), its heads in the first row if it has any."""
    made: Table = document.add_table(rows=0, cols=len(widths))
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    for cell in add(made, heads) if heads else ():
        cell.paragraphs[0].runs[0].bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        marks.shade(cell, look.GROUND)
    return made


def add(table: Table, texts: Sequence[str]) -> tuple[_Cell, ...]:
    """One more row, with those texts; its cells."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call] # no types there
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].style = "Cell"
        cell.paragraphs[0].add_run(clean(text))
    return row.cells


def finish(table: Table, *, head: bool = True, above: int = 50) -> None:
    """Lines, room and widths, once all rows are there."""
    marks.rules(table, look.HAIRLINE)
    marks.padding(table, above=above, beside=80)
    widths = [column.width for column in table.columns]
    for at, row in enumerate(table.rows):
        marks.whole(row, head=head and at == 0)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
