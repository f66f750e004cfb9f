"""The review laid out for searching: one folded text of all that may be evidence, and what lies where in it.

In goes a review; out comes a ``Layout``. Stands alone because it decides what can ever be found: page headers
and footers are left out, and files are kept apart so that nothing is read over from one to the next.
"""

from dataclasses import dataclass
from typing import NamedTuple

from assistant.domain.review import Kind, Review
from assistant.steps.verify.fold import Folded, fold


class Unit(NamedTuple):
    """A cell of a row, or a whole passage of another kind: what a piece of a quotation lies in.

    ``passage`` is its number in reading order from 0, ``offset`` where it begins in the passage's text,
    ``start`` where its folded text begins in the layout's.
    """

    passage: int
    offset: int
    folded: Folded
    start: int

    @property
    def end(self) -> int:
        """Behind its last character in the layout's text."""
        return self.start + len(self.folded.text)


@dataclass(frozen=True)
class Layout:
    """``text`` joins all units, in reading order; ``of_passage`` has the numbers of each passage's units."""

    text: str
    units: tuple[Unit, ...]
    of_passage: dict[int, range]


def lay_out(review: Review) -> Layout:
    """All cells and passages but empty ones and furniture: a space between neighbours, a line break where
    files change, which no folded quotation holds.
    """
    units: list[Unit] = []
    of_passage: dict[int, range] = {}
    parts: list[str] = []
    length = 0
    file: str | None = None
    for n, passage in enumerate(review.passages):
        if passage.kind is Kind.FURNITURE:
            continue
        first, offset = len(units), 0
        for cell in passage.cells:
            folded = fold(cell)
            if folded.text:
                if units:
                    parts.append(" " if passage.file == file else "\n")
                    length += 1
                file = passage.file
                units.append(Unit(n, offset, folded, length))
                parts.append(folded.text)
                length += len(folded.text)
            offset += len(cell) + 1
        of_passage[n] = range(first, len(units))
    return Layout("".join(parts), tuple(units), of_passage)
