"""A structure tree in, a plan of items out, which fills with printed lines as the pages are read.

It stands alone as the way to read a PDF that says itself what is a heading, a row, a cell, an item of a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain.review import Kind
from assistant.edges.pdf.items import Cell, Char, Group, Item, Printed, Row, Table
from assistant.edges.pdf.lines import lines_in
from assistant.edges.pdf.tree import Node, Place

_INLINE = {"Span", "Link", "Quote", "Reference", "BibEntry", "Code", "Annot", "Lbl", "Ruby", "Warichu", "Form"}
_NOTES = {"Note", "FENote"}
_HEADING = re.compile(r"H([1-6]?)$")
_LABEL = re.compile(r"\s*\(?(\d{1,3}|[ivxlc]{1,6}|[*†‡§])[.)]?\s*")
_ENOUGH = 0.9
_FEW = 20


@dataclass
class Slot:
    """Where the lines of one paragraph, item, note or cell will be put."""

    lines: list[Printed] = field(default_factory=list)


@dataclass
class _Plot:
    """An item to be: a group in a slot, or a table with a slot for each cell."""

    slot: Slot | None
    kind: Kind | None = None
    level: int | None = None
    label: Slot | None = None
    rows: list[list["_Spot"]] = field(default_factory=list)


@dataclass
class _Spot:
    """A cell to be."""

    slot: Slot
    header: bool = False
    copied: bool = False


class Plan:
    """The items of a tagged PDF, in the order of its tags."""

    def __init__(self, root: Node) -> None:
        self._slots: dict[Place, Slot] = {}
        self._plots: list[_Plot] = []
        self._visit(root)

    def _visit(self, node: Node) -> None:
        heading = _HEADING.match(node.kind)
        if node.kind == "Table":
            self._table(node)
        elif node.kind == "LI":
            self._item(node)
        elif node.kind in _NOTES:
            self._block(node, Kind.FOOTNOTE, None)
        elif heading:
            self._block(node, Kind.HEADING, int(heading.group(1) or 1))
        elif node.kind == "P" and node.name == "Title":
            self._block(node, Kind.HEADING, 1)
        elif any(not isinstance(held, Node) or held.kind in _INLINE for held in node.held):
            self._block(node, None, None)
        else:
            for child in node.nodes:
                self._visit(child)

    def _block(self, node: Node, kind: Kind | None, level: int | None) -> None:
        plot = _Plot(Slot(), kind, level)
        self._plots.append(plot)
        whole = kind in (Kind.FOOTNOTE, Kind.HEADING)
        for inner in self._fill(node, plot.slot or Slot(), whole):
            self._visit(inner)

    def _item(self, node: Node) -> None:
        plot = _Plot(Slot(), Kind.LIST_ITEM, label=Slot())
        self._plots.append(plot)
        later: list[Node] = []
        for child in node.held:
            if not isinstance(child, Node):
                self._slots.setdefault(child, plot.slot or Slot())
            elif child.kind == "Lbl":
                later += self._fill(child, plot.label or Slot(), True)
            elif later or child.kind == "L":
                later.append(child)
            else:
                later += self._first_paragraph(child, plot.slot or Slot())
        for inner in later:
            self._visit(inner)

    def _first_paragraph(self, node: Node, slot: Slot) -> list[Node]:
        """Puts the text of that body of an item in the slot; what follows its first paragraph is given back."""
        if node.kind == "P" or node.kind in _INLINE or not node.nodes:
            return list(self._fill(node, slot, False))
        begun = False
        later: list[Node] = []
        for child in node.held:
            if not isinstance(child, Node):
                self._slots.setdefault(child, slot)
                begun = True
            elif child.kind in _INLINE or (child.kind == "P" and not begun):
                later += self._fill(child, slot, False)
                begun = True
            else:
                later.append(child)
        return later

    def _fill(self, node: Node, slot: Slot, whole: bool) -> Iterator[Node]:
        """Leads the text of that node into the slot; gives back what in it is a block of its own."""
        for held in node.held:
            if not isinstance(held, Node):
                self._slots.setdefault(held, slot)
            elif held.kind in _NOTES or held.kind == "Table" or not (whole or held.kind in _INLINE):
                yield held
            else:
                yield from self._fill(held, slot, whole)

    def _table(self, node: Node) -> None:
        plot = _Plot(None)
        self._plots.append(plot)
        notes: list[Node] = []
        reaching: dict[int, tuple[int, _Spot]] = {}
        for row, header in _rows(node, False):
            spots: list[_Spot] = []
            after: dict[int, tuple[int, _Spot]] = {}
            for cell in row.nodes:
                if cell.kind not in ("TD", "TH"):
                    continue
                _reach_down(spots, reaching, after)
                spot = _Spot(Slot(), header or cell.kind == "TH")
                notes += self._cell(cell, spot.slot)
                for covered in [spot, *(_Spot(Slot(), spot.header) for _ in range(cell.columns - 1))]:
                    if cell.rows > 1:
                        after[len(spots)] = (cell.rows - 1, covered)
                    spots.append(covered)
            _reach_down(spots, reaching, after)
            reaching = after
            plot.rows.append(spots)
        for note in notes:
            self._visit(note)

    def _cell(self, node: Node, slot: Slot) -> Iterator[Node]:
        """Leads all text of a cell into its slot, a table in it too; gives back the notes in it."""
        for held in node.held:
            if not isinstance(held, Node):
                self._slots.setdefault(held, slot)
            elif held.kind in _NOTES:
                yield held
            else:
                yield from self._cell(held, slot)

    def take(
        self, page: int, chars: Sequence[Char], marks: Sequence[Sequence[Char]]
    ) -> tuple[list[Char], list[Char], bool]:
        """Lays out what the tags name on that page.

        Gives back the artifacts (headers, footers), what no tag names, and whether the tags cover the page.
        """
        found: dict[int, tuple[Slot, dict[int, list[Char]]]] = {}
        artifacts: list[Char] = []
        loose: list[Char] = []
        for char in chars:
            mark = char.get("mcid")
            slot = self._slots.get((page, mark)) if isinstance(mark, int) else None
            if slot is not None:
                found.setdefault(id(slot), (slot, {}))[1].setdefault(mark or 0, []).append(char)
            elif char.get("tag") == "Artifact":
                artifacts.append(char)
            else:
                loose.append(char)
        owner = {id(c): slot for slot, pieces in found.values() for piece in pieces.values() for c in piece}
        noted: dict[int, list[Sequence[Char]]] = {}
        for group in marks:
            noted.setdefault(id(owner.get(id(group[0]))), []).append(group)
        for slot, pieces in found.values():
            own = noted.get(id(slot), [])
            taken = {id(char) for group in own for char in group}
            for run in _runs(char for piece in pieces.values() for char in piece):
                slot.lines += lines_in([char for char in run if id(char) not in taken], page, own)
        words = [sum(1 for c in part if str(c["text"]).strip()) for part in (chars, artifacts, loose)]
        told = words[0] - words[1]
        return artifacts, loose, told < _FEW or words[2] <= (1 - _ENOUGH) * told

    def items(self) -> Iterator[Item]:
        """The items, as far as pages were taken."""
        for plot in self._plots:
            if plot.slot is None:
                yield _table(plot)
            elif plot.slot.lines or (plot.label and plot.label.lines):
                label = " ".join(line.text for line in plot.label.lines) if plot.label else None
                group = Group(plot.slot.lines, plot.kind, plot.level, label or None)
                yield _note(group) if plot.kind is Kind.FOOTNOTE else group


def _reach_down(
    spots: list[_Spot], reaching: dict[int, tuple[int, _Spot]], after: dict[int, tuple[int, _Spot]]
) -> None:
    """Adds to a row the cells that reach down into it here; those that reach further go to ``after``."""
    while len(spots) in reaching:
        left, spot = reaching.pop(len(spots))
        if left > 1:
            after[len(spots)] = (left - 1, spot)
        spots.append(_Spot(spot.slot, copied=True))


def _rows(node: Node, header: bool) -> Iterator[tuple[Node, bool]]:
    for child in node.nodes:
        if child.kind == "TR":
            yield child, header
        elif child.kind in ("THead", "TBody", "TFoot"):
            yield from _rows(child, child.kind == "THead")


def _runs(chars: Iterator[Char]) -> list[list[Char]]:
    """The characters of a paragraph, cut where it goes on at the top of another column."""
    runs: list[list[Char]] = [[]]
    lowest = 0.0
    for char in chars:
        if str(char["text"]).strip():
            if runs[-1] and char["bottom"] < lowest - 3 * char["size"]:
                runs.append([])
                lowest = 0.0
            lowest = max(lowest, float(char["bottom"]))
        runs[-1].append(char)
    return runs


def _table(plot: _Plot) -> Table:
    width = max(map(len, plot.rows), default=0)
    rows = []
    page = 1
    for spots in plot.rows:
        lines = [line for spot in spots if not spot.copied for line in spot.slot.lines]
        page = lines[0].page if lines else page
        cells = [Cell([line.text for line in spot.slot.lines], spot.copied) for spot in spots]
        cells += [Cell() for _ in range(width - len(cells))]
        header = bool(spots) and all(spot.header for spot in spots if not spot.copied)
        rows.append(Row(page, cells, [mark for line in lines for mark in line.marks], header))
    return Table(rows)


def _note(group: Group) -> Group:
    """A note with its number taken from its first line."""
    label = _LABEL.match(group.lines[0].text) if group.lines and group.label is None else None
    if label is None:
        return group
    rest = group.lines[0].text[label.end() :]
    group.lines[0] = Printed(**{**group.lines[0].__dict__, "text": rest})
    group.label = label.group(1)
    return group
