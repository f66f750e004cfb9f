"""An open database: transactions that are on the disk when they end, reads, and their faults in words.

It stands apart from ``store`` so that what is kept, and how a database is held open, are on two pages.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, Select, select
from sqlalchemy.exc import SQLAlchemyError

from assistant.edges.store.database import READING, open_database, reason
from assistant.edges.store.tables import reviews
from assistant.errors import NotFound, StoreTrouble


class Opened:
    """A database that is open: what the store does its work through."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # SQLite has one writer at a time and no queue for the rest, who sleep and try again: here they queue.
        self._turn = threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @classmethod
    def open(cls, url: str) -> Self:
        """Opens ``sqlite:////folder/file.db`` or ``postgresql://...``, making what is missing.

        The folder of a new SQLite file has mode 0700, the file 0600. Raises ``StoreTrouble`` with what to do.
        """
        return cls(open_database(url))

    def close(self) -> None:
        """Closes every connection; the store is not used afterwards."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that is on the disk when the block has ended, or has left nothing."""
        try:
            with self._turn, self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreTrouble(
                f"The database could not be written: {reason(error)}. What was kept before is unchanged; "
                "what you just did was not kept. Try again."
            ) from None

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with self._engine.connect().execution_options(**{READING: True}) as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as error:
            raise StoreTrouble(
                f"The database could not be read: {reason(error)}. Nothing was changed. Try again."
            ) from None

    def _one(self, query: Select[Any], what: str) -> Row[Any]:
        rows = self._all(query)
        if not rows:
            raise not_found(what)
        return rows[0]


def lock_review(connection: Connection, review: str) -> None:
    """Holds that review for this transaction: on PostgreSQL others wait here (SQLite has one writer anyway)."""
    found = connection.execute(select(reviews.c.id).where(reviews.c.id == review).with_for_update())
    if found.first() is None:
        raise not_found(f"review {review}")


def not_found(what: str) -> NotFound:
    """The error that there is no such thing."""
    return NotFound(f"There is no {what} in the database.")
