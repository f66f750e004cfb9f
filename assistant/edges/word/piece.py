"""A block in the making: what the walk has read of one paragraph, row or note.

It stands alone because body, notes and headings all make or change pieces.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain.review import Kind
from assistant.edges.word.strand import Strand, joined, ours


@dataclass
class Piece:
    """One future block, with what may yet make it a heading; ``size`` in half-points.

    ``typed``: its label was typed as part of the text. ``listed``: it is a line of a table of contents.
    """

    kind: Kind
    strand: Strand
    level: int | None = None
    label: str | None = None
    table: int | None = None
    row: int | None = None
    header: bool = False
    emphasised: bool = False
    size: int = 0
    typed: bool = False
    listed: bool = False

    @property
    def text(self) -> str:
        """Its text as one."""
        return self.strand.text


def told(pieces: Iterable[Piece]) -> Strand:
    """Pieces as lines of one text, in a cell or a note: there a number has no place beside the text."""
    return joined((_line(piece) for piece in pieces), "\n")


def _line(piece: Piece) -> Strand:
    if piece.label is None or not any(c.isalnum() for c in piece.label):
        return piece.strand
    return joined([ours(piece.label), piece.strand] if piece.text else [ours(piece.label)], " ")
