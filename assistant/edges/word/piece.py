"""A block in the making: what the walk has read of one paragraph, row or note.

It stands alone because body, notes and headings all make or change pieces.
"""

from dataclasses import dataclass

from assistant.domain.review import Kind
from assistant.edges.word.strand import Strand


@dataclass
class Piece:
    """One future block, with the look that may yet make it a heading; ``size`` in half-points."""

    kind: Kind
    strand: Strand
    level: int | None = None
    label: str | None = None
    table: int | None = None
    row: int | None = None
    header: bool = False
    emphasised: bool = False
    size: int = 0

    @property
    def text(self) -> str:
        """Its text as one."""
        return self.strand.text
