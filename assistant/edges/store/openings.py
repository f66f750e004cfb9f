"""Keeps when prompts, and passages under them, were first opened, and by whom.

It stands apart from the decisions because it is no act: the first moment counts, and another adds nothing.
"""

from sqlalchemy import select

from assistant.domain.opening import Opening
from assistant.edges.store.opened import Opened, lock_review
from assistant.edges.store.rows import insert_once
from assistant.edges.store.tables import openings

_THE_PROMPT = ""  # stands for the prompt itself: a part of a key cannot be null


class KeptOpenings(Opened):
    """The openings in an open database."""

    def keep_opening(self, review: str, opening: Opening) -> bool:
        """Keeps it unless that person opened that before; whether it was the first time. ``NotFound``."""
        row = {**opening.model_dump(), "review": review, "passage": opening.passage or _THE_PROMPT}
        key = [column == row[column.name] for column in openings.primary_key]
        if self._all(select(openings.c.at).where(*key)):  # most are of what is on screen: they wait for no disk
            return False
        with self._writing() as connection:
            lock_review(connection, review)
            return insert_once(connection, openings, row)

    def openings(self, review: str) -> tuple[Opening, ...]:
        """Every first opening in that review, in the order of time."""
        shown = openings.c
        query = select(shown.prompt, shown.passage, shown.by, shown.at).where(shown.review == review)
        return tuple(
            Opening(prompt=row.prompt, passage=row.passage or None, by=row.by, at=row.at)
            for row in self._all(query.order_by(shown.at, shown.prompt, shown.passage, shown.by))
        )
