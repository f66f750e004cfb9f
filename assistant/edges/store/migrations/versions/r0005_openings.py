"""When prompts, and passages under them, were first opened, and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "openings",
        sa.Column("review", sa.String(64), sa.ForeignKey("reviews.id"), primary_key=True),
        sa.Column("prompt", sa.String(64), primary_key=True),
        sa.Column("passage", sa.String(64), primary_key=True),
        sa.Column("by", sa.Text, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
    )
