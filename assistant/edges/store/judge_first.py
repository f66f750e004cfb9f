"""Keeps which share of a review's prompts is judged first: chosen before drafting starts, and never after.

It stands apart from the review because it is no part of what was read, and from the runs because all share it.
"""

from sqlalchemy import select

from assistant.domain.judge_first import JudgeFirst
from assistant.edges.store.opened import Opened, lock_review
from assistant.edges.store.rows import insert_into, record_of, text_of
from assistant.edges.store.tables import judge_first, runs


class KeptJudgeFirst(Opened):
    """The choices in an open database."""

    def choose_judge_first(self, review: str, chosen: JudgeFirst) -> bool:
        """Keeps the choice for that review unless drafting was started; whether it did. ``NotFound``."""
        with self._writing() as connection:
            lock_review(connection, review)
            if connection.execute(select(runs.c.id).where(runs.c.review == review).limit(1)).first():
                return False
            record = text_of(chosen)
            insert = insert_into(connection, judge_first).values(review=review, record=record)
            connection.execute(
                insert.on_conflict_do_update(index_elements=[judge_first.c.review], set_={"record": record})
            )
        return True

    def judge_first(self, review: str) -> JudgeFirst | None:
        """What was chosen for that review, or None where nothing was."""
        rows = self._all(select(judge_first.c.record).where(judge_first.c.review == review))
        return record_of(JudgeFirst, rows[0].record) if rows else None
