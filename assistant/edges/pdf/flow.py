"""Sheets in, items out, by where things stand: furniture taken aside, lines joined, tables stitched over pages.

It stands alone as the way to read a PDF that says nothing of its structure.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from assistant.domain.ledger import Bucket
from assistant.domain.review import Kind
from assistant.edges.pdf.grid import continues
from assistant.edges.pdf.items import Group, Item, Printed, Row, Table
from assistant.edges.pdf.page import Sheet

ITEM = re.compile(r"([•▪●◦‣·–\ue000-\uf8ff]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
ENDS = re.compile(r"[.!?:;][”’\"')]*$")
_MARGIN = 0.12
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,3}\s+[A-Z“‘\"']")
_NOTE = re.compile(r"(\d{1,3})\s*(?=[A-Z“‘\"'])")


def plainly(line: Printed) -> str:
    """A line up to its numbers: the same on every page if it is furniture."""
    return re.sub(r"\d+", "#", line.text)


def furniture_of(sheets: Sequence[Sheet]) -> list[Printed]:
    """The lines at the edge of a page that stand at the edge of most pages."""
    edges = [
        [li for li in s.lines if li.bottom < _MARGIN * s.height or li.top > (1 - _MARGIN) * s.height]
        for s in sheets
    ]
    counts = Counter(key for lines in edges for key in {plainly(line) for line in lines})
    enough = max(3, len(sheets) / 2)
    return [line for lines in edges for line in lines if counts[plainly(line)] >= enough]


def body_size(lines: Sequence[Printed]) -> float:
    """The size of most of the running text, in points."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def items_of(sheets: Sequence[Sheet], furniture: Sequence[Printed], aside: Counter[Bucket]) -> list[Item]:
    """What stands on those pages, in reading order; header rows said again are counted in ``aside``."""
    put_aside = {id(line) for line in furniture}
    kept = [(sheet, [line for line in sheet.lines if id(line) not in put_aside]) for sheet in sheets]
    body = body_size([line for _, lines in kept for line in lines])
    items: list[Item] = []
    gaps = [b.top - a.bottom for _, lines in kept for a, b in pairwise(lines) if 0 <= b.top - a.bottom < body]
    usual = median(gaps) if gaps else 0.2 * body
    for sheet, lines in kept:
        notes = _notes(lines, body)
        running = lines[: len(lines) - sum(len(note.lines) for note in notes)]
        first = True
        for item in _in_order(running, sheet):
            # A note at the foot of a page stands between the halves of a sentence only on paper.
            before = next((i for i in reversed(items) if not _is_note(i)), None)
            if isinstance(item, Table):
                _add_table(items, before if first else None, item, aside)
            elif isinstance(before, Group) and _runs_on(before.lines[-1], item, usual, first):
                before.lines.append(item)
            else:
                items.append(Group([item]))
            first = False
        items += notes
    for table in items:
        if isinstance(table, Table) and table.rows[0].bold and not all(row.bold for row in table.rows):
            table.rows[0].header = True
    return items


def _is_note(item: Item) -> bool:
    return isinstance(item, Group) and item.kind is Kind.FOOTNOTE


def _in_order(running: Sequence[Printed], sheet: Sheet) -> list[Printed | Table]:
    """Lines and tables from top to bottom; lines keep the order of their columns."""
    waiting = list(sheet.grids)
    here: list[Printed | Table] = []
    for line in running:
        while waiting and waiting[0].top <= line.top:
            here.append(waiting.pop(0).table)
        here.append(line)
    return [*here, *(grid.table for grid in waiting)]


def _notes(lines: Sequence[Printed], body: float) -> list[Group]:
    """Footnotes at the end of a page: smaller type, or a number that was referred to above, begins them."""
    start = len(lines)
    while start and lines[start - 1].size <= 0.93 * body:
        start -= 1
    referred = min(((int(m), i) for i, line in enumerate(lines) for m in line.marks), default=(0, 0))
    begins = (
        i
        for i, line in enumerate(lines)
        if i > referred[1] and re.match(rf"{referred[0]}\s*[A-Z“‘\"']", line.text)
    )
    start = min(start, next(begins, start))
    groups: list[Group] = []
    for line in lines[start:]:
        number = _NOTE.match(line.text)
        following = groups and number and int(number.group(1)) == int(groups[-1].label or 0) + 1
        if number and (not groups or following):
            rest = line.text[number.end() :]
            groups.append(Group([_with(line, rest)], kind=Kind.FOOTNOTE, label=number.group(1)))
        elif groups:
            groups[-1].lines.append(line)
        else:
            return []
    return groups


def _with(line: Printed, text: str) -> Printed:
    return Printed(**{**line.__dict__, "text": text})


def _runs_on(before: Printed, line: Printed, usual: float, new_page: bool) -> bool:
    if abs(before.size - line.size) > 0.6 or before.bold != line.bold or before.coloured != line.coloured:
        return False
    if ITEM.match(line.text) or _PARAGRAPH_NUMBER.match(line.text):
        return False
    ended = ENDS.search(before.text) is not None
    if new_page or before.page != line.page or line.bottom < before.top:
        return not ended and not before.bold
    if line.top - before.bottom > usual + 0.35 * line.size:
        return False
    return not (ended and before.x1 < before.edge - 0.2 * (before.edge - before.x0))


def _add_table(items: list[Item], before: Item | None, table: Table, aside: Counter[Bucket]) -> None:
    if not isinstance(before, Table) or not continues(table, before):
        items.append(table)
        return
    rows = table.rows
    if rows and len(before.rows) > 1 and rows[0].texts == before.rows[0].texts:
        before.rows[0].header = True
        aside[Bucket.COPY] += rows[0].printed
        rows = rows[1:]
    if rows and _is_rest(rows[0], before.rows):
        last = before.rows[-1]
        for cell, rest in zip(last.cells, rows[0].cells, strict=True):
            cell.lines = [*cell.lines, *rest.lines]
        last.marks += rows[0].marks
        rows = rows[1:]
        for column, cell in enumerate(last.cells):
            # What reaches down from a row that a page break cut is the whole of its cell.
            for below in rows:
                if not below.cells[column].copied:
                    break
                below.cells[column].lines = cell.lines
    before.rows += rows


def _is_rest(row: Row, rows: Sequence[Row]) -> bool:
    """A first row on a page that lacks what every other row has is the rest of the row before."""
    always = [c for c in range(len(row.cells)) if all(other.cells[c].lines for other in rows)]
    return bool(always) and len(rows) > 2 and any(not row.cells[c].lines for c in always)
