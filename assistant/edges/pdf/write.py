"""Items in, blocks out, with a count of what the blocks do not show.

It stands alone as the last step of both ways to read a PDF: notes find their places, headings their levels.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.domain.ledger import Bucket
from assistant.domain.review import Block, Kind
from assistant.edges.pdf.flow import ENDS, ITEM, plainly
from assistant.edges.pdf.items import Group, Item, Printed, Table
from assistant.edges.pdf.letters import size
from assistant.edges.pdf.wrap import Wrap

_LONGEST_HEADING = 160


@dataclass
class Written:
    """The blocks, and how many characters that count went where: into their kinds, or out of them."""

    blocks: list[Block] = field(default_factory=list)
    buckets: Counter[Bucket] = field(default_factory=Counter)

    def add(self, block: Block, printed: int, again: int = 0) -> None:
        """One block made of ``printed`` characters, and of ``again`` more that were printed elsewhere."""
        self.blocks.append(block)
        kept = size(block.text) - again
        self.buckets[Bucket(block.kind.value)] += kept
        self.buckets[Bucket.SPACE] += printed - kept


def written(items: Sequence[Item], furniture: Sequence[Printed], body: float) -> Written:
    """All blocks in reading order, headers and footers last."""
    wrap = Wrap(
        line
        for item in items
        for line in (
            [printed.text for printed in item.lines]
            if isinstance(item, Group)
            else [line for row in item.rows for cell in row.cells for line in cell.lines]
        )
    )
    result = _Writer(items, body, wrap).write()
    first: set[str] = set()
    for line in furniture:
        if plainly(line) in first:
            result.buckets[Bucket.COPY] += size(line.text)
        else:
            first.add(plainly(line))
            result.add(Block(kind=Kind.FURNITURE, text=line.text, page=line.page), size(line.text))
    return result


class _Writer:
    """Turns items to blocks; headings rank by the size of their type where nothing else says how."""

    def __init__(self, items: Sequence[Item], body: float, wrap: Wrap) -> None:
        self._items = items
        self._body = body
        self._wrap = wrap
        self._notes: dict[str, list[Group]] = {}
        for item in items:
            if isinstance(item, Group) and item.kind is Kind.FOOTNOTE:
                self._notes.setdefault(item.label or "", []).append(item)
        self._told = any(isinstance(i, Group) and i.kind is Kind.HEADING for i in items)
        self._styled = 0
        self._largest = max((i.lines[0].size for i in items if isinstance(i, Group) and i.lines), default=0.0)
        sizes = {i.lines[0].size for i in items if isinstance(i, Group) and self._looks_like_heading(i)}
        self._levels = {size: min(9, n) for n, size in enumerate(sorted(sizes, reverse=True), start=1)}
        self._done: set[int] = set()
        self._result = Written()

    def write(self) -> Written:
        tables = 0
        for item in self._items:
            if isinstance(item, Table):
                tables += 1
                self._table(item, tables)
            elif item.kind is Kind.FOOTNOTE:
                self._note(item)
            else:
                self._group(item)
                self._noted(item.marks)
        return self._result

    def _noted(self, marks: Sequence[str]) -> None:
        """Writes the notes referred to by those marks; the same number may be used again on a later page."""
        for mark in marks:
            waiting = [note for note in self._notes.get(mark, ()) if id(note) not in self._done]
            if waiting:
                self._note(waiting[0])

    def _note(self, group: Group) -> None:
        if id(group) in self._done:
            return
        self._done.add(id(group))
        lines = [line.text for line in group.lines]
        text = self._wrap.joined(lines)
        self._result.buckets[Bucket.MARK] += size(group.label or "")
        if text.strip():
            page = group.lines[0].page
            self._result.add(
                Block(kind=Kind.FOOTNOTE, text=text, label=group.label, page=page), sum(map(size, lines))
            )

    def _looks_like_heading(self, group: Group) -> bool:
        if group.kind is not None:
            return False
        line = group.lines[0]
        text = " ".join(printed.text for printed in group.lines)
        if len(text) > _LONGEST_HEADING or ENDS.search(text) or not any(c.isalpha() for c in text):
            return False
        if self._told:
            return line.bold or line.size == self._largest >= 1.25 * self._body
        if line.size >= 1.25 * self._body or (line.size > 1.05 * self._body and (line.bold or line.coloured)):
            return True
        return line.bold and line.size >= 0.95 * self._body

    def _group(self, group: Group) -> None:
        text = self._wrap.joined([line.text for line in group.lines])
        if not text.strip():
            self._result.buckets[Bucket.MARK] += size(group.label or "")
            return
        printed = sum(size(line.text) for line in group.lines)
        line = group.lines[0]
        kind, level, label = group.kind, group.level, group.label
        if kind is Kind.HEADING:
            self._styled = level or 1
        elif kind is None and self._looks_like_heading(group):
            kind, level = Kind.HEADING, min(9, self._styled + self._levels[line.size])
        item = ITEM.match(text) if kind in (None, Kind.LIST_ITEM) and not label else None
        if item:
            kind, label = Kind.LIST_ITEM, item.group(1)
            text = text[item.end() :]
            printed -= size(label)
        if label:
            self._result.buckets[Bucket.MARK] += size(label)
            # Symbol fonts put their bullets where Unicode has none.
            label = "•" if "\ue000" <= label <= "\uf8ff" else label
        block = Block(kind=kind or Kind.PARAGRAPH, text=text, level=level, label=label, page=line.page)
        self._result.add(block, printed)

    def _table(self, table: Table, number: int) -> None:
        for place, row in enumerate(table.rows, start=1):
            cells = [self._wrap.joined(cell.lines) for cell in row.cells]
            if any(cells):
                again = sum(size(text) for text, cell in zip(cells, row.cells, strict=True) if cell.copied)
                block = Block(
                    kind=Kind.ROW,
                    text="\t".join(cells),
                    page=row.page,
                    table=number,
                    row=place,
                    header=row.header,
                )
                self._result.add(block, row.printed, again)
            self._noted(row.marks)
