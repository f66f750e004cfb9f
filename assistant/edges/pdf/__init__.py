"""A PDF in, blocks with page numbers and notices out.

Two engines read it: pypdfium2 opens it and says what text there is, pdfplumber says where it stands. Where the
first sees text that the second does not, the page is named.
"""

import io
import logging
from collections.abc import Iterator

import pdfplumber
import pdfplumber.pdf
import pypdfium2

from assistant.domain.review import Contents, Notice, NoticeKind
from assistant.edges.pdf.flow import blocks_of
from assistant.edges.pdf.page import Sheet, sheet_of
from assistant.errors import UnreadableFile

MAX_PAGES = 400
MAX_CHARACTERS = 3_000_000
_MISSED = 20
_DAMAGED = "It is damaged and cannot be opened. Save it as PDF again, or add the Word file it was made from."

# pdfminer's complaints quote the file; no text of a review goes to a log.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Contents:
    """Blocks and notices of a PDF; raises ``UnreadableFile`` with what to do about it."""
    letters = _letters(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            sheets = list(_sheets(pdf, len(letters)))
            blocks = blocks_of(sheets)
    except (UnreadableFile, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever a broken file makes it stumble over
        raise UnreadableFile(_DAMAGED) from error
    return Contents(blocks=blocks, notices=tuple(_notices(sheets, letters)))


def _letters(data: bytes) -> list[int]:
    """How many letters and digits pdfium finds on each page."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(
                "It is protected by a password. Save it without one and add it again."
            ) from error
        raise UnreadableFile(_DAMAGED) from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(
                f"It has more than {MAX_PAGES} pages, far more than a review. Add the review alone."
            )
        counts = []
        for page in document:
            text = page.get_textpage()
            counts.append(sum(1 for c in text.get_text_range() if c.isalnum()))
            text.close()
            page.close()
        if sum(counts) > MAX_CHARACTERS:
            raise UnreadableFile(
                "It has more than 3 million characters, far more than a review. Add the review alone."
            )
        return counts
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(_DAMAGED) from error
    finally:
        document.close()


def _sheets(pdf: pdfplumber.pdf.PDF, pages: int) -> Iterator[Sheet]:
    total = 0
    for page in pdf.pages[:pages]:
        sheet = sheet_of(page)
        total += sheet.characters
        if total > MAX_CHARACTERS * 2:
            raise UnreadableFile(
                "It has more than 3 million characters, far more than a review. Add the review alone."
            )
        page.close()
        yield sheet


def _notices(sheets: list[Sheet], letters: list[int]) -> Iterator[Notice]:
    unseen = [sheet for sheet in sheets if sheet.unseen]
    if unseen:
        message = f"Text that cannot be seen on the page, left out ({_pages(unseen)})."
        words = "\n".join(sheet.unseen for sheet in unseen)
        yield Notice(kind=NoticeKind.HIDDEN_TEXT, message=message, text=words)
    for number in range(len(sheets) + 1, len(letters) + 1):
        message = f"Page {number} could not be read: the file is damaged there."
        yield Notice(kind=NoticeKind.UNREADABLE_PAGE, message=message)
    for sheet, count in zip(sheets, letters, strict=False):
        if not sheet.characters and not sheet.blank:
            message = f"Page {sheet.number} is a picture without text: nothing on it was read."
            yield Notice(kind=NoticeKind.UNREADABLE_PAGE, message=message)
        elif count > sheet.characters + _MISSED:
            message = f"Page {sheet.number} holds text that could not be read in full."
            yield Notice(kind=NoticeKind.UNREAD_TEXT, message=message)
    pictured = [sheet for sheet in sheets if sheet.pictures and sheet.characters]
    if pictured:
        message = f"Pictures ({_pages(pictured)}). Words inside a picture are not read."
        yield Notice(kind=NoticeKind.PICTURE, message=message)


def _pages(sheets: list[Sheet]) -> str:
    numbers = ", ".join(str(sheet.number) for sheet in sheets)
    return f"page {numbers}" if len(sheets) == 1 else f"pages {numbers}"
