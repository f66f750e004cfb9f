"""Which review is the next version of which."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "versions",
        sa.Column("review", sa.String(64), sa.ForeignKey("reviews.id"), primary_key=True),
        sa.Column("earlier", sa.String(64), sa.ForeignKey("reviews.id"), nullable=False),
    )
    op.create_index("ix_versions_earlier", "versions", ["earlier"])
