"""Opens the database behind a URL: SQLite in a private file, or PostgreSQL; and brings its tables up to date.

It stands apart because everything that differs between the two databases, except one trigger, is here.
"""

import os
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from assistant.errors import StoreTrouble

READING = "reading"
"""Execution option of a connection that only reads: it takes no write lock on SQLite."""

_WAL_IS_SOUND_FROM = (3, 51, 3)
_MIGRATIONS = Path(__file__).parent / "migrations"
_MIGRATING = 0x5F0A  # an advisory lock of our own: two programs starting together migrate one after the other


def open_database(url: str) -> Engine:
    """An engine on that database, its tables up to date; raises ``StoreTrouble`` with what to do."""
    address = _address(url)
    sqlite = address.get_backend_name() == "sqlite"
    if sqlite:
        _make_private(address)
    engine = create_engine(address, hide_parameters=True, pool_pre_ping=not sqlite)
    if sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    try:
        _migrate(engine)
    except CommandError:
        engine.dispose()
        raise StoreTrouble(
            f"The database {_shown(address)} was made by a newer version of the assistant. "
            "Nothing was changed. Install that version, or name another database."
        ) from None
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreTrouble(
            f"The database {_shown(address)} cannot be opened: {reason(error)}. Nothing was changed."
        ) from None
    return engine


def reason(error: SQLAlchemyError) -> str:
    """Why the database refused, in its own words but without any of the values that were written."""
    cause = getattr(error, "orig", None)
    diagnosis = getattr(cause, "diag", None)
    if diagnosis is not None and diagnosis.message_primary:
        return str(diagnosis.message_primary)
    lines = str(cause if cause is not None else type(error).__name__).splitlines()
    return lines[0] if lines else type(error).__name__


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreTrouble("The database URL is not one; it looks like sqlite:////folder/file.db.") from None
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StoreTrouble(
            f"The database {_shown(address)} is neither SQLite nor PostgreSQL; only these two are supported."
        )
    if address.get_backend_name() == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreTrouble("The database needs a file to be kept in: sqlite:////folder/file.db.")
    return address


def _shown(address: URL) -> str:
    return address.render_as_string(hide_password=True)


def _make_private(address: URL) -> None:
    """Makes the folder (mode 0700) and the file (0600) of an SQLite database, where they are missing."""
    path = Path(str(address.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreTrouble(
            f"The database file {path} cannot be opened: {error.strerror}. Nothing was changed; "
            "make the folder writable, or name another database."
        ) from None


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # _begin_sqlite begins transactions; the driver would guess where
    # What is removed is overwritten, not only unlinked.
    for pragma in ("busy_timeout=30000", "foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # Before 3.51.3 a write-ahead log can, rarely, be corrupted by several connections.
    sound = sqlite3.sqlite_version_info >= _WAL_IS_SOUND_FROM
    connection.execute(f"PRAGMA journal_mode={'WAL' if sound else 'DELETE'}")
    connection.execute(f"PRAGMA synchronous={'FULL' if sound else 'EXTRA'}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: one that read first and then waited could never get it.
    reads = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
