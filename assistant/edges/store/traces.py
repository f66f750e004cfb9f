"""Keeps traces: what answers what, under the key of its task, as drafts are kept under theirs.

It stands apart from the drafts because a trace answers no prompt, and no count of prompts may include it.
"""

from sqlalchemy import select

from assistant.domain.draft import DraftStatus
from assistant.domain.trace import Trace
from assistant.edges.store.opened import Opened
from assistant.edges.store.rows import keep_answered, record_of
from assistant.edges.store.tables import run_tasks, runs, traces


class KeptTraces(Opened):
    """The traces in an open database."""

    def keep_trace(self, trace: Trace) -> None:
        """Keeps a trace under its key: in place of none or of an unanswered one, never of a drafted one.

        One that was not run is nothing to keep: ``ValueError``.
        """
        if trace.status is DraftStatus.NOT_RUN:
            raise ValueError("a trace that was not run is not kept")
        with self._writing() as connection:
            keep_answered(connection, traces, trace.key, trace.status, trace)

    def trace(self, key: str) -> Trace | None:
        """The trace kept under that key, or None."""
        rows = self._all(select(traces.c.record).where(traces.c.key == key))
        return record_of(Trace, rows[0].record) if rows else None

    def traces(self, review: str) -> tuple[Trace, ...]:
        """The traces of every run of that review, the latest run first; one may be named by several."""
        query = (
            select(traces.c.record)
            .join(run_tasks, run_tasks.c.key == traces.c.key)
            .join(runs, runs.c.id == run_tasks.c.run)
            .where(runs.c.review == review)
            .order_by(run_tasks.c.run.desc())
        )
        return tuple(record_of(Trace, row.record) for row in self._all(query))
