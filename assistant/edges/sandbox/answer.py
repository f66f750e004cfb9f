"""What the two processes say to one another: a form on the command line, JSON of one ``Answer`` back.

It stands alone because both sides need it and the child must start with little else. The parent believes
nothing: size, number of pieces and every field are checked before a Contents is made.
"""

from enum import StrEnum

from pydantic import Field, ValidationError

from assistant.domain.record import Record
from assistant.domain.refusal import MAX_CHARACTERS, MAX_PIECES, Refusal
from assistant.domain.review import Block, Contents, Notice, PlacedNotice

MAX_ANSWER = 16_000_000
"""Bytes of JSON, enough for the above in English."""

SLOW, BIG = 3, 4
"""Exit statuses of a child that used up its time or its memory."""


class Form(StrEnum):
    """Which reader is meant."""

    WORD = "word"
    PDF = "pdf"
    TEXT = "text"
    MARKDOWN = "markdown"


class _Bounded(Contents):
    blocks: tuple[Block, ...] = Field(max_length=MAX_PIECES)
    notices: tuple[Notice | PlacedNotice, ...] = Field(default=(), max_length=MAX_PIECES)


class Answer(Record):
    """Either what was read or why not."""

    contents: _Bounded | None = None
    refused: Refusal | None = None


def told(read: Contents | Refusal) -> bytes:
    """The child's JSON. Too much text and too many pieces are told as what they are."""
    if not isinstance(read, Refusal):
        read = _beyond(read) or read
    if isinstance(read, Refusal):
        return Answer(refused=read).model_dump_json(exclude_defaults=True).encode()
    contents = _Bounded.model_construct(**dict(read))
    return Answer.model_construct(contents=contents).model_dump_json(exclude_defaults=True).encode()


def heard(said: bytes) -> Contents | Refusal:
    """The parent's reading of that JSON; what is not such an answer is ``Refusal.STOPPED``."""
    if len(said) > MAX_ANSWER:
        return Refusal.TOO_MUCH_TEXT
    try:
        answer = Answer.model_validate_json(said)
    except ValidationError:
        return Refusal.STOPPED
    if answer.refused is not None or answer.contents is None:
        return answer.refused or Refusal.STOPPED
    contents = Contents(**dict(answer.contents))
    return _beyond(contents) or contents


def _beyond(read: Contents) -> Refusal | None:
    if len(read.blocks) > MAX_PIECES or len(read.notices) > MAX_PIECES:
        return Refusal.TOO_MANY_PIECES
    texts = sum(len(block.text) + len(block.label or "") for block in read.blocks)
    listed = sum(len(notice.text or "") + len(notice.message) for notice in read.notices)
    return Refusal.TOO_MUCH_TEXT if max(texts, listed) > MAX_CHARACTERS else None
