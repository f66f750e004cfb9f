"""A PDF as pdfium sees it: its letters, the ink they leave on its pages, comments, bookmarks.

It stands alone as the second engine. Another one reads the file; this one says what there was to read, and
what a person looking at the page would see of it.
"""

import ctypes
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.domain.refusal import MAX_CHARACTERS, Refusal
from assistant.edges.pdf.ink import Ink, ink_of
from assistant.edges.pdf.letters import UNKNOWN, counted
from assistant.errors import UnreadableFile

MAX_PAGES = 400
_DEEPEST = 10
_HYPHEN = "\x02"  # how pdfium gives a hyphen at the end of a line
_NO_COMMENTS = {pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline; ``level`` from 1, ``page`` from 1 where it points into the file."""

    level: int
    title: str
    page: int | None


class Survey:
    """One open PDF. Use as a context manager; raises ``UnreadableFile`` where pdfium cannot open the file.

    ``letters``: for each page how often each character stands on it, white space and characters that pdfium
    made up (spaces and line ends between words) not counted. ``comments``: the words of the notes on a page.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableFile(Refusal.LOCKED) from error
            raise UnreadableFile(Refusal.DAMAGED_PDF) from error
        try:
            if len(self._document) > MAX_PAGES:
                raise UnreadableFile(Refusal.TOO_MANY_PAGES)
            self.letters: list[Counter[str]] = []
            self.comments: list[list[str]] = []
            self.has_form = False
            self._total = 0
            for number in range(len(self._document)):
                self._look_through(number)
        except pypdfium2.PdfiumError as error:
            self._document.close()
            raise UnreadableFile(Refusal.DAMAGED_PDF) from error
        except UnreadableFile:
            self._document.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def _look_through(self, number: int) -> None:
        page = self._document[number]
        text = page.get_textpage()
        self.letters.append(_letters(text))
        text.close()
        self.comments.append(list(self._comments(page)))
        page.close()
        self._total += self.letters[-1].total()
        if self._total > MAX_CHARACTERS:
            raise UnreadableFile(Refusal.TOO_MUCH_TEXT)

    def _comments(self, page: pypdfium2.PdfPage) -> Iterator[str]:
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, place)
            if not note:
                continue
            subtype = pdfium.FPDFAnnot_GetSubtype(note)
            self.has_form = self.has_form or subtype == pdfium.FPDF_ANNOT_WIDGET
            words = "" if subtype in _NO_COMMENTS else _contents(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if words.strip():
                yield words

    def outline(self) -> list[Bookmark]:
        """The bookmarks, in order; none where the outline cannot be read."""
        found = []
        for entry in self._document.get_toc(max_depth=_DEEPEST):
            target = entry.get_dest()
            page = target.get_index() if target else None
            found.append(Bookmark(entry.level + 1, entry.get_title(), None if page is None else page + 1))
        return found

    def ink(self, number: int, width: float, height: float) -> Ink:
        """What the text of page ``number`` (from 0) leaves on it; ``width`` and ``height`` of its media box."""
        page = self._document[number]
        if page.get_cropbox() != page.get_mediabox():
            page.set_cropbox(*page.get_mediabox())
            page.close()
            page = self._document[number]
        ink = ink_of(page, width, height)
        page.close()
        return ink

    def with_form_printed(self) -> bytes:
        """The file again, with what is filled in on its form printed on the pages and all comments gone."""
        self._document.init_forms()
        for number in range(len(self._document)):
            page = self._document[number]
            for place in reversed(range(pdfium.FPDFPage_GetAnnotCount(page))):
                note = pdfium.FPDFPage_GetAnnot(page, place)
                if note:
                    other = pdfium.FPDFAnnot_GetSubtype(note) != pdfium.FPDF_ANNOT_WIDGET
                    pdfium.FPDFPage_CloseAnnot(note)
                    if other:
                        pdfium.FPDFPage_RemoveAnnot(page, place)
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
        data = io.BytesIO()
        self._document.save(data)
        return data.getvalue()


def _letters(text: pypdfium2.PdfTextPage) -> Counter[str]:
    codes = [
        pdfium.FPDFText_GetUnicode(text, place)
        for place in range(pdfium.FPDFText_CountChars(text))
        if pdfium.FPDFText_IsGenerated(text, place) != 1
    ]
    found = "".join(chr(code) if 0 < code <= 0x10FFFF else UNKNOWN for code in codes)
    return counted(found.replace(_HYPHEN, "-"))


def _contents(note: object) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    if not 2 < length <= MAX_CHARACTERS:
        return ""
    room = ctypes.create_string_buffer(length)
    wide = ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFAnnot_GetStringValue(note, b"Contents", wide, length)
    return room.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")
