"""What can be done to the text of a gold review, as records.

They come from `changes.yaml` and go to `editing`. They stand alone because a change is kept as what was done,
and not as another copy of the review.
"""

from enum import StrEnum

from pydantic import Field

from assistant.domain.record import Record


class EditError(ValueError):
    """An edit cannot be made; the message says which and why."""


class Cut(Record):
    """Words taken out. What is left empty goes too, a cell excepted."""

    cut: str = Field(min_length=3)


class Drop(Record):
    """The paragraph, item, row or footnote that holds these words, taken out whole; a table by its header."""

    drop: str = Field(min_length=3)


class Put(Record):
    """Words in the place of others."""

    put: str = Field(min_length=1)
    instead_of: str = Field(min_length=3)


class Fill(Record):
    """A cell, named by its column and words of its row, given other words or none; or that of every row."""

    fill: str
    column: str
    of: str = Field(min_length=3)
    every_row: bool = False


class Add(Record):
    """A paragraph, a list item or a row (a cell each) of its own, after the one that holds certain words."""

    add: str | tuple[str, ...]
    after: str = Field(min_length=3)


class Place(StrEnum):
    """Where words are moved to, or stand."""

    PARAGRAPH = "paragraph"
    CELL = "cell"
    FOOTNOTE = "footnote"


class Move(Record):
    """Words moved by others: to a paragraph of their own, the end of a cell or a new footnote."""

    move: str = Field(min_length=3)
    into: Place
    after: str = Field(min_length=3)


class Rename(Record):
    """Whole words put for others wherever they stand."""

    rename: dict[str, str] = Field(min_length=1)


class Misspell(Record):
    """One typing error in so many words of each place that holds certain words; drawn by a seed."""

    misspell: tuple[str, ...] = Field(min_length=1)
    errors: int = Field(ge=1)
    seed: int


Edit = Cut | Drop | Put | Fill | Add | Move | Rename | Misspell
