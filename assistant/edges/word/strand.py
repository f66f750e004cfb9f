"""Text that knows where it comes from: characters of the file's elements, and those we put between them.

Words of one paragraph or row come in piece by piece; what goes out can be cut, joined and counted. It stands
alone because the ledger holds only if no step from element to passage loses sight of a character.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.etree import _Element as Element

Part = tuple[str, Element | None]


@dataclass(frozen=True)
class Strand:
    """Pieces of text in order, each with the element it stands in, or None where we put it there."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """All of it as one text."""
        return "".join(text for text, _ in self.parts)

    def sources(self) -> Iterator[tuple[Element, int]]:
        """Each element of the file in it, with how many characters of that element."""
        return ((element, len(text)) for text, element in self.parts if element is not None)

    def cut(self, start: int, end: int) -> "Strand":
        """The characters from ``start`` up to ``end``, both not beyond its length."""
        found: list[Part] = []
        at = 0
        for text, element in self.parts:
            piece = text[max(start - at, 0) : max(end - at, 0)]
            if piece:
                found.append((piece, element))
            at += len(text)
        return Strand(tuple(found))

    def stripped(self) -> tuple["Strand", "Strand"]:
        """It without white space at its ends, and that white space."""
        text = self.text
        kept = text.strip()
        start = len(text) - len(text.lstrip()) if kept else 0
        end = start + len(kept)
        if start == 0 and end == len(text):
            return self, Strand()
        rest = self.cut(0, start).parts + self.cut(end, len(text)).parts
        return self.cut(start, end), Strand(rest)

    def replaced(self, old: str, new: str) -> "Strand":
        """With one character in place of another, everywhere."""
        return Strand(tuple((text.replace(old, new), element) for text, element in self.parts))


def ours(text: str) -> Strand:
    """Text we put there: a line break between the paragraphs of a cell, a label."""
    return Strand(((text, None),)) if text else Strand()


def joined(strands: Iterable[Strand], between: str) -> Strand:
    """One after the other, with that text of ours between them."""
    parts: list[Part] = []
    for index, strand in enumerate(strands):
        if index and between:
            parts.append((between, None))
        parts += strand.parts
    return Strand(tuple(parts))
