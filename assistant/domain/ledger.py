"""The conservation ledger: what became of every character of a file.

Kept by the readers in ``edges``, shown to the inspector. It stands alone because promise 2 rests on it: no
text of a file is silently lost.
"""

from enum import StrEnum

from pydantic import Field

from assistant.domain.record import Record


class Bucket(StrEnum):
    """What became of a character of a file. The first six are passages, under the names of their kinds."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    ROW = "row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"
    MARK = "mark"  # numbers, bullets and note marks: shown as labels, beside the text
    HIDDEN = "hidden"
    DELETED = "deleted"
    COMMENT = "comment"
    FIELD_CODE = "field_code"  # instructions to Word that nobody sees
    COPY = "copy"  # said a second time: a fallback drawing, a repeated header, a merged cell
    SPACE = "space"  # white space and line-end hyphens that were not kept
    UNREAD = "unread"  # met where we do not read, and listed in a notice
    LOST = "lost"  # in no other bucket: a fault of the reader, and a notice


class Entry(Record):
    """How many characters of a file went into one bucket."""

    bucket: Bucket
    characters: int = Field(ge=1)


class Ledger(Record):
    """The conservation ledger of one file: every character of its text, and what became of it.

    ``total`` is counted on the file itself, apart from the reading; what the entries do not explain is LOST.
    """

    file: str
    total: int = Field(ge=0)
    entries: tuple[Entry, ...] = Field(description="in the order of Bucket, none of 0 characters")
