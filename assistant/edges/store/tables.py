"""The tables of the database as the store reads and writes them.

They stand apart so that the columns can be seen on one page; the migrations make them, and a test holds
the two together. A record is kept as JSON beside the few columns that are looked up by.
"""

import json
from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A time as text in UTC with microseconds: it sorts, and reads the same from both databases.

    A time without a zone raises ``ValueError``.
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text of that time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time is kept with its zone only")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The time of that text."""
        return None if value is None else datetime.fromisoformat(value)


class Verbatim(TypeDecorator[str]):
    """Text out of a file, as a JSON string: neither database takes every character a file can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text with everything beyond ASCII, and NUL, escaped."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was."""
        return None if value is None else str(json.loads(value))


metadata = MetaData()

reviews = Table(
    "reviews",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", Verbatim, nullable=False),
    Column("added", Moment, nullable=False),
    Column("words", Integer, nullable=False),
    Column("sample", Boolean, nullable=False),
    Column("intake", Text, nullable=False),
    Column("record", Text, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Verbatim, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("review", ForeignKey("reviews.id"), nullable=False, index=True),
    Column("started", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("review", ForeignKey("reviews.id"), nullable=False),
    Column("prompt", String(64), nullable=False),
    Column("repeat", Integer, nullable=False),
)

run_tasks = Table(
    "run_tasks",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("key", ForeignKey("tasks.key"), nullable=False, index=True),
)

replies = Table(
    "replies",
    metadata,
    Column("key", ForeignKey("tasks.key"), primary_key=True),
    Column("attempt", Integer, primary_key=True, autoincrement=False),
    Column("request_digest", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", ForeignKey("tasks.key"), primary_key=True),
    Column("status", String(32), nullable=False),
    Column("record", Text, nullable=False),
)

spending = Table(
    "spending",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("review", ForeignKey("reviews.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("tokens", BigInteger, nullable=False),
)

traces = Table(
    "traces",
    metadata,
    Column("key", ForeignKey("tasks.key"), primary_key=True),
    Column("status", String(32), nullable=False),
    Column("record", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
)

judge_first = Table(
    "judge_first",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("record", Text, nullable=False),
)

openings = Table(
    "openings",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("prompt", String(64), primary_key=True),
    Column("passage", String(64), primary_key=True),
    Column("by", Verbatim, primary_key=True),
    Column("at", Moment, nullable=False),
)

deletions = Table(
    "deletions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("review", String(64), nullable=False, index=True),
    Column("sample", Boolean, nullable=False),
    Column("by", Verbatim, nullable=False),
    Column("at", Moment, nullable=False),
    Column("under_way", Boolean, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("review", ForeignKey("reviews.id"), primary_key=True),
    Column("earlier", ForeignKey("reviews.id"), nullable=False, index=True),
)
