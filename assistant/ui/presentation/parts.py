"""The parts a review should have, each with the sections found for it, and what an inspector can correct.

A Review in, the view out. It stands alone because sections are shown under the parts they are matched to, and
are corrected one by one.
"""

from collections.abc import Iterator
from datetime import datetime

from assistant.domain.record import Record
from assistant.domain.review import Kind, Part, Review, Section
from assistant.domain.words import PART, listed
from assistant.ui.words import count

ORDER = [part for part in Part if part is not Part.OTHER]


class Corrected(Record):
    """Whose word a section's part is, and since when."""

    by: str
    at: datetime


class FoundSection(Record):
    """A section at the head of its part, with how many sub-sections go with it."""

    id: str
    title: str
    below: str
    corrected: Corrected | None


class PartRow(Record):
    """An expected part: what was found for it, and the headings that name it beside another part."""

    id: Part
    part: str
    found: tuple[FoundSection, ...]
    named_in: tuple[str, ...]
    contents: str
    words: int


class Choice(Record):
    """A section as the form offers it, with the part it has now."""

    id: str
    words: str
    part: Part


class Parts(Record):
    """The table of parts and the form under it; ``closed`` once signed off, when nothing can be corrected."""

    rows: tuple[PartRow, ...]
    others: tuple[FoundSection, ...]
    choices: tuple[Choice, ...]
    options: tuple[tuple[Part, str], ...]
    closed: bool

    @property
    def found(self) -> int:
        """How many of the expected parts there are."""
        return sum(bool(row.found or row.named_in) for row in self.rows)


def parts(review: Review, *, closed: bool) -> Parts:
    """The parts of that review."""
    return Parts(
        rows=tuple(_row(part, review) for part in ORDER),
        others=tuple(_heads(Part.OTHER, review)),
        choices=tuple(
            Choice(id=s.id, words=f"{s.title} ({_words(s.part)})", part=s.part) for s in review.sections
        ),
        options=tuple((part, _words(part)) for part in (*ORDER, Part.OTHER)),
        closed=closed,
    )


def _words(part: Part) -> str:
    return "No part" if part is Part.OTHER else PART[part]


def _row(part: Part, review: Review) -> PartRow:
    ids = {s.id for s in review.sections if s.part is part}
    held = [p for p in review.passages if p.section in ids]
    rows = sum(p.kind is Kind.ROW and not p.header for p in held)
    prose = sum(p.kind is Kind.PARAGRAPH for p in held)
    items = sum(p.kind is Kind.LIST_ITEM for p in held)
    notes = sum(p.kind is Kind.FOOTNOTE for p in held)
    contents = [
        words
        for number, words in (
            (prose, count(prose, "paragraph")),
            (items, count(items, "list item")),
            (rows, count(rows, "table row")),
            (notes, count(notes, "footnote")),
        )
        if number
    ]
    return PartRow(
        id=part,
        part=PART[part],
        found=tuple(_heads(part, review)),
        named_in=tuple(s.title for s in review.sections if part in s.also),
        contents=listed(contents),
        words=sum(len(p.text.split()) for p in held),
    )


def _heads(part: Part, review: Review) -> Iterator[FoundSection]:
    """The sections of that part but for those that follow from the section above them."""
    sections, at = review.sections, 0
    while at < len(sections):
        head, below = sections[at], at + 1
        if head.part is not part:
            at += 1
            continue
        while below < len(sections) and _goes_with(sections[below], head):
            below += 1
        yield FoundSection(
            id=head.id,
            title=head.title,
            below=f"with {count(below - at - 1, 'sub-section')}" if below - at > 1 else "",
            corrected=None if head.corrected is None else Corrected(by=head.corrected.by, at=head.corrected.at),
        )
        at = below


def _goes_with(section: Section, head: Section) -> bool:
    deeper = section.file == head.file and section.level > head.level > 0
    return deeper and section.part is head.part and section.corrected is None
