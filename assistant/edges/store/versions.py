"""Keeps which review is the next version of which: one earlier version each, never changed.

It stands apart because a review is what its files say, and this is what an inspector says of it.
"""

from sqlalchemy import select

from assistant.edges.store.opened import Opened, lock_review
from assistant.edges.store.rows import insert_once
from assistant.edges.store.tables import versions


class KeptVersions(Opened):
    """The versions in an open database."""

    def follow(self, review: str, earlier: str) -> bool:
        """Keeps that a review is the next version of ``earlier``; False where it follows one. ``NotFound``."""
        with self._writing() as connection:
            for one in sorted((review, earlier)):  # in one order, whoever else locks two
                lock_review(connection, one)
            return insert_once(connection, versions, {"review": review, "earlier": earlier})

    def earlier(self, review: str) -> str | None:
        """The id of its earlier version, or None."""
        rows = self._all(select(versions.c.earlier).where(versions.c.review == review))
        return str(rows[0].earlier) if rows else None

    def earlier_of_all(self) -> dict[str, str]:
        """The earlier version of every review that has one, by its id."""
        return {row.review: row.earlier for row in self._all(select(versions))}
