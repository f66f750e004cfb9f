"""What requests took in tokens, one row for each: the sum holds even where a later draft replaces one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "spending",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("review", sa.String(64), sa.ForeignKey("reviews.id"), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("tokens", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_spending_review", "spending", ["review"])
