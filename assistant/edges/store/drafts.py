"""Keeps drafts, and gives back those of one key, of a review's latest run, or of all its runs.

It stands apart because drafts are looked at with every act on a screen: what was read is held in memory.
"""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import ColumnElement, Engine, func, select

from assistant.domain.draft import Draft, DraftStatus
from assistant.edges.store.deletions import KeptDeletions
from assistant.edges.store.repeats import firsts
from assistant.edges.store.rows import keep_answered, record_of
from assistant.edges.store.tables import drafts, run_tasks, runs

HELD = 512
"""Drafts held in memory, by their text as kept: those of a few reviews with a few runs."""


class KeptDrafts(KeptDeletions):
    """The drafts in an open database."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        # Most of the time of an act went to reading the same JSON again.
        self._draft_of = lru_cache(maxsize=HELD)(lambda kept: record_of(Draft, kept))

    def delete(self, review: str, by: str, at: datetime) -> None:
        """As ``KeptDeletions.delete``; nothing of it stays in memory either."""
        super().delete(review, by, at)
        self._draft_of.cache_clear()

    def keep_draft(self, draft: Draft) -> None:
        """Keeps a draft under its key: in place of none or of an unanswered one, never of a drafted one.

        One that was not run, or is only a hidden one's stand-in, is nothing to keep: ``ValueError``.
        """
        if draft.status not in (DraftStatus.DRAFTED, DraftStatus.NOT_ANSWERED):
            raise ValueError("a draft that was not run, or is hidden, is not kept")
        with self._writing() as connection:
            keep_answered(connection, drafts, draft.key, draft.status, draft)

    def draft(self, key: str) -> Draft | None:
        """The draft kept under that key, or None."""
        rows = self._all(select(drafts.c.record).where(drafts.c.key == key))
        return record_of(Draft, rows[0].record) if rows else None

    def drafts(self, review: str) -> tuple[Draft, ...]:
        """The drafts kept so far for the latest run of that review, in the order of its tasks; no repeats."""
        latest = select(func.max(runs.c.id)).where(runs.c.review == review).scalar_subquery()
        return self._drafts(run_tasks.c.run == latest)

    def all_drafts(self, review: str) -> tuple[Draft, ...]:
        """The drafts of every run of that review, the latest run first, without their repeats; one may be named
        by several."""
        return self._drafts(runs.c.review == review)

    def _drafts(self, chosen: ColumnElement[bool]) -> tuple[Draft, ...]:
        first = firsts(chosen)
        query = (
            select(drafts.c.record)
            .join(run_tasks, run_tasks.c.key == drafts.c.key)
            .join(runs, runs.c.id == run_tasks.c.run)
            .join(first, (first.c.run == run_tasks.c.run) & (first.c.position == run_tasks.c.position))
            .where(chosen)
            .order_by(run_tasks.c.run.desc(), run_tasks.c.position)
        )
        return tuple(self._draft_of(row.record) for row in self._all(query))
