"""Deletions: a review can be removed whole, by a named person; its decisions and corrections go with it.

Until now the guards of the append-only tables refused any removal. Now they let go of the rows of a review
whose deletion is under way, which it is only within the transaction that removes the review itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

GUARDED = ("decisions", "corrections")
UNDER_WAY = "EXISTS (SELECT 1 FROM deletions WHERE review = OLD.review AND under_way)"


def upgrade() -> None:
    """Adds the table and makes the guards ask it."""
    op.create_table(
        "deletions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("review", sa.String(64), nullable=False, index=True),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("under_way", sa.Boolean, nullable=False),
    )
    for table in GUARDED:
        if op.get_bind().dialect.name == "postgresql":
            _guard_on_postgresql(table)
        else:
            _guard_on_sqlite(table)


def _guard_on_sqlite(table: str) -> None:
    op.execute(f"DROP TRIGGER {table}_refuse_delete")
    op.execute(
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} "
        f"WHEN NOT {UNDER_WAY} "
        f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
    )


def _guard_on_postgresql(table: str) -> None:
    op.execute(f"DROP TRIGGER {table}_refuse_change ON {table}")
    op.execute(
        f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
    op.execute(
        f"CREATE FUNCTION {table}_leave() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {UNDER_WAY} "
        f"THEN RETURN OLD; END IF; RAISE EXCEPTION '{table} are append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_leave()"
    )
