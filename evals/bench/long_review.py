"""A Word file as long as the longest reviews: how many pages comes in, its bytes go out, always the same text.

It is the bundled reviews one after the other. It stands alone because none of them is as long as the longest
that inspectors get, and what they wait for grows with the length.
"""

import io
from collections.abc import Iterator
from itertools import cycle

from docx import Document
from docx.table import Table

from assistant.domain.review import Kind, Passage
from assistant.pipeline.reading import read_review
from evals.sets import GOLD, files_of

OF = ("saltmarch", "fairwater", "larkbridge")
WORDS = 470
"""On a page, as the bundled reviews are set: 27,488 words on 58 pages."""


def long_review(pages: int) -> bytes:
    """A Word file of about so many pages."""
    document, left, table, rows = Document(), pages * WORDS, None, None
    for passage in _passages():
        if left <= 0:
            break
        left -= len(passage.text.split())
        if passage.kind is not Kind.ROW:
            table = None
            if passage.kind is Kind.HEADING:
                document.add_heading(passage.text, min(passage.level or 1, 3))
            else:
                document.add_paragraph(passage.text)
            continue
        if table is None or rows != passage.table or len(table.columns) != len(passage.cells):
            table, rows = document.add_table(rows=0, cols=len(passage.cells), style="Table Grid"), passage.table
        _row(table, passage)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _passages() -> Iterator[Passage]:
    """The passages of the bundled reviews, over and over; headers and footers stand once in a file."""
    reviews = [read_review(files_of(GOLD / name)) for name in OF]
    for review in cycle(reviews):
        yield from (passage for passage in review.passages if passage.kind is not Kind.FURNITURE)


def _row(table: Table, passage: Passage) -> None:
    added = table.add_row()  # type: ignore[no-untyped-call] # no types there
    for cell, text in zip(added.cells, passage.cells, strict=True):
        cell.text = text
