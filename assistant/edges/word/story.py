"""Paragraphs, tables, notes and text boxes of one part of a document, in reading order.

A container element comes in; Pieces go out: blocks in the making, not yet told apart into headings and
body where only their look tells. It stands alone because body, notes, headers, cells and boxes are read alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element as Element

from assistant.domain.ledger import Bucket
from assistant.domain.refusal import MAX_CHARACTERS, Refusal
from assistant.domain.review import Kind
from assistant.edges.word.inline import Inline, Line, State
from assistant.edges.word.notes import Notes
from assistant.edges.word.numbering import Numbering
from assistant.edges.word.piece import Piece, told
from assistant.edges.word.strand import Strand, joined, ours
from assistant.edges.word.styles import Styles
from assistant.edges.word.tables import Row, grid, is_frame
from assistant.edges.word.tally import Tally
from assistant.edges.word.xml import LETTERED, child, name, number, value
from assistant.errors import UnreadableFile

_LONGEST_HEADING = 250
_TYPED = re.compile(r"([•▪●◦‣·–-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_BLOCKS = {name("w:p"), name("w:tbl")}
_INSIDE = {name(t) for t in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")}
_GONE = {name("w:del"), name("w:moveFrom")}


@dataclass
class _Carried:
    """Text of a paragraph whose end was deleted under track changes: it runs on into the next."""

    line: Line | None = None


@dataclass
class Story:
    """Reads one part. ``tables`` counts on from part to part of one file."""

    inline: Inline
    tally: Tally
    styles: Styles
    numbering: Numbering
    notes: Notes | None = None
    tables: int = 0
    characters: int = 0
    _carried: _Carried = field(default_factory=_Carried)

    def read(self, container: Iterable[Element], state: State, nested: bool = False) -> Iterator[Piece]:
        """Pieces of a body, cell, note or box; ``nested`` inside a cell, where rows are lines of text."""
        for element, inner in self._blocks(container, state):
            if element.tag == name("w:tbl"):
                yield from self._table(element, inner, nested)
            else:
                yield from self._paragraph(element, inner, nested)

    def _blocks(self, container: Iterable[Element], state: State) -> Iterator[tuple[Element, State]]:
        for element in container:
            if element.tag in _BLOCKS:
                yield element, state
            elif element.tag in _INSIDE:
                yield from self._blocks(element, state)
            elif element.tag in _GONE:
                yield from self._blocks(element, replace(state, deleted=True))
            elif element.tag == name("mc:AlternateContent"):
                taken = self.tally.one_of(element)
                yield from () if taken is None else self._blocks(taken, state)
            elif next(element.iter(*LETTERED), None) is not None:
                yield element, state

    def _paragraph(self, element: Element, state: State, nested: bool) -> Iterator[Piece]:
        properties = child(element, "w:pPr")
        line = self.inline.read(element, state)
        if self._carried.line is not None:
            line = _joined(self._carried.line, line)
            self._carried.line = None
        mark = child(properties, "w:rPr")
        if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
            following = next((e for e in element.itersiblings() if e.tag in _BLOCKS), None)
            if following is not None and following.tag == name("w:p"):
                self._carried.line = line
                return
        strand = self._trimmed(Strand(tuple(line.parts)))
        text = strand.text
        label = self._label(properties) if text or not line.behind else None
        if not nested or self.notes is None:
            # Text of a cell is counted with its row.
            self._spend(text)
        if text:
            yield self._piece(properties, line, strand, label, nested)
        elif nested and label:
            yield Piece(Kind.LIST_ITEM, strand, label=label)
        yield from self._beside(line, nested)

    def _trimmed(self, strand: Strand) -> Strand:
        kept, spaces = strand.stripped()
        self.tally.account.put(Bucket.SPACE, spaces)
        return kept

    def _piece(
        self, properties: Element | None, line: Line, strand: Strand, label: str | None, nested: bool
    ) -> Piece:
        text = strand.text
        style = value(child(properties, "w:pStyle"))
        level = self.styles.level(style)
        direct = number(value(child(properties, "w:outlineLvl")))
        if direct is not None:
            level = direct + 1 if 0 <= direct <= 8 else None
        if level is not None and len(text) <= _LONGEST_HEADING:
            return Piece(Kind.HEADING, strand, level=level, label=label)
        listed = line.contents or self.styles.is_contents(style)
        # A number typed by hand before bold words may belong to a heading: then it stays with them.
        typed = _TYPED.match(text) if label is None and not nested and not line.emphasised else None
        if typed:
            self.tally.account.put(Bucket.MARK, strand.cut(0, typed.end(1)))
            self.tally.account.put(Bucket.SPACE, strand.cut(typed.end(1), typed.end()))
            rest = strand.cut(typed.end(), len(text))
            return Piece(Kind.LIST_ITEM, rest, label=typed.group(1), typed=True, listed=listed)
        kind = Kind.PARAGRAPH if label is None else Kind.LIST_ITEM
        return Piece(kind, strand, label=label, emphasised=line.emphasised, size=line.size, listed=listed)

    def _label(self, properties: Element | None) -> str | None:
        style = value(child(properties, "w:pStyle"))
        own = child(properties, "w:numPr")
        inherited = self.styles.numbering(style)
        source = own if own is not None else (inherited[1] if inherited else None)
        num_id = value(child(source, "w:numId"))
        if num_id is None and inherited:
            num_id = value(child(inherited[1], "w:numId"))
        if num_id is None or num_id == "0":
            return None
        level = number(value(child(source, "w:ilvl")))
        if level is None:
            level = self.numbering.level_of_style(num_id, inherited[0]) if inherited else 0
        return self.numbering.label(num_id, level)

    def _beside(self, line: Line, nested: bool) -> Iterator[Piece]:
        for mark in line.notes:
            if self.notes is not None:
                yield from self.notes.read(mark)
        for box, state in line.boxes:
            yield from self.read(box, state, nested)
        for loose in line.loose:
            strand = self._trimmed(loose)
            if strand.text:
                yield Piece(Kind.PARAGRAPH, strand)

    def _table(self, element: Element, state: State, nested: bool) -> Iterator[Piece]:
        rows = grid(element, state, self.styles)
        if is_frame(rows) and not nested:
            for row in rows:
                for cell in row.cells:
                    yield from self.read(cell.element, cell.state)
            return
        table = 0
        if not nested:
            self.tables += 1
            table = self.tables
        above: dict[int, Strand] = {}
        read: list[_Read] = []
        dropped: list[Piece] = []
        count = 0
        for row in rows:
            found = self._row(row, above)
            count += not row.deleted
            if row.deleted or not found.said:
                dropped += found.notes
                continue
            found.piece.table, found.piece.row = table or None, count
            read.append(found)
        _flag_first_row(read)
        for found in read:
            if nested:
                found.piece = Piece(Kind.PARAGRAPH, found.piece.strand.replaced("\t", " ").stripped()[0])
            yield found.piece
            yield from found.notes
        yield from dropped

    def _row(self, row: Row, above: dict[int, Strand]) -> "_Read":
        """One row; ``above`` is the text that stands in each column so far, for cells merged downwards."""
        texts: list[Strand] = [Strand()] * row.before
        bold: list[bool] = []
        said = False
        notes: list[Piece] = []
        for cell in row.cells:
            column = len(texts)
            if cell.continues:
                # Said again for whoever reads this row alone; the words of the file are the cell above.
                texts.append(ours(above.get(column, Strand()).text))
                said = said or bool(texts[-1].text)
                self.tally.account.put_copy([cell.element], texts[-1].text, whole=True)
            elif cell.covered:
                texts.append(Strand())
                self.tally.account.put_copy([cell.element], texts[-2].text if column else "", whole=True)
            else:
                pieces = list(self.read(cell.element, cell.state, nested=True))
                notes += [p for p in pieces if p.kind is Kind.FOOTNOTE]
                inner = [p for p in pieces if p.kind is not Kind.FOOTNOTE]
                bold += [p.emphasised for p in inner if p.text]
                said = said or any(p.text for p in inner)
                above[column] = told(inner).replaced("\t", " ")
                texts.append(above[column])
            texts += [Strand()] * (cell.span - 1)
        piece = Piece(Kind.ROW, joined(texts, "\t"), header=row.header)
        self._spend(piece.text)
        shaded = bool(row.cells) and all(cell.shaded for cell in row.cells)
        return _Read(piece, notes, said, bool(bold) and all(bold), shaded)

    def _spend(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > MAX_CHARACTERS:
            raise UnreadableFile(Refusal.TOO_MUCH_TEXT)


@dataclass
class _Read:
    """A row as read: its piece, the notes it refers to, whether it says anything, is all bold, all shaded."""

    piece: Piece
    notes: list[Piece]
    said: bool
    bold: bool
    shaded: bool


def _joined(first: Line, second: Line) -> Line:
    return Line(
        parts=first.parts + second.parts,
        bold=first.bold and second.bold,
        underlined=first.underlined and second.underlined,
        size=max(first.size, second.size),
        notes=first.notes + second.notes,
        boxes=first.boxes + second.boxes,
        loose=first.loose + second.loose,
    )


def _flag_first_row(rows: list[_Read]) -> None:
    """A first row that alone is bold or alone is shaded names the columns, said or not."""
    if len(rows) < 2 or any(found.piece.header for found in rows):
        return
    first, following = rows[0], rows[1]
    cells = first.piece.text.split("\t")
    short = len(cells) > 1 and sum(1 for c in cells if not c.strip()) <= 1 and all(len(c) <= 60 for c in cells)
    alone = (first.bold and not following.bold) or (first.shaded and not following.shaded)
    first.piece.header = short and alone
