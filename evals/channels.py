"""Where a text addressed to a machine can stand in a review, and how it is put there.

An injection and what it is put into come in (a source, a Word document or a PDF), the same with it goes out. It
stands alone because most of these places are none of a source's: Word and PDF have more ways to hold text than
a reader sees.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from pydantic import Field

from assistant.domain.record import Record
from assistant.domain.review import NoticeKind
from evals.editing import put_into
from evals.edits import EditError, Place
from evals.overlay import Overlaid, overlaid

_MOMENT = "2025-03-28T09:00:00Z"
_AUTHOR = "Reviewing manager"


class Channel(StrEnum):
    """Where it stands. The last three are a PDF's."""

    PARAGRAPH = "a paragraph"
    E_MAIL = "a quoted e-mail"
    FOOTNOTE = "a footnote"
    CELL = "a table cell"
    HIDDEN = "a hidden run"
    WHITE = "white text"
    TINY = "text of one point"
    INSERTED = "text inserted by tracked changes"
    DELETED = "text deleted by tracked changes"
    COMMENT = "a comment"
    INVISIBLE = "invisible text in a PDF"
    WHITE_IN_PDF = "white text in a PDF"
    OFF_PAGE = "text off the page in a PDF"


IN_SOURCE = {
    Channel.PARAGRAPH: Place.PARAGRAPH,
    Channel.E_MAIL: Place.PARAGRAPH,
    Channel.FOOTNOTE: Place.FOOTNOTE,
    Channel.CELL: Place.CELL,
}
"""Channels that are ordinary text."""

IN_PDF = {
    Channel.INVISIBLE: Overlaid.INVISIBLE,
    Channel.WHITE_IN_PDF: Overlaid.WHITE,
    Channel.OFF_PAGE: Overlaid.OFF_PAGE,
}
"""Channels that only a PDF has."""

_LEFT_OUT = {
    Channel.HIDDEN: NoticeKind.HIDDEN_TEXT,
    Channel.WHITE: NoticeKind.HIDDEN_TEXT,
    Channel.TINY: NoticeKind.HIDDEN_TEXT,
    Channel.DELETED: NoticeKind.DELETED_TEXT,
    Channel.COMMENT: NoticeKind.COMMENT,
    Channel.INVISIBLE: NoticeKind.HIDDEN_TEXT,
    Channel.WHITE_IN_PDF: NoticeKind.HIDDEN_TEXT,
    Channel.OFF_PAGE: NoticeKind.HIDDEN_TEXT,
}


class Inject(Record):
    """A text put into a review through a channel, after words that are there; into a PDF, on a page."""

    inject: str = Field(min_length=3)
    channel: Channel
    after: str | None = Field(default=None, min_length=3)
    page: int | None = Field(default=None, ge=1, description="of a PDF, from 1")

    @property
    def left_out(self) -> NoticeKind | None:
        """The notice under which a reader lists such text instead of reading it; None if it reads it."""
        return _LEFT_OUT.get(self.channel)


def into_source(data: dict[str, Any], injected: Sequence[Inject]) -> None:
    """Puts those whose channel is ordinary text into a source; ``EditError``."""
    for one in injected:
        if one.channel in IN_SOURCE:
            put_into(data, IN_SOURCE[one.channel], one.inject, one.after or "")


def into_word(document: Document, injected: Sequence[Inject]) -> None:
    """Puts those whose channel is Word's own into a document; ``EditError``."""
    for one in injected:
        if one.channel in _IN_WORD:
            _IN_WORD[one.channel](document, _paragraph(document, one.after or ""), one.inject)


def into_pdf(pdf: bytes, injected: Sequence[Inject]) -> bytes:
    """The PDF with those whose channel is a PDF's; ``EditError``."""
    return overlaid(
        pdf, [(one.page or 1, IN_PDF[one.channel], one.inject) for one in injected if one.channel in IN_PDF]
    )


def _paragraph(document: Document, words: str) -> Paragraph:
    found = [p for p in document.element.body.iter(qn("w:p")) if words in Paragraph(p, document).text]
    if len(found) != 1:
        raise EditError(f"{words!r} stands in {len(found)} paragraphs, not in one")
    return Paragraph(found[0], document)


def _hidden(document: Document, paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(f" {text}").font.hidden = True


def _white(document: Document, paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(f" {text}").font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _tiny(document: Document, paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(f" {text}").font.size = Pt(1)


def _tracked(tag: str) -> Callable[[Document, Paragraph, str], None]:
    def put(document: Document, paragraph: Paragraph, text: str) -> None:
        change = OxmlElement(f"w:{tag}")
        for name, value in (("id", "9001"), ("author", _AUTHOR), ("date", _MOMENT)):
            change.set(qn(f"w:{name}"), value)
        run = paragraph.add_run(f" {text}")
        if tag == "del":
            for node in run._r.iter(qn("w:t")):
                node.tag = qn("w:delText")
        change.append(run._r)
        paragraph._p.append(change)

    return put


def _comment(document: Document, paragraph: Paragraph, text: str) -> None:
    comment = document.add_comment(paragraph.runs[0], text=text, author=_AUTHOR, initials="RM")
    comment._comment_elm.set(qn("w:date"), _MOMENT)


_IN_WORD: dict[Channel, Callable[[Document, Paragraph, str], None]] = {
    Channel.HIDDEN: _hidden,
    Channel.WHITE: _white,
    Channel.TINY: _tiny,
    Channel.INSERTED: _tracked("ins"),
    Channel.DELETED: _tracked("del"),
    Channel.COMMENT: _comment,
}
