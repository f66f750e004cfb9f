"""Places among the programs that work on one database: each is held by a lock that ends with its process.

In comes the address of the database and a place's name, out comes the place, or None where a living process
has it. It stands alone because living processes are told from dead ones here, whatever the queue is built on.
"""

import os
import sqlite3
from pathlib import Path
from typing import Protocol

import psycopg

from assistant.errors import StoreTrouble

_PLACES = 0x5F0B  # the class of our advisory locks on PostgreSQL


class Held(Protocol):
    """A place among the programs on one database; it is free again when closed, or when the process ends."""

    def close(self) -> None:
        """Gives the place back."""
        ...


def hold(url: str, place: str) -> Held | None:
    """Takes that place, or None if a living process has it; raises ``StoreTrouble``."""
    try:
        return _hold_in_file(url, place) if url.startswith("sqlite") else _hold_in_server(url, place)
    except (OSError, sqlite3.Error, psycopg.Error) as error:
        raise not_opened(error) from None


def _hold_in_file(url: str, place: str) -> Held | None:
    # SQLite's own file lock: it works on every system and ends with the process.
    path = private(beside(url, f"-jobs-{place}.lock"))
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return None
    return connection


def _hold_in_server(url: str, place: str) -> Held | None:
    plain = "postgresql://" + url.partition("://")[2]
    connection = psycopg.connect(plain, autocommit=True)
    row = connection.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", (_PLACES, place)).fetchone()
    if row is None or not row[0]:
        connection.close()
        return None
    return connection


def not_opened(error: Exception) -> StoreTrouble:
    """What to say where the queue's part of the database cannot be opened."""
    return StoreTrouble(
        f"The list of drafts to be made could not be opened ({type(error).__name__}). Everything that was kept "
        "is unchanged. Check that the database can be reached and written, and start again."
    )


def beside(url: str, ending: str) -> Path:
    """The file of that ending beside the SQLite file at ``url``."""
    path = Path(url.partition(":///")[2].partition("?")[0])
    return path.with_name(path.stem + ending)


def private(path: Path) -> Path:
    """That file, made if it is missing, for nobody else to read."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return path
