"""What all requests of a review begin with: how to read, and the review as lines of passages.

Comes in: the review and the instructions for drafts. Goes out: the common part, byte for byte the same for
every prompt and for the trace. It stands alone because prefix caches work only as long as it does not differ.
"""

import hashlib
from collections.abc import Iterator, Sequence

from assistant.domain.draft import Instructions, Message
from assistant.domain.record import Record
from assistant.domain.review import Kind, Passage, Review
from assistant.domain.selection import Selection
from assistant.steps.compose.instructions import OF_DRAFTS, parts, render
from assistant.steps.compose.schema import answer_schema, canonical

LEFT_OUT = (
    "The review is too long to be sent whole: {unread} of its {of} sections are not above, or not whole. "
    "What you do not find above may stand there: never conclude that the review lacks it."
)
"""Told behind the review and in our own voice: between its two lines nothing is addressed to the model."""


class Common(Record):
    """The common part of all requests of a ``review``, by its id; ``told`` is its text as the model reads it.

    ``prompt`` is the template of what follows it in a draft's request under these ``instructions``.
    """

    review: str
    instructions: Instructions
    system: str
    told: str
    prompt: str
    ids: tuple[str, ...]
    schema_of_drafts: str
    cache_key: str

    def followed_by(self, asked: str) -> tuple[Message, ...]:
        """The messages of a first request that asks this."""
        return (
            Message(role="system", content=self.system),
            Message(role="user", content=f"{self.told}\n\n{asked}"),
        )


def common(review: Review, instructions: Instructions, text: str, selection: Selection | None = None) -> Common:
    """The common part under the instructions for drafts; ``BadInstructions``.

    With a ``selection`` only its passages are in it, and a line behind the review says what is left out.
    """
    part = parts(instructions.name, text, OF_DRAFTS)
    sent = _sent(review, selection)
    told = render(instructions.name, part["review"], {"passages": list(_lines(review, sent))})
    if selection is not None and selection.unread:
        told = f"{told}\n\n{LEFT_OUT.format(unread=len(selection.unread), of=selection.of)}"
    ids = tuple(p.id for p in sent if p.kind is not Kind.FURNITURE)
    schema = canonical(answer_schema(ids))
    digest = hashlib.sha256("\n".join((part["system"], told, schema)).encode()).hexdigest()
    return Common(
        review=review.id,
        instructions=instructions,
        system=part["system"],
        told=told,
        prompt=part["prompt"],
        ids=ids,
        schema_of_drafts=schema,
        cache_key=digest[:32],
    )


def passage_line(passage: Passage) -> str:
    """A passage as the model reads it: one line, so that no text of the file can begin a line of its own."""
    match passage.kind:
        case Kind.HEADING:
            words = f"{'#' * min(passage.level or 1, 6)} {passage.text}"
        case Kind.LIST_ITEM:
            words = f"{passage.label or '-'} {passage.text}"
        case Kind.FOOTNOTE:
            words = f"(footnote {passage.label or ''} to the passage above) {passage.text}"
        case Kind.ROW:
            named = f"(table {passage.table}, {'column names' if passage.header else 'row'})"
            words = f"{named} {' | '.join(passage.cells)}"
        case _:
            words = passage.text
    return f"[{passage.id}] {' '.join(words.split())}"


def _sent(review: Review, selection: Selection | None) -> tuple[Passage, ...]:
    if selection is None:
        return review.passages
    return tuple(p for p in review.passages if p.id in selection.passages)


def _lines(review: Review, sent: Sequence[Passage]) -> Iterator[str]:
    """The passages as the model reads them; where the review is in several files, a line names each as it
    begins."""
    named = None
    for passage in sent:
        if len(review.files) > 1 and passage.file != named:
            named = passage.file
            yield f"(file: {' '.join(named.split())})"
        if passage.kind is not Kind.FURNITURE:
            yield passage_line(passage)
