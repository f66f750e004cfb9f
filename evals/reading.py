"""The same review in several formats, compared: what of the Word file's reading another format gives back.

Comes in: a Word file. Goes out: counts of words, passages and rows that are the same, for each format that
LibreOffice converts it to. It stands alone because these figures are about reading, without any model.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from assistant.domain.review import Kind, Passage, Review
from assistant.pipeline.reading import read_review

_PDF = 'pdf:writer_pdf_Export:{{"UseTaggedPDF":{{"type":"boolean","value":"{}"}},' \
       '"ExportBookmarks":{{"type":"boolean","value":"{}"}}}}'  # fmt: skip
FORMATS = {
    "PDF, untagged": ("pdf", _PDF.format("false", "false")),
    "PDF with bookmarks": ("pdf", _PDF.format("false", "true")),
    "PDF, tagged": ("pdf", _PDF.format("true", "true")),
    "text": ("txt", "txt:Text"),
}
_LONGEST = 120


@dataclass(frozen=True)
class Same:
    """How many things of the Word file came back the same and in the same order, of how many."""

    hit: int
    of: int

    def __str__(self) -> str:
        return f"{self.hit} of {self.of} ({100 * self.hit / self.of if self.of else 100:.2f} %)"


@dataclass(frozen=True)
class Shares:
    """What another format gave back. ``rows`` is None for text, which has no tables."""

    words: Same
    passages: Same
    rows: Same | None


def converter() -> str | None:
    """The path of LibreOffice, or None where it is not on this machine."""
    return shutil.which("soffice")


def converted(word: Path, form: str, program: str) -> bytes:
    """That Word file in one of ``FORMATS``; ``subprocess.SubprocessError`` where it cannot be converted."""
    suffix, filters = FORMATS[form]
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", filters, "--outdir", folder, str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)  # noqa: S603 - LibreOffice itself, no shell
        return (Path(folder) / f"{word.stem}.{suffix}").read_bytes()


def shares(word: bytes, other: bytes, suffix: str) -> Shares:
    """How much of the Word file's reading the other file of that suffix gives back.

    Compared are all passages but headers and footers, with a run of white space as one space. Text made by
    LibreOffice has a line for each paragraph, also of a cell, and no footnotes: there the pieces compared are
    those lines, with the number or sign of a list before its text, and footnotes are left out.
    """
    first, second = read_review([("a.docx", word)]), read_review([(f"b.{suffix}", other)])
    lines = suffix == "txt"
    ours, theirs = _pieces(first, lines), _pieces(second, lines)
    rows = None if lines else _in_order(_rows(first), _rows(second))
    return Shares(_words(ours, theirs), _in_order(ours, theirs), rows)


def _pieces(review: Review, lines: bool) -> list[str]:
    kept = [p for p in review.passages if p.kind is not Kind.FURNITURE]
    if not lines:
        return [_spaced(p) for p in kept]
    split = chain.from_iterable(_lines(p) for p in kept if p.kind is not Kind.FOOTNOTE)
    return [piece for piece in split if piece]


def _lines(passage: Passage) -> Iterator[str]:
    label = f"{passage.label} " if passage.label else ""
    for cell in passage.cells:
        yield from (" ".join((label + line).split()) for line in cell.split("\n") if line.strip())


def _rows(review: Review) -> list[str]:
    return [_spaced(p) for p in review.passages if p.kind is Kind.ROW]


def _spaced(passage: Passage) -> str:
    return "\t".join(" ".join(cell.split()) for cell in passage.cells)


def _in_order(ours: Sequence[str], theirs: Sequence[str]) -> Same:
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return Same(sum(block.size for block in blocks), len(ours))


def _words(ours: Sequence[str], theirs: Sequence[str]) -> Same:
    """Words in the same order: pieces that are the same whole, and within the others word by word."""
    total = sum(len(piece.split()) for piece in ours)
    missed = 0
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            here = " ".join(ours[a:b]).split()
            missed += len(here) - _in_order(here, " ".join(theirs[c:d]).split()).hit
    return Same(total - missed, total)


def compared(word: Path, program: str) -> Iterator[str]:
    """A line of shares for each format, as LibreOffice converts that file to it afresh."""
    yield f"{word.name}: the same as in the Word file"
    yield f"  {'':<20}{'words in order':<28}{'passages':<26}rows"
    data = word.read_bytes()
    for form in FORMATS:
        found = shares(data, converted(word, form, program), FORMATS[form][0])
        yield f"  {form:<20}{found.words!s:<28}{found.passages!s:<26}{found.rows or 'none in text'}"
