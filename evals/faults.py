"""Faults planted in a review one at a time, at places drawn by a seed: what a check of each kind must find.

A review comes in, reviews with one fault each go out, with the check that must see it and the passage it must
name. It stands alone because a check that raises nothing on a good review may be a check that raises nothing.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from assistant.domain.columns import Column, columns, part_of_table
from assistant.domain.dates import dates_in
from assistant.domain.record import Record
from assistant.domain.review import Block, FileBlocks, Kind, Part, Passage, Review
from assistant.domain.words import day as spoken
from assistant.steps.segment import segment


class Faulty(Record):
    """A review with one fault: the beginning of the id of the check that must be raised, and its place."""

    check: str
    review: Review
    passage: str


_SENTENCES = {
    "language-acronyms-never": "The ETE worker was told.",
    "language-offender": "The offender did not answer.",
    "language-risk": "He was seen as high risk by then.",
    "language-commas": "His ‘friend’ was at the door.",
    "personal-victim-name": "The victim Jane Abernethy was at home.",
    "personal-insurance-number": "Her number is AB 12 34 56 C.",
    "personal-nhs-number": "Her number is 943 476 5919.",
    "personal-telephone": "Her number is 07700 900 123.",
    "personal-e-mail": "She wrote from jane@example.com.",
    "personal-address": "She lived at 14 Quay Street, Saltmarch, SM4 2QT.",
    "personal-birth": "The child was born on 3 May 2019.",
    "consistency-name": "Mr Holloby did not answer.",
    "consistency-weekday": "They met on Tuesday 30 August 2024.",
    "consistency-release": "He was released on 7 July 2024.",
    "consistency-actions": "The action plan has nine actions.",
    "consistency-interviews": "I interviewed seven people.",
}
_CELLS = {
    "chronology-impossible": (Part.CHRONOLOGY, Column.DATE, "31 June 2024"),
    "chronology-no-comment": (Part.CHRONOLOGY, Column.COMMENTS, ""),
    "staff-not-listed": (Part.CHRONOLOGY, Column.EVENT, "PP7 sees Mr Hollowby."),
    "actions-no-owner": (Part.ACTION_PLAN, Column.OWNER, ""),
    "actions-no-by-when": (Part.ACTION_PLAN, Column.BY_WHEN, "-"),
    "actions-no-measure": (Part.ACTION_PLAN, Column.MEASURE, ""),
    "actions-no-level": (Part.ACTION_PLAN, Column.LEVEL, ""),
    "actions-open-date": (Part.ACTION_PLAN, Column.BY_WHEN, "Ongoing"),
    "actions-past-date": (Part.ACTION_PLAN, Column.BY_WHEN, "3 March 2025"),
    "actions-owner-a-body": (Part.ACTION_PLAN, Column.OWNER, "Saltmarch PDU"),
}


def faulty(review: Review, seed: int) -> Iterator[Faulty]:
    """One review for each kind of fault, at places drawn by the seed."""
    draw = random.Random(seed)  # noqa: S311 - only spreads the places
    for check, sentence in _SENTENCES.items():
        passage = _in_prose(review, draw)
        yield _planted(review, check, passage, f"{passage.text} {sentence}")
    for check, (part, column, cell) in _CELLS.items():
        rows, named = _rows(review, part)
        place = named.index(column)
        row = draw.choice(rows)
        yield _planted(review, check, row, _with(row, place, cell))
    yield _out_of_order(review, draw)
    yield _with_a_gap(review, draw)


def _planted(review: Review, check: str, at: Passage, text: str) -> Faulty:
    return _made(check, [(p, text if p is at else p.text) for p in review.passages], at)


def _out_of_order(review: Review, draw: random.Random) -> Faulty:
    rows, named = _rows(review, Part.CHRONOLOGY)
    at = named.index(Column.DATE)
    place = draw.randrange(5, len(rows) - 1)
    day = _day(rows[place - 1], at) - timedelta(days=draw.randrange(3, 30))
    return _planted(review, "chronology-order", rows[place], _with(rows[place], at, spoken(day)))


def _with_a_gap(review: Review, draw: random.Random) -> Faulty:
    """Rows taken out after release until more than four weeks have no entry."""
    rows, named = _rows(review, Part.CHRONOLOGY)
    at = named.index(Column.DATE)
    released = next(place for place, row in enumerate(rows) if "Released to" in row.text)
    start = draw.randrange(released + 1, len(rows) - 12)
    first = _day(rows[start], at)
    gone = {row.id for row in rows[start + 1 :] if (_day(row, at) - first).days <= 30}
    return _made("chronology-gap", [(p, p.text) for p in review.passages if p.id not in gone], rows[start])


def _day(row: Passage, place: int) -> date:
    """The date of a row; ``ValueError`` where it gives none, because then it is no row to plant a fault in."""
    for found in dates_in(row.cells[place]):
        if found.when is not None:
            return found.when.start
    raise ValueError(f"no date in {row.text[:40]!r}")


def _in_prose(review: Review, draw: random.Random) -> Passage:
    parts = {section.id: section.part for section in review.sections}
    return draw.choice(
        [
            p
            for p in review.passages
            if p.kind is Kind.PARAGRAPH and len(p.text) > 200 and parts[p.section] is not Part.CASE_DETAILS
        ]
    )


def _rows(review: Review, part: Part) -> tuple[list[Passage], tuple[Column | None, ...]]:
    header = next(p for p in review.passages if p.header and part_of_table(p.cells) is part)
    return [p for p in review.passages if p.table == header.table and not p.header], columns(header.cells)


def _with(passage: Passage, place: int, cell: str) -> str:
    cells = list(passage.cells)
    cells[place] = cell
    return "\t".join(cells)


def _made(check: str, texts: Sequence[tuple[Passage, str]], at: Passage) -> Faulty:
    blocks = [
        Block(
            kind=p.kind, text=text, level=p.level, label=p.label, page=p.page, table=p.table, row=p.row,
            header=p.header,
        )
        for p, text in texts
    ]  # fmt: skip
    review = segment([FileBlocks(name="review.docx", sha256="0" * 64, blocks=tuple(blocks))])
    place = next(i for i, (p, _) in enumerate(texts) if p is at)
    return Faulty(check=check, review=review, passage=review.passages[place].id)
