"""The review as it is shown beside the prompt: sections with paragraphs, tables as tables, footnotes.

In comes a review, out go sections of items with passage ids and offsets, so that a browser can mark
any span. It stands alone because it is sent once for each review and never changes.
"""

from collections.abc import Iterator
from typing import Literal

from assistant.domain.places import Places
from assistant.domain.record import Record
from assistant.domain.review import Kind, Passage, Review, Section

ItemKind = Literal["heading", "paragraph", "list_item", "footnote", "furniture"]


class Item(Record):
    """A passage that is not a row. ``number`` stands in the margin, ``label`` before the text."""

    kind: ItemKind
    passage: str
    text: str
    number: int | None
    label: str | None
    level: int | None
    page: int | None


class TableRow(Record):
    """A row: the cells' texts joined by one tab, as offsets count them."""

    passage: str
    text: str
    number: int | None
    header: bool
    page: int | None


class Table(Record):
    """Rows of one table that stand together in a section."""

    kind: Literal["table"] = "table"
    label: str
    rows: tuple[TableRow, ...]


class ShownSection(Record):
    """A section with what it holds, in reading order."""

    id: str
    title: str
    file: str
    level: int
    items: tuple[Item | Table, ...]


class Text(Record):
    """The whole review, for the right-hand pane."""

    review: str
    title: str
    sections: tuple[ShownSection, ...]


def text(review: Review) -> Text:
    """The review to read; every passage stands in it exactly once."""
    places = Places(review)
    held: dict[str, list[Passage]] = {section.id: [] for section in review.sections}
    for passage in review.passages:
        held[passage.section].append(passage)
    return Text(
        review=review.id,
        title=review.title,
        sections=tuple(
            ShownSection(
                id=section.id,
                title=section.title,
                file=section.file,
                level=section.level,
                items=tuple(_items(section, held[section.id], places)),
            )
            for section in review.sections
        ),
    )


def _items(section: Section, passages: list[Passage], places: Places) -> Iterator[Item | Table]:
    """A table stays whole: footnotes that are read between its rows follow it."""
    rows: list[TableRow] = []
    notes: list[Item] = []
    table: int | None = None
    for passage in passages:
        if passage.kind is Kind.ROW and rows and passage.table == table:
            rows.append(_row(passage, places))
            continue
        if rows and passage.kind is Kind.FOOTNOTE:
            notes.append(_item(passage, places))
            continue
        if rows:
            yield Table(label=f"Table: {section.title}", rows=tuple(rows))
            yield from notes
            rows, notes = [], []
        if passage.kind is Kind.ROW:
            table, rows = passage.table, [_row(passage, places)]
        else:
            yield _item(passage, places)
    if rows:
        yield Table(label=f"Table: {section.title}", rows=tuple(rows))
        yield from notes


def _row(passage: Passage, places: Places) -> TableRow:
    return TableRow(
        passage=passage.id,
        text=passage.text,
        number=places.number(passage.id),
        header=passage.header,
        page=passage.page,
    )


def _item(passage: Passage, places: Places) -> Item:
    return Item(
        kind=passage.kind.value,
        passage=passage.id,
        text=passage.text,
        number=places.number(passage.id),
        label=passage.label,
        level=passage.level,
        page=passage.page,
    )
