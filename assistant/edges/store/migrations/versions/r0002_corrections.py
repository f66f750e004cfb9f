"""Corrections of the part that a section was matched to: added to, never changed or removed, as decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the table, with the same guard as the decisions have."""
    op.create_table(
        "corrections",
        sa.Column("review", sa.String(64), sa.ForeignKey("reviews.id"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION corrections_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'corrections are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER corrections_refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections "
            "FOR EACH STATEMENT EXECUTE FUNCTION corrections_refuse()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER corrections_refuse_{act.lower()} BEFORE {act} ON corrections "
            "BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END"
        )
