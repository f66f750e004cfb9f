"""What of a review one request holds, where the whole does not fit the model's context.

Made by ``steps/select``, sent by ``steps/compose``, kept by drafts and traces as what was not read. It stands
alone because whoever reads such a draft must know what its silence is worth.
"""

from collections.abc import Iterable, Sequence

from pydantic import Field

from assistant.domain.record import Record
from assistant.domain.review import Kind, Review

ROOM_FOR_ANSWER = 6_000
"""Tokens of the context kept for the answer and for asking again; the longest draft recorded for the bundled
sample has 2,824."""

MOST_FOR_ANSWER = 4
"""The answer's room is at most this part of the context, a quarter: a small one must still hold something."""


class Selection(Record):
    """The passages that are sent, in the review as it stands, and the sections that they leave out.

    A section of which some passages are left out was not read.
    """

    passages: frozenset[str] = Field(description="ids")
    unread: tuple[str, ...] = Field(description="ids of sections, in reading order")
    of: int = Field(description="sections of the review that have something to read")
    share: int = Field(description="percent of the review's characters that are sent, rounded down")


def selection(review: Review, sent: Iterable[str]) -> Selection:
    """The selection of these passages. Headers and footers are never sent, and count as nothing to read."""
    passages = frozenset(sent)
    sendable = [p for p in review.passages if p.kind is not Kind.FURNITURE]
    left_out = {p.section for p in sendable if p.id not in passages}
    readable = {p.section for p in sendable}
    whole = sum(len(p.text) for p in sendable)
    held = sum(len(p.text) for p in sendable if p.id in passages)
    return Selection(
        passages=passages,
        unread=tuple(s.id for s in review.sections if s.id in left_out),
        of=len(readable),
        share=100 * held // whole if whole else 100,
    )


def unread_words(review: Review, unread: Sequence[str], most: int | None = None) -> str:
    """Those sections in words: "3 of 21 sections (4. Other reviews; 5.1 Contact; Annex B)".

    At most so many are named; the others are counted.
    """
    titles = {section.id: " ".join(section.title.split()) for section in review.sections}
    named = [titles.get(section, section) for section in unread]
    if most is not None and len(named) > most:
        named = [*named[:most], f"{len(named) - most} more"]
    return f"{len(unread)} of {selection(review, ()).of} sections ({'; '.join(named)})"


def room_for_request(context: int) -> int:
    """Tokens that a request may have in a context of so many."""
    return context - min(ROOM_FOR_ANSWER, context // MOST_FOR_ANSWER)
