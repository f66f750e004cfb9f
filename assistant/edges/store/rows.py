"""How a record becomes a row and a row a record: JSON text, and inserts that never overwrite.

It stands apart so that ``store.py`` holds only what is kept, and not how it is written down.
"""

import json
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from assistant.domain.draft import DraftStatus
from assistant.domain.record import Record
from assistant.errors import StoreTrouble

AnyRecord = TypeVar("AnyRecord", bound=Record)
AnyInsert = postgresql.Insert | sqlite.Insert


def text_of(record: Record) -> str:
    """A record as JSON with everything beyond ASCII escaped: a reply may hold half a character, and is kept."""
    return json.dumps(record.model_dump(mode="json"))


def record_of(kind: type[AnyRecord], kept: str) -> AnyRecord:
    """The record of that JSON; one that cannot be read is ``StoreTrouble``, and is not quoted."""
    try:
        return kind.model_validate(json.loads(kept))
    except (ValidationError, json.JSONDecodeError):
        raise StoreTrouble(
            f"A kept {kind.__name__} cannot be read by this version of the assistant. Nothing was changed; "
            "open the database with the version that wrote it."
        ) from None


def insert_into(connection: Connection, table: Table) -> AnyInsert:
    """An insert that can say what to do on a conflict; each database has its own, with the same methods."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_once(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Inserts unless the row's key is taken; whether it did."""
    insert = insert_into(connection, table).values(row).on_conflict_do_nothing()
    return connection.execute(insert.returning(*table.primary_key)).first() is not None


def keep_answered(connection: Connection, table: Table, key: str, status: DraftStatus, kept: Record) -> None:
    """Keeps what became of a key: in place of nothing or of no answer, never of what was drafted."""
    row = {"key": key, "status": status.value, "record": text_of(kept)}
    insert = insert_into(connection, table).values(row)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[table.c.key],
            set_={"status": insert.excluded.status, "record": insert.excluded.record},
            where=table.c.status == DraftStatus.NOT_ANSWERED.value,
        )
    )
