"""Removes a review whole: its files, runs, replies, drafts, decisions and whatever else names it.

It stands apart because it is the one exception to "never changed, never removed", and because it must know
every table: it asks the tables themselves what refers to a review, so that one added later is not forgotten.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from assistant.edges.store.opened import Opened, lock_review
from assistant.edges.store.tables import deletions, metadata, reviews, run_tasks, runs, tasks


class KeptDeletions(Opened):
    """What was removed from an open database, by whom and when; of the review itself only its id is known."""

    def keys(self, review: str) -> tuple[str, ...]:
        """The keys of everything that was ever to be made for that review and for no other."""
        shared = _shared(review)
        query = select(tasks.c.key).where(tasks.c.review == review, tasks.c.key.not_in(shared))
        return tuple(row.key for row in self._all(query.order_by(tasks.c.key)))

    def delete(self, review: str, by: str, at: datetime) -> None:
        """Removes the review and all that belongs to it, in one transaction; ``NotFound``.

        A draft that a second review with the same text was given too stays with that one.
        """
        with self._writing() as connection:
            lock_review(connection, review)
            sample = connection.execute(select(reviews.c.sample).where(reviews.c.id == review)).scalar_one()
            row = {"review": review, "sample": sample, "by": by, "at": at, "under_way": True}
            noted = connection.execute(deletions.insert().returning(deletions.c.id), row).scalar_one()
            _pass_on(connection, review)
            for table in reversed(metadata.sorted_tables):
                refers = list(_refers(table, review))
                if refers:
                    connection.execute(table.delete().where(or_(*refers)))
            connection.execute(reviews.delete().where(reviews.c.id == review))
            connection.execute(
                deletions.update().where(deletions.c.id == noted).values(under_way=False)
            )  # the guards close again behind it
        self._forget_pages()

    def sample_deleted(self) -> bool:
        """Whether somebody removed the bundled sample before."""
        return bool(self._all(select(deletions.c.id).where(deletions.c.sample).limit(1)))

    def _forget_pages(self) -> None:
        """Has SQLite write back its log, where what was removed could still be read."""
        if self._engine.dialect.name == "sqlite":
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()


def _shared(review: str) -> ColumnElement[str]:
    """Keys that a run of another review names: two reviews with the same text have the same requests."""
    others = select(run_tasks.c.key).join(runs, runs.c.id == run_tasks.c.run).where(runs.c.review != review)
    return others.scalar_subquery()


def _pass_on(connection: Connection, review: str) -> None:
    """Gives tasks that another review shares to that review."""
    other = (
        select(runs.c.review)
        .join(run_tasks, run_tasks.c.run == runs.c.id)
        .where(run_tasks.c.key == tasks.c.key, runs.c.review != review)
        .order_by(runs.c.id)
        .limit(1)
        .scalar_subquery()
    )
    shared = tasks.update().where(tasks.c.review == review, tasks.c.key.in_(_shared(review)))
    connection.execute(shared.values(review=other))


def _refers(table: Table, review: str) -> Iterator[ColumnElement[bool]]:
    """How rows of that table refer to the review: by its id, by a run of it or by a key of its tasks."""
    of = {
        reviews.c.id: None,
        runs.c.id: select(runs.c.id).where(runs.c.review == review),
        tasks.c.key: select(tasks.c.key).where(tasks.c.review == review),
    }
    for key in table.foreign_keys:
        chosen = of[key.column]
        yield key.parent == review if chosen is None else key.parent.in_(chosen)
