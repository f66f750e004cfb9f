"""A table for traces: what one further request a review told of findings and actions.

They have a table of their own, beside that of the drafts, because a trace belongs to no prompt.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "traces",
        sa.Column("key", sa.String(64), sa.ForeignKey("tasks.key"), primary_key=True),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
    )
