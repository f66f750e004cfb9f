"""Which share of a review's prompts is judged first: a row for each review for which it was chosen.

It is chosen before drafting starts and never after: a later choice could show a draft that was to stay hidden.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "judge_first",
        sa.Column("review", sa.String(64), sa.ForeignKey("reviews.id"), primary_key=True),
        sa.Column("record", sa.Text, nullable=False),
    )
