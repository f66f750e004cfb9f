"""Which review is the next version of which: a table of pairs, each review the next of one at most.

What was decided on the earlier version is shown beside the later one, so the pair must outlive the process.
"""

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
