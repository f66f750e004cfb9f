"""Why a file was not taken in: the closed set of reasons, each the sentence a person reads.

Raised by the readers and the door in ``edges`` inside ``UnreadableFile``. It stands alone because a file that
is not read ends in one of these and in nothing else, which tests prove.
"""

from enum import StrEnum

_SAVE_AS = "Save it as Word (.docx) or PDF and add that file."
_ANEW = "It may be damaged: open it, save it anew as Word (.docx) or PDF, and add that file."
MAX_BYTES = 50_000_000
"""Of one file of a review."""

MAX_CHARACTERS = 1_500_000
"""Of the text of one file, and of what was left out of it. A review of 300 pages has about 800,000."""

MAX_PIECES = 20_000
"""Paragraphs, rows and the like of one file, and notices of it. A review of 300 pages has about 4,000."""

_ALONE = "far more than a review. Add the review by itself."


class Refusal(StrEnum):
    """The reason and what to do about it; the file's name goes before it."""

    EMPTY = "It is empty. Check that it was saved, and add it again."
    NO_TEXT = "It holds no text that can be read; its pages may be pictures. Add a file with real text in it."
    LARGE = f"It is larger than {MAX_BYTES // 1_000_000} MB. Compress its pictures in Word or save it as PDF."
    LOCKED = "It is protected by a password. Save it without one and add it again."

    OLD_WORD = f"It is in Word's old format (.doc). {_SAVE_AS}"
    RICH_TEXT = f"It is in Rich Text Format. {_SAVE_AS}"
    OPEN_DOCUMENT = f"It is an OpenDocument text. {_SAVE_AS}"
    PAGES = f"It is an Apple Pages document. {_SAVE_AS}"
    WEB_PAGE = f"It is a web page. {_SAVE_AS}"
    SPREADSHEET = f"It is a spreadsheet. {_SAVE_AS}"
    PRESENTATION = f"It is a presentation. {_SAVE_AS}"
    EMAIL = f"It is an e-mail. {_SAVE_AS}"
    ZIP_FOLDER = "It is a zip folder. Unpack it and add the files in it."
    NOT_WORD = f"It is not a Word document. {_SAVE_AS}"
    MISNAMED = f"Its name says Word or PDF, but it is no such file, or is damaged. {_SAVE_AS}"
    UNKNOWN_KIND = f"It is not a kind of file we read. {_SAVE_AS}"
    NOT_TEXT = f"It is not text in a form we know. {_SAVE_AS}"

    DAMAGED_WORD = (
        "It is damaged and cannot be opened. Open it in Word, save it again as .docx, and add that file."
    )
    DAMAGED_PDF = (
        "It is damaged and cannot be opened. Save it as PDF again, or add the Word file it was made from."
    )
    MACROS = "It contains macros. Save it in Word as a document without macros (.docx) and add that file."
    DOCUMENT_TYPE = "It holds a document type declaration, which Word never writes. Save it anew in Word."
    SWOLLEN = (
        "Its contents are far larger than the file itself, as in no ordinary document. Save it anew in Word."
    )
    SAME_NAME = "It holds two parts of the same name. Save it again from Word."
    OVERLAPPING = "Its parts lie over one another, as in no ordinary document. Save it anew in Word."
    TOO_DEEP = "Its tables or frames are nested far too deep. Save it anew in Word."

    TOO_MANY_PAGES = f"It has more than 400 pages, {_ALONE}"
    TOO_MUCH_TEXT = f"It has more than {MAX_CHARACTERS / 1_000_000:g} million characters, {_ALONE}"
    TOO_MANY_PIECES = f"It has more than {MAX_PIECES:,} paragraphs and table rows, {_ALONE}"

    TOO_SLOW = f"Reading it took too long and was stopped. {_ANEW}"
    TOO_BIG = f"Reading it took too much memory and was stopped. {_ANEW}"
    STOPPED = f"Reading it broke off in the middle. {_ANEW}"
    NOT_STARTED = "Reading could not be started on this computer: its memory may be full. Try again later."
