"""What a PDF is put together from: printed lines, tables, and the items they become before they are blocks.

It stands alone because geometry and tags both end in these, and the writer knows nothing else.
"""

from dataclasses import dataclass, field
from typing import Any

from assistant.domain.review import Kind
from assistant.edges.pdf.letters import size

Char = dict[str, Any]
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Printed:
    """One printed line, in points from the top left; ``edge`` is how far right the lines of its column reach.

    ``marks`` are footnote numbers taken out of the text.
    """

    text: str
    page: int
    x0: float
    x1: float
    edge: float
    top: float
    bottom: float
    size: float
    bold: bool
    coloured: bool
    marks: tuple[str, ...] = ()


@dataclass
class Cell:
    """The printed lines of a table cell; ``copied`` where it is a cell above that reaches down to here."""

    lines: list[str] = field(default_factory=list)
    copied: bool = False
    bold: bool = False


@dataclass
class Row:
    """One row of a table, with the footnote marks taken out of its cells."""

    page: int
    cells: list[Cell]
    marks: list[str] = field(default_factory=list)
    header: bool = False

    @property
    def printed(self) -> int:
        """How many characters that count stand in it, a cell that reaches down from above left out."""
        return sum(size(line) for cell in self.cells if not cell.copied for line in cell.lines)

    @property
    def bold(self) -> bool:
        """Whether all that stands in it is bold."""
        return any(cell.lines for cell in self.cells) and all(cell.bold for cell in self.cells if cell.lines)

    @property
    def texts(self) -> list[list[str]]:
        """The lines of each cell."""
        return [cell.lines for cell in self.cells]


@dataclass
class Group:
    """Lines of one paragraph, heading, list item or note; ``kind`` is None where only its look can tell it."""

    lines: list[Printed]
    kind: Kind | None = None
    level: int | None = None
    label: str | None = None

    @property
    def marks(self) -> list[str]:
        """The footnotes it refers to, in order."""
        return [mark for line in self.lines for mark in line.marks]


@dataclass
class Table:
    """A table, perhaps over several pages; ``edges`` are the left edges of its columns where they are known."""

    rows: list[Row]
    edges: tuple[float, ...] = ()


Item = Group | Table
