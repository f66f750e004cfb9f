"""The SFO review as read: blocks, sections, passages, notices, checks, and the inspector's intake.

Comes from the readers in ``edges`` (blocks, notices) and ``steps/segment`` (the rest). The
invariant that everything else rests on: ``review.text[p.start:p.end] == p.text`` for every passage.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from assistant.domain.ledger import Entry, Ledger
from assistant.domain.record import Record


class Kind(StrEnum):
    """What a block or passage is in the file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    ROW = "row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # headers and footers, each once


class Part(StrEnum):
    """The parts a review should have; a section matched to none is ``other``."""

    CASE_DETAILS = "case_details"
    STAFF_INTERVIEWED = "staff_interviewed"
    PARALLEL_REVIEWS = "parallel_reviews"
    CHRONOLOGY = "chronology"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    REVIEWING = "reviewing"
    OVERALL_JUDGEMENT = "overall_judgement"
    GOOD_PRACTICE = "good_practice"
    ACTION_PLAN = "action_plan"
    GLOSSARY = "glossary"
    OTHER = "other"


class Block(Record):
    """One piece as it stands in a file, in reading order. Text is never empty.

    A row's text is its cells joined by one tab; a cell's own line breaks are ``\\n``; no cell holds
    a tab. List items carry their number or bullet in ``label``, which is not part of the text.
    """

    kind: Kind
    text: str = Field(min_length=1)
    level: int | None = Field(default=None, description="heading level, from 1")
    label: str | None = Field(default=None, description="list number or footnote mark")
    page: int | None = Field(default=None, description="PDF page, from 1")
    table: int | None = Field(default=None, description="table number in the file, from 1")
    row: int | None = Field(default=None, description="row number in its table, from 1")
    header: bool = Field(default=False, description="a row that names columns")

    @model_validator(mode="after")
    def _row_has_a_table(self) -> Self:
        if (self.kind is Kind.ROW) != (self.table is not None and self.row is not None):
            raise ValueError("a row, and only a row, has a table and a row number")
        return self


class Span(Record):
    """A half-open range of characters."""

    start: int = Field(ge=0)
    end: int

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError("a span ends before it starts")
        return self


class NoticeKind(StrEnum):
    """What a notice is about."""

    HIDDEN_TEXT = "hidden_text"
    DELETED_TEXT = "deleted_text"
    INSERTED_TEXT = "inserted_text"
    COMMENT = "comment"
    PICTURE = "picture"
    UNREADABLE_PAGE = "unreadable_page"
    MISSING_PART = "missing_part"
    INSTRUCTION_LIKE = "instruction_like"
    UNREAD_TEXT = "unread_text"
    ODD_CHARACTERS = "odd_characters"
    OUTSIDE_LINK = "outside_link"


class Notice(Record):
    """Something the inspector must know about a file. ``text`` is the file's own words, never evidence."""

    kind: NoticeKind
    message: str
    text: str | None = None
    passage: str | None = None


class PlacedNotice(Notice):
    """A notice as a reader gives it, before there are passages to name."""

    block: int | None = Field(default=None, description="the block it stands in or after, from 0")


class Contents(Record):
    """What a reader makes of one file's bytes. ``total`` and ``entries`` are those of its Ledger."""

    blocks: tuple[Block, ...]
    notices: tuple[Notice | PlacedNotice, ...] = ()
    total: int = Field(default=0, ge=0)
    entries: tuple[Entry, ...] = ()


class FileBlocks(Record):
    """One file as read: its blocks and notices, with the digest of its bytes and the ledger of its text."""

    name: str
    sha256: str
    blocks: tuple[Block, ...]
    notices: tuple[Notice | PlacedNotice, ...] = ()
    ledger: Ledger | None = None


class ReviewFile(Record):
    """A file of the review, by name and digest."""

    name: str
    sha256: str


class Correction(Record):
    """An inspector's word on which part a section is; never changed, only followed by another."""

    section: str
    part: Part
    by: str = Field(min_length=1, max_length=100)
    at: datetime


class Section(Record):
    """A heading-bounded part of the review; ``title`` is the heading's text or the file's name."""

    id: str = Field(description="s1, s2... in reading order")
    title: str
    part: Part
    file: str
    level: int = Field(description="0 for text before the first heading of a file")
    also: tuple[Part, ...] = Field(
        default=(), description="other parts that its heading names: 'Assessment and planning'"
    )
    corrected: Correction | None = Field(default=None, description="whose word ``part`` is, if an inspector's")


class Passage(Record):
    """A citable unit: heading, paragraph, list item, table row, footnote, or a piece of a long one."""

    id: str = Field(description="p1, p2... in reading order")
    section: str
    file: str
    kind: Kind
    text: str
    start: int = Field(description="offset into Review.text")
    end: int
    label: str | None = None
    level: int | None = None
    page: int | None = None
    table: int | None = Field(default=None, description="table number within the whole review, from 1")
    row: int | None = None
    header: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row; for anything else, the text as one cell."""
        return tuple(self.text.split("\t")) if self.kind is Kind.ROW else (self.text,)


class Status(StrEnum):
    """What HMPPS has said of the case: high-profile status, parallel reviews."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Intake(Record):
    """What the inspector knows beside the files; everything is optional."""

    reference: str | None = Field(default=None, max_length=60)
    region: str | None = Field(default=None, max_length=100)
    offence_date: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    high_profile: Status = Status.UNKNOWN
    parallel_reviews: Status = Status.UNKNOWN
    parallel_reviews_note: str | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Self:
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValueError("the supervised period ends before it starts")
        return self


class Check(Record):
    """A deterministic finding about the text: what was seen, where, and the prompt it informs."""

    id: str
    prompt: str
    message: str
    passages: tuple[str, ...]


class Review(Record):
    """The review under assurance: one or more files, read and cut into passages."""

    id: str = Field(description="digest of the files' names and bytes, 16 hex digits")
    title: str
    files: tuple[ReviewFile, ...]
    words: int
    text: str = Field(description="all passages in reading order, one newline between")
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    notices: tuple[Notice, ...] = ()
    checks: tuple[Check, ...] = ()
    ledgers: tuple[Ledger, ...] = Field(default=(), description="one for each file")

    def passage(self, passage_id: str) -> Passage | None:
        """The passage with that id, or None."""
        return next((p for p in self.passages if p.id == passage_id), None)

    def section(self, section_id: str) -> Section:
        """The section with that id; ``KeyError`` if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)
