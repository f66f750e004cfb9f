"""Sheets in, blocks out: furniture taken aside, lines joined to paragraphs, tables stitched over pages.

It stands alone as the place where printed things become blocks; how they were drawn is forgotten here.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.domain.review import Block, Kind
from assistant.edges.pdf.grid import Table
from assistant.edges.pdf.page import Printed, Sheet
from assistant.edges.pdf.wrap import Wrap

_MARGIN = 0.12
_ITEM = re.compile(r"([•▪●◦‣·–\ue000-\uf8ff]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,3}\s+[A-Z“‘\"']")
_NOTE = re.compile(r"(\d{1,3})\s*(?=[A-Z“‘\"'])")
_ENDS = re.compile(r"[.!?:;][”’\"')]*$")
_LONGEST_HEADING = 160


@dataclass
class _Group:
    """Lines of one paragraph, heading or note in the making."""

    lines: list[Printed]
    note: str | None = None

    @property
    def marks(self) -> list[str]:
        return [mark for line in self.lines for mark in line.marks]


@dataclass
class _Stitched:
    """A table, perhaps over several pages: (page, cells) of each row."""

    first: Table
    rows: list[tuple[int, list[list[str]]]]
    marks: list[str] = field(default_factory=list)


def blocks_of(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """The blocks of all pages in reading order, headers and footers last."""
    furniture = _furniture(sheets)
    kept = [(sheet, [line for line in sheet.lines if id(line) not in furniture]) for sheet in sheets]
    sizes = Counter[float]()
    for _, lines in kept:
        for line in lines:
            sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 11.0
    items = _items(kept, body)
    wrap = Wrap(
        [line.text for _, lines in kept for line in lines]
        + [line for sheet in sheets for t in sheet.tables for row in t.rows for cell in row for line in cell]
    )
    blocks = _Writer(items, body, wrap).blocks()
    return (*blocks, *_once([line for sheet in sheets for line in sheet.lines if id(line) in furniture]))


def _plain(line: Printed) -> str:
    """A line up to its numbers: the same on every page if it is furniture."""
    return re.sub(r"\d+", "#", line.text)


def _furniture(sheets: Sequence[Sheet]) -> set[int]:
    """Ids of lines at the edge of a page that stand at the edge of most pages."""
    edges = [
        [li for li in s.lines if li.bottom < _MARGIN * s.height or li.top > (1 - _MARGIN) * s.height]
        for s in sheets
    ]
    counts = Counter(key for lines in edges for key in {_plain(line) for line in lines})
    enough = max(3, len(sheets) / 2)
    return {id(line) for lines in edges for line in lines if counts[_plain(line)] >= enough}


def _once(lines: Sequence[Printed]) -> list[Block]:
    first: dict[str, Printed] = {}
    for line in lines:
        first.setdefault(_plain(line), line)
    return [Block(kind=Kind.FURNITURE, text=line.text, page=line.page) for line in first.values()]


def _items(kept: Sequence[tuple[Sheet, list[Printed]]], body: float) -> list[_Group | _Stitched]:
    items: list[_Group | _Stitched] = []
    gaps = [b.top - a.bottom for _, lines in kept for a, b in pairwise(lines) if 0 <= b.top - a.bottom < body]
    usual = median(gaps) if gaps else 0.2 * body
    for sheet, lines in kept:
        notes = _notes(lines, body)
        running = lines[: len(lines) - sum(len(note.lines) for note in notes)]
        right = max((line.x1 for line in running), default=sheet.width)
        here: list[tuple[float, Printed | Table]] = [(line.top, line) for line in running]
        here += [(table.top, table) for table in sheet.tables]
        first = True
        for _, item in sorted(here, key=lambda pair: pair[0]):
            # A note at the foot of a page stands between the halves of a sentence only on paper.
            before = next((i for i in reversed(items) if not (isinstance(i, _Group) and i.note)), None)
            if isinstance(item, Table):
                _add_table(items, before if first else None, item, sheet.number)
            elif isinstance(before, _Group) and _runs_on(before.lines[-1], item, usual, right, first):
                before.lines.append(item)
            else:
                items.append(_Group([item]))
            first = False
        items += notes
    return items


def _notes(lines: Sequence[Printed], body: float) -> list[_Group]:
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
    groups: list[_Group] = []
    for line in lines[start:]:
        number = _NOTE.match(line.text)
        following = groups and groups[-1].note and number and int(number.group(1)) == int(groups[-1].note) + 1
        if number and (not groups or following):
            groups.append(_Group([line], note=number.group(1)))
        elif groups:
            groups[-1].lines.append(line)
        else:
            return []
    return groups


def _runs_on(before: Printed, line: Printed, usual: float, right: float, new_page: bool) -> bool:
    if abs(before.size - line.size) > 0.6 or before.bold != line.bold or before.coloured != line.coloured:
        return False
    if _ITEM.match(line.text) or _PARAGRAPH_NUMBER.match(line.text):
        return False
    ended = _ENDS.search(before.text) is not None
    if new_page or before.page != line.page:
        return not ended and not before.bold
    if line.top - before.bottom > usual + 0.35 * line.size:
        return False
    return not (ended and before.x1 < right - 0.2 * (right - before.x0))


def _add_table(items: list[_Group | _Stitched], before: object, table: Table, page: int) -> None:
    if isinstance(before, _Stitched) and table.continues(before.first):
        rows = table.rows
        if rows and len(before.rows) > 1 and rows[0] == before.rows[0][1]:
            rows = rows[1:]
        if rows and _is_rest(rows[0], before.rows):
            last = before.rows[-1][1]
            before.rows[-1] = (before.rows[-1][0], [a + b for a, b in zip(last, rows[0], strict=True)])
            rows = rows[1:]
        before.rows += [(page, row) for row in rows]
        before.marks += table.marks
    else:
        items.append(_Stitched(table, [(page, row) for row in table.rows], list(table.marks)))


def _is_rest(row: list[list[str]], rows: Sequence[tuple[int, list[list[str]]]]) -> bool:
    """A first row on a page that lacks what every other row has is the rest of the row before."""
    always = [c for c in range(len(row)) if all(cells[c] for _, cells in rows)]
    return bool(always) and len(rows) > 2 and any(not row[c] for c in always)


class _Writer:
    """Turns items to blocks; headings rank by the size of their type."""

    def __init__(self, items: Sequence[_Group | _Stitched], body: float, wrap: Wrap) -> None:
        self._items = items
        self._body = body
        self._wrap = wrap
        self._notes = {i.note: i for i in items if isinstance(i, _Group) and i.note}
        sizes = {i.lines[0].size for i in items if isinstance(i, _Group) and self._is_heading(i)}
        self._levels = {size: min(9, n) for n, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._written: set[str] = set()

    def blocks(self) -> list[Block]:
        result: list[Block] = []
        tables = 0
        for item in self._items:
            if isinstance(item, _Stitched):
                tables += 1
                result += self._rows(item, tables)
            elif item.note is None:
                result.append(self._block(item))
            elif item.note not in self._written:
                result += self._note(item.note)
            for mark in item.marks:
                if mark in self._notes and mark not in self._written:
                    result += self._note(mark)
        return result

    def _note(self, mark: str) -> list[Block]:
        self._written.add(mark)
        group = self._notes[mark]
        text = _NOTE.sub("", self._wrap.joined([line.text for line in group.lines]), count=1)
        return [Block(kind=Kind.FOOTNOTE, text=text, label=mark, page=group.lines[0].page)]

    def _is_heading(self, group: _Group) -> bool:
        line = group.lines[0]
        text = " ".join(printed.text for printed in group.lines)
        if (
            group.note
            or len(text) > _LONGEST_HEADING
            or _ENDS.search(text)
            or not any(c.isalpha() for c in text)
        ):
            return False
        if line.size >= 1.25 * self._body or (line.size > 1.05 * self._body and (line.bold or line.coloured)):
            return True
        return line.bold and line.size >= 0.95 * self._body

    def _block(self, group: _Group) -> Block:
        line = group.lines[0]
        text = self._wrap.joined([printed.text for printed in group.lines])
        if self._is_heading(group):
            return Block(kind=Kind.HEADING, text=text, level=self._levels[line.size], page=line.page)
        item = _ITEM.match(text)
        if item:
            # Symbol fonts put their bullets where Unicode has none.
            label = "•" if "\ue000" <= item.group(1) <= "\uf8ff" else item.group(1)
            return Block(kind=Kind.LIST_ITEM, text=text[item.end() :], label=label, page=line.page)
        return Block(kind=Kind.PARAGRAPH, text=text, page=line.page)

    def _rows(self, table: _Stitched, number: int) -> list[Block]:
        result = []
        for row, (page, cells) in enumerate(table.rows, start=1):
            text = "\t".join(self._wrap.joined(cell) for cell in cells)
            if text.strip():
                result.append(Block(kind=Kind.ROW, text=text, page=page, table=number, row=row))
        return result
